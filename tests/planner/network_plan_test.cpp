#include "model/planner/network_plan.h"

#include "model/planner/brief_words.h"
#include "model/planner/planner.h"
#include "model/rules/rule.h"
#include "model/stages/cabling.h"
#include "tests/support/shipped_catalog.h"
#include "tests/support/test.h"

#include <map>
#include <set>

using namespace hallwright;

/// Switches in their racks and cables in their trays, as the evaluation of the planned hall sees
/// them.
class NetworkPlanTest : public QObject {
    Q_OBJECT

    static Result<Brief> example(const std::string& name) {
        return readBrief(test::sourceFolder() / "resources" / "examples" / (name + ".toml"));
    }
    static Plan planned(const std::string& name) {
        const Result<Brief> brief = example(name);
        if (!brief) qFatal("%s", brief.error().text().c_str());
        const Result<Plan> made = plan(*brief, test::shippedCatalog());
        if (!made) qFatal("%s", made.error().text().c_str());
        return *made;
    }
    static void addExamples() {
        QTest::addColumn<std::string>("name");
        for (const char* name : {"gb300-unit", "kyber-row", "ir7000-hpc", "gb300-128"})
            QTest::newRow(name) << std::string(name);
    }
    static Plan planned(const Brief& brief) {
        const Result<Plan> made = plan(brief, test::shippedCatalog());
        if (!made) qFatal("%s", made.error().text().c_str());
        return *made;
    }
    /// The 128-rack hall with its leaves in the rows.
    static Brief inRows(SwitchPlacement placement) {
        Brief brief = *example("gb300-128");
        for (BriefFabric& fabric : brief.fabrics)
            fabric.placement = placement;
        return brief;
    }
    static void verifyNoErrors(const Evaluation& evaluation,
                               const std::vector<std::string>& families) {
        for (const Finding& finding : evaluation.findings())
            for (const std::string& family : families)
                QVERIFY2(ruleOf(finding).family != family || severityOf(finding) != Severity::Error,
                         findingText(evaluation, finding).c_str());
    }
    /// Every switch of every fabric stands in exactly one rack.
    static void verifyAllStand(const Evaluation& evaluation) {
        for (const FabricPlan& plan : evaluation.fabrics().plans) {
            std::map<std::pair<Tier, int>, int> mounted;
            evaluation.hall().mounts.forEach([&](Id<Mount>, const Mount& mount) {
                if (mount.fabric.raw != plan.fabric) return;
                for (int i = 0; i < mount.count; ++i)
                    ++mounted[{mount.tier, mount.first + i}];
            });
            const std::array<int, 3>& switches = plan.size.switches;
            QCOMPARE(int(mounted.size()), switches[0] + switches[1] + switches[2]);
            for (const auto& [which, times] : mounted)
                QCOMPARE(times, 1);
        }
    }
    static int networkRacks(const Hall& hall) {
        int count = 0;
        hall.racks.forEach([&](Id<Rack>, const Rack& rack) {
            count += hall.part(rack.part)->kind == Kind::NetworkRack;
        });
        return count;
    }

private slots:
    void networkRacksArePackedByThePowerTheyGet_data() { addExamples(); }
    void networkRacksArePackedByThePowerTheyGet() {
        QFETCH(std::string, name);
        const Evaluation evaluation = evaluate(planned(name).hall);
        for (const Finding& finding : evaluation.findings())
            QVERIFY2(ruleOf(finding).id != "rack.network.power",
                     findingText(evaluation, finding).c_str());
    }
    /// With linear modules a switch takes less, so a rack takes more of them.
    void linearModulesLeaveRoomForMoreSwitchesInARack() {
        const Result<Brief> read = example("gb300-128");
        VERIFY_OK(read);
        Brief brief = *read;
        for (BriefFabric& fabric : brief.fabrics)
            if (fabric.switchPart.text == "nvidia-q3400-ra") fabric.optics.text = "lpo";
        const Result<Plan> made = plan(brief, test::shippedCatalog());
        VERIFY_OK(made);
        QVERIFY(networkRacks(made->hall) < networkRacks(planned("gb300-128").hall));
        const Evaluation evaluation = evaluate(made->hall);
        for (const Finding& finding : evaluation.findings())
            QVERIFY2(ruleOf(finding).id != "rack.network.power",
                     findingText(evaluation, finding).c_str());
    }

