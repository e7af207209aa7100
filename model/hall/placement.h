#pragma once

#include "model/units/millimetres.h"

#include <cstdint>

namespace hallwright {

/// The way a front looks, in the plan: x to the right, y up.
enum class Facing : std::uint8_t { Up, Right, Down, Left };

/// Where a box stands: its lower left corner in the plan, whichever way it is turned.
struct Placement {
    Millimetres x, y;
    Facing facing = Facing::Down;

    bool operator==(const Placement&) const = default;
};

/// An upright rectangle in the plan.
struct Rect {
    Millimetres x, y, width, depth;

    Millimetres right() const { return x + width; }
    Millimetres top() const { return y + depth; }
    bool overlaps(const Rect& o) const {
        return x < o.right() && o.x < right() && y < o.top() && o.y < top();
    }
    bool contains(Millimetres px, Millimetres py) const {
        return x <= px && px < right() && y <= py && py < top();
    }
    bool operator==(const Rect&) const = default;
};

/// The ground a box of this width and depth covers when it stands there.
inline Rect footprint(const Placement& place, Millimetres width, Millimetres depth) {
    const bool turned = place.facing == Facing::Right || place.facing == Facing::Left;
    return {place.x, place.y, turned ? depth : width, turned ? width : depth};
}

}  // namespace hallwright
