#pragma once

#include "model/edits/edit.h"
#include "model/hall/hall.h"
#include "model/parts/catalog.h"

namespace hallwright {

// Edits that put new things into the plan. Each looks at a hall and gives the edit; what the hall
// does not hold of the catalog yet is frozen into it by the same edit. New rows take their ids from
// `next`, which moves on only where the edit is given.

/// What can be placed by hand: racks and their likes, and row or perimeter equipment.
bool isPlaceable(Kind kind);

/// One rack, sidecar or piece of equipment of a part, with the name, row, loop, taps and fabric
/// places that a hall needs to count with it: the next free name, the row it stands in, the loop
/// and busways of its neighbours. Places it in `place` exactly; the rules judge that.
Result<Edit> placePart(const Hall& hall, const Catalog& catalog, std::string_view part,
                       const Placement& place, RawId& next);

/// A row of `count` of a part, side by side at their own width from one corner on, along x or
/// (upwards) along y, as one row with its busways' taps like its neighbours'.
struct NewRow {
    std::string part;
    Millimetres x, y;
    int count = 1;
    bool along = false;  ///< along y
    Facing facing = Facing::Down;
};
Result<Edit> addRow(const Hall& hall, const Catalog& catalog, const NewRow& row, RawId& next);

/// A column of the building, floor that stays free, or a door.
Result<Edit> addObstacle(const Hall& hall, ObstacleKind kind, const Rect& area, RawId& next);

}  // namespace hallwright
