#include "model/stages/fabric_groups.h"

#include "tests/support/test.h"

using namespace hallwright;

/// Spine-leaf groups with a core above them, and ratios at the spine.
class FabricGroupsTest : public QObject {
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
    // Units of 64 systems of 8 ports on 144-port switches, eight leaves each: 64 of 72 downlinks
    // would be used, so leaves are wired 64 down and 64 up, and a core joins the units.
    void unitsAreGroupsOfTheirOwn() {
        FabricNeed wanted = need(FabricKind::RailFatTree, 256, 8, 144);
        wanted.groupBy = FabricGroup::Unit;
        wanted.nodesPerUnit = 64;
        FabricSize size = fabricSize(wanted);
        // Without a given number of leaves: as many as needed, with all the uplinks of a full leaf.
        // 576 uplinks of a unit take 8 spines of 72; half of a spine faces the core.
        compare(size, 32, 32, 16, 2048, 2304, 2304);
        QCOMPARE(size.tiers, 3);
        QCOMPARE(size.groups, 4);
        QCOMPARE(size.leavesPerGroup, 8);
        QCOMPARE(size.spinesPerGroup, 8);
        QCOMPARE(size.firstUplink, 72);
        QCOMPARE(size.spineFirstUplink, 72);
        wanted.leavesPerGroup = 16;  // twice what a unit needs: 32 down and 32 up each
        size = fabricSize(wanted);
        QCOMPARE(size.downlinks, 32);
        QCOMPARE(size.uplinks, 32);
        compare(size, 64, 32, 15, 2048, 2048, 2048);
        wanted.leavesPerGroup = 4;
        refused(wanted, "A scalable unit needs at least 8 leaves, not 4; allow more leaves in a "
                        "group.");
        wanted.leavesPerGroup = 12;
        refused(wanted, "The leaves of a group must be a multiple of 8, as they are added "
                        "together.");
        wanted.leavesPerGroup = 0;
        wanted.tiers = 2;
        refused(wanted, "4 groups with two tiers are islands; allow three tiers.");
        wanted.nodes = 64;
        compare(fabricSize(wanted), 8, 4, 0, 512, 576, 0);
    }

    void railsAreGroupsWithOrWithoutACore() {
        FabricNeed wanted = need(FabricKind::RailFatTree, 144, 4, 144);
        wanted.groupBy = FabricGroup::Rail;
        FabricSize size = fabricSize(wanted);  // two leaves and two spines a rail, 36 each way
        compare(size, 8, 8, 4, 576, 576, 576);
        QCOMPARE(size.groups, 4);
        QCOMPARE(size.leavesPerGroup, 2);
        wanted.tiers = 2;  // rails alone: one spine carries both leaves
        compare(fabricSize(wanted), 8, 4, 0, 576, 576, 0);
        wanted.leavesPerGroup = 3;  // room for a third block of nodes
        compare(fabricSize(wanted), 12, 8, 0, 576, 864, 0);
        wanted.kind = FabricKind::FatTree;
        refused(wanted, "Only a rail-optimised fabric has rails to group by.");
    }

    void aSwitchKnowsItsGroup() {
        FabricSize size;
        size.planes = 2;
        size.groups = 3;
        size.leavesPerGroup = 4;
        size.spinesPerGroup = 2;
        const auto group = [&](FabricGroup by, Tier tier, int number) {
            return groupOf(size, by, tier, number);
        };
        // Leaves 0, 2, 4, 6 of plane 1 and 1, 3, 5, 7 of plane 2 are the first group.
        QCOMPARE(group(FabricGroup::Unit, Tier::Leaf, 7), 0);
        QCOMPARE(group(FabricGroup::Unit, Tier::Leaf, 8), 1);
        QCOMPARE(group(FabricGroup::None, Tier::Leaf, 23), 2);
        QCOMPARE(group(FabricGroup::Unit, Tier::Spine, 3), 0);
        QCOMPARE(group(FabricGroup::Unit, Tier::Spine, 4), 1);
        QCOMPARE(group(FabricGroup::Unit, Tier::Core, 4), -1);
        // Leaves of rails take turns, their spines do not.
        QCOMPARE(group(FabricGroup::Rail, Tier::Leaf, 2), 1);
        QCOMPARE(group(FabricGroup::Rail, Tier::Leaf, 6), 0);
        QCOMPARE(group(FabricGroup::Rail, Tier::Spine, 11), 2);
        size.groups = 1;
        QCOMPARE(group(FabricGroup::Unit, Tier::Leaf, 8), -1);
    }

