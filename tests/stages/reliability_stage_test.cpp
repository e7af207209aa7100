#include "tests/stages/made_hall.h"
#include "tests/support/near.h"
#include "tests/support/test.h"

using namespace hallwright;
using hallwright::test::MadeHall;

namespace {

constexpr double hour = 3600.0;

/// One leaf with four hosts, all links optical: four ends at hosts, four at the switch.
struct OpticsHall : MadeHall {
    PartId module, leaf;
    Id<Fabric> fabric;

    OpticsHall(double moduleMtbf, bool coPackaged, double laserMtbf = 0.0) {
        const PartId basis = part("basis", Kind::DesignBasis,
                                  {{Property::gpuMtbf, 50000 * hour},
                                   {Property::linkFlap, 0.5e6 * hour},
                                   {Property::opticalEndSpeed, 400e9},
                                   {Property::flapMtbf, 1e5 * hour},
                                   {Property::flapInterrupt, 0.02},
                                   {Property::failureInterrupt, 0.2},
                                   {Property::sparesLead, 720.0 * hour},
                                   {Property::checkpointTime, 60.0},
                                   {Property::restartTime, 600.0}});
        site(Site{.basis = basis});
        Numbers numbers{{Property::serviceConnectors, 2.0}};
        if (moduleMtbf != 0.0) numbers.push_back({Property::mtbf, moduleMtbf});
        module = part("module", Kind::Transceiver, numbers);
        leaf = part("leaf", Kind::Switch,
                    {{Property::mtbf, 2.5e6 * hour},
                     {Property::serviceConnectors, 144.0},
                     {Property::externalLaserModules, 18.0}},
                    {{Property::switchOptics, coPackaged ? "cpo" : "pluggable"}});
        if (laserMtbf != 0.0) {
            part("laser", Kind::LaserSource,
                 {{Property::mtbf, laserMtbf}, {Property::serviceConnectors, 0.0}});
            Part held = *hall.part(leaf);
            held.contents.push_back({"laser", 18});
            hall.parts.set(leaf, FrozenPart{std::make_shared<const Part>(held), {}});
        }
        fabric = row(hall.fabrics,
                     Fabric{.switchPart = leaf,
                            .optics = coPackaged ? OpticsPolicy::Cpo : OpticsPolicy::Pluggable,
                            .hostModule = module,
                            .switchModule = coPackaged ? PartId{} : module});
        FabricPlan plan;
        plan.fabric = fabric.raw;
        plan.linkSpeed = 800e9;
        plan.linkEnds[0] = {4};
        plan.size.switches = {1, 0, 0};
        fabrics.plans.push_back(plan);
        CablePlan cables_;
        cables_.opticalLinks = 4;
        cables_.copperEnds[0] = {0};
        cables.plans.push_back(cables_);
        prepare();
        set(Fig::fabricOpticalEnds, fabric.raw, 8.0);
        set(Fig::gpuPackages_, 0, 0.0);
    }
};

}  // namespace

class ReliabilityStageTest : public QObject {
    Q_OBJECT

private slots:
    void endsOfModulesFailAtTheModulesRate() {  // eight ends of 800G, each as two of 400G
        OpticsHall h(1e6 * hour, false);
        h.run(runReliability);
        COMPARE_WITHIN(h.value(Fig::opticsFailures), 16.0 * 8760.0 / 1e6, 1e-12);
    }

    void coPackagedEndsFailAtTheSwitchsRate() {
        OpticsHall h(1e6 * hour, true);
        h.run(runReliability);
        COMPARE_WITHIN(h.value(Fig::opticsFailures), 8.0 * 8760.0 / 1e6 + 8.0 * 8760.0 / 2.5e6,
                       1e-12);
    }

    void aModuleWithoutAFigureTakesTheDesignBasis() {
        OpticsHall h(0.0, false);
        h.run(runReliability);
        COMPARE_WITHIN(h.value(Fig::opticsFailures), 16.0 * 8760.0 / 0.5e6, 1e-12);
    }

    void anUnknownFigureStaysUnknown() {
        OpticsHall h(unknown, true);
        h.run(runReliability);
        QVERIFY(h.status(Fig::opticsFailures) == Status::Partial);
        COMPARE_WITHIN(h.value(Fig::opticsFailures), 8.0 * 8760.0 / 2.5e6, 1e-12);
        OpticsHall all(unknown, false);
        all.run(runReliability);
        QVERIFY(all.status(Fig::opticsFailures) == Status::None);
    }

    void slowLinksCountAsOneEnd() {
        OpticsHall h(1e6 * hour, false);
        h.fabrics.plans[0].linkSpeed = 100e9;
        h.run(runReliability);
        COMPARE_WITHIN(h.value(Fig::opticsFailures), 8.0 * 8760.0 / 1e6, 1e-12);
    }

    void stopsByTheNetworkAndFailuresOfGpusAdd() {
        OpticsHall h(1e6 * hour, false);
        h.set(Fig::gpuPackages_, 0, 16384.0);
        h.run(runReliability);
        COMPARE_WITHIN(h.value(Fig::gpuFailures), 16384.0 * 8760.0 / 50000.0, 1e-12);
        const double perHour = 16384.0 / 50000.0 + 0.2 * 16.0 / 1e6 + 0.02 * 8.0 / 1e5;
        COMPARE_WITHIN(h.value(Fig::interruptTime), hour / perHour, 1e-12);
        COMPARE_WITHIN(h.value(Fig::goodput), 0.842, 0.005);
    }

