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

/// The feet of everything that stands, by the tile they stand on, and the worst tile of each box.
/// Feet stand along front and back, the outermost at the corners; a foot on the line of two tiles
/// belongs to the tile that its box covers. Kept from pass to pass, so that a box that moves costs
/// no more than its own tiles.
class FloorTiles {
public:
    bool empty() const { return m_boxes.empty(); }
    void clear() { *this = {}; }
    void reset(std::vector<StandingBox> boxes, Micrometres pitch);
    /// Lets a box stand elsewhere or turn; mass and number of feet stay.
    void move(std::size_t box, const Rect& ground, bool turned);
    /// Boxes on tiles that were moved from or to since the last call, brought up to date.
    std::vector<std::uint32_t> settle();
    const TileLoad& worst(std::size_t box) const { return m_worst[box]; }
    const StandingBox& box(std::size_t i) const { return m_boxes[i]; }

private:
    /// A tile, by open addressing: a hall of 10,000 racks has 40,000 feet.
    struct Tile {
        std::uint64_t key = 0;
        TileLoad load;
        std::int32_t first = -1;  ///< foot; feet of a tile are listed in rising order
        bool used = false;
    };
    struct Foot {
        std::uint32_t tile = 0, box = 0;
        std::int32_t next = -1;
    };

    std::uint32_t tileAt(Millimetres x, Millimetres y);
    template <typename Visit>
    void eachTile(const StandingBox& box, Visit&& visit);
    void stand(std::int32_t foot, std::uint32_t tile);
    void addUp(Tile& tile) const;
    void findWorst(std::size_t box);

    Micrometres m_pitch;
    std::vector<StandingBox> m_boxes;
    std::vector<std::uint32_t> m_firstFoot;  ///< by box, one more than boxes
    std::vector<Foot> m_feet;
    std::vector<Tile> m_tiles;
    std::size_t m_usedTiles = 0;
    std::vector<TileLoad> m_worst;
    std::vector<std::uint32_t> m_touched;  ///< tiles
};

/// Mass on the worst tile of every box, from the feet of all of them.
std::vector<TileLoad> tileLoads(const std::vector<StandingBox>& boxes, Micrometres pitch);

}  // namespace hallwright
