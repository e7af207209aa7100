#include "tests/stages/fabric_hall.h"
#include "tests/support/test.h"

#include <numeric>

using namespace hallwright;
using namespace hallwright::test;

class FabricSizeTest : public QObject {
    Q_OBJECT

    static FabricNeed need(FabricKind kind, long long nodes, int ports, int radix) {
        FabricNeed need;
        need.kind = kind;
        need.nodes = nodes;
        need.portsPerNode = ports;
        need.radix = radix;
        return need;
    }
    static void compare(const FabricSize& size, int leaf, int spine, int core, long long host,
                        long long leafSpine, long long spineCore) {
        QCOMPARE(QString::fromStdString(size.problem), QString());
        QVERIFY(size.feasible);
        QCOMPARE(size.switches[0], leaf);
        QCOMPARE(size.switches[1], spine);
        QCOMPARE(size.switches[2], core);
        QCOMPARE(size.hostLinks, host);
        QCOMPARE(size.leafSpineLinks, leafSpine);
        QCOMPARE(size.spineCoreLinks, spineCore);
        const long long ports = static_cast<long long>(leaf + spine + core) * size.radix;
        QCOMPARE(size.freePorts, ports - host - 2 * (leafSpine + spineCore));
        QVERIFY(size.freePorts >= 0);
    }
    static void refused(const FabricNeed& need, const char* problem) {
        const FabricSize size = fabricSize(need);
        QVERIFY(!size.feasible);
        QCOMPARE(QString::fromStdString(size.problem), QString(problem));
        QCOMPARE(size.switches[0], 0);
        QCOMPARE(size.freePorts, 0LL);
    }

private slots:
    void aUnitOfGb300HasTwelveSwitchesAndNoFreePort() {
        const FabricSize size = fabricSize(need(FabricKind::RailFatTree, 144, 4, 144));
        compare(size, 8, 4, 0, 576, 576, 0);
        QCOMPARE(size.freePorts, 0LL);
        QCOMPARE(size.rails, 4);
        QCOMPARE(size.downlinks, 72);
        QCOMPARE(size.uplinks, 72);
        compare(fabricSize(need(FabricKind::RailFatTree, 2304, 4, 144)), 128, 72, 0, 9216, 9216, 0);
    }

    // SP-04, NVIDIA DGX SuperPOD B300 XDR, table 3; the last row with the misprint of the source
    // set right.
    void dgxB300OnXdr_data() {
        QTest::addColumn<int>("nodes");
        QTest::addColumn<int>("leaf");
        QTest::addColumn<int>("spine");
        QTest::addRow("1 unit") << 72 << 8 << 4;
        QTest::addRow("2 units") << 144 << 16 << 8;
        QTest::addRow("4 units") << 288 << 32 << 18;
        QTest::addRow("8 units") << 576 << 64 << 36;
        QTest::addRow("18 units") << 1296 << 144 << 72;
    }
    void dgxB300OnXdr() {
        QFETCH(int, nodes);
        QFETCH(int, leaf);
        QFETCH(int, spine);
        compare(fabricSize(need(FabricKind::RailFatTree, nodes, 8, 144)), leaf, spine, 0, nodes * 8,
                nodes * 8, 0);
        compare(fabricSize(need(FabricKind::FatTree, nodes, 8, 144)), leaf, spine, 0, nodes * 8,
                nodes * 8, 0);
    }

    // SP-01, NVIDIA DGX SuperPOD B200 and H100, table 3.
    void dgxB200OnQuantum2_data() {
        QTest::addColumn<int>("endpoints");
        QTest::addColumn<int>("leaf");
        QTest::addColumn<int>("spine");
        QTest::addColumn<int>("core");
        QTest::addRow("2 units") << 512 << 16 << 8 << 0;
        QTest::addRow("4 units") << 1024 << 32 << 16 << 0;
        QTest::addRow("8 units") << 2048 << 64 << 32 << 0;
        QTest::addRow("16 units") << 4096 << 128 << 128 << 64;
        QTest::addRow("32 units") << 8192 << 256 << 256 << 128;
        QTest::addRow("64 units") << 16384 << 512 << 512 << 256;
    }
    void dgxB200OnQuantum2() {
        QFETCH(int, endpoints);
        QFETCH(int, leaf);
        QFETCH(int, spine);
        QFETCH(int, core);
        compare(fabricSize(need(FabricKind::FatTree, endpoints, 1, 64)), leaf, spine, core,
                endpoints, endpoints, core > 0 ? endpoints : 0);
    }

