#pragma once

#include "model/figures/evaluation.h"

#include <array>

namespace hallwright {

/// Counts of one fabric's recipe.
struct FabricSize {
    long long endpoints = 0;        ///< link ends at hosts, of all planes
    int rails = 1;
    int radix = 0;                  ///< links a switch takes at the fabric's speed
    int downlinks = 0;              ///< of a leaf
    int uplinks = 0;                ///< of a leaf
    std::array<int, 3> switches{};  ///< leaf, spine, core; all planes
    long long hostLinks = 0, leafSpineLinks = 0, spineCoreLinks = 0;
    long long freePorts = 0;
    bool feasible = true;
    std::string problem;            ///< why not
};

/// What a recipe asks for: the numbers, without hall or parts.
struct FabricNeed {
    FabricKind kind = FabricKind::FatTree;
    long long nodes = 0;            ///< nodes with equal ports, or bare endpoints when portsPerNode is 1
    int portsPerNode = 1;           ///< rails of a rail-optimised fabric
    int radix = 0;
    double oversubscription = 1.0;
    int leafDownlinks = 0;
    int reservedPorts = 0;
    int planes = 1;
    int tiers = 0;
    bool dualHomed = false;
    EvenSpread spread = EvenSpread::Exact;
};

/// Sizes a fabric: divisor rule and rail rule. Reproduces the tables of the DGX SuperPOD reference architectures.
FabricSize fabricSize(const FabricNeed& need);

/// Where the nodes of a rack plug in. Links are never objects: a bundle is all links between two places.
struct LinkBundle {
    enum class Kind : std::uint8_t { HostLeaf, LeafSpine, SpineCore } kind = Kind::HostLeaf;
    std::int32_t from = 0;   ///< HostLeaf: position of the rack; else number of the lower switch
    std::int32_t to = 0;     ///< number of the upper switch, within its tier
    std::int32_t links = 0;
};

/// One fabric, expanded: bundles of links, and the rack of every switch.
struct FabricPlan {
    RawId fabric = 0;
    FabricSize size;
    double linkSpeed = 0.0;                              ///< bit/s
    std::vector<LinkBundle> bundles;                     ///< host-leaf, then leaf-spine, then spine-core
    std::array<std::vector<std::int32_t>, 3> switchRack; ///< position of the rack of each switch by tier; -1: none
};

struct FabricPlans {
    std::vector<FabricPlan> plans;  ///< by position of the fabric
};

/// Properties of a node that a fabric of this role uses.
struct PortProperties {
    Property ports, speed, cage;
};
PortProperties portProperties(FabricRole role);

/// Stage 1.
void runFabric(Pass& pass);

}  // namespace hallwright
