#include "model/edits/override_reading.h"

#include "model/base/text.h"
#include "model/units/quantity_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace hallwright {

namespace {

Error refused(std::string sentence) { return Error{ErrorCode::Refused, std::move(sentence), {}}; }

std::string titleOf(Property property) {
    const std::string title = lowered(info(property).title);
    return title.substr(0, title.find(':'));
}

/// Whether a property can say this at all.
Result<void> checked(const Hall& hall, Property property, const UserReading& reading) {
    const PropertyInfo& row = info(property);
    if (trimmed(reading.reason).empty()) return refused("Say why this value is the better one");
    switch (row.shape) {
    case Shape::Number:
        if (!reading.number || !std::isfinite(*reading.number))
            return refused(fmt::format("{} needs a number", row.title));
        if (*reading.number < row.plausibleLow || *reading.number > row.plausibleHigh)
            return refused(fmt::format("{} lies between {} and {}", row.title,
                                       formatQuantity({row.plausibleLow, row.dimension}),
                                       formatQuantity({row.plausibleHigh, row.dimension})));
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
    after.parts.set(id, FrozenPart{std::move(changed), hall.parts[id].origin});
    return difference(hall, after, std::move(label));
}

}  // namespace

Result<Edit> overrideReading(const Hall& hall, PartId part, Property property,
                             const UserReading& reading) {
    const std::shared_ptr<Part> changed = copyOf(hall, part);
    if (!changed) return refused("This hall does not hold that part");
    if (Result<void> fine = checked(hall, property, reading); !fine) return fine.error();
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
                  fmt::format("Set {} of {}", titleOf(property), changed->name));
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
            fmt::format("Nothing was entered for {} of {}", titleOf(property), changed->name));
    const std::size_t at = static_cast<std::size_t>(own - datum->readings.begin());
    datum->readings.erase(own);
    if (datum->readings.empty()) {
        changed->data.erase(datum);
    } else if (datum->chosen == at) {
        // A reading that says why it is chosen is the catalog's choice.
        const auto chosen = std::find_if(datum->readings.begin(), datum->readings.end(),
                                         [](const Reading& r) { return !r.why.empty(); });
        datum->chosen = chosen == datum->readings.end()
                            ? 0
                            : static_cast<std::size_t>(chosen - datum->readings.begin());
    } else if (datum->chosen > at) {
        --datum->chosen;
    }
    return editOf(hall, part, changed,
                  fmt::format("Withdraw your {} of {}", titleOf(property), changed->name));
}

}  // namespace hallwright
