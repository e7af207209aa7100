#pragma once

#include "model/base/result.h"
#include "model/parts/catalog.h"

#include <filesystem>
#include <string>

namespace hallwright {

/// The catalog as one SQLite file: quick to open, and readable with any SQLite tool (tables part,
/// alias, content, reading, source, and part_text for full-text search). The text files stay the
/// truth; an index may be thrown away at any time. `stamp` says which files it was made from.
/// Written to a new file and renamed.
Result<void> writeIndex(const Catalog& catalog, const std::filesystem::path& file,
                        const std::string& stamp = {});
Result<Catalog> readIndex(const std::filesystem::path& file);
/// What the index was made from; fails where the file is no index of this version.
Result<std::string> indexStamp(const std::filesystem::path& file);

/// Names, sizes and times of the text files, and what this program knows of properties: equal while
/// nothing changed.
std::string catalogStamp(const std::filesystem::path& folder);
/// The index of this folder in the user's cache; empty where there is no cache.
std::filesystem::path indexPath(const std::filesystem::path& folder);

/// The catalog of a folder, from its index where that is fresh, else from the text files; then the
/// index is written for the next time. That it cannot be written is no failure.
Result<Catalog> loadCatalog(const std::filesystem::path& folder);

}  // namespace hallwright
