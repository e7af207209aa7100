#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace hallwright {

/// Fewest letters to put in, take out or change to make one text the other.
std::size_t letterDistance(std::string_view a, std::string_view b);

/// The names most like a wrong one, best first; empty where none comes near.
std::vector<std::string> nearestNames(std::string_view wrong, const std::vector<std::string>& names,
                                      std::size_t most);

}  // namespace hallwright
