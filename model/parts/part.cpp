#include "model/parts/part.h"

#include "model/base/fingerprint.h"
#include "model/units/quantity_text.h"

#include <fmt/core.h>

#include <algorithm>
#include <cstdint>

namespace hallwright {

std::optional<Range> rangeOf(const Datum& datum) {
    const Reading& chosen = datum.reading();
    if (!chosen.number) return std::nullopt;
    if (chosen.low || chosen.high)
        return Range{chosen.low.value_or(*chosen.number), chosen.high.value_or(*chosen.number)};
    Range hull{*chosen.number, *chosen.number};
    for (const Reading& reading : datum.readings) {
        if (!reading.number) continue;
        hull.low = std::min(hull.low, *reading.number);
        hull.high = std::max(hull.high, *reading.number);
    }
    return hull;
}

const Datum* Part::find(Property property) const {
    auto it = std::lower_bound(data.begin(), data.end(), property,
                               [](const Datum& d, Property p) { return d.property < p; });
    return it != data.end() && it->property == property ? &*it : nullptr;
}

std::optional<double> Part::number(Property property) const {
    const Datum* datum = find(property);
    return datum ? datum->reading().number : std::nullopt;
}

const std::string& Part::text(Property property) const {
    static const std::string none;
    const Datum* datum = find(property);
    return datum ? datum->reading().text : none;
}

namespace {

void add(Fingerprint& hash, const std::optional<double>& number) {
    hash.add(number ? exactNumber(*number) : std::string("-"));
}
void add(Fingerprint& hash, const std::vector<double>& numbers) {
    for (double number : numbers)
        hash.add(exactNumber(number));
    hash.add("]");
}

}  // namespace

std::string fingerprint(const Part& part) {
    Fingerprint hash;
    for (const std::string& text : {part.id, part.name, part.vendor, part.status})
        hash.add(text);
    hash.add(info(part.kind).id);
    for (const std::string& alias : part.aliases)
        hash.add(alias);
    for (const Content& content : part.contents) {
        hash.add(content.part);
        hash.add(std::to_string(content.count));
    }
    for (const Datum& datum : part.data) {
        hash.add(info(datum.property).id);
        hash.add(std::to_string(datum.chosen));
        for (const Reading& r : datum.readings) {
            add(hash, r.number);
            add(hash, r.low);
            add(hash, r.high);
            add(hash, r.madeFor);
            add(hash, r.x);
            add(hash, r.values);
            const char grade[] = {static_cast<char>(r.grade), r.unknown ? 'u' : 'k', 0};
            hash.add(grade);
            for (const std::string* text :
                 {&r.text, &r.unit, &r.source, &r.asOf, &r.at, &r.includes, &r.note, &r.why})
                hash.add(*text);
        }
    }
    return hash.text();
}

}  // namespace hallwright
