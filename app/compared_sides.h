#pragma once

#include "model/compare/comparison.h"
#include "model/parts/catalog.h"

#include <string>
#include <utility>
#include <vector>

namespace hallwright {

/// What a user asks to set side by side.
struct CompareRequest {
    std::vector<std::string> halls;     ///< files; several are sides by themselves
    std::vector<VariantKind> optics;    ///< of the first hall
    std::vector<std::string> variants;  ///< stored in the first hall
    std::vector<std::pair<std::string, std::string>> scripts;  ///< name, file of edits
    std::vector<std::pair<std::string, std::string>> sets;     ///< key and value in the brief
    bool everyKind = false;  ///< kinds of optics that a hall cannot have are told and left out
};

/// The sides, not yet evaluated, in the order they were asked for.
struct ComparedSides {
    std::string title;  ///< of the first hall
    std::vector<VariantHall> sides;
    std::vector<std::string> notes;
};

Result<ComparedSides> comparedSides(const CompareRequest& request, const Catalog& catalog);

/// "pluggable", "lpo", "cpo" or "copper-first".
std::optional<VariantKind> findVariantKind(std::string_view word);

/// A brief with another value for a key: "racks.part" stands for the first [[racks]], "name" for a
/// key above all tables. The key is added where the table has none; refused where there is no such
/// table.
Result<std::string> briefWith(std::string_view brief, std::string_view key, std::string_view value);

}  // namespace hallwright
