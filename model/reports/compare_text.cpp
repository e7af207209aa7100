#include "model/reports/compare_text.h"

#include "model/base/csv_text.h"
#include "model/base/text.h"
#include "model/figures/explain.h"
#include "model/reports/workbook.h"
#include "model/storage/json_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace hallwright {

namespace {

bool isNumber(const Figure& figure) {
    return (figure.status == Status::Ok || figure.status == Status::Partial) &&
           !std::isnan(figure.value.si);
}

bool isRefused(const ComparisonRow& row, std::size_t side) {
    return side < row.refused.size() && !row.refused[side].empty();
}

std::string rangeWords(const Figure& figure) {
    if (!figure.low || !figure.high || !(*figure.low < *figure.high)) return {};
    return fmt::format("{} … {}", formatQuantity({*figure.low, figure.value.dimension}),
                       formatQuantity({*figure.high, figure.value.dimension}));
}

/// Sections in the order of their first row.
std::vector<std::string> sectionsOf(const Comparison& comparison) {
    std::vector<std::string> out;
    for (const ComparisonRow& row : comparison.rows)
        if (std::find(out.begin(), out.end(), row.section) == out.end()) out.push_back(row.section);
    return out;
}

/// Rows of one half as aligned columns.
class TextColumns {
public:
    explicit TextColumns(const Comparison& comparison) : m_comparison(comparison) {
        std::vector<std::string> head{""};
        for (const ComparedHall& side : comparison.halls)
            head.push_back(side.name);
        m_widths.assign(head.size(), 0);
        widen(head);
        for (const ComparisonRow& row : comparison.rows)
            widen(cells(row));
        m_head = head;
    }
    std::string headLine() const { return line(m_head); }
    std::string half(bool differs) const {
        std::string out;
        for (const std::string& section : sectionsOf(m_comparison)) {
            std::string lines;
            for (const ComparisonRow& row : m_comparison.rows)
                if (row.differs == differs && row.section == section) lines += line(cells(row));
            if (!lines.empty()) out += section + "\n" + lines;
        }
        return out;
    }

private:
    std::vector<std::string> cells(const ComparisonRow& row) const {
        std::vector<std::string> out{"  " + row.title};
        for (std::size_t side = 0; side < row.values.size(); ++side) {
            std::string text = comparedValue(row, side);
            if (const std::string change = comparedChange(row, side); !change.empty())
                text += " (" + change + ")";
            out.push_back(std::move(text));
        }
        return out;
    }
    void widen(const std::vector<std::string>& cells) {
        for (std::size_t i = 0; i < cells.size(); ++i)
            m_widths[i] = std::max(m_widths[i], characterCount(cells[i]));
    }
    std::string line(const std::vector<std::string>& cells) const {
        std::string out = padded(cells[0], m_widths[0]);
        for (std::size_t i = 1; i < cells.size(); ++i)
            out += "  " + padded(cells[i], m_widths[i], true);
        return out.substr(0, out.find_last_not_of(' ') + 1) + "\n";
    }

