#pragma once

#include "model/stages/links.h"

#include <QString>

#include <array>
#include <optional>
#include <vector>

namespace hallwright {

/// A rack with hosts, or a switch, as the diagram of a fabric knows it.
struct FabricNodeRef {
    bool host = false;
    Tier tier = Tier::Leaf;   ///< of a switch
    std::int32_t number = 0;  ///< position of the rack, or number of the switch within its tier

    bool operator==(const FabricNodeRef&) const = default;
};

struct FabricNode {
    FabricNodeRef ref;
    std::int32_t rack = -1;   ///< position of the rack it stands in; -1: none
    std::int32_t u = 0;       ///< lowest U; 0: unknown
    std::int32_t plane = -1;  ///< of a switch
    std::int32_t links = 0;   ///< that end here
    std::int32_t ports = 0;   ///< of a switch: links it could take
    QString name;             ///< short, for a box
};

/// Nodes side by side that belong together: a scalable unit, a rail, a pod, a plane.
struct FabricSpan {
    std::int32_t first = 0, count = 0;
    QString label;
};

/// A line of the diagram from bottom to top: racks, leaves, spines, cores.
struct FabricTier {
    QString title;  ///< "Leaf switches"
    std::vector<FabricNode> nodes;
    std::vector<FabricSpan> spans;  ///< all nodes, in order
};

/// All links of one bundle, between nodes by line and place.
struct FabricEdge {
    std::int32_t lowTier = 0, low = 0, highTier = 0, high = 0;
    std::int32_t links = 0;
    std::int32_t bundle = 0;
};

/// What the diagram of a fabric draws. Made anew from the evaluation when that changes.
struct FabricGraph {
    std::int32_t fabric = -1;  ///< position
    int planes = 1;
    std::vector<FabricTier> tiers;
    std::vector<FabricEdge> edges;

    struct Place {
        std::int32_t tier = 0, index = 0;

        bool operator==(const Place&) const = default;
    };
    std::optional<Place> placeOf(const FabricNodeRef& ref) const;
    bool empty() const { return tiers.empty(); }
};

/// The graph of a fabric by its position; of one plane, or of all for -1.
FabricGraph fabricGraph(const Evaluation& evaluation, std::int32_t fabric, int plane = -1);

/// All links of a node.
std::vector<LinkRef> linksOf(const Evaluation& evaluation, std::int32_t fabric,
                             const FabricNodeRef& node);
/// All links of a rack: of its hosts and of the switches in it, in every fabric.
std::vector<LinkRef> linksOfRack(const Evaluation& evaluation, std::int32_t rack);

/// "compute-leaf-012 in N03, U 21–24: 120 of 144 ports used, 24 free".
QString nodeWords(const Evaluation& evaluation, std::int32_t fabric, const FabricNode& node);

}  // namespace hallwright