    void traysHoldTheirCablesAtTheDesignFill_data() { addExamples(); }
    void traysHoldTheirCablesAtTheDesignFill() {
        QFETCH(std::string, name);
        const Evaluation evaluation = evaluate(planned(name).hall);
        const double design =
            evaluation.numbers().get(evaluation.hall().site().basis, Property::trayFillDesign);
        const double fullest = evaluation.number(Fig::trayFillMax);
        QVERIFY2(fullest > 0.0 && fullest <= design * (1.0 + 1e-9),
                 qPrintable(QString::number(fullest)));
        evaluation.hall().trays.forEach([&](Id<Tray> id, const Tray& tray) {
            // And no more of them than that takes.
            const double fill = evaluation.number(Fig::trayFill, id.raw);
            QVERIFY2(tray.layers == 1 || fill * tray.layers > design * (tray.layers - 1),
                     tray.name.c_str());
        });
    }

    void aMultiPlaneFabricHasACageForEveryModule() {
        const Result<Brief> read = example("gb300-unit");
        VERIFY_OK(read);
        Brief brief = *read;
        brief.fabrics[0].kind = FabricKind::MultiPlane;
        brief.fabrics[0].planes = 2;
        const Result<Plan> made = plan(brief, test::shippedCatalog());
        VERIFY_OK(made);
        const Evaluation evaluation = evaluate(made->hall);
        const CablePlan& cables = evaluation.cables().plans[0];
        QVERIFY(!cables.cagesTaken[0].empty());
        for (const Finding& finding : evaluation.findings())
            QVERIFY2(ruleOf(finding).family != "fabric" || severityOf(finding) != Severity::Error,
                     findingText(evaluation, finding).c_str());
    }

    void leavesInTheRowsStandWithTheirRacks_data() {
        QTest::addColumn<int>("placement");
        QTest::newRow("end") << int(SwitchPlacement::EndOfRow);
        QTest::newRow("middle") << int(SwitchPlacement::MiddleOfRow);
    }
    void leavesInTheRowsStandWithTheirRacks() {
        QFETCH(int, placement);
        const Plan made = planned(inRows(static_cast<SwitchPlacement>(placement)));
        const Evaluation evaluation = evaluate(made.hall);
        const Hall& hall = evaluation.hall();
        verifyAllStand(evaluation);
        const std::vector<RawId>& racks = evaluation.rows().ids(Scope::Rack);
        const auto rowOf = [&](std::int32_t at) {
            return hall.racks[{racks[static_cast<std::size_t>(at)]}].row;
        };
        const FabricPlan& compute = evaluation.fabrics().plans[0];
        long long near = 0, all = 0;
        for (const LinkBundle& bundle : compute.bundles) {
            if (bundle.kind != LinkBundle::Kind::HostLeaf) continue;
            all += bundle.links;
            if (rowOf(bundle.from) == rowOf(upperRack(compute, bundle))) near += bundle.links;
        }
        // Units stay whole, so that nearly all links keep to their row.
        QVERIFY2(near * 10 >= all * 9, qPrintable(QString("%1 of %2").arg(near).arg(all)));
        verifyNoErrors(evaluation, {"fabric", "space"});
    }
    void networkRacksInTheRowsStandAtTheEndOrInTheMiddle() {
        for (const SwitchPlacement placement :
             {SwitchPlacement::EndOfRow, SwitchPlacement::MiddleOfRow}) {
            const Plan made = planned(inRows(placement));
            const Hall& hall = made.hall;
            std::set<Id<Rack>> withLeaves;
            hall.mounts.forEach([&](Id<Mount>, const Mount& mount) {
                const SwitchPlacement of = hall.fabrics[mount.fabric].placement;
                if (mount.tier == Tier::Leaf && of == placement) withLeaves.insert(mount.rack);
            });
            QVERIFY(withLeaves.size() > 4);
            std::map<Id<Row>, int> width;  // mm of network racks with leaves, by row
            for (Id<Rack> id : withLeaves)
                width[hall.racks[id].row] += footprintOf(hall, hall.racks[id]).width.mm;
            for (Id<Rack> id : withLeaves) {
                const Rack& rack = hall.racks[id];
                const Rect box = footprintOf(hall, rack);
                const Row& row = hall.rows[rack.row];
                const int middle = row.x.mm + row.length.mm / 2;
                const int end = row.x.mm + row.length.mm;
                const int off = placement == SwitchPlacement::EndOfRow
                                    ? end - box.x.mm
                                    : std::abs(box.x.mm + box.width.mm / 2 - middle);
                // A row's racks stand on tiles: half a tile either way, and a CDU is no rack.
                const int room = placement == SwitchPlacement::EndOfRow ? 0 : 1200;
                QVERIFY2(off <= width[rack.row] + room, rack.name.c_str());
            }
        }
    }

