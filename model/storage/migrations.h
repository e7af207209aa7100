#pragma once

#include "model/base/result.h"
#include "model/sqlite/sqlite.h"

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace hallwright {

/// The way of a document from one version to the next; runs on a copy, never on the user's file.
struct Migration {
    int from = 0;  ///< leads to from + 1
    std::string_view
        sentence;  ///< what the user is told: "Trays have got an elevation; all are set to 2.6 m."
    Result<void> (*run)(sqlite::Database&) = nullptr;
};

/// Every step, by version. A step goes with a file of its old version in tests/documents.
std::span<const Migration> migrations();

/// Runs the steps from one version to another and returns their sentences. Fails where a step is
/// missing.
Result<std::vector<std::string>> migrate(sqlite::Database& database, int from, int to,
                                         std::span<const Migration> steps);

}  // namespace hallwright
