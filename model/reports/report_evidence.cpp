#include "model/base/text.h"
#include "model/reports/figure_text.h"
#include "model/reports/report_words.h"
#include "model/rules/checks.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

namespace hallwright {

namespace {

std::string rangeOfDatum(const Datum& datum) {
    const std::optional<Range> range = rangeOf(datum);
    if (!range || !(range->low < range->high)) return {};
    const Dimension dimension = info(datum.property).dimension;
    return fmt::format("{} … {}", formatQuantity({range->low, dimension}),
                       formatQuantity({range->high, dimension}));
}

std::string propertyTitle(Property property) { return std::string(info(property).title); }

/// The parts of the hall by kind, then name.
std::vector<const Part*> partsOf(const Hall& hall) {
    std::vector<const Part*> parts;
    hall.parts.forEach([&](PartId, const FrozenPart& row) {
        if (row.part) parts.push_back(row.part.get());
    });
    std::stable_sort(parts.begin(), parts.end(), [](const Part* a, const Part* b) {
        return std::tie(a->kind, a->name, a->id) < std::tie(b->kind, b->name, b->id);
    });
    return parts;
}

std::string whyText(const Reading& reading) {
    if (reading.why.empty()) return reading.note;
    return reading.note.empty() ? reading.why : reading.why + "; " + reading.note;
}

/// Numbers that somebody set by hand, and basis rows that are not as shipped.
ReportTable changedTable(const ReportInput& input) {
    ReportTable table;
    table.heading = "Changed from the default";
    table.columns = {{"Number", ReportAlign::Left, 3.4},
                     {"Default", rightAligned, 2.0},
                     {"Here", rightAligned, 2.0},
                     {"Why", ReportAlign::Left, 3.0}};
    const Hall& hall = input.evaluation.hall();
    const Part* basis = hall.part(hall.site().basis);
    for (const Part* part : partsOf(hall))
        for (const Datum& datum : part->data) {
            const Reading& here = datum.reading();
            const Datum* shipped = part == basis && input.shippedBasis
                                       ? input.shippedBasis->find(datum.property)
                                       : nullptr;
            const bool differs = shipped && !(shipped->reading() == here);
            const bool added = part == basis && input.shippedBasis && !shipped;
            if (!isUserSource(here.source) && !differs && !added) continue;
            std::string was = "–";
            if (shipped)
                was = readingValue(*shipped, shipped->reading());
            else if (datum.readings.size() > 1)
                was = readingValue(datum, datum.readings[datum.chosen == 0 ? 1 : 0]);
            table.rows.push_back(plainRow({{propertyTitle(datum.property), part->name, {}},
                                           {was, {}, {}},
                                           {readingValue(datum, here), {}, {}},
                                           {whyText(here), {}, {}}}));
        }
    return table;
}

}  // namespace

ReportSection assumptionSection(const ReportInput& input) {
    ReportSection section{"assumptions", "Assumptions", {}};
    ReportTable changed = changedTable(input);
    if (changed.rows.empty())
        section.blocks.push_back(
            ReportText{{},
                       {"No row of the design basis and no number of a part was changed by hand."},
                       false});
    else
        section.blocks.push_back(std::move(changed));
    ReportTable table;
    table.heading = "Assumed";
    table.columns = {{"Number", ReportAlign::Left, 3.4},
                     {"Value", rightAligned, 2.0},
                     {"Range", rightAligned, 2.4},
                     {"Why", ReportAlign::Left, 4.0}};
    for (const Part* part : partsOf(input.evaluation.hall())) {
        bool first = true;
        for (const Datum& datum : part->data) {
            const Reading& reading = datum.reading();
            if (reading.grade != Grade::D || reading.unknown || isUserSource(reading.source))
                continue;
            if (first) table.rows.push_back(groupRow(part->name));
            first = false;
            table.rows.push_back(plainRow({{propertyTitle(datum.property), {}, {}},
                                           {readingValue(datum, reading), {}, {}},
                                           {rangeOfDatum(datum), {}, {}},
                                           {whyText(reading), {}, {}}}));
        }
    }
    table.note = "Grade D: no document says it; a value within a range, with the reason for it. "
                 "Each is a number to ask for.";
    if (!table.rows.empty()) section.blocks.push_back(std::move(table));
    return section;
}

ReportSection unknownSection(const ReportInput& input) {
    const Evaluation& e = input.evaluation;
    const Hall& hall = e.hall();
    ReportSection section{"unknown", "What is not known", {}};
    ReportTable totals;
    totals.heading = "Figures that are incomplete";
    totals.columns = {{"Figure", ReportAlign::Left, 3.0},
                      {"Value", rightAligned, 1.8},
                      {"What is missing", ReportAlign::Left, 5.2}};
    constexpr std::size_t mostMissing = 8;
    for (const FigureRef& ref : hallFigures(e)) {
        const Figure figure = e.figure(ref);
        if (figure.status != Status::Partial && figure.status != Status::None) continue;
        std::vector<std::string> words;
        for (const SlotRef& slot : figure.missing) {
            if (words.size() == mostMissing) break;
            words.push_back(fmt::format("{} of {}", inSentence(info(slot.property).title),
                                        partName(hall, slot.part)));
        }
        std::string missing = joined(words, ", ");
        if (figure.missing.size() > mostMissing)
            missing += fmt::format(" and {} more", figure.missing.size() - mostMissing);
        if (missing.empty()) missing = "what it needs is not in the hall yet";
        totals.rows.push_back(
            plainRow({{std::string(info(ref.figure).title), figureId(hall, ref), {}},
                      {figureText(figure), {}, {}},
                      {missing, {}, {}}}));
    }
    if (totals.rows.empty())
        section.blocks.push_back(ReportText{{}, {"Every figure of the hall is complete."}, false});
    else
        section.blocks.push_back(std::move(totals));
    ReportTable data;
    data.heading = "Numbers that are not public";
    data.columns = {{"Part", ReportAlign::Left, 3.0},
                    {"Looked for and not found", ReportAlign::Left, 7.0}};
    for (const Part* part : partsOf(hall)) {
        std::vector<std::string> titles;
        for (const Datum& datum : part->data)
            if (datum.reading().unknown) titles.push_back(propertyTitle(datum.property));
        if (!titles.empty())
            data.rows.push_back(plainRow({{part->name, {}, {}}, {joined(titles, ", "), {}, {}}}));
    }
    data.note = "An unknown is never taken for zero: sums over it say \"at least\", and checks "
                "that need it are not evaluated.";
    if (!data.rows.empty()) section.blocks.push_back(std::move(data));
    return section;
}

ReportSection sourceSection(const ReportInput& input) {
    struct Use {
        long long readings = 0;
        std::set<char> grades;
        std::string first, last;
    };
    const Hall& hall = input.evaluation.hall();
    std::map<std::string, Use> uses;
    for (const Part* part : partsOf(hall))
        for (const Datum& datum : part->data) {
            const Reading& reading = datum.reading();
            Use& use = uses[reading.source];
            ++use.readings;
            use.grades.insert(static_cast<char>(reading.grade));
            if (reading.asOf.empty()) continue;
            if (use.first.empty() || reading.asOf < use.first) use.first = reading.asOf;
            if (reading.asOf > use.last) use.last = reading.asOf;
        }
    std::map<std::string, const Source*> sources;
    hall.sources.forEach([&](Id<FrozenSource>, const FrozenSource& row) {
        sources.emplace(row.source.id, &row.source);
    });
    ReportTable table;
    table.columns = {{"Source", ReportAlign::Left, 5.4},
                     {"Publisher", ReportAlign::Left, 2.0},
                     {"Numbers", rightAligned, 0.9},
                     {"Grade", ReportAlign::Left, 0.8},
                     {"As of", ReportAlign::Left, 1.5}};
    for (const auto& [id, use] : uses) {
        const auto at = sources.find(id);
        const Source* source = at == sources.end() ? nullptr : at->second;
        std::string grades;
        for (const char grade : use.grades)
            grades += (grades.empty() ? "" : ", ") + std::string(1, grade);
        const std::string date = use.first == use.last ? use.first : use.first + " … " + use.last;
        table.rows.push_back(plainRow({{source && !source->title.empty() ? source->title : id,
                                        source && !source->url.empty() ? source->url : id,
                                        source ? source->url : std::string()},
                                       {source ? source->publisher : std::string(), {}, {}},
                                       {grouped(use.readings), {}, {}},
                                       {grades, {}, {}},
                                       {date, {}, {}}}));
    }
    std::stable_sort(table.rows.begin(), table.rows.end(),
                     [](const ReportRow& a, const ReportRow& b) {
                         return lowered(a.cells[0].text) < lowered(b.cells[0].text);
                     });
    table.note = "Documents that the numbers of this hall's parts are taken from, and how many of "
                 "the numbers. Grades: A read from the maker or a standard, B second hand, C "
                 "inferred, D assumed.";
    return {"sources", "Sources", {table}};
}

ReportSection readingSection(const ReportInput&) {
    return {
        "reading",
        "How to read this report",
        {ReportText{
            {},
            {"Load states. Idle, typical, design power and electrical peak are four quantities "
             "and never mix. The design basis says which one sizes what: the peak sizes busways "
             "and feeders, design power sizes cooling, typical power times duty makes the energy "
             "of a year.",
             "Ranges. A number is uncertain by its reading's own range, or by the spread of what "
             "is published of the same quantity. Every uncertain number is set low, then high, and "
             "each figure computed again. The rises and the falls are combined separately, each as "
             "the root of the sum of squares.",
             "At least. A sum in which something is unknown shows what is known and says \"at "
             "least\"; the upper end of its range is a question mark.",
             "Findings. A rule compares a figure with a limit of the design basis or of a part. "
             "What cannot be compared, since a number is unknown, is not evaluated; it is no "
             "pass. A finding may be waived by somebody, with a reason; it stays in the report.",
             "Grades. A: read from the maker or a standard. B: second hand. C: inferred. D: "
             "assumed, with a range and a reason.",
             "This report is made from the hall's file alone. The same file gives the same "
             "numbers with \"hallwright figures\", \"hallwright check\" and \"hallwright bom\"."},
            true}}};
}

}  // namespace hallwright
