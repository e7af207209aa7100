#pragma once

#include "model/edits/edit.h"
#include "model/hall/hall.h"

#include <string>
#include <string_view>

namespace hallwright {

// Edits of single fields and rows. Each looks at a hall and gives the edit; nothing is changed
// here.

/// Gives one field of a row another value. Refused where the column does not take it.
Result<Edit> setField(const Hall& hall, ItemRef item, std::string_view column, Cell value,
                      std::string label);

Result<Edit> renameItem(const Hall& hall, ItemRef item, std::string_view name);

/// Makes a rack or a cooling unit another one of the parts that the hall holds.
Result<Edit> setPart(const Hall& hall, ItemRef item, PartId part);

/// Fastens items so that no edit moves, turns or deletes them; or lets them go.
Result<Edit> setLocked(const Hall& hall, std::span<const ItemRef> items, bool locked);

/// A new rack; its row takes its id from `next`, which moves on only where the edit is given.
Result<Edit> addRack(const Hall& hall, const Rack& rack, RawId& next);

}  // namespace hallwright
