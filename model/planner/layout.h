#pragma once

#include "model/base/result.h"
#include "model/hall/placement.h"

#include <functional>
#include <string>
#include <vector>

namespace hallwright {

/// A box that stands in a row, and what it is for the caller.
struct LayoutItem {
    enum class Kind : std::uint8_t { Rack, Sidecar, NetworkRack, Cdu } kind = Kind::Rack;
    std::size_t group = 0;  ///< cooling group; of a network rack: its number
    Millimetres width, depth;
    /// Goes to the right end or into the middle of the row that its block stands in.
    enum class Gather : std::uint8_t { None, End, Middle } gather = Gather::None;
};

/// Boxes that stay together: a cooling group, or one network rack.
struct LayoutBlock {
    std::vector<LayoutItem> items;

    Millimetres width() const;
};

/// What is to stand where. Lengths come from parts and from the design basis.
struct LayoutNeed {
    Millimetres width, depth;  ///< of the hall
    Micrometres tile;
    Millimetres perimeter, coldAisle, hotAisle;
    int airUnits = 0;
    Millimetres airUnitWidth, airUnitDepth;
    std::vector<LayoutBlock> blocks;  ///< in the order in which they stand, row after row
    std::string what;                 ///< "8 racks, 4 network racks and 2 CDUs"
    std::function<bool()> goOn;       ///< asked now and then; false stops the search

    bool wanted() const { return !goOn || goOn(); }

    Millimetres rowLength() const { return width - perimeter * 2; }
};

struct PlacedItem {
    LayoutItem item;
    Placement place;
};

struct PlannedRow {
    Millimetres x, y, length, depth;
    Facing facing = Facing::Down;
    std::vector<PlacedItem> items;
};

struct Layout {
    std::vector<PlannedRow> rows;
    std::vector<Placement> airUnits;
};

/// Rows along x, in pairs back to back over a hot aisle, fronts to cold aisles; air units along the
/// far long wall, and along the near one where the far one is too short:
///
///     ┌──────────────────────────────┐
///     │   ▒▒▒▒ air units ▒▒▒▒        │
///     │           cold aisle         │
///     │  ▲▲▲▲▲▲▲▲▲▲▲▲▲▲ row B        │
///     │           hot aisle          │
///     │  ▼▼▼▼▼▼▼▼▼▼▼▼▼▼ row A        │
///     │           cold aisle         │
///     └──────────────────────────────┘
Result<Layout> layOut(const LayoutNeed& need);

}  // namespace hallwright
