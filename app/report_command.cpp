#include "app/report_command.h"

#include "app/arguments.h"
#include "app/open_hall.h"
#include "app/paper_application.h"
#include "model/parts/catalog.h"
#include "views/reports/write_report.h"

#include <QGuiApplication>

#include <filesystem>

namespace hallwright {

int runReportCommand(const std::vector<std::string>& words, int& argc, char** argv) {
    const Result<Arguments> arguments = parseArguments(words, {}, {"-o", "--date"});
    if (!arguments) return fail(arguments.error());
    if (arguments->words.size() != 1)
        return fail(
            {ErrorCode::Usage,
             arguments->words.empty() ? "name one hall" : "name one hall; there are several",
             {}});
    if (!arguments->has("-o"))
        return fail(
            {ErrorCode::Usage, "say where the report goes: -o FILE.pdf, .html, .xlsx or .csv", {}});
    const QString path = QString::fromStdString(arguments->value("-o"));
    if (const Result<void> known = checkReportPath(path); !known) return fail(known.error());
    const Result<std::string> date = dateOf(*arguments);
    if (!date) return fail(date.error());
    const std::filesystem::path file(arguments->words[0]);
    const Result<Document> document = openHall(file);
    if (!document) return fail(document.error());

    ReportDetails details;
    details.date = *date;
    details.file = file.filename().string();
    if (document->revision > 0) details.revision = document->revision;
    if (const Result<Catalog> catalog = openCatalog())
        details.shippedBasis = catalog->find(Catalog::basisId);
    const PaperApplication application(argc, argv);
    const Result<void> written = writeReport(evaluate(document->base), details, path);
    return written ? 0 : fail(written.error());
}

}  // namespace hallwright
