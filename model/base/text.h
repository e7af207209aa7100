#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace hallwright {

/// ASCII lower case.
std::string lowered(std::string_view text);
/// The non-empty pieces between separators.
std::vector<std::string> split(std::string_view text, char separator);
/// Without white space at both ends.
std::string_view trimmed(std::string_view text);
std::string joined(const std::vector<std::string>& pieces, std::string_view separator);
/// 9216 → "9,216".
std::string grouped(long long number);
/// "1 rack", "8 racks".
std::string counted(long long number, std::string_view noun);

}  // namespace hallwright
