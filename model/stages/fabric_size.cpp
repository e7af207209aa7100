#include "model/base/text.h"
#include "model/stages/fabric.h"

#include <cmath>
#include <optional>

namespace hallwright {

namespace {

long long ceilDiv(long long a, long long b) { return (a + b - 1) / b; }

/// The divisor rule: with spines that divide the uplinks of a leaf, every leaf has the same number
/// of links to each of them. 4 and 8 units of DGX B300 take 18 and 36 spines for that reason, not
/// 16 and 32.
long long spinesFor(long long links, int uplinks, long long portsPerSpine, EvenSpread spread) {
    const long long least = std::max(1LL, ceilDiv(links, portsPerSpine));
    if (spread == EvenSpread::WithinOne) return least;
    for (long long s = least; s < uplinks; ++s)
        if (uplinks % s == 0) return s;
    return std::max<long long>(least, uplinks);
}

FabricSize infeasible(FabricSize size, std::string problem) {
    size.switches = {};
    size.hostLinks = size.leafSpineLinks = size.spineCoreLinks = size.freePorts = 0;
    size.feasible = false;
    size.problem = std::move(problem);
    return size;
}

/// Leaves of one plane: rail by rail, pair by pair, or just enough.
struct LeafRule {
    const FabricNeed& need;
    int down;

