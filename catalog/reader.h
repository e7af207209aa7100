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
    std::map<std::string, std::string> partPlaces;         ///< file and line by part
    std::map<std::string, std::string> sourcePlaces;       ///< file and line by source
    std::map<std::string, std::map<Property, int>> lines;  ///< line of each datum, by part
    std::map<std::string, Part> written;  ///< of a user's catalog: parts as its files have them
    /// Of a user's catalog: parts of files that an import wrote, before own.toml lies over them.
    struct Imported {
        PartPtr part;
        std::string place;
    };
    std::map<std::string, Imported> imported;
    std::vector<Error> faults;
};

/// Reads on after a fault, so that one run shows all of them.
CatalogFiles readCatalogFiles(const std::filesystem::path& folder);

/// The files of a user's catalog: `parts` and `sources` are the shipped ones with the user's laid
/// over, everything else is of the user's files alone. A folder that is not there says nothing.
/// `instead` has texts that stand in for files, by their paths below the folder.
CatalogFiles readUserFiles(const Catalog& shipped, const std::filesystem::path& folder,
                           const std::map<std::string, std::string>& instead = {});

/// The files that make up a catalog, in the order of reading.
std::vector<std::filesystem::path> catalogFilePaths(const std::filesystem::path& folder);

}  // namespace hallwright
