#include "model/reports/figure_text.h"

#include "model/base/text.h"
#include "model/figures/explain.h"
#include "model/reports/finding_groups.h"
#include "model/rules/rule.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <set>

namespace hallwright {

std::vector<FigureRef> hallFigures(const Evaluation& evaluation) {
    std::vector<FigureRef> out;
    // Fabric by fabric, since one reads a network as a whole.
    evaluation.hall().fabrics.forEach([&](Id<Fabric> id, const Fabric&) {
        for (const FigureInfo& row : allFigures())
            if (row.scope == Scope::Fabric) out.push_back({row.figure, id.raw});
    });
    for (const FigureInfo& row : allFigures())
        if (row.scope == Scope::Hall) out.push_back({row.figure, 0});
    return out;
}

std::string figuresText(const Evaluation& evaluation, const Ranges* ranges, UnitSystem system) {
    struct Line {
        std::string id, value, range, title;
    };
    std::vector<Line> lines;
    std::size_t idWidth = 0, valueWidth = 0, rangeWidth = 0;
    for (const FigureRef& ref : hallFigures(evaluation)) {
        const Figure figure = evaluation.figure(ref);
        const FigureInfo& row = info(ref.figure);
        Line line{figureId(evaluation.hall(), ref),
                  figureText(figure, system),
                  {},
                  std::string(row.title)};
        if (ranges && (figure.status == Status::Ok || figure.status == Status::Partial)) {
            const Range range = ranges->of(evaluation, ref);
            if (range.low < range.high)
                line.range =
                    fmt::format("{} … {}", formatQuantity({range.low, row.dimension}, system),
                                figure.status == Status::Partial
                                    ? std::string("?")
                                    : formatQuantity({range.high, row.dimension}, system));
        }
        idWidth = std::max(idWidth, characterCount(line.id));
        valueWidth = std::max(valueWidth, characterCount(line.value));
        rangeWidth = std::max(rangeWidth, characterCount(line.range));
        lines.push_back(std::move(line));
    }
    std::string out;
    for (const Line& line : lines) {
        out +=
            fmt::format("{}  {}  ", padded(line.id, idWidth), padded(line.value, valueWidth, true));
        if (rangeWidth > 0) out += padded(line.range, rangeWidth) + "  ";
        out += line.title + "\n";
    }
    return out;
}

std::string figuresJson(const Evaluation& evaluation, const Ranges* ranges) {
    nlohmann::ordered_json out = nlohmann::ordered_json::object();
    for (const FigureRef& ref : hallFigures(evaluation)) {
        const Figure figure = evaluation.figure(ref);
        nlohmann::ordered_json entry;
        const bool known = figure.status == Status::Ok || figure.status == Status::Partial;
        entry["value"] = known ? nlohmann::ordered_json(figure.value.si) : nlohmann::ordered_json();
        entry["unit"] = siUnit(figure.value.dimension);
        entry["low"] = nullptr;
        entry["high"] = nullptr;
        if (ranges && known) {
            const Range range = ranges->of(evaluation, ref);
            entry["low"] = range.low;
            if (figure.status == Status::Ok) entry["high"] = range.high;
        }
        entry["status"] = statusName(figure.status);
        entry["missing"] = nlohmann::ordered_json::array();
        for (const SlotRef& slot : figure.missing) {
            const Part* part = evaluation.hall().part(slot.part);
            entry["missing"].push_back(
                fmt::format("{} of {}", info(slot.property).id, part ? part->id : "?"));
        }
        out[figureId(evaluation.hall(), ref)] = std::move(entry);
    }
    return out.dump(2) + "\n";
}

namespace {

/// Findings of one rule that say the same of several items: each on its own while they are few,
/// else the worst with the names of the others.
std::string foldedText(const Evaluation& evaluation, const FindingGroup& group) {
    constexpr std::size_t few = 3, mostNames = 12;
    const auto line = [&](const Finding& finding, const std::string& tail) {
        return fmt::format("{:<8} {}  {}{}\n", severityName(severityOf(finding)),
                           ruleOf(finding).id, findingText(evaluation, finding), tail);
    };
    if (group.findings.size() > few)
        return line(group.worst(), fmt::format(" … and {} more: {}", group.findings.size() - 1,
                                               otherItems(evaluation, group, mostNames)));
    std::string out;
    for (const Finding* finding : group.findings)
        out += line(*finding, {});
    return out;
}

/// The findings that somebody has accepted, each with who, when and why.
std::string waivedText(const Evaluation& evaluation) {
    std::string out;
    for (const Finding& finding : evaluation.findings()) {
        const Waiver* waiver = evaluation.hall().waivers.find({finding.waiver});
        if (!waiver) continue;
        out += fmt::format("{:<8} {}  {}\n{:<8} {}\n", severityName(severityOf(finding)),
                           ruleOf(finding).id, findingText(evaluation, finding), "",
                           waiverText(*waiver));
    }
    return out.empty() ? out : "\nWaived findings:\n" + out + "\n";
}

}  // namespace

std::string waiverText(const Waiver& waiver) {
    const auto given = [](const std::string& text, std::string_view otherwise) {
        return trimmed(text).empty() ? otherwise : trimmed(text);
    };
    return fmt::format("waived by {} on {}: {}", given(waiver.author, "nobody named"),
                       given(waiver.date, "a day not given"),
                       given(waiver.reason, "no reason given"));
}

std::string findingsText(const Evaluation& evaluation) {
    std::size_t counts[3] = {0, 0, 0};
    std::set<std::uint16_t> notEvaluated;
    std::size_t waived = 0;
    for (const Finding& finding : evaluation.findings()) {
        if (finding.waiver != 0) {
            ++waived;
            continue;
        }
        if (finding.outcome == Finding::Outcome::NotChecked)
            notEvaluated.insert(finding.rule);
        else
            ++counts[static_cast<std::size_t>(severityOf(finding))];
    }
    std::string out;
    for (const FindingGroup& group : findingGroups(evaluation))
        if (group.worst().waiver == 0) out += foldedText(evaluation, group);
    const auto count = [](std::size_t number, std::string_view noun) {
        return counted(static_cast<long long>(number), noun);
    };
    out += waivedText(evaluation);
    out += fmt::format(
        "{}, {}, {}, {} not evaluated{}\n", count(counts[2], "error"), count(counts[1], "warning"),
        count(counts[0], "note"), count(notEvaluated.size(), "rule"),
        waived > 0 ? fmt::format(", {} waived", grouped(static_cast<long long>(waived)))
                   : std::string());
    return out;
}

}  // namespace hallwright
