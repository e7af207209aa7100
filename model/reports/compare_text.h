#pragma once

#include "model/compare/comparison.h"

#include <filesystem>
#include <string>

namespace hallwright {

// A comparison for people and for programs. Each writes the same rows in the same order.

/// Aligned lines: what differs first, section by section; what could not be set side by side and
/// why; the break-even price; what the answer rests on; notes.
std::string compareText(const Comparison& comparison);
/// {"sides", "rows", "break_even", "notes"}, always SI.
std::string compareJson(const Comparison& comparison);
/// A row a line: id, section, title, unit, then value, low, high, status and refusal of each side.
std::string compareCsv(const Comparison& comparison);
/// Sheets: the table, the break-even prices, what the answer rests on, notes.
Result<void> writeCompareXlsx(const Comparison& comparison, const std::filesystem::path& file);

/// "42.1 kW", or "refused"; with the range where there is one.
std::string comparedValue(const ComparisonRow& row, std::size_t side);
/// "−21.4 %" against the first side; empty where there is none.
std::string comparedChange(const ComparisonRow& row, std::size_t side);

}  // namespace hallwright
