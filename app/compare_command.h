#pragma once

#include "model/base/result.h"
#include "model/reports/report.h"

#include <functional>
#include <string>
#include <vector>

namespace hallwright {

class Evaluation;

/// Writes a report as PDF, which needs fonts and so a Qt application; empty where there is none.
using PdfWriter = std::function<Result<void>(const HallReport& report, const Evaluation& evaluation,
                                             const std::string& file)>;

/// `compare HALL... [--by optics] [--optics KINDS] [--variant NAME]… [--script NAME=FILE]…
/// [--set KEY=VALUE]… [--json] [--no-ranges] [-o FILE] [--date DATE]`; `words` are those after
/// "compare".
int runCompareCommand(const std::vector<std::string>& words, const PdfWriter& pdf = {});

}  // namespace hallwright