    const Comparison& m_comparison;
    std::vector<std::size_t> m_widths;
    std::vector<std::string> m_head;
};

std::string refusalLines(const Comparison& comparison) {
    std::vector<std::pair<std::string, std::vector<std::string>>> reasons;
    for (const ComparisonRow& row : comparison.rows)
        for (std::size_t side = 0; side < row.refused.size(); ++side) {
            if (row.refused[side].empty()) continue;
            const std::string why =
                fmt::format("{}: {}", comparison.halls[side].name, row.refused[side]);
            const auto found = std::find_if(reasons.begin(), reasons.end(),
                                            [&](const auto& each) { return each.first == why; });
            if (found == reasons.end())
                reasons.push_back({why, {row.title}});
            else
                found->second.push_back(row.title);
        }
    std::string out;
    for (const auto& [why, titles] : reasons)
        out += fmt::format("  {}.\n    Refused: {}.\n", why, joined(titles, ", "));
    return out;
}

/// The answer before the table: the last side against the first.
std::string inShort(const Comparison& comparison) {
    const std::size_t side = comparison.halls.size() - 1;
    const auto find = [&](std::string_view id) -> const ComparisonRow* {
        for (const ComparisonRow& row : comparison.rows)
            if (row.id == id && !isRefused(row, side)) return &row;
        return nullptr;
    };
    std::string out;
    const auto tell = [&](std::string_view id, std::string_view otherwise) {
        const ComparisonRow* row = find(id);
        if (!row) row = find(otherwise);
        if (!row) return;
        const std::string change = comparedChange(*row, side);
        out +=
            fmt::format("  {}: {}, against {}{}.\n", row->title, figureText(row->values[side]),
                        figureText(row->values.front()), change.empty() ? "" : " (" + change + ")");
    };
    tell("network.power.read.chosen", "network.power");
    tell("facility.power.read.chosen", "facility.power");
    if (const ComparisonRow* gpus = find("gpus.freed.read.chosen"))
        out += fmt::format("  {}: {}.\n", gpus->title, figureText(gpus->values[side]));
    tell("network.cost.capex", "");
    tell("network.cost.life.read.chosen", "network.cost.life");
    const BreakEven& breakEven = comparison.breakEven;
    if (breakEven.refused.empty()) {
        out += fmt::format("  Break-even price of a co-packaged switch: {}",
                           formatQuantity(breakEven.price));
        if (breakEven.assumed)
            out += fmt::format("; the hall assumes {}", formatQuantity(*breakEven.assumed));
        out += ".\n";
    }
    std::vector<std::string> unknown;
    for (const ComparisonRow& row : comparison.rows)
        if (!isRefused(row, side) && row.values[side].status != Status::Ok &&
            row.values[side].status != Status::Absent &&
            std::find(unknown.begin(), unknown.end(), row.title) == unknown.end())
            unknown.push_back(row.title);
    constexpr std::size_t mostShown = 4;
    const std::size_t more = unknown.size() > mostShown ? unknown.size() - mostShown : 0;
    unknown.resize(unknown.size() - more);
    if (!unknown.empty())
        out += fmt::format("  Not or not fully known: {}{}.\n", joined(unknown, "; "),
                           more ? fmt::format("; and {} more", more) : "");
    return out.empty() ? out
                       : fmt::format("In short: {} against {}\n{}\n", comparison.halls[side].name,
                                     comparison.halls.front().name, out);
}

std::string breakEvenText(const Comparison& comparison) {
    const BreakEven& breakEven = comparison.breakEven;
    if (!breakEven.refused.empty()) return fmt::format("  None: {}.\n", breakEven.refused);
    std::string out = fmt::format(
        "  {} costs the same over its life as {} at {} a switch, for {} switches ({}).\n",
        comparison.halls[breakEven.coPackaged].name, comparison.halls[breakEven.pluggable].name,
        formatQuantity(breakEven.price), grouped(breakEven.switches), breakEven.switchPart);
    if (breakEven.assumed)
        out += fmt::format("  The hall assumes {} a switch.\n", formatQuantity(*breakEven.assumed));
    for (const std::string& sentence : breakEven.says)
        out += fmt::format("  {}.\n", sentence);
    out += "  Line by line, and the break-even price on the lines up to it:\n";
    for (const CostLine& line : breakEven.lines)
        out +=
            fmt::format("    {}{}{}\n", padded(line.title + (line.counted ? "" : " (beside)"), 58),
                        padded(formatQuantity({line.usd, Dimension::Money}), 14, true),
                        padded(formatQuantity(line.price), 14, true));
    constexpr std::size_t width = 16;
    out += padded("    Tariff \\ life", width + 4);
    for (const double life : breakEven.lives)
        out += padded(formatQuantity({life, Dimension::Time}), width, true);
    out += "\n";
    for (std::size_t t = 0; t < breakEven.tariffs.size(); ++t) {
        out += "    " +
               padded(formatQuantity({breakEven.tariffs[t], Dimension::MoneyPerEnergy}), width);
        for (const double price : breakEven.prices[t])
            out += padded(formatQuantity({price, Dimension::Money}), width, true);
        out += "\n";
    }
    return out;
}

std::string tornadoText(const BreakEven& breakEven) {
    if (breakEven.tornado.empty()) return {};
    std::string out = fmt::format("\nWhat the answer rests on\n  {}: {}\n", breakEven.tornadoOf,
                                  formatQuantity({breakEven.tornadoAt, Dimension::Money}));
    for (const Sensitivity& bar : breakEven.tornado)
        out += fmt::format("    {} {} … {}: {} … {}\n", bar.title, formatQuantity(bar.low),
                           formatQuantity(bar.high), formatQuantity({bar.atLow, Dimension::Money}),
                           formatQuantity({bar.atHigh, Dimension::Money}));
    return out;
}

std::string jsonNumberIfAny(const std::optional<double>& number) {
    return number ? jsonNumber(*number) : "null";
}

std::string valueJson(const Figure& figure, const Hall& hall) {
    std::vector<std::string> missing;
    for (const SlotRef& slot : figure.missing) {
        const Part* part = hall.part(slot.part);
        missing.push_back(jsonString(
            fmt::format("{} {}", part ? part->id : std::string("?"), info(slot.property).id)));
    }
    return fmt::format(R"({{"value":{},"unit":{},"low":{},"high":{},"status":{},"missing":[{}])",
                       jsonNumber(figure.value.si), jsonString(siUnit(figure.value.dimension)),
                       jsonNumberIfAny(figure.low), jsonNumberIfAny(figure.high),
                       jsonString(statusName(figure.status)), joined(missing, ","));
}

std::string stringsJson(const std::vector<std::string>& texts) {
    std::vector<std::string> out;
    for (const std::string& text : texts)
        out.push_back(jsonString(text));
    return "[" + joined(out, ",") + "]";
}

std::string numbersJson(const std::vector<double>& numbers) {
    std::vector<std::string> out;
    for (const double number : numbers)
        out.push_back(jsonNumber(number));
    return "[" + joined(out, ",") + "]";
}

std::string breakEvenJson(const BreakEven& breakEven) {
    if (!breakEven.refused.empty())
        return fmt::format(R"({{"refused":{}}})", jsonString(breakEven.refused));
    std::vector<std::string> prices, bars, lines;
    for (const CostLine& line : breakEven.lines)
        lines.push_back(fmt::format(R"({{"title":{},"usd":{},"counted":{},"price":{}}})",
                                    jsonString(line.title), jsonNumber(line.usd), line.counted,
                                    jsonNumber(line.price.si)));
    for (const std::vector<double>& row : breakEven.prices)
        prices.push_back(numbersJson(row));
    for (const Sensitivity& bar : breakEven.tornado)
        bars.push_back(fmt::format(
            R"({{"title":{},"unit":{},"low":{},"high":{},"at_low":{},"at_high":{},"source":{}}})",
            jsonString(bar.title), jsonString(siUnit(bar.low.dimension)), jsonNumber(bar.low.si),
            jsonNumber(bar.high.si), jsonNumber(bar.atLow), jsonNumber(bar.atHigh),
            jsonString(bar.source)));
    return fmt::format(
        R"({{"pluggable":{},"co_packaged":{},"switch":{},"switches":{},"price":{},"assumed":{},)"
        R"("tariffs":{},"lives":{},"prices":[{}],"tornado_of":{},"tornado_at":{},"tornado":[{}],)"
        R"("lines":[{}],"says":{}}})",
        breakEven.pluggable, breakEven.coPackaged, jsonString(breakEven.switchPart),
        breakEven.switches, jsonNumber(breakEven.price.si),
        breakEven.assumed ? jsonNumber(breakEven.assumed->si) : "null",
        numbersJson(breakEven.tariffs), numbersJson(breakEven.lives), joined(prices, ","),
        jsonString(breakEven.tornadoOf), jsonNumber(breakEven.tornadoAt), joined(bars, ","),
        joined(lines, ","), stringsJson(breakEven.says));
}

std::string csvNumber(const std::optional<double>& number) {
    return number && !std::isnan(*number) ? exactNumber(*number) : std::string();
}

Workbook::Cell cellOf(const std::optional<double>& number) {
    return number && !std::isnan(*number) ? Workbook::Cell(*number) : Workbook::Cell();
}

}  // namespace

