#pragma once

#include "views/plan/plan_scene.h"
#include "views/plan/tool.h"

#include <optional>

namespace hallwright {

/// A shift that lands on something, and where the guides run that say on what.
struct Snap {
    Millimetres dx, dy;
    std::optional<Millimetres> guideX,
        guideY;  ///< a neighbour's edge or middle; none where a tile edge caught it
};

/// Brings a shift of `moving` to the nearest edge of a neighbour, wall or tile within `reach`, in x
/// and y apart. Items that move along are left out.
Snap snapped(const PlanScene& scene, const Rect& moving, const std::vector<ItemRef>& movingItems,
             Millimetres dx, Millimetres dy, Millimetres reach);

/// How near something must be to catch what is moved, in pixels of the design.
inline constexpr double snapWithin_px = 8.0;

/// A point of the plan brought to an edge within reach; with Alt held it stays as it is.
struct SnappedPoint {
    Millimetres x, y;
    Snap snap;
};
SnappedPoint snapped(const PlanScene& scene, const PlanPoint& at, double scale,
                     const std::vector<ItemRef>& leftOut = {});

/// The smallest rectangle around two.
Rect hull(const Rect& a, const Rect& b);

}  // namespace hallwright
