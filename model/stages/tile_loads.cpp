#include "model/stages/tile_loads.h"

#include <algorithm>
#include <bit>
#include <cmath>

namespace hallwright {

namespace {

/// Tiles that carry something, by open addressing: a hall of 10,000 racks has 40,000 feet, and this
/// runs in a drag.
class TileTable {
public:
    explicit TileTable(std::size_t feet)
        : m_cells(std::bit_ceil(std::max<std::size_t>(2 * feet, 16))) {}

    /// Place of a tile's cell; it stays where it is.
    std::size_t place(std::int32_t x, std::int32_t y) {
        const std::uint64_t key =
            (static_cast<std::uint64_t>(static_cast<std::uint32_t>(x)) << 32) |
            static_cast<std::uint32_t>(y);
        const std::size_t mask = m_cells.size() - 1;
        std::size_t i = static_cast<std::size_t>((key * 0x9E3779B97F4A7C15ULL) >> 20) & mask;
        while (m_cells[i].used && m_cells[i].key != key)
            i = (i + 1) & mask;
        m_cells[i].used = true;
        m_cells[i].key = key;
        return i;
    }
    TileLoad& operator[](std::size_t place) { return m_cells[place].load; }

private:
    struct Cell {
        std::uint64_t key = 0;
        TileLoad load;
        bool used = false;
    };
    std::vector<Cell> m_cells;
};

/// Position of foot i of n along a side, as the millimetre of the box it stands on.
std::int32_t along(std::int32_t from, std::int32_t length, int i, int n) {
    if (n == 1) return from + length / 2;
    const std::int64_t span = std::max(length - 1, 0);
    return from + static_cast<std::int32_t>(span * i / (n - 1));
}

/// Calls visit(x, y) in millimetres for every foot of a box. An odd foot stands at the front.
template <typename Visit>
void forEachFoot(const StandingBox& box, Visit&& visit) {
    const Rect& g = box.ground;
    const int front = box.feet - box.feet / 2;
    for (int i = 0; i < box.feet; ++i) {
        const bool atBack = i >= front;
        const int n = atBack ? box.feet - front : front;
        const int k = atBack ? i - front : i;
        if (box.turned)
            visit(atBack ? g.x.mm + std::max(g.width.mm - 1, 0) : g.x.mm,
                  along(g.y.mm, g.depth.mm, k, n));
        else
            visit(along(g.x.mm, g.width.mm, k, n),
                  atBack ? g.y.mm + std::max(g.depth.mm - 1, 0) : g.y.mm);
    }
}

}  // namespace

std::int32_t tileIndex(Millimetres at, Micrometres pitch) {
    std::int32_t i = static_cast<std::int32_t>(std::floor(at.mm * 1000.0 / pitch.um));
    while (pitch.times(i) > at)
        --i;
    while (pitch.times(i + 1) <= at)
        ++i;
    return i;
}

std::vector<TileLoad> tileLoads(const std::vector<StandingBox>& boxes, Micrometres pitch) {
    std::size_t feet = 0;
    for (const StandingBox& box : boxes)
        feet += static_cast<std::size_t>(std::max(box.feet, 1));
    TileTable tiles(feet);
    std::vector<std::size_t> places;  // of every foot, in order, so that tiles are looked up once
    places.reserve(feet);
    for (const StandingBox& box : boxes) {
        const auto stand = [&](std::int32_t x, std::int32_t y) {
            places.push_back(tiles.place(tileIndex({x}, pitch), tileIndex({y}, pitch)));
        };
        if (box.feet > 0)
            forEachFoot(box, stand);
        else  // unknown feet may stand anywhere: the corner marks its tile as not fully known
            stand(box.ground.x.mm, box.ground.y.mm);
    }
    std::size_t next = 0;
    for (const StandingBox& box : boxes) {
        const double each = box.mass_kg / box.feet;
        for (int i = 0; i < std::max(box.feet, 1); ++i) {
            TileLoad& tile = tiles[places[next++]];
            if (box.feet <= 0 || std::isnan(each))
                tile.missing = true;
            else
                tile.mass_kg += each;
        }
    }
    next = 0;
    std::vector<TileLoad> worst(boxes.size());
    for (std::size_t b = 0; b < boxes.size(); ++b)
        for (int i = 0; i < std::max(boxes[b].feet, 1); ++i) {
            const TileLoad& tile = tiles[places[next++]];
            worst[b].missing |= tile.missing;
            if (boxes[b].feet > 0) worst[b].mass_kg = std::max(worst[b].mass_kg, tile.mass_kg);
        }
    return worst;
}

}  // namespace hallwright
