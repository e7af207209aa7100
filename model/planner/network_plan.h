#pragma once

#include "model/planner/network_racks.h"
#include "model/planner/racks_plan.h"
#include "model/stages/fabric.h"

#include <map>

namespace hallwright {

/// The fabrics of a brief, with parts chosen and switches counted.
struct NetworkPlan {
    std::vector<Fabric> fabrics;    ///< parts frozen
    std::vector<FabricPlan> plans;  ///< wired to the racks in the order of the brief
    std::vector<NetworkRack> racks;
    PartPtr rackPart;

    /// "4 network racks" and the like count these.
    int rackCount() const { return static_cast<int>(racks.size()); }
    /// Whether all switches stand in a zone of their own.
    bool inZone() const;
};

/// Chooses modules and cables and sizes every fabric. Where all switches stand in a zone, fills its
/// racks tier by tier as well.
NetworkPlan planNetwork(Draft& draft, const std::vector<RackGroup>& groups);

/// Fills network racks where some stand in the rows: `stretches` are the racks of the brief that
/// stand together, one number for each stretch, in their order.
void fillRows(Draft& draft, NetworkPlan& plan, const std::vector<RackGroup>& groups,
              const std::vector<int>& stretches);

/// The places of the racks of a brief in one fabric: racks with equal numbers of nodes share units,
/// so that none takes more room than it needs. As many units however the racks are ordered.
class SlotPlan {
public:
    SlotPlan(const Fabric& fabric, const std::vector<RackGroup>& groups);
    Member take(Id<Rack> rack, Id<Fabric> fabric, const Part& part);

private:
    int m_unit = 1;
    std::map<double, int> m_next;  ///< slot, counted through the units, by number of nodes
};

/// Whether racks of this part have ports for a fabric of this role.
bool hasPorts(const Part& part, FabricRole role);

}  // namespace hallwright
