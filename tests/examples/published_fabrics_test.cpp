#include "model/figures/evaluation.h"
#include "model/planner/brief.h"
#include "model/planner/planner.h"
#include "tests/support/shipped_catalog.h"
#include "tests/support/test.h"

#include <fmt/format.h>

using namespace hallwright;

/// Published network tables, through brief, planner and evaluation with the shipped parts.
class PublishedFabricsTest : public QObject {
    Q_OBJECT

    static Evaluation planned(const std::string& rest) {
        const std::string text = R"(
name = "Published fabric"
[site]
climate = "us-va-leesburg"
tariff = "tariff-us-2026"
[hall]
width = "120 m"
depth = "80 m"
clear_height = "6 m"
floor_rating = "20 kPa"
tile = "600 mm"
[power]
supply_per_side = "90 MW"
distribution = "415 V AC"
redundancy = "2N"
code = "NEC"
[cooling]
coolant = "PG25"
facility_water_supply = "28 degC"
cdu = "vertiv-xdu1350"
redundancy = "N+1"
heat_rejection = "chiller+economiser"
)" + rest;
        const Result<Brief> brief = parseBrief(text, "published.toml");
        if (!brief) qFatal("%s", brief.error().text().c_str());
        const Result<Plan> made = plan(*brief, test::shippedCatalog(), {});
        if (!made) qFatal("%s", made.error().text().c_str());
        return evaluate(made->hall);
    }
    static double number(const Evaluation& evaluation, const char* id) {
        const Result<FigureRef> ref = findFigure(evaluation.hall(), std::string("fabric.f.") + id);
        return ref ? evaluation.number(ref->figure, ref->item) : -1.0;
    }

