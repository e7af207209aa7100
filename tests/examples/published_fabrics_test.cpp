#include "model/figures/evaluation.h"
#include "model/planner/brief.h"
#include "model/planner/planner.h"
#include "model/stages/fabric.h"
#include "model/stages/link_changes.h"
#include "tests/stages/fabric_hall.h"
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

    /// A fabric of shipped parts that grows rack by rack: every row of a published table is a step.
    static std::vector<ExpansionStep> grown(const char* rack, const char* fabric,
                                            const std::vector<int>& racks) {
        const Evaluation e =
            planned(fmt::format("[[racks]]\npart = \"{}\"\ncount = {}\n[[fabrics]]\nname = \"f\"\n"
                                "role = \"scale-out\"\n{}\n",
                                rack, 4, fabric));
        Id<Fabric> id;
        e.hall().fabrics.forEach([&](Id<Fabric> found, const Fabric&) { id = found; });
        Result<std::vector<ExpansionStep>> steps = expansionSteps(e.hall(), id, racks);
        if (!steps) qFatal("%s", steps.error().text().c_str());
        return *steps;
    }
    struct Row {
        int racks, endpoints, leaves, spines, cores;
        long long links;
    };
    static void compareRows(const char* rack, const char* fabric, const std::vector<Row>& rows) {
        std::vector<int> racks;
        for (const Row& row : rows)
            racks.push_back(row.racks);
        const std::vector<ExpansionStep> steps = grown(rack, fabric, racks);
        for (std::size_t i = 0; i < rows.size(); ++i) {
            QCOMPARE(QString::fromStdString(steps[i].problem), QString());
            QCOMPARE(steps[i].endpoints, static_cast<long long>(rows[i].endpoints));
            QCOMPARE(steps[i].switches[0], rows[i].leaves);
            QCOMPARE(steps[i].switches[1], rows[i].spines);
            QCOMPARE(steps[i].switches[2], rows[i].cores);
            QCOMPARE(steps[i].links, rows[i].links);
        }
    }

    /// A rack made for a case, alone with a switch of so many 400G ports.
    static Hall made(double nodes, double ports, double gpus, int radix) {
        using P = Property;
        Hall hall = test::fabricParts();
        hall.parts.set({2}, test::PlainPart("rack", Kind::ComputeRack)
                                .with(P::nodes, nodes)
                                .with(P::scaleOutPorts, ports)
                                .with(P::scaleOutSpeed, 400e9)
                                .with(P::frontEndPorts, 1.0)
                                .with(P::frontEndSpeed, 400e9)
                                .with(P::gpuPackages, gpus)
                                .frozen());
        hall.parts.set({4}, test::PlainPart("switch", Kind::Switch)
                                .with(P::switchCages, radix)
                                .with(P::portsPerCage, 1.0)
                                .with(P::portSpeed, 400e9)
                                .frozen());
        Fabric fabric;
        fabric.name = "f";
        fabric.switchPart = {4};
        hall.fabrics.set(test::compute, fabric);
        return hall;
    }
    static void addRacks(Hall& hall, int count, Id<Fabric> fabric) {
        const int unit = hall.fabrics[fabric].unit;
        RawId next = hall.highestId() + 1;
        for (int i = 0; i < count; ++i) {
            const Id<Rack> rack{1000 + i};
            hall.racks.set(rack, Rack{.name = std::to_string(i), .part = {2}});
            hall.members.set({next++}, Member{rack, fabric, i / unit, i % unit});
        }
    }
    static bool near(double value, double expected, double tolerance) {
        return std::abs(value - expected) <= tolerance * expected;
    }

