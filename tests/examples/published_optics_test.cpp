#include "model/compare/like_for_like.h"
#include "model/formulas/reliability.h"
#include "tests/stages/made_hall.h"
#include "tests/support/near.h"
#include "tests/support/shipped_catalog.h"
#include "tests/support/test.h"

using namespace hallwright;
using hallwright::test::shippedCatalog;

namespace {

/// GPUs and the optical links of one fabric between them, at 400G, on one design basis.
struct Fleet : hallwright::test::MadeHall {
    Id<Fabric> fabric;

    Fleet(double gpus, Part basis, long long links) {
        site(Site{.basis = add(std::move(basis))});
        const PartId module = part("module", Kind::Transceiver);
        const PartId leaf = part("leaf", Kind::Switch);
        fabric = row(hall.fabrics, Fabric{.role = FabricRole::ScaleOut,
                                          .switchPart = leaf,
                                          .hostModule = module,
                                          .switchModule = module});
        FabricPlan plan;
        plan.fabric = fabric.raw;
        plan.linkSpeed = 400e9;
        plan.linkEnds[0] = {static_cast<std::int32_t>(links)};
        plan.size.switches = {1, 0, 0};
        fabrics.plans.push_back(plan);
        CablePlan cables_;
        cables_.opticalLinks = links;
        cables_.copperEnds[0] = {0};
        cables.plans.push_back(cables_);
        prepare();
        set(Fig::fabricOpticalEnds, fabric.raw, 2.0 * static_cast<double>(links));
        set(Fig::gpuPackages_, 0, gpus);
        run(runReliability);
    }
};

/// The same part with the reading of one document chosen.
Part chosen(Part part, Property property, std::string_view source) {
    for (Datum& datum : part.data)
        for (std::size_t i = 0; i < datum.readings.size(); ++i)
            if (datum.property == property && datum.readings[i].source == source) datum.chosen = i;
    return part;
}

}  // namespace

/// Published figures of co-packaged optics and of failures, from the shipped parts and the
/// program's own functions.
class PublishedOpticsTest : public QObject {
    Q_OBJECT

    static const Part& part(const char* id) {
        const PartPtr found = shippedCatalog().find(id);
        if (!found) qFatal("no part %s", id);
        return *found;
    }
    static double number(const char* id, Property property) {
        return part(id).number(property).value_or(unknown);
    }
    /// What one document says, chosen or not.
    static double reading(const char* id, Property property, std::string_view source) {
        for (const Reading& reading : part(id).find(property)->readings)
            if (reading.source == source) return reading.number.value_or(unknown);
        return unknown;
    }
    static int held(const char* id, std::string_view content) {
        for (const Content& each : part(id).contents)
            if (each.part == content) return each.count;
        return 0;
    }

    static constexpr const char* pluggable = "nvidia-q3400-ra";
    static constexpr const char* packaged = "nvidia-q3450-ld";
    static constexpr double hour = 3600.0;

private slots:
    void cpo01SwitchOf144Ports() {
        const double cages = number(pluggable, Property::switchCages);
        QCOMPARE(cages, 72.0);
        const double module = reading("nvidia-mms4a00", Property::powerTdp, "gtc-2025-recap");
        const double optics = cages * module;
        COMPARE_WITHIN(optics, 4320.0, 0.001);
        const double ports = number(packaged, Property::switchCages);
        const double other = ports * reading(packaged, Property::cpoPortPower, "gtc-2025-recap");
        COMPARE_WITHIN(other, 1296.0, 0.001);
        COMPARE_WITHIN(optics - other, 3024.0, 0.001);
        COMPARE_WITHIN(optics / other, 3.33, 0.01);
        QCOMPARE(number(packaged, Property::externalLaserModules) *
                     number("nvidia-els-8", Property::lasersPerModule),
                 144.0);
        COMPARE_WITHIN(cages * number("nvidia-mms4a00", Property::price), 72000.0, 0.001);
    }

    void cpo02StudyOfAUser() {
        const double port = reading("broadcom-bailly", Property::cpoPortPower, "bailly-notes");
        COMPARE_WITHIN(2.0 * port, 5.4, 0.001);
        COMPARE_WITHIN(1.0 - 2.0 * port / 15.0, 0.65, 0.02);
        const double ports = 15.0 * number("broadcom-bailly", Property::switchCages);
        QCOMPARE(ports, 15.0 * 128.0);
        COMPARE_WITHIN(15e6 / ports, 7812.0, 0.001);
        COMPARE_WITHIN(15e6 / ports / 24.0, 325.0, 0.002);
        COMPARE_WITHIN(1.049e6 / ports / 24.0, 22.8, 0.005);
        COMPARE_WITHIN(
            formulas::failuresIn(1.0, 15e6 * hour, number("broadcom-bailly", Property::mtbf)), 5.8,
            0.02);
        COMPARE_WITHIN(
            formulas::failuresIn(1.0, 15e6 * hour, number("nvidia-mms4a00", Property::mtbf)), 27.3,
            0.01);
    }

