#pragma once

#include "model/reports/report.h"

#include <string>

namespace hallwright {

/// The report as one XHTML file that needs nothing beside it: style and pictures inside, light and
/// dark by the reader's setting. `planSvg` is an svg element or empty.
std::string reportHtml(const HallReport& report, const std::string& planSvg);

}  // namespace hallwright
