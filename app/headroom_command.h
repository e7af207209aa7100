#pragma once

#include <string>
#include <vector>

namespace hallwright {

/// headroom HALL --part NAME [--json]: how many more of a part fit, and what stops it.
int headroomCommand(const std::vector<std::string>& words);

}  // namespace hallwright
