#pragma once

#include "model/hall/hall.h"

#include <functional>
#include <vector>

namespace hallwright {

/// Free floor for one box, and where it belongs: places of one row or of one new line share feeds
/// and aisles.
struct FreePlace {
    Placement place;
    std::size_t group = 0;
};

/// A row of the hall with gaps, or a line on free floor where a new row could stand.
struct FreeGroup {
    Id<Row> row;  ///< none for a new line
    Facing facing = Facing::Down;
};

struct FreePlaces {
    std::vector<FreeGroup> groups;
    std::vector<FreePlace> places;  ///< in the order in which one would fill them
};

/// Where boxes of this width and depth can stand on the floor as it is: first gaps and ends of
/// rows, then new lines on free floor, with cold and hot aisles and the ways around after the
/// design basis. Nothing stands in the aisle of another. At most so many; stops early where `goOn`
/// says no.
FreePlaces freePlaces(const Hall& hall, Millimetres width, Millimetres depth, std::size_t most,
                      const std::function<bool()>& goOn);

}  // namespace hallwright
