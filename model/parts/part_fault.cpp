#include "model/parts/part_fault.h"

#include "model/base/text.h"
#include "model/parts/part_class.h"
#include "model/units/quantity_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace hallwright {

namespace {

bool digits(std::string_view text) {
    return !text.empty() &&
           std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

bool lies(double number, double low, double high) {
    // Equal but for the last bits: 100 % of a limit of 1 must pass.
    const double slack = 1e-9 * std::max(std::abs(low), std::abs(high));
    return number >= low - slack && number <= high + slack;
}

std::string originFault(const Reading& reading) {
    if (trimmed(reading.source).empty()) return "it has no source; name the document";
    if (reading.grade < Grade::A || reading.grade > Grade::D)
        return "it has no grade; use A, B, C or D";
    if (reading.asOf.empty()) return "it has no date; give a year, a month or a day";
    if (!isPartDate(reading.asOf))
        return fmt::format("\"{}\" is not a date; write a year, a month or a day as 2026, 2026-03 "
                           "or 2026-03-31",
                           reading.asOf);
    const bool judgement = reading.source == "assumption" || isUserSource(reading.source);
    if (judgement && trimmed(reading.why).empty()) return "it needs a reason";
    return {};
}

std::string curveFault(const Reading& reading) {
    if (reading.x.empty() || reading.x.size() != reading.values.size())
        return "a curve needs one value for each argument";
    for (std::size_t i = 0; i < reading.x.size(); ++i)
        if (!std::isfinite(reading.x[i]) || (i > 0 && !(reading.x[i] > reading.x[i - 1])))
            return "the arguments of a curve must rise";
    return {};
}

std::string numbersFault(Kind kind, const PropertyInfo& property, const Reading& reading) {
    if (reading.unit.empty()) return "it has no unit";
    const Result<Value> one = convert(1.0, reading.unit, property.dimension);
    if (!one && reading.unit != siUnit(property.dimension)) return one.error().message;
    std::vector<double> all = reading.values;
    for (const std::optional<double>& number : {reading.number, reading.low, reading.high})
        if (number) all.push_back(*number);
    for (const double number : all)
        if (const std::string fault = numberFault(kind, property, number); !fault.empty())
            return fmt::format("{} {}", formatQuantity({number, property.dimension}), fault);
    if (property.shape == Shape::Curve) return curveFault(reading);
    if (property.shape == Shape::List) return all.empty() ? "its list is empty" : std::string();
    if (!reading.number) return "it has no value";
    if (reading.low && *reading.low > *reading.number) return "its low end is above its value";
    if (reading.high && *reading.high < *reading.number) return "its high end is below its value";
    return {};
}

std::string readingFault(Kind kind, const PropertyInfo& property, const Reading& reading) {
    if (std::string fault = originFault(reading); !fault.empty()) return fault;
    if (reading.unknown) return {};
    if (reading.madeFor && !(*reading.madeFor > 0.0)) return "it is made for no heat";
    if (property.shape == Shape::Text || property.shape == Shape::Reference)
        return trimmed(reading.text).empty() ? "it says nothing" : std::string();
    return numbersFault(kind, property, reading);
}

}  // namespace

bool isPartId(std::string_view id) {
    return !id.empty() && id.front() != '-' && id.back() != '-' &&
           std::all_of(id.begin(), id.end(), [](char c) {
               return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
           });
}

bool isPartDate(std::string_view text) {
    const auto number = [&](std::size_t at) {
        return (text[at] - '0') * 10 + (text[at + 1] - '0');
    };
    if (text.size() != 4 && text.size() != 7 && text.size() != 10) return false;
    if (!digits(text.substr(0, 4)) || text[0] == '0') return false;
    if (text.size() >= 7 &&
        (text[4] != '-' || !digits(text.substr(5, 2)) || number(5) < 1 || number(5) > 12))
        return false;
    if (text.size() < 10) return true;
    if (text[7] != '-' || !digits(text.substr(8, 2))) return false;
    constexpr int longest[] = {31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    return number(8) >= 1 && number(8) <= longest[number(5) - 1];
}

std::string numberFault(Kind kind, const PropertyInfo& property, double si) {
    const auto text = [&](double number) { return formatQuantity({number, property.dimension}); };
    if (!std::isfinite(si)) return "is not a finite number";
    if (!lies(si, property.plausibleLow, property.plausibleHigh))
        return fmt::format("lies outside {} to {}, the plausible span of this property; check "
                           "value and unit",
                           text(property.plausibleLow), text(property.plausibleHigh));
    const PartClass* row = partClass(kind, property.property);
    if (row && !lies(si, row->low, row->high))
        return fmt::format("lies outside {} to {}, the orders of magnitude of the kind {}; check "
                           "value and unit",
                           text(row->low), text(row->high), info(kind).id);
    return {};
}

std::string partFault(const Part& part) {
    if (!isPartId(part.id))
        return fmt::format("\"{}\" is no id; it holds lower-case letters, digits and dashes only",
                           part.id);
    if (trimmed(part.name).empty()) return fmt::format("part {} has no name", part.id);
    if (trimmed(part.status).empty()) return fmt::format("part {} has no status", part.id);
    for (const Content& content : part.contents)
        if (content.count < 1 || !isPartId(content.part))
            return fmt::format("part {}: it holds {} × \"{}\", which is no part and count", part.id,
                               content.count, content.part);
    for (const Datum& datum : part.data) {
        const PropertyInfo& property = info(datum.property);
        if (datum.chosen >= datum.readings.size())
            return fmt::format("part {}, {}: no reading is chosen", part.id, property.id);
        for (const Reading& reading : datum.readings)
            if (const std::string fault = readingFault(part.kind, property, reading);
                !fault.empty())
                return fmt::format("part {}, {}: {}", part.id, property.id, fault);
    }
    return {};
}

}  // namespace hallwright