    // SP-03, NVIDIA DGX SuperPOD B300 on Spectrum-X: two planes of 400G. The source counts 800G
    // cables, so half of our links.
    void dgxB300OnTwoPlanes_data() {
        QTest::addColumn<int>("nodes");
        QTest::addColumn<int>("leaf");
        QTest::addColumn<int>("spine");
        QTest::addRow("1 unit") << 64 << 16 << 8;
        QTest::addRow("2 units") << 128 << 32 << 16;
        QTest::addRow("4 units") << 256 << 64 << 32;
        QTest::addRow("8 units") << 512 << 128 << 64;
        QTest::addRow("16 units") << 1024 << 256 << 128;
    }
    void dgxB300OnTwoPlanes() {
        QFETCH(int, nodes);
        QFETCH(int, leaf);
        QFETCH(int, spine);
        FabricNeed wanted = need(FabricKind::MultiPlane, nodes, 8, 128);
        wanted.planes = 2;
        compare(fabricSize(wanted), leaf, spine, 0, 2 * nodes * 8, 2 * nodes * 8, 0);
        QCOMPARE(fabricSize(wanted).endpoints, nodes * 8LL);
    }
    void theLastRowOfTwoPlanesIsTheLimitOfTwoTiers() {
        FabricNeed wanted = need(FabricKind::MultiPlane, 1025, 8, 128);
        wanted.planes = 2;
        wanted.tiers = 2;
        refused(wanted, "8,200 endpoints exceed the 8,192 that two tiers of radix 128 reach; allow "
                        "three tiers or choose a switch with more ports");
    }

    // FT-01: hosts = 2·(k/2)^tiers; FT-02 with its switches and links.
    void theLargestFatTrees() {
        compare(fabricSize(need(FabricKind::FatTree, 8192, 1, 128)), 128, 64, 0, 8192, 8192, 0);
        compare(fabricSize(need(FabricKind::FatTree, 131072, 1, 512)), 512, 256, 0, 131072, 131072,
                0);
        compare(fabricSize(need(FabricKind::FatTree, 65536, 1, 64)), 2048, 2048, 1024, 65536, 65536,
                65536);
        refused(need(FabricKind::FatTree, 65537, 1, 64),
                "65,537 endpoints exceed the 65,536 that three tiers of radix 64 reach; choose a "
                "switch with more ports or slower links");
        FabricNeed planes = need(FabricKind::MultiPlane, 2048, 1, 64);
        planes.planes = 8;
        const FabricSize size = fabricSize(planes);
        QCOMPARE(size.switches[0] + size.switches[1], 768);
        QCOMPARE(size.leafSpineLinks, 16384LL);
    }

    void railsTakeMoreLeavesThanAPlainTree() {
        compare(fabricSize(need(FabricKind::RailFatTree, 90, 4, 144)), 8, 4, 0, 360, 576, 0);
        compare(fabricSize(need(FabricKind::FatTree, 90, 4, 144)), 5, 3, 0, 360, 360, 0);
    }

    void theFrontEndIsHomedOnOneLeafOrTwo() {
        FabricNeed frontEnd = need(FabricKind::FatTree, 144, 2, 128);
        compare(fabricSize(frontEnd), 5, 4, 0, 288, 320, 0);
        frontEnd.dualHomed = true;
        compare(fabricSize(frontEnd), 6, 4, 0, 288, 384, 0);
        frontEnd.portsPerNode = 1;
        refused(frontEnd, "Nodes with one port cannot be dual-homed; choose single homing.");
    }

    void spinesNeedNotDivideWhenWithinOneIsGoodEnough() {
        FabricNeed wanted = need(FabricKind::RailFatTree, 288, 8, 144);
        wanted.spread = EvenSpread::WithinOne;
        compare(fabricSize(wanted), 32, 16, 0, 2304, 2304, 0);
    }

    void oneSwitchIsEnoughForAFew() {
        compare(fabricSize(need(FabricKind::RailFatTree, 36, 4, 144)), 1, 0, 0, 144, 0, 0);
        FabricNeed forced = need(FabricKind::RailFatTree, 36, 4, 144);
        forced.tiers = 2;
        compare(fabricSize(forced), 4, 2, 0, 144, 288, 0);
        forced.nodes = 37;
        forced.tiers = 1;
        refused(
            forced,
            "148 endpoints exceed the 144 that one switch of radix 144 can reach; allow two tiers");
        forced.tiers = 3;
        compare(fabricSize(forced), 4, 4, 2, 148, 288, 288);
    }

