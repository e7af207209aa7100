#pragma once

#include "catalog/part_search.h"

#include <memory>

namespace hallwright {

/// The search over a catalog, made once for all views that show this catalog; gone with the last of
/// them.
std::shared_ptr<const PartSearch> sharedSearch(const std::shared_ptr<const Catalog>& catalog);

/// What the words find, best first. Without words: what can be placed first, then by kind and name.
std::vector<PartPtr> foundParts(const PartSearch& search, const std::string& words,
                                const PartFilter& filter);

}  // namespace hallwright
