#include "tests/stages/fabric_hall.h"
#include "tests/support/test.h"

#include <cmath>
#include <numbers>
#include <random>

using namespace hallwright;
using namespace hallwright::test;

class CablingTest : public QObject {
    Q_OBJECT

    static Hall moved(Hall hall, RawId id, Placement place) {
        Rack rack = hall.racks[{id}];
        rack.place = place;
        hall.racks.set({id}, rack);
        return hall;
    }
    static bool sameCabling(const FabricRun& a, const FabricRun& b) {
        for (const FigureInfo& row : allFigures())
            if (row.stage == Stage::Cabling &&
                !(a.columns().column(row.figure) == b.columns().column(row.figure)))
                return false;
        return a.cables().length_mm == b.cables().length_mm &&
               a.cables().choice == b.cables().choice && a.cables().pieces == b.cables().pieces &&
               a.cables().hostModules == b.cables().hostModules &&
               a.cables().switchModules == b.cables().switchModules &&
               a.cables().opticalLinks == b.cables().opticalLinks &&
               a.cables().unroutedLinks == b.cables().unroutedLinks;
    }

private slots:
    void aUnitOfGb300WithPluggables() {
        const FabricRun run(gb300Hall(8));
        QCOMPARE(run.get(Fig::fabricCables), 1152.0);
        QCOMPARE(run.get(Fig::fabricOpticalEnds), 2304.0);
        QCOMPARE(run.cables().hostModules, 576LL);
        QCOMPARE(run.cables().switchModules, 864LL);
        QCOMPARE(run.get(Fig::fabricTransceivers), 1440.0);
        QCOMPARE(run.get(Fig::fabricLasers), 9216.0);
        QCOMPARE(run.get(Fig::fabricStrands), 9216.0);
        QCOMPARE(run.get(Fig::fabricConnectors), 2304.0);
        QCOMPARE(run.get(Fig::fabricSwitchPower), 12 * (7000.0 - 72 * 33.5));
        QCOMPARE(run.get(Fig::fabricOpticsPower), 864 * 33.5);
        QCOMPARE(run.get(Fig::fabricSwitchPower) + run.get(Fig::fabricOpticsPower), 12 * 7000.0);
        QCOMPARE(run.get(Fig::fabricHostOpticsPower), 576 * 14.0);
        QCOMPARE(run.cables().unroutedLinks, 0LL);
        long long pieces = 0;
        for (const auto& [bought, count] : run.cables().pieces)
            pieces += count;
        QCOMPARE(pieces, 1152LL);
    }

    void theSameUnitWithCoPackagedOptics() {
        const FabricRun run(gb300Hall(8, OpticsPolicy::Cpo));
        QCOMPARE(run.get(Fig::fabricCables), 1152.0);
        QCOMPARE(run.get(Fig::fabricOpticalEnds), 2304.0);
        QCOMPARE(run.get(Fig::fabricTransceivers), 576.0);
        QCOMPARE(run.get(Fig::fabricLasers), 4032.0);
        QCOMPARE(run.get(Fig::fabricStrands), 9216.0);
        QCOMPARE(run.get(Fig::fabricSwitchPower), 12 * (3950.0 - 144 * 9.0));
        QCOMPARE(run.get(Fig::fabricOpticsPower), 12 * 144 * 9.0);
        QCOMPARE(run.get(Fig::fabricHostOpticsPower), 576 * 14.0);
    }

    /// The maximum of a switch was stated with modules with a DSP; linear ones save their
    /// difference.
    void linearModulesLowerTheTotalOfASwitch() {
        Hall hall = gb300Hall(8);
        const FabricRun dsp(hall);
        Fabric fabric = hall.fabrics[compute];
        fabric.optics = OpticsPolicy::Lpo;
        fabric.switchModule = parts::linearModule;
        hall.fabrics.set(compute, fabric);
        const FabricRun lpo(hall);
        QCOMPARE(lpo.cables().switchModules, 12 * 72LL);  // every cage is taken
        QCOMPARE(lpo.get(Fig::fabricSwitchPower), dsp.get(Fig::fabricSwitchPower));
        const auto total = [](const FabricRun& run) {
            return run.get(Fig::fabricSwitchPower) + run.get(Fig::fabricOpticsPower);
        };
        QCOMPARE(total(dsp) - total(lpo), 12 * 72 * (33.5 - 15.0));
    }

