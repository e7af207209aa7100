#pragma once

#include "model/hall/hall.h"
#include "model/hall/tables.h"

#include <nlohmann/json_fwd.hpp>

#include <string>

namespace hallwright {

/// A row as a line of JSON: its id, then its columns in their order. The row is there.
std::string rowToText(const TableAccess& table, RawId id, const Hall& hall);

/// Puts such a row into a hall, strict: every column is there and nothing else; columns that are
/// newer than the version the text was written in get their defaults.
Result<void> rowFromJson(const TableAccess& table, const nlohmann::json& row, int version,
                         Hall& hall);

}  // namespace hallwright