    void aForcedLimitSaysWhatRelaxesIt() {
        FabricNeed wanted = need(FabricKind::FatTree, 20000, 1, 144);
        wanted.tiers = 2;
        refused(wanted, "20,000 endpoints exceed the 10,368 that two tiers of radix 144 reach; "
                        "allow three tiers or choose a switch with more ports");
        wanted.tiers = 0;
        QCOMPARE(fabricSize(wanted).tiers, 3);
    }

    void oversubscriptionMovesPortsDown() {
        FabricNeed wanted = need(FabricKind::FatTree, 960, 1, 144);
        wanted.oversubscription = 2.0;
        compare(fabricSize(wanted), 10, 4, 0, 960, 480, 0);
        QCOMPARE(fabricSize(wanted).downlinks, 96);
        wanted.radix = 64;  // 42 down and 21 up would take 21 spines where 8 have the ports
        compare(fabricSize(wanted), 24, 10, 0, 960, 480, 0);
        QCOMPARE(fabricSize(wanted).downlinks, 40);
        QCOMPARE(fabricSize(wanted).uplinks, 20);
        wanted.spread = EvenSpread::WithinOne;  // the last port stays free
        compare(fabricSize(wanted), 23, 8, 0, 960, 483, 0);
        QCOMPARE(fabricSize(wanted).downlinks, 42);
        QCOMPARE(fabricSize(wanted).uplinks, 21);
        wanted.spread = EvenSpread::Exact;
        wanted.oversubscription = 0.0;
        refused(wanted, "Oversubscription must be above 0; 1 is non-blocking.");
    }

    void reservedPortsComeFromTheDownlinks() {
        FabricNeed wanted = need(FabricKind::RailFatTree, 31, 8,
                                 64);  // a unit of DGX H100 with a port for the fabric manager
        wanted.reservedPorts = 1;
        compare(fabricSize(wanted), 8, 4, 0, 248, 256, 0);
        wanted.nodes = 32;
        QCOMPARE(fabricSize(wanted).switches[0], 16);
        wanted.reservedPorts = 63;
        refused(wanted, "A leaf of 64 ports with 63 ports reserved has no room for links down and "
                        "up at this oversubscription; reserve fewer ports.");
        wanted.reservedPorts = 200;
        QVERIFY(fabricSize(wanted).problem.find('-') == std::string::npos);
    }

    // What is kept free is no port of either side: 32 + 32 + 80 = 144.
    void manyReservedPortsLeaveTheRatioAsItIs() {
        FabricNeed wanted = need(FabricKind::FatTree, 1152, 1, 144);
        wanted.reservedPorts = 80;
        compare(fabricSize(wanted), 36, 8, 0, 1152, 1152, 0);
        QCOMPARE(fabricSize(wanted).firstUplink, 112);
        // 67 each way is a prime number of spines; 66 each way are 18 leaves still.
        wanted.reservedPorts = 10;
        compare(fabricSize(wanted), 18, 11, 0, 1152, 1188, 0);
        QCOMPARE(fabricSize(wanted).downlinks, 66);
        QCOMPARE(fabricSize(wanted).uplinks, 66);
    }

