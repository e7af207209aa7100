#pragma once

#include "model/base/result.h"
#include "model/parts/catalog.h"

#include <filesystem>
#include <map>
#include <string>
#include <utility>
#include <vector>

namespace hallwright {

struct CatalogFiles;

/// A part made of others: what its contents add up to against its nameplate, or why that cannot be
/// told. No fault: planes and what a figure includes differ.
struct CheckedSum {
    std::string part;
    Property property = Property::Count_;
    std::string text;
    std::optional<double> difference;  ///< as a share of the nameplate
};

/// What a check of a catalog folder found: every fault with file and line, and how far the data
/// reach.
struct CatalogCheck {
    std::vector<Error> errors;    ///< the catalog is refused
    std::vector<Error> warnings;  ///< it holds up, but something is odd
    std::size_t parts = 0;
    std::size_t sources = 0;
    std::map<Kind, int> partsByKind;
    /// Data by the grade of the chosen reading, unknown ones left out.
    std::map<Grade, int> dataByGrade;
    std::map<Property, int> unknownByProperty;  ///< data that were looked for and are not public
    /// Parts of a kind that do not say, or say "unknown", what their class asks of them.
    std::map<std::pair<Kind, Property>, int> silent;
    std::vector<CheckedSum> sums;
};

CatalogCheck checkCatalog(const std::filesystem::path& folder);
/// Of a user's catalog alone, as it lies over the shipped one.
CatalogCheck checkUserCatalog(const Catalog& shipped, const std::filesystem::path& folder);
/// Of files that were read already; parts of the user's files alone where they lie over others.
CatalogCheck checkFiles(const CatalogFiles& files);

/// The check as lines for people: errors, warnings, coverage.
std::string checkText(const CatalogCheck& check);
/// The same for scripts.
std::string checkJson(const CatalogCheck& check);

}  // namespace hallwright
