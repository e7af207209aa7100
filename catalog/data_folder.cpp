#include "catalog/data_folder.h"

#include <cstdlib>
#include <string>

namespace hallwright {

namespace {

std::filesystem::path fromEnvironment(const char* name) {
    const char* text = std::getenv(name);
    return text ? std::filesystem::path(text) : std::filesystem::path();
}

/// A folder of ours in the user's home, or where the environment puts such folders.
std::filesystem::path ownFolder(const char* variable, const char* belowHome) {
    // The XDG base directory specification: a relative path is to be ignored.
    if (const std::filesystem::path place = fromEnvironment(variable); place.is_absolute())
        return place / "hallwright";
    const std::filesystem::path home = fromEnvironment("HOME");
    return home.is_absolute() ? home / belowHome / "hallwright" : std::filesystem::path();
}

}  // namespace

std::filesystem::path dataFolder(std::string_view which) {
    if (const std::filesystem::path data = fromEnvironment("HALLWRIGHT_DATA"); !data.empty())
        return data / which;
    std::error_code ignored;
    return dataFolder(which,
                      std::filesystem::read_symlink("/proc/self/exe", ignored).parent_path());
}

std::filesystem::path dataFolder(std::string_view which,
                                 const std::filesystem::path& programFolder) {
    const std::filesystem::path above = programFolder.parent_path();
    const std::filesystem::path built = above / (std::string(which) + "-data");
    std::error_code ignored;
    return std::filesystem::is_directory(built, ignored) ? built
                                                         : above / "share" / "hallwright" / which;
}

std::filesystem::path userDataFolder() { return ownFolder("XDG_DATA_HOME", ".local/share"); }

std::filesystem::path cacheFolder() { return ownFolder("XDG_CACHE_HOME", ".cache"); }

}  // namespace hallwright
