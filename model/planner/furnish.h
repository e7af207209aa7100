#pragma once

#include "model/figures/evaluation.h"
#include "model/planner/cooling_plan.h"
#include "model/planner/layout.h"

namespace hallwright {

/// What the steps of the planner hand on: from counts to things that stand in the hall.
struct Furniture {
    std::vector<int> counts;  ///< racks to place, by entry of the brief
    std::vector<RackGroup> groups;
    NetworkPlan network;
    CoolingPlan cooling;
    Layout layout;
    std::optional<Evaluation> loads;  ///< of the hall so far: what racks draw and cooling takes
};

/// Site row, design basis, climate and tariff.
void placeSite(Draft& draft, Furniture& furniture);
/// Cooling groups and air units.
void countCooling(Draft& draft, Furniture& furniture);
/// Rows and places.
void arrange(Draft& draft, Furniture& furniture);
/// Rows, racks, sidecars, network racks, CDUs, air units, loops, fabrics, members and mounts.
void placeItems(Draft& draft, Furniture& furniture);
/// A tray over every row and cross trays that join them.
void placeTrays(Draft& draft, Furniture& furniture);
/// As many trays in every run as its cables take at the design fill.
void sizeTrays(Draft& draft, Furniture& furniture);

}  // namespace hallwright