    /// The derivation shows the module that the maximum was stated with, not the chosen one.
    void theSwitchPowerIsDerivedFromTheRatedModule() {
        Hall hall = gb300Hall(8);
        Fabric fabric = hall.fabrics[compute];
        fabric.switchModule = parts::linearModule;
        hall.fabrics.set(compute, fabric);
        const Evaluation evaluation = evaluate(hall);
        std::vector<PartId> modules;
        for (const Input& input : info(Fig::fabricSwitchPower).inputs)
            if (input.role == Role::RatedModule || input.role == Role::SwitchModule)
                for (PartId part :
                     evaluation.inputParts({Fig::fabricSwitchPower, compute.raw}, input))
                    modules.push_back(part);
        QCOMPARE(modules, std::vector<PartId>{parts::twinModule});
    }

    void withoutARatedModuleTheMaximumStaysAsItIs() {
        Hall hall = gb300Hall(8);
        const FrozenPart& frozen = hall.parts[parts::pluggableSwitch];
        Part part = *frozen.part;
        std::erase_if(part.data,
                      [](const Datum& datum) { return datum.property == Property::ratedModule; });
        hall.parts.set(parts::pluggableSwitch, {std::make_shared<const Part>(part), {}});
        QCOMPARE(FabricRun(hall).get(Fig::fabricSwitchPower), 12 * 7000.0);
    }

    /// Planes split ports into slower links, but a cage holds one module all the same.
    void aMultiPlaneFabricNeedsNoMoreModulesThanCages() {
        Hall hall = gb300Hall(8);
        Fabric fabric = hall.fabrics[compute];
        fabric.kind = FabricKind::MultiPlane;
        fabric.planes = 2;
        hall.fabrics.set(compute, fabric);
        const FabricRun run(hall);
        QCOMPARE(run.fabric().size.radix, 144);  // 72 cages × 2 links of a module, not × 4
        long long most = 0;
        for (const std::vector<long long>& tier : run.cables().cagesTaken)
            for (const long long taken : tier)
                most = std::max(most, taken);
        QCOMPARE(most, 72LL);
    }

    /// What a module could serve beyond the one port of its cage stays dark.
    void everyCageOfOnePortHasAModuleOfItsOwn() {
        Hall hall = gb300Hall(8);
        Part part = *hall.part(parts::pluggableSwitch);
        for (Datum& datum : part.data) {
            if (datum.property == Property::switchCages) datum.readings[0].number = 144.0;
            if (datum.property == Property::portsPerCage) datum.readings[0].number = 1.0;
            if (datum.property == Property::portSplitMax) datum.readings[0].number = 1.0;
            if (datum.property == Property::portSpeed) datum.readings[0].number = 1600e9;
        }
        hall.parts.set(parts::pluggableSwitch, {std::make_shared<const Part>(part), {}});
        const FabricRun run(hall);
        QCOMPARE(run.fabric().size.radix, 144);
        QCOMPARE(run.cables().switchModules, 1728LL);  // 576 + 2 × 576 ends, a cage for each
    }

    void copperPlugsTakeCagesToo() {
        const FabricRun run(gb300Hall(8, OpticsPolicy::CopperFirst));
        // A spine has its 144 links in copper, two to a plug.
        QCOMPARE(run.fabric().linkEnds[1].at(0), 144);
        QCOMPARE(run.cables().copperPlugs[1].at(0), 72);
        QCOMPARE(run.cables().cagesTaken[1].at(0), 72LL);
    }

