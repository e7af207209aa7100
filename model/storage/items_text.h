#pragma once

#include "model/hall/hall.h"
#include "model/hall/tables.h"

#include <map>
#include <string>
#include <string_view>

namespace hallwright {

/// Rows of a hall that travel by themselves, as through the clipboard.
struct LooseItems {
    Hall rows;                               ///< those rows alone, with the ids they had
    std::map<ItemRef, std::string> outside;  ///< what they refer to and is not among them: its name
};

/// Canonical JSON, like the text form of a document.
std::string itemsToText(const LooseItems& items);

/// The reverse, strict. Anything else is refused with one sentence; it may come from anywhere.
Result<LooseItems> itemsFromText(std::string_view text);

}  // namespace hallwright
