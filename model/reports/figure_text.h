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
std::string figuresJson(const Evaluation& evaluation, const Ranges* ranges);

/// Findings at or above a severity, a line each, folded by rule where texts are the same; and how
/// many there are.
std::string findingsText(const Evaluation& evaluation);

}  // namespace hallwright
