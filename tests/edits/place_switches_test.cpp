#include "model/edits/place_switches.h"

#include "model/edits/change_fabric.h"
#include "model/edits/change_items.h"
#include "model/planner/planner.h"
#include "model/rules/rule.h"
#include "tests/support/shipped_catalog.h"
#include "tests/support/test.h"

#include <map>

using namespace hallwright;

/// Switches moved between racks, and networks changed as recipes.
class PlaceSwitchesTest : public QObject {
    Q_OBJECT

    Hall m_hall;
    RawId m_next = 1;
    Id<Fabric> m_compute, m_frontend;

    static void verifyRoundTrip(const Hall& hall, const Edit& edit) {
        Hall changed = hall;
        VERIFY_OK(apply(changed, edit));
        QVERIFY(!(changed == hall));
        VERIFY_OK(apply(changed, inverse(edit)));
        QVERIFY(changed == hall);
    }
    static Hall after(const Hall& hall, const Edit& edit) {
        Hall changed = hall;
        if (!apply(changed, edit)) qFatal("the edit does not apply");
        return changed;
    }
    static std::map<std::pair<Tier, int>, Id<Rack>> standing(const Hall& hall, Id<Fabric> fabric) {
        std::map<std::pair<Tier, int>, Id<Rack>> out;
        hall.mounts.forEach([&](Id<Mount>, const Mount& mount) {
            if (mount.fabric != fabric) return;
            for (int i = 0; i < mount.count; ++i)
                out[{mount.tier, mount.first + i}] = mount.rack;
        });
        return out;
    }
    Id<Rack> rackNamed(const Hall& hall, std::string_view name) const {
        const std::optional<ItemRef> item = findItem(hall, name);
        return item ? Id<Rack>{item->id} : Id<Rack>{};
    }

private slots:
    void initTestCase() {
        const Result<Brief> brief =
            readBrief(test::sourceFolder() / "resources" / "examples" / "gb300-unit.toml");
        VERIFY_OK(brief);
        Brief plain = *brief;
        plain.management = {};
        const Result<Plan> made = plan(plain, test::shippedCatalog());
        VERIFY_OK(made);
        m_hall = made->hall;
        m_next = made->nextId;
        m_hall.fabrics.forEach([&](Id<Fabric> id, const Fabric& fabric) {
            (fabric.role == FabricRole::ScaleOut ? m_compute : m_frontend) = id;
        });
    }