    // 86 down and 58 up would take 29 spines where 7 have the ports.
    void anAwkwardRatioBuysNoIdleSpines() {
        FabricNeed wanted = need(FabricKind::FatTree, 1344, 1, 144);
        wanted.oversubscription = 1.5;
        compare(fabricSize(wanted), 16, 7, 0, 1344, 896, 0);
        QCOMPARE(fabricSize(wanted).downlinks, 84);
        QCOMPARE(fabricSize(wanted).uplinks, 56);
        wanted.nodes = 100;
        wanted.tiers = 2;
        QCOMPARE(fabricSize(wanted).downlinks, 84);  // however small, so that growth moves no host
        wanted.leafDownlinks = 67;                   // 67 uplinks are prime; there are ports for 72
        QCOMPARE(fabricSize(wanted).uplinks, 48);
        wanted.oversubscription = 1.0;
        QCOMPARE(fabricSize(wanted).uplinks, 72);
    }
    void noShareOfSpinesIsMoreThanHalfIdle() {
        for (int radix = 4; radix <= 144; ++radix)
            for (const double x : {0.5, 1.0, 1.5, 2.0, 3.0, 7.0})
                for (const int reserved : {0, 1, 10}) {
                    FabricNeed wanted = need(FabricKind::FatTree, 0, 1, radix);
                    wanted.oversubscription = x;
                    wanted.reservedPorts = reserved;
                    wanted.tiers = 2;
                    for (wanted.nodes = radix; wanted.nodes < radix * radix; wanted.nodes *= 2) {
                        const FabricSize size = fabricSize(wanted);
                        if (!size.feasible) break;
                        const long long least = (size.leafSpineLinks + radix - 1) / radix;
                        const QString where = QString("%1 %2 %3 %4")
                                                  .arg(radix)
                                                  .arg(x)
                                                  .arg(reserved)
                                                  .arg(wanted.nodes);
                        QVERIFY2(size.switches[1] <= 2 * least, qPrintable(where));
                        QVERIFY2(size.uplinks % size.switches[1] == 0, qPrintable(where));
                        QVERIFY2(size.downlinks <= x * size.uplinks + 1e-9, qPrintable(where));
                        QVERIFY2(size.downlinks + size.uplinks + reserved <= radix,
                                 qPrintable(where));
                    }
                }
    }

    void downlinksCanBeForced() {
        FabricNeed wanted = need(FabricKind::FatTree, 360, 1, 144);
        wanted.leafDownlinks = 36;
        compare(fabricSize(wanted), 10, 3, 0, 360, 360, 0);
        wanted.leafDownlinks = 100;
        refused(wanted, "A leaf of 144 ports cannot have 100 downlinks and 100 uplinks with 0 "
                        "ports reserved; allow fewer downlinks or more oversubscription.");
    }

    void aDragonflyReachesEveryGroup() {
        const FabricSize size =
            fabricSize(need(FabricKind::DragonflyPlus, 4096, 1, 64));  // four groups of 1,024
        QCOMPARE(size.groups, 4);
        compare(size, 128, 128, 0, 4096, 4096, 4 * 3 / 2 * (1024 / 3));
        QVERIFY(fabricSize(need(FabricKind::DragonflyPlus, 1024LL * 1025, 1, 64)).feasible);
        refused(need(FabricKind::DragonflyPlus, 1024LL * 1025 + 1, 1, 64),
                "1,049,601 endpoints exceed the 1,049,600 that a dragonfly of radix 64 reach; "
                "choose a switch with more ports");
    }

    void endpointsBeyondTheRacksAreRoomForGrowth() {
        Hall hall = gb300Hall(8);
        Fabric fabric = hall.fabrics[compute];
        fabric.endpoints = 16 * 72;
        hall.fabrics.set(compute, fabric);
        const FabricRun run(hall);
        QCOMPARE(run.get(Fig::fabricEndpoints), 576.0);
        QCOMPARE(run.get(Fig::fabricHostLinks), 576.0);
        QCOMPARE(run.get(Fig::fabricLeaves), 16.0);
        QCOMPARE(run.get(Fig::fabricSpines), 8.0);
        QCOMPARE(run.get(Fig::fabricFreePorts), 576.0);
        fabric.endpoints = 100;  // fewer than there are: the racks count
        hall.fabrics.set(compute, fabric);
        QCOMPARE(FabricRun(hall).get(Fig::fabricLeaves), 8.0);
    }

    void oneSwitchTakesItsHostLinksAndItsShareWithIt() {
        const FabricRun full(gb300Hall(8));
        QCOMPARE(full.get(Fig::fabricBlast), 72.0);
        QCOMPARE(full.get(Fig::fabricBlastShare), 0.25);  // four spines
        QCOMPARE(FabricRun(gb300Hall(3)).get(Fig::fabricBlast), 54.0);
        Hall one = gb300Hall(2);
        Fabric fabric = one.fabrics[compute];
        fabric.tiers = 1;
        one.fabrics.set(compute, fabric);
        QCOMPARE(FabricRun(one).get(Fig::fabricBlast), 144.0);
        QCOMPARE(FabricRun(one).status(Fig::fabricBlastShare), Status::Absent);
    }

    // An 800G port as four links of 200G, one in every plane.
    void fourPlanesSplitEveryPort() {
        FabricNeed wanted = need(FabricKind::MultiPlane, 1024, 8, 512);
        wanted.planes = 4;
        compare(fabricSize(wanted), 4 * 32, 4 * 16, 0, 4 * 8192, 4 * 8192, 0);
        wanted.planes = 8;
        wanted.radix = 1024;
        compare(fabricSize(wanted), 8 * 16, 8 * 8, 0, 8 * 8192, 8 * 8192, 0);
    }

