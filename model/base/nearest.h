#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace hallwright {

/// The names most like a wrong one, best first; empty where none comes near.
std::vector<std::string> nearestNames(std::string_view wrong, const std::vector<std::string>& names,
                                      std::size_t most);

}  // namespace hallwright
