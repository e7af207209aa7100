#pragma once

#include "model/parts/part.h"

namespace hallwright {

// How the same property of two parts is compared, wherever parts stand side by side. Null where a
// part does not give the property.

/// Whether the chosen readings give the same number, words or points.
bool givesTheSame(const Datum* a, const Datum* b);

/// How far a number lies from another, as a share of that; none where it is the same or has no
/// sense: a share of degrees above freezing means nothing.
std::optional<double> shareApart(const Datum* from, const Datum* to);

}  // namespace hallwright
