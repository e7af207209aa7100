#include "catalog/layers.h"

#include <algorithm>

namespace hallwright {

namespace {

/// The same words of the same document; the reason for a choice may be another one.
bool sameReading(Reading a, const Reading& b) {
    a.why = b.why;
    return a == b;
}

bool holds(const std::vector<Reading>& readings, const Reading& wanted) {
    return std::any_of(readings.begin(), readings.end(),
                       [&](const Reading& r) { return sameReading(r, wanted); });
}

Part renamed(Part part, std::string_view from, std::string_view to) {
    for (Datum& datum : part.data)
        for (Reading& reading : datum.readings)
            if (reading.source == from) reading.source = to;
    return part;
}

Datum laidOver(const Datum& shipped, const Datum& own) {
    Datum out = own;
    for (const Reading& reading : shipped.readings)
        if (!holds(own.readings, reading)) out.readings.push_back(reading);
    return out;
}

Datum differenceFrom(const Datum& shipped, const Datum& datum) {
    Datum out{datum.property, {}, 0};
    for (std::size_t i = 0; i < datum.readings.size(); ++i) {
        const bool chosen = i == datum.chosen;
        if (!chosen && holds(shipped.readings, datum.readings[i])) continue;
        if (chosen) out.chosen = out.readings.size();
        out.readings.push_back(datum.readings[i]);
    }
    return out;
}

/// The shipped choice alone, in whatever order the readings came.
bool saysTheSame(const Datum& shipped, const Datum& own) {
    return own.readings.size() == 1 && own.reading() == shipped.reading();
}

}  // namespace

Part laidOver(const Part& shipped, const Part& own) {
    Part out = shipped;
    if (!own.name.empty()) out.name = own.name;
    if (!own.vendor.empty()) out.vendor = own.vendor;
    if (!own.status.empty()) out.status = own.status;
    if (!own.aliases.empty()) out.aliases = own.aliases;
    if (!own.contents.empty()) out.contents = own.contents;
    for (const Datum& datum : own.data) {
        const auto at = std::lower_bound(out.data.begin(), out.data.end(), datum.property,
                                         [](const Datum& d, Property p) { return d.property < p; });
        if (at != out.data.end() && at->property == datum.property)
            *at = laidOver(*at, datum);
        else
            out.data.insert(at, datum);
    }
    return out;
}

Part differenceFrom(const Part& shipped, const Part& part) {
    Part out;
    out.id = part.id;
    out.kind = shipped.kind;
    if (part.name != shipped.name) out.name = part.name;
    if (part.vendor != shipped.vendor) out.vendor = part.vendor;
    if (part.status != shipped.status) out.status = part.status;
    if (part.aliases != shipped.aliases) out.aliases = part.aliases;
    if (part.contents != shipped.contents) out.contents = part.contents;
    for (const Datum& datum : part.data) {
        const Datum* other = shipped.find(datum.property);
        if (!other)
            out.data.push_back(datum);
        else if (Datum own = differenceFrom(*other, datum); !saysTheSame(*other, own))
            out.data.push_back(std::move(own));
    }
    return out;
}

Part asRead(Part written) { return renamed(std::move(written), userSource, userCatalogSource); }

Part asWritten(Part part) { return renamed(std::move(part), userCatalogSource, userSource); }

bool saysNothing(const Part& own) {
    return own.name.empty() && own.vendor.empty() && own.status.empty() && own.aliases.empty() &&
           own.contents.empty() && own.data.empty();
}

}  // namespace hallwright