    void failuresOfAFabricHoldItsLaserSources() {
        OpticsHall h(1e6 * hour, true, 0.5e6 * hour);
        h.run(runReliability);
        const double ends = 8.0 * 8760.0 / 1e6 + 8.0 * 8760.0 / 2.5e6;
        COMPARE_WITHIN(h.value(Fig::fabricFailures, h.fabric.raw), ends + 18.0 * 8760.0 / 0.5e6,
                       1e-12);
        COMPARE_WITHIN(h.value(Fig::opticsFailures), ends, 1e-12);
    }

    void aLaserSourceWithoutARateMakesAnAtLeast() {
        OpticsHall h(1e6 * hour, true, unknown);
        h.run(runReliability);
        const RawId fabric = h.fabric.raw;
        QVERIFY(h.status(Fig::fabricFailures, fabric) == Status::Partial);
        COMPARE_WITHIN(h.value(Fig::fabricFailures, fabric),
                       8.0 * 8760.0 / 1e6 + 8.0 * 8760.0 / 2.5e6, 1e-12);
        QVERIFY(h.status(Fig::fabricInterrupts, fabric) == Status::Partial);
        QVERIFY(h.status(Fig::fabricSpares95, fabric) == Status::Partial);
        QVERIFY(h.status(Fig::fabricFlaps, fabric) == Status::Ok);
        QVERIFY(h.status(Fig::interruptTime) == Status::None);
        // Its swap touches no fibre, so how often it comes does not matter there.
        QVERIFY(h.status(Fig::fabricTouched, fabric) == Status::Ok);
    }

    void flapsAndFailuresStopTheirShareOfJobs() {
        OpticsHall h(1e6 * hour, false);
        h.run(runReliability);
        const RawId fabric = h.fabric.raw;
        COMPARE_WITHIN(h.value(Fig::fabricFlaps, fabric), 8.0 * 8760.0 / 1e5, 1e-12);
        COMPARE_WITHIN(h.value(Fig::fabricInterrupts, fabric),
                       0.02 * 8.0 * 8760.0 / 1e5 + 0.2 * 16.0 * 8760.0 / 1e6, 1e-12);
    }

    void aFrontEndStopsNoJob() {
        OpticsHall h(1e6 * hour, false);
        Fabric front = *h.hall.fabrics.find(h.fabric);
        front.role = FabricRole::FrontEnd;
        h.hall.fabrics.set(h.fabric, front);
        h.set(Fig::gpuPackages_, 0, 1000.0);
        h.run(runReliability);
        QVERIFY(h.status(Fig::fabricInterrupts, h.fabric.raw) == Status::Absent);
        QVERIFY(h.value(Fig::fabricFailures, h.fabric.raw) > 0.0);
        COMPARE_WITHIN(h.value(Fig::interruptTime), 50.0 * hour, 1e-12);
    }

    void aSwitchSwappedForAnEngineIsNoSpareOptic() {
        OpticsHall h(1e6 * hour, true);
        h.cables.plans[0].opticalLinks = 2500;
        h.fabrics.plans[0].linkEnds[0] = {2500};
        h.fabrics.plans[0].linkSpeed = 400e9;
        h.run(runReliability);
        // 2,500 modules at 1 Mh over thirty days: 1.8 expected. The switches' own 0.72 stay out.
        QCOMPARE(h.value(Fig::fabricSpares95, h.fabric.raw), 4.0);
    }

    void aSwapOfASwitchTouchesItsWholeFace() {
        OpticsHall h(1e6 * hour, true);
        h.run(runReliability);
        COMPARE_WITHIN(h.value(Fig::fabricTouched, h.fabric.raw),
                       2.0 * 8.0 * 8760.0 / 1e6 + 144.0 * 8.0 * 8760.0 / 2.5e6, 1e-12);
    }

    void sparesAreCountedPartByPart() {
        // 5,000 ends at 1 Mh over thirty days: 3.6 failures expected, 7 and 9 spares.
        OpticsHall h(1e6 * hour, false);
        h.cables.plans[0].opticalLinks = 2500;
        h.fabrics.plans[0].linkEnds[0] = {2500};
        h.fabrics.plans[0].linkSpeed = 400e9;
        h.run(runReliability);
        QCOMPARE(h.value(Fig::fabricSpares95, h.fabric.raw), 7.0);
        QCOMPARE(h.value(Fig::fabricSpares99, h.fabric.raw), 9.0);
    }

    void theNetworkIsItsSwitchesAndItsOptics() {
        OpticsHall h(1e6 * hour, false);
        h.set(Fig::fabricSwitchPower, h.fabric.raw, 2000.0);
        h.set(Fig::fabricOpticsPower, h.fabric.raw, 60.0);
        h.set(Fig::fabricHostOpticsPower, h.fabric.raw, 40.0);
        h.set(Fig::itTdp, 0, 42000.0);
        h.run(runReliability);
        COMPARE_WITHIN(h.value(Fig::networkPower), 2100.0, 1e-12);
        COMPARE_WITHIN(h.value(Fig::networkPowerShare), 0.05, 1e-12);
    }

    void whereNothingFailsThereIsNoInterrupt() {
        OpticsHall h(1e6 * hour, false);
        h.fabrics.plans.clear();
        h.cables.plans.clear();
        h.run(runReliability);
        QCOMPARE(h.value(Fig::opticsFailures), 0.0);
        QVERIFY(h.status(Fig::interruptTime) == Status::Absent);
        QVERIFY(h.status(Fig::goodput) == Status::Absent);
    }
};

HALL_TEST(ReliabilityStageTest)
#include "reliability_stage_test.moc"
