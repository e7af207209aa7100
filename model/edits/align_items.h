#pragma once

#include "model/edits/edit.h"
#include "model/hall/hall.h"

#include <span>

namespace hallwright {

enum class Alignment : std::uint8_t { Left, Right, Bottom, Top };
enum class Direction : std::uint8_t { Across, Along };  ///< along x, along y

/// Brings racks, equipment and obstacles to one edge: the outermost of them.
Result<Edit> alignItems(const Hall& hall, std::span<const ItemRef> items, Alignment to);

/// Even gaps between items, the outer two staying where they are; what is left of whole millimetres
/// goes to the first gaps, a millimetre each.
Result<Edit> distributeItems(const Hall& hall, std::span<const ItemRef> items, Direction along);

}  // namespace hallwright
