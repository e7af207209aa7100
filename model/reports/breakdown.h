#pragma once

#include "model/figures/evaluation.h"

#include <string>
#include <vector>

namespace hallwright {

/// One part of a whole: a title and a figure. Where the part is a figure of the table, which one.
struct BreakdownPart {
    std::string title;
    Figure value;
    std::optional<FigureRef> figure;
};

/// A figure as the sum of its parts, largest group first as listed; parts that do not apply are
/// left out. The known parts add up to the known total.
struct Breakdown {
    FigureRef total;
    std::vector<BreakdownPart> parts;
};

/// Facility power at the design day: racks by what they are, CDUs, air units, heat rejection,
/// losses, house load.
Breakdown powerBreakdown(const Evaluation& evaluation);

/// Capital cost: the bill's compute and network sections part by part (the `most` dearest, the rest
/// as one), and the facility.
Breakdown costBreakdown(const Evaluation& evaluation, std::size_t most = 6);

/// Heat of racks and equipment: to liquid loop by loop, of more than `most` loops as one, and to
/// air.
Breakdown heatBreakdown(const Evaluation& evaluation, std::size_t most = 4);

/// A quantity against its limit, for gauges. Where a limit is each item's own (a busway's rating),
/// the item nearest to it.
struct LimitRow {
    std::string_view rule;  ///< the rule that judges it
    std::string title;
    Figure actual;
    double limit = unknown;  ///< SI; NaN where none is given
    std::string why;         ///< where the limit comes from, in words
    std::optional<ItemRef> item;

    /// Share of the limit that is used; NaN where either is unknown.
    double share() const { return actual.value.si / limit; }
};

/// The limits a hall is planned against. Those that do not apply are left out.
std::vector<LimitRow> limitRows(const Evaluation& evaluation);

}  // namespace hallwright
