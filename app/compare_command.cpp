#include "app/compare_command.h"

#include "app/arguments.h"
#include "app/compared_sides.h"
#include "app/edited_hall.h"
#include "app/open_hall.h"
#include "app/text_files.h"
#include "model/base/text.h"
#include "model/reports/compare_text.h"
#include "model/reports/report_compare.h"
#include "model/reports/report_html.h"

#include <fmt/format.h>

#include <cstdio>
#include <filesystem>

namespace hallwright {

namespace {

/// Options that may be given several times, taken out of the words.
struct Repeated {
    std::vector<std::string> rest, variants, scripts, sets;
};

Result<Repeated> takeRepeated(const std::vector<std::string>& words) {
    Repeated out;
    for (std::size_t i = 0; i < words.size(); ++i) {
        bool taken = false;
        for (const auto& [option, list] : {std::pair(std::string("--variant"), &out.variants),
                                           std::pair(std::string("--script"), &out.scripts),
                                           std::pair(std::string("--set"), &out.sets)}) {
            if (words[i].starts_with(option + "=")) {
                list->push_back(words[i].substr(option.size() + 1));
                taken = true;
            } else if (words[i] == option) {
                if (i + 1 == words.size()) return usage(option + " needs a value");
                list->push_back(words[++i]);
                taken = true;
            }
            if (taken) break;
        }
        if (!taken) out.rest.push_back(words[i]);
    }
    return out;
}

Result<std::pair<std::string, std::string>> pairOf(const std::string& text, std::string_view option,
                                                   std::string_view shape) {
    const std::size_t equals = text.find('=');
    if (equals == text.npos || equals == 0 || equals + 1 == text.size())
        return usage(fmt::format("{} is given as {}", option, shape));
    return std::pair(text.substr(0, equals), text.substr(equals + 1));
}

Result<CompareRequest> requestOf(const Arguments& arguments, const Repeated& repeated) {
    CompareRequest request;
    request.halls = arguments.words;
    if (request.halls.empty()) return usage("name a hall, or several");
    request.variants = repeated.variants;
    if (arguments.has("--by")) {
        if (arguments.value("--by") != "optics") return usage("--by is optics");
        request.optics = {VariantKind::Pluggable, VariantKind::Lpo, VariantKind::Cpo,
                          VariantKind::CopperFirst};
        request.everyKind = true;
    }
    if (arguments.has("--optics")) {
        request.optics.clear();
        request.everyKind = false;
        for (const std::string& word : split(arguments.value("--optics"), ',')) {
            const std::optional<VariantKind> kind = findVariantKind(trimmed(word));
            if (!kind)
                return usage("--optics is a list of pluggable, lpo, cpo and copper-first, with "
                             "commas between");
            request.optics.push_back(*kind);
        }
    }
    for (const std::string& text : repeated.scripts) {
        const auto named = pairOf(text, "--script", "NAME=FILE");
        if (!named) return named.error();
        request.scripts.push_back(*named);
    }
    for (const std::string& text : repeated.sets) {
        const auto named = pairOf(text, "--set", "TABLE.KEY=VALUE");
        if (!named) return named.error();
        request.sets.push_back(*named);
    }
    return request;
}

Comparison comparisonOf(ComparedSides sides, bool withRanges) {
    std::vector<ComparedHall> halls;
    for (VariantHall& side : sides.sides) {
        ComparedHall hall;
        hall.name = std::move(side.name);
        hall.note = std::move(side.note);
        hall.losses = std::move(side.losses);
        hall.evaluation = std::make_shared<const Evaluation>(evaluate(side.hall));
        if (withRanges) hall.ranges = std::make_shared<const Ranges>(rangesOf(*hall.evaluation));
        halls.push_back(std::move(hall));
    }
    Comparison comparison = compareHalls(std::move(halls));
    comparison.notes.insert(comparison.notes.end(), sides.notes.begin(), sides.notes.end());
    return comparison;
}

Result<void> writeComparison(const Comparison& comparison, const std::string& title,
                             const std::string& date, const std::string& file,
                             const PdfWriter& pdf) {
    const std::string ending = lowered(std::filesystem::path(file).extension().string());
    if (ending == ".csv") return writeText(compareCsv(comparison), file);
    if (ending == ".json") return writeText(compareJson(comparison), file);
    if (ending == ".txt") return writeText(compareText(comparison), file);
    if (ending == ".xlsx") return writeCompareXlsx(comparison, file);
    const HallReport report = compareReport(comparison, title, date, {});
    if (ending == ".html") return writeText(reportHtml(report, {}), file);
    if (pdf) return pdf(report, *comparison.halls.front().evaluation, file);
    return usage("a PDF is written by the program itself; give .html here");
}

}  // namespace

int runCompareCommand(const std::vector<std::string>& words, const PdfWriter& pdf) {
    const Result<Repeated> repeated = takeRepeated(words);
    if (!repeated) return fail(repeated.error());
    const Result<Arguments> arguments = parseArguments(repeated->rest, {"--json", "--no-ranges"},
                                                       {"--by", "--optics", "-o", "--date"});
    if (!arguments) return fail(arguments.error());
    const Result<CompareRequest> request = requestOf(*arguments, *repeated);
    if (!request) return fail(request.error());
    const std::string file = arguments->value("-o");
    if (!file.empty()) {
        const std::string ending = lowered(std::filesystem::path(file).extension().string());
        bool known = false;
        for (const char* each : {".html", ".pdf", ".xlsx", ".csv", ".json", ".txt"})
            known |= ending == each;
        if (!known)
            return fail(usage("a comparison is written as .html, .pdf, .xlsx, .csv, .json or "
                              ".txt; give the file one of these endings"));
    }
    const Result<Catalog> catalog = openCatalog();
    if (!catalog) return fail(catalog.error());
    Result<ComparedSides> sides = comparedSides(*request, *catalog);
    if (!sides) return fail(sides.error());
    const std::string title = sides->title;
    const Comparison comparison =
        comparisonOf(std::move(sides).value(), !arguments->has("--no-ranges"));
    if (!file.empty()) {
        const Result<void> written =
            writeComparison(comparison, title, arguments->value("--date", today()), file, pdf);
        if (!written) return fail(written.error());
    }
    if (arguments->has("--json"))
        std::fputs(compareJson(comparison).c_str(), stdout);
    else if (file.empty())
        std::fputs((title + "\n\n" + compareText(comparison)).c_str(), stdout);
    return 0;
}

}  // namespace hallwright
