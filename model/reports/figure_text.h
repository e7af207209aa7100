#pragma once

#include "model/figures/ranges.h"
#include "model/units/quantity_text.h"

#include <string>

namespace hallwright {

/// The figures of the hall and of its fabrics in the order of the table.
std::vector<FigureRef> hallFigures(const Evaluation& evaluation);

/// Aligned lines: id, value, range, title.
std::string figuresText(const Evaluation& evaluation, const Ranges* ranges,
                        UnitSystem system = UnitSystem::Si);
/// {"it.power.tdp": {"value", "unit", "low", "high", "status", "missing"}, …}, always SI.
/// Without ranges low and high are null.
std::string figuresJson(const Evaluation& evaluation, const Ranges* ranges);

/// Findings, a line each; where more than three of one rule say the same of different items, the
/// worst one and the names of the others. Waived ones follow by themselves, with who accepted them
/// and why. Then how many there are of each severity, how many rules could not be evaluated and how
/// many findings are waived.
std::string findingsText(const Evaluation& evaluation);

/// "waived by A. Planner on 2026-11-22: the slab below carries it".
std::string waiverText(const Waiver& waiver);

}  // namespace hallwright