std::string comparedValue(const ComparisonRow& row, std::size_t side) {
    if (isRefused(row, side)) return "refused";
    std::string text = figureText(row.values[side]);
    if (const std::string range = rangeWords(row.values[side]); !range.empty())
        text += " [" + range + "]";
    return text;
}

std::string comparedChange(const ComparisonRow& row, std::size_t side) {
    if (side == 0 || isRefused(row, side) || isRefused(row, 0)) return {};
    const Figure &first = row.values.front(), &other = row.values[side];
    if (!isNumber(first) || !isNumber(other) || first.value.si == other.value.si) return {};
    if (first.value.si == 0.0 || first.value.dimension == Dimension::Temperature) return {};
    const double share = (other.value.si - first.value.si) / std::abs(first.value.si) * 100.0;
    constexpr double tenfold = 1000.0, small = 9.95;
    if (!(std::abs(share) < tenfold)) return {};
    constexpr double leastShown = 0.05;  // less is "0.0 %"
    if (std::abs(share) < leastShown) return {};
    return fmt::format("{}{:.{}f} %", share < 0.0 ? "−" : "+", std::abs(share),
                       std::abs(share) < small ? 1 : 0);
}

std::string compareText(const Comparison& comparison) {
    const TextColumns columns(comparison);
    std::string out = inShort(comparison) + columns.headLine() + "\nDifferences\n\n";
    const std::string differences = columns.half(true);
    out += differences.empty() ? "  None.\n" : differences;
    if (const std::string same = columns.half(false); !same.empty())
        out += "\nThe same on every side\n\n" + same;
    if (const std::string refused = refusalLines(comparison); !refused.empty())
        out += "\nNot set side by side\n" + refused;
    out += "\nBreak-even price of a co-packaged switch\n" + breakEvenText(comparison);
    out += tornadoText(comparison.breakEven);
    if (!comparison.notes.empty()) out += "\nNotes\n";
    for (const std::string& note : comparison.notes)
        out += "  " + note + "\n";
    return out;
}

