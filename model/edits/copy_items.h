#pragma once

#include "model/edits/edit.h"
#include "model/hall/hall.h"

#include <span>
#include <string>

namespace hallwright {

/// Racks, equipment, obstacles, busways, trays and rows (with all that stands in them) as text that
/// another hall can take too: the canonical text form of just these rows, of what hangs on them
/// (taps, fabric places, mounts), and of the parts and sources they need. Empty where nothing of
/// the selection can be copied.
std::string copyItems(const Hall& hall, std::span<const ItemRef> items);

/// Puts copied items in with new ids and free names, shifted as given, unlocked. Racks join the row
/// they come to stand in and get the smallest free slots of their fabrics. Their loop, busways and
/// fabrics are found again by id and name where it is the same hall, else by name; a rack that was
/// fed or wired and finds none of them takes what a new rack in its place would; the rest is left
/// open. Text that is no copy is refused with one sentence.
Result<Edit> pasteItems(const Hall& hall, std::string_view text, Millimetres dx, Millimetres dy,
                        RawId& next);

/// The same items again, beside themselves: to the right by their own width.
Result<Edit> duplicateItems(const Hall& hall, std::span<const ItemRef> items, RawId& next);

/// The rows that the items stand in again, with racks, equipment, busways and taps, at the pitch of
/// the neighbouring rows that face the same way (else a cold and a hot aisle of the design basis
/// further), on the first free ground.
Result<Edit> duplicateRows(const Hall& hall, std::span<const ItemRef> items, RawId& next);

/// The items that an edit adds and that can be selected in the plan.
std::vector<ItemRef> addedItems(const Edit& edit);

}  // namespace hallwright
