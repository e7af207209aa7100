#pragma once

#include "model/edits/edit.h"
#include "model/hall/hall.h"

#include <span>
#include <string_view>

namespace hallwright {

/// Gives one field of several rows the same value, in one edit. Rows of other tables may be among
/// them where they have a column of that name. A row of racks takes what stands in it along when
/// its place changes; a rack or equipment that is given another facing turns about its middle.
/// Refused where a row does not take the value, or where a locked thing would move.
Result<Edit> setFields(const Hall& hall, std::span<const ItemRef> items, std::string_view column,
                       const Cell& value, std::string_view fieldTitle);

/// The same for racks or equipment: another part for all of them.
Result<Edit> setParts(const Hall& hall, std::span<const ItemRef> items, PartId part);

}  // namespace hallwright