private slots:
    // DGX SuperPOD B300 XDR, Table 3 (SP-04).
    void dgxB300OnXdr_data() {
        QTest::addColumn<int>("racks");
        QTest::addColumn<int>("leaves");
        QTest::addColumn<int>("spines");
        QTest::addColumn<int>("links");
        QTest::newRow("1 SU") << 18 << 8 << 4 << 576;
        QTest::newRow("2 SU") << 36 << 16 << 8 << 1152;
        QTest::newRow("4 SU") << 72 << 32 << 18 << 2304;
        QTest::newRow("8 SU") << 144 << 64 << 36 << 4608;
    }
    void dgxB300OnXdr() {
        QFETCH(int, racks);
        QFETCH(int, leaves);
        QFETCH(int, spines);
        QFETCH(int, links);
        const Evaluation e = planned(fmt::format(R"(
[[racks]]
part = "nvidia-dgx-b300-x4"
count = {}
[[fabrics]]
name = "f"
role = "scale-out"
kind = "rail-fat-tree"
switch = "nvidia-q3400-ra"
optics = "pluggable"
unit = 18
)",
                                                 racks));
        QCOMPARE(number(e, "switches.leaf"), leaves);
        QCOMPARE(number(e, "switches.spine"), spines);
        QCOMPARE(number(e, "links.host_leaf"), links);
        QCOMPARE(number(e, "links.leaf_spine"), links);
        QCOMPARE(e.number(Fig::gpuPackages_), racks * 32.0);
        // SP-05: a dense rack draws 58 kW on average and 76 kW at its peak.
        const RawId rack = e.rows().ids(Scope::Rack).front();
        QVERIFY(std::abs(e.number(Fig::rackTdp, rack) - 58e3) <= 0.005 * 58e3);
        QVERIFY(std::abs(e.number(Fig::rackPeak, rack) - 76e3) <= 0.005 * 76e3);
    }

    // DGX SuperPOD H100/B200, Table 3 (SP-01), as bare fabrics.
    void bareFabricsOnQuantum2_data() {
        QTest::addColumn<int>("endpoints");
        QTest::addColumn<int>("leaves");
        QTest::addColumn<int>("spines");
        QTest::addColumn<int>("cores");
        QTest::newRow("2 SU") << 512 << 16 << 8 << 0;
        QTest::newRow("4 SU") << 1024 << 32 << 16 << 0;
        QTest::newRow("8 SU") << 2048 << 64 << 32 << 0;
        QTest::newRow("16 SU") << 4096 << 128 << 128 << 64;
        QTest::newRow("32 SU") << 8192 << 256 << 256 << 128;
        QTest::newRow("64 SU") << 16384 << 512 << 512 << 256;
    }
    void bareFabricsOnQuantum2() {
        QFETCH(int, endpoints);
        QFETCH(int, leaves);
        QFETCH(int, spines);
        QFETCH(int, cores);
        const Evaluation e = planned(fmt::format(R"(
[[fabrics]]
name = "f"
role = "scale-out"
kind = "fat-tree"
switch = "nvidia-qm9700"
optics = "pluggable"
endpoints = {}
)",
                                                 endpoints));
        QCOMPARE(number(e, "switches.leaf"), leaves);
        QCOMPARE(number(e, "switches.spine"), spines);
        QCOMPARE(number(e, "switches.core"), cores);
        QCOMPARE(number(e, "links.host_leaf"), endpoints);
        QCOMPARE(number(e, "links.leaf_spine"), endpoints);
        QCOMPARE(number(e, "links.spine_core"), cores > 0 ? endpoints : 0);
    }

    void fiveGb300Racks_data() {
        QTest::addColumn<QString>("kind");
        QTest::addColumn<int>("leaves");
        QTest::addColumn<int>("spines");
        QTest::newRow("rail") << "rail-fat-tree" << 8 << 4;
        QTest::newRow("plain") << "fat-tree" << 5 << 3;
    }
    void fiveGb300Racks() {
        QFETCH(QString, kind);
        QFETCH(int, leaves);
        QFETCH(int, spines);
        const Evaluation e = planned(fmt::format(R"(
[[racks]]
part = "nvidia-gb300-nvl72"
count = 5
[[fabrics]]
name = "f"
role = "scale-out"
kind = "{}"
switch = "nvidia-q3400-ra"
optics = "pluggable"
)",
                                                 kind.toStdString()));
        QCOMPARE(number(e, "switches.leaf"), leaves);
        QCOMPARE(number(e, "switches.spine"), spines);
    }

    void theFrontEndOfOneUnit_data() {
        QTest::addColumn<bool>("dualHomed");
        QTest::addColumn<int>("leaves");
        QTest::newRow("single-homed") << false << 5;
        QTest::newRow("dual-homed") << true << 6;
    }
    void theFrontEndOfOneUnit() {
        QFETCH(bool, dualHomed);
        QFETCH(int, leaves);
        const Evaluation e = planned(fmt::format(R"(
[[racks]]
part = "nvidia-gb300-nvl72"
count = 8
[[fabrics]]
name = "f"
role = "front-end"
kind = "fat-tree"
switch = "nvidia-sn5610"
dual_homed = {}
optics = "pluggable"
)",
                                                 dualHomed));
        QCOMPARE(number(e, "switches.leaf"), leaves);
        QCOMPARE(number(e, "switches.spine"), 4);
        QCOMPARE(number(e, "links.host_leaf"), 288);
    }

    void coPackagedSwitchesTakeTheLasersOut() {
        const Evaluation e = planned(R"(
[[racks]]
part = "nvidia-gb300-nvl72"
count = 8
[[fabrics]]
name = "f"
role = "scale-out"
kind = "rail-fat-tree"
switch = "nvidia-q3450-ld"
optics = "cpo"
)");
        QCOMPARE(number(e, "lasers"), 4032);
        QCOMPARE(number(e, "transceivers"), 576);
        // CPO-01: 144 ports of 9 W, in all twelve switches.
        QVERIFY(std::abs(number(e, "power.optics") - 12 * 1296.0) < 1e-6);
        QVERIFY(std::abs(number(e, "power.switches") + number(e, "power.optics") - 12 * 3950.0) <
                1e-6);
    }
};

HALL_TEST(PublishedFabricsTest)
#include "published_fabrics_test.moc"