    void nothingNeedsNothing() {
        compare(fabricSize(need(FabricKind::FatTree, 0, 1, 64)), 0, 0, 0, 0, 0, 0);
    }

    void bundlesAddUpOnEverySwitch_data() {
        QTest::addColumn<int>("racks");
        QTest::addColumn<int>("kind");
        QTest::addColumn<int>("tiers");
        QTest::addRow("one unit") << 8 << 0 << 0;
        QTest::addRow("a unit and a bit") << 13 << 0 << 0;
        QTest::addRow("plain tree") << 13 << 1 << 0;
        QTest::addRow("two planes") << 16 << 2 << 0;
        QTest::addRow("three tiers") << 24 << 1 << 3;
        QTest::addRow("three tiers with a small pod") << 160 << 1 << 3;
        QTest::addRow("dragonfly") << 150 << 3 << 0;
        QTest::addRow("one switch") << 2 << 1 << 1;
    }
    void bundlesAddUpOnEverySwitch() {
        QFETCH(int, racks);
        QFETCH(int, kind);
        QFETCH(int, tiers);
        Hall hall = gb300Hall(racks);
        Fabric fabric = hall.fabrics[compute];
        fabric.kind = static_cast<FabricKind>(kind);
        fabric.tiers = tiers;
        fabric.planes = 2;
        hall.fabrics.set(compute, fabric);
        const FabricRun run(hall);
        const FabricPlan& plan = run.fabric();
        QCOMPARE(QString::fromStdString(plan.size.problem), QString());
        std::array<std::vector<int>, 3> ends;
        for (std::size_t t = 0; t < 3; ++t)
            ends[t].resize(static_cast<std::size_t>(plan.size.switches[t]));
        std::array<long long, 4> links{};
        std::vector<int> ofRack(hall.racks.size());
        for (const LinkBundle& bundle : plan.bundles) {
            QVERIFY(bundle.links > 0);
            links[static_cast<std::size_t>(bundle.kind)] += bundle.links;
            ends[static_cast<std::size_t>(upperTier(bundle.kind))].at(
                static_cast<std::size_t>(bundle.to)) += bundle.links;
            if (bundle.kind == LinkBundle::Kind::HostLeaf)
                ofRack.at(static_cast<std::size_t>(bundle.from)) += bundle.links;
            else
                ends[static_cast<std::size_t>(lowerTier(bundle.kind))].at(
                    static_cast<std::size_t>(bundle.from)) += bundle.links;
        }
        QCOMPARE(links[0], plan.size.hostLinks);
        QCOMPARE(links[1], plan.size.leafSpineLinks);
        QCOMPARE(links[2] + links[3], plan.size.spineCoreLinks);
        for (int i = 0; i < racks; ++i)
            QCOMPARE(ofRack[static_cast<std::size_t>(i)], 72 * plan.size.planes);
        long long used = 0;
        for (std::size_t t = 0; t < 3; ++t) {
            QVERIFY(ends[t] == plan.linkEnds[t]);
            for (int count : ends[t])
                QVERIFY2(count <= plan.size.radix, qPrintable(QString::number(count)));
            used += std::accumulate(ends[t].begin(), ends[t].end(), 0LL);
        }
        const long long ports =
            static_cast<long long>(plan.size.switches[0] + plan.size.switches[1] +
                                   plan.size.switches[2]) *
            plan.size.radix;
        QCOMPARE(plan.size.freePorts, ports - used);
    }

    void everyLeafHasTheSameLinksToEachSpine() {
        const FabricRun run(gb300Hall(16));
        for (const LinkBundle& bundle : run.fabric().bundles) {
            if (bundle.kind == LinkBundle::Kind::LeafSpine)
                QCOMPARE(bundle.links, 9);  // 72 uplinks over 8 spines
            if (bundle.kind == LinkBundle::Kind::HostLeaf) QVERIFY(bundle.links == 18);
        }
        QCOMPARE(run.get(Fig::fabricLeaves), 16.0);
        QCOMPARE(run.get(Fig::fabricSpines), 8.0);
        QCOMPARE(run.get(Fig::fabricCores), 0.0);
    }