    void aZoneAndRowsMayStandSideBySide() {
        Brief brief = *example("gb300-unit");
        brief.fabrics[1].placement = SwitchPlacement::EndOfRow;
        const Evaluation evaluation = evaluate(planned(brief).hall);
        verifyAllStand(evaluation);
        verifyNoErrors(evaluation, {"fabric", "space", "cabling"});
    }

    void coPackagedSwitchesInTheRowsHangOnALoop() {
        Brief brief = inRows(SwitchPlacement::EndOfRow);
        brief.fabrics[0].switchPart.text = "nvidia-q3450-ld";
        brief.fabrics[0].optics.text = "cpo";
        const Plan made = planned(brief);
        const Evaluation evaluation = evaluate(made.hall);
        verifyAllStand(evaluation);
        int cooled = 0;
        made.hall.mounts.forEach([&](Id<Mount>, const Mount& mount) {
            const Part* part = made.hall.part(made.hall.fabrics[mount.fabric].switchPart);
            if (part->number(Property::liquidFraction).value_or(0.0) <= 0.0) return;
            const Id<Loop> loop = made.hall.racks[mount.rack].loop;
            QVERIFY(loop);
            ++cooled;
        });
        QVERIFY(cooled > 0);
    }

    /// Panels stand beside the switches, so a rack takes no more than the frame has units for.
    void trunksLeaveRoomForTheirPanels() {
        Brief brief = *example("gb300-unit");
        for (BriefFabric& fabric : brief.fabrics)
            fabric.plant = CablePlant::Trunk;
        const Plan made = planned(brief);
        const Fabric* compute = nullptr;
        made.hall.fabrics.forEach([&](Id<Fabric>, const Fabric& fabric) {
            if (fabric.role == FabricRole::ScaleOut) compute = &fabric;
        });
        QVERIFY(compute && compute->plant == CablePlant::Trunk);
        QCOMPARE(made.hall.part(compute->trunk)->kind, Kind::Trunk);
        QCOMPARE(made.hall.part(compute->panel)->kind, Kind::Panel);
        QCOMPARE(made.hall.part(compute->panel)->text(Property::connector),
                 made.hall.part(compute->cable)->text(Property::connector));
        made.hall.racks.forEach([&](Id<Rack> id, const Rack& rack) {
            const Part* frame = made.hall.part(rack.part);
            if (frame->kind != Kind::NetworkRack) return;
            double units = 0.0;
            made.hall.mounts.forEach([&](Id<Mount>, const Mount& mount) {
                if (mount.rack != id) return;
                const Fabric& fabric = made.hall.fabrics[mount.fabric];
                const Part* panel = made.hall.part(fabric.panel);
                const double ports =
                    *made.hall.part(fabric.switchPart)->number(Property::switchCages) *
                    *made.hall.part(fabric.switchPart)->number(Property::portsPerCage);
                units +=
                    mount.count * (*made.hall.part(fabric.switchPart)->number(Property::rackUnits) +
                                   (panel ? ports / *panel->number(Property::panelPorts) : 0.0));
            });
            QVERIFY2(units <= *frame->number(Property::rackUnits) + 1e-9, rack.name.c_str());
        });
    }
    void whatTheBriefNamesForThePlantIsTaken() {
        Brief brief = *example("gb300-unit");
        brief.fabrics[0].plant = CablePlant::Trunk;
        brief.fabrics[0].trunk = {"mpo-trunk-smf-72", 0};
        brief.fabrics[0].groupBy = FabricGroup::None;
        const Plan made = planned(brief);
        made.hall.fabrics.forEach([&](Id<Fabric>, const Fabric& fabric) {
            if (fabric.role == FabricRole::ScaleOut)
                QCOMPARE(made.hall.part(fabric.trunk)->id, std::string("mpo-trunk-smf-72"));
        });
    }

