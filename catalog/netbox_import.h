#pragma once

#include "model/base/result.h"
#include "model/parts/part.h"

#include <atomic>
#include <filesystem>
#include <functional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace hallwright {

/// What became of one file of a NetBox device-type or module-type library.
struct ImportedFile {
    std::filesystem::path file;
    std::string part;                   ///< id of the part made; empty where none was
    std::string kind;                   ///< of that part: "switch"
    std::string how;                    ///< how the kind was found: "it lists 48 data ports"
    std::vector<std::string> unmapped;  ///< keys that no property of the catalog stands for
    std::string error;                  ///< why nothing was made of it, with the line
};

struct NetboxImport {
    std::vector<Part> parts;  ///< sorted by id, each id once
    std::vector<Source> sources;
    std::vector<ImportedFile> files;  ///< in the order of their paths
    /// True of the whole of what its source names: a library, not a file or a folder of it.
    bool whole = false;
    std::vector<std::string> notes;  ///< what else the report has to say
    bool stopped = false;
};

struct ImportOptions {
    std::string asOf;  ///< the date of the readings: 2026-11
    /// Ids that are somebody else's, as the parts and sources of the shipped catalog: what would
    /// have one gets another, so that declared values never stand before sourced ones.
    std::set<std::string, std::less<>> taken;
    std::function<void(std::size_t done, std::size_t all)> progress;
    const std::atomic<bool>* stop = nullptr;
};

/// Reads a file, a folder, or a whole library (device-types/, module-types/). Declared values are
/// marked so; the licence is the library's own where it says one. A file that cannot be read is a
/// line of the report, never the end.
Result<NetboxImport> importNetbox(const std::filesystem::path& path, const ImportOptions& options);

/// A line per file, and the sums.
std::string importText(const NetboxImport& import);
/// The sums alone: files, parts by kind, what was left out how often, the source.
std::string importSums(const NetboxImport& import);

/// The parts and their sources as one file of a catalog; the sources stand in a file of their own.
std::string importedPartsToml(const NetboxImport& import);
std::string importedSourcesToml(const NetboxImport& import);

}  // namespace hallwright
