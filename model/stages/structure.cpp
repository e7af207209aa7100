#include "model/formulas/loads.h"
#include "model/stages/fabric.h"
#include "model/stages/partial.h"
#include "model/stages/stages.h"
#include "model/stages/switch_supplies.h"
#include "model/stages/tile_loads.h"

#include <cmath>

namespace hallwright {

namespace {

/// Mass of every rack by position: its part's, and of network racks the switches that stand in
/// them with their shelves and manifolds.
std::vector<Partial> rackMasses(const Pass& pass) {
    std::vector<Partial> masses(pass.rows.count(Scope::Rack));
    std::vector<bool> isNetwork(masses.size(), false);
    std::size_t i = 0;
    pass.hall.racks.forEach([&](Id<Rack>, const Rack& rack) {
        masses[i].add(pass.in.get(rack.part, Property::mass));
        const Part* part = pass.in.part(rack.part);
        isNetwork[i] = part && part->kind == Kind::NetworkRack;
        ++i;
    });
    std::size_t position = 0;
    for (const FabricPlan& plan : pass.fabrics.plans) {
        const std::size_t at = position++;
        const Fabric* fabric = pass.hall.fabrics.find(Id<Fabric>{plan.fabric});
        const double each = fabric ? pass.in.get(fabric->switchPart, Property::mass) : unknown;
        for (const std::vector<std::int32_t>& tier : plan.switchRack)
            for (std::int32_t rack : tier)
                if (rack >= 0 && static_cast<std::size_t>(rack) < masses.size() &&
                    isNetwork[static_cast<std::size_t>(rack)])
                    masses[static_cast<std::size_t>(rack)].add(each);
        if (!fabric) continue;
        for (const auto& [rack, supplies] : switchSuppliesByRack(pass, *fabric, at))
            for (const auto& [part, pieces] : supplies)
                if (rack >= 0 && static_cast<std::size_t>(rack) < masses.size() &&
                    isNetwork[static_cast<std::size_t>(rack)])
                    masses[static_cast<std::size_t>(rack)].add(pieces *
                                                               pass.in.get(part, Property::mass));
    }
    return masses;
}

/// Number of feet, 0 where the part gives none or one that cannot be.
int footCount(const Pass& pass, PartId part) {
    const double feet = std::round(pass.in.get(part, Property::feet));
    const PropertyInfo& row = info(Property::feet);
    return feet >= 1.0 && feet <= row.plausibleHigh ? static_cast<int>(feet) : 0;
}

template <typename Item>
StandingBox standingBox(const Pass& pass, const Item& item, double mass_kg) {
    const double width = pass.in.get(item.part, Property::sizeWidth);
    const double depth = pass.in.get(item.part, Property::sizeDepth);
    StandingBox box;
    box.mass_kg = mass_kg;
    box.turned = item.place.facing == Facing::Left || item.place.facing == Facing::Right;
    if (std::isnan(width) || std::isnan(depth)) {
        box.ground = footprintOf(pass.hall, item);
        return box;  // where its feet stand is not known
    }
    box.ground =
        footprint(item.place, Millimetres::fromMetres(width), Millimetres::fromMetres(depth));
    box.feet = footCount(pass, item.part);
    return box;
}

void setTileLoad(Pass& pass, const FloorTiles& tiles, std::size_t box) {
    const std::size_t racks = pass.rows.count(Scope::Rack);
    const TileLoad& worst = tiles.worst(box);
    Partial load{worst.mass_kg, worst.mass_kg > 0.0, worst.missing};
    if (box < racks) {
        load.missing |= pass.out.status(Fig::rackMass, box) == Status::Partial;
        load.put(pass.out, Fig::rackTileLoad, box);
    } else {
        load.put(pass.out, Fig::equipmentTileLoad, box - racks);
    }
}

bool hasTiles(const Pass& pass) { return pass.hall.site().tile.um >= 1000; }

void runTiles(Pass& pass) {
    const std::size_t racks = pass.rows.count(Scope::Rack);
    FloorTiles own;
    FloorTiles& tiles = pass.tiles ? *pass.tiles : own;
    if (!hasTiles(pass)) {
        tiles.clear();
        for (std::size_t i = 0; i < racks; ++i)
            pass.out.setAbsent(Fig::rackTileLoad, i);
        for (std::size_t i = 0; i < pass.rows.count(Scope::Equipment); ++i)
            pass.out.setAbsent(Fig::equipmentTileLoad, i);
        return;
    }
    std::vector<StandingBox> boxes;
    boxes.reserve(racks + pass.rows.count(Scope::Equipment));
    pass.hall.racks.forEach([&](Id<Rack>, const Rack& rack) {
        boxes.push_back(standingBox(pass, rack, pass.out.get(Fig::rackMass, boxes.size())));
    });
    pass.hall.equipment.forEach([&](Id<Equipment>, const Equipment& equipment) {
        boxes.push_back(standingBox(pass, equipment, pass.in.get(equipment.part, Property::mass)));
    });
    const std::size_t count = boxes.size();
    tiles.reset(std::move(boxes), pass.hall.site().tile);
    for (std::size_t i = 0; i < count; ++i)
        setTileLoad(pass, tiles, i);
}

/// Racks and equipment that only stand elsewhere: their tiles, and those of what stands on the same
/// ones.
void runMovedTiles(Pass& pass) {
    const std::size_t racks = pass.rows.count(Scope::Rack);
    FloorTiles& tiles = *pass.tiles;
    const auto move = [&](std::size_t box, const auto& item) {
        const StandingBox now = standingBox(pass, item, tiles.box(box).mass_kg);
        tiles.move(box, now.ground, now.turned);
    };
    for (std::size_t at : pass.changes.movedRacks)
        move(at, pass.hall.racks[{pass.rows.ids(Scope::Rack)[at]}]);
    for (std::size_t at : pass.changes.movedEquipment)
        move(racks + at, pass.hall.equipment[{pass.rows.ids(Scope::Equipment)[at]}]);
    for (std::uint32_t box : tiles.settle())
        setTileLoad(pass, tiles, box);
}

/// The largest of two columns; a total over what is known where either holds unknown rows.
void setMaxOf(Columns& out, Fig largest, Fig a, Fig b) {
    out.setMax(largest, a);
    const double of = out.get(largest);
    const Status status = out.status(largest);
    out.setMax(largest, b);
    if (status == Status::Absent) return;
    const double other = out.get(largest);
    const Status otherStatus = out.status(largest);
    if (otherStatus == Status::Absent) {
        if (status == Status::Partial)
            out.setPartial(largest, 0, of);
        else
            out.set(largest, of);
        return;
    }
    out.set(largest, std::isnan(of) || other > of ? other : of);
    out.weaken(largest, 0, status);
    out.weaken(largest, 0, otherStatus);
}

}  // namespace

void runStructure(Pass& pass) {
    Columns& out = pass.out;
    if (pass.onlyPlaces && pass.tiles) {
        if (!hasTiles(pass)) return;
        runMovedTiles(pass);
        setMaxOf(out, Fig::floorTileMax, Fig::rackTileLoad, Fig::equipmentTileLoad);
        return;
    }
    const double bayDepth = pass.basisValue(Property::bayDepth);
    const std::vector<Partial> masses = rackMasses(pass);
    Partial total;
    std::size_t i = 0;
    pass.hall.racks.forEach([&](Id<Rack>, const Rack& rack) {
        const std::size_t at = i++;
        masses[at].put(out, Fig::rackMass, at);
        total.add(masses[at]);
        const double mass = masses[at].number();
        const double width = pass.in.get(rack.part, Property::sizeWidth);
        const double depth = pass.in.get(rack.part, Property::sizeDepth);
        const Status status = masses[at].status();
        setFrom(out, Fig::rackFootprintLoad, at, formulas::floorPressure(mass, width * depth),
                {status});
        setFrom(out, Fig::rackBayLoad, at, formulas::floorPressure(mass, width * bayDepth),
                {status});
    });
    std::size_t stands = 0;
    pass.hall.equipment.forEach([&](Id<Equipment>, const Equipment& equipment) {
        const std::size_t at = stands++;
        const double mass = pass.in.get(equipment.part, Property::mass);
        total.add(mass);
        const double width = pass.in.get(equipment.part, Property::sizeWidth);
        const double depth = pass.in.get(equipment.part, Property::sizeDepth);
        out.set(Fig::equipmentFootprintLoad, at, formulas::floorPressure(mass, width * depth));
        // What stands along a wall may be deeper than a bay of racks: it bears on its own ground.
        out.set(Fig::equipmentBayLoad, at,
                formulas::floorPressure(mass, width * (depth > bayDepth ? depth : bayDepth)));
    });
    runTiles(pass);
    setMaxOf(out, Fig::floorFootprintMax, Fig::rackFootprintLoad, Fig::equipmentFootprintLoad);
    setMaxOf(out, Fig::floorBayMax, Fig::rackBayLoad, Fig::equipmentBayLoad);
    setMaxOf(out, Fig::floorTileMax, Fig::rackTileLoad, Fig::equipmentTileLoad);
    total.put(out, Fig::totalMass);
    const Site& site = pass.hall.site();
    out.set(Fig::spaceRacks, static_cast<double>(pass.rows.count(Scope::Rack)));
    out.set(Fig::spaceArea, site.width.metres() * site.depth.metres());
}

}  // namespace hallwright
