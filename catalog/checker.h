#pragma once

#include "model/base/result.h"
#include "model/parts/catalog.h"

#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace hallwright {

/// What a check of a catalog folder found: every fault with file and line, and how far the data
/// reach.
struct CatalogCheck {
    std::vector<Error> errors;    ///< the catalog does not load
    std::vector<Error> warnings;  ///< it loads, but something is odd
    std::size_t parts = 0;
    std::size_t sources = 0;
    std::map<Kind, int> partsByKind;
    std::map<Grade, int>
        dataByGrade;  ///< data by the grade of the chosen reading, unknown ones left out
    std::map<Property, int> unknownByProperty;  ///< data that were looked for and are not public
};

CatalogCheck checkCatalog(const std::filesystem::path& folder);

/// The check as lines for people: errors, warnings, coverage.
std::string checkText(const CatalogCheck& check);

}  // namespace hallwright
