#include "model/reports/figure_text.h"

#include "model/base/text.h"
#include "model/figures/explain.h"
#include "model/rules/rule.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <tuple>

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

namespace {

/// Characters as a terminal counts them.
std::size_t widthOf(std::string_view text) {
    std::size_t width = 0;
    for (unsigned char c : text)
        width += (c & 0xC0U) != 0x80U;
    return width;
}

std::string padded(std::string text, std::size_t width, bool right = false) {
    const std::size_t have = widthOf(text);
    const std::string space(have < width ? width - have : 0, ' ');
    return right ? space + text : text + space;
}

}  // namespace

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
        idWidth = std::max(idWidth, widthOf(line.id));
        valueWidth = std::max(valueWidth, widthOf(line.value));
        rangeWidth = std::max(rangeWidth, widthOf(line.range));
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

/// The words of a detail that are the same for every item: no name of an item, no number with its
/// unit, no name of a part.
std::string patternOf(const Evaluation& evaluation, const Finding& finding) {
    std::string text = finding.detail;
    for (const ItemRef item : finding.items) {
        const std::string name = itemName(evaluation.hall(), item);
        // On past the mark: a thing may itself be called "#".
        for (std::size_t at = text.find(name); at != std::string::npos;
             at = text.find(name, at + 1))
            text.replace(at, name.size(), 1, '#');
    }
    std::string pattern;
    for (const std::string& word : split(text, ' ')) {
        const bool plain = std::none_of(word.begin(), word.end(), [](char c) {
            return c == '#' || (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z');
        });
        if (plain) pattern += word + " ";
    }
    return pattern;
}

/// How far beyond its limit, as a share of it; 0 where nothing is compared.
double excess(const Finding& finding) {
    if (finding.limit.si == 0.0) return 0.0;
    const double share = std::abs((finding.actual.si - finding.limit.si) / finding.limit.si);
    return std::isfinite(share) ? share : 0.0;
}

/// "A02, A03 and 4 more", of the items the findings are about.
std::string itemsText(const Evaluation& evaluation, const std::vector<const Finding*>& findings) {
    constexpr std::size_t most = 12;
    std::vector<std::string> names;
    std::size_t unnamed = 0;
    for (const Finding* finding : findings) {
        if (names.size() < most && !finding->items.empty())
            names.push_back(itemName(evaluation.hall(), finding->items.front()));
        else
            ++unnamed;
    }
    std::string out = joined(names, ", ");
    if (unnamed > 0) out += fmt::format(" and {} more", unnamed);
    return out;
}

/// Findings of one rule that say the same of several items: each on its own while they are few,
/// else the worst with the names of the others.
std::string foldedText(const Evaluation& evaluation, std::vector<const Finding*> findings) {
    constexpr std::size_t few = 3;
    std::string tail;
    if (findings.size() > few) {
        const auto worst =
            std::max_element(findings.begin(), findings.end(),
                             [](const auto* a, const auto* b) { return excess(*a) < excess(*b); });
        const Finding* shown = *worst;
        findings.erase(worst);
        tail = fmt::format(" … and {} more: {}", findings.size(), itemsText(evaluation, findings));
        findings.assign(1, shown);
    }
    std::string out;
    for (const Finding* finding : findings)
        out += fmt::format("{:<8} {}  {}{}\n", severityName(severityOf(*finding)),
                           ruleOf(*finding).id, findingText(evaluation, *finding), tail);
    return out;
}

}  // namespace

std::string findingsText(const Evaluation& evaluation) {
    using Key = std::tuple<std::uint16_t, Finding::Outcome, std::string>;
    std::map<Key, std::size_t> places;
    std::vector<std::vector<const Finding*>> groups;  // in the order of their first finding
    std::size_t counts[3] = {0, 0, 0};
    std::set<std::uint16_t> notEvaluated;
    for (const Finding& finding : evaluation.findings()) {
        if (finding.outcome == Finding::Outcome::NotChecked)
            notEvaluated.insert(finding.rule);
        else
            ++counts[static_cast<std::size_t>(severityOf(finding))];
        const auto [place, added] = places.try_emplace(
            {finding.rule, finding.outcome, patternOf(evaluation, finding)}, groups.size());
        if (added) groups.emplace_back();
        groups[place->second].push_back(&finding);
    }
    std::string out;
    for (const std::vector<const Finding*>& group : groups)
        out += foldedText(evaluation, group);
    const auto count = [](std::size_t number, std::string_view noun) {
        return counted(static_cast<long long>(number), noun);
    };
    out += fmt::format("{}, {}, {}, {} not evaluated\n", count(counts[2], "error"),
                       count(counts[1], "warning"), count(counts[0], "note"),
                       count(notEvaluated.size(), "rule"));
    return out;
}

}  // namespace hallwright
