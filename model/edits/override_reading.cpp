#include "model/edits/override_reading.h"

#include "model/base/text.h"
#include "model/hall/origin.h"
#include "model/parts/part_fault.h"
#include "model/units/quantity_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace hallwright {

namespace {

std::string loweredTitle(Property property) {
    const std::string title = lowered(info(property).title);
    return title.substr(0, title.find(':'));
}

/// Whether a property can say this at all.
Result<void> checked(const Hall& hall, Kind kind, Property property, const UserReading& reading) {
    const PropertyInfo& row = info(property);
    if (trimmed(reading.reason).empty()) return refused("Say why this value is the better one");
    switch (row.shape) {
    case Shape::Number:
        if (!reading.number || !std::isfinite(*reading.number))
            return refused(fmt::format("{} needs a number", row.title));
        if (const std::string fault = numberFault(kind, row, *reading.number); !fault.empty())
            return refused(fmt::format("{} {} {}", row.title,
                                       formatQuantity({*reading.number, row.dimension}), fault));
        return {};
    case Shape::Text:
        if (trimmed(reading.text).empty()) return refused(fmt::format("{} needs words", row.title));
        return {};
    case Shape::Reference:
        if (!hall.findPart(reading.text))
            return refused(fmt::format("This hall does not hold a part {}", reading.text));
        return {};
    default:
        return refused(fmt::format("{} is a curve or a list: it is changed in the catalog's files",
                                   row.title));
    }
}

/// A copy of the part of a hall, to be changed; null where the hall does not hold it.
std::shared_ptr<Part> copyOf(const Hall& hall, PartId part) {
    const Part* there = hall.part(part);
    return there ? std::make_shared<Part>(*there) : nullptr;
}

std::vector<Reading>::iterator userReading(Datum& datum) {
    return std::find_if(datum.readings.begin(), datum.readings.end(),
                        [](const Reading& r) { return r.source == userSource; });
}

Edit editOf(const Hall& hall, PartId id, std::shared_ptr<Part> changed, std::string label) {
    Hall after = hall;
    after.parts.set(id, changedFrozen(hall.parts[id], std::move(changed)));
    return difference(hall, after, std::move(label));
}

/// What the catalog chose among the readings of a datum, as far as the hall knows: a reading that
/// says why it is chosen, where nobody kept what the catalog gave.
std::size_t givenChoice(const FrozenPart& row, const Datum& datum) {
    const PartPtr given = originPart(row);
    const Datum* before = given ? given->find(datum.property) : nullptr;
    const auto chosen =
        std::find_if(datum.readings.begin(), datum.readings.end(), [&](const Reading& reading) {
            return before ? reading == before->reading() : !reading.why.empty();
        });
    return chosen == datum.readings.end()
               ? 0
               : static_cast<std::size_t>(chosen - datum.readings.begin());
}

}  // namespace

Result<Edit> overrideReading(const Hall& hall, PartId part, Property property,
                             const UserReading& reading) {
    const std::shared_ptr<Part> changed = copyOf(hall, part);
    if (!changed) return refused("This hall does not hold that part");
    if (Result<void> fine = checked(hall, changed->kind, property, reading); !fine)
        return fine.error();
    const auto place = std::lower_bound(
        changed->data.begin(), changed->data.end(), property,
        [](const Datum& datum, Property wanted) { return datum.property < wanted; });
    const bool fresh = place == changed->data.end() || place->property != property;
    Datum& datum = fresh ? *changed->data.insert(place, Datum{.property = property}) : *place;

    Reading own{.number = reading.number,
                .text = std::string(trimmed(reading.text)),
                .source = std::string(userSource),
                .grade = Grade::D,
                .asOf = reading.date,
                .why = std::string(trimmed(reading.reason))};
    if (info(property).shape == Shape::Number) {
        own.unit = siUnit(info(property).dimension);
        own.text.clear();
    } else {
        own.number.reset();
    }
    // It takes the place of the reading it corrects: the same plane, holding the same things.
    if (!fresh) {
        own.at = datum.reading().at;
        own.includes = datum.reading().includes;
    }
    auto before = userReading(datum);
    if (before == datum.readings.end()) before = datum.readings.insert(before, Reading{});
    *before = std::move(own);
    datum.chosen = static_cast<std::size_t>(before - datum.readings.begin());
    return editOf(hall, part, changed,
                  fmt::format("Set {} of {}", loweredTitle(property), changed->name));
}

Result<Edit> withdrawOverride(const Hall& hall, PartId part, Property property) {
    const std::shared_ptr<Part> changed = copyOf(hall, part);
    if (!changed) return refused("This hall does not hold that part");
    const auto datum = std::find_if(changed->data.begin(), changed->data.end(),
                                    [&](const Datum& d) { return d.property == property; });
    const auto own =
        datum == changed->data.end() ? std::vector<Reading>::iterator() : userReading(*datum);
    if (datum == changed->data.end() || own == datum->readings.end())
        return refused(
            fmt::format("Nothing was entered for {} of {}", loweredTitle(property), changed->name));
    const std::size_t at = static_cast<std::size_t>(own - datum->readings.begin());
    datum->readings.erase(own);
    if (datum->readings.empty()) {
        changed->data.erase(datum);
    } else if (datum->chosen == at) {
        datum->chosen = givenChoice(hall.parts[part], *datum);
    } else if (datum->chosen > at) {
        --datum->chosen;
    }
    return editOf(hall, part, changed,
                  fmt::format("Withdraw your {} of {}", loweredTitle(property), changed->name));
}

}  // namespace hallwright
