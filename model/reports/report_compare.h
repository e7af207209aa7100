#pragma once

#include "model/compare/comparison.h"
#include "model/reports/report.h"

namespace hallwright {

/// A comparison as a document that stands on its own: what is compared, what is assumed, the
/// readings with their sources, the table, break-even, what the answer rests on and what is not
/// known.
HallReport compareReport(const Comparison& comparison, const std::string& hall,
                         const std::string& date, const std::string& file);

}  // namespace hallwright
