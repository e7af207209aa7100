#include "model/stages/link_changes.h"

#include "tests/stages/random_fabrics.h"
#include "tests/support/test.h"

#include <set>

using namespace hallwright;
using namespace hallwright::test;

class LinkChangesTest : public QObject {
    Q_OBJECT

    /// A rack like the first one, in the first gap of the slots; none where there is no gap.
    static std::optional<Hall> withGapFilled(const Hall& hall) {
        const Fabric& fabric = hall.fabrics[compute];
        std::set<int> taken;
        PartId part;
        hall.members.forEach([&](Id<Member>, const Member& member) {
            taken.insert(member.unit * fabric.unit + member.slot);
            if (!part) part = hall.racks[member.rack].part;
        });
        for (int slot = 0; slot < *taken.rbegin(); ++slot)
            if (!taken.contains(slot)) {
                Hall filled = hall;
                // Before all others in the table: numbers must not follow its order.
                filled.racks.set({1}, Rack{.name = "new", .part = part});
                filled.members.set({1},
                                   Member{{1}, compute, slot / fabric.unit, slot % fabric.unit});
                return filled;
            }
        return std::nullopt;
    }

private slots:
    void aRackInAFreeSlotMovesNoOtherLink() {
        std::mt19937 random(7);
        int tried = 0;
        for (int i = 0; i < 400 && tried < 80; ++i) {
            const Hall hall = randomFabricHall(random);
            const std::optional<Hall> filled = withGapFilled(hall);
            if (!filled || !planOf(hall).size.feasible) continue;
            ++tried;
            const Evaluation before = evaluate(hall), after = evaluate(*filled);
            const LinkChanges changes = compareLinks(before, after);
            const FabricPlan& plan = after.fabrics().plans[0];
            QCOMPARE(changes.moved, 0LL);
            QCOMPARE(changes.removed, 0LL);
            QCOMPARE(changes.added, plan.size.hostLinks - before.fabrics().plans[0].size.hostLinks);
            QVERIFY(changes.added > 0);
            for (const LinkChange& change : changes.changes) {
                QVERIFY(change.fate == LinkChange::Fate::Added);
                const LinkBundle& bundle =
                    plan.bundles[static_cast<std::size_t>(change.after->bundle)];
                QVERIFY(bundle.kind == LinkBundle::Kind::HostLeaf);
                QCOMPARE(bundle.from, after.rows().position(Scope::Rack, 1));
            }
            const LinkChanges back = compareLinks(after, before);
            QCOMPARE(back.removed, changes.added);
            QCOMPARE(back.added + back.moved, 0LL);
        }
        QCOMPARE(tried, 80);
    }

    void aRackBeyondTheLastMovesNoOtherHostLink() {
        std::mt19937 random(11);
        int tried = 0, grew = 0;
        for (int i = 0; i < 400 && tried < 60; ++i) {
            const Hall hall = randomFabricHall(random);
            const Fabric& fabric = hall.fabrics[compute];
            Hall more = hall;
            int last = 0;
            PartId part;
            hall.members.forEach([&](Id<Member>, const Member& member) {
                last = std::max(last, member.unit * fabric.unit + member.slot);
                part = hall.racks[member.rack].part;
            });
            more.racks.set({1}, Rack{.name = "new", .part = part});
            more.members.set(
                {1}, Member{{1}, compute, (last + 1) / fabric.unit, (last + 1) % fabric.unit});
            const FabricPlan before = planOf(hall), after = planOf(more);
            // One switch that becomes a tree is another fabric.
            if (!before.size.feasible || !after.size.feasible ||
                (before.size.tiers == 1) != (after.size.tiers == 1))
                continue;
            ++tried;
            grew += before.size.switches[0] != after.size.switches[0];
            const Evaluation a = evaluate(hall), b = evaluate(more);
            for (const LinkChange& change : compareLinks(a, b).changes)
                if (change.before)
                    QVERIFY(a.fabrics()
                                .plans[0]
                                .bundles[static_cast<std::size_t>(change.before->bundle)]
                                .kind != LinkBundle::Kind::HostLeaf);
        }
        QCOMPARE(tried, 60);
        QVERIFY(grew > 10);
    }

