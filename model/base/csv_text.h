#pragma once

#include <string>
#include <string_view>

namespace hallwright {

/// One cell of comma-separated values, RFC 4180. What a spreadsheet would take for a formula gets
/// an apostrophe before it and is text.
std::string csvCell(std::string_view text);
/// A cell that is not meant for a spreadsheet but for a program that wants the text unchanged.
std::string plainCsvCell(std::string_view text);

}  // namespace hallwright
