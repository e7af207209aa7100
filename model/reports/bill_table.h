#pragma once

#include "model/figures/evaluation.h"

#include <filesystem>
#include <string>
#include <variant>
#include <vector>

namespace hallwright {

/// One line of the bill of materials, ready to print.
struct BillRow {
    std::string section, part, name, vendor, unit;
    double quantity = 0.0;
    std::optional<double> length_m;
    std::optional<double> price_usd;  ///< of one; empty where unknown
    std::optional<double> total_usd;
    std::string source, grade;  ///< of the price
};

/// The bill of an evaluated hall: data first, writers after.
struct BillTable {
    std::string hall;
    std::vector<BillRow> rows;
    double total_usd = 0.0;
    std::vector<std::string>
        withoutPrice;  ///< parts whose price is unknown; the total is "at least" then
};
BillTable billTable(const Evaluation& evaluation);

/// Comma-separated values, RFC 4180; cells that a spreadsheet would take for a formula are written
/// as text.
std::string billCsv(const BillTable& table);
/// A further sheet of a workbook.
struct SheetTable {
    using Cell = std::variant<std::string, double>;
    std::string name;
    std::vector<std::string> headings;
    std::vector<std::vector<Cell>> rows;
};
/// A workbook with the bill as its first sheet; totals are formulas with their value.
Result<void> writeBillXlsx(const BillTable& table, const std::filesystem::path& file,
                           const std::vector<SheetTable>& more = {});

}  // namespace hallwright
