#pragma once

#include <filesystem>
#include <string_view>

namespace hallwright {

/// The file below a user's catalog that holds what the program writes for the user.
inline constexpr std::string_view ownPartsName = "parts/own.toml";

/// The first line of every file that an import writes: another import may replace such a file, and
/// what the user says of its parts stands in own.toml and lies over it.
inline constexpr std::string_view importHeading =
    "# Imported by Hallwright. Another import replaces this file; do not write into it.\n";

/// True for a file that begins with the heading.
bool isImportFile(const std::filesystem::path& file);

}  // namespace hallwright
