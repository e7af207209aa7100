#include "model/compare/like_for_like.h"
#include "model/formulas/economics.h"
#include "model/formulas/reliability.h"
#include "tests/support/near.h"
#include "tests/support/shipped_catalog.h"
#include "tests/support/test.h"

#include <numeric>

using namespace hallwright;
using hallwright::test::shippedCatalog;

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
        const int causes[] = {148, 72, 54, 35, 32, 19, 17, 7, 7, 6, 6, 3, 3, 2, 2, 2, 2, 2};
        const int stops = std::accumulate(std::begin(causes), std::end(causes), 0);
        QCOMPARE(stops, 419);
        const double span = 54.0 * 24.0;
        COMPARE_WITHIN(span / stops, 3.09, 0.01);
        COMPARE_WITHIN(72.0 / stops, 0.172, 0.005);
        COMPARE_WITHIN(35.0 / stops, 0.084, 0.01);
        COMPARE_WITHIN(148.0 / stops, 0.353, 0.002);
        COMPARE_WITHIN(span / stops * (16384.0 / 8.0) / 24.0, 263.9, 0.005);
        COMPARE_WITHIN(formulas::failuresIn(16384.0, span * hour,
                                            reading("design-basis", Property::gpuMtbf, "llama3")),
                       419.0, 0.001);
    }

    void rel01SharesOfTheDesignBasisGiveItsNetworkStops() {
        // 16,384 GPUs, copper in the rack, full above it, 1:7 above the pods: two ends a link.
        const double ends = 16384.0 * 2.0 * (1.0 + 1.0 / 7.0);
        const double span = 54.0 * 24.0 * hour;
        const double failures =
            formulas::failuresIn(ends, span, number("design-basis", Property::linkFlap));
        const double flaps =
            formulas::failuresIn(ends, span, number("design-basis", Property::flapMtbf));
        COMPARE_WITHIN(failures * number("design-basis", Property::failureInterrupt) +
                           flaps * number("design-basis", Property::flapInterrupt),
                       35.0, 0.02);
    }

    void rel02TheClusterOfCrusoe() {
        const double nodes = 1600.0 / 8.0;
        QCOMPARE(nodes, 200.0);
        const double interrupt = 122.0 * 24.0 / 205.0;
        COMPARE_WITHIN(interrupt, 14.0, 0.025);
        COMPARE_WITHIN(interrupt * nodes / 24.0, 119.0, 0.02);
        COMPARE_WITHIN(
            formulas::failuresIn(1600.0, 122.0 * 24.0 * hour,
                                 reading("design-basis", Property::gpuMtbf, "gtc-2025-recap")),
            205.0, 0.01);
    }
};

HALL_TEST(PublishedOpticsTest)
#include "published_optics_test.moc"
