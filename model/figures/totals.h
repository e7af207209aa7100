#pragma once

#include "model/figures/evaluation.h"

#include <span>

namespace hallwright {

/// Whether a figure of several items may be added up: heat may, a temperature or the load on the
/// worst tile may not.
bool isAdditive(Fig figure);

/// An additive figure summed over items of its scope: partial where any of them is unknown, absent
/// where it applies to none.
Figure totalOf(const Evaluation& evaluation, Fig figure, std::span<const RawId> items);

}  // namespace hallwright