    void aLinkIsRisePlusWayPlusDropPlusSlack() {
        const FabricRun run(gb300Hall(8));
        // R0: middle at 3.3 m of the row, N0: at 8.2 m; both under the tray, 1.55 m below it at
        // half height.
        const FabricPlan& plan = run.fabric();
        for (std::size_t i = 0; i < plan.bundles.size(); ++i) {
            if (plan.bundles[i].kind == LinkBundle::Kind::HostLeaf && plan.bundles[i].from == 0)
                QCOMPARE(run.cables().length_mm[i], 1550 + 4900 + 1550 + 2000);
            if (plan.bundles[i].kind ==
                LinkBundle::Kind::LeafSpine)  // in one rack: its height and the slack
                QCOMPARE(run.cables().length_mm[i], 2300 + 2000);
        }
        QCOMPARE(run.get(Fig::fabricLongestLink), 10.0);
        QCOMPARE(run.get(Fig::fabricLoss), 2 * 0.35 + 10.0 * 0.0004);
        // 72 links of R0 are 10 m, of R7 5.8 m and so on by 0.6 m; 576 links inside the network
        // rack.
        QVERIFY(std::abs(run.get(Fig::fabricCableLength) -
                         (72 * (8 * 10.0 - 28 * 0.6) + 576 * 4.3)) < 1e-9);
        const auto& pieces = run.cables().pieces;
        QCOMPARE(pieces.at({parts::jumper, 10000}), 576LL);
        QCOMPARE(pieces.at({parts::jumper, 5000}), 576LL);
    }

    void cablesBeyondTheLongestAreMadeToOrder() {
        LinkMedia::Medium medium;
        medium.lengths_mm = {5000, 10000};
        QCOMPARE(boughtLength(medium, 5000), 5000);
        QCOMPARE(boughtLength(medium, 5001), 10000);
        QCOMPARE(boughtLength(medium, 10001), 11000);
        QCOMPARE(boughtLength({}, 3000), 3000);
    }

    void aRackThatMovesChangesOnlyItsLinks() {
        Hall hall = gb300Hall(8);
        for (RawId id = 1; id < 1000; ++id)  // room for the move
            if (const Tray* tray = hall.trays.find({id}); tray && tray->y1 == tray->y2) {
                Tray longer = *tray;
                longer.x2 = {40000};
                hall.trays.set({id}, longer);
            }
        FabricRun run(hall);
        const std::vector<std::int32_t> before = run.cables().length_mm;
        // From 4.9 m left of the network rack to 5.1 m right of it: 0.2 m more; then 10 m on.
        const Hall first = moved(hall, firstRack, {{13000}, {2000}});
        run.moved(first, {firstRack});
        const std::vector<std::int32_t> near = run.cables().length_mm;
        run.moved(moved(first, firstRack, {{23000}, {2000}}), {firstRack});
        const FabricPlan& plan = run.fabric();
        for (std::size_t i = 0; i < plan.bundles.size(); ++i) {
            const bool its = plan.bundles[i].kind == LinkBundle::Kind::HostLeaf &&
                             plan.bundles[i].from == run.position(firstRack);
            QCOMPARE(near[i] - before[i], its ? 200 : 0);
            QCOMPARE(run.cables().length_mm[i] - near[i], its ? 10000 : 0);
        }
    }

    void copperGoesWhereItReaches() {
        const FabricRun run(gb300Hall(8, OpticsPolicy::CopperFirst));
        // Twin cables between the twin cages of switches, within the network rack (4.3 m). Nodes
        // have flat-top cages of one link, which these do not fit.
        const long long copper = 576;
        QCOMPARE(run.get(Fig::fabricOpticalEnds), 2.0 * (1152 - copper));
        QCOMPARE(run.cables().hostModules, 576LL);
        QCOMPARE(run.cables().switchModules, 576LL / 2);
        QCOMPARE(run.get(Fig::fabricStrands), 8.0 * (1152 - copper));
        QCOMPARE(run.get(Fig::fabricCables), 576.0 + 576 / 2);
        QCOMPARE(run.cables().pieces.at({parts::copper, 5000}), 576LL / 2);
        Hall other = gb300Hall(8, OpticsPolicy::CopperFirst);
        Fabric slower = other.fabrics[compute];
        slower.speed = 400'000'000'000;  // the cable is for 800G
        other.fabrics.set(compute, slower);
        QCOMPARE(FabricRun(other).cables().copperLinks, 0LL);
        slower.speed = 0;
        slower.switchPart = parts::cpoSwitch;  // has no cages
        other.fabrics.set(compute, slower);
        QCOMPARE(FabricRun(other).cables().copperLinks, 0LL);
    }

