#include "model/planner/layout.h"

#include "model/base/text.h"

#include <fmt/format.h>

#include <algorithm>
#include <numeric>
#include <optional>

namespace hallwright {

namespace {

/// The next mark of the tile grid; the length itself where tiles are no whole millimetres.
Millimetres nextMark(Millimetres length, Micrometres tile) {
    if (tile.um <= 0 || tile.um % 1000 != 0) return length;
    const int pitch = tile.um / 1000;
    return {(length.mm + pitch - 1) / pitch * pitch};
}

Millimetres totalOf(const std::vector<LayoutBlock>& blocks) {
    Millimetres total;
    for (const LayoutBlock& block : blocks)
        total += block.width();
    return total;
}

Millimetres deepest(const LayoutNeed& need) {
    Millimetres depth;
    for (const LayoutBlock& block : need.blocks)
        for (const LayoutItem& item : block.items)
            depth = std::max(depth, item.depth);
    return depth;
}

/// How many air units stand along one wall.
int perWall(const LayoutNeed& need) {
    return need.airUnitWidth.mm > 0 ? std::max(0, need.rowLength().mm / need.airUnitWidth.mm) : 0;
}

/// The lower edges of so many rows from the near wall on, and where the last aisle ends.
struct Bands {
    std::vector<Millimetres> rows;
    Millimetres end;
};

Bands bandsOf(const LayoutNeed& need, int count, bool onTiles) {
    const Millimetres depth = deepest(need);
    const Millimetres wayAtWall = std::max(need.coldAisle, need.perimeter);
    const bool far = need.airUnits > 0;
    const bool near = need.airUnits > perWall(need);
    const auto mark = [&](Millimetres y) { return onTiles ? nextMark(y, need.tile) : y; };
    Bands bands;
    Millimetres y = near ? need.airUnitDepth + need.coldAisle : wayAtWall;
    for (int row = 0; row < count; ++row) {
        const bool lower = row % 2 == 0;
        const bool last = row + 1 == count;
        // The front lies on a tile mark: the lower edge of a row that looks down, the upper one of
        // one that looks up.
        const Millimetres at = lower ? mark(y) : mark(y + depth) - depth;
        bands.rows.push_back(at);
        const Millimetres front = last && !far ? wayAtWall : need.coldAisle;
        if (lower)
            y = at + depth + (last ? std::max(need.hotAisle, front) : need.hotAisle);
        else
            y = at + depth + front;
    }
    bands.end = y + (far ? need.airUnitDepth : Millimetres{});
    return bands;
}

int mostRows(const LayoutNeed& need) {
    int rows = 0;
    while (deepest(need).mm > 0 && bandsOf(need, rows + 1, false).end <= need.depth)
        ++rows;
    return rows;
}

using Packing = std::vector<std::vector<std::size_t>>;  ///< blocks by row

/// Blocks in order into rows. Balanced: every row takes its share of what is left.
std::optional<Packing> pack(const std::vector<LayoutBlock>& blocks, Millimetres length, int rows,
                            bool balanced) {
    Packing packing;
    Millimetres left = totalOf(blocks);
    Millimetres used, target;
    const auto open = [&] {
        target = balanced ? left / std::max(1, rows - static_cast<int>(packing.size())) : length;
        packing.emplace_back();
        used = {};
    };
    for (std::size_t b = 0; b < blocks.size(); ++b) {
        const Millimetres width = blocks[b].width();
        const bool last = static_cast<int>(packing.size()) == rows;
        const bool full = used + width > length;
        const bool enough = balanced && used.mm > 0 && used + width / 2 > target && !last;
        if (packing.empty() || full || enough) {
            if (last || width > length) return std::nullopt;
            open();
        }
        packing.back().push_back(b);
        used += width;
        left = left - width;
    }
    return packing;
}

std::optional<Packing> pack(const std::vector<LayoutBlock>& blocks, Millimetres length, int rows) {
    for (const bool balanced : {true, false})
        if (std::optional<Packing> packing = pack(blocks, length, rows, balanced)) return packing;
    return std::nullopt;
}

/// Every box by itself, but a sidecar with its rack: the last resort of a tight hall.
std::vector<LayoutBlock> singles(const std::vector<LayoutBlock>& blocks) {
    std::vector<LayoutBlock> out;
    for (const LayoutBlock& block : blocks)
        for (const LayoutItem& item : block.items) {
            if (out.empty() || out.back().items.back().kind != LayoutItem::Kind::Sidecar)
                out.emplace_back();
            out.back().items.push_back(item);
        }
    return out;
}

/// Rows that the blocks are long, were there no gaps.
int leastRows(const std::vector<LayoutBlock>& blocks, Millimetres length) {
    std::int64_t total = 0;
    for (const LayoutBlock& block : blocks)
        total += block.width().mm;
    return length.mm > 0 ? std::max(1, static_cast<int>((total + length.mm - 1) / length.mm)) : 1;
}

/// The fewest rows that take all blocks; an even number where the hall has room, so that rows stand
/// in pairs.
std::optional<Packing> fewestRows(const LayoutNeed& need, const std::vector<LayoutBlock>& blocks,
                                  int most) {
    const Millimetres length = need.rowLength();
    for (int rows = leastRows(blocks, length); rows <= most && need.wanted(); ++rows) {
        std::optional<Packing> packing = pack(blocks, length, rows);
        if (!packing) continue;
        if (rows > 1 && rows % 2 == 1 && rows < most)
            if (std::optional<Packing> paired = pack(blocks, length, rows + 1)) return paired;
        return packing;
    }
    return std::nullopt;
}

/// The blocks of one row, with what gathers at its end or in its middle brought there as blocks of
/// their own.
std::vector<LayoutBlock> gathered(const std::vector<LayoutBlock>& blocks,
                                  const std::vector<std::size_t>& chosen) {
    std::vector<LayoutBlock> out, middle, end;
    Millimetres standing;
    for (std::size_t b : chosen) {
        LayoutBlock stays;
        for (const LayoutItem& item : blocks[b].items) {
            if (item.gather == LayoutItem::Gather::None)
                stays.items.push_back(item);
            else
                (item.gather == LayoutItem::Gather::End ? end : middle).push_back({{item}});
        }
        standing += stays.width();
        if (!stays.items.empty()) out.push_back(std::move(stays));
    }
    if (!middle.empty()) {
        std::vector<LayoutBlock> parted;
        Millimetres passed;
        bool placed = false;
        const auto place = [&] {
            parted.insert(parted.end(), middle.begin(), middle.end());
            placed = true;
        };
        for (const LayoutBlock& block : out) {
            parted.emplace_back();
            for (const LayoutItem& item : block.items) {
                // A sidecar stays beside the rack that it feeds.
                const bool apart = parted.back().items.empty() ||
                                   parted.back().items.back().kind != LayoutItem::Kind::Sidecar;
                if (!placed && apart && passed + item.width / 2 >= standing / 2) {
                    place();
                    parted.emplace_back();
                }
                parted.back().items.push_back(item);
                passed += item.width;
            }
        }
        if (!placed) place();
        std::erase_if(parted, [](const LayoutBlock& block) { return block.items.empty(); });
        out = std::move(parted);
    }
    out.insert(out.end(), end.begin(), end.end());
    return out;
}

/// Sets the blocks of a row side by side, racks on tile marks as far as the row has room to spare.
void fillRow(const LayoutNeed& need, const std::vector<LayoutBlock>& blocks, PlannedRow& row) {
    Millimetres spare = need.rowLength() - totalOf(blocks);
    Millimetres x = need.perimeter;
    bool first = true;
    for (const LayoutBlock& block : blocks) {
        Millimetres before;
        const auto rack =
            std::find_if(block.items.begin(), block.items.end(), [&](const LayoutItem& item) {
                if (item.kind == LayoutItem::Kind::Cdu) before += item.width;
                return item.kind != LayoutItem::Kind::Cdu;
            });
        const bool onTiles = rack != block.items.end() &&
                             rack->kind != LayoutItem::Kind::NetworkRack &&
                             nextMark(rack->width, need.tile) == rack->width;
        const Millimetres shift =
            onTiles ? nextMark(x + before, need.tile) - (x + before) : Millimetres{};
        if (shift <= spare) {
            x += shift;
            spare = spare - shift;
        }
        if (first) row.x = x;
        first = false;
        for (const LayoutItem& item : block.items) {
            const Millimetres y =
                row.facing == Facing::Down ? row.y : row.y + row.depth - item.depth;
            row.items.push_back({item, {x, y, row.facing}});
            x += item.width;
        }
    }
    row.length = x - row.x;
}

void placeAirUnits(const LayoutNeed& need, Layout& layout) {
    const int far = std::min(need.airUnits, perWall(need));
    for (int i = 0; i < need.airUnits; ++i) {
        const bool atFar = i < far;
        const int along = atFar ? far : need.airUnits - far;
        const Millimetres start = (need.width - need.airUnitWidth * along) / 2;
        const Millimetres x = start + need.airUnitWidth * (atFar ? i : i - far);
        layout.airUnits.push_back({x, atFar ? need.depth - need.airUnitDepth : Millimetres{},
                                   atFar ? Facing::Down : Facing::Up});
    }
}

/// Moves all rows to the middle of the room that is left, by whole tiles.
void centreRows(const LayoutNeed& need, Millimetres bandsEnd, Layout& layout) {
    Millimetres right;
    for (const PlannedRow& row : layout.rows)
        right = std::max(right, row.x + row.length);
    const auto half = [&](Millimetres room) {
        const int tiles = static_cast<int>(room.metres() / 2.0 / need.tile.metres());
        return need.tile.times(std::max(tiles, 0));
    };
    const Millimetres dx = half(need.width - need.perimeter - right);
    const Millimetres dy = half(need.depth - bandsEnd);
    for (PlannedRow& row : layout.rows) {
        row.x += dx;
        row.y += dy;
        for (PlacedItem& placed : row.items) {
            placed.place.x += dx;
            placed.place.y += dy;
        }
    }
}

std::optional<Layout> tryLayout(const LayoutNeed& need) {
    const int most = mostRows(need);
    std::vector<LayoutBlock> blocks = need.blocks;
    std::optional<Packing> packing = fewestRows(need, blocks, most);
    if (!packing) {
        blocks = singles(blocks);
        packing = fewestRows(need, blocks, most);
    }
    if (!packing) return std::nullopt;
    const int rows = static_cast<int>(packing->size());
    Bands bands = bandsOf(need, rows, true);
    if (bands.end > need.depth) bands = bandsOf(need, rows, false);
    Layout layout;
    for (int r = 0; r < rows; ++r) {
        PlannedRow row;
        row.y = bands.rows[static_cast<std::size_t>(r)];
        row.depth = deepest(need);
        row.facing = r % 2 == 0 ? Facing::Down : Facing::Up;
        fillRow(need, gathered(blocks, (*packing)[static_cast<std::size_t>(r)]), row);
        layout.rows.push_back(std::move(row));
    }
    centreRows(need, bands.end, layout);
    placeAirUnits(need, layout);
    return layout;
}

/// The least width, in tenths of a metre, from which on the hall holds everything; nothing within 1
/// km.
std::optional<Millimetres> leastWidth(LayoutNeed need) {
    const auto fits = [&](int tenths) {
        need.width = {tenths * 100};
        return tryLayout(need).has_value();
    };
    int low = need.width.mm / 100;
    int high = low;
    while (high < 10000 && need.wanted() && !fits(high)) {
        low = high;
        high = std::max(high + 1, high * 2);
    }
    if (high >= 10000) return std::nullopt;
    while (high - low > 1 && need.wanted()) {
        const int middle = std::midpoint(low, high);
        (fits(middle) ? high : low) = middle;
    }
    return Millimetres{high * 100};
}

std::string mm(Millimetres length) { return grouped(length.mm) + " mm"; }
std::string m(Millimetres length) { return fmt::format("{:.1f} m", length.metres()); }

Error noRoom(const LayoutNeed& need) {
    const int rows = mostRows(need);
    if (rows == 0) {
        const Millimetres least = bandsOf(need, 1, false).end;
        return {ErrorCode::DoesNotFit,
                fmt::format("floor space: one row with its aisles{} needs {} from wall to wall, "
                            "the hall is {} deep; ask for a "
                            "hall at least {} deep (limit space.rows)",
                            need.airUnits > 0 ? " and air units" : "", mm(least), mm(need.depth),
                            m({(least.mm + 99) / 100 * 100})),
                {}};
    }
    const std::string room = rows == 1 ? std::string("one row") : fmt::format("{} rows", rows);
    const std::optional<Millimetres> least = leastWidth(need);
    return {
        ErrorCode::DoesNotFit,
        fmt::format("floor space: the {} need {} of row, the hall has room for {} of {}; ask for "
                    "fewer racks{} "
                    "(limit space.row_length)",
                    need.what, mm(totalOf(need.blocks)), room,
                    mm(std::max(Millimetres{}, need.rowLength())),
                    least ? fmt::format(" or a hall at least {} wide", m(*least)) : std::string()),
        {}};
}

}  // namespace

Millimetres LayoutBlock::width() const {
    Millimetres total;
    for (const LayoutItem& item : items)
        total += item.width;
    return total;
}

Result<Layout> layOut(const LayoutNeed& need) {
    const int wall = perWall(need);
    if (need.airUnits > 2 * wall)
        return Error{ErrorCode::DoesNotFit,
                     fmt::format("air cooling: {} need {} of wall, the two long walls have {}; ask "
                                 "for fewer air-cooled racks or "
                                 "a wider hall (limit space.air_wall)",
                                 counted(need.airUnits, "air unit"),
                                 mm(need.airUnitWidth * need.airUnits),
                                 mm(std::max(Millimetres{}, need.rowLength() * 2))),
                     {}};
    if (std::optional<Layout> layout = tryLayout(need)) return *std::move(layout);
    return noRoom(need);
}

}  // namespace hallwright
