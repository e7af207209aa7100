#pragma once

#include "model/figures/slots.h"

#include <cstdint>
#include <vector>

namespace hallwright {

/// Height above the floor (mm) of the middle of every node of a rack, from the bottom up, and after
/// them of its switch trays, which have out-of-band ports too: what its elevation says. Empty where
/// the part has none, where its heights are not published, or where it does not hold all of the
/// nodes.
std::vector<std::int32_t> nodeHeights(const Slots& in, PartId rack);

/// Height above the floor (mm) of the middle of a switch whose lowest unit is `u`, counted from 1;
/// -1 where it stands nowhere or its units are unknown.
std::int32_t switchHeight(const Slots& in, PartId switchPart, std::int32_t u);

}  // namespace hallwright
