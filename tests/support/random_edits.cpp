#include "tests/support/random_edits.h"

#include <vector>

namespace hallwright::test {

namespace {

template <typename T>
Id<T> anyOf(const Table<T>& table, std::mt19937& dice) {
    std::vector<Id<T>> ids;
    table.forEach([&](Id<T> id, const T&) { ids.push_back(id); });
    return ids.empty() ? Id<T>{} : ids[dice() % ids.size()];
}

}  // namespace

Edit randomEdit(const Hall& hall, RawId& next, std::mt19937& dice) {
    Hall after = hall;
    std::string label = "Change";
    switch (dice() % 20) {
    case 0:
    case 1:
    case 2:
    case 3: {
        const Id<Rack> id = anyOf(hall.racks, dice);
        if (!id) break;
        Rack rack = hall.racks[id];
        rack.place.x += Millimetres{static_cast<int>(dice() % 4001) - 2000};
        rack.place.y += Millimetres{static_cast<int>(dice() % 2001) - 1000};
        if (dice() % 5 == 0) rack.place.facing = static_cast<Facing>(dice() % 4);
        label = "Move rack " + rack.name;
        after.racks.set(id, rack);
        break;
    }
    case 4: {
        if (hall.racks.size() < 4) break;
        const Id<Rack> id = anyOf(hall.racks, dice);
        label = "Delete rack " + hall.racks[id].name;
        after.racks.erase(id);
        break;
    }
    case 5: {
        const Id<Rack> id = anyOf(hall.racks, dice);
        if (!id) break;
        Rack rack = hall.racks[id];
        rack.name += "'";
        rack.place.y += Millimetres{5000};
        label = "Copy rack";
        after.racks.set({next++}, rack);
        break;
    }
    case 6: {
        // Another published reading of some number.
        const PartId id = anyOf(hall.parts, dice);
        Part part = *hall.part(id);
        std::vector<std::size_t> several;
        for (std::size_t d = 0; d < part.data.size(); ++d)
            if (part.data[d].readings.size() > 1) several.push_back(d);
        if (several.empty()) break;
        Datum& datum = part.data[several[dice() % several.size()]];
        datum.chosen = dice() % datum.readings.size();
        label = "Choose another reading of " + part.id;
        after.parts.set(id, {std::make_shared<const Part>(std::move(part)), hall.parts[id].origin});
        break;
    }
    case 7: {
        const Id<Loop> id = anyOf(hall.loops, dice);
        if (!id) break;
        Loop loop = hall.loops[id];
        loop.facilitySupply = celsius(18.0 + static_cast<double>(dice() % 20));
        loop.spare = static_cast<int>(dice() % 3);
        label = "Change " + loop.name;
        after.loops.set(id, loop);
        break;
    }
    case 8: {
        const Id<Fabric> id = anyOf(hall.fabrics, dice);
        if (!id) break;
        Fabric fabric = hall.fabrics[id];
        fabric.kind = dice() % 2 == 0 ? FabricKind::FatTree : FabricKind::RailFatTree;
        fabric.oversubscription = 1.0 + static_cast<double>(dice() % 3);
        label = "Change fabric " + fabric.name;
        after.fabrics.set(id, fabric);
        break;
    }
    case 9: {
        const Id<PowerUnit> id = anyOf(hall.powerUnits, dice);
        if (!id) break;
        PowerUnit unit = hall.powerUnits[id];
        unit.parallel = 1 + static_cast<int>(dice() % 3);
        label = "Change " + unit.name;
        after.powerUnits.set(id, unit);
        break;
    }
    case 10: {
        const Id<Equipment> id = anyOf(hall.equipment, dice);
        if (!id) break;
        Equipment equipment = hall.equipment[id];
        equipment.place.x += Millimetres{static_cast<int>(dice() % 3001) - 1500};
        label = "Move " + equipment.name;
        after.equipment.set(id, equipment);
        break;
    }
    case 11: {
        const Id<Tray> id = anyOf(hall.trays, dice);
        if (!id) break;
        Tray tray = hall.trays[id];
        tray.elevation += Millimetres{static_cast<int>(dice() % 401) - 200};
        tray.layers = 1 + static_cast<int>(dice() % 4);
        label = "Change " + tray.name;
        after.trays.set(id, tray);
        break;
    }
    case 12: {
        Site site = hall.site();
        site.redundancy = static_cast<Redundancy>(dice() % 5);
        site.distribution = static_cast<Distribution>(dice() % 3);
        site.code = static_cast<ElectricalCode>(dice() % 2);
        site.tile = {500000 + static_cast<int>(dice() % 200000)};
        label = "Change the site";
        after.sites.set(hall.siteId(), site);
        break;
    }
    case 13: {
        const Id<Tap> id = anyOf(hall.taps, dice);
        if (!id) break;
        Tap tap = hall.taps[id];
        tap.busway = anyOf(hall.busways, dice);
        tap.count = 1 + static_cast<int>(dice() % 2);
        label = "Move a tap-off";
        after.taps.set(id, tap);
        break;
    }
    case 14: {
        const Id<Mount> id = anyOf(hall.mounts, dice);
        if (!id) break;
        Mount mount = hall.mounts[id];
        mount.rack = anyOf(hall.racks, dice);
        label = "Move switches";
        after.mounts.set(id, mount);
        break;
    }
    case 15: {
        // A few racks together, often into others or out of the hall, as a drag does.
        const int dx = static_cast<int>(dice() % 7) * 300 - 900;
        const int dy = static_cast<int>(dice() % 7) * 600 - 1800;
        const std::size_t count = 1 + dice() % 12;
        for (std::size_t i = 0; i < count; ++i) {
            const Id<Rack> id = anyOf(hall.racks, dice);
            if (!id) break;
            Rack rack = hall.racks[id];
            rack.place.x += Millimetres{dx};
            rack.place.y += Millimetres{dy};
            after.racks.set(id, rack);
        }
        label = "Move racks";
        break;
    }
    case 16: {
        const Id<Obstacle> id = anyOf(hall.obstacles, dice);
        if (id && dice() % 3 == 0) {
            after.obstacles.erase(id);
            label = "Delete an obstacle";
            break;
        }
        const Id<Rack> beside = anyOf(hall.racks, dice);
        if (!beside) break;
        const Placement& place = hall.racks[beside].place;
        Obstacle obstacle{"O", static_cast<ObstacleKind>(dice() % 3), {}};
        obstacle.area = {place.x,
                         place.y - Millimetres{static_cast<int>(dice() % 2000)},
                         {200 + static_cast<int>(dice() % 2000)},
                         {200 + static_cast<int>(dice() % 900)}};
        after.obstacles.set(id && dice() % 2 == 0 ? id : Id<Obstacle>{next++}, obstacle);
        label = "Place an obstacle";
        break;
    }
    case 17: {
        Site site = hall.site();
        site.width += Millimetres{static_cast<int>(dice() % 4001) - 2000};
        site.floorRating = pascals(5000.0 + static_cast<double>(dice() % 20000));
        label = "Change the shell";
        after.sites.set(hall.siteId(), site);
        break;
    }
    case 18: {
        const Id<Busway> id = anyOf(hall.busways, dice);
        if (!id) break;
        Busway busway = hall.busways[id];
        busway.x2 += Millimetres{static_cast<int>(dice() % 2001) - 1000};
        if (dice() % 3 == 0) busway.name += "'";
        label = "Change " + busway.name;
        after.busways.set(id, busway);
        break;
    }
    case 19: {
        const Id<Waiver> id = anyOf(hall.waivers, dice);
        if (id && dice() % 2 == 0) {
            after.waivers.erase(id);
            label = "Take back a waiver";
            break;
        }
        const Id<Rack> rack = anyOf(hall.racks, dice);
        if (!rack) break;
        constexpr const char* rules[] = {"structure.tile.load", "space.overlap",
                                         "busbar.peak.current", "redundancy.shelf.capacity"};
        Waiver waiver;
        waiver.rule = rules[dice() % 4];
        waiver.subject = hall.racks[rack].name;
        waiver.reason = "accepted";
        waiver.date = "2026-11-22";
        if (dice() % 2 == 0) waiver.accepted = static_cast<double>(dice() % 200000);
        label = "Waive";
        after.waivers.set({next++}, waiver);
        break;
    }
    }
    return difference(hall, after, label);
}

}  // namespace hallwright::test
