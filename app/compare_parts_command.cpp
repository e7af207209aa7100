#include "app/compare_parts_command.h"

#include "app/arguments.h"
#include "app/open_hall.h"
#include "catalog/catalog_text.h"
#include "catalog/part_search.h"
#include "model/base/text.h"
#include "model/figures/slots.h"
#include "model/parts/compare_data.h"
#include "model/storage/json_text.h"
#include "model/units/quantity_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <set>

namespace hallwright {

namespace {

constexpr std::size_t fewest = 2, most = 4;

/// A property, and what each part says of it; null where one says nothing.
struct Line {
    Property property = Property::Count_;
    std::vector<const Datum*> data;
    bool differs = false;
};

std::vector<Line> linesOf(const std::vector<PartPtr>& parts, bool onlyDifferences) {
    std::set<Property> properties;
    for (const PartPtr& part : parts)
        for (const Datum& datum : part->data)
            if (datum.property != Property::nameHistory) properties.insert(datum.property);
    std::vector<Line> out;
    for (const Property property : properties) {
        Line line{property, {}, false};
        for (const PartPtr& part : parts) {
            line.data.push_back(part->find(property));
            line.differs = line.differs || !givesTheSame(line.data.front(), line.data.back());
        }
        if (line.differs || !onlyDifferences) out.push_back(std::move(line));
    }
    return out;
}

std::string cellText(const Line& line, std::size_t column) {
    const Datum* datum = line.data[column];
    if (!datum) return "not given";
    const Reading& reading = datum->reading();
    const PropertyInfo& property = info(line.property);
    std::string out = readingText(property, reading);
    if (const std::optional<double> share = shareApart(line.data.front(), line.data[column]))
        out += fmt::format(", {:+.{}f} %", *share * 100.0, std::abs(*share) < 0.1 ? 1 : 0);
    const std::optional<Range> range = rangeOf(*datum);
    if (range && !reading.low && !reading.high && range->low < range->high)
        out += fmt::format(", range {} to {}", formatQuantity({range->low, property.dimension}),
                           formatQuantity({range->high, property.dimension}));
    return out + fmt::format(", grade {}", static_cast<char>(reading.grade));
}

std::string comparedText(const std::vector<PartPtr>& parts, const std::vector<Line>& lines) {
    std::size_t width = 0;
    for (const PartPtr& part : parts)
        width = std::max(width, part->id.size());
    std::string out;
    for (const PartPtr& part : parts)
        out += fmt::format("{:{}}  {}\n", part->id, width, part->name);
    for (const Line& line : lines) {
        out += fmt::format("\n{} {}  {}\n", line.differs ? "*" : " ", info(line.property).id,
                           info(line.property).title);
        for (std::size_t i = 0; i < parts.size(); ++i)
            out += fmt::format("    {:{}}  {}\n", parts[i]->id, width, cellText(line, i));
    }
    const auto count =
        std::count_if(lines.begin(), lines.end(), [](const Line& line) { return line.differs; });
    return out + (count == 0
                      ? std::string("\nThe parts say the same.\n")
                      : fmt::format("\nThey differ in {}, marked *\n", counted(count, "line")));
}

std::string numbersJson(const std::vector<double>& numbers) {
    std::vector<std::string> out;
    for (const double number : numbers)
        out.push_back(exactNumber(number));
    return "[" + joined(out, ",") + "]";
}

std::string cellJson(const Line& line, std::size_t column) {
    const Datum* datum = line.data[column];
    if (!datum) return "null";
    const Reading& r = datum->reading();
    const std::optional<Range> range = rangeOf(*datum);
    std::string out = fmt::format(
        R"({{"value":{},"low":{},"high":{},"apart":{})", jsonNumber(r.number.value_or(unknown)),
        range ? exactNumber(range->low) : "null", range ? exactNumber(range->high) : "null",
        jsonNumber(shareApart(line.data.front(), line.data[column]).value_or(unknown)));
    if (!r.x.empty()) out += ",\"x\":" + numbersJson(r.x);
    if (!r.values.empty()) out += ",\"values\":" + numbersJson(r.values);
    if (!r.text.empty()) out += ",\"text\":" + jsonString(r.text);
    return out + fmt::format(R"(,"unknown":{},"source":{},"grade":"{}","as_of":{}}})", r.unknown,
                             jsonString(r.source), static_cast<char>(r.grade), jsonString(r.asOf));
}

std::string comparedJson(const std::vector<PartPtr>& parts, const std::vector<Line>& lines) {
    std::vector<std::string> ids, rows;
    for (const PartPtr& part : parts)
        ids.push_back(jsonString(part->id));
    for (const Line& line : lines) {
        const PropertyInfo& property = info(line.property);
        const bool isText = property.shape == Shape::Text || property.shape == Shape::Reference;
        std::vector<std::string> cells;
        for (std::size_t i = 0; i < parts.size(); ++i)
            cells.push_back(cellJson(line, i));
        rows.push_back(fmt::format(R"({{"property":{},"unit":{},"differs":{},"parts":[{}]}})",
                                   jsonString(property.id),
                                   isText ? "null" : jsonString(siUnit(property.dimension)),
                                   line.differs, joined(cells, ",")));
    }
    return fmt::format("{{\"parts\":[{}],\"properties\":[{}{}]}}\n", joined(ids, ","),
                       rows.empty() ? "" : "\n", joined(rows, ",\n"));
}

/// One part; a name that fits several, or none, cannot be compared.
Result<PartPtr> comparedPart(const PartSearch& search, const std::string& name) {
    const std::vector<PartPtr> found = search.named(name);
    if (found.size() == 1) return found.front();
    if (found.empty())
        return Error{ErrorCode::NotFound,
                     fmt::format("no part is called \"{}\"; catalog list shows all parts", name),
                     {}};
    std::vector<std::string> ids;
    for (const PartPtr& part : found)
        ids.push_back(part->id);
    return Error{ErrorCode::NotFound,
                 fmt::format("\"{}\" may be {}; give one id", name, joined(ids, ", ")),
                 {}};
}

}  // namespace

int comparePartsCommand(const std::vector<std::string>& words) {
    const Result<Arguments> arguments = parseArguments(words, {"--json", "--differences"}, {});
    if (!arguments) return fail(arguments.error());
    if (arguments->words.size() < fewest || arguments->words.size() > most)
        return fail(usage("name two to four parts: catalog compare A B [C D] [--json] "
                          "[--differences]"));
    Result<Catalog> catalog = openCatalog();
    if (!catalog) return fail(catalog.error());
    const PartSearch search(std::move(catalog).value());
    std::vector<PartPtr> parts;
    for (const std::string& name : arguments->words) {
        const Result<PartPtr> part = comparedPart(search, name);
        if (!part) return fail(part.error());
        if (std::find(parts.begin(), parts.end(), *part) != parts.end())
            return fail(usage(fmt::format("{} is named twice", (*part)->id)));
        parts.push_back(*part);
    }
    const std::vector<Line> lines = linesOf(parts, arguments->has("--differences"));
    const std::string out =
        arguments->has("--json") ? comparedJson(parts, lines) : comparedText(parts, lines);
    std::fwrite(out.data(), 1, out.size(), stdout);
    return 0;
}

}  // namespace hallwright