    void everySwitchFindsARack_data() {
        QTest::addColumn<int>("placement");
        QTest::newRow("zone") << int(SwitchPlacement::Zone);
        QTest::newRow("end of row") << int(SwitchPlacement::EndOfRow);
        QTest::newRow("middle of row") << int(SwitchPlacement::MiddleOfRow);
    }
    void everySwitchFindsARack() {
        QFETCH(int, placement);
        RawId next = m_next;
        const Evaluation before = evaluate(m_hall);
        const Result<Edit> edit =
            placeSwitches(before, m_compute, static_cast<SwitchPlacement>(placement), next);
        VERIFY_OK(edit);
        verifyRoundTrip(m_hall, *edit);
        const Hall changed = after(m_hall, *edit);
        QCOMPARE(standing(changed, m_compute).size(), standing(m_hall, m_compute).size());
        QVERIFY(standing(changed, m_frontend) == standing(m_hall, m_frontend));
        QCOMPARE(int(changed.fabrics[m_compute].placement), placement);
        const Evaluation evaluation = evaluate(changed);
        for (const Finding& finding : evaluation.findings())
            QVERIFY2(ruleOf(finding).id != "rack.network.power" &&
                         ruleOf(finding).id != "rack.network.units",
                     findingText(evaluation, finding).c_str());
    }
    void placingTwiceChangesNothingMore() {
        RawId next = m_next;
        const Result<Edit> once =
            placeSwitches(evaluate(m_hall), m_compute, SwitchPlacement::Zone, next);
        VERIFY_OK(once);
        const Hall placed = after(m_hall, *once);
        const Result<Edit> again =
            placeSwitches(evaluate(placed), m_compute, SwitchPlacement::Zone, next);
        VERIFY_OK(again);
        QVERIFY(standing(after(placed, *again), m_compute) == standing(placed, m_compute));
    }
    /// A hall that was just planned is not made worse.
    void placedAnewCablesAreAsShortAsPlanned() {
        RawId next = m_next;
        const Result<Edit> edit =
            placeSwitches(evaluate(m_hall), m_compute, SwitchPlacement::Zone, next);
        VERIFY_OK(edit);
        const auto cables = [&](const Hall& hall) {
            return evaluate(hall).number(Fig::fabricCableLength, m_compute.raw);
        };
        QVERIFY(cables(after(m_hall, *edit)) <= cables(m_hall) * 1.02);
    }
    void aRackThatIsNotThereIsAReason() {
        Hall bare = m_hall;
        std::vector<Id<Rack>> network;
        bare.racks.forEach([&](Id<Rack> id, const Rack& rack) {
            if (bare.part(rack.part)->kind == Kind::NetworkRack) network.push_back(id);
        });
        std::vector<Id<Mount>> mounts;
        bare.mounts.forEach([&](Id<Mount> id, const Mount&) { mounts.push_back(id); });
        for (Id<Mount> id : mounts)
            bare.mounts.erase(id);
        for (Id<Rack> id : network)
            bare.racks.erase(id);
        RawId next = m_next;
        const Result<Edit> edit =
            placeSwitches(evaluate(bare), m_compute, SwitchPlacement::Zone, next);
        QVERIFY(!edit);
        QVERIFY2(edit.error().message.starts_with("There is no network rack for the "),
                 edit.error().message.c_str());
        QCOMPARE(next, m_next);
    }

    void someSwitchesMoveAndTheOthersStay() {
        const Id<Rack> to = rackNamed(m_hall, "N04");
        QVERIFY(to);
        RawId next = m_next;
        const Result<Edit> edit = moveSwitches(m_hall, {m_compute, Tier::Leaf, 1, 2}, to, 30, next);
        VERIFY_OK(edit);
        QCOMPARE(edit->label, std::string("Move leaves 2 to 3 of compute to N04"));
        verifyRoundTrip(m_hall, *edit);
        const Hall changed = after(m_hall, *edit);
        auto wanted = standing(m_hall, m_compute);
        wanted[{Tier::Leaf, 1}] = wanted[{Tier::Leaf, 2}] = to;
        QVERIFY(standing(changed, m_compute) == wanted);
        int at = 0;
        changed.mounts.forEach([&](Id<Mount>, const Mount& mount) {
            if (mount.fabric == m_compute && mount.tier == Tier::Leaf && mount.first == 1)
                at = mount.u;
        });
        QCOMPARE(at, 30);
    }
    void aUnitThatNoRackHasIsRefused() {
        RawId next = m_next;
        QVERIFY(!moveSwitches(m_hall, {m_compute, Tier::Leaf, 0, 1}, rackNamed(m_hall, "N01"), 900,
                              next));
        QCOMPARE(next, m_next);
    }

