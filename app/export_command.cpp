#include "app/export_command.h"

#include "app/arguments.h"
#include "app/cables_command.h"
#include "app/open_hall.h"
#include "app/paper_application.h"
#include "model/base/text.h"
#include "views/plan/plan_export.h"

#include <fmt/format.h>

#include <charconv>
#include <filesystem>

namespace hallwright {

namespace {

/// "1:100", or the number behind the colon alone.
Result<int> scaleOf(std::string_view text) {
    if (text.starts_with("1:")) text.remove_prefix(2);
    int scale = 0;
    const auto [end, status] = std::from_chars(text.data(), text.data() + text.size(), scale);
    if (status != std::errc() || end != text.data() + text.size() || scale < 1 || scale > 100000)
        return usage("--scale is such as 1:100");
    return scale;
}

Result<PlanFormat> formatOf(const Arguments& arguments, const QString& path) {
    if (!arguments.has("--format")) return planFormat(path);
    const Result<PlanFormat> asked =
        planFormat(QStringLiteral(".") + QString::fromStdString(arguments.value("--format")));
    if (!asked)
        return usage(fmt::format("--format is svg, png or pdf for the plan, or one of {}",
                                 exportFormatNames()));
    const Result<PlanFormat> ending = planFormat(path);
    if (!ending || *ending != *asked)
        return usage(fmt::format("the file's ending does not fit --format {}; name it FILE.{}",
                                 arguments.value("--format"), arguments.value("--format")));
    return *asked;
}

/// The links in a form of another program; needs neither display nor paper.
int exportLinkFormat(const Arguments& arguments, const ExportFormat& format) {
    for (const char* option : {"--scale", "--paper", "--overlay", "--date", "--dpi"})
        if (arguments.has(option))
            return fail(usage(
                fmt::format("{} is for the plan; --format {} takes none", option, format.id)));
    if (!arguments.has("-o"))
        return fail(usage(fmt::format("say where it goes: -o FILE{}", format.ending)));
    const Result<Document> document = openHall(arguments.words[0]);
    if (!document) return fail(document.error());
    const Result<void> written =
        exportLinks(document->base, format, arguments.value("-o"), arguments.value("--fabric"));
    return written ? 0 : fail(written.error());
}

}  // namespace

int runExportCommand(const std::vector<std::string>& words, int& argc, char** argv) {
    const Result<Arguments> arguments = parseArguments(
        words, {},
        {"-o", "--format", "--scale", "--paper", "--overlay", "--date", "--dpi", "--fabric"});
    if (!arguments) return fail(arguments.error());
    if (arguments->words.size() != 1)
        return fail(
            usage(arguments->words.empty() ? "name one hall" : "name one hall; there are several"));
    if (const ExportFormat* format = findExportFormat(arguments->value("--format")))
        return exportLinkFormat(*arguments, *format);
    if (arguments->has("--fabric"))
        return fail(usage("--fabric goes with a --format of links, not with the plan"));
    if (!arguments->has("-o"))
        return fail(usage("say where the plan goes: -o FILE.svg, .png or .pdf"));
    const QString path = QString::fromStdString(arguments->value("-o"));
    const Result<PlanFormat> format = formatOf(*arguments, path);
    if (!format) return fail(format.error());
    PlanSheet sheet;
    if (arguments->has("--scale")) {
        const Result<int> scale = scaleOf(arguments->value("--scale"));
        if (!scale) return fail(scale.error());
        sheet.scale = *scale;
    }
    if (arguments->has("--paper")) {
        sheet.paper = QString::fromStdString(arguments->value("--paper"));
        if (!paperNames().contains(sheet.paper, Qt::CaseInsensitive))
            return fail(usage(fmt::format("--paper is one of {}",
                                          paperNames().join(QStringLiteral(", ")).toStdString())));
    }
    if (arguments->has("--overlay")) {
        const std::optional<Overlay> overlay = findOverlay(arguments->value("--overlay"));
        if (!overlay)
            return fail(usage(fmt::format("--overlay is one of {}", joined(overlayNames(), ", "))));
        sheet.overlay = *overlay;
    }
    if (arguments->has("--dpi")) {
        bool isNumber = false;
        sheet.dots = QString::fromStdString(arguments->value("--dpi")).toDouble(&isNumber);
        if (!isNumber || !(sheet.dots >= 30.0 && sheet.dots <= 1200.0))
            return fail(usage("--dpi is a number from 30 to 1200"));
    }
    const Result<std::string> date = dateOf(*arguments);
    if (!date) return fail(date.error());
    sheet.date = QString::fromStdString(*date);
    const std::filesystem::path file(arguments->words[0]);
    sheet.file = QString::fromStdString(file.filename().string());
    const Result<Document> document = openHall(file);
    if (!document) return fail(document.error());
    const PaperApplication application(argc, argv);
    const Result<void> written = exportPlan(evaluate(document->base), sheet, *format, path);
    return written ? 0 : fail(written.error());
}

}  // namespace hallwright
