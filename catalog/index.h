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
/// True for an index of any version.
bool isIndex(const std::filesystem::path& file);
/// What the index was made from; fails where the file is no index of this version.
Result<std::string> indexStamp(const std::filesystem::path& file);

/// The index that comes with the program, beside the folder: made when the program is built.
std::filesystem::path builtIndexPath(const std::filesystem::path& folder);
/// The index of this folder in the user's cache; empty where there is no cache.
std::filesystem::path indexPath(const std::filesystem::path& folder);

/// The catalog of a folder, from an index where one is fresh, else from the text files; then an
/// index is written for the next time. That it cannot be written is no failure.
Result<Catalog> loadCatalog(const std::filesystem::path& folder);
/// The same with the user's catalog laid over it. A folder that is not there says nothing.
Result<Catalog> loadCatalog(const std::filesystem::path& folder,
                            const std::filesystem::path& userFolder);

}  // namespace hallwright
