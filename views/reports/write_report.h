#pragma once

#include "model/base/result.h"
#include "model/figures/evaluation.h"

#include <QString>

#include <cstdint>
#include <functional>
#include <optional>
#include <string>

namespace hallwright {

/// What a report says of the file it is made from.
struct ReportDetails {
    std::string date;  ///< 2026-11-22
    std::string file;  ///< name alone, without folder
    std::optional<std::int64_t> revision;
    PartPtr shippedBasis;  ///< design basis of the catalog; null: changes are told by source alone
};

/// Endings that a report can have: ".pdf", ".html", ".xlsx", ".csv". Fails with a sentence on any
/// other, before anything is computed.
Result<void> checkReportPath(const QString& path);

/// Computes the ranges and writes the report: by the ending a PDF, one HTML file, a workbook (bill,
/// figures, findings) or the bill as CSV; to a new file that is renamed. `progress` gets 0 … 1 and
/// stops by returning false, which is an error with the code Refused. May run on any thread.
Result<void> writeReport(const Evaluation& evaluation, const ReportDetails& details,
                         const QString& path, const std::function<bool(double)>& progress = {});

}  // namespace hallwright
