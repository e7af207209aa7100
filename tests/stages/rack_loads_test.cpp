#include "model/stages/stages.h"
#include "tests/support/near.h"
#include "tests/support/sample_hall.h"
#include "tests/support/shipped_catalog.h"
#include "tests/support/test.h"

using namespace hallwright;
using namespace hallwright::test;

class RackLoadsTest : public QObject {
    Q_OBJECT

    static Part shelf() {
        return PartMaker("shelf", Kind::PowerShelf)
            .number(Property::lossLinear, 0.025)
            .number(Property::ratingPower, 33e3);
    }
    /// A rack of 100 kW with its figures at one plane.
    static PartMaker rack(std::string_view plane) {
        return PartMaker("rack", Kind::ComputeRack)
            .number(Property::powerTdp, 100e3, plane)
            .number(Property::powerPeak, 120e3, plane)
            .number(Property::powerIdle, 20e3, plane)
            .text(Property::shelf, "shelf");
    }
    /// A fabric of two tiers, four leaves in one rack and two spines in another; 200 W and 50 W a
    /// switch.
    struct Network {
        SampleHall sample{shippedCatalog()};
        PartId frame = sample.add(PartMaker("frame", Kind::NetworkRack));
        Id<Rack> leaves = sample.rack(frame), spines = sample.rack(frame),
                 empty = sample.rack(frame);

        StageBench bench(const Part& switchPart) {
            const Id<Fabric> id{9000};
            sample.hall.fabrics.set(
                id, Fabric{.name = "compute", .switchPart = sample.add(switchPart)});
            StageBench out(sample.hall);
            FabricPlan plan;
            plan.fabric = id.raw;
            plan.size.switches = {4, 2, 0};
            plan.switchRack[0] = {0, 0, 0, 0};
            plan.switchRack[1] = {1, 1};
            out.fabrics.plans = {plan};
            out.out.set(Fig::fabricSwitchPower, 0, 6.0 * 200.0);
            out.out.set(Fig::fabricOpticsPower, 0, 6.0 * 50.0);
            out.run(runRackLoads);
            return out;
        }
    };

private slots:
    void aFigureOfTheAcInputStandsAsItIs() {
        SampleHall sample(shippedCatalog());
        sample.add(shelf());
        const Id<Rack> id = sample.rack(sample.add(rack("ac-input")));
        StageBench bench(sample.hall);
        bench.run(runRackLoads);
        QCOMPARE(bench.get(Fig::rackTdp, id.raw), 100e3);
        QCOMPARE(bench.get(Fig::rackPeak, id.raw), 120e3);
        QCOMPARE(bench.get(Fig::rackIdle, id.raw), 20e3);
        COMPARE_WITHIN(bench.get(Fig::rackBus, id.raw), 100e3 / 1.025, 1e-12);
    }

    void aFigureOfTheBusGainsTheLossOfTheShelves() {
        SampleHall sample(shippedCatalog());
        sample.add(shelf());
        const Id<Rack> id = sample.rack(sample.add(rack("dc-bus")));
        StageBench bench(sample.hall);
        bench.run(runRackLoads);
        COMPARE_WITHIN(bench.get(Fig::rackTdp, id.raw), 102.5e3, 1e-12);
        QCOMPARE(bench.get(Fig::rackBus, id.raw), 100e3);
        bench.run(runShelves);
        COMPARE_WITHIN(bench.get(Fig::rackShelfLoss, id.raw), 2.5e3, 1e-9);
    }

    void everyStateHasItsOwnPlane() {
        SampleHall sample(shippedCatalog());
        sample.add(shelf());
        const Id<Rack> id = sample.rack(sample.add(rack("ac-input")
                                                       .number(Property::powerPeak, 120e3, "dc-bus")
                                                       .number(Property::powerTypical, 80e3)));
        StageBench bench(sample.hall);
        bench.run(runRackLoads);
        COMPARE_WITHIN(bench.get(Fig::rackPeak, id.raw), 123e3, 1e-12);
        QCOMPARE(bench.get(Fig::rackTypical, id.raw), 80e3);
        QCOMPARE(bench.get(Fig::rackTdp, id.raw), 100e3);
    }

