#pragma once

#include "model/planner/network_plan.h"

namespace hallwright {

/// Racks that stand together, and the loop they share. No CDUs: they are cooled by air.
struct CoolingGroup {
    std::size_t racks = 0;                  ///< which RackGroup
    int count = 0;                          ///< racks of it
    std::vector<std::size_t> networkRacks;  ///< liquid-cooled switches on the loop
    double heat = 0.0;                      ///< W to liquid
    double flow = 0.0;                      ///< m³/s at the loop's supply temperature
    int cdus = 0;
    int spare = 0;  ///< of them, those that may fail
};

struct CoolingPlan {
    std::vector<CoolingGroup> groups;
    PartPtr cdu, airUnit;
    PartId cduId, fluidId, airUnitId;
    int airUnits = 0;

    int cduCount() const;
};

/// Cuts racks into cooling groups that fit a row, sizes each by heat and by flow, and counts air
/// units.
CoolingPlan planCooling(Draft& draft, const std::vector<RackGroup>& groups,
                        const NetworkPlan& network, Millimetres rowLength);

}  // namespace hallwright
