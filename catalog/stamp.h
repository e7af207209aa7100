#pragma once

#include <filesystem>
#include <string>
#include <string_view>

namespace hallwright {

/// Which files a catalog was read from: names, sizes, times and contents, and what this program
/// knows of properties. One line a file.
std::string catalogStamp(const std::filesystem::path& folder);

enum class Freshness {
    Same,     ///< names, sizes and times are as they were
    Touched,  ///< times differ, as after a copy, but the contents are the same
    Other,    ///< something was changed, added or taken away
};
/// Looks at sizes and times; reads a file only where its time alone has moved.
Freshness compareStamp(std::string_view stamp, const std::filesystem::path& folder);

}  // namespace hallwright