std::string compareJson(const Comparison& comparison) {
    std::vector<std::string> sides, rows;
    for (const ComparedHall& side : comparison.halls)
        sides.push_back(fmt::format(R"({{"name":{},"note":{},"losses":{}}})", jsonString(side.name),
                                    jsonString(side.note), stringsJson(side.losses)));
    for (const ComparisonRow& row : comparison.rows) {
        std::vector<std::string> values;
        for (std::size_t side = 0; side < row.values.size(); ++side) {
            const Hall& hall = comparison.halls[side].evaluation->hall();
            const Figure& figure = row.values[side];
            if (!isRefused(row, side)) {
                values.push_back(valueJson(figure, hall) + R"(,"refused":null})");
                continue;
            }
            // A refused number is no value to set beside the others: it keeps a name of its own.
            Figure none = figure;
            none.value.si = unknown;
            none.low.reset();
            none.high.reset();
            std::string text = valueJson(none, hall);
            const std::string status = jsonString(statusName(figure.status));
            text.replace(text.find("\"status\":" + status), 9 + status.size(),
                         "\"status\":\"refused\"");
            values.push_back(text + fmt::format(R"(,"refused":{},"alone":{}}})",
                                                jsonString(row.refused[side]),
                                                jsonNumber(figure.value.si)));
        }
        rows.push_back(
            fmt::format(R"({{"id":{},"section":{},"title":{},"explanation":{},"differs":{},)"
                        R"("values":[{}]}})",
                        jsonString(row.id), jsonString(row.section), jsonString(row.title),
                        jsonString(row.explanation), row.differs, joined(values, ",")));
    }
    return fmt::format("{{\"sides\":[{}],\n\"rows\":[\n{}],\n\"break_even\":{},\n\"notes\":{}}}\n",
                       joined(sides, ","), joined(rows, ",\n"), breakEvenJson(comparison.breakEven),
                       stringsJson(comparison.notes));
}

