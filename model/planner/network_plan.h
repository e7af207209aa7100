#pragma once

#include "model/planner/racks_plan.h"
#include "model/stages/fabric.h"

namespace hallwright {

/// Switches of one fabric and tier that stand together in a network rack.
struct SwitchStack {
    std::size_t fabric = 0;
    Tier tier = Tier::Leaf;
    int first = 0;
    int count = 0;
};

/// A network rack and what is in it.
struct NetworkRack {
    std::vector<SwitchStack> stacks;
    double liquid = 0.0;  ///< W to liquid
    double air = 0.0;     ///< W to air
    double flow = 0.0;    ///< m³/s of coolant
    double mass = 0.0;    ///< kg, frame included
};

/// The fabrics of a brief, with parts chosen and switches counted.
struct NetworkPlan {
    std::vector<Fabric> fabrics;  ///< parts frozen
    std::vector<FabricSize> sizes;
    std::vector<NetworkRack> racks;
    PartPtr rackPart;

    /// "4 network racks" and the like count these.
    int rackCount() const { return static_cast<int>(racks.size()); }
};

/// Chooses modules and cables, sizes every fabric and fills network racks tier by tier.
NetworkPlan planNetwork(Draft& draft, const std::vector<RackGroup>& groups);

/// Whether racks of this part have ports for a fabric of this role.
bool hasPorts(const Part& part, FabricRole role);

}  // namespace hallwright
