#pragma once

#include "model/figures/ranges.h"
#include "model/reports/bill_table.h"

namespace hallwright {

/// The figures of the hall and its fabrics in SI, for a workbook.
SheetTable figureSheet(const Evaluation& evaluation, const Ranges& ranges);
/// Findings one by one, waived ones with their reason.
SheetTable findingSheet(const Evaluation& evaluation);

}  // namespace hallwright