    void endpointsBesideRacksAreRoomForGrowth() {
        Brief brief = *example("gb300-unit");
        const Evaluation now = evaluate(planned(brief).hall);
        brief.fabrics[0].endpoints = 2 * 576;
        const Plan made = planned(brief);
        const Evaluation grown = evaluate(made.hall);
        QCOMPARE(grown.fabrics().plans[0].size.hostLinks, now.fabrics().plans[0].size.hostLinks);
        QCOMPARE(grown.fabrics().plans[0].size.switches[0],
                 2 * now.fabrics().plans[0].size.switches[0]);
        int members = 0;
        made.hall.members.forEach([&](Id<Member>, const Member& member) {
            members += member.fabric.raw == grown.fabrics().plans[0].fabric;
        });
        QCOMPARE(members, 8);
        verifyAllStand(grown);
    }

    void groupsOfTheBriefReachTheHall() {
        Brief brief = *example("gb300-128");
        brief.fabrics[0].groupBy = FabricGroup::Unit;
        const Plan made = planned(brief);
        const Evaluation evaluation = evaluate(made.hall);
        const FabricPlan& compute = evaluation.fabrics().plans[0];
        QVERIFY(compute.size.groups > 1);
        verifyAllStand(evaluation);
    }

    void managementBringsRacksAndAnOutOfBandNetwork() {
        Brief brief = *example("gb300-unit");
        brief.management.wanted = true;
        const Plan made = planned(brief);
        const Evaluation evaluation = evaluate(made.hall);
        int management = 0;
        made.hall.racks.forEach([&](Id<Rack>, const Rack& rack) {
            management += made.hall.part(rack.part)->kind == Kind::ManagementRack;
        });
        QCOMPARE(management, 1);  // a sixteenth of eight racks, rounded up
        QCOMPARE(int(evaluation.fabrics().plans.size()), 3);
        const FabricPlan& oob = evaluation.fabrics().plans[2];
        // 27 ports of each NVL72, two of each of nine servers.
        QCOMPARE(int(oob.size.hostLinks), 8 * 27 + 9 * 2);
        verifyAllStand(evaluation);
        verifyNoErrors(evaluation, {"fabric", "cabling"});

        brief.management.racks = 0;
        brief.management.outOfBand = false;
        Brief plain = *example("gb300-unit");
        plain.management = {};
        QVERIFY(planned(brief).hall == planned(plain).hall);
    }
    void anOutOfBandNetworkOfTheBriefIsNotDoubled() {
        Brief brief = *example("gb300-unit");
        brief.management.wanted = true;
        BriefFabric own;
        own.name = "consoles";
        own.role = FabricRole::OutOfBand;
        own.switchPart = {"nvidia-sn2201", 1};
        own.oversubscription = usualOversubscription(own.role);
        brief.fabrics.push_back(own);
        const Plan made = planned(brief);
        QCOMPARE(int(made.hall.fabrics.size()), 3);
    }
    void aTakenNameIsNotGivenTwice() {
        Brief brief = *example("gb300-unit");
        brief.management.wanted = true;
        brief.fabrics[1].name = "oob";
        std::set<std::string> names;
        planned(brief).hall.fabrics.forEach(
            [&](Id<Fabric>, const Fabric& fabric) { names.insert(fabric.name); });
        QCOMPARE(int(names.size()), 3);
    }
};

HALL_TEST(NetworkPlanTest)
#include "network_plan_test.moc"
