#pragma once

#include "model/figures/ranges.h"
#include "model/units/quantity_text.h"

namespace hallwright {

/// One step of how a figure came to be. Equal items are folded into one node: "8 × NVIDIA GB300
/// NVL72 at 142 kW".
struct Explanation {
    FigureRef figure;       ///< of the first of the folded items
    std::size_t items = 1;  ///< how many were folded
    std::string subject;    ///< "8 × NVIDIA GB300 NVL72", empty for the hall
    Figure value;
    bool seenAbove = false;  ///< explained elsewhere in the tree already; no further steps below
    std::vector<Explanation> inputs;
    std::vector<SlotRef> data;  ///< properties of parts it reads, with all their readings
    std::vector<std::string_view> fields;  ///< stored columns it reads
};

/// Walks the references of a figure and reads stored numbers; computes nothing.
Explanation explain(const Evaluation& evaluation, FigureRef ref);

/// The tree as indented text, with source, grade, date, range and alternatives of every datum.
std::string explanationText(const Evaluation& evaluation, const Explanation& explanation,
                            const Ranges* ranges = nullptr);

/// One line on a datum: "142 kW (120 … 142 kW), at ac-input; NVIDIA …, grade B, 2026-03".
std::string readingText(const Hall& hall, const Datum& datum, const Reading& reading);

/// "1,229 kW", "at least 38.1 MUSD", "unknown", "–".
std::string figureText(const Figure& figure, UnitSystem system = UnitSystem::Si);

}  // namespace hallwright