    /// But its cables are too short or too long.
    void aRackThatMovesKeepsItsLinksAndGetsOtherCables() {
        Hall hall = gb300Hall(13);
        const Evaluation before = evaluate(hall);
        Rack rack = hall.racks[{firstRack + 4}];
        rack.place.x += Millimetres{10000};
        hall.racks.set({firstRack + 4}, rack);
        const LinkChanges changes = compareLinks(before, evaluate(hall));
        QCOMPARE(changes.moved + changes.added + changes.removed, 0LL);
        QCOMPARE(changes.replaced, 18LL * 4LL);
        for (const LinkChange& change : changes.changes) {
            QVERIFY(change.fate == LinkChange::Fate::Replaced);
            QCOMPARE(change.before->bundle, change.after->bundle);
        }
        const FabricSize& size = before.fabrics().plans[0].size;
        QCOMPARE(changes.kept + changes.replaced, size.hostLinks + size.leafSpineLinks);
        QVERIFY(!compareLinks(before, before).any());
    }

    void anotherFabricHasNoneOfTheLinks() {
        Hall hall = gb300Hall(8);
        const Evaluation before = evaluate(hall);
        Fabric fabric = hall.fabrics[compute];
        fabric.name = "renamed";
        hall.fabrics.set(compute, fabric);
        const LinkChanges changes = compareLinks(before, evaluate(hall));
        QCOMPARE(changes.kept, 0LL);
        QCOMPARE(changes.removed, 1152LL);
        QCOMPARE(changes.added, 1152LL);
    }

    // A unit of GB300 on Quantum-X800 grows to two, four and eight: hosts stay, and the uplinks of
    // the leaves that are there spread over more spines: 4, 8, 18, 36.
    void stepsOfGrowthSayWhichCablesMove() {
        const Result<std::vector<ExpansionStep>> steps =
            expansionSteps(gb300Hall(8), compute, {8, 16, 32, 64});
        QVERIFY(steps);
        const int leaves[] = {8, 16, 32, 64}, spines[] = {4, 8, 18, 36};
        for (std::size_t i = 0; i < 4; ++i) {
            const ExpansionStep& step = (*steps)[i];
            QCOMPARE(step.switches[0], leaves[i]);
            QCOMPARE(step.switches[1], spines[i]);
            QCOMPARE(step.links, leaves[i] * 144LL);
            QCOMPARE(step.hostsMoved, 0LL);
            QCOMPARE(step.removed, 0LL);
            QCOMPARE(step.added, step.links - (i == 0 ? 0 : (*steps)[i - 1].links));
        }
        QCOMPARE((*steps)[0].moved, 0LL);
        // Of 72 uplinks over 4 spines, 18 each, the first nine to the first spine stay where they
        // are when each of 8 takes nine.
        QVERIFY((*steps)[1].moved > 0);
        QVERIFY((*steps)[1].moved <= 8 * 72);
    }

    void roomForGrowthKeepsTheSpinesAndTheirCables() {
        Hall hall = gb300Hall(8);
        Fabric fabric = hall.fabrics[compute];
        fabric.endpoints = 64 * 72;
        hall.fabrics.set(compute, fabric);
        const Result<std::vector<ExpansionStep>> steps =
            expansionSteps(hall, compute, {8, 16, 32, 64});
        QVERIFY(steps);
        for (const ExpansionStep& step : *steps) {
            QCOMPARE(step.switches[0], 64);
            QCOMPARE(step.switches[1], 36);
            QCOMPARE(step.moved + step.removed, 0LL);
        }
    }

    void growthWithoutRacksIsRefused() {
        Hall hall = fabricParts();
        hall.fabrics.set(compute, computeFabric());
        const auto steps = expansionSteps(hall, compute, {8});
        QVERIFY(!steps);
        QCOMPARE(QString::fromStdString(steps.error().message),
                 QString("Fabric compute joins no racks; make racks members of it first."));
        QVERIFY(!expansionSteps(gb300Hall(2), compute, {8, 4}));
    }
};

HALL_TEST(LinkChangesTest)
#include "link_changes_test.moc"
