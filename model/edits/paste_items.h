#pragma once

#include "model/edits/edit.h"
#include "model/storage/items_text.h"

namespace hallwright {

/// Puts rows that were taken out of a hall into one, as pasteItems says. The label is the verb and
/// what is put in.
Result<Edit> insertItems(const Hall& hall, const LooseItems& items, Millimetres dx, Millimetres dy,
                         std::string_view verb, RawId& next);

}  // namespace hallwright
