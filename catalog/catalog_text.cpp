#include "catalog/catalog_text.h"

#include "model/base/text.h"
#include "model/parts/connections.h"
#include "model/parts/part_status.h"
#include "model/parts/part_text.h"
#include "model/units/quantity_text.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>
#include <cstdlib>

namespace hallwright {

namespace {

/// The number that a document wrote, from SI. Twelve digits drop what the way through SI added.
std::string written(double si, const std::string& unit, Dimension dimension) {
    const Result<Value> zero = convert(0.0, unit, dimension);
    const Result<Value> one = convert(1.0, unit, dimension);
    const double scale = zero && one ? one->si - zero->si : 1.0;
    const double offset = zero ? zero->si : 0.0;
    const double number = (si - offset) / scale;
    return exactNumber(std::strtod(fmt::format("{:.12g}", number).c_str(), nullptr));
}

std::string withUnit(const std::string& number, const std::string& unit) {
    return unit.empty() || unit == "1" ? number : number + " " + unit;
}

std::string numberText(const PropertyInfo& property, const Reading& r) {
    std::string out = withUnit(written(*r.number, r.unit, property.dimension), r.unit);
    if (r.low || r.high)
        out += fmt::format(" ({} to {})",
                           written(r.low.value_or(*r.number), r.unit, property.dimension),
                           written(r.high.value_or(*r.number), r.unit, property.dimension));
    return out;
}

std::string curveText(const PropertyInfo& property, const Reading& r) {
    std::vector<std::string> points;
    for (std::size_t i = 0; i < r.x.size() && i < r.values.size(); ++i)
        points.push_back(fmt::format("{} at {}", written(r.values[i], r.unit, property.dimension),
                                     formatQuantity({r.x[i], property.argument})));
    return withUnit("", r.unit).empty() ? joined(points, ", ")
                                        : fmt::format("in {}: {}", r.unit, joined(points, ", "));
}

std::string listText(const PropertyInfo& property, const Reading& r) {
    std::vector<std::string> members;
    for (const double value : r.values)
        members.push_back(written(value, r.unit, property.dimension));
    return withUnit(joined(members, ", "), r.unit);
}

/// What stands behind the figure: source, grade, date, plane, contents.
std::string originText(const Catalog& catalog, const Reading& r) {
    const auto source = catalog.sources().find(r.source);
    std::string out = source == catalog.sources().end() ? r.source : source->second.title;
    out += fmt::format(", grade {}, {}", static_cast<char>(r.grade), r.asOf);
    if (!r.at.empty()) out += ", at " + r.at;
    if (!r.includes.empty()) out += ", includes " + r.includes;
    if (r.madeFor) out += ", made for " + formatQuantity({*r.madeFor, Dimension::Power});
    return out;
}

std::string datumText(const Catalog& catalog, const Datum& datum) {
    const PropertyInfo& property = info(datum.property);
    std::string out = fmt::format("\n{}  {}\n", property.id, property.title);
    for (std::size_t i = 0; i < datum.readings.size(); ++i) {
        const Reading& r = datum.readings[i];
        const bool marked = datum.readings.size() > 1 && i == datum.chosen;
        out += fmt::format("  {} {}\n      {}\n", marked ? "*" : "-", readingText(property, r),
                           originText(catalog, r));
        if (!r.why.empty()) out += fmt::format("      {}: {}\n", marked ? "chosen" : "why", r.why);
        if (!r.note.empty()) out += fmt::format("      note: {}\n", r.note);
    }
    const std::optional<Range> range = rangeOf(datum);
    const bool ownRange = datum.reading().low || datum.reading().high;
    if (range && !ownRange && range->low < range->high)
        out += fmt::format("    range {} to {}\n", formatQuantity({range->low, property.dimension}),
                           formatQuantity({range->high, property.dimension}));
    return out;
}

/// What the user's catalog has to do with a part; nothing to say of a shipped one.
std::string layerText(Layer layer) {
    switch (layer) {
    case Layer::Changed:
        return "shipped, changed by your catalog\n";
    case Layer::Own:
        return "of your own catalog\n";
    case Layer::Shipped:
        break;
    }
    return {};
}

std::string insideText(const Catalog& catalog, const Part& part) {
    const FindPart find = [&](std::string_view id) { return catalog.find(id).get(); };
    std::string out;
    for (const Content& content : part.contents) {
        const PartPtr item = catalog.find(content.part);
        out += fmt::format("holds {} × {}\n", content.count,
                           item ? fmt::format("{} ({})", item->name, item->id) : content.part);
    }
    if (const std::vector<Connection> connections = connectionsOf(part, find); !connections.empty())
        out += fmt::format("connects {}\n", connectionsText(connections));
    if (part.contents.empty()) return out;
    std::string sums;
    for (const Composition& sum : compositions(part, find))
        sums += fmt::format("  {}  {}\n", info(sum.property).id, compositionText(sum));
    return sums.empty() ? out : out + "\ncontents against nameplate\n" + sums;
}

std::string_view layerWord(Layer layer) {
    switch (layer) {
    case Layer::Changed:
        return "changed";
    case Layer::Own:
        return "own";
    case Layer::Shipped:
        break;
    }
    return "shipped";
}

/// The text form of a part, with the unit of its numbers, which are SI, beside each property; what
/// a document wrote is the written unit.
std::string partJson(const Catalog& catalog, const Part& part) {
    nlohmann::json out = nlohmann::json::parse(partToText(part));
    out["layer"] = layerWord(catalog.layerOf(part.id));
    for (const Datum& datum : part.data) {
        const PropertyInfo& property = info(datum.property);
        nlohmann::json& row = out["data"][std::string(property.id)];
        row["chosen"] = datum.chosen + 1;  // counted as `catalog choose` and `readings` count
        const bool isText = property.shape == Shape::Text || property.shape == Shape::Reference;
        if (!isText) row["unit"] = siUnit(property.dimension);
        if (property.shape == Shape::Curve) row["x_unit"] = siUnit(property.argument);
        for (nlohmann::json& reading : row["readings"])
            if (const auto unit = reading.find("unit"); unit != reading.end()) {
                reading["written_unit"] = *unit;
                reading.erase("unit");
            }
    }
    return out.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

}  // namespace

std::vector<PartPtr> partsOfKind(const Catalog& catalog, std::optional<Kind> kind) {
    std::vector<PartPtr> out;
    for (const auto& [id, part] : catalog.parts())
        if (!kind || part->kind == *kind) out.push_back(part);
    return out;
}

std::string partListText(const std::vector<PartPtr>& parts) {
    std::size_t idWidth = 0, kindWidth = 0, statusWidth = 0;
    for (const PartPtr& part : parts) {
        idWidth = std::max(idWidth, part->id.size());
        kindWidth = std::max(kindWidth, info(part->kind).id.size());
        statusWidth = std::max(statusWidth, statusWord(part->status).size());
    }
    std::string out;
    for (const PartPtr& part : parts)
        out += fmt::format("{:{}}  {:{}}  {:{}}  {}\n", part->id, idWidth, info(part->kind).id,
                           kindWidth, statusWord(part->status), statusWidth, part->name);
    return out;
}

std::string partMatchesText(const std::vector<PartPtr>& parts) {
    std::string out;
    for (const PartPtr& part : parts) {
        out += fmt::format("{}\n  {}, {}{}, {}\n", part->id, part->name,
                           part->vendor.empty() ? std::string() : part->vendor + ", ",
                           info(part->kind).title, statusWord(part->status));
        if (!part->aliases.empty())
            out += fmt::format("  also called {}\n", joined(part->aliases, ", "));
        if (const std::string& history = part->text(Property::nameHistory); !history.empty())
            out += fmt::format("  {}\n", history);
    }
    return out;
}

std::string partListJson(const Catalog& catalog, const std::vector<PartPtr>& parts) {
    std::vector<std::string> texts;
    for (const PartPtr& part : parts)
        texts.push_back(partJson(catalog, *part));
    return texts.empty() ? "[]\n" : "[\n" + joined(texts, ",\n") + "\n]\n";
}

std::string readingText(const PropertyInfo& property, const Reading& reading) {
    if (reading.unknown) return "unknown";
    switch (property.shape) {
    case Shape::Number:
        return reading.number ? numberText(property, reading) : "unknown";
    case Shape::Curve:
        return curveText(property, reading);
    case Shape::List:
        return listText(property, reading);
    case Shape::Text:
    case Shape::Reference:
        break;
    }
    return reading.text;
}

std::string partText(const Catalog& catalog, const Part& part) {
    std::string out = fmt::format("{}\n{}, {}{}, {}\n", part.name, info(part.kind).title,
                                  part.vendor.empty() ? std::string() : part.vendor + ", ",
                                  statusWord(part.status), part.id);
    if (!part.aliases.empty()) out += fmt::format("also called {}\n", joined(part.aliases, ", "));
    out += layerText(catalog.layerOf(part.id)) + insideText(catalog, part);
    std::vector<std::string> unknown;
    for (const Datum& datum : part.data) {
        out += datumText(catalog, datum);
        if (datum.reading().unknown) unknown.emplace_back(info(datum.property).id);
    }
    if (!unknown.empty()) out += fmt::format("\nnot public: {}\n", joined(unknown, ", "));
    return out;
}

}  // namespace hallwright
