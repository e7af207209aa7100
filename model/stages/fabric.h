#pragma once

#include "model/figures/evaluation.h"

#include <algorithm>
#include <array>

namespace hallwright {

/// Counts of one fabric's recipe.
struct FabricSize {
    long long endpoints = 0;  ///< ports of all nodes; each has one link in every plane
    int rails = 1;
    int radix = 0;      ///< links a switch takes at the fabric's speed
    int downlinks = 0;  ///< of a leaf
    int uplinks = 0;    ///< of a leaf; 0 where there is no spine
    int tiers = 0;      ///< built: 1, 2 or 3
    int planes = 1;
    int groups = 1;  ///< of a plane: groups of a dragonfly, pods of three tiers, or as asked for
    int leavesPerGroup = 0, spinesPerGroup = 0;  ///< of a full group; 0 where there are no groups
    int firstUplink = 0;                         ///< port of a leaf where its uplinks begin
    int spineFirstUplink = 0;       ///< port of a spine where its own begin; 0 without any
    std::array<int, 3> switches{};  ///< leaf, spine, core; all planes
    long long hostLinks = 0, leafSpineLinks = 0;
    long long spineCoreLinks = 0;  ///< of a dragonfly: its global links, spine to spine
    long long freePorts = 0;
    bool feasible = true;
    std::string problem;  ///< why not, and what would help
};

/// What a recipe asks for: the numbers, without hall or parts.
struct FabricNeed {
    FabricKind kind = FabricKind::FatTree;
    long long nodes = 0;   ///< nodes with equal ports, or bare endpoints when portsPerNode is 1
    int portsPerNode = 1;  ///< rails of a rail-optimised fabric
    int radix = 0;         ///< at the speed of a link of one plane
    double oversubscription = 1.0;
    int leafDownlinks = 0;
    int reservedPorts = 0;  ///< taken from the downlinks, as for a fabric manager
    int planes = 1;
    int tiers = 0;
    bool dualHomed = false;  ///< leaves in pairs, half of a node's ports on each leaf of a pair;
                             ///< plain fat trees only
    EvenSpread spread = EvenSpread::Exact;
    FabricGroup groupBy = FabricGroup::None;
    long long nodesPerUnit = 0;  ///< room of a scalable unit; 0: without racks there is none
    int leavesPerGroup = 0, spinesPerGroup = 0;  ///< 0: as many as needed
    double spineOversubscription = 1.0;

    /// With groups of leaves and spines of its own choice.
    bool isGrouped() const { return groupBy != FabricGroup::None || leavesPerGroup > 0; }
};

/// The need of a recipe for so many nodes, at least for the ends it keeps room for. Of a bare
/// fabric, without nodes: for its ends.
FabricNeed fabricNeed(const Fabric& fabric, long long nodes, int portsPerNode, int nodesPerRack,
                      int radix);

/// Sizes a fabric: divisor rule and rail rule. Reproduces the tables of the DGX SuperPOD reference
/// architectures.
FabricSize fabricSize(const FabricNeed& need);

/// Where the nodes of a rack plug in. Links are never objects: a bundle is all links between two
/// places.
struct LinkBundle {
    enum class Kind : std::uint8_t {
        HostLeaf,
        LeafSpine,
        SpineCore,
        SpineSpine
    } kind = Kind::HostLeaf;
    std::int32_t from = 0;  ///< HostLeaf: position of the rack; else number of the lower switch
    std::int32_t to = 0;    ///< number of the upper switch, in its tier; SpineSpine: other spine
    std::int32_t links = 0;
    // Link i of the bundle ends at port fromPort + i·fromStep below and toPort + i·toStep above.
    // A host's ports are counted through its rack: node × ports of a node + port.
    std::int32_t fromPort = 0, fromStep = 1;
    std::int32_t toPort = 0, toStep = 1;

    bool operator==(const LinkBundle&) const = default;
};
/// Most links down of a spine that has links up too.
int spineDownlinks(const FabricNeed& need);
/// Links up of a spine with so many links down.
int spineUplinks(int downlinks, double oversubscription);

/// A position that bundles and links keep in 32 bits.
inline std::size_t asIndex(std::int32_t position) { return static_cast<std::size_t>(position); }

/// Plane of a switch: switches of a tier are numbered round the planes, so that a plane that grows
/// renames no switch of another.
inline int planeOf(const FabricSize& size, std::int32_t number) {
    return number % std::max(1, size.planes);
}

/// Tier of the switches that `from` and `to` number; `from` of a host link is a rack instead.
Tier lowerTier(LinkBundle::Kind kind);
Tier upperTier(LinkBundle::Kind kind);

/// One fabric, expanded: bundles of links, and the rack of every switch.
/// The ends of a bare fabric stand in no rack and have no bundle.
struct FabricPlan {
    RawId fabric = 0;
    FabricSize size;
    double linkSpeed = 0.0;           ///< bit/s
    std::vector<LinkBundle> bundles;  ///< host-leaf, then leaf-spine, then spine-core
    std::array<std::vector<std::int32_t>, 3>
        switchRack;  ///< position of the rack of each switch by tier; -1: none
    std::array<std::vector<std::int32_t>, 3>
        switchU;  ///< lowest U of each switch by tier; 0: stands nowhere
    std::array<std::vector<std::int32_t>, 3> linkEnds;  ///< links that end at each switch by tier
    std::vector<std::int32_t> hostPorts;  ///< by rack position: ports of a node; 0: no member
};

struct FabricPlans {
    std::vector<FabricPlan> plans;  ///< by position of the fabric
};

/// Position of the rack where the lower or upper end of a bundle is; -1: none.
std::int32_t lowerRack(const FabricPlan& plan, const LinkBundle& bundle);
std::int32_t upperRack(const FabricPlan& plan, const LinkBundle& bundle);

/// Properties of a node that a fabric of this role uses.
struct PortProperties {
    Property ports, speed, cage;
};
PortProperties portProperties(FabricRole role);

/// Links that one switch of a fabric takes at a link speed: in every cage as many as its ports
/// split into, and no more than the module in it serves. NaN where the switch does not say.
double switchRadix(const Slots& in, const Fabric& fabric, double linkSpeed);

/// One fabric of a hall alone, without figures: for changes and steps of growth.
FabricPlan fabricPlan(const Hall& hall, const Slots& in, const RowIndex& rows, Id<Fabric> id);

/// Stage 1.
void runFabric(Pass& pass);

}  // namespace hallwright
