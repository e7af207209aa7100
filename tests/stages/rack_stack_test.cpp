#include "model/stages/rack_stack.h"

#include "tests/stages/fabric_hall.h"
#include "tests/support/test.h"

using namespace hallwright;
using namespace hallwright::test;

class RackStackTest : public QObject {
    Q_OBJECT

    static constexpr Id<Rack> rack{200};
    static constexpr Id<Fabric> frontEnd{21};

    /// A network rack of 48 U, Q3400 of 4 U in the first fabric and SN5610 of 2 U in the second.
    static Hall racked() {
        using P = Property;
        Hall hall = fabricParts();
        hall.parts.set({60}, PlainPart("net", Kind::NetworkRack).with(P::rackUnits, 48.0).frozen());
        hall.parts.set({61}, PlainPart("four", Kind::Switch).with(P::rackUnits, 4.0).frozen());
        hall.parts.set({62}, PlainPart("two", Kind::Switch).with(P::rackUnits, 2.0).frozen());
        hall.racks.set(rack, Rack{.name = "N1", .part = {60}});
        Fabric fabric = computeFabric();
        fabric.switchPart = {61};
        hall.fabrics.set(compute, fabric);
        fabric.name = "frontend";
        fabric.switchPart = {62};
        hall.fabrics.set(frontEnd, fabric);
        return hall;
    }
    static QString text(const RackStack& stack) {
        QStringList words;
        for (const StackedSwitch& held : stack.switches)
            words += QString("%1.%2.%3@%4")
                         .arg(held.fabric == compute ? "c" : "f")
                         .arg(static_cast<int>(held.tier))
                         .arg(held.number)
                         .arg(held.lowestU());
        return words.join(' ');
    }
    static RackStack stackOf(const Hall& hall) { return rackStack(hall, Slots(hall), rack); }

private slots:
    void switchesStandFromTheBottomInOrderOfFabricTierAndNumber() {
        Hall hall = racked();
        hall.mounts.set({300}, Mount{rack, frontEnd, Tier::Leaf, 0, 2});
        hall.mounts.set({301}, Mount{rack, compute, Tier::Spine, 2, 1});
        hall.mounts.set({302}, Mount{rack, compute, Tier::Leaf, 6, 2});
        const RackStack stack = stackOf(hall);
        QCOMPARE(text(stack), QString("c.0.6@1 c.0.7@5 c.1.2@9 f.0.0@13 f.0.1@15"));
        QCOMPARE(stack.top, 16.0);
        QCOMPARE(stack.used, 16.0);
        QVERIFY(stack.overlaps.empty());
        QVERIFY(!stack.overflows());
        QCOMPARE(rackStacks(hall, Slots(hall)).at(rack).switches.size(), std::size_t{5});
    }

    void aGivenUnitIsKeptAndTheOthersGoRoundIt() {
        Hall hall = racked();
        hall.mounts.set({300}, Mount{rack, compute, Tier::Leaf, 0, 2});
        hall.mounts.set({301}, Mount{rack, frontEnd, Tier::Leaf, 0, 1, 4});
        const RackStack stack = stackOf(hall);
        QCOMPARE(text(stack), QString("f.0.0@4 c.0.0@6 c.0.1@10"));
        QVERIFY(stack.overlaps.empty());
    }

    void twoSwitchesOnOneUnitAreNamed() {
        Hall hall = racked();
        hall.mounts.set({300}, Mount{rack, compute, Tier::Leaf, 0, 1, 10});
        hall.mounts.set({301}, Mount{rack, frontEnd, Tier::Leaf, 0, 1, 13});
        const RackStack stack = stackOf(hall);
        QCOMPARE(stack.overlaps.size(), std::size_t{1});
        QVERIFY((stack.overlaps[0] == std::pair<std::size_t, std::size_t>{0, 1}));
    }

    void aStackHigherThanTheRackOverflows() {
        Hall hall = racked();
        hall.mounts.set({300}, Mount{rack, compute, Tier::Leaf, 0, 12});
        QVERIFY(!stackOf(hall).overflows());
        hall.mounts.set({301}, Mount{rack, frontEnd, Tier::Leaf, 0, 1});
        QVERIFY(stackOf(hall).overflows());
        QCOMPARE(stackOf(hall).top, 50.0);
    }

    void whatTheRackHoldsKeepsItsPlace() {
        using P = Property;
        Hall hall = racked();
        hall.parts.set({60}, PlainPart("net", Kind::ComputeRack)
                                 .with(P::rackUnits, 48.0)
                                 .with(P::rackElevation, "48U: free:4, 'trays':40, free:4")
                                 .frozen());
        hall.mounts.set({300}, Mount{rack, compute, Tier::Leaf, 0, 2});
        QCOMPARE(text(stackOf(hall)), QString("c.0.0@1 c.0.1@45"));
        hall.mounts.set({300}, Mount{rack, compute, Tier::Leaf, 0, 1, 4});
        const RackStack stack = stackOf(hall);
        QCOMPARE(stack.overlaps.size(), std::size_t{1});
        QVERIFY((stack.overlaps[0] == std::pair<std::size_t, std::size_t>{0, 0}));
    }

    void thePlanKnowsTheUnitOfEverySwitch() {
        using P = Property;
        Hall hall = gb300Hall(8);
        hall.parts.set(parts::pluggableSwitch, PlainPart("q3400", Kind::Switch)
                                                   .with(P::switchCages, 72.0)
                                                   .with(P::portsPerCage, 2.0)
                                                   .with(P::portSpeed, 800e9)
                                                   .with(P::rackUnits, 4.0)
                                                   .frozen());
        const FabricPlan plan = fabricPlan(hall, Slots(hall), RowIndex(hall), compute);
        QVERIFY((plan.switchU[0] == std::vector<std::int32_t>{1, 5, 9, 13, 17, 21, 25, 29}));
        QVERIFY((plan.switchU[1] == std::vector<std::int32_t>{33, 37, 41, 45}));
        hall.mounts.forEach([&](Id<Mount> id, const Mount&) { hall.mounts.erase(id); });
        const FabricPlan loose = fabricPlan(hall, Slots(hall), RowIndex(hall), compute);
        QCOMPARE(loose.switchU[0].front(), 0);
        QCOMPARE(loose.switchRack[0].front(), -1);
    }

    void nodesAreCountedFromTheBottom() {
        using P = Property;
        Hall hall = racked();
        hall.parts.set({63}, PlainPart("blade", Kind::Tray).with(P::rackUnits, 1.0).frozen());
        const auto units = [&](double nodes, const char* elevation) {
            hall.parts.set({64}, PlainPart("r", Kind::ComputeRack)
                                     .with(P::nodes, nodes)
                                     .with(P::rackElevation, elevation)
                                     .frozen());
            return nodeUnits(Slots(hall), {64});
        };
        QVERIFY((units(3, "48U: free:8, 2*blade, free:1, blade") ==
                 std::vector<std::int32_t>{9, 10, 12}));
        QVERIFY((units(4, "48U: free:8, [2 blade]:2, [2 blade]:2") ==
                 std::vector<std::int32_t>{9, 9, 11, 11}));
        QVERIFY(units(4, "48U: free:8, 3*blade").empty());
        QVERIFY(units(1, "48U: 'shelf':?, blade").empty());
    }
};

HALL_TEST(RackStackTest)
#include "rack_stack_test.moc"