std::string compareCsv(const Comparison& comparison) {
    std::string out = "id,section,title,differs,unit";
    for (const ComparedHall& side : comparison.halls)
        for (const char* what : {"", ", low", ", high", ", status", ", refused"})
            out += "," + csvCell(side.name + what);
    out += "\r\n";
    for (const ComparisonRow& row : comparison.rows) {
        out += fmt::format("{},{},{},{},{}", csvCell(row.id), csvCell(row.section),
                           csvCell(row.title), row.differs ? "yes" : "no",
                           csvCell(std::string(siUnit(row.values.front().value.dimension))));
        for (std::size_t side = 0; side < row.values.size(); ++side) {
            const Figure& figure = row.values[side];
            if (isRefused(row, side)) {
                out += ",,,,refused," + csvCell(row.refused[side]);
                continue;
            }
            out += fmt::format(
                ",{},{},{},{},",
                csvNumber(isNumber(figure) ? std::optional(figure.value.si) : std::nullopt),
                csvNumber(figure.low), csvNumber(figure.high), statusName(figure.status));
        }
        out += "\r\n";
    }
    return out;
}

Result<void> writeCompareXlsx(const Comparison& comparison, const std::filesystem::path& file) {
    Result<Workbook> made = Workbook::create(file);
    if (!made) return made.error();
    Workbook& book = made.value();
    constexpr double narrow = 12.0, wide = 46.0, wider = 90.0;
    std::vector<Workbook::Column> columns{
        {"Section", narrow}, {"Quantity", wide}, {"Differs", narrow}, {"Unit", narrow}};
    for (const ComparedHall& side : comparison.halls)
        for (const char* what : {"", ", low", ", high", ", note"})
            columns.push_back({side.name + what, 1.5 * narrow});
    columns.push_back({"What it is", wider});
    book.addSheet("Comparison", std::move(columns));
    for (const ComparisonRow& row : comparison.rows) {
        std::vector<Workbook::Cell> cells{row.section, row.title,
                                          std::string(row.differs ? "yes" : "no"),
                                          std::string(siUnit(row.values.front().value.dimension))};
        for (std::size_t side = 0; side < row.values.size(); ++side) {
            const Figure& figure = row.values[side];
            const bool refused = isRefused(row, side);
            cells.push_back(refused || !isNumber(figure) ? Workbook::Cell()
                                                         : Workbook::Cell(figure.value.si));
            cells.push_back(cellOf(refused ? std::nullopt : figure.low));
            cells.push_back(cellOf(refused ? std::nullopt : figure.high));
            cells.push_back(refused ? "refused: " + row.refused[side]
                            : figure.status == Status::Partial
                                ? std::string("at least")
                                : std::string(isNumber(figure) ? "" : "not known"));
        }
        cells.push_back(row.explanation);
        book.addRow(cells);
    }
    book.addFilter();
    const BreakEven& breakEven = comparison.breakEven;
    if (breakEven.refused.empty()) {
        std::vector<Workbook::Column> lives{{"Tariff, USD/J", 1.5 * narrow}};
        for (const double life : breakEven.lives)
            lives.push_back({formatQuantity({life, Dimension::Time}), narrow});
        book.addSheet("Break-even price, USD", std::move(lives));
        for (std::size_t t = 0; t < breakEven.tariffs.size(); ++t) {
            std::vector<Workbook::Cell> cells{breakEven.tariffs[t]};
            for (const double price : breakEven.prices[t])
                cells.push_back(price);
            book.addRow(cells);
        }
        book.addSheet("What it rests on", {{"Number", wide},
                                           {"Low", narrow},
                                           {"High", narrow},
                                           {"Unit", narrow},
                                           {"USD at low", 1.5 * narrow},
                                           {"USD at high", 1.5 * narrow},
                                           {"Source", wider}});
        for (const Sensitivity& bar : breakEven.tornado)
            book.addRow({bar.title, bar.low.si, bar.high.si, std::string(siUnit(bar.low.dimension)),
                         bar.atLow, bar.atHigh, bar.source});
    }
    book.addSheet("Notes", {{"Note", wider}});
    for (const std::string& note : comparison.notes)
        book.addRow({Workbook::Cell(note)});
    return book.close();
}

}  // namespace hallwright
