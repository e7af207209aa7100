#pragma once

#include "model/reports/report.h"

#include <QByteArray>

#include <functional>

namespace hallwright {

class Evaluation;

/// The report as a PDF of A4 pages, the plan on A3 where A4 would be too small. `goOn` is asked
/// now and then; nothing is given where it says no.
QByteArray reportPdf(const HallReport& report, const Evaluation& evaluation,
                     const std::function<bool()>& goOn = {});

}  // namespace hallwright
