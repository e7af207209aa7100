#include "model/parts/part_text.h"

#include "model/units/quantity_text.h"

#include <fmt/core.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>

namespace hallwright {

namespace {

using nlohmann::json;

json toJson(const Reading& r) {
    json out = json::object();
    if (r.number) out["value"] = *r.number;
    if (r.low) out["low"] = *r.low;
    if (r.high) out["high"] = *r.high;
    if (r.madeFor) out["made_for"] = *r.madeFor;
    if (!r.x.empty()) out["x"] = r.x;
    if (!r.values.empty()) out["values"] = r.values;
    if (r.unknown) out["unknown"] = true;
    out["grade"] = std::string(1, static_cast<char>(r.grade));
    const std::pair<const char*, const std::string*> texts[] = {
        {"text", &r.text}, {"unit", &r.unit},         {"source", &r.source}, {"as_of", &r.asOf},
        {"at", &r.at},     {"includes", &r.includes}, {"note", &r.note},     {"why", &r.why}};
    for (const auto& [key, text] : texts)
        if (!text->empty()) out[key] = *text;
    return out;
}

std::optional<double> finite(const json& j, const char* key) {
    auto it = j.find(key);
    if (it == j.end()) return std::nullopt;
    const double number = it->get<double>();
    if (!std::isfinite(number)) throw std::runtime_error(fmt::format("\"{}\" is not finite", key));
    return number;
}

std::vector<double> numbers(const json& j, const char* key) {
    auto it = j.find(key);
    return it == j.end() ? std::vector<double>{} : it->get<std::vector<double>>();
}

Reading readingFrom(const json& j) {
    Reading r;
    r.number = finite(j, "value");
    r.low = finite(j, "low");
    r.high = finite(j, "high");
    r.madeFor = finite(j, "made_for");
    r.x = numbers(j, "x");
    r.values = numbers(j, "values");
    if (!r.x.empty() && r.x.size() != r.values.size())
        throw std::runtime_error("a curve's x and values differ in number");
    r.unknown = j.value("unknown", false);
    const std::string grade = j.value("grade", std::string("D"));
    if (grade.size() != 1 || grade[0] < 'A' || grade[0] > 'D')
        throw std::runtime_error("a grade is one of A, B, C, D");
    r.grade = static_cast<Grade>(grade[0]);
    r.text = j.value("text", std::string());
    r.unit = j.value("unit", std::string());
    r.source = j.value("source", std::string());
    r.asOf = j.value("as_of", std::string());
    r.at = j.value("at", std::string());
    r.includes = j.value("includes", std::string());
    r.note = j.value("note", std::string());
    r.why = j.value("why", std::string());
    return r;
}

Part partFrom(const json& j) {
    Part part;
    part.id = j.at("id").get<std::string>();
    part.name = j.value("name", std::string());
    const std::string kind = j.at("kind").get<std::string>();
    const std::optional<Kind> found = findKind(kind);
    if (!found) throw std::runtime_error(fmt::format("\"{}\" is not a kind of part", kind));
    part.kind = *found;
    part.vendor = j.value("vendor", std::string());
    part.status = j.value("status", std::string());
    part.aliases = j.value("aliases", std::vector<std::string>());
    for (const json& c : j.value("contents", json::array()))
        part.contents.push_back({c.at("part").get<std::string>(), c.value("count", 1)});
    for (const auto& [id, d] : j.at("data").items()) {
        const std::optional<Property> property = findProperty(id);
        if (!property) throw std::runtime_error(fmt::format("\"{}\" is not a property", id));
        Datum datum{*property, {}, d.value("chosen", std::size_t{0})};
        for (const json& r : d.at("readings"))
            datum.readings.push_back(readingFrom(r));
        if (datum.chosen >= datum.readings.size())
            throw std::runtime_error(
                fmt::format("the chosen reading of \"{}\" does not exist", id));
        part.data.push_back(std::move(datum));
    }
    std::sort(part.data.begin(), part.data.end(),
              [](const Datum& a, const Datum& b) { return a.property < b.property; });
    return part;
}

/// What is wrong with the numbers of a reading, if anything: "is -142 kW; plausible is …".
std::string implausible(const PropertyInfo& property, const Reading& reading) {
    if (reading.madeFor && !(*reading.madeFor > 0.0))
        return "is made for no heat; the heat of a curve must be above 0";
    if (property.shape == Shape::Text || property.shape == Shape::Reference) return {};
    const auto text = [&](double si) { return formatQuantity({si, property.dimension}); };
    // Equal but for the last bits: 100 % of a limit of 1 must pass, as in the catalog.
    const double slack =
        1e-9 * std::max(std::abs(property.plausibleLow), std::abs(property.plausibleHigh));
    std::vector<double> all = reading.values;
    for (const std::optional<double>& number : {reading.number, reading.low, reading.high})
        if (number) all.push_back(*number);
    for (const double number : all)
        if (!(number >= property.plausibleLow - slack && number <= property.plausibleHigh + slack))
            return fmt::format("is {}; plausible is {} to {}", text(number),
                               text(property.plausibleLow), text(property.plausibleHigh));
    const double value = reading.number.value_or(reading.low.value_or(0.0));
    if ((reading.number || reading.high) && reading.low && *reading.low > value)
        return fmt::format("is {}, below its low end {}", text(value), text(*reading.low));
    if (reading.high && (reading.number || reading.low) && *reading.high < value)
        return fmt::format("is {}, above its high end {}", text(value), text(*reading.high));
    for (std::size_t i = 0; i < reading.x.size(); ++i)
        if (!std::isfinite(reading.x[i]) || (i > 0 && !(reading.x[i] > reading.x[i - 1])))
            return "has a curve whose arguments do not rise";
    return {};
}

/// A part whose every reading is plausible, or a sentence that names the first that is not.
Result<Part> plausible(Part part) {
    for (const Datum& datum : part.data)
        for (const Reading& reading : datum.readings)
            if (const std::string why = implausible(info(datum.property), reading); !why.empty())
                return Error{ErrorCode::Invalid,
                             fmt::format("{} of part {} {}", info(datum.property).id, part.id, why),
                             {}};
    return part;
}

/// Exceptions of the JSON reader end here.
template <typename T, typename Read>
Result<T> guarded(std::string_view what, std::string_view text, Read&& read) {
    try {
        return read(json::parse(text));
    } catch (const std::exception& e) {
        return Error{
            ErrorCode::Invalid, fmt::format("this {} cannot be read: {}", what, e.what()), {}};
    }
}

}  // namespace

std::string partToText(const Part& part) {
    json out = {{"id", part.id},
                {"name", part.name},
                {"kind", info(part.kind).id},
                {"data", json::object()}};
    if (!part.vendor.empty()) out["vendor"] = part.vendor;
    if (!part.status.empty()) out["status"] = part.status;
    if (!part.aliases.empty()) out["aliases"] = part.aliases;
    for (const Content& content : part.contents)
        out["contents"].push_back({{"part", content.part}, {"count", content.count}});
    for (const Datum& datum : part.data) {
        json& d = out["data"][std::string(info(datum.property).id)];
        if (datum.chosen != 0) d["chosen"] = datum.chosen;
        for (const Reading& reading : datum.readings)
            d["readings"].push_back(toJson(reading));
    }
    return out.dump(-1, ' ', false, json::error_handler_t::replace);
}

Result<Part> partFromText(std::string_view text) {
    Result<Part> part = guarded<Part>("part", text, partFrom);
    if (!part) return part;
    return plausible(std::move(part).value());
}

std::string sourceToText(const Source& s) {
    json out = {{"id", s.id}, {"title", s.title}};
    if (!s.publisher.empty()) out["publisher"] = s.publisher;
    if (!s.url.empty()) out["url"] = s.url;
    if (!s.kind.empty()) out["kind"] = s.kind;
    if (!s.note.empty()) out["note"] = s.note;
    return out.dump(-1, ' ', false, json::error_handler_t::replace);
}

Result<Source> sourceFromText(std::string_view text) {
    return guarded<Source>("source", text, [](const json& j) {
        return Source{j.at("id").get<std::string>(),       j.value("title", std::string()),
                      j.value("publisher", std::string()), j.value("url", std::string()),
                      j.value("kind", std::string()),      j.value("note", std::string())};
    });
}

}  // namespace hallwright
