#include "model/formulas/loads.h"
#include "model/stages/fabric.h"
#include "model/stages/partial.h"
#include "model/stages/stages.h"
#include "model/stages/tile_loads.h"

#include <cmath>

namespace hallwright {

namespace {

/// Mass of every rack by position: its part's, and of network racks the switches that stand in
/// them.
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
    for (const FabricPlan& plan : pass.fabrics.plans) {
        const Fabric* fabric = pass.hall.fabrics.find(Id<Fabric>{plan.fabric});
        const double each = fabric ? pass.in.get(fabric->switchPart, Property::mass) : unknown;
        for (const std::vector<std::int32_t>& tier : plan.switchRack)
            for (std::int32_t rack : tier)
                if (rack >= 0 && static_cast<std::size_t>(rack) < masses.size() &&
                    isNetwork[static_cast<std::size_t>(rack)])
                    masses[static_cast<std::size_t>(rack)].add(each);
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

void runTiles(Pass& pass) {
    const std::size_t racks = pass.rows.count(Scope::Rack);
    const Micrometres pitch = pass.hall.site().tile;
    if (pitch.um < 1000) {  // no grid
        for (std::size_t i = 0; i < racks; ++i)
            pass.out.setAbsent(Fig::rackTileLoad, i);
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
    const std::vector<TileLoad> loads = tileLoads(boxes, pitch);
    for (std::size_t i = 0; i < racks; ++i) {
        Partial load{loads[i].mass_kg, loads[i].mass_kg > 0.0, loads[i].missing};
        load.missing |= pass.out.status(Fig::rackMass, i) == Status::Partial;
        load.put(pass.out, Fig::rackTileLoad, i);
    }
}

}  // namespace

void runStructure(Pass& pass) {
    Columns& out = pass.out;
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
    pass.hall.equipment.forEach([&](Id<Equipment>, const Equipment& equipment) {
        total.add(pass.in.get(equipment.part, Property::mass));
    });
    runTiles(pass);
    out.setMax(Fig::floorFootprintMax, Fig::rackFootprintLoad);
    out.setMax(Fig::floorBayMax, Fig::rackBayLoad);
    out.setMax(Fig::floorTileMax, Fig::rackTileLoad);
    total.put(out, Fig::totalMass);
    const Site& site = pass.hall.site();
    out.set(Fig::spaceRacks, static_cast<double>(pass.rows.count(Scope::Rack)));
    out.set(Fig::spaceArea, site.width.metres() * site.depth.metres());
}

}  // namespace hallwright
