#include "model/hall/hall.h"

#include "model/hall/tables.h"

#include <algorithm>

namespace hallwright {

template class Table<FrozenSource>;
template class Table<FrozenPart>;
template class Table<Site>;
template class Table<Obstacle>;
template class Table<Row>;
template class Table<Loop>;
template class Table<Rack>;
template class Table<Equipment>;
template class Table<PowerUnit>;
template class Table<Busway>;
template class Table<Tap>;
template class Table<Tray>;
template class Table<Fabric>;
template class Table<Member>;
template class Table<Mount>;
template class Table<Waiver>;
template class Table<Variant>;

Hall::Hall() = default;
Hall::Hall(const Hall&) = default;
Hall::Hall(Hall&&) noexcept = default;
Hall& Hall::operator=(const Hall&) = default;
Hall& Hall::operator=(Hall&&) noexcept = default;
Hall::~Hall() = default;
bool Hall::operator==(const Hall&) const = default;

const Site& Hall::site() const {
    static const Site none{};
    const Site* found = sites.find(siteId());
    return found ? *found : none;
}

Id<Site> Hall::siteId() const {
    Id<Site> first;
    sites.forEach([&](Id<Site> id, const Site&) {
        if (!first) first = id;
    });
    return first;
}

const Part* Hall::part(PartId id) const {
    const FrozenPart* row = parts.find(id);
    return row ? row->part.get() : nullptr;
}

PartId Hall::findPart(std::string_view catalogId) const {
    PartId found;
    parts.forEach([&](PartId id, const FrozenPart& row) {
        if (row.part && row.part->id == catalogId) found = id;
    });
    return found;
}

RawId Hall::highestId() const {
    RawId highest = 0;
    for (const TableAccess* table : allTables())
        for (RawId id : table->ids(*this))
            highest = std::max(highest, id);
    return highest;
}

Rect footprintOf(const Part* part, const Placement& place) {
    const auto size = [&](Property property, double otherwise) {
        return Millimetres::fromMetres(part ? part->number(property).value_or(otherwise)
                                            : otherwise);
    };
    return footprint(place, size(Property::sizeWidth, 0.6), size(Property::sizeDepth, 1.2));
}

Rect footprintOf(const Hall& hall, const Rack& rack) {
    return footprintOf(hall.part(rack.part), rack.place);
}
Rect footprintOf(const Hall& hall, const Equipment& equipment) {
    return footprintOf(hall.part(equipment.part), equipment.place);
}

}  // namespace hallwright