    void cpo03TheLedgerCloses() {
        const double asics = number(packaged, Property::switchAsics);
        QCOMPARE(asics, 4.0);
        QCOMPARE(held(packaged, "nvidia-quantum-x800-asic"), 4);
        const double engines = held(packaged, "nvidia-quantum-x-engine");
        QCOMPARE(engines, 72.0);
        QCOMPARE(engines, number(packaged, Property::opticalEngines));
        QCOMPARE(engines / asics, 18.0);
        QCOMPARE(number(packaged, Property::subAssemblies) *
                     held("nvidia-quantum-x-assembly", "nvidia-quantum-x-engine"),
                 engines);
        const double data = number("nvidia-quantum-x-engine", Property::engineDataFibres);
        const double laser = number("nvidia-quantum-x-engine", Property::engineLaserFibres);
        QCOMPARE(engines / asics * (data + laser), 324.0);
        QCOMPARE(engines / asics * data, 288.0);
        QCOMPARE(engines / asics * laser, 36.0);
        COMPARE_WITHIN(number("nvidia-quantum-x-assembly", Property::engineRate), 4.8e12, 0.001);
        COMPARE_WITHIN(number("nvidia-quantum-x800-asic", Property::switchCapacity) * asics,
                       number(packaged, Property::switchCapacity), 0.001);
        QCOMPARE(engines * data, 1152.0);
        QCOMPARE(engines * data, number(packaged, Property::dataFibres));
        const double ports = number(packaged, Property::switchCages);
        QCOMPARE(ports, 144.0);
        QCOMPARE(ports * 8.0, engines * data);  // eight fibres of an MPO-12 are lit
        QCOMPARE(engines * laser, 144.0);
        QCOMPARE(engines * laser, number(packaged, Property::laserFibres));
        QCOMPARE(held(packaged, "nvidia-els-8"), 18);
        const double lasers = number(packaged, Property::externalLaserModules) *
                              number("nvidia-els-8", Property::lasersPerModule);
        QCOMPARE(lasers, 144.0);
        QCOMPARE(lasers, ports * number(packaged, Property::cpoPortLasers));
        const double modules = number(pluggable, Property::switchCages) *
                               number("nvidia-mms4a00", Property::lasersPerModule);
        QCOMPARE(modules, 576.0);
        QCOMPARE(modules - lasers, 432.0);
    }

    void lambdaReadsTheFiguresAsPrinted_data() {
        QTest::addColumn<int>("switches");
        QTest::addColumn<double>("kilowatts");
        QTest::newRow("576 GPUs") << 12 << 37.0;
        QTest::newRow("4,608 GPUs") << 100 << 305.0;
        QTest::newRow("10,368 GPUs") << 216 << 658.0;
        QTest::newRow("41,472 GPUs") << 1440 << 4392.0;
    }
    void lambdaReadsTheFiguresAsPrinted() {  // 3.05 kW a switch
        QFETCH(int, switches);
        QFETCH(double, kilowatts);
        const double saved = savedAsPrinted(part(pluggable), part(packaged), switches);
        COMPARE_WITHIN(saved, switches * 3050.0, 1e-9);
        QVERIFY(std::abs(saved / 1000.0 - kilowatts) <= 0.9);
        QVERIFY(!whyNotAlike(part(pluggable), part(packaged)).empty());
    }

    void rel01TheFleetOfLlama3() {
        // 419 stops in 54 days, 35 of them of the network, by the program's own sum of both.
        const Fleet fleet(16384.0, part("design-basis"), 16384 + 16384 / 7);
        const double span = 54.0 * 24.0 * hour;
        COMPARE_WITHIN(span / fleet.value(Fig::interruptTime), 419.0, 0.01);
        COMPARE_WITHIN(fleet.value(Fig::interruptTime) / hour, 3.09, 0.01);
        COMPARE_WITHIN(fleet.value(Fig::fabricInterrupts, fleet.fabric.raw) * 54.0 / 365.0, 35.0,
                       0.02);
    }

    void rel01WithoutANetworkItsStopsAreNotThere() {
        const Fleet fleet(16384.0, part("design-basis"), 0);
        COMPARE_WITHIN(54.0 * 24.0 * hour / fleet.value(Fig::interruptTime), 419.0 - 35.0, 0.005);
    }

    void rel02TheClusterOfCrusoe() {
        const Fleet fleet(1600.0, chosen(part("design-basis"), Property::gpuMtbf, "gtc-2025-recap"),
                          0);
        const double interrupt = fleet.value(Fig::interruptTime) / hour;
        COMPARE_WITHIN(interrupt, 14.0, 0.025);
        COMPARE_WITHIN(interrupt * 200.0 / 24.0, 119.0, 0.02);
    }
};

HALL_TEST(PublishedOpticsTest)
#include "published_optics_test.moc"
