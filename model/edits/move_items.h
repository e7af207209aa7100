#pragma once

#include "model/edits/edit.h"
#include "model/units/millimetres.h"

#include <span>
#include <string>

namespace hallwright {

// Edits of what stands in the plan. Each looks at a hall and gives the edit; nothing is changed
// here. Refused is only what cannot be stored, or what the user has locked; the rest is left to the
// rules.

/// Shifts racks, equipment, obstacles, busways, trays and rows (with all that stands in them).
/// Busways and trays stay where they are when racks move: they hang from the ceiling.
Result<Edit> moveItems(const Hall& hall, std::span<const ItemRef> items, Millimetres dx,
                       Millimetres dy);

/// Turns racks and equipment clockwise by quarter turns, each about its own middle.
Result<Edit> rotateItems(const Hall& hall, std::span<const ItemRef> items, int quarterTurns = 1);

/// Takes items away, with the taps, fabric places and mounts that mean nothing without them.
/// What only named them, such as a rack its sidecar, names nothing afterwards.
Result<Edit> deleteItems(const Hall& hall, std::span<const ItemRef> items);

/// "rack A03", "6 racks", "8 items": how a label speaks of these items.
std::string itemsInWords(const Hall& hall, std::span<const ItemRef> items);

/// Whether the user has locked the item in its place.
bool isLocked(const Hall& hall, ItemRef item);

}  // namespace hallwright
