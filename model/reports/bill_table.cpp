#include "model/reports/bill_table.h"

#include "model/base/csv_text.h"
#include "model/base/text.h"
#include "model/reports/workbook.h"
#include "model/units/quantity_text.h"

#include <fmt/format.h>

#include <algorithm>

namespace hallwright {

BillTable billTable(const Evaluation& evaluation) {
    BillTable table;
    const Hall& hall = evaluation.hall();
    table.hall = hall.site().name;
    for (const BillLine& line : evaluation.bill()) {
        const Part* part = hall.part(line.part);
        if (!part) continue;
        BillRow row{line.section,  part->id, part->name, part->vendor, line.unit, line.quantity,
                    line.length_m, {},       {},         {},           {}};
        const Datum* datum = part->find(Property::price);
        if (!datum) datum = part->find(Property::pricePerMetre);
        if (!std::isnan(line.price)) {
            row.price_usd = line.price;
            row.total_usd = line.price * line.quantity;
            table.total_usd += *row.total_usd;
        } else {
            table.withoutPrice.push_back(part->id);
        }
        if (datum) {
            row.source = datum->reading().source;
            row.grade = std::string(1, static_cast<char>(datum->reading().grade));
        }
        table.rows.push_back(std::move(row));
    }
    return table;
}

namespace {

constexpr std::string_view headings[] = {"Section",   "Part",         "Name",     "Vendor",
                                         "Quantity",  "Unit",         "Length m", "Price USD",
                                         "Total USD", "Price source", "Grade"};

std::string numberCell(const std::optional<double>& number) {
    return number ? fmt::format("{:.2f}", *number) : std::string();
}

}  // namespace

std::string billCsv(const BillTable& table) {
    std::string out;
    for (std::string_view heading : headings)
        out += fmt::format("{}{}", out.empty() ? "" : ",", heading);
    out += "\r\n";
    for (const BillRow& row : table.rows)
        out += fmt::format(
            "{},{},{},{},{},{},{},{},{},{},{}\r\n", csvCell(row.section), csvCell(row.part),
            csvCell(row.name), csvCell(row.vendor), exactNumber(row.quantity), csvCell(row.unit),
            row.length_m ? exactNumber(*row.length_m) : "", numberCell(row.price_usd),
            numberCell(row.total_usd), csvCell(row.source), csvCell(row.grade));
    out += fmt::format("{},,,,,,,,{:.2f},,\r\n",
                       table.withoutPrice.empty() ? "Total" : "Total of what has a price",
                       table.total_usd);
    return out;
}

namespace {

constexpr double widths[] = {10, 28, 44, 12, 10, 6, 9, 14, 18, 30, 7};

Workbook::Cell numberOrNothing(const std::optional<double>& number) {
    return number ? Workbook::Cell(*number) : Workbook::Cell();
}

void addTable(Workbook& book, const SheetTable& table) {
    constexpr std::size_t widest = 90, narrowest = 10;
    std::vector<Workbook::Column> columns;
    for (std::size_t c = 0; c < table.headings.size(); ++c) {
        std::size_t width = narrowest;
        for (const std::vector<SheetTable::Cell>& row : table.rows)
            if (const std::string* text = std::get_if<std::string>(&row[c]))
                width = std::min(widest, std::max(width, text->size()));
        columns.push_back({table.headings[c], static_cast<double>(width)});
    }
    book.addSheet(table.name, std::move(columns));
    for (const std::vector<SheetTable::Cell>& row : table.rows) {
        std::vector<Workbook::Cell> cells;
        for (const SheetTable::Cell& cell : row)
            if (const double* number = std::get_if<double>(&cell))
                cells.emplace_back(*number);
            else
                cells.emplace_back(std::get<std::string>(cell));
        book.addRow(cells);
    }
}

}  // namespace

Result<void> writeBillXlsx(const BillTable& table, const std::filesystem::path& file,
                           const std::vector<SheetTable>& more) {
    Result<Workbook> made = Workbook::create(file);
    if (!made) return made.error();
    Workbook& book = made.value();
    using Style = Workbook::Style;
    std::vector<Workbook::Column> columns;
    for (std::size_t c = 0; c < std::size(headings); ++c)
        columns.push_back({std::string(headings[c]), widths[c]});
    book.addSheet("Bill of materials", std::move(columns));
    for (const BillRow& row : table.rows) {
        const std::size_t line = book.rows() + 1;
        Workbook::Cell total;
        if (row.total_usd)
            total = Workbook::Formula{fmt::format("=E{}*H{}", line, line), *row.total_usd};
        book.addStyledRow({{row.section},
                           {row.part},
                           {row.name},
                           {row.vendor},
                           {row.quantity},
                           {row.unit},
                           {numberOrNothing(row.length_m)},
                           {numberOrNothing(row.price_usd), Style::Money},
                           {total, Style::Money},
                           {row.source},
                           {row.grade}});
    }
    book.addFilter();
    Workbook::Cell sum;
    if (book.rows() > 1)
        sum = Workbook::Formula{fmt::format("=SUM(I2:I{})", book.rows()), table.total_usd};
    const char* title = table.withoutPrice.empty() ? "Total" : "Total of what has a price";
    book.addStyledRow(
        {{std::string(title), Style::Bold}, {}, {}, {}, {}, {}, {}, {}, {sum, Style::BoldMoney}});
    for (const SheetTable& one : more)
        addTable(book, one);
    return book.close();
}

}  // namespace hallwright