    void aRackFedByAPowerRackCarriesItsLoss() {
        SampleHall sample(shippedCatalog());
        const PartId power =
            sample.add(PartMaker("power", Kind::PowerSidecar).number(Property::lossLinear, 0.02));
        const Id<Rack> feeder = sample.rack(power);
        const Id<Rack> id = sample.rack(sample.add(PartMaker("kyber", Kind::ComputeRack)
                                                       .number(Property::powerTdp, 600e3, "dc-800")
                                                       .number(Property::busbarVoltage, 54.0)
                                                       .number(Property::busbarSections, 4.0)));
        Rack fed = sample.hall.racks[id];
        fed.sidecar = feeder;
        sample.hall.racks.set(id, fed);
        StageBench bench(sample.hall);
        bench.run(runRackLoads);
        bench.run(runShelves);
        COMPARE_WITHIN(bench.get(Fig::rackTdp, id.raw), 612e3, 1e-12);
        QCOMPARE(bench.get(Fig::rackTdp, feeder.raw), 0.0);
        COMPARE_WITHIN(bench.get(Fig::itTdp), 612e3, 1e-12);
        COMPARE_WITHIN(bench.get(Fig::rackBusbarCurrent, id.raw), 11111.0, 1e-4);
        COMPARE_WITHIN(bench.get(Fig::rackBusbarSection, id.raw), 2777.8, 1e-4);
        COMPARE_WITHIN(bench.get(Fig::busbarCurrentTotal), 11111.0, 1e-4);
        QCOMPARE(bench.status(Fig::rackBusbarDrop, id.raw), Status::None);  // no length, no area
        QCOMPARE(bench.status(Fig::rackBusbarDrop, feeder.raw), Status::Absent);
        COMPARE_WITHIN(bench.get(Fig::rackShelfLoss, id.raw), 12e3, 1e-9);
    }

    void typicalFallsBackToItsUsualShareAndIdleDoesNot() {
        SampleHall sample(shippedCatalog());
        const Id<Rack> id = sample.rack(
            sample.add(PartMaker("rack", Kind::ComputeRack).number(Property::powerTdp, 100e3)));
        StageBench bench(sample.hall);
        bench.run(runRackLoads);
        COMPARE_WITHIN(bench.get(Fig::rackTypical, id.raw), 85e3, 1e-12);
        QCOMPARE(bench.status(Fig::rackIdle, id.raw), Status::None);
        QCOMPARE(bench.status(Fig::itIdle), Status::None);
        QCOMPARE(bench.get(Fig::rackBus, id.raw), 100e3);
    }

    void anUnknownRackLeavesTheSumPartial() {
        SampleHall sample(shippedCatalog());
        sample.rack(sample.add(PartMaker("a", Kind::ComputeRack)
                                   .number(Property::powerTdp, 100e3)
                                   .number(Property::gpuPackages, 72)));
        sample.rack(sample.add(PartMaker("b", Kind::ComputeRack).unknown(Property::powerTdp)));
        StageBench bench(sample.hall);
        bench.run(runRackLoads);
        QCOMPARE(bench.get(Fig::itTdp), 100e3);
        QCOMPARE(bench.status(Fig::itTdp), Status::Partial);
        QCOMPARE(bench.get(Fig::gpuPackages_), 72.0);
        QCOMPARE(bench.status(Fig::gpuPackages_), Status::Partial);
        QCOMPARE(bench.status(Fig::gpuDies_), Status::None);
    }

    void aNetworkRackDrawsWhatItsSwitchesAndOpticsDraw() {
        Network net;
        StageBench bench =
            net.bench(PartMaker("switch", Kind::Switch).number(Property::powerTdp, 200.0));
        COMPARE_WITHIN(bench.get(Fig::rackTdp, net.leaves.raw), 1000.0, 1e-12);
        COMPARE_WITHIN(bench.get(Fig::rackTdp, net.spines.raw), 500.0, 1e-12);
        QCOMPARE(bench.get(Fig::rackTdp, net.empty.raw), 0.0);
        COMPARE_WITHIN(bench.get(Fig::itTdp), 1500.0, 1e-12);
        COMPARE_WITHIN(bench.get(Fig::rackPeak, net.leaves.raw), 1000.0, 1e-12);
        COMPARE_WITHIN(bench.get(Fig::rackTypical, net.leaves.raw), 850.0, 1e-12);
        QCOMPARE(bench.status(Fig::rackIdle, net.leaves.raw), Status::None);
        QCOMPARE(bench.status(Fig::rackBus, net.leaves.raw), Status::Absent);
        QCOMPARE(bench.get(Fig::gpuPackages_), 0.0);
    }

