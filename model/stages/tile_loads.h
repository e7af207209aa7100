#pragma once

#include "model/hall/placement.h"

#include <cstdint>
#include <vector>

namespace hallwright {

/// Something that stands on feet.
struct StandingBox {
    Rect ground;
    bool turned = false;   ///< its front runs along y
    double mass_kg = 0.0;  ///< NaN where unknown
    int feet = 0;          ///< 0 where unknown
};

/// The worst tile under a box.
struct TileLoad {
    double mass_kg = 0.0;
    bool missing = false;  ///< something on the tile has no known mass or feet
};

/// Which tile of the grid a millimetre lies in; tiles are half open and their edges are rounded
/// once.
std::int32_t tileIndex(Millimetres at, Micrometres pitch);

/// Mass on the worst tile of every box, from the feet of all of them. Feet stand along front and
/// back, the outermost at the corners; a foot on the line of two tiles belongs to the tile that its
/// box covers.
std::vector<TileLoad> tileLoads(const std::vector<StandingBox>& boxes, Micrometres pitch);

}  // namespace hallwright
