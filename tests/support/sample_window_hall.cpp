#include "tests/support/sample_window_hall.h"

#include <algorithm>

namespace hallwright::test {

namespace {

Datum number(Property property, std::vector<double> values) {
    Datum datum{.property = property};
    for (double value : values)
        datum.readings.push_back(
            {.number = value, .source = "test-source", .grade = Grade::B, .asOf = "2026"});
    return datum;
}

PartId add(SampleWindowHall& sample, Part part) {
    std::sort(part.data.begin(), part.data.end(),
              [](const Datum& a, const Datum& b) { return a.property < b.property; });
    const PartId id{sample.nextId++};
    sample.hall.parts.set(id, {std::make_shared<const Part>(std::move(part)), {}});
    return id;
}

}  // namespace

SampleWindowHall sampleWindowHall() {
    SampleWindowHall s;
    s.hall.sources.set({s.nextId++}, {Source{.id = "test-source", .title = "A data sheet"}});
    s.rackPart =
        add(s, {.id = "test-rack",
                .name = "Test Rack",
                .kind = Kind::ComputeRack,
                .vendor = "Test",
                .data = {number(Property::sizeWidth, {0.6}), number(Property::sizeDepth, {1.2}),
                         number(Property::powerTdp, {100000.0, 90000.0}),
                         number(Property::mass, {1500.0})}});
    const PartId cdu =
        add(s, {.id = "test-cdu",
                .name = "Test CDU",
                .kind = Kind::Cdu,
                .data = {number(Property::sizeWidth, {0.9}), number(Property::sizeDepth, {1.2}),
                         number(Property::powerTdp, {15000.0})}});
    const PartId basis = add(s, {.id = "design-basis",
                                 .name = "Design basis",
                                 .kind = Kind::DesignBasis,
                                 .data = {number(Property::coldAisleWidth, {1.2}),
                                          number(Property::hotAisleWidth, {1.2})}});
    s.hall.sites.set({s.nextId++}, Site{.name = "Sample",
                                        .width = {12000},
                                        .depth = {9000},
                                        .clearHeight = {4000},
                                        .floorRating = pascals(17000.0),
                                        .supplyPerSide = watts(1e6),
                                        .basis = basis});
    for (int row = 0; row < 2; ++row) {
        const Id<Row> rowId{s.nextId++};
        const Millimetres y{row == 0 ? 2400 : 4800};
        const Facing facing = row == 0 ? Facing::Down : Facing::Up;
        const std::string name(1, static_cast<char>('A' + row));
        s.hall.rows.set(rowId, Row{.name = name,
                                   .x = {1800},
                                   .y = y,
                                   .length = {2400},
                                   .depth = {1200},
                                   .facing = facing});
        for (int i = 0; i < 4; ++i) {
            const Id<Rack> id{s.nextId++};
            s.hall.racks.set(id, Rack{.name = name + "0" + std::to_string(i + 1),
                                      .part = s.rackPart,
                                      .row = rowId,
                                      .place = {{1800 + 600 * i}, y, facing}});
            if (row == 0 && i == 0) s.a01 = {TableId::Racks, id.raw};
            if (row == 0 && i == 1) s.a02 = {TableId::Racks, id.raw};
        }
    }
    s.cdu = {TableId::Equipment, s.nextId++};
    s.hall.equipment.set(
        {s.cdu.id},
        Equipment{.name = "CDU-1", .part = cdu, .place = {{6000}, {2400}, Facing::Down}});
    for (int system = 0; system < 2; ++system) {
        const Id<Busway> id{s.nextId++};
        s.hall.busways.set(id, Busway{.name = system == 0 ? "BW-A" : "BW-B",
                                      .system = system,
                                      .x1 = {1800},
                                      .y1 = {2900 + 200 * system},
                                      .x2 = {4200},
                                      .y2 = {2900 + 200 * system},
                                      .elevation = {2700}});
        if (system == 0) s.busway = {TableId::Busways, id.raw};
        s.hall.taps.set({s.nextId++}, Tap{.busway = id, .rack = {s.a01.id}});
    }
    s.tray = {TableId::Trays, s.nextId++};
    s.hall.trays.set({s.tray.id}, Tray{.name = "T-1",
                                       .x1 = {1200},
                                       .y1 = {3900},
                                       .x2 = {7000},
                                       .y2 = {3900},
                                       .elevation = {3000}});
    s.hall.obstacles.set({s.nextId++}, Obstacle{.name = "Column",
                                                .kind = ObstacleKind::Column,
                                                .area = {{9000}, {6000}, {400}, {400}}});
    const Id<Fabric> fabric{s.nextId++};
    s.hall.fabrics.set(fabric, Fabric{.name = "compute"});
    s.hall.members.set({s.nextId++}, Member{.rack = {s.a01.id}, .fabric = fabric});
    return s;
}

}  // namespace hallwright::test