    void aNetworkIsAddedJoinedAndRemoved() {
        RawId next = m_next;
        const NewFabric wanted{
            "consoles", FabricRole::OutOfBand, FabricKind::FatTree, "nvidia-sn2201", {}};
        const Result<Edit> added = addFabric(m_hall, test::shippedCatalog(), wanted, next);
        VERIFY_OK(added);
        verifyRoundTrip(m_hall, *added);
        Hall changed = after(m_hall, *added);
        Id<Fabric> made;
        changed.fabrics.forEach([&](Id<Fabric> id, const Fabric& fabric) {
            if (fabric.name == "consoles") made = id;
        });
        QVERIFY(changed.part(changed.fabrics[made].cable));
        int members = 0;
        changed.members.forEach(
            [&](Id<Member>, const Member& member) { members += member.fabric == made; });
        QCOMPARE(members, 8);
        const std::vector<Id<Rack>> some = {rackNamed(changed, "A01"), rackNamed(changed, "A02")};
        const Result<Edit> left = leaveFabric(changed, made, some);
        VERIFY_OK(left);
        QCOMPARE(left->label, std::string("Take 2 racks out of consoles"));
        const Hall without = after(changed, *left);
        const Result<Edit> back = joinFabric(without, made, some, next);
        VERIFY_OK(back);
        // The places that they left are the next free ones.
        int places = 0;
        after(without, *back).members.forEach([&](Id<Member>, const Member& member) {
            if (member.fabric == made) places += member.slot;
        });
        QCOMPARE(places, 28);
        const Result<Edit> removed = removeFabric(changed, made);
        VERIFY_OK(removed);
        verifyRoundTrip(changed, *removed);
        QCOMPARE(after(changed, *removed).fabrics.size(), m_hall.fabrics.size());
    }
    void aNetworkThatNothingCanJoinIsRefused() {
        RawId next = m_next;
        const Result<Edit> edit = addFabric(
            m_hall, test::shippedCatalog(),
            {"files", FabricRole::Storage, FabricKind::FatTree, "nvidia-sn5610", {}}, next);
        QVERIFY(!edit);
        QCOMPARE(edit.error().message,
                 std::string("No rack of this hall has ports that files could join"));
        QVERIFY(!addFabric(
            m_hall, test::shippedCatalog(),
            {"compute", FabricRole::FrontEnd, FabricKind::FatTree, "nvidia-sn5610", {}}, next));
        QCOMPARE(next, m_next);
    }

    void anotherSwitchBringsItsOpticsAndModules() {
        RawId next = m_next;
        const Result<Edit> edit =
            setSwitch(m_hall, test::shippedCatalog(), m_compute, "nvidia-q3450-ld", next);
        VERIFY_OK(edit);
        verifyRoundTrip(m_hall, *edit);
        const Hall changed = after(m_hall, *edit);
        QVERIFY(changed.fabrics[m_compute].optics == OpticsPolicy::Cpo);
        QVERIFY(!changed.fabrics[m_compute].switchModule);
        QVERIFY(changed.fabrics[m_compute].hostModule);
        const Result<Edit> back =
            setSwitch(changed, test::shippedCatalog(), m_compute, "nvidia-q3400-ra", next);
        VERIFY_OK(back);
        QVERIFY(after(changed, *back).fabrics[m_compute] == m_hall.fabrics[m_compute]);
    }
    void anotherPlantBringsTrunksAndPanels() {
        RawId next = m_next;
        const Result<Edit> edit = changeFabric(m_hall, test::shippedCatalog(), m_compute, "plant",
                                               std::string("trunk"), next);
        VERIFY_OK(edit);
        verifyRoundTrip(m_hall, *edit);
        const Fabric trunked = after(m_hall, *edit).fabrics[m_compute];
        QVERIFY(trunked.trunk && trunked.panel);
        const Result<Edit> refusedEdit = changeFabric(m_hall, test::shippedCatalog(), m_compute,
                                                      "optics", std::string("cpo"), next);
        QVERIFY(!refusedEdit);
        QVERIFY2(refusedEdit.error().message.find("takes pluggable modules") != std::string::npos,
                 refusedEdit.error().message.c_str());
    }
    void everyOtherFieldIsSetAsItIs() {
        RawId next = m_next;
        const Result<Edit> edit = changeFabric(m_hall, test::shippedCatalog(), m_compute,
                                               "reserved_ports", std::int64_t{2}, next);
        VERIFY_OK(edit);
        QCOMPARE(int(edit->changes.size()), 1);
        QCOMPARE(after(m_hall, *edit).fabrics[m_compute].reservedPorts, 2);
    }
};

HALL_TEST(PlaceSwitchesTest)
#include "place_switches_test.moc"