    void podsOfSoManyLeavesAndSpines() {
        FabricNeed wanted = need(FabricKind::FatTree, 2000, 1, 64);
        wanted.leavesPerGroup = 16;
        wanted.spinesPerGroup = 16;
        wanted.spineOversubscription = 3.0;
        const FabricSize size = fabricSize(wanted);
        QCOMPARE(size.groups, 4);  // 63 leaves are needed, 64 are built
        // A spine has 32 down and 11 up: 4 × 16 × 11 links, 64 to a core.
        compare(size, 64, 64, 11, 2000, 2048, 704);
        QCOMPARE(size.spineFirstUplink, 48);
        wanted.spinesPerGroup = 8;
        refused(wanted, "8 spines of 48 ports to the leaves cannot carry the 512 uplinks of a "
                        "group; allow more spines in a group.");
        wanted.kind = FabricKind::DragonflyPlus;
        refused(wanted, "A dragonfly has groups of its own; leave the grouping out.");
    }

    // Exact means that every leaf has the same number of links to every spine of its group.
    void spinesThatDoNotDivideTheUplinksAreRefused() {
        FabricNeed wanted = need(FabricKind::FatTree, 256, 9, 144);
        wanted.groupBy = FabricGroup::Unit;
        wanted.nodesPerUnit = 64;
        wanted.leavesPerGroup = 12;  // 48 down and 48 up each
        wanted.spinesPerGroup = 9;
        refused(wanted, "9 spines of a group do not divide the 48 uplinks of a leaf; take 8 or 12, "
                        "or allow a spread that is even within one link.");
        wanted.spinesPerGroup = 64;
        refused(wanted, "64 spines of a group do not divide the 48 uplinks of a leaf; take 48, or "
                        "allow a spread that is even within one link.");
        wanted.spread = EvenSpread::WithinOne;
        wanted.spinesPerGroup = 9;
        compare(fabricSize(wanted), 48, 36, 16, 2304, 2304, 2304);
        wanted.spread = EvenSpread::Exact;
        wanted.spinesPerGroup = 8;
        compare(fabricSize(wanted), 48, 32, 16, 2304, 2304, 2304);
        wanted.leavesPerGroup = 100;  // a spine has 72 ports to them
        wanted.spinesPerGroup = 0;
        refused(wanted, "100 leaves of a group exceed the 72 ports of a spine to the leaves; "
                        "choose smaller groups, or allow a spread that is even within one link.");
    }

    void spinesMayHaveFewerLinksUpThanDown() {
        FabricNeed wanted = need(FabricKind::FatTree, 4096, 1, 64);
        wanted.spineOversubscription = 3.0;  // 48 down, 16 up: pods of 48 leaves
        const FabricSize size = fabricSize(wanted);
        QCOMPARE(size.leavesPerGroup, 48);
        QCOMPARE(size.groups, 3);
        // Two full pods of 32 spines with 16 up, and 32 leaves with 32 spines of 32 down, 11 up.
        compare(size, 128, 96, 22, 4096, 4096, 2 * 32 * 16 + 32 * 11);
        wanted.spineOversubscription = 0.0;
        refused(wanted, "Oversubscription of spines must be above 0; 1 is non-blocking.");
    }
};

HALL_TEST(FabricGroupsTest)
#include "fabric_groups_test.moc"
