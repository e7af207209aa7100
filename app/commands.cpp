#include "app/commands.h"

#include "app/arguments.h"
#include "app/cables_command.h"
#include "app/catalog_command.h"
#include "app/compare_command.h"
#include "app/describe.h"
#include "app/headroom_command.h"
#include "app/open_hall.h"
#include "app/parts_command.h"
#include "app/place_command.h"
#include "app/readings_command.h"
#include "app/text_files.h"
#include "app/waive_command.h"
#include "model/base/text.h"
#include "model/figures/explain.h"
#include "model/planner/brief.h"
#include "model/planner/feasibility.h"
#include "model/planner/planner.h"
#include "model/reports/bill_table.h"
#include "model/reports/figure_text.h"
#include "model/rules/rule.h"
#include "model/storage/edit_text.h"
#include "model/storage/text_form.h"

#include <fmt/format.h>

#include <iostream>

namespace hallwright {

namespace {

/// The one word that a command takes, or a sentence that says which.
Result<std::string> onlyWord(const Arguments& arguments, std::string_view what) {
    if (arguments.words.size() == 1) return arguments.words[0];
    return usage(
        fmt::format("name one {}{}", what, arguments.words.empty() ? "" : "; there are several"));
}

int planCommand(const std::vector<std::string>& words) {
    const Result<Arguments> arguments = parseArguments(words, {"--fit"}, {"-o"});
    if (!arguments) return fail(arguments.error());
    const Result<std::string> file = onlyWord(*arguments, "brief");
    if (!file) return fail(file.error());
    if (!arguments->has("-o")) return fail(usage("say where the hall goes: -o FILE.hall"));
    const Result<Catalog> catalog = openCatalog();
    if (!catalog) return fail(catalog.error());
    const Result<Brief> brief = readBrief(*file);
    if (!brief) return fail(brief.error());
    PlanOptions options;
    options.fit = arguments->has("--fit");
    Result<Plan> made = plan(*brief, *catalog, options);
    if (!made) return fail(made.error());
    const Document document = newDocument(std::move(made->hall));
    if (const Result<void> saved = saveDocument(document, arguments->value("-o")); !saved)
        return fail(saved.error());
    for (const std::string& note : made->notes)
        print(note + "\n");
    print(fmt::format("{}; wrote {}\n", feasibilityText(made), arguments->value("-o")));
    return 0;
}

int checkCommand(const std::vector<std::string>& words) {
    const Result<Arguments> arguments = parseArguments(words, {}, {"--severity"});
    if (!arguments) return fail(arguments.error());
    const std::optional<Severity> severity = findSeverity(arguments->value("--severity", "error"));
    if (!severity) return fail(usage("--severity is one of note, warning, error"));
    const Result<std::string> file = onlyWord(*arguments, "hall");
    if (!file) return fail(file.error());
    const Result<Document> document = openHall(*file);
    if (!document) return fail(document.error());
    const Evaluation evaluation = evaluate(document->base);
    print(findingsText(evaluation));
    for (const Finding& finding : evaluation.findings())
        if (finding.waiver == 0 && severityOf(finding) >= *severity) return 1;
    return 0;
}

int figuresCommand(const std::vector<std::string>& words) {
    const Result<Arguments> arguments =
        parseArguments(words, {"--json", "--no-ranges"}, {"--explain", "--units"});
    if (!arguments) return fail(arguments.error());
    const Result<std::string> file = onlyWord(*arguments, "hall");
    if (!file) return fail(file.error());
    const std::string units = arguments->value("--units", "SI");
    if (units != "SI" && units != "US") return fail(usage("--units is SI or US"));
    if (arguments->has("--explain") && arguments->has("--json"))
        return fail(usage("--explain prints text only; leave out --json, or --explain"));
    if (units != "SI" && (arguments->has("--explain") || arguments->has("--json")))
        return fail(usage(fmt::format("{} is always in SI units; leave out --units",
                                      arguments->has("--json") ? "--json" : "--explain")));
    const Result<Document> document = openHall(*file);
    if (!document) return fail(document.error());
    const Evaluation evaluation = evaluate(document->base);
    std::optional<FigureRef> wanted;
    if (arguments->has("--explain")) {
        const Result<FigureRef> found = findFigure(document->base, arguments->value("--explain"));
        if (!found) return fail(found.error());
        wanted = *found;
    }
    std::optional<Ranges> computed;
    if (!arguments->has("--no-ranges")) computed = rangesOf(evaluation);
    const Ranges* ranges = computed ? &*computed : nullptr;
    if (wanted)
        print(explanationText(evaluation, explain(evaluation, *wanted), ranges));
    else if (arguments->has("--json"))
        print(figuresJson(evaluation, ranges));
    else
        print(figuresText(evaluation, ranges, units == "US" ? UnitSystem::Us : UnitSystem::Si));
    return 0;
}

int bomCommand(const std::vector<std::string>& words) {
    const Result<Arguments> arguments = parseArguments(words, {}, {"-o"});
    if (!arguments) return fail(arguments.error());
    const Result<std::string> file = onlyWord(*arguments, "hall");
    if (!file) return fail(file.error());
    const std::string out = arguments->value("-o");
    const Result<Document> document = openHall(*file);
    if (!document) return fail(document.error());
    const BillTable table = billTable(evaluate(document->base));
    const Result<void> written =
        out.ends_with(".xlsx") ? writeBillXlsx(table, out) : writeText(billCsv(table), out);
    return written ? 0 : fail(written.error());
}

int dumpCommand(const std::vector<std::string>& words) {
    const Result<Arguments> arguments = parseArguments(words, {}, {"-o"});
    if (!arguments) return fail(arguments.error());
    const Result<std::string> file = onlyWord(*arguments, "hall");
    if (!file) return fail(file.error());
    const Result<Document> document = openHall(*file);
    if (!document) return fail(document.error());
    const Result<void> written = writeText(documentToText(*document), arguments->value("-o"));
    return written ? 0 : fail(written.error());
}

int loadCommand(const std::vector<std::string>& words) {
    const Result<Arguments> arguments = parseArguments(words, {}, {"-o"});
    if (!arguments) return fail(arguments.error());
    const Result<std::string> file = onlyWord(*arguments, "text form");
    if (!file) return fail(file.error());
    if (!arguments->has("-o")) return fail(usage("say where the hall goes: -o FILE.hall"));
    const Result<std::string> text = readText(*file);
    if (!text) return fail(text.error());
    const Result<Document> document = documentFromText(*text, *file);
    if (!document) return fail(document.error());
    const Result<void> saved = saveDocument(*document, arguments->value("-o"));
    return saved ? 0 : fail(saved.error());
}

int editCommand(const std::vector<std::string>& words) {
    const Result<Arguments> arguments = parseArguments(words, {}, {"--script", "-o"});
    if (!arguments) return fail(arguments.error());
    const Result<std::string> file = onlyWord(*arguments, "hall");
    if (!file) return fail(file.error());
    if (!arguments->has("--script"))
        return fail(usage("say which edits: --script FILE, one edit a line"));
    const Result<Document> document = openHall(*file);
    if (!document) return fail(document.error());
    const Result<std::string> script = readText(arguments->value("--script"));
    if (!script) return fail(script.error());
    Result<Document> edited = runScript(*document, *script, arguments->value("--script"));
    if (!edited) return fail(edited.error());
    const std::string out = arguments->value("-o", *file);
    if (!out.ends_with(".hall")) return fail(usage("say where the edited hall goes: -o FILE.hall"));
    Document changed = std::move(edited).value();
    ++changed.revision;  // a window that has the hall open sees that it is another one now
    const Result<void> saved = saveDocument(changed, out);
    return saved ? 0 : fail(saved.error());
}

struct Command {
    std::string_view name;
    int (*run)(const std::vector<std::string>&);
    std::string_view usage;
};

int helpCommand(const std::vector<std::string>&) {
    print(usageText());
    return 0;
}

constexpr Command commands[] = {
    {"plan", planCommand, "plan BRIEF -o FILE.hall [--fit]"},
    {"check", checkCommand, "check HALL [--severity note|warning|error]"},
    {"figures", figuresCommand,
     "figures HALL [--json] [--explain ID[@ITEM]] [--units SI|US] [--no-ranges]"},
    {"headroom", headroomCommand, "headroom HALL --part NAME [--json]"},
    {"bom", bomCommand, "bom HALL [-o FILE.(csv|xlsx)]"},
    {"cables", runCablesCommand,
     "cables HALL [-o FILE.(csv|xlsx|json)] [--fabric NAME] [--against OTHER.hall]"},
    {"compare", [](const std::vector<std::string>& words) { return runCompareCommand(words); },
     "compare HALL... [--by optics] [--optics pluggable,lpo,cpo,copper-first] [--variant NAME]...\n"
     "               [--script NAME=FILE]... [--set TABLE.KEY=VALUE]... [--json] [--no-ranges]\n"
     "               [-o FILE.(html|pdf|xlsx|csv|json|txt)] [--date YYYY-MM-DD]"},
    {"dump", dumpCommand, "dump HALL [-o FILE.json]"},
    {"load", loadCommand, "load FILE.json -o FILE.hall"},
    {"edit", editCommand, "edit HALL --script FILE [-o FILE.hall]"},
    {"place", runPlaceCommand,
     "place HALL [--fabric NAME] [--placement zone|end-of-row|middle-of-row] [-o FILE.hall]"},
    {"waive", runWaiveCommand,
     "waive HALL --rule ID [--item NAME] --reason TEXT --author NAME [-o FILE.hall]\n"
     "  hallwright waive HALL --rule ID [--item NAME] --withdraw [-o FILE.hall]"},
    {"catalog", [](const std::vector<std::string>& words) { return runCatalogCommand(words); },
     "catalog list [WORDS] [--kind KIND] [--vendor NAME] [--status STATUS] [--cooling MEDIUM]\n"
     "               [--connector FORM] [--power FROM..TO] [--retired] [--own] [--json]\n"
     "  hallwright catalog show NAME [--json]\n"
     "  hallwright catalog compare PART PART [PART PART] [--json] [--differences]\n"
     "  hallwright catalog check [FOLDER] [--user] [--json]\n"
     "  hallwright catalog override PART PROPERTY VALUE --why TEXT [--source ID] [--grade "
     "A|B|C|D]\n"
     "               [--at PLANE] [--includes TEXT] [--date DATE]\n"
     "  hallwright catalog choose PART PROPERTY [N] [--why TEXT]\n"
     "  hallwright catalog duplicate PART NEW-ID NAME | retire PART | restore PART\n"
     "  hallwright catalog remove PART | remove --import SOURCE\n"
     "  hallwright catalog import PATH [-o FILE.toml] [--user] [--report FILE] [--json]\n"
     "  hallwright catalog index [FOLDER] [-o FILE]"},
    {"parts", runPartsCommand,
     "parts HALL [--changed] [--json]\n"
     "  hallwright parts HALL --update [PART...] | --add FILE.toml | --change FILE.toml | "
     "--duplicate PART ID NAME | "
     "--retire PART | --offer PART | --remove PART [-o FILE.hall]"},
    {"readings", runReadingsCommand,
     "readings HALL [PART [PROPERTY]] [--property ID] [--json]\n"
     "  hallwright readings HALL [PART [PROPERTY]] [--property ID] --prefer "
     "highest|lowest|newest|best-grade|source:ID [-o FILE.hall]\n"
     "  hallwright readings HALL PART PROPERTY --choose N | --value VALUE --why TEXT | --withdraw "
     "[-o FILE.hall]"},
    {"describe", runDescribeCommand,
     "describe rules|figures|basis|properties|kinds|schema|edit-schema"},
    {"help", helpCommand, "help"},
};

}  // namespace

namespace {

/// "cables-csv|cables-xlsx|…"
std::string exportFormatWords() {
    std::string out;
    for (const ExportFormat& format : exportFormats())
        out += fmt::format("{}{}", out.empty() ? "" : "|", format.id);
    return out;
}

}  // namespace

std::string usageText() {
    std::string out =
        "Hallwright plans AI data-centre halls.\n\n  hallwright [HALL]    opens the window\n";
    for (const Command& command : commands)
        out += fmt::format("  hallwright {}\n", command.usage);
    out += "  hallwright report HALL -o FILE.(pdf|html|xlsx|csv) [--date YYYY-MM-DD]\n"
           "  hallwright export HALL -o FILE.(svg|png|pdf) [--format svg|png|pdf] [--scale 1:100] "
           "[--paper A4..A0|exact] [--overlay NAME] [--dpi N] [--date YYYY-MM-DD]\n"
           "  hallwright export HALL --format " +
           exportFormatWords() + " -o FILE [--fabric NAME]\n";
    out +=
        "  hallwright --screenshot OUT.png [--view NAME] [--size WxH] [--theme light|dark] "
        "[--scale 1..2] HALL\n\n"
        "HALL is a .hall file, a text form (.json), or a brief (.toml), which is planned first.\n"
        "Exit codes: 0 clean, 1 findings at the asked severity or a need that does not fit, 2 "
        "usage, 3 file.\n";
    return out;
}

int runCommand(const std::vector<std::string>& words) {
    if (words.empty()) return -1;
    if (words[0] == "--help" || words[0] == "-h") return helpCommand({});
    for (const Command& command : commands)
        if (command.name == words[0]) return command.run({words.begin() + 1, words.end()});
    return -1;
}

}  // namespace hallwright
