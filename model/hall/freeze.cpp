#include "model/hall/freeze.h"

#include "model/base/text.h"

#include <set>

namespace hallwright {

namespace {

void freezeSources(Hall& hall, const Catalog& catalog, const Part& part, RawId& next) {
    std::set<std::string> known;
    hall.sources.forEach(
        [&](Id<FrozenSource>, const FrozenSource& row) { known.insert(row.source.id); });
    for (const Datum& datum : part.data)
        for (const Reading& reading : datum.readings) {
            if (!known.insert(reading.source).second) continue;
            const auto found = catalog.sources().find(reading.source);
            if (found != catalog.sources().end()) hall.sources.set({next++}, {found->second});
        }
}

}  // namespace

PartId freezePart(Hall& hall, const Catalog& catalog, std::string_view id, RawId& next) {
    if (const PartId there = hall.findPart(id)) return there;
    const PartPtr part = catalog.find(id);
    if (!part) return {};
    const PartId frozen{next++};
    hall.parts.set(frozen, {part, fingerprint(*part)});
    freezeCompanions(hall, catalog, *part, next);
    return frozen;
}

void freezeCompanions(Hall& hall, const Catalog& catalog, const Part& part, RawId& next) {
    freezeSources(hall, catalog, part, next);
    for (const Datum& datum : part.data)
        if (info(datum.property).shape == Shape::Reference)
            for (const Reading& reading : datum.readings)
                freezePart(hall, catalog, reading.text, next);
    for (const std::string& pipe : split(part.text(Property::pipePart), ' '))
        freezePart(hall, catalog, pipe, next);
    for (const Content& content : part.contents)
        freezePart(hall, catalog, content.part, next);
}

}  // namespace hallwright