private slots:
    // Every row with its nodes in racks of four; eight racks are a scalable unit.
    void sp01LargerSuperPodsOfB200() {
        compareRows("nvidia-dgx-b200-x4",
                    "kind = \"fat-tree\"\nswitch = \"nvidia-qm9700\"\noptics = \"pluggable\"",
                    {{16, 512, 16, 8, 0, 1024},
                     {32, 1024, 32, 16, 0, 2048},
                     {64, 2048, 64, 32, 0, 4096},
                     {128, 4096, 128, 128, 64, 3 * 4096},
                     {256, 8192, 256, 256, 128, 3 * 8192},
                     {512, 16384, 512, 512, 256, 3 * 16384}});
    }

    void sp02RacksOfTheH100SuperPod() {
        const std::vector<ExpansionStep> steps =
            grown("nvidia-dgx-h100-x4",
                  "kind = \"rail-fat-tree\"\nswitch = \"nvidia-qm9700\"\n"
                  "optics = \"pluggable\"\nreserved_ports = 1",
                  {31, 32});
        // 127 systems of 8 ports take 32 racks: 31 are not enough.
        QVERIFY(steps[0].endpoints < 127 * 8 && steps[1].endpoints >= 127 * 8);
        // With four racks: design power of one is what the source calls more than 40 kW.
        const Evaluation e = planned(R"(
[[racks]]
part = "nvidia-dgx-h100-x4"
count = 32
[[fabrics]]
name = "f"
role = "scale-out"
kind = "fat-tree"
switch = "nvidia-qm9700"
optics = "pluggable"
)");
        QVERIFY(near(e.number(Fig::rackTdp, e.rows().ids(Scope::Rack).front()), 40e3, 0.03));
        // 38 racks in the published bill: 32 of systems, and the switches in no more than the rest.
        int compute = 0;
        e.hall().racks.forEach([&](Id<Rack>, const Rack& rack) {
            compute += e.hall().part(rack.part)->kind == Kind::ComputeRack;
        });
        QCOMPARE(compute, 32);
        QVERIFY(e.hall().racks.size() <= 38);
    }

    // The source counts cables of 800G: two links of 400G each.
    void sp03TwoPlanesOfB300() {
        compareRows("nvidia-dgx-b300-x4",
                    "kind = \"multi-plane\"\nplanes = 2\nswitch = \"nvidia-sn5610\"\n"
                    "optics = \"pluggable\"",
                    {{16, 512, 16, 8, 0, 2 * (512 + 512)},
                     {32, 1024, 32, 16, 0, 2 * (1024 + 1024)},
                     {64, 2048, 64, 32, 0, 2 * (2048 + 2048)},
                     {128, 4096, 128, 64, 0, 2 * (4096 + 4096)},
                     {256, 8192, 256, 128, 0, 2 * (8192 + 8192)}});
    }

    // The last row with the misprint of the source set right: 1,296 × 8 = 10,368.
    void sp04B300OnXdr() {
        compareRows("nvidia-dgx-b300-x4",
                    "kind = \"rail-fat-tree\"\nunit = 18\nswitch = \"nvidia-q3400-ra\"\n"
                    "optics = \"pluggable\"",
                    {{18, 576, 8, 4, 0, 2 * 576},
                     {36, 1152, 16, 8, 0, 2 * 1152},
                     {72, 2304, 32, 18, 0, 2 * 2304},
                     {144, 4608, 64, 36, 0, 2 * 4608},
                     {324, 10368, 144, 72, 0, 2 * 10368}});
    }

    void sp05RacksAndPowerOfB300() {
        const Evaluation e = planned(R"(
[[racks]]
part = "nvidia-dgx-b300-x4"
count = 18
[[fabrics]]
name = "f"
role = "scale-out"
kind = "rail-fat-tree"
switch = "nvidia-q3400-ra"
optics = "pluggable"
unit = 18
)");
        const RawId rack = e.rows().ids(Scope::Rack).front();
        QVERIFY(near(e.number(Fig::rackTdp, rack), 58e3, 0.005));
        QVERIFY(near(e.number(Fig::rackTdp, rack), 56e3, 0.04));
        QVERIFY(near(e.number(Fig::rackPeak, rack), 76e3, 0.005));
        // 18 racks are a scalable unit of 72 systems: the leaves of the unit are full.
        QCOMPARE(number(e, "endpoints"), 72 * 8.0);
        QCOMPARE(number(e, "blast.switch"), 72.0);
        QCOMPARE(number(e, "ports.free"), 0.0);
    }

    // Lambda's GB300 clusters on Q3450-LD: 12, 100, 216 and 1,440 switches.
    void lambdaClustersOfGb300() {
        compareRows("nvidia-gb300-nvl72",
                    "kind = \"rail-fat-tree\"\nswitch = \"nvidia-q3450-ld\"\noptics = \"cpo\"",
                    {{8, 576, 8, 4, 0, 2 * 576},
                     {64, 4608, 64, 36, 0, 2 * 4608},
                     {144, 10368, 144, 72, 0, 2 * 10368},
                     {576, 41472, 576, 576, 288, 3 * 41472}});
    }

    void ft01TheLargestClos_data() {
        QTest::addColumn<int>("radix");
        QTest::addColumn<int>("tiers");
        QTest::addColumn<int>("hosts");
        QTest::newRow("k = 128, two tiers") << 128 << 2 << 8192;
        QTest::newRow("k = 512, two tiers") << 512 << 2 << 131072;
        QTest::newRow("k = 64, three tiers") << 64 << 3 << 65536;
    }
    void ft01TheLargestClos() {
        QFETCH(int, radix);
        QFETCH(int, tiers);
        QFETCH(int, hosts);
        FabricNeed need;
        need.radix = radix;
        need.tiers = tiers;
        need.nodes = hosts;
        QVERIFY(fabricSize(need).feasible);
        need.nodes = hosts + 1;
        QVERIFY(!fabricSize(need).feasible);
    }

    // Links between switches; the paper does not count those of the hosts.
    void ft02DeepSeekV3() {
        const auto size = [](FabricKind kind, int planes, int tiers, long long hosts) {
            FabricNeed need;
            need.kind = kind;
            need.radix = 64;
            need.planes = planes;
            need.tiers = tiers;
            need.nodes = hosts / planes;
            return fabricSize(need);
        };
        const auto compare = [](const FabricSize& found, int switches, long long links) {
            QCOMPARE(found.switches[0] + found.switches[1] + found.switches[2], switches);
            QCOMPARE(found.leafSpineLinks + found.spineCoreLinks, links);
        };
        compare(size(FabricKind::FatTree, 1, 2, 2048), 96, 2048);
        // 16,384 endpoints of the paper are the host links of all eight planes.
        compare(size(FabricKind::MultiPlane, 8, 2, 16384), 768, 16384);
        QCOMPARE(size(FabricKind::MultiPlane, 8, 2, 16384).hostLinks, 16384LL);
        compare(size(FabricKind::FatTree, 1, 3, 65536), 5120, 131072);
    }

    // A top-of-rack switch for 16 GPUs, pods of 192 racks, 1:7 above the pods. The radix is ours.
    void ft03MetaClusterOf24576Gpus() {
        Hall hall = made(2, 8, 16, 512);
        Fabric fabric = hall.fabrics[test::compute];
        fabric.unit = 192;
        fabric.groupBy = FabricGroup::Unit;
        fabric.leafDownlinks = 16;
        fabric.spineOversubscription = 7.0;
        hall.fabrics.set(test::compute, fabric);
        addRacks(hall, 8 * 192, test::compute);
        const Evaluation e = evaluate(hall);
        const FabricSize& size = e.fabrics().plans[0].size;
        QCOMPARE(QString::fromStdString(size.problem), QString());
        QCOMPARE(size.groups, 8);
        QCOMPARE(size.leavesPerGroup, 192);
        QCOMPARE(size.endpoints / size.groups, 3072LL);
        QCOMPARE(e.number(Fig::gpuPackages_), 24576.0);
        QVERIFY(near(number(e, "links.spine_core") * e.fabrics().plans[0].linkSpeed /
                         e.number(Fig::gpuPackages_),
                     57.1e9, 0.01));
    }

    void ft04JuniperStripes_data() {
        QTest::addColumn<int>("servers");
        QTest::addColumn<int>("uplinkSpeed");
        QTest::addColumn<double>("serverBandwidth");
        QTest::addColumn<double>("uplinkBandwidth");
        QTest::addColumn<double>("ratio");
        QTest::newRow("200G, 8 servers") << 8 << 200 << 25.6e12 << 12.8e12 << 2.0;
        QTest::newRow("400G, 8 servers") << 8 << 400 << 25.6e12 << 25.6e12 << 1.0;
        QTest::newRow("400G, 4 servers") << 4 << 400 << 12.8e12 << 25.6e12 << 0.5;
        QTest::newRow("800G, 4 servers") << 4 << 800 << 12.8e12 << 51.2e12 << 0.25;
    }
    // Two stripes of eight rail leaves and four spines. Uplinks count at the speed of the NICs: an
    // uplink of 800G is two, two of 200G are one.
    void ft04JuniperStripes() {
        QFETCH(int, servers);
        QFETCH(int, uplinkSpeed);
        QFETCH(double, serverBandwidth);
        QFETCH(double, uplinkBandwidth);
        QFETCH(double, ratio);
        FabricNeed need;
        need.kind = FabricKind::RailFatTree;
        need.nodes = servers;
        need.portsPerNode = 8;
        need.radix = 128;  // QFX5240-64OD: 64 × 800G
        need.leafDownlinks = servers / 2;
        need.oversubscription = servers / 2 / (4 * uplinkSpeed / 400.0);
        need.leavesPerGroup = 16;
        need.spinesPerGroup = 4;
        need.spread = EvenSpread::WithinOne;  // four uplinks of 200G count as two
        const FabricSize size = fabricSize(need);
        QCOMPARE(QString::fromStdString(size.problem), QString());
        QCOMPARE(size.switches[0], 16);
        QCOMPARE(size.switches[1], 4);
        QCOMPARE(static_cast<double>(size.hostLinks) * 400e9, serverBandwidth);
        QCOMPARE(static_cast<double>(size.leafSpineLinks) * 400e9, uplinkBandwidth);
        QCOMPARE(static_cast<double>(size.hostLinks) / static_cast<double>(size.leafSpineLinks),
                 ratio);
    }

    void ft05ColossusRacksAndArrays() {
        Hall hall = made(8, 8, 64, 128);
        Fabric frontEnd = hall.fabrics[test::compute];
        frontEnd.name = "front";
        frontEnd.role = FabricRole::FrontEnd;
        hall.fabrics.set({21}, frontEnd);
        addRacks(hall, 8, test::compute);
        addRacks(hall, 8, {21});
        const Evaluation e = evaluate(hall);
        QCOMPARE(e.number(Fig::gpuPackages_), 512.0);  // an array of eight racks
        double perServer = 0.0;
        for (const FabricPlan& plan : e.fabrics().plans)
            perServer += static_cast<double>(plan.size.hostLinks) * plan.linkSpeed / 64.0;
        QCOMPARE(perServer, 3.6e12);
        const auto steps = expansionSteps(hall, test::compute, {1562, 1563});
        QVERIFY(steps);
        QVERIFY((*steps)[0].endpoints < 100'000 && (*steps)[1].endpoints >= 100'000);
    }

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
