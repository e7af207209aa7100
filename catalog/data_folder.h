#pragma once

#include <filesystem>
#include <string_view>

namespace hallwright {

/// Where the data that come with the program lie: "catalog" or "resources". HALLWRIGHT_DATA names
/// the folder above them; else they are found beside the program, in the build tree and in a
/// package. Never in a compiled-in place.
std::filesystem::path dataFolder(std::string_view which);

/// The same for a given folder of the program.
std::filesystem::path dataFolder(std::string_view which,
                                 const std::filesystem::path& programFolder);

/// Where data of the user's own lie: $XDG_DATA_HOME/hallwright; empty where there is no home.
std::filesystem::path userDataFolder();

/// Where a cache of ours may be kept; empty where the environment names no place.
std::filesystem::path cacheFolder();

}  // namespace hallwright
