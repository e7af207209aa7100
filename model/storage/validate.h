#pragma once

#include "model/base/result.h"
#include "model/hall/hall.h"

#include <string_view>
#include <vector>

namespace hallwright {

/// Ids beyond this are a damaged or hostile file: tables take room up to their highest id.
inline constexpr RawId mostId = 100'000'000;

/// What every stored hall satisfies: one site row, every number of a row given once and below
/// `nextId`, no part missing, all text readable, every reference leading to a row. The first fault,
/// with the item's name.
Result<void> validate(const Hall& hall, RawId nextId);

/// Every reference that leads to no row. A fault of a file; a finding while a hall is being edited.
std::vector<Error> danglingReferences(const Hall& hall);

/// Text that JSON, SQLite and the window all show alike: UTF-8 without a zero byte.
bool isReadableText(std::string_view text);

}  // namespace hallwright
