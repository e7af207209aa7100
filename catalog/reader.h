#pragma once

#include "model/base/result.h"
#include "model/parts/catalog.h"

#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace hallwright {

/// Reads sources.toml, basis.toml and parts/*.toml below a folder. Fails on the first fault, with
/// file and line.
Result<Catalog> readCatalog(const std::filesystem::path& folder);

/// All that the files of a catalog say, faults and all: what the reader and the checker work on.
struct CatalogFiles {
    std::map<std::string, PartPtr> parts;
    std::map<std::string, Source> sources;
    std::map<std::string, std::string> partPlaces;    ///< file and line by part
    std::map<std::string, std::string> sourcePlaces;  ///< file and line by source
    std::vector<Error> faults;
};

/// Reads on after a fault, so that one run shows all of them.
CatalogFiles readCatalogFiles(const std::filesystem::path& folder);

/// The files that make up a catalog, in the order of reading.
std::vector<std::filesystem::path> catalogFilePaths(const std::filesystem::path& folder);

}  // namespace hallwright
