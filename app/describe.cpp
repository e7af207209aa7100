#include "app/describe.h"

#include "app/arguments.h"
#include "app/open_hall.h"
#include "model/figures/explain.h"
#include "model/parts/catalog.h"
#include "model/rules/rule.h"
#include "model/storage/schema.h"

#include <fmt/format.h>

#include <cstdio>

namespace hallwright {

namespace {

std::string figuresTable() {
    std::string out =
        "# Figures\n\nEvery figure the program computes, in the order of its stages.\n";
    std::optional<Stage> stage;
    for (const FigureInfo& row : allFigures()) {
        if (stage != row.stage) out += fmt::format("\n## {}\n\n", stageName(row.stage));
        stage = row.stage;
        out += fmt::format("- `{}` ({}): {}. {}. Source: {}.\n", row.id, siUnit(row.dimension),
                           row.title, row.formula, row.source);
    }
    return out;
}

std::string rulesTable() {
    std::string out =
        "# Rules\n\nEvery check the program makes. Limits are rows of the design basis.\n";
    for (const RuleInfo& row : allRules()) {
        out += fmt::format("\n## {}\n\n`{}`, {}. {}\n\nSource: {}.", row.title, row.id,
                           severityName(row.severity), row.explanation, row.source);
        if (!row.parameters.empty()) {
            out += " Design basis:";
            for (Property property : row.parameters)
                out += fmt::format(" `{}`", info(property).id);
            out += ".";
        }
        out += "\n";
    }
    return out;
}

std::string propertiesTable() {
    std::string out = "# Properties\n\nWhat can be said of a part. Values outside the plausible "
                      "range are refused.\n\n";
    constexpr std::string_view shapes[] = {"number", "curve", "list", "text", "part"};
    for (const PropertyInfo& row : allProperties())
        out += fmt::format("- `{}`: {} ({}, {})\n", row.id, row.title,
                           shapes[static_cast<std::size_t>(row.shape)], siUnit(row.dimension));
    return out;
}

std::string kindsTable() {
    std::string out = "# Kinds of part\n\n";
    for (const KindInfo& row : allKinds())
        out += fmt::format("- `{}`: {}\n", row.id, row.title);
    return out;
}

Result<std::string> basisTable() {
    Result<Catalog> catalog = shippedCatalog();
    if (!catalog) return catalog.error();
    const PartPtr basis = catalog->find(Catalog::basisId);
    if (!basis) return Error{ErrorCode::File, "the catalog has no design basis", {}};
    Hall hall;  // holds the sources, so that titles can be shown
    RawId next = 1;
    for (const auto& [id, source] : catalog->sources())
        hall.sources.set({next++}, {source});
    std::string out =
        "# Design basis\n\nLimits and assumptions that every new hall starts from.\n\n";
    for (const Datum& datum : basis->data) {
        out += fmt::format("- `{}`: {}. {}\n", info(datum.property).id, info(datum.property).title,
                           readingText(hall, datum, datum.reading()));
    }
    return out;
}

}  // namespace

int runDescribeCommand(const std::vector<std::string>& words) {
    const Result<Arguments> arguments = parseArguments(words, {}, {});
    if (!arguments) return fail(arguments.error());
    const std::string topic = arguments->words.size() == 1 ? arguments->words[0] : std::string();
    Result<std::string> text = Error{
        ErrorCode::Usage,
        "say what to describe: rules, figures, basis, properties, kinds, schema or edit-schema",
        {}};
    if (topic == "figures") text = figuresTable();
    if (topic == "rules") text = rulesTable();
    if (topic == "properties") text = propertiesTable();
    if (topic == "kinds") text = kindsTable();
    if (topic == "basis") text = basisTable();
    if (topic == "schema") text = textFormSchema();
    if (topic == "edit-schema") text = editSchema();
    if (!text) return fail(text.error());
    std::fputs(text->c_str(), stdout);
    return 0;
}

}  // namespace hallwright
