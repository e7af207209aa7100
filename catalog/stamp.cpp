#include "catalog/stamp.h"

#include "catalog/pack.h"
#include "catalog/reader.h"
#include "model/base/fingerprint.h"
#include "model/base/text.h"

#include <fmt/format.h>

#include <array>
#include <chrono>
#include <cstdint>
#include <fstream>
#include <sstream>

namespace hallwright {

namespace {

/// A file as it lies on the disk, without a look inside.
struct FileState {
    std::string name;
    std::string size;
    std::int64_t seconds = 0;
    std::int64_t nanoseconds = 0;
};

FileState stateOf(const std::filesystem::path& file, const std::filesystem::path& folder) {
    FileState out{file.lexically_relative(folder).generic_string(), "none", 0, 0};
    std::error_code missing;
    const std::uintmax_t size = std::filesystem::file_size(file, missing);
    if (missing) return out;
    out.size = std::to_string(size);
    const auto time = std::filesystem::last_write_time(file, missing).time_since_epoch();
    const auto seconds = std::chrono::floor<std::chrono::seconds>(time);
    out.seconds = seconds.count();
    out.nanoseconds = std::chrono::nanoseconds(time - seconds).count();
    return out;
}

/// A block at a time, whatever its size; what is no file, as a pipe, has no content.
std::string contentOf(const std::filesystem::path& file) {
    Fingerprint all;
    std::error_code error;
    if (!std::filesystem::is_regular_file(file, error)) return all.text();
    std::ifstream in(file, std::ios::binary);
    std::array<char, 1 << 16> block;
    do {
        in.read(block.data(), block.size());
        all.add(std::string_view(block.data(), static_cast<std::size_t>(in.gcount())));
    } while (in);
    return all.text();
}

std::string timeOf(const FileState& state) {
    return fmt::format("{}.{:09}", state.seconds, state.nanoseconds);
}

/// Equal, or cut to whole seconds, as archives do with the files of a package.
bool sameTime(std::string_view then, const FileState& now) {
    return then == timeOf(now) ||
           (now.nanoseconds == 0 && then.substr(0, then.find('.')) == std::to_string(now.seconds));
}

}  // namespace

std::string catalogStamp(const std::filesystem::path& folder) {
    std::string out = tablesFingerprint() + "\n";
    for (const std::filesystem::path& file : catalogFilePaths(folder)) {
        const FileState state = stateOf(file, folder);
        out += fmt::format("{} {} {} {}\n", state.size, timeOf(state), contentOf(file), state.name);
    }
    return out;
}

Freshness compareStamp(std::string_view stamp, const std::filesystem::path& folder) {
    const std::vector<std::string> lines = split(stamp, '\n');
    const std::vector<std::filesystem::path> files = catalogFilePaths(folder);
    if (lines.size() != files.size() + 1 || lines[0] != tablesFingerprint())
        return Freshness::Other;
    Freshness out = Freshness::Same;
    for (std::size_t i = 0; i < files.size(); ++i) {
        // Size, time, content, and the name, which may have blanks.
        const std::vector<std::string> words = split(lines[i + 1], ' ');
        const FileState now = stateOf(files[i], folder);
        if (words.size() < 4 || words[0] != now.size || !lines[i + 1].ends_with(" " + now.name))
            return Freshness::Other;
        if (sameTime(words[1], now)) continue;
        if (words[2] != contentOf(files[i])) return Freshness::Other;
        out = Freshness::Touched;
    }
    return out;
}

}  // namespace hallwright
