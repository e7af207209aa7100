#pragma once

#include "model/parts/composition.h"

#include <string>
#include <vector>

namespace hallwright {

/// How deep parts are looked into. A slip of a file may make a part hold itself; nothing real is
/// packed deeper than this.
inline constexpr int deepestContents = 8;

/// What a part holds, each id once: those written several times are put together.
std::vector<Content> mergedContents(const Part& part);

/// Why a part cannot hold what it holds, in one sentence: it would be inside itself, or be packed
/// too deep. Empty where it can. What cannot be found holds nothing.
std::string nestingFault(const Part& part, const FindPart& find);

}  // namespace hallwright
