#include "catalog/part_writer.h"

#include "model/parts/part_fault.h"
#include "model/units/quantity_text.h"

#include <fmt/format.h>

#include <charconv>
#include <cmath>
#include <string_view>
#include <vector>

namespace hallwright {

namespace {

/// A TOML basic string.
std::string tomlText(std::string_view text) {
    std::string out = "\"";
    for (const char c : text) {
        const unsigned char byte = static_cast<unsigned char>(c);
        if (c == '"' || c == '\\')
            out += {'\\', c};
        else if (c == '\n')
            out += "\\n";
        else if (c == '\t')
            out += "\\t";
        else if (byte < 0x20 || byte == 0x7f)
            out += fmt::format("\\u{:04X}", byte);
        else
            out += c;
    }
    return out + '"';
}

/// A number as TOML takes it: beyond 15 digits it would be a whole number that no 64 bits hold.
std::string tomlNumber(double number) {
    std::string text = exactNumber(number);
    const bool whole = text.find_first_of(".eni") == std::string::npos;
    return whole && text.size() > 15 ? text + ".0" : text;
}

/// The unit of a reading, or one that the reader takes where the reading has none of the dimension.
std::string unitFor(const std::string& unit, Dimension dimension) {
    if (convert(1.0, unit, dimension)) return unit;
    const std::string_view si = siUnit(dimension);
    return convert(1.0, si, dimension) ? std::string(si) : std::string("FLOP/s");
}

/// The shortest decimal number which is this one when read in the unit. A number that nobody wrote
/// in that unit may have none; then the nearest, a last bit away.
std::string inUnit(double si, std::string_view unit, Dimension dimension) {
    const double offset = convert(0.0, unit, dimension)->si;
    constexpr double large = 1LL << 40;  // beside it the offset of degF takes no bits away
    const double scale = (convert(large, unit, dimension)->si - offset) / large;
    const double near = (si - offset) / scale;
    const auto reads = [&](double number) {
        const Result<Value> back = convert(number, unit, dimension);
        return back && back->si == si;
    };
    for (int digits = 1; digits <= 16; ++digits) {
        const std::string text = fmt::format("{:.{}g}", near, digits);
        double number = 0.0;
        std::from_chars(text.data(), text.data() + text.size(), number);
        if (reads(number)) return tomlNumber(number);
    }
    double above = near, below = near;
    for (int step = 0; step < 4; ++step) {
        if (reads(above)) return tomlNumber(above);
        if (reads(below)) return tomlNumber(below);
        above = std::nextafter(above, HUGE_VAL);
        below = std::nextafter(below, -HUGE_VAL);
    }
    return tomlNumber(near);
}

std::string list(const std::vector<double>& numbers, std::string_view unit, Dimension dimension) {
    std::string out;
    for (const double number : numbers)
        out += (out.empty() ? "" : ", ") + inUnit(number, unit, dimension);
    return "[" + out + "]";
}

/// The entries of an inline table.
class Entries {
public:
    void add(std::string_view key, std::string_view value) {
        m_text += fmt::format("{}{} = {}", m_text.empty() ? "" : ", ", key, value);
    }
    void addText(std::string_view key, std::string_view text) {
        if (!text.empty()) add(key, tomlText(text));
    }
    std::string text() const { return "{ " + m_text + " }"; }

private:
    std::string m_text;
};

void addContent(Entries& entries, const PropertyInfo& property, const Reading& reading) {
    if (property.shape == Shape::Text || property.shape == Shape::Reference)
        return entries.add(property.shape == Shape::Text ? "text" : "part", tomlText(reading.text));
    const Dimension dimension = property.dimension;
    const std::string unit = unitFor(reading.unit, dimension);
    if (property.shape == Shape::Curve) {
        const std::string xUnit = unitFor({}, property.argument);
        entries.add("x", list(reading.x, xUnit, property.argument));
        entries.addText("x_unit", xUnit);
        entries.add("value", list(reading.values, unit, dimension));
    } else if (property.shape == Shape::List) {
        entries.add("list", list(reading.values, unit, dimension));
    } else if (reading.number) {
        entries.add("value", inUnit(*reading.number, unit, dimension));
    }
    entries.addText("unit", unit);
    if (property.shape == Shape::Number) {
        if (reading.low) entries.add("low", inUnit(*reading.low, unit, dimension));
        if (reading.high) entries.add("high", inUnit(*reading.high, unit, dimension));
    }
    if (reading.madeFor && property.shape != Shape::List) {
        const std::string_view power = *reading.madeFor < 1000.0 ? "W" : "kW";
        entries.add("made_for", inUnit(*reading.madeFor, power, Dimension::Power));
        entries.addText("made_for_unit", power);
    }
}

std::string readingToml(const PropertyInfo& property, const Reading& reading, bool chosen) {
    Entries entries;
    if (reading.unknown)
        entries.add("unknown", "true");
    else
        addContent(entries, property, reading);
    entries.addText("source", reading.source);
    entries.addText("grade", std::string(1, static_cast<char>(reading.grade)));
    entries.addText("as_of", reading.asOf);
    entries.addText("at", reading.at);
    entries.addText("includes", reading.includes);
    entries.addText("note", reading.note);
    if (chosen) entries.add("chosen", "true");
    entries.addText("why", reading.why);
    return entries.text();
}

std::string header(const std::string& id) {
    return fmt::format("[{}]\n", isPartId(id) ? id : tomlText(id));
}

void addLine(std::string& out, std::string_view key, std::string_view text) {
    if (!text.empty()) out += fmt::format("{} = {}\n", key, tomlText(text));
}

}  // namespace

std::string partToToml(const Part& part) {
    std::string out = header(part.id);
    addLine(out, "name", part.name);
    addLine(out, "kind", info(part.kind).id);
    addLine(out, "vendor", part.vendor);
    addLine(out, "status", part.status);
    if (!part.aliases.empty()) {
        out += "aliases = [";
        for (std::size_t i = 0; i < part.aliases.size(); ++i)
            out += (i ? ", " : "") + tomlText(part.aliases[i]);
        out += "]\n";
    }
    if (!part.contents.empty()) {
        out += "contents = [\n";
        for (const Content& content : part.contents)
            out += fmt::format("  {{ part = {}, count = {} }},\n", tomlText(content.part),
                               content.count);
        out += "]\n";
    }
    for (const Datum& datum : part.data) {
        const PropertyInfo& property = info(datum.property);
        const bool several = datum.readings.size() > 1;
        out += fmt::format("{} = [\n", property.id);
        for (std::size_t i = 0; i < datum.readings.size(); ++i)
            out += fmt::format(
                "  {},\n", readingToml(property, datum.readings[i], several && i == datum.chosen));
        out += "]\n";
    }
    return out;
}

std::string sourceToToml(const Source& source) {
    std::string out = header(source.id);
    addLine(out, "title", source.title);
    addLine(out, "publisher", source.publisher);
    addLine(out, "url", source.url);
    addLine(out, "kind", source.kind);
    addLine(out, "note", source.note);
    return out;
}

}  // namespace hallwright
