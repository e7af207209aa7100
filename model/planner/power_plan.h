#pragma once

#include "model/figures/evaluation.h"
#include "model/planner/draft.h"

namespace hallwright {

/// Power systems, each utility → transformers → boards → UPS or rectifiers → busways, and a tap-off
/// for every rack that draws power. `loads` is the hall so far, evaluated: what racks draw and what
/// cooling takes.
void planPower(Draft& draft, const Evaluation& loads);

/// How racks share the systems: every rack on all of one or two, else pair after pair in turn.
std::vector<std::vector<int>> feedPatterns(Redundancy redundancy);

/// Cuts a line of loads into so many runs, in order, as even as their order allows; begins of the
/// runs.
std::vector<std::size_t> evenRuns(const std::vector<double>& loads, std::size_t runs);

}  // namespace hallwright
