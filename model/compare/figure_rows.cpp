#include "model/compare/comparison_rows.h"
#include "model/compare/quantities.h"
#include "model/rules/rule.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <set>

namespace hallwright {

namespace {

/// How a row is made of a figure.
enum class From : std::uint8_t {
    Hall,
    Sum,  ///< over fabrics
};

struct FigureRow {
    std::string_view section;
    Fig figure;
    From from = From::Hall;
    bool designPower = false;  ///< rests on it: refused where the sides' switches are not alike
};

constexpr FigureRow figureTable[] = {
    {"Power", Fig::fabricSwitchPower, From::Sum, true},
    {"Power", Fig::fabricOpticsPower, From::Sum},
    {"Power", Fig::fabricHostOpticsPower, From::Sum},
    {"Power", Fig::networkPower, From::Hall, true},
    {"Power", Fig::networkPowerShare, From::Hall, true},
    {"Power", Fig::itTdp, From::Hall, true},
    {"Power", Fig::itTypical, From::Hall, true},
    {"Power", Fig::facilityPower, From::Hall, true},
    {"Power", Fig::facilityPue, From::Hall, true},
    {"Power", Fig::facilityPueYear, From::Hall, true},
    {"Power", Fig::facilityEnergy, From::Hall, true},
    {"Cooling", Fig::liquidHeat, From::Hall, true},
    {"Cooling", Fig::liquidFlow},
    {"Cooling", Fig::airHeat, From::Hall, true},
    {"Cooling", Fig::airFlow_, From::Hall, true},
    {"Cooling", Fig::fanPower, From::Hall, true},
    {"Cooling", Fig::pumpPower, From::Hall, true},
    {"Parts", Fig::fabricTransceivers, From::Sum},
    {"Parts", Fig::fabricLasers, From::Sum},
    {"Parts", Fig::fabricLaserModules, From::Sum},
    {"Parts", Fig::fabricOpticalEnds, From::Sum},
    {"Parts", Fig::fabricStrands, From::Sum},
    {"Parts", Fig::fabricConnectors, From::Sum},
    {"Parts", Fig::fabricCables, From::Sum},
    {"Parts", Fig::fabricTrunks, From::Sum},
    {"Parts", Fig::fabricPanels, From::Sum},
    {"Parts", Fig::fabricSplitters, From::Sum},
    {"Parts", Fig::fabricCableLength, From::Sum},
    {"Reliability", Fig::fabricFailures, From::Sum},
    {"Reliability", Fig::fabricFlaps, From::Sum},
    {"Reliability", Fig::fabricInterrupts, From::Sum},
    {"Reliability", Fig::fabricTouched, From::Sum},
    {"Reliability", Fig::fabricSpares95, From::Sum},
    {"Reliability", Fig::fabricSpares99, From::Sum},
    {"Cost", Fig::networkCapex},
    {"Cost", Fig::networkEnergy, From::Hall, true},
    {"Cost", Fig::networkLifeCost, From::Hall, true},
    {"Cost", Fig::capex, From::Hall, true},
    {"Cost", Fig::energyCost, From::Hall, true},
    {"Cost", Fig::opex, From::Hall, true},
    {"Cost", Fig::costPerYear, From::Hall, true},
    {"Cost", Fig::gpuHour, From::Hall, true},
    {"Layout", Fig::spaceRacks},
    {"Layout", Fig::totalMass},
};

std::string_view sectionOf(Stage stage) {
    switch (stage) {
    case Stage::Fabric:
    case Stage::Cabling:
        return "Parts";
    case Stage::RackLoads:
    case Stage::Shelves:
    case Stage::Power:
        return "Power";
    case Stage::Cooling:
        return "Cooling";
    case Stage::Structure:
        return "Layout";
    case Stage::Reliability:
        return "Reliability";
    case Stage::Cost:
    case Stage::Count_:
        break;
    }
    return "Cost";
}

/// Whether a figure that no row names is made of design power.
bool restsOnPower(const FigureInfo& figure) {
    if (figure.figure == Fig::airCapacity) return false;  // of plant that stands there
    return figure.dimension == Dimension::Power || figure.dimension == Dimension::Energy ||
           figure.figure == Fig::capexFacility || figure.figure == Fig::carbon;
}

/// "fabric.*.strands" → "fabrics.strands": the sum over fabrics has a name of its own.
std::string rowId(const FigureInfo& figure, From from) {
    if (from == From::Hall) return std::string(figure.id);
    constexpr std::string_view each = "fabric.*.";
    return "fabrics." + std::string(figure.id.substr(each.size()));
}

ComparisonRow rowOf(const std::vector<ComparedHall>& halls, const FigureRow& what,
                    const std::vector<std::string>& notAlike) {
    const FigureInfo& figure = info(what.figure);
    ComparisonRow row;
    row.id = rowId(figure, what.from);
    row.section = what.section;
    row.title = figure.title;
    if (what.figure == Fig::energyCost) row.title = "Cost of a year's energy";
    row.explanation = figure.formula;
    if (what.from == From::Sum) row.explanation += "; all fabrics";
    for (const ComparedHall& side : halls)
        row.values.push_back(what.from == From::Hall ? hallFigure(side, what.figure)
                                                     : fabricFigure(side, what.figure));
    row.refused.resize(halls.size());
    if (what.designPower) row.refused = notAlike;
    return row;
}

/// Rows that only a comparison has.
using Number = std::function<Figure(const ComparedHall& side, const ComparedHall& first)>;

ComparisonRow ownRow(const std::vector<ComparedHall>& halls, std::string_view section,
                     std::string id, std::string title, std::string explanation,
                     const Number& number) {
    ComparisonRow row{
        std::move(id), std::string(section), std::move(title), std::move(explanation), {}, {}};
    for (const ComparedHall& side : halls)
        row.values.push_back(number(side, halls.front()));
    row.refused.resize(halls.size());
    return row;
}

double findingsOf(const Evaluation& evaluation, Severity severity) {
    return static_cast<double>(std::count_if(
        evaluation.findings().begin(), evaluation.findings().end(), [&](const Finding& finding) {
            return finding.waiver == 0 && severityOf(finding) == severity;
        }));
}

void addOwnRows(std::vector<ComparisonRow>& rows, const std::vector<ComparedHall>& halls,
                const std::vector<std::string>& notAlike) {
    const auto mainSwitch = [](const ComparedHall& side) -> const Part* {
        const Hall& hall = side.evaluation->hall();
        const Fabric* fabric = hall.fabrics.find(mainFabric(hall));
        return fabric ? hall.part(fabric->switchPart) : nullptr;
    };
    rows.push_back(ownRow(halls, "Power", "switch.power.printed", "One switch as printed",
                          "design power of the switch of the first scale-out fabric, as its "
                          "document prints it, with what it holds",
                          [&](const ComparedHall& side, const ComparedHall&) {
                              const Part* part = mainSwitch(side);
                              if (!part)
                                  return numberFigure(unknown, Dimension::Power, Status::Absent);
                              return numberFigure(
                                  part->number(Property::powerTdp).value_or(unknown),
                                  Dimension::Power);
                          }));
    rows.back().refused = notAlike;
    rows.push_back(ownRow(
        halls, "Power", "network.power.saved.printed", "Saved by the switches as printed",
        "design power of the first side's switch less this side's, times its switches: how an "
        "operator reads the two figures",
        [&](const ComparedHall& side, const ComparedHall& first) {
            const Part *one = mainSwitch(first), *other = mainSwitch(side);
            if (!one || !other || one->id == other->id)
                return numberFigure(unknown, Dimension::Power, Status::Absent);
            const Evaluation& evaluation = *side.evaluation;
            return numberFigure(
                savedAsPrinted(*one, *other, switchesOf(evaluation, mainFabric(evaluation.hall()))),
                Dimension::Power);
        }));
    rows.back().refused = notAlike;
    for (const auto& [severity, id, title] :
         {std::tuple(Severity::Error, "findings.errors", "Errors"),
          std::tuple(Severity::Warning, "findings.warnings", "Warnings")})
        rows.push_back(ownRow(halls, "Layout", id, title, "findings that nobody has waived",
                              [severity = severity](const ComparedHall& side, const ComparedHall&) {
                                  return numberFigure(findingsOf(*side.evaluation, severity),
                                                      Dimension::One);
                              }));
}

/// Documents by their titles in place of their ids.
void nameSources(std::string& why, const Hall& hall) {
    hall.sources.forEach([&](Id<FrozenSource>, const FrozenSource& row) {
        const std::string by = "by " + row.source.id + " ";
        const std::size_t at = why.find(by);
        if (at == why.npos || row.source.title.empty()) return;
        why.replace(
            at, by.size(),
            fmt::format("by \"{}\" ", row.source.title.substr(0, row.source.title.find(':'))));
    });
}

}  // namespace

std::vector<std::string> whySidesDiffer(const std::vector<ComparedHall>& halls) {
    std::vector<std::string> out(halls.size());
    const Hall& first = halls.front().evaluation->hall();
    for (std::size_t i = 1; i < halls.size(); ++i) {
        const Hall& other = halls[i].evaluation->hall();
        other.fabrics.forEach([&](Id<Fabric>, const Fabric& fabric) {
            const Part* part = other.part(fabric.switchPart);
            first.fabrics.forEach([&](Id<Fabric>, const Fabric& before) {
                const Part* was = first.part(before.switchPart);
                if (!out[i].empty() || !part || !was || before.name != fabric.name ||
                    part->id == was->id)
                    return;
                out[i] = whyNotAlike(*was, *part);
                for (const Hall* hall : {&first, &other})
                    nameSources(out[i], *hall);
            });
        });
    }
    return out;
}

std::vector<ComparisonRow> figureRows(const std::vector<ComparedHall>& halls,
                                      const std::vector<std::string>& notAlike) {
    std::vector<ComparisonRow> rows;
    std::set<Fig> told;
    for (const FigureRow& what : figureTable) {
        rows.push_back(rowOf(halls, what, notAlike));
        told.insert(what.figure);
    }
    addOwnRows(rows, halls, notAlike);
    // It stands among the fabrics, laser sources included.
    told.insert(Fig::opticsFailures);
    told.insert(Fig::interruptTime);  // with the rows of reliability, on assumed numbers
    told.insert(Fig::goodput);
    // Every other figure of a hall: racks of another generation, or another redundancy, move
    // figures that optics do not.
    for (const FigureInfo& figure : allFigures())
        if (figure.scope == Scope::Hall && !told.contains(figure.figure))
            rows.push_back(rowOf(
                halls, {sectionOf(figure.stage), figure.figure, From::Hall, restsOnPower(figure)},
                notAlike));
    return rows;
}

}  // namespace hallwright
