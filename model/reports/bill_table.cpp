#include "model/reports/bill_table.h"

#include "model/base/text.h"
#include "model/units/quantity_text.h"

#include <fmt/format.h>
#include <xlsxwriter.h>

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

/// A cell that begins like a formula is text, whatever it says.
bool looksLikeFormula(std::string_view text) {
    return !text.empty() && std::string_view("=+-@\t\r").find(text[0]) != std::string_view::npos;
}

std::string csvCell(std::string_view text) {
    std::string out(looksLikeFormula(text) ? "'" : "");
    out += text;
    if (out.find_first_of(",\"\r\n") == std::string::npos) return out;
    std::string quoted = "\"";
    for (char c : out)
        quoted += c == '"' ? std::string("\"\"") : std::string(1, c);
    return quoted + "\"";
}

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

void addSheet(lxw_workbook* book, const SheetTable& table, lxw_format* head) {
    lxw_worksheet* sheet = workbook_add_worksheet(book, table.name.c_str());
    for (std::size_t c = 0; c < table.headings.size(); ++c)
        worksheet_write_string(sheet, 0, static_cast<lxw_col_t>(c), table.headings[c].c_str(),
                               head);
    worksheet_freeze_panes(sheet, 1, 0);
    std::vector<std::size_t> widths(table.headings.size(), 10);
    for (std::size_t r = 0; r < table.rows.size(); ++r)
        for (std::size_t c = 0; c < table.rows[r].size(); ++c) {
            const lxw_row_t row = static_cast<lxw_row_t>(r + 1);
            const lxw_col_t column = static_cast<lxw_col_t>(c);
            if (const double* number = std::get_if<double>(&table.rows[r][c])) {
                worksheet_write_number(sheet, row, column, *number, nullptr);
            } else {
                const std::string& text = std::get<std::string>(table.rows[r][c]);
                worksheet_write_string(sheet, row, column, text.c_str(), nullptr);
                widths[c] = std::min<std::size_t>(90, std::max(widths[c], text.size()));
            }
        }
    for (std::size_t c = 0; c < widths.size(); ++c)
        worksheet_set_column(sheet, static_cast<lxw_col_t>(c), static_cast<lxw_col_t>(c),
                             static_cast<double>(widths[c]), nullptr);
}

}  // namespace

Result<void> writeBillXlsx(const BillTable& table, const std::filesystem::path& file,
                           const std::vector<SheetTable>& more) {
    lxw_workbook* book = workbook_new(file.c_str());
    if (!book) return Error{ErrorCode::File, "the workbook cannot be created", file.string()};
    lxw_worksheet* sheet = workbook_add_worksheet(book, "Bill of materials");
    lxw_format* head = workbook_add_format(book);
    format_set_bold(head);
    format_set_bottom(head, LXW_BORDER_THIN);
    lxw_format* money = workbook_add_format(book);
    format_set_num_format(money, "#,##0.00");
    lxw_format* bold = workbook_add_format(book);
    format_set_bold(bold);
    lxw_format* boldMoney = workbook_add_format(book);
    format_set_bold(boldMoney);
    format_set_num_format(boldMoney, "#,##0.00");

    lxw_row_t r = 0;
    for (lxw_col_t c = 0; c < std::size(headings); ++c)
        worksheet_write_string(sheet, r, c, std::string(headings[c]).c_str(), head);
    worksheet_freeze_panes(sheet, 1, 0);
    for (const BillRow& row : table.rows) {
        ++r;
        const std::string line = std::to_string(r + 1);
        worksheet_write_string(sheet, r, 0, row.section.c_str(), nullptr);
        worksheet_write_string(sheet, r, 1, row.part.c_str(), nullptr);
        worksheet_write_string(sheet, r, 2, row.name.c_str(), nullptr);
        worksheet_write_string(sheet, r, 3, row.vendor.c_str(), nullptr);
        worksheet_write_number(sheet, r, 4, row.quantity, nullptr);
        worksheet_write_string(sheet, r, 5, row.unit.c_str(), nullptr);
        if (row.length_m) worksheet_write_number(sheet, r, 6, *row.length_m, nullptr);
        if (row.price_usd) worksheet_write_number(sheet, r, 7, *row.price_usd, money);
        if (row.total_usd)
            worksheet_write_formula_num(sheet, r, 8, ("=E" + line + "*H" + line).c_str(), money,
                                        *row.total_usd);
        worksheet_write_string(sheet, r, 9, row.source.c_str(), nullptr);
        worksheet_write_string(sheet, r, 10, row.grade.c_str(), nullptr);
    }
    ++r;
    worksheet_write_string(
        sheet, r, 0, table.withoutPrice.empty() ? "Total" : "Total of what has a price", bold);
    if (r > 1)
        worksheet_write_formula_num(sheet, r, 8, fmt::format("=SUM(I2:I{})", r).c_str(), boldMoney,
                                    table.total_usd);
    const double widths[] = {10, 28, 44, 12, 10, 6, 9, 14, 18, 30, 7};
    for (lxw_col_t c = 0; c < std::size(widths); ++c)
        worksheet_set_column(sheet, c, c, widths[c], nullptr);
    if (r > 1)
        worksheet_autofilter(sheet, 0, 0, r - 1, static_cast<lxw_col_t>(std::size(headings) - 1));
    for (const SheetTable& one : more)
        addSheet(book, one, head);
    const lxw_error status = workbook_close(book);
    if (status != LXW_NO_ERROR)
        return Error{ErrorCode::File,
                     fmt::format("the workbook cannot be written: {}", lxw_strerror(status)),
                     file.string()};
    return {};
}

}  // namespace hallwright