    void addingARackChangesNoOtherHostLink() {
        Hall hall = gb300Hall(12);
        const auto linksOf = [](const Hall& changed, RawId rack) {
            const FabricRun run(changed);
            std::vector<std::pair<int, int>> out;
            for (const LinkBundle& bundle : run.fabric().bundles)
                if (bundle.kind == LinkBundle::Kind::HostLeaf && bundle.from == run.position(rack))
                    out.emplace_back(bundle.to, bundle.links);
            return out;
        };
        const auto before = linksOf(hall, firstRack + 9);
        QCOMPARE(before.size(), std::size_t{4});
        const Id<Rack> added{5};  // before all others in the table
        hall.racks.set(added, Rack{.name = "new", .part = parts::computeRack});
        hall.members.set({6}, Member{added, compute, 1, 6});
        QVERIFY(linksOf(hall, firstRack + 9) == before);
        hall.racks.erase({firstRack + 3});
        QVERIFY(linksOf(hall, firstRack + 9) == before);
    }

    void twoRacksOnOneSlotAreNamed() {
        Hall hall = gb300Hall(8);
        hall.racks.set({5}, Rack{.name = "new", .part = parts::computeRack});
        hall.members.set({6}, Member{{5}, compute, 0, 2});
        const FabricRun run(hall);
        QVERIFY(!run.fabric().size.feasible);
        QVERIFY(run.fabric().size.problem.find(
                    "hold the same slot 2 of unit 0; give one of them a free slot.") !=
                std::string::npos);
        QVERIFY(run.fabric().size.problem.find("R2") != std::string::npos);
    }

    void whatTheSwitchCannotDoIsSaid() {
        Hall hall = gb300Hall(8);
        Fabric fabric = hall.fabrics[compute];
        fabric.speed = 1600'000'000'000;
        hall.fabrics.set(compute, fabric);
        const FabricRun run(hall);
        QVERIFY(!run.fabric().size.feasible);
        QVERIFY(run.fabric().size.problem.find("q3400; choose a faster switch or slower links.") !=
                std::string::npos);
        QCOMPARE(run.status(Fig::fabricLeaves), Status::None);
        QCOMPARE(run.status(Fig::fabricSwitchPower), Status::None);
        QCOMPARE(run.get(Fig::fabricEndpoints), 576.0);
        fabric.speed = 0;
        fabric.switchPart = {};
        hall.fabrics.set(compute, fabric);
        QCOMPARE(QString::fromStdString(FabricRun(hall).fabric().size.problem),
                 QString("No switch is chosen for this fabric."));
    }

    void slowerLinksSplitThePorts() {
        Hall hall = gb300Hall(8);
        Fabric frontEnd;
        frontEnd.role = FabricRole::FrontEnd;
        frontEnd.switchPart = parts::ethernetSwitch;
        frontEnd.dualHomed = true;
        hall.fabrics.set({21}, frontEnd);
        for (int i = 0; i < 8; ++i)
            hall.members.set({30 + i}, Member{{firstRack + i}, {21}, 0, i});
        const FabricRun run(hall);
        QCOMPARE(run.fabric(1).size.radix, 128);
        QCOMPARE(run.fabric(1).linkSpeed, 400e9);
        QCOMPARE(run.get(Fig::fabricLeaves, 1), 6.0);
        QCOMPARE(run.get(Fig::fabricSpines, 1), 4.0);
        for (const LinkBundle& bundle :
             run.fabric(1).bundles)  // each node has one port on either leaf of a pair
            if (bundle.kind == LinkBundle::Kind::HostLeaf && bundle.from == 0)
                QVERIFY(bundle.to < 2 && bundle.links == 18);
    }

    void aBareFabricHasCountsWithoutRacks() {
        Hall hall = fabricParts();
        Fabric fabric = computeFabric();
        fabric.kind = FabricKind::FatTree;
        fabric.endpoints = 10368;
        hall.fabrics.set(compute, fabric);
        const FabricRun run(hall);
        QCOMPARE(run.get(Fig::fabricLeaves), 144.0);
        QCOMPARE(run.get(Fig::fabricCables), 20736.0);
        QCOMPARE(run.get(Fig::fabricTransceivers), 10368.0 + 15552.0);
        QCOMPARE(run.cables().unroutedLinks, 20736LL);
        QCOMPARE(run.status(Fig::fabricCableLength), Status::None);
    }
};

HALL_TEST(FabricSizeTest)
#include "fabric_size_test.moc"
