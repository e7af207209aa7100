#include "model/base/text.h"
#include "model/reports/breakdown.h"
#include "model/reports/finding_groups.h"
#include "model/reports/report_words.h"
#include "model/rules/checks.h"
#include "model/stages/power.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <set>

namespace hallwright {

namespace {

std::string siteLengthText(Millimetres length) {
    return formatQuantity({length.metres(), Dimension::Length});
}

/// "128 × NVIDIA GB300 NVL72, 59 × Network rack 48U", the most first.
std::string racksByPart(const Hall& hall) {
    std::vector<std::pair<PartId, long long>> counts;
    hall.racks.forEach([&](Id<Rack>, const Rack& rack) {
        auto at = std::find_if(counts.begin(), counts.end(),
                               [&](const auto& entry) { return entry.first == rack.part; });
        if (at == counts.end()) at = counts.insert(counts.end(), {rack.part, 0});
        ++at->second;
    });
    std::stable_sort(counts.begin(), counts.end(),
                     [](const auto& a, const auto& b) { return a.second > b.second; });
    std::vector<std::string> words;
    for (const auto& [part, count] : counts)
        words.push_back(fmt::format("{} × {}", grouped(count), partName(hall, part)));
    return joined(words, ", ");
}

std::string whatItIs(const ReportInput& input) {
    const Hall& hall = input.evaluation.hall();
    const Site& site = hall.site();
    std::string out =
        fmt::format("{} is a hall of {} × {}, {} high inside, on a floor rated for {}. It holds {}",
                    site.name.empty() ? std::string("This") : site.name, siteLengthText(site.width),
                    siteLengthText(site.depth), siteLengthText(site.clearHeight),
                    formatQuantity({site.floorRating.value(), Dimension::Pressure}),
                    counted(static_cast<long long>(hall.racks.size()), "rack"));
    if (!hall.racks.empty()) out += ": " + racksByPart(hall);
    out += ".";
    if (input.evaluation.number(Fig::gpuPackages_) > 0.0)
        out +=
            fmt::format(" They carry {} GPU packages.", valueText(input, {Fig::gpuPackages_, 0}));
    return out;
}

std::string powerWords(const ReportInput& input) {
    const Hall& hall = input.evaluation.hall();
    const ItemRef site{TableId::Sites, hall.siteId().raw};
    std::string out = fmt::format(
        "The racks draw {} at their design power and {} at their peak. With cooling, losses and "
        "house load the facility takes {} on the design day: a PUE of {}, and {} over the year.",
        valueAndRange(input, {Fig::itTdp, 0}), valueText(input, {Fig::itPeak, 0}),
        valueAndRange(input, {Fig::facilityPower, 0}), valueText(input, {Fig::facilityPue, 0}),
        valueText(input, {Fig::facilityPueYear, 0}));
    const int systems = input.evaluation.power().systems;
    if (systems > 0)
        out += fmt::format(" Power comes over {} with redundancy {}, each given {}.",
                           counted(systems, "system"), fieldText(hall, site, "redundancy"),
                           formatQuantity({hall.site().supplyPerSide.value(), Dimension::Power}));
    return out;
}

std::string coolingWords(const ReportInput& input) {
    const Evaluation& e = input.evaluation;
    long long airUnits = 0;
    e.hall().equipment.forEach([&](Id<Equipment>, const Equipment& item) {
        const Part* part = e.hall().part(item.part);
        airUnits += part && part->kind == Kind::AirUnit;
    });
    std::string out;
    if (!e.hall().loops.empty())
        out = fmt::format("Liquid takes {} of the heat at {}, in {} with {} CDUs. ",
                          valueAndRange(input, {Fig::liquidHeat, 0}),
                          valueText(input, {Fig::liquidFlow, 0}),
                          counted(static_cast<long long>(e.hall().loops.size()), "loop"),
                          valueText(input, {Fig::cduCount, 0}));
    return out + fmt::format("Air takes {}, with {}.", valueAndRange(input, {Fig::airHeat, 0}),
                             counted(airUnits, "air unit"));
}

std::string costWords(const ReportInput& input) {
    std::string out =
        fmt::format("Racks, network and facility cost {}, and operating them {} a year.",
                    valueAndRange(input, {Fig::capex, 0}), valueText(input, {Fig::opex, 0}));
    if (input.evaluation.number(Fig::gpuPackages_) > 0.0)
        out += fmt::format(" A GPU hour comes to {}.", valueAndRange(input, {Fig::gpuHour, 0}));
    if (input.evaluation.figure({Fig::capex, 0}).status == Status::Partial)
        out += " A price is unknown, so the sum is a least, not an estimate.";
    return out;
}

/// The limits, nearest or most exceeded first.
std::vector<LimitRow> nearestLimits(const Evaluation& evaluation) {
    std::vector<LimitRow> rows = limitRows(evaluation);
    rows.erase(std::remove_if(rows.begin(), rows.end(),
                              [](const LimitRow& row) { return std::isnan(row.share()); }),
               rows.end());
    std::stable_sort(rows.begin(), rows.end(),
                     [](const LimitRow& a, const LimitRow& b) { return a.share() > b.share(); });
    return rows;
}

/// Titles of the rules whose limits the hall does not keep, the gravest first. A note is no limit,
/// and a waived one is exceeded all the same.
std::vector<std::string> notKept(const Evaluation& evaluation) {
    std::vector<std::string> titles;
    for (const Finding& finding : evaluation.findings()) {
        if (!hasNumber(finding) || severityOf(finding) == Severity::Note) continue;
        const std::string title = inSentence(ruleOf(finding).title);
        if (std::find(titles.begin(), titles.end(), title) == titles.end()) titles.push_back(title);
    }
    return titles;
}

/// "What is exceeded: …" first; what is nearest to its limit only where nothing is.
std::string limitWords(const std::vector<LimitRow>& rows, std::vector<std::string> broken) {
    std::string out;
    if (!broken.empty()) {
        constexpr std::size_t few = 6;
        if (broken.size() > few) {
            const std::size_t more = broken.size() - few;
            broken.resize(few);
            broken.push_back(fmt::format("{} more under the findings", more));
        }
        out = fmt::format("Limits that are not kept: {}. ", joined(broken, "; "));
    }
    if (rows.empty())
        return out.empty() ? "No limit could be compared with what the hall needs."
                           : std::string(trimmed(out));
    const LimitRow& first = rows.front();
    const std::string words =
        fmt::format("{} ({} of {}, {})", first.title, figureText(first.actual),
                    formatQuantity({first.limit, first.actual.value.dimension}), first.why);
    const double share = 100.0 * first.share();
    if (exceeds(first.actual.value.si, first.limit))
        return out + fmt::format("Over its limit by {:.1f}\u00a0%: {}.", share - 100.0, words);
    if (!broken.empty())
        return out + fmt::format("The limits below are kept; the one used most, at {:.1f}\u00a0%, "
                                 "is {}.",
                                 share, words);
    return fmt::format("Nearest to its limit, with {:.1f}\u00a0% to spare: {}.", 100.0 - share,
                       words);
}

ReportBars limitBars(const std::vector<LimitRow>& rows, std::vector<std::string> broken) {
    ReportBars bars;
    bars.heading = "What binds";
    bars.lead = limitWords(rows, std::move(broken));
    double axis = 1.0;
    for (const LimitRow& row : rows)
        axis = std::max(axis, row.share());
    bars.mark = 1.0 / axis;
    bars.markTitle = "limit";
    for (const LimitRow& row : rows) {
        const bool over = exceeds(row.actual.value.si, row.limit);
        const bool atLeast = row.actual.status == Status::Partial;
        bars.bars.push_back({row.title,
                             fmt::format("{}{:.0f}\u00a0%{}", atLeast ? "≥ " : "",
                                         100.0 * row.share(), over ? ", over" : ""),
                             0.0, row.share() / axis, over ? ReportTone::Error : ReportTone::Plain,
                             fmt::format("{} of {}", figureText(row.actual),
                                         formatQuantity({row.limit, row.actual.value.dimension}))});
    }
    if (!rows.empty())
        bars.note = "Share of each limit that is used; where a limit is each item's own, the item "
                    "nearest to it.";
    return bars;
}

ReportText problemWords(const Evaluation& evaluation) {
    std::array<long long, 3> counts{};
    long long waived = 0;
    std::set<std::uint16_t> notEvaluated;
    for (const Finding& finding : evaluation.findings()) {
        if (finding.waiver != 0)
            ++waived;
        else if (finding.outcome == Finding::Outcome::NotChecked)
            notEvaluated.insert(finding.rule);
        else
            ++counts[static_cast<std::size_t>(severityOf(finding))];
    }
    ReportText text{"What is wrong", {}, true};
    text.paragraphs.push_back(fmt::format(
        "{}, {} and {}{}{}.", counted(counts[2], "error"), counted(counts[1], "warning"),
        counted(counts[0], "note"),
        notEvaluated.empty()
            ? std::string()
            : fmt::format("; {} could not be evaluated",
                          counted(static_cast<long long>(notEvaluated.size()), "rule")),
        waived > 0 ? fmt::format("; {} waived with a reason", grouped(waived)) : std::string()));
    constexpr std::size_t most = 5;
    for (const FindingGroup& group : findingGroups(evaluation)) {
        const Finding& worst = group.worst();
        if (worst.waiver != 0 || worst.outcome == Finding::Outcome::NotChecked ||
            severityOf(worst) == Severity::Note || text.paragraphs.size() > most)
            continue;
        std::string line = findingText(evaluation, worst);
        if (group.findings.size() > 1)
            line += fmt::format("; and {} more like it",
                                grouped(static_cast<long long>(group.findings.size()) - 1));
        text.paragraphs.push_back(line + ".");
    }
    return text;
}

ReportTone toneOf(const Figure& figure) {
    return figure.status == Status::Ok ? ReportTone::Plain : ReportTone::Note;
}

ReportCards keyFigures(const ReportInput& input) {
    ReportCards cards{"Key figures", {}};
    for (const Fig figure : {Fig::itTdp, Fig::facilityPower, Fig::facilityPue, Fig::facilityEnergy,
                             Fig::spaceRacks, Fig::gpuPackages_, Fig::liquidHeat, Fig::liquidFlow,
                             Fig::airHeat, Fig::floorBayMax, Fig::capex, Fig::gpuHour}) {
        const Figure shown = input.evaluation.figure({figure, 0});
        if (shown.status == Status::Absent) continue;
        const std::string value =
            shown.status == Status::None ? std::string("unknown") : formatQuantity(shown.value);
        cards.cards.push_back({std::string(info(figure).title), value,
                               rangeText(input, {figure, 0}),
                               shown.status == Status::Partial ? "at least" : "", toneOf(shown)});
    }
    return cards;
}

}  // namespace

ReportSection summarySection(const ReportInput& input) {
    ReportSection section{"summary", "Summary", {}};
    section.blocks.push_back(
        ReportText{"What the hall is",
                   {whatItIs(input), powerWords(input), coolingWords(input), costWords(input)},
                   false});
    section.blocks.push_back(keyFigures(input));
    section.blocks.push_back(limitBars(nearestLimits(input.evaluation), notKept(input.evaluation)));
    section.blocks.push_back(problemWords(input.evaluation));
    return section;
}

ReportSection planSection(const ReportInput&) {
    return {"plan",
            "Plan",
            {ReportPlan{"Fronts of racks are drawn as a thick edge. Cold aisles are blue, hot "
                        "aisles red and dashed where they are contained."}}};
}

}  // namespace hallwright
