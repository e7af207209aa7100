#include "model/reports/report_words.h"

#include "model/base/text.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace hallwright {

std::string valueText(const ReportInput& input, FigureRef ref) {
    return figureText(input.evaluation.figure(ref));
}

std::string rangeText(const ReportInput& input, FigureRef ref) {
    const Figure figure = input.evaluation.figure(ref);
    if (figure.status != Status::Ok && figure.status != Status::Partial) return {};
    const Range range = input.ranges.of(input.evaluation, ref);
    if (!(range.low < range.high)) return {};
    const Dimension dimension = figure.value.dimension;
    const std::string high = figure.status == Status::Partial
                                 ? std::string("?")
                                 : formatQuantity({range.high, dimension});
    return fmt::format("{} … {}", formatQuantity({range.low, dimension}), high);
}

std::string valueAndRange(const ReportInput& input, FigureRef ref) {
    const std::string range = rangeText(input, ref);
    const std::string value = valueText(input, ref);
    return range.empty() ? value : fmt::format("{} ({})", value, range);
}

std::string eachText(const Evaluation& evaluation, Fig figure, std::span<const RawId> rows) {
    const FigureInfo& row = info(figure);
    double low = unknown, high = unknown;
    bool missing = false, applies = false;
    for (RawId id : rows) {
        const std::ptrdiff_t at = evaluation.rows().position(row.scope, id);
        if (at < 0) continue;
        const Status status = evaluation.columns().status(figure, static_cast<std::size_t>(at));
        if (status == Status::Absent) continue;
        applies = true;
        missing |= status != Status::Ok;
        const double value = evaluation.number(figure, id);
        if (std::isnan(value)) continue;
        low = std::isnan(low) ? value : std::min(low, value);
        high = std::isnan(high) ? value : std::max(high, value);
    }
    if (!applies) return "–";
    if (std::isnan(low)) return "unknown";
    const std::string first = formatQuantity({low, row.dimension});
    const std::string last = formatQuantity({high, row.dimension});
    const std::string words = first == last ? first : fmt::format("{} … {}", first, last);
    return missing ? "at least " + words : words;
}

std::string fieldText(const Hall& hall, ItemRef item, std::string_view column) {
    const TableAccess& table = tableAccess(item.table);
    const std::optional<std::vector<Cell>> cells = table.row(hall, item.id);
    if (!cells) return {};
    for (std::size_t i = 0; i < table.columns().size(); ++i)
        if (table.columns()[i].name == column)
            if (const std::string* text = std::get_if<std::string>(&(*cells)[i])) return *text;
    return {};
}

std::string partName(const Hall& hall, PartId id) {
    const Part* part = hall.part(id);
    return part ? part->name : std::string("no part");
}

std::string readingValue(const Datum& datum, const Reading& reading) {
    const PropertyInfo& row = info(datum.property);
    if (reading.unknown) return "unknown";
    switch (row.shape) {
    case Shape::Number:
        return reading.number ? formatQuantity({*reading.number, row.dimension}) : "unknown";
    case Shape::Curve: {
        if (reading.x.empty() || reading.values.size() != reading.x.size()) return "unknown";
        const auto point = [&](std::size_t i) {
            return fmt::format("{} at {}", formatQuantity({reading.values[i], row.dimension}),
                               formatQuantity({reading.x[i], row.argument}));
        };
        const std::size_t last = reading.x.size() - 1;
        return last == 0 ? point(0) : fmt::format("{} … {}", point(0), point(last));
    }
    case Shape::List: {
        std::vector<std::string> pieces;
        for (double value : reading.values)
            pieces.push_back(formatQuantity({value, row.dimension}));
        return joined(pieces, ", ");
    }
    case Shape::Text:
    case Shape::Reference:
        return reading.text;
    }
    return {};
}

std::string moneyText(double usd) {
    const std::string plain = fmt::format("{:.2f}", std::abs(usd));
    const std::size_t point = plain.size() - 3;
    std::string out = usd < 0.0 ? "−" : "";
    for (std::size_t i = 0; i < point; ++i) {
        if (i > 0 && (point - i) % 3 == 0) out += ',';
        out += plain[i];
    }
    return out + plain.substr(point);
}

std::string firstToLast(const Hall& hall, TableId table, std::span<const RawId> rows) {
    if (rows.empty()) return {};
    const std::string first = itemName(hall, {table, rows.front()});
    if (rows.size() == 1) return first;
    return fmt::format("{} … {}", first, itemName(hall, {table, rows.back()}));
}

std::string shareText(double share) {
    return std::isnan(share) ? std::string("unknown") : fmt::format("{:.0f}\u00a0%", 100.0 * share);
}

ReportRow plainRow(std::vector<ReportCell> cells) {
    return {ReportRow::Kind::Plain, std::move(cells)};
}

ReportRow groupRow(std::string title) {
    return {ReportRow::Kind::Group, {ReportCell{std::move(title), {}, {}}}};
}

}  // namespace hallwright
