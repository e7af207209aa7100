#include "model/edits/place_items.h"

#include "model/base/text.h"
#include "model/edits/feed_rack.h"
#include "model/edits/free_names.h"
#include "model/edits/hang_rack.h"
#include "model/edits/move_items.h"
#include "model/hall/freeze.h"

#include <fmt/format.h>

#include <algorithm>

namespace hallwright {

namespace {

// A number that keeps a slip of the hand from making a hall that nobody can open.
constexpr int mostInRow = 1000;

bool isEquipment(Kind kind) { return kind == Kind::Cdu || kind == Kind::AirUnit; }

/// The part in the hall, frozen into it where the catalog has it.
Result<PartId> placeable(Hall& hall, const Catalog& catalog, std::string_view id, RawId& next) {
    const PartId part = freezePart(hall, catalog, id, next);
    if (!part) return refused(fmt::format("The catalog has no part {}", id));
    const Part& found = *hall.part(part);
    if (!isPlaceable(found.kind))
        return refused(fmt::format("{} is a {}, which cannot be placed by hand", found.name,
                                   lowered(info(found.kind).title)));
    return part;
}

/// The edit to a hall, once it is seen that a document can store it.
Result<Edit> storable(const Hall& from, const Hall& to, std::string label) {
    Edit edit = difference(from, to, std::move(label));
    Hall tried = from;
    if (Result<void> done = apply(tried, edit); !done) return done.error();
    return edit;
}

/// A name as the planner gives it: "A09" in row A, "N05", "PS-A09", "R07" where it stands alone.
std::string rackName(const Hall& hall, FreeNames& names, const Part& part, const Rack& rack) {
    const Row* row = hall.rows.find(rack.row);
    const std::string ofRow = row ? row->name : "R";
    if (part.kind == Kind::NetworkRack) return names.next("N", 2);
    if (part.kind == Kind::PowerSidecar) return names.next("PS-" + ofRow, 2);
    return names.next(ofRow, 2);
}

bool isLiquid(const Part& part) {
    return part.number(Property::liquidFraction).value_or(0.0) > 0.0;
}

/// Puts a rack into the hall with all but its taps.
Id<Rack> standRack(Hall& hall, FreeNames& names, FreeSlots& slots, PartId part, Id<Row> row,
                   const Placement& place, RawId& next) {
    const Part& made = *hall.part(part);
    Rack rack;
    rack.part = part;
    rack.row = row;
    rack.place = place;
    const Rect box = footprintOf(hall, rack);
    if (isLiquid(made)) rack.loop = loopNear(hall, box, row);
    rack.name = rackName(hall, names, made, rack);
    const Id<Rack> id{next++};
    hall.racks.set(id, rack);
    slots.join(hall, id, next);
    return id;
}

void setSidecar(Hall& hall, Id<Rack> id, Id<Rack> sidecar) {
    Rack rack = hall.racks[id];
    rack.sidecar = sidecar;
    hall.racks.set(id, std::move(rack));
}

void placeRack(Hall& hall, const Catalog& catalog, PartId part, const Placement& place,
               RawId& next) {
    const Part made = *hall.part(part);
    const Rect box = footprintOf(&made, place);
    const Id<Row> row = rowAt(hall, box);
    stretchRow(hall, row, box);
    FreeNames names(hall);
    FreeSlots slots(hall);
    const Id<Rack> id = standRack(hall, names, slots, part, row, place, next);
    if (needsSidecar(hall, made)) {
        if (const Id<Rack> sidecar = freeSidecarBeside(hall, box)) setSidecar(hall, id, sidecar);
    } else if (made.kind == Kind::PowerSidecar) {
        if (const Id<Rack> fed = rackWithoutSidecarBeside(hall, box)) setSidecar(hall, fed, id);
    }
    RackFeeder(hall, &catalog, next).tap(id);
}

void placeEquipment(Hall& hall, PartId part, const Placement& place, RawId& next) {
    const Part& made = *hall.part(part);
    Equipment unit;
    unit.part = part;
    unit.place = place;
    const Rect box = footprintOf(hall, unit);
    FreeNames names(hall);
    if (made.kind == Kind::Cdu) {
        unit.row = rowAt(hall, box);
        stretchRow(hall, unit.row, box);
        unit.loop = loopNear(hall, box, unit.row);
        unit.name = names.next("CDU-", 1);
    } else {
        unit.name = names.next("FW-", 1);
    }
    hall.equipment.set({next++}, unit);
}

/// The way the fronts of a row look: out of it.
Facing frontsOf(const NewRow& row) {
    const bool up = row.facing == Facing::Up || row.facing == Facing::Left;
    if (row.along) return up ? Facing::Left : Facing::Right;
    return up ? Facing::Up : Facing::Down;
}

/// The sidecar that a rack of the row comes with, null where it needs none or names none.
PartPtr sidecarFor(const Hall& hall, const Catalog& catalog, const Part& part) {
    if (!needsSidecar(hall, part)) return nullptr;
    const std::string& id = part.text(Property::sidecar);
    PartPtr found;
    if (const FrozenPart* held = hall.parts.find(hall.findPart(id))) found = held->part;
    if (!found) found = catalog.find(id);
    return found && found->kind == Kind::PowerSidecar ? found : nullptr;
}

/// Width and depth of the row before it is turned.
struct Extent {
    Millimetres length, depth, rack, sidecar, rackDepth, sidecarDepth;
};
Extent extentOf(const Part& part, const Part* sidecar, int count) {
    const Rect rack = footprintOf(&part, {});
    Extent extent;
    extent.rack = rack.width;
    extent.rackDepth = extent.depth = rack.depth;
    if (sidecar) {
        const Rect beside = footprintOf(sidecar, {});
        extent.sidecar = beside.width;
        extent.sidecarDepth = beside.depth;
        extent.depth = std::max(extent.depth, beside.depth);
    }
    extent.length = (extent.rack + extent.sidecar) * count;
    return extent;
}

/// Where the next box of a row stands, its front on the line of fronts.
Placement placeInRow(const NewRow& row, Facing fronts, Millimetres along, Millimetres depth,
                     Millimetres rowDepth) {
    const bool atFar = fronts == Facing::Up || fronts == Facing::Right;
    const Millimetres across = atFar ? rowDepth - depth : Millimetres{};
    if (row.along) return {row.x + across, row.y + along, fronts};
    return {row.x + along, row.y + across, fronts};
}

}  // namespace

bool isPlaceable(Kind kind) {
    switch (kind) {
    case Kind::ComputeRack:
    case Kind::NetworkRack:
    case Kind::ManagementRack:
    case Kind::StorageRack:
    case Kind::PowerSidecar:
    case Kind::Cdu:
    case Kind::AirUnit:
        return true;
    default:
        return false;
    }
}

Result<Edit> placePart(const Hall& hall, const Catalog& catalog, std::string_view part,
                       const Placement& place, RawId& next) {
    Hall after = hall;
    RawId id = std::max(next, hall.highestId() + 1);
    const Result<PartId> placed = placeable(after, catalog, part, id);
    if (!placed) return placed.error();
    if (isEquipment(after.part(*placed)->kind))
        placeEquipment(after, *placed, place, id);
    else
        placeRack(after, catalog, *placed, place, id);
    Result<Edit> edit = storable(hall, after, {});
    if (!edit) return edit;
    for (const Change& change : edit->changes)
        if (!change.before &&
            (change.table == TableId::Racks || change.table == TableId::Equipment)) {
            const ItemRef item{change.table, change.id};
            edit.value().label = "Add " + itemsInWords(after, std::span(&item, 1));
        }
    next = id;
    return edit;
}

Result<Edit> addRow(const Hall& hall, const Catalog& catalog, const NewRow& wanted, RawId& next) {
    if (wanted.count < 1) return refused("A row needs at least one rack");
    if (wanted.count > mostInRow)
        return refused(fmt::format("A row takes at most {} racks", grouped(mostInRow)));
    constexpr std::int32_t most = 10'000'000;  // ten kilometres, as documents store
    if (std::abs(wanted.x.mm) > most || std::abs(wanted.y.mm) > most)
        return refused("The row would stand more than ten kilometres away");
    Hall after = hall;
    RawId id = std::max(next, hall.highestId() + 1);
    const Result<PartId> part = placeable(after, catalog, wanted.part, id);
    if (!part) return part.error();
    const Part made = *after.part(*part);
    if (isEquipment(made.kind))
        return refused(fmt::format("{} is a {}, and a row is made of racks", made.name,
                                   lowered(info(made.kind).title)));
    const PartPtr sidecar = sidecarFor(after, catalog, made);
    const PartId sidecarId = sidecar ? freezePart(after, catalog, sidecar->id, id) : PartId{};
    const Extent extent = extentOf(made, sidecar.get(), wanted.count);
    const Facing fronts = frontsOf(wanted);

    FreeNames names(after);
    FreeSlots slots(after);
    const std::string letter = names.nextRow();
    const Id<Row> rowId{id++};
    after.rows.set(rowId,
                   Row{letter, wanted.x, wanted.y, extent.length, extent.depth, fronts, true});
    std::vector<Id<Rack>> racks;
    Millimetres along;
    for (int i = 0; i < wanted.count; ++i) {
        Id<Rack> beside;
        if (sidecar) {
            beside =
                standRack(after, names, slots, sidecarId, rowId,
                          placeInRow(wanted, fronts, along, extent.sidecarDepth, extent.depth), id);
            racks.push_back(beside);
            along += extent.sidecar;
        }
        racks.push_back(standRack(after, names, slots, *part, rowId,
                                  placeInRow(wanted, fronts, along, extent.rackDepth, extent.depth),
                                  id));
        if (beside) setSidecar(after, racks.back(), beside);
        along += extent.rack;
    }
    RackFeeder(after, &catalog, id).feedRow(rowId, racks);
    Result<Edit> edit = storable(
        hall, after, fmt::format("Add row {} of {}", letter, counted(wanted.count, "rack")));
    if (edit) next = id;
    return edit;
}

Rect groundOf(const Hall& hall, const Catalog& catalog, const NewRow& row) {
    PartPtr part;
    if (const FrozenPart* held = hall.parts.find(hall.findPart(row.part))) part = held->part;
    if (!part) part = catalog.find(row.part);
    if (!part) return {};
    const PartPtr sidecar = sidecarFor(hall, catalog, *part);
    const Extent extent = extentOf(*part, sidecar.get(), std::clamp(row.count, 1, mostInRow));
    return row.along ? Rect{row.x, row.y, extent.depth, extent.length}
                     : Rect{row.x, row.y, extent.length, extent.depth};
}

Result<Edit> addObstacle(const Hall& hall, ObstacleKind kind, const Rect& area, RawId& next) {
    constexpr std::string_view words[] = {"Column", "Keep-out", "Door"};
    if (area.width.mm <= 0 || area.depth.mm <= 0)
        return refused("A column, keep-out or door needs a width and a depth");
    const RawId id = std::max(next, hall.highestId() + 1);
    Hall after = hall;
    Obstacle obstacle;
    obstacle.name =
        FreeNames(hall).next(std::string(words[static_cast<std::size_t>(kind)]) + " ", 1);
    obstacle.kind = kind;
    obstacle.area = area;
    const std::string label = "Add " + lowered(obstacle.name);
    after.obstacles.set({id}, std::move(obstacle));
    Result<Edit> edit = storable(hall, after, label);
    if (edit) next = id + 1;
    return edit;
}

}  // namespace hallwright
