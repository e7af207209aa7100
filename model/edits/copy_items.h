#pragma once

#include "model/edits/edit.h"
#include "model/hall/hall.h"

#include <span>
#include <string>

namespace hallwright {

/// Racks, equipment, obstacles, busways, trays and rows (with all that stands in them) as text that
/// another hall can take too: the canonical text form of just these rows, of what hangs on them
/// (taps, fabric places, mounts), and of the parts and sources they need. Empty where nothing of the
/// selection can be copied.
std::string copyItems(const Hall& hall, std::span<const ItemRef> items);

/// Puts copied items in with new ids and free names, shifted as given. What they belonged to (row,
/// loop, busway, fabric) is found again by id where it is the same hall, else by name, else left
/// open. Text that is no copy is refused with one sentence. The edit's new rows are what is pasted.
Result<Edit> pasteItems(const Hall& hall, std::string_view text, Millimetres dx, Millimetres dy,
                        RawId& next);

/// The same items again, beside themselves: to the right by their own width.
Result<Edit> duplicateItems(const Hall& hall, std::span<const ItemRef> items, RawId& next);

/// The rows that the items stand in again, with racks, equipment, busways and taps, at the pitch of
/// the neighbouring rows (else a cold and a hot aisle of the design basis further).
Result<Edit> duplicateRows(const Hall& hall, std::span<const ItemRef> items, RawId& next);

/// The items that an edit adds and that can be selected in the plan.
std::vector<ItemRef> addedItems(const Edit& edit);

}  // namespace hallwright
