#include "model/reports/figure_text.h"

#include "model/base/text.h"
#include "model/figures/explain.h"
#include "model/rules/rule.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

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
        const Range range =
            ranges ? ranges->of(evaluation, ref) : Range{figure.value.si, figure.value.si};
        entry["low"] = known ? nlohmann::ordered_json(range.low) : nlohmann::ordered_json();
        entry["high"] = figure.status == Status::Ok ? nlohmann::ordered_json(range.high)
                                                    : nlohmann::ordered_json();
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

std::string findingsText(const Evaluation& evaluation) {
    std::string out;
    std::size_t counts[3] = {0, 0, 0};
    for (const Finding& finding : evaluation.findings()) {
        const RuleInfo& rule = ruleOf(finding);
        const Severity severity = severityOf(finding);
        ++counts[static_cast<std::size_t>(severity)];
        out += fmt::format("{:<8} {}  {}\n", severityName(severity), rule.id,
                           findingText(evaluation, finding));
    }
    out += fmt::format("{}, {}, {}\n", counted(static_cast<long long>(counts[2]), "error"),
                       counted(static_cast<long long>(counts[1]), "warning"),
                       counted(static_cast<long long>(counts[0]), "note"));
    return out;
}

}  // namespace hallwright
