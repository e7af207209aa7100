#include "model/edits/move_items.h"

#include "model/base/text.h"
#include "model/hall/hall.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

namespace hallwright {

namespace {

std::string_view noun(TableId table) {
    switch (table) {
    case TableId::Obstacles:
        return "obstacle";
    case TableId::Rows:
        return "row";
    case TableId::Loops:
        return "loop";
    case TableId::Racks:
        return "rack";
    case TableId::Equipment:
        return "cooling unit";
    case TableId::PowerUnits:
        return "power unit";
    case TableId::Busways:
        return "busway";
    case TableId::Taps:
        return "tap-off";
    case TableId::Trays:
        return "tray";
    case TableId::Fabrics:
        return "fabric";
    default:
        return "item";
    }
}

Result<void> mayMove(const Hall& hall, const std::set<ItemRef>& items) {
    if (items.empty()) return refused("Nothing is selected; select an item first");
    for (ItemRef item : items) {
        if (!tableAccess(item.table).row(hall, item.id))
            return refused(fmt::format("There is no {} with the number {} in this hall",
                                       noun(item.table), item.id));
        if (isLocked(hall, item))
            return refused(fmt::format("{} is locked; unlock it in the inspector first",
                                       itemName(hall, item)));
    }
    return {};
}

/// The items and what goes with them: a row takes its racks and equipment along.
std::set<ItemRef> withContents(const Hall& hall, std::span<const ItemRef> items) {
    std::set<ItemRef> all(items.begin(), items.end());
    for (ItemRef item : items) {
        if (item.table != TableId::Rows) continue;
        hall.racks.forEach([&](Id<Rack> id, const Rack& rack) {
            if (rack.row.raw == item.id) all.insert({TableId::Racks, id.raw});
        });
        hall.equipment.forEach([&](Id<Equipment> id, const Equipment& equipment) {
            if (equipment.row.raw == item.id) all.insert({TableId::Equipment, id.raw});
        });
    }
    return all;
}

bool within(Millimetres at, Millimetres shift) {
    const std::int64_t sum = std::int64_t{at.mm} + shift.mm;
    return sum >= -farthest_mm && sum <= farthest_mm;
}

struct Shift {
    Millimetres dx, dy;

