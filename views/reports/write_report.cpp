#include "views/reports/write_report.h"

#include "model/figures/ranges.h"
#include "model/reports/report.h"
#include "model/reports/report_html.h"
#include "model/reports/report_tables.h"
#include "views/plan/plan_export.h"
#include "views/reports/report_pdf.h"

#include <QSaveFile>

#include <filesystem>

namespace hallwright {

namespace {

bool endsWith(const QString& path, const char* ending) {
    return path.endsWith(QLatin1String(ending), Qt::CaseInsensitive);
}

Error cannotWrite(const QString& path) {
    return {ErrorCode::File, "the file cannot be written; choose another place",
            path.toStdString()};
}

Error stopped() { return {ErrorCode::Refused, "the report was cancelled", {}}; }

Result<void> save(const QByteArray& bytes, const QString& path) {
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size() || !file.commit())
        return cannotWrite(path);
    return {};
}

/// A workbook is written by its library, so beside the old file first.
Result<void> saveWorkbook(const BillTable& bill, const std::vector<SheetTable>& sheets,
                          const QString& path) {
    const std::filesystem::path wanted(path.toStdString());
    std::filesystem::path fresh = wanted;
    fresh += ".part";
    std::error_code failed;
    const Result<void> written = writeBillXlsx(bill, fresh, sheets);
    if (written) std::filesystem::rename(fresh, wanted, failed);
    if (written && !failed) return {};
    std::error_code ignored;
    std::filesystem::remove(fresh, ignored);
    return written ? Result<void>(cannotWrite(path)) : written.error().at(path.toStdString());
}

}  // namespace

Result<void> checkReportPath(const QString& path) {
    for (const char* ending : {".pdf", ".html", ".xlsx", ".csv"})
        if (endsWith(path, ending)) return {};
    return Error{ErrorCode::Usage,
                 "a report is written as .pdf, .html, .xlsx or .csv; give the file one of these "
                 "endings",
                 path.toStdString()};
}

Result<void> writeReport(const Evaluation& evaluation, const ReportDetails& details,
                         const QString& path, const std::function<bool(double)>& progress) {
    if (const Result<void> known = checkReportPath(path); !known) return known.error();
    if (endsWith(path, ".csv"))
        return save(QByteArray::fromStdString(billCsv(billTable(evaluation))), path);
    constexpr double shareOfRanges = 0.85;
    bool goesOn = true;
    const Ranges ranges = rangesOf(evaluation, [&](double share) {
        if (progress && !progress(share * shareOfRanges)) goesOn = false;
        return goesOn;
    });
    if (!goesOn) return stopped();
    if (endsWith(path, ".xlsx"))
        return saveWorkbook(billTable(evaluation),
                            {figureSheet(evaluation, ranges), findingSheet(evaluation)}, path);
    const HallReport report =
        makeReport({evaluation, ranges, details.date, programVersion(), details.file,
                    details.revision, details.shippedBasis.get()});
    const auto goOn = [&] { return !progress || progress(shareOfRanges); };
    if (!goOn()) return stopped();
    QByteArray bytes;
    if (endsWith(path, ".html")) {
        bytes = QByteArray::fromStdString(
            reportHtml(report, planPicture(evaluation, 380.0).toStdString()));
    } else {
        bytes = reportPdf(report, evaluation, goOn);
        if (bytes.isEmpty()) return stopped();
    }
    if (progress && !progress(1.0)) return stopped();
    return save(bytes, path);
}

}  // namespace hallwright