    void withoutAWayTheLengthIsUnknown() {
        Hall hall = gb300Hall(16);
        Hall none = hall;
        none.trays = {};
        const FabricRun bare(none);
        QCOMPARE(bare.cables().unroutedLinks,
                 1152LL * 2 - bare.cables().pieces.at({parts::jumper, 5000}));
        QCOMPARE(bare.status(Fig::fabricCableLength), Status::Partial);
        QCOMPARE(bare.get(Fig::fabricCables), 2304.0);  // they are bought all the same
        none.mounts = {};
        const FabricRun unmounted(none);
        QCOMPARE(unmounted.status(Fig::fabricCableLength), Status::None);
        QCOMPARE(unmounted.cables().unroutedLinks, 2304LL);
        QCOMPARE(unmounted.get(Fig::fabricTransceivers), 2880.0);
    }

    void anUnknownModuleIsNotZero() {
        Hall hall = gb300Hall(8);
        Fabric fabric = hall.fabrics[compute];
        fabric.hostModule = {};
        hall.fabrics.set(compute, fabric);
        const FabricRun run(hall);
        QCOMPARE(run.status(Fig::fabricTransceivers), Status::None);
        QCOMPARE(run.status(Fig::fabricLasers), Status::None);
        QCOMPARE(run.status(Fig::fabricHostOpticsPower), Status::None);
        QCOMPARE(run.get(Fig::fabricOpticalEnds), 2304.0);
    }

    void traysAreAsFullAsTheirFullestPlace() {
        const FabricRun run(gb300Hall(8));
        // All 576 host links pass the last compute rack on their way to the network rack: 3 mm
        // cables in 600 × 100 mm.
        const double fill = 576 * 0.003 * 0.003 * std::numbers::pi / 4.0 / (0.6 * 0.1);
        QVERIFY(std::abs(run.get(Fig::trayFill, 0) - fill) < 1e-12);
        QCOMPARE(run.get(Fig::trayFill, 1), 0.0);
        QCOMPARE(run.get(Fig::trayFillMax), run.get(Fig::trayFill, 0));
    }

    void traysThatRunTogetherShareTheLoad() {
        Hall hall = gb300Hall(8);
        const FabricRun one(hall);
        hall.trays.forEach([&](Id<Tray> id, const Tray& tray) {
            Tray three = tray;
            three.layers = 3;
            hall.trays.set(id, three);
        });
        QCOMPARE(FabricRun(hall).get(Fig::trayFill, 0), one.get(Fig::trayFill, 0) / 3.0);
    }

    void anUpdateEqualsAFullPassToTheBit_data() {
        QTest::addColumn<int>("optics");
        QTest::addRow("pluggable") << static_cast<int>(OpticsPolicy::Pluggable);
        QTest::addRow("copper first") << static_cast<int>(OpticsPolicy::CopperFirst);
        QTest::addRow("co-packaged") << static_cast<int>(OpticsPolicy::Cpo);
    }
    void anUpdateEqualsAFullPassToTheBit() {
        QFETCH(int, optics);
        Hall hall = gb300Hall(24, static_cast<OpticsPolicy>(optics));
        FabricRun run(hall);
        std::mt19937 random(7);
        const auto number = [&](int low, int high) {
            return low + static_cast<int>(random() % static_cast<unsigned>(high - low + 1));
        };
        for (int step = 0; step < 200; ++step) {
            std::vector<RawId> racks;
            for (int i = number(1, 3); i > 0; --i) {
                const RawId rack = firstRack + number(0, 26);  // network racks too
                if (std::find(racks.begin(), racks.end(), rack) != racks.end()) continue;
                hall = moved(
                    hall, rack,
                    {{number(0, 20000)}, {number(0, 12000)}, static_cast<Facing>(number(0, 3))});
                racks.push_back(rack);
            }
            run.moved(hall, racks);
            QVERIFY2(sameCabling(run, FabricRun(hall)), qPrintable(QString::number(step)));
        }
    }

    void aHallOf128RacksHasItsPublishedCounts() {
        const FabricRun run(gb300Hall(128));
        QCOMPARE(run.get(Fig::fabricEndpoints), 9216.0);
        QCOMPARE(run.get(Fig::fabricLeaves), 128.0);
        QCOMPARE(run.get(Fig::fabricSpines), 72.0);
        QCOMPARE(run.get(Fig::fabricFreePorts),
                 1152.0);  // 72 spines for the sake of evenness, 64 would do
    }
};

HALL_TEST(CablingTest)
#include "cabling_test.moc"
