#pragma once

#include <string>
#include <vector>

namespace hallwright {

/// `hallwright catalog compare A B [C D] [--json] [--differences]`; `words` follow the word
/// compare. Two to four parts side by side, property by property, as the window's comparison shows
/// them. Returns the exit code.
int comparePartsCommand(const std::vector<std::string>& words);

}  // namespace hallwright
