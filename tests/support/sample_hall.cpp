#include "tests/support/sample_hall.h"

#include "model/hall/freeze.h"

#include <algorithm>

namespace hallwright::test {

PartMaker::PartMaker(std::string id, Kind kind) {
    m_part.id = std::move(id);
    m_part.name = m_part.id;
    m_part.kind = kind;
}

Reading& PartMaker::reading(Property property) {
    auto it = std::lower_bound(m_part.data.begin(), m_part.data.end(), property,
                               [](const Datum& datum, Property p) { return datum.property < p; });
    if (it == m_part.data.end() || it->property != property)
        it = m_part.data.insert(it, Datum{property, {Reading{}}, 0});
    it->readings[0] = Reading{};
    it->readings[0].source = "assumption";
    return it->readings[0];
}

PartMaker& PartMaker::number(Property property, double value, std::string_view at,
                             std::string_view includes) {
    Reading& given = reading(property);
    given.number = value;
    given.at = at;
    given.includes = includes;
    return *this;
}

PartMaker& PartMaker::unknown(Property property) {
    reading(property).unknown = true;
    return *this;
}

PartMaker& PartMaker::text(Property property, std::string_view value) {
    reading(property).text = value;
    return *this;
}

PartMaker& PartMaker::curve(Property property, std::vector<double> x, std::vector<double> values,
                            double madeFor) {
    Reading& given = reading(property);
    given.x = std::move(x);
    given.values = std::move(values);
    given.madeFor = madeFor;
    return *this;
}

Part withReading(Part part, Property property, std::string_view source) {
    for (Datum& datum : part.data) {
        if (datum.property != property) continue;
        for (std::size_t i = 0; i < datum.readings.size(); ++i)
            if (datum.readings[i].source == source) datum.chosen = i;
    }
    return part;
}

SampleHall::SampleHall(const Catalog& catalog) : m_catalog(catalog) {
    Site site{.name = "Hall", .width = {60000}, .depth = {36000}, .clearHeight = {6000}};
    site.basis = shipped(Catalog::basisId);
    hall.sites.set({m_next++}, site);
}

PartId SampleHall::add(const Part& part) {
    const PartId id{m_next++};
    hall.parts.set(id, {std::make_shared<const Part>(part), fingerprint(part)});
    return id;
}

PartId SampleHall::shipped(std::string_view id) { return freezePart(hall, m_catalog, id, m_next); }

Id<Loop> SampleHall::loop(PartId fluid, double facilitySupply_c, int spare) {
    const Id<Loop> id{m_next++};
    hall.loops.set(id, Loop{"Loop", fluid, celsius(facilitySupply_c), spare});
    return id;
}

Id<Rack> SampleHall::rack(PartId part, Id<Loop> on, Placement place) {
    const Id<Rack> id{m_next++};
    hall.racks.set(
        id, Rack{.name = "R" + std::to_string(id.raw), .part = part, .place = place, .loop = on});
    return id;
}

Id<Equipment> SampleHall::equipment(PartId part, Id<Loop> on, Placement place) {
    const Id<Equipment> id{m_next++};
    hall.equipment.set(
        id,
        Equipment{.name = "E" + std::to_string(id.raw), .part = part, .place = place, .loop = on});
    return id;
}

StageBench::StageBench(Hall of) : hall(std::move(of)), in(hall), rows(hall) { out.reset(rows); }

void StageBench::run(void (*stage)(Pass&)) {
    Pass pass{hall,    in,       rows,    m_changes, out,
              fabrics, m_cables, m_power, m_bill,    hall.site().basis};
    stage(pass);
}

double StageBench::get(Fig figure, RawId item) const {
    return out.get(figure, static_cast<std::size_t>(rows.position(info(figure).scope, item)));
}

Status StageBench::status(Fig figure, RawId item) const {
    return out.status(figure, static_cast<std::size_t>(rows.position(info(figure).scope, item)));
}

}  // namespace hallwright::test
