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
/// How many characters a text of UTF-8 has, as a terminal counts them.
std::size_t characterCount(std::string_view text);
/// Filled up with blanks to so many characters, behind the text or before it.
std::string padded(std::string_view text, std::size_t width, bool right = false);

}  // namespace hallwright
