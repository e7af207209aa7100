#pragma once

#include "model/parts/catalog.h"

#include <string_view>
#include <vector>

namespace hallwright {

/// The parts that a few typed words may mean, sorted by id: each word stands in the id, a name, an
/// alias, the vendor or the kind. Where no part has them all, a word may be mistyped by a letter or
/// two. No words mean all parts.
std::vector<PartPtr> findParts(const Catalog& catalog, std::string_view words);

}  // namespace hallwright
