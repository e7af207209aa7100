#pragma once

#include "views/plan/plan_scene.h"

#include <optional>

namespace hallwright {

/// A shift that lands on something, and where the guides run that say on what.
struct Snap {
    Millimetres dx, dy;
    std::optional<Millimetres> guideX,
        guideY;  ///< a neighbour's edge or middle; none where a tile edge caught it
};

/// Brings a shift of `moving` to the nearest neighbour's edge or tile edge within `reach`, in x and
/// y apart. Items that move along are left out.
Snap snapped(const PlanScene& scene, const Rect& moving, const std::vector<ItemRef>& movingItems,
             Millimetres dx, Millimetres dy, Millimetres reach);

}  // namespace hallwright
