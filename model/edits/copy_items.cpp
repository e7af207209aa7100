#include "model/edits/copy_items.h"

#include "model/base/text.h"
#include "model/edits/move_items.h"
#include "model/edits/paste_items.h"
#include "model/hall/freeze.h"
#include "model/storage/items_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <limits>
#include <set>

namespace hallwright {

namespace {

/// The items that can be copied, rows with all that stands in them.
std::set<ItemRef> copyable(const Hall& hall, std::span<const ItemRef> items) {
    std::set<ItemRef> all;
    std::set<Id<Row>> rows;
    for (const ItemRef item : items) {
        if (!standsInPlan(item.table) || !tableAccess(item.table).row(hall, item.id)) continue;
        all.insert(item);
        if (item.table == TableId::Rows) rows.insert({item.id});
    }
    hall.racks.forEach([&](Id<Rack> id, const Rack& rack) {
        if (rows.contains(rack.row)) all.insert({TableId::Racks, id.raw});
    });
    hall.equipment.forEach([&](Id<Equipment> id, const Equipment& unit) {
        if (rows.contains(unit.row)) all.insert({TableId::Equipment, id.raw});
    });
    return all;
}

/// What hangs on racks and equipment: rows that mean nothing without them.
void addHanging(const Hall& hall, std::set<ItemRef>& all) {
    const auto has = [&](TableId table, RawId id) { return all.contains({table, id}); };
    std::vector<ItemRef> hanging;
    hall.taps.forEach([&](Id<Tap> id, const Tap& tap) {
        if ((tap.rack && has(TableId::Racks, tap.rack.raw)) ||
            (tap.equipment && has(TableId::Equipment, tap.equipment.raw)))
            hanging.push_back({TableId::Taps, id.raw});
    });
    hall.members.forEach([&](Id<Member> id, const Member& member) {
        if (has(TableId::Racks, member.rack.raw)) hanging.push_back({TableId::Members, id.raw});
    });
    hall.mounts.forEach([&](Id<Mount> id, const Mount& mount) {
        if (has(TableId::Racks, mount.rack.raw)) hanging.push_back({TableId::Mounts, id.raw});
    });
    all.insert(hanging.begin(), hanging.end());
}

/// All parts and sources of a hall, as a catalog to freeze from.
Catalog catalogOf(const Hall& hall) {
    std::map<std::string, PartPtr> parts;
    std::map<std::string, Source> sources;
    hall.parts.forEach([&](PartId, const FrozenPart& row) {
        if (row.part) parts.emplace(row.part->id, row.part);
    });
    hall.sources.forEach([&](Id<FrozenSource>, const FrozenSource& row) {
        sources.emplace(row.source.id, row.source);
    });
    return {std::move(parts), std::move(sources)};
}

/// The rows of these parts and of all that they refer to, with the ids they have in the hall.
void addParts(const Hall& hall, const std::set<PartId>& wanted, Hall& out) {
    Hall frozen;
    RawId next = 1;
    const Catalog catalog = catalogOf(hall);
    for (const PartId id : wanted)
        if (const Part* part = hall.part(id)) freezePart(frozen, catalog, part->id, next);
    std::set<std::string> parts, sources;
    frozen.parts.forEach([&](PartId, const FrozenPart& row) { parts.insert(row.part->id); });
    frozen.sources.forEach(
        [&](Id<FrozenSource>, const FrozenSource& row) { sources.insert(row.source.id); });
    hall.parts.forEach([&](PartId id, const FrozenPart& row) {
        if (row.part && parts.contains(row.part->id)) out.parts.set(id, row);
    });
    hall.sources.forEach([&](Id<FrozenSource> id, const FrozenSource& row) {
        if (sources.contains(row.source.id)) out.sources.set(id, row);
    });
}

LooseItems loose(const Hall& hall, std::span<const ItemRef> items) {
    std::set<ItemRef> all = copyable(hall, items);
    addHanging(hall, all);
    LooseItems copy;
    std::set<PartId> parts;
    for (const ItemRef item : all) {
        const TableAccess& table = tableAccess(item.table);
        const std::vector<Cell> cells = *table.row(hall, item.id);
        for (std::size_t c = 0; c < cells.size(); ++c) {
            const std::optional<TableId> to = table.columns()[c].refersTo;
            const auto* number = std::get_if<std::int64_t>(&cells[c]);
            if (!to || !number) continue;
            const ItemRef other{*to, static_cast<RawId>(*number)};
            if (*to == TableId::Parts)
                parts.insert({other.id});
            else if (!all.contains(other))
                copy.outside.emplace(other, itemName(hall, other));
        }
        // Cells of a row that is there are those that it takes.
        static_cast<void>(static_cast<bool>(table.put(copy.rows, item.id, cells)));
    }
    addParts(hall, parts, copy.rows);
    return copy;
}

/// Rows that the items are or stand in.
std::set<Id<Row>> rowsOf(const Hall& hall, std::span<const ItemRef> items) {
    std::set<Id<Row>> rows;
    for (const ItemRef item : items) {
        if (item.table == TableId::Rows) rows.insert({item.id});
        if (const Rack* rack = item.table == TableId::Racks ? hall.racks.find({item.id}) : nullptr)
            rows.insert(rack->row);
        if (const Equipment* unit =
                item.table == TableId::Equipment ? hall.equipment.find({item.id}) : nullptr)
            rows.insert(unit->row);
    }
    std::erase_if(rows, [&](Id<Row> id) { return !hall.rows.contains(id); });
    return rows;
}

/// How far across its line the copy of a block of rows goes.
Millimetres pitchOf(const Hall& hall, const std::set<Id<Row>>& rows, int low, int high) {
    const Row& first = hall.rows[*rows.begin()];
    const bool alongX = runsAlongX(first);
    const auto across = [&](const Row& row) { return alongX ? row.y.mm : row.x.mm; };
    const int extent = high - low;
    int pitch = std::numeric_limits<int>::max();
    hall.rows.forEach([&](Id<Row> id, const Row& row) {
        if (rows.contains(id) || row.facing != first.facing) return;
        const int apart = std::abs(across(row) - across(first));
        if (apart >= extent && apart > 0) pitch = std::min(pitch, apart);
    });
    if (pitch < std::numeric_limits<int>::max()) return {pitch};
    const Part* basis = hall.part(hall.site().basis);
    const auto width = [&](Property property) {
        return Millimetres::fromMetres(basis ? basis->number(property).value_or(0.0) : 0.0);
    };
    return Millimetres{extent} + width(Property::coldAisleWidth) + width(Property::hotAisleWidth);
}

}  // namespace

std::string copyItems(const Hall& hall, std::span<const ItemRef> items) {
    const LooseItems copy = loose(hall, items);
    const Hall& rows = copy.rows;
    const bool nothing = rows.racks.empty() && rows.equipment.empty() && rows.obstacles.empty() &&
                         rows.rows.empty() && rows.busways.empty() && rows.trays.empty();
    return nothing ? std::string() : itemsToText(copy);
}

Result<Edit> pasteItems(const Hall& hall, std::string_view text, Millimetres dx, Millimetres dy,
                        RawId& next) {
    const Result<LooseItems> items = itemsFromText(text);
    if (!items) return items.error();
    return insertItems(hall, *items, dx, dy, "Paste ", next);
}

Result<Edit> duplicateItems(const Hall& hall, std::span<const ItemRef> items, RawId& next) {
    const LooseItems copy = loose(hall, items);
    int low = std::numeric_limits<int>::max(), high = std::numeric_limits<int>::min();
    const auto take = [&](const Rect& area) {
        low = std::min(low, area.x.mm);
        high = std::max(high, area.right().mm);
    };
    const auto run = [&](auto, const auto& row) {
        take({std::min(row.x1, row.x2),
              {},
              std::max(row.x1, row.x2) - std::min(row.x1, row.x2),
              {}});
    };
    copy.rows.racks.forEach([&](Id<Rack>, const Rack& rack) { take(footprintOf(hall, rack)); });
    copy.rows.equipment.forEach(
        [&](Id<Equipment>, const Equipment& unit) { take(footprintOf(hall, unit)); });
    copy.rows.obstacles.forEach([&](Id<Obstacle>, const Obstacle& row) { take(row.area); });
    copy.rows.rows.forEach([&](Id<Row>, const Row& row) { take(areaOf(row)); });
    copy.rows.busways.forEach(run);
    copy.rows.trays.forEach(run);
    if (low > high) return refused("Nothing is selected that can be copied");
    return insertItems(hall, copy, {high - low}, {}, "Duplicate ", next);
}

Result<Edit> duplicateRows(const Hall& hall, std::span<const ItemRef> items, RawId& next) {
    const std::set<Id<Row>> rows = rowsOf(hall, items);
    if (rows.empty()) return refused("Select a row, or a rack that stands in one");
    const bool alongX = runsAlongX(hall.rows[*rows.begin()]);
    int low = std::numeric_limits<int>::max(), high = std::numeric_limits<int>::min();
    std::vector<ItemRef> all;
    for (const Id<Row> id : rows) {
        const Rect area = areaOf(hall.rows[id]);
        if (runsAlongX(hall.rows[id]) != alongX)
            return refused("Select rows that all run the same way");
        low = std::min(low, alongX ? area.y.mm : area.x.mm);
        high = std::max(high, alongX ? area.top().mm : area.right().mm);
        all.push_back({TableId::Rows, id.raw});
    }
    // Busways go along where they feed these rows alone.
    std::set<Id<Busway>> theirs, others;
    hall.taps.forEach([&](Id<Tap>, const Tap& tap) {
        const Rack* rack = hall.racks.find(tap.rack);
        const Equipment* unit = hall.equipment.find(tap.equipment);
        const Id<Row> row = rack ? rack->row : unit ? unit->row : Id<Row>{};
        (rows.contains(row) ? theirs : others).insert(tap.busway);
    });
    for (const Id<Busway> busway : theirs)
        if (!others.contains(busway)) all.push_back({TableId::Busways, busway.raw});

    const Millimetres pitch = pitchOf(hall, rows, low, high);
    const auto moved = [&](const Rect& area, Millimetres by) {
        return alongX ? Rect{area.x, area.y + by, area.width, area.depth}
                      : Rect{area.x + by, area.y, area.width, area.depth};
    };
    const auto isFree = [&](Millimetres by) {
        bool free = true;
        hall.rows.forEach([&](Id<Row>, const Row& there) {
            for (const Id<Row> id : rows)
                free = free && !moved(areaOf(hall.rows[id]), by).overlaps(areaOf(there));
        });
        return free;
    };
    const Millimetres end = alongX ? hall.site().depth : hall.site().width;
    const auto inHall = [&](Millimetres by) {
        return low + by.mm >= 0 && high + by.mm <= end.mm && isFree(by);
    };
    // The first free ground in the hall, upwards or to the right before the other way; beyond it
    // where there is none.
    const int most = static_cast<int>(hall.rows.size()) + 1;
    std::optional<Millimetres> by;
    for (int i = 1; i <= most && !by && pitch.mm > 0; ++i)
        for (const Millimetres way : {pitch * i, -(pitch * i)})
            if (!by && inHall(way)) by = way;
    for (int i = 1; i <= most && !by; ++i)
        if (isFree(pitch * i)) by = pitch * i;
    const Millimetres way = by.value_or(pitch);
    return insertItems(hall, loose(hall, all), alongX ? Millimetres{} : way,
                       alongX ? way : Millimetres{}, "Duplicate ", next);
}

std::vector<ItemRef> addedItems(const Edit& edit) {
    std::vector<ItemRef> items;
    for (const Change& change : edit.changes)
        if (!change.before && change.after && standsInPlan(change.table))
            items.push_back({change.table, change.id});
    return items;
}

}  // namespace hallwright
