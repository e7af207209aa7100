#pragma once

#include "model/hall/frozen_part.h"
#include "model/hall/placement.h"

#include <string>

namespace hallwright {

struct Loop;

/// A line of racks, side by side.
struct Row {
    std::string name;
    Millimetres x, y, length, depth;
    Facing facing = Facing::Down;  ///< the way the fronts look
    bool hotAisleContained = true;

    bool operator==(const Row&) const = default;
};

/// The ground that a row covers.
inline Rect areaOf(const Row& row) {
    return footprint({row.x, row.y, row.facing}, row.length, row.depth);
}
/// Racks of the row stand side by side from left to right of the plan, not from bottom to top.
inline bool runsAlongX(const Row& row) {
    return row.facing == Facing::Up || row.facing == Facing::Down;
}

/// A rack, or a power sidecar that stands among them. Its contents follow from its part.
struct Rack {
    std::string name;
    PartId part;
    Id<Row> row;  ///< none where it stands alone
    Placement place;
    Id<Loop> loop;     ///< the liquid loop it hangs on, if any
    Id<Rack> sidecar;  ///< the power rack that feeds it, if any
    bool locked = false;

    bool operator==(const Rack&) const = default;
};

}  // namespace hallwright