    /// Moves a point; false, moving nothing, where a document could not store it.
    bool operator()(Millimetres& x, Millimetres& y) const {
        if (!within(x, dx) || !within(y, dy)) return false;
        x += dx;
        y += dy;
        return true;
    }
};

template <typename T, typename Act>
bool change(Table<T>& table, RawId raw, Act&& act) {
    T row = table[Id<T>{raw}];
    if (!act(row)) return false;
    table.set(Id<T>{raw}, std::move(row));
    return true;
}

/// Applies `act` to every row for which it returns true.
template <typename T, typename Act>
void changeWhere(Table<T>& table, Act&& act) {
    std::vector<std::pair<Id<T>, T>> changed;
    table.forEach([&](Id<T> id, const T& row) {
        T copy = row;
        if (act(copy)) changed.emplace_back(id, std::move(copy));
    });
    for (auto& [id, row] : changed)
        table.set(id, std::move(row));
}

/// Clears a reference to a row that goes.
template <typename T>
bool forget(Id<T>& reference, Id<T> gone) {
    if (reference != gone) return false;
    reference = {};
    return true;
}

bool shiftItem(Hall& hall, ItemRef item, const Shift& shift) {
    const auto byPlace = [&](auto& row) { return shift(row.place.x, row.place.y); };
    const auto byEnds = [&](auto& row) { return shift(row.x1, row.y1) && shift(row.x2, row.y2); };
    switch (item.table) {
    case TableId::Racks:
        return change(hall.racks, item.id, byPlace);
    case TableId::Equipment:
        return change(hall.equipment, item.id, byPlace);
    case TableId::Rows:
        return change(hall.rows, item.id, [&](Row& row) { return shift(row.x, row.y); });
    case TableId::Obstacles:
        return change(hall.obstacles, item.id,
                      [&](Obstacle& row) { return shift(row.area.x, row.area.y); });
    case TableId::Busways:
        return change(hall.busways, item.id, byEnds);
    case TableId::Trays:
        return change(hall.trays, item.id, byEnds);
    default:
        return true;
    }
}

/// Turns a box about its middle. Rounding is towards zero both ways, so that turning back is exact.
template <typename T>
bool turn(Hall& hall, T& row, int quarterTurns) {
    for (int i = 0; i < quarterTurns; ++i) {
        const Rect area = footprintOf(hall, row);
        const Shift shift{(area.width - area.depth) / 2, (area.depth - area.width) / 2};
        if (!shift(row.place.x, row.place.y)) return false;
        row.place.facing = static_cast<Facing>((static_cast<int>(row.place.facing) + 1) % 4);
    }
    return true;
}

void eraseItem(Hall& hall, ItemRef item) {
    switch (item.table) {
    case TableId::Racks: {
        const Id<Rack> id{item.id};
        hall.taps.eraseWhere([&](const Tap& tap) { return tap.rack == id; });
        hall.members.eraseWhere([&](const Member& member) { return member.rack == id; });
        hall.mounts.eraseWhere([&](const Mount& mount) { return mount.rack == id; });
        changeWhere(hall.racks, [&](Rack& rack) { return forget(rack.sidecar, id); });
        break;
    }
    case TableId::Equipment: {
        const Id<Equipment> id{item.id};
        hall.taps.eraseWhere([&](const Tap& tap) { return tap.equipment == id; });
        break;
    }
    case TableId::Rows: {
        const Id<Row> id{item.id};
        changeWhere(hall.racks, [&](Rack& rack) { return forget(rack.row, id); });
        changeWhere(hall.equipment,
                    [&](Equipment& equipment) { return forget(equipment.row, id); });
        break;
    }
    case TableId::Busways: {
        const Id<Busway> id{item.id};
        hall.taps.eraseWhere([&](const Tap& tap) { return tap.busway == id; });
        break;
    }
    default:
        break;
    }
    tableAccess(item.table).erase(hall, item.id);
}

}  // namespace

bool isLocked(const Hall& hall, ItemRef item) {
    if (item.table == TableId::Racks) {
        const Rack* rack = hall.racks.find({item.id});
        return rack && rack->locked;
    }
    if (item.table == TableId::Equipment) {
        const Equipment* equipment = hall.equipment.find({item.id});
        return equipment && equipment->locked;
    }
    return false;
}

std::string itemsInWords(const Hall& hall, std::span<const ItemRef> items) {
    if (items.empty()) return "nothing";
    const TableId table = items.front().table;
    if (items.size() == 1) return fmt::format("{} {}", noun(table), itemName(hall, items.front()));
    const bool alike =
        std::all_of(items.begin(), items.end(), [&](ItemRef item) { return item.table == table; });
    return counted(static_cast<long long>(items.size()), alike ? noun(table) : "item");
}

Result<Edit> moveItems(const Hall& hall, std::span<const ItemRef> items, Millimetres dx,
                       Millimetres dy) {
    const std::set<ItemRef> all = withContents(hall, items);
    if (Result<void> may = mayMove(hall, all); !may) return may.error();
    Hall after = hall;
    for (ItemRef item : all)
        if (!shiftItem(after, item, Shift{dx, dy}))
            return refused(
                fmt::format("{} would stand more than ten kilometres away", itemName(hall, item)));
    return difference(hall, after, "Move " + itemsInWords(hall, items));
}

Result<Edit> rotateItems(const Hall& hall, std::span<const ItemRef> items, int quarterTurns) {
    const std::set<ItemRef> all(items.begin(), items.end());
    if (Result<void> may = mayMove(hall, all); !may) return may.error();
    Hall after = hall;
    const int turns = ((quarterTurns % 4) + 4) % 4;
    for (ItemRef item : all) {
        const auto act = [&](auto& row) { return turn(after, row, turns); };
        bool done = true;
        if (item.table == TableId::Racks) done = change(after.racks, item.id, act);
        if (item.table == TableId::Equipment) done = change(after.equipment, item.id, act);
        if (!done)
            return refused(
                fmt::format("{} would stand more than ten kilometres away", itemName(hall, item)));
    }
    return difference(hall, after, "Rotate " + itemsInWords(hall, items));
}

Result<Edit> deleteItems(const Hall& hall, std::span<const ItemRef> items) {
    const std::set<ItemRef> all(items.begin(), items.end());
    if (Result<void> may = mayMove(hall, all); !may) return may.error();
    Hall after = hall;
    for (ItemRef item : all) {
        if (!standsInPlan(item.table))
            return refused(fmt::format("{} does not stand in the plan and cannot be deleted there",
                                       itemName(hall, item)));
        eraseItem(after, item);
    }
    return difference(hall, after, "Delete " + itemsInWords(hall, items));
}

}  // namespace hallwright
