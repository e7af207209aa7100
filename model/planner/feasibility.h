#pragma once

#include "model/planner/brief_text.h"
#include "model/planner/planner.h"

#include <optional>

namespace hallwright {

/// What a brief comes to: the figures by which an architect judges it.
struct Feasibility {
    int placed = 0, asked = 0;  ///< racks of the brief
    int networkRacks = 0;
    int switches = 0;
    int cdus = 0;
    int airUnits = 0;
    int rows = 0;
    double itPower = 0.0;             ///< W, design
    double side = 0.0, supply = 0.0;  ///< W of one side, design: what it carries, what it may
    double fill = 0.0;                ///< share of the hall that racks and equipment cover
    int errors = 0, warnings = 0, notes = 0;  ///< findings
};

Feasibility feasibilityOf(const Plan& plan);

/// One sentence: how many racks stand, or what refuses the brief. The command line and the window
/// say it alike.
std::string feasibilityText(const Result<Plan>& plan);

/// The name of the limit that an error gives at its end, "space.rows"; empty where it names none.
std::string_view limitOf(const Error& error);

/// The key of the brief to change first where planning refuses it: the one on the line that the
/// error names, else the one that its limit leads to. `text` is the brief as it was read.
std::optional<BriefKey> causeOf(const Error& error, const Brief& brief, std::string_view text);

}  // namespace hallwright