    /// Leaves that are added together: one for each rail, two of a pair.
    int together() const {
        if (need.kind == FabricKind::RailFatTree) return need.portsPerNode;
        return need.dualHomed ? 2 : 1;
    }
    /// Endpoints that one such set of leaves takes.
    long long perSet() const { return static_cast<long long>(together()) * down; }
    /// Ports of a node at one leaf of such a set.
    long long perNode() const {
        if (need.kind == FabricKind::RailFatTree) return 1;
        return need.dualHomed ? (need.portsPerNode + 1) / 2 : need.portsPerNode;
    }
    long long leaves() const { return together() * ceilDiv(need.nodes * perNode(), down); }
    /// The least downlinks with which so many leaves take all endpoints.
    long long leastDown(long long leaves) const {
        return ceilDiv(need.nodes * perNode(), std::max(1LL, leaves / together()));
    }
    /// The most endpoints that so many leaves can take.
    long long reach(long long leaves) const { return leaves / together() * perSet(); }
};

std::string tooMany(long long endpoints, long long reach, std::string_view what,
                    std::string_view help) {
    return grouped(endpoints) + " endpoints exceed the " + grouped(reach) + " that " +
           std::string(what) + " reach; " + std::string(help);
}

/// One switch per plane, or a pair of them where nodes are dual-homed.
bool fitsOneSwitch(const FabricNeed& need) {
    const long long perSwitch = need.dualHomed ? need.nodes * ((need.portsPerNode + 1) / 2)
                                               : need.nodes * need.portsPerNode;
    return perSwitch <=
           (need.leafDownlinks > 0 ? need.leafDownlinks : need.radix - need.reservedPorts);
}

/// Ports of a leaf.
struct LeafPorts {
    int down = 0, up = 0;
};

int freePortsOfLeaf(const FabricNeed& need) { return need.radix - std::max(0, need.reservedPorts); }

/// As few uplinks as the ratio allows.
int leastUplinks(int down, double oversubscription) {
    return static_cast<int>(std::min(1e9, std::ceil(down / oversubscription - 1e-9)));
}

/// Whether the divisor rule never takes more than twice the spines that have the ports, however
/// many leaves there are. 32, 64 and 72 uplinks do; 58 would take 29 spines in place of 3.
bool dividesWell(int uplinks) {
    int below = 0;
    for (int divisor = 1; divisor <= uplinks; ++divisor) {
        if (uplinks % divisor != 0) continue;
        if (divisor > 2 * (below + 1)) return false;
        below = divisor;
    }
    return true;
}

/// The least uplinks that divide well, where a leaf has the ports for them; else none.
std::optional<int> goodUplinks(const FabricNeed& need, int down) {
    for (int up = leastUplinks(down, need.oversubscription); up + down <= freePortsOfLeaf(need);
         ++up)
        if (dividesWell(up)) return up;
    return std::nullopt;
}

/// d = ⌊f·x/(x+1)⌋, u = ⌈d/x⌉ of the f ports that are not reserved: the most downlinks that keep
/// the ratio, then as few uplinks as it needs. Where those divide badly, the next that divide well:
/// more uplinks if there are ports, else fewer downlinks. Never by the number of leaves, so that a
/// fabric that grows keeps its host links.
LeafPorts leafPorts(const FabricNeed& need) {
    const double x = need.oversubscription;
    const bool given = need.leafDownlinks > 0;
    const int down = given ? need.leafDownlinks
                           : std::max(0, static_cast<int>(std::floor(
                                             freePortsOfLeaf(need) * x / (x + 1.0) + 1e-9)));
    const LeafPorts plain{down, leastUplinks(down, x)};
    // A dragonfly has one spine for every uplink, groups may have as many as they are given.
    if (need.spread != EvenSpread::Exact || need.spinesPerGroup > 0 ||
        need.kind == FabricKind::DragonflyPlus)
        return plain;
    for (int fewer = down; fewer >= (given ? down : 1); --fewer)
        if (const std::optional<int> up = goodUplinks(need, fewer)) return {fewer, *up};
    return plain;
}

FabricSize twoTiers(FabricSize size, const FabricNeed& need, long long leaves) {
    const long long links = leaves * size.uplinks;
    const long long spines = spinesFor(links, size.uplinks, need.radix, need.spread);
    size.tiers = 2;
    size.switches = {static_cast<int>(leaves), static_cast<int>(spines), 0};
    size.leafSpineLinks = links;
    return size;
}

/// Links up of all spines of a pod, over which its links down are spread as evenly as can be.
long long podUplinks(long long links, long long spines, double oversubscription) {
    const long long more = links % spines;
    const int down = static_cast<int>(links / spines);
    return more * spineUplinks(down + 1, oversubscription) +
           (spines - more) * spineUplinks(down, oversubscription);
}

/// Pods of as many leaves as a spine has links down, each with as many spines as a leaf has
/// uplinks. The last pod may be smaller and follows the divisor rule by itself.
/// With r ports and 1:1, r/2 leaves a pod and r²/2 leaves in all: N = r³/4, the k-ary fat tree.
FabricSize threeTiers(FabricSize size, const FabricNeed& need, long long leaves) {
    const long long podLeaves = spineDownlinks(need);
    const long long fullPods = leaves / podLeaves;
    const long long rest = leaves % podLeaves;
    const double ratio = need.spineOversubscription;
    long long spines = fullPods * size.uplinks;
    long long up =
        fullPods > 0 ? fullPods * podUplinks(podLeaves * size.uplinks, size.uplinks, ratio) : 0;
    if (rest > 0) {
        const long long last = spinesFor(rest * size.uplinks, size.uplinks, podLeaves, need.spread);
        spines += last;
        up += podUplinks(rest * size.uplinks, last, ratio);
    }
    size.tiers = 3;
    size.groups = static_cast<int>(fullPods + (rest > 0 ? 1 : 0));
    size.leavesPerGroup = static_cast<int>(podLeaves);
    size.spinesPerGroup = size.uplinks;
    size.spineFirstUplink = static_cast<int>(podLeaves);
    size.leafSpineLinks = leaves * size.uplinks;
    size.spineCoreLinks = up;
    size.switches = {static_cast<int>(leaves), static_cast<int>(spines),
                     static_cast<int>(ceilDiv(up, need.radix))};
    return size;
}

/// Leaves of a group, and how many groups there are.
struct Grouping {
    long long leaves = 0;
    long long groups = 0;
    std::string problem;
};

/// By unit each group takes the endpoints of one unit; by rail the leaves of one rail; else pods of
/// so many leaves. Where a unit is given more leaves than it needs, they share its endpoints.
Grouping grouping(FabricSize& size, const FabricNeed& need) {
    const long long given = need.leavesPerGroup;
    const auto tooFew = [&](std::string_view what, long long needs) {
        return Grouping{0, 0,
                        std::string(what) + " needs at least " + grouped(needs) + " leaves, not " +
                            grouped(given) + "; allow more leaves in a group."};
    };
    if (need.groupBy == FabricGroup::Rail) {
        if (need.kind != FabricKind::RailFatTree)
            return {0, 0, "Only a rail-optimised fabric has rails to group by."};
        const long long needs = ceilDiv(need.nodes, size.downlinks);
        if (given > 0 && given < needs) return tooFew("A rail", needs);
        return {std::max(given, needs), need.portsPerNode, {}};
    }
    if (need.groupBy == FabricGroup::Unit && need.nodesPerUnit > 0) {
        FabricNeed unit = need;
        unit.nodes = need.nodesPerUnit;
        const int together = LeafRule{unit, size.downlinks}.together();
        const long long needs = LeafRule{unit, size.downlinks}.leaves();
        if (given > 0 && given < needs) return tooFew("A scalable unit", needs);
        if (given > 0 && given % together != 0)
            return {0, 0,
                    "The leaves of a group must be a multiple of " + std::to_string(together) +
                        ", as they are added together."};
        if (given > needs && need.leafDownlinks == 0) {
            size.downlinks = static_cast<int>(LeafRule{unit, 1}.leastDown(given));
            size.uplinks = leastUplinks(size.downlinks, need.oversubscription);
            if (need.spread == EvenSpread::Exact && need.spinesPerGroup == 0)
                size.uplinks = goodUplinks(need, size.downlinks).value_or(size.uplinks);
        }
        return {given > 0 ? given : needs, ceilDiv(need.nodes, need.nodesPerUnit), {}};
    }
    if (given == 0)
        return {0, 0,
                "Without racks there are no units to group by; say how many leaves a group "
                "has."};
    const long long leaves = LeafRule{need, size.downlinks}.leaves();
    return {given, ceilDiv(leaves, given), {}};
}

/// Why every leaf of a group cannot have the same number of links to every spine of it; else empty.
std::string uneven(const FabricSize& size, const FabricNeed& need, long long leaves,
                   long long spines, int portsPerSpine) {
    if (need.spread != EvenSpread::Exact || size.uplinks % spines == 0) return {};
    const std::string otherwise = "or allow a spread that is even within one link.";
    if (leaves > portsPerSpine)
        return grouped(leaves) + " leaves of a group exceed the " +
               counted(portsPerSpine, "port") +
               " of a spine to the leaves; choose smaller groups, " + otherwise;
    const long long least = ceilDiv(leaves * size.uplinks, portsPerSpine);
    std::string better;
    long long below = 0, above = 0;
    for (long long divisor = least; divisor <= size.uplinks; ++divisor) {
        if (size.uplinks % divisor != 0) continue;
        (divisor < spines ? below : above) = divisor;
        if (above > 0) break;
    }
    for (const long long divisor : {below, above})
        if (divisor > 0) better += (better.empty() ? "" : " or ") + grouped(divisor);
    return counted(spines, "spine") + " of a group do not divide the " + grouped(size.uplinks) +
           " uplinks of a leaf; take " + better + ", " + otherwise;
}

/// Groups of leaves with spines of their own, all built alike even where the last is used in part,
/// and a core above. Rails may do without a core: traffic between them goes through the nodes.
FabricSize inGroups(FabricSize size, const FabricNeed& need) {
    const Grouping by = grouping(size, need);
    if (!by.problem.empty()) return infeasible(size, by.problem);
    const bool core = need.tiers == 3 || (by.groups > 1 && need.tiers == 0);
    if (!core && by.groups > 1 && need.groupBy != FabricGroup::Rail)
        return infeasible(size, counted(by.groups, "group") +
                                    " with two tiers are islands; allow three tiers.");
    if (core && by.groups > need.radix)
        return infeasible(size, counted(by.groups, "group") + " exceed the " +
                                    std::to_string(need.radix) +
                                    " ports of a core switch; allow larger groups.");
    const int most = core ? spineDownlinks(need) : need.radix;
    const long long links = by.leaves * size.uplinks;
    if (by.leaves > 1'000'000 || by.groups * by.leaves > 100'000'000)
        return infeasible(size, "More leaves than any fabric has; check the leaves of a group.");
    const long long spines = need.spinesPerGroup > 0
                                 ? need.spinesPerGroup
                                 : spinesFor(links, size.uplinks, most, need.spread);
    if (ceilDiv(links, spines) > most || spines > links)
        return infeasible(size, counted(spines, "spine") + " of " + counted(most, "port") +
                                    " to the leaves cannot carry the " + grouped(links) +
                                    " uplinks of a group; " +
                                    (spines > links ? "take fewer" : "allow more") +
                                    " spines in a group.");
    if (std::string problem = uneven(size, need, by.leaves, spines, most); !problem.empty())
        return infeasible(size, std::move(problem));
    size.tiers = core ? 3 : 2;
    size.groups = static_cast<int>(by.groups);
    size.leavesPerGroup = static_cast<int>(by.leaves);
    size.spinesPerGroup = static_cast<int>(spines);
    size.leafSpineLinks = by.groups * links;
    if (core) {
        size.spineFirstUplink = most;
        size.spineCoreLinks = by.groups * podUplinks(links, spines, need.spineOversubscription);
    }
    size.switches = {static_cast<int>(by.groups * by.leaves), static_cast<int>(by.groups * spines),
                     static_cast<int>(ceilDiv(size.spineCoreLinks, need.radix))};
    return size;
}

/// Dragonfly+: groups of leaves and spines that are built full; the spines carry the global links,
/// the same number to every other group.
FabricSize dragonfly(FabricSize size, const FabricNeed& need) {
    const long long half = need.radix / 2;
    const long long globalPorts = static_cast<long long>(size.uplinks) * half;
    const long long perGroup = half * size.downlinks;
    const long long groups = ceilDiv(size.endpoints, perGroup);
    const std::string radix = std::to_string(need.radix);
    if (groups > globalPorts + 1)
        return infeasible(size, tooMany(size.endpoints, (globalPorts + 1) * perGroup,
                                        "a dragonfly of radix " + radix,
                                        "choose a switch with more ports"));
    size.tiers = 2;
    size.groups = static_cast<int>(groups);
    size.switches = {static_cast<int>(groups * half), static_cast<int>(groups * size.uplinks), 0};
    size.leavesPerGroup = static_cast<int>(half);
    size.spinesPerGroup = size.uplinks;
    size.spineFirstUplink = static_cast<int>(half);
    size.leafSpineLinks = groups * half * size.uplinks;
    size.spineCoreLinks = groups * (groups - 1) / 2 * (globalPorts / (groups - 1));
    return size;
}

}  // namespace

int spineDownlinks(const FabricNeed& need) {
    const double ratio = need.spineOversubscription;
    return std::max(1, static_cast<int>(std::floor(need.radix * ratio / (ratio + 1.0) + 1e-9)));
}

int spineUplinks(int downlinks, double oversubscription) {
    return static_cast<int>(std::ceil(downlinks / oversubscription - 1e-9));
}

FabricNeed fabricNeed(const Fabric& fabric, long long nodes, int portsPerNode, int nodesPerRack,
                      int radix) {
    const bool bare = nodes == 0;
    const int ports = bare ? 1 : std::max(1, portsPerNode);
    FabricNeed need;
    need.kind = fabric.kind;
    need.nodes = std::max(nodes, ceilDiv(std::max(0, fabric.endpoints), ports));
    need.portsPerNode = bare ? 1 : portsPerNode;
    need.radix = radix;
    need.oversubscription = fabric.oversubscription;
    need.leafDownlinks = fabric.leafDownlinks;
    need.reservedPorts = fabric.reservedPorts;
    need.planes = fabric.planes;
    need.tiers = fabric.tiers;
    // Rails and planes are ways of homing of their own.
    need.dualHomed = fabric.dualHomed && fabric.kind == FabricKind::FatTree && !bare;
    need.spread = fabric.spread;
    need.groupBy = fabric.groupBy;
    need.nodesPerUnit = bare ? 0 : static_cast<long long>(std::max(1, fabric.unit)) * nodesPerRack;
    need.leavesPerGroup = std::max(0, fabric.leavesPerGroup);
    need.spinesPerGroup = std::max(0, fabric.spinesPerGroup);
    need.spineOversubscription = fabric.spineOversubscription;
    return need;
}

FabricSize fabricSize(const FabricNeed& asked) {
    FabricNeed need = asked;
    if (need.kind != FabricKind::FatTree)
        need.dualHomed = false;  // rails and planes are ways of homing of their own
    FabricSize size;
    size.radix = need.radix;
    size.planes = need.kind == FabricKind::MultiPlane ? std::max(1, need.planes) : 1;
    size.rails = need.kind == FabricKind::RailFatTree ? std::max(1, need.portsPerNode) : 1;
    if (need.nodes <= 0 || need.portsPerNode <= 0) return size;
    constexpr long long mostNodes = 1LL << 40;  // keeps every product below in 64 bits
    if (need.nodes > mostNodes || need.portsPerNode > 1024)
        return infeasible(
            size, "More nodes or ports than any fabric has; check units and slots of the racks.");
    size.endpoints = need.nodes * need.portsPerNode;
    if (need.radix < 2)
        return infeasible(
            size,
            "The switch has no ports at the speed of the links; choose another switch or speed.");
    if (!(need.oversubscription > 0.0))
        return infeasible(size, "Oversubscription must be above 0; 1 is non-blocking.");
    if (need.dualHomed && need.portsPerNode < 2)
        return infeasible(size, "Nodes with one port cannot be dual-homed; choose single homing.");

    if (!(need.spineOversubscription > 0.0))
        return infeasible(size, "Oversubscription of spines must be above 0; 1 is non-blocking.");
    if (need.isGrouped() && need.kind == FabricKind::DragonflyPlus)
        return infeasible(size, "A dragonfly has groups of its own; leave the grouping out.");

    const int reserved = std::max(0, need.reservedPorts);
    const LeafPorts ports = leafPorts(need);
    const std::string radix = std::to_string(need.radix);
    const bool oneSwitch =
        (need.tiers == 1 || (need.tiers <= 0 && !need.isGrouped())) && fitsOneSwitch(need);
    if (need.tiers == 1 && !oneSwitch)
        return infeasible(
            size, tooMany(size.endpoints,
                          need.leafDownlinks > 0 ? need.leafDownlinks : need.radix - reserved,
                          "one switch of radix " + radix + " can", "allow two tiers"));
    if (!oneSwitch && need.leafDownlinks == 0 && (ports.down < 1 || ports.up < 1))
        return infeasible(size, "A leaf of " + radix + " ports with " +
                                    counted(reserved, "port") +
                                    " reserved has no room for links down and up at this "
                                    "oversubscription; reserve fewer ports.");
    if (!oneSwitch && ports.down + ports.up + static_cast<long long>(reserved) > need.radix)
        return infeasible(size, "A leaf of " + radix + " ports cannot have " +
                                    counted(ports.down, "downlink") + " and " +
                                    counted(ports.up, "uplink") + " with " +
                                    counted(reserved, "port") +
                                    " reserved; allow fewer downlinks or more oversubscription.");

    const int planes = size.planes;
    if (oneSwitch) {
        size.tiers = 1;
        size.downlinks = need.leafDownlinks > 0 ? need.leafDownlinks : need.radix - reserved;
        size.switches = {need.dualHomed ? 2 : 1, 0, 0};
    } else {
        size.downlinks = ports.down;
        size.uplinks = ports.up;
        const LeafRule rule{need, ports.down};
        const long long leaves = rule.leaves();
        const long long half = need.radix / 2;
        const long long most = static_cast<long long>(need.radix) * spineDownlinks(need);
        if (need.isGrouped()) {
            size = inGroups(size, need);
            if (!size.feasible) return size;
        } else if (need.kind == FabricKind::DragonflyPlus && size.endpoints > ports.down * half) {
            size = dragonfly(size, need);
            if (!size.feasible) return size;
        } else if (need.tiers != 3 && leaves <= need.radix) {
            size = twoTiers(size, need, leaves);
        } else if (need.tiers == 2) {
            return infeasible(
                size, tooMany(size.endpoints, rule.reach(need.radix), "two tiers of radix " + radix,
                              "allow three tiers or choose a switch with more ports"));
        } else if (leaves <= most) {
            size = threeTiers(size, need, leaves);
        } else {
            return infeasible(size, tooMany(size.endpoints, rule.reach(most),
                                            "three tiers of radix " + radix,
                                            "choose a switch with more ports or slower links"));
        }
    }
    size.firstUplink = size.downlinks + reserved;
    for (int& count : size.switches)
        count *= planes;
    size.hostLinks = size.endpoints * planes;
    size.leafSpineLinks *= planes;
    size.spineCoreLinks *= planes;
    long long all = 0;
    for (int count : size.switches)
        all += static_cast<long long>(count) * need.radix;
    size.freePorts = all - size.hostLinks - 2 * (size.leafSpineLinks + size.spineCoreLinks);
    return size;
}

}  // namespace hallwright
