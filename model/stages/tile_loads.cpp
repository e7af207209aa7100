#include "model/stages/tile_loads.h"

#include <algorithm>
#include <bit>
#include <cmath>

namespace hallwright {

namespace {

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

std::uint32_t FloorTiles::tileAt(Millimetres x, Millimetres y) {
    const std::uint64_t key =
        (static_cast<std::uint64_t>(static_cast<std::uint32_t>(tileIndex(x, m_pitch))) << 32) |
        static_cast<std::uint32_t>(tileIndex(y, m_pitch));
    const std::size_t mask = m_tiles.size() - 1;
    std::size_t i = static_cast<std::size_t>((key * 0x9E3779B97F4A7C15ULL) >> 20) & mask;
    while (m_tiles[i].used && m_tiles[i].key != key)
        i = (i + 1) & mask;
    if (!m_tiles[i].used) ++m_usedTiles;
    m_tiles[i].used = true;
    m_tiles[i].key = key;
    return static_cast<std::uint32_t>(i);
}

template <typename Visit>
void FloorTiles::eachTile(const StandingBox& box, Visit&& visit) {
    const auto on = [&](std::int32_t x, std::int32_t y) { visit(tileAt({x}, {y})); };
    if (box.feet > 0)
        forEachFoot(box, on);
    else  // unknown feet may stand anywhere: the corner marks its tile as not fully known
        on(box.ground.x.mm, box.ground.y.mm);
}

void FloorTiles::reset(std::vector<StandingBox> boxes, Micrometres pitch) {
    m_pitch = pitch;
    m_boxes = std::move(boxes);
    m_firstFoot.assign(1, 0);
    for (const StandingBox& box : m_boxes)
        m_firstFoot.push_back(m_firstFoot.back() +
                              static_cast<std::uint32_t>(std::max(box.feet, 1)));
    const std::size_t feet = m_firstFoot.back();
    m_tiles.assign(std::bit_ceil(std::max<std::size_t>(2 * feet, 16)), {});
    m_usedTiles = 0;
    m_touched.clear();
    m_feet.assign(feet, {});
    std::size_t foot = 0;
    for (std::size_t b = 0; b < m_boxes.size(); ++b)
        eachTile(m_boxes[b], [&](std::uint32_t tile) {
            m_feet[foot++] = {tile, static_cast<std::uint32_t>(b), -1};
        });
    for (std::size_t i = feet; i-- > 0;) {  // backwards, so that the last one put in comes first
        Tile& tile = m_tiles[m_feet[i].tile];
        m_feet[i].next = tile.first;
        tile.first = static_cast<std::int32_t>(i);
    }
    for (Tile& tile : m_tiles)
        if (tile.used) addUp(tile);
    m_worst.resize(m_boxes.size());
    for (std::size_t b = 0; b < m_boxes.size(); ++b)
        findWorst(b);
}

/// Puts a foot into the list of its tile, in its order: sums keep theirs, to the bit.
void FloorTiles::stand(std::int32_t foot, std::uint32_t tile) {
    m_feet[static_cast<std::size_t>(foot)].tile = tile;
    std::int32_t* at = &m_tiles[tile].first;
    while (*at >= 0 && *at < foot)
        at = &m_feet[static_cast<std::size_t>(*at)].next;
    m_feet[static_cast<std::size_t>(foot)].next = *at;
    *at = foot;
}

void FloorTiles::move(std::size_t box, const Rect& ground, bool turned) {
    const std::uint32_t begin = m_firstFoot[box];
    const std::uint32_t end = m_firstFoot[box + 1];
    for (std::uint32_t foot = begin; foot < end; ++foot) {
        std::int32_t* at = &m_tiles[m_feet[foot].tile].first;
        while (*at != static_cast<std::int32_t>(foot))
            at = &m_feet[static_cast<std::size_t>(*at)].next;
        *at = m_feet[foot].next;
        m_touched.push_back(m_feet[foot].tile);
    }
    m_boxes[box].ground = ground;
    m_boxes[box].turned = turned;
    std::int32_t foot = static_cast<std::int32_t>(begin);
    eachTile(m_boxes[box], [&](std::uint32_t tile) {
        stand(foot++, tile);
        m_touched.push_back(tile);
    });
}

void FloorTiles::addUp(Tile& tile) const {
    tile.load = {};
    for (std::int32_t i = tile.first; i >= 0; i = m_feet[static_cast<std::size_t>(i)].next) {
        const StandingBox& box = m_boxes[m_feet[static_cast<std::size_t>(i)].box];
        const double each = box.mass_kg / box.feet;
        if (box.feet <= 0 || std::isnan(each))
            tile.load.missing = true;
        else
            tile.load.mass_kg += each;
    }
}

void FloorTiles::findWorst(std::size_t box) {
    TileLoad& worst = m_worst[box];
    worst = {};
    for (std::uint32_t foot = m_firstFoot[box]; foot < m_firstFoot[box + 1]; ++foot) {
        const TileLoad& tile = m_tiles[m_feet[foot].tile].load;
        worst.missing |= tile.missing;
        if (m_boxes[box].feet > 0) worst.mass_kg = std::max(worst.mass_kg, tile.mass_kg);
    }
}

std::vector<std::uint32_t> FloorTiles::settle() {
    std::vector<std::uint32_t> boxes;
    for (std::uint32_t at : m_touched) {
        Tile& tile = m_tiles[at];
        addUp(tile);
        for (std::int32_t i = tile.first; i >= 0; i = m_feet[static_cast<std::size_t>(i)].next)
            boxes.push_back(m_feet[static_cast<std::size_t>(i)].box);
    }
    m_touched.clear();
    std::sort(boxes.begin(), boxes.end());
    boxes.erase(std::unique(boxes.begin(), boxes.end()), boxes.end());
    for (std::uint32_t box : boxes)
        findWorst(box);
    // Tiles that were left stay in the table; it is made again before it gets crowded.
    if (m_usedTiles * 4 > m_tiles.size() * 3) reset(std::vector<StandingBox>(m_boxes), m_pitch);
    return boxes;
}

std::vector<TileLoad> tileLoads(const std::vector<StandingBox>& boxes, Micrometres pitch) {
    FloorTiles tiles;
    tiles.reset(boxes, pitch);
    std::vector<TileLoad> worst;
    worst.reserve(boxes.size());
    for (std::size_t i = 0; i < boxes.size(); ++i)
        worst.push_back(tiles.worst(i));
    return worst;
}

}  // namespace hallwright
