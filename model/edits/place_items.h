#pragma once

#include "model/edits/edit.h"
#include "model/hall/hall.h"
#include "model/parts/catalog.h"

namespace hallwright {

// Edits that put new things into the plan. Each looks at a hall and gives the edit; what the hall
// does not hold of the catalog yet is frozen into it by the same edit. New rows take their ids from
// `next`, which moves on only where the edit is given. Refused is only what cannot be stored.

/// What can be placed by hand: racks and their likes, and row or perimeter equipment.
bool isPlaceable(Kind kind);

/// One rack, sidecar or piece of equipment of a part, with the name, row, loop, taps and fabric
/// places that a hall needs to count with it: the next free name, the row it stands in or next to
/// (which grows), the loop of its nearest neighbour, the busways over it or its row. A rack that
/// needs a power sidecar takes a free one beside it, a sidecar the rack beside it that has none.
/// Places it in `place` exactly; what nothing fits for is left open, and the rules judge that.
Result<Edit> placePart(const Hall& hall, const Catalog& catalog, std::string_view part,
                       const Placement& place, RawId& next);

/// A row of `count` of a part, side by side at their own width from one corner on, along x or
/// (upwards) along y, as one row. It hangs on the nearest loop, and on busways of its own like
/// those of the nearest row, from the same sources.
struct NewRow {
    std::string part;
    Millimetres x, y;
    int count = 1;
    bool along = false;  ///< along y
    /// Of the fronts. A row along y turns Down to Right and Up to Left: fronts look out of a row.
    Facing facing = Facing::Down;
};
/// Racks that take 800 V DC in a hall that gives AC come with a sidecar each, to the left of it (or
/// below), where the part names one.
Result<Edit> addRow(const Hall& hall, const Catalog& catalog, const NewRow& row, RawId& next);

/// The ground that such a row would cover, sidecars included; for a ghost of it. Empty where the
/// part is not known.
Rect groundOf(const Hall& hall, const Catalog& catalog, const NewRow& row);

/// A column of the building, floor that stays free, or a door.
Result<Edit> addObstacle(const Hall& hall, ObstacleKind kind, const Rect& area, RawId& next);

}  // namespace hallwright
