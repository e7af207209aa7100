#include "model/base/text.h"
#include "model/stages/fabric.h"

#include <cmath>

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
    long long leaves() const {
        if (need.kind == FabricKind::RailFatTree)
            return need.portsPerNode * ceilDiv(need.nodes, down);
        if (need.dualHomed) return 2 * ceilDiv(need.nodes * ((need.portsPerNode + 1) / 2), down);
        return ceilDiv(need.nodes * need.portsPerNode, down);
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

FabricSize twoTiers(FabricSize size, const FabricNeed& need, long long leaves) {
    const long long links = leaves * size.uplinks;
    const long long spines = spinesFor(links, size.uplinks, need.radix, need.spread);
    size.tiers = 2;
    size.switches = {static_cast<int>(leaves), static_cast<int>(spines), 0};
    size.leafSpineLinks = links;
    return size;
}

/// Pods of `half` leaves, each with as many spines as a leaf has uplinks; half of a spine faces the
/// cores. The last pod may be smaller and follows the divisor rule by itself.
FabricSize threeTiers(FabricSize size, const FabricNeed& need, long long leaves) {
    const long long half = need.radix / 2;
    const long long fullPods = leaves / half;
    const long long rest = leaves % half;
    long long spines = fullPods * size.uplinks;
    if (rest > 0) spines += spinesFor(rest * size.uplinks, size.uplinks, half, need.spread);
    size.tiers = 3;
    size.groups = static_cast<int>(fullPods + (rest > 0 ? 1 : 0));
    size.leafSpineLinks = size.spineCoreLinks = leaves * size.uplinks;
    size.switches = {static_cast<int>(leaves), static_cast<int>(spines),
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
    size.leafSpineLinks = groups * half * size.uplinks;
    size.spineCoreLinks = groups * (groups - 1) / 2 * (globalPorts / (groups - 1));
    return size;
}

}  // namespace

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

    // d = r·x/(x+1), u = r/(x+1): the most downlinks that keep the ratio, then as few uplinks as it
    // needs.
    const double x = need.oversubscription;
    const int reserved = std::max(0, need.reservedPorts);
    const int allDown = need.leafDownlinks > 0
                            ? need.leafDownlinks
                            : static_cast<int>(std::floor(need.radix * x / (x + 1.0) + 1e-9));
    const double up = std::ceil(allDown / x - 1e-9);
    const int down = need.leafDownlinks > 0 ? allDown : allDown - reserved;
    const std::string radix = std::to_string(need.radix);
    const bool oneSwitch = need.tiers <= 1 && fitsOneSwitch(need);
    if (need.tiers == 1 && !oneSwitch)
        return infeasible(
            size, tooMany(size.endpoints,
                          need.leafDownlinks > 0 ? need.leafDownlinks : need.radix - reserved,
                          "one switch of radix " + radix + " can", "allow two tiers"));
    if (!oneSwitch && (down < 1 || up < 1.0 ||
                       up + allDown > need.radix - (need.leafDownlinks > 0 ? reserved : 0)))
        return infeasible(size, "A leaf of " + radix + " ports cannot have " +
                                    std::to_string(down) + " downlinks and " +
                                    grouped(static_cast<long long>(std::min(up, 1e12))) +
                                    " uplinks with " + counted(reserved, "port") +
                                    " reserved; allow fewer downlinks or more oversubscription.");

    const int planes = size.planes;
    if (oneSwitch) {
        size.tiers = 1;
        size.downlinks = need.leafDownlinks > 0 ? need.leafDownlinks : need.radix - reserved;
        size.switches = {need.dualHomed ? 2 : 1, 0, 0};
    } else {
        size.downlinks = down;
        size.uplinks = static_cast<int>(up);
        const LeafRule rule{need, down};
        const long long leaves = rule.leaves();
        const long long half = need.radix / 2;
        if (need.kind == FabricKind::DragonflyPlus && size.endpoints > down * half) {
            size = dragonfly(size, need);
            if (!size.feasible) return size;
        } else if (need.tiers != 3 && leaves <= need.radix) {
            size = twoTiers(size, need, leaves);
        } else if (need.tiers == 2) {
            return infeasible(
                size, tooMany(size.endpoints, rule.reach(need.radix), "two tiers of radix " + radix,
                              "allow three tiers or choose a switch with more ports"));
        } else if (leaves <= need.radix * half) {
            size = threeTiers(size, need, leaves);
        } else {
            return infeasible(size, tooMany(size.endpoints, rule.reach(need.radix * half),
                                            "three tiers of radix " + radix,
                                            "choose a switch with more ports or slower links"));
        }
    }
    for (int& count : size.switches)
        count *= planes;
    size.hostLinks = size.endpoints * planes;
    size.leafSpineLinks *= planes;
    size.spineCoreLinks *= planes;
    long long ports = 0;
    for (int count : size.switches)
        ports += static_cast<long long>(count) * need.radix;
    size.freePorts = ports - size.hostLinks - 2 * (size.leafSpineLinks + size.spineCoreLinks);
    return size;
}

}  // namespace hallwright