    void opticsAreNotCountedTwiceWhereAFigureHoldsThem() {
        Network net;
        StageBench bench = net.bench(PartMaker("switch", Kind::Switch)
                                         .number(Property::powerTypical, 180.0, "", "optics")
                                         .number(Property::powerIdle, 100.0));
        COMPARE_WITHIN(bench.get(Fig::rackTypical, net.leaves.raw), 720.0, 1e-12);
        COMPARE_WITHIN(bench.get(Fig::rackIdle, net.leaves.raw), 600.0, 1e-12);
    }

    void theShippedGb300Rack() {
        SampleHall sample(shippedCatalog());
        const Id<Rack> id = sample.rack(sample.shipped("nvidia-gb300-nvl72"));
        StageBench bench(sample.hall);
        bench.run(runRackLoads);
        bench.run(runShelves);
        COMPARE_WITHIN(bench.get(Fig::rackTdp, id.raw), 142e3, 1e-9);
        COMPARE_WITHIN(bench.get(Fig::rackBus, id.raw), 142e3 * 0.975, 1e-4);
        COMPARE_WITHIN(bench.get(Fig::rackShelfCapacity, id.raw), 132e3,
                       1e-9);  // case FAC-02: less than the rack
        COMPARE_WITHIN(bench.get(Fig::rackBusbarCurrent, id.raw), 138450.0 / 50.5, 1e-4);
        const double section = 138450.0 / 50.5 / 2.0;
        const double resistance = 1.7241e-8 * (1.0 + 0.0039 * 50.0) * 2.0 / 970e-6;
        COMPARE_WITHIN(bench.get(Fig::rackBusbarDrop, id.raw), section * resistance, 1e-4);
        COMPARE_WITHIN(bench.get(Fig::rackBusbarLoss, id.raw),
                       2.0 * 2.0 / 3.0 * section * section * resistance, 1e-4);
        COMPARE_WITHIN(bench.get(Fig::rackBusbarCopper, id.raw), 2.0 * 2.0 * 970e-6 * 2.0 * 8890.0,
                       1e-9);
        COMPARE_WITHIN(bench.get(Fig::rackBusbarDensity, id.raw), section / 970e-6, 1e-4);
    }

    void shelvesByTheirRedundancy_data() {
        QTest::addColumn<QString>("redundancy");
        QTest::addColumn<double>("capacity");
        QTest::newRow("N") << "N" << 264e3;
        QTest::newRow("N+1") << "N+1" << 231e3;
        QTest::newRow("N+N") << "N+N" << 132e3;
    }
    void shelvesByTheirRedundancy() {
        QFETCH(QString, redundancy);
        QFETCH(double, capacity);
        SampleHall sample(shippedCatalog());
        sample.add(shelf());
        const Id<Rack> id =
            sample.rack(sample.add(rack("ac-input")
                                       .number(Property::shelfCount, 8.0)
                                       .text(Property::shelfRedundancy, redundancy.toStdString())));
        StageBench bench(sample.hall);
        bench.run(runRackLoads);
        bench.run(runShelves);
        COMPARE_WITHIN(bench.get(Fig::rackShelfCapacity, id.raw), capacity, 1e-12);
        QCOMPARE(bench.status(Fig::rackBusbarCurrent, id.raw), Status::Absent);
        QCOMPARE(bench.status(Fig::busbarCurrentMax), Status::Absent);
        QCOMPARE(bench.get(Fig::busbarCopperMass), 0.0);
    }
};

HALL_TEST(RackLoadsTest)
#include "rack_loads_test.moc"
