#pragma once

#include "model/base/result.h"
#include "model/parts/catalog.h"

#include <filesystem>

namespace hallwright {

/// Reads sources.toml, basis.toml and parts/*.toml below a folder. Fails on the first fault, with file and line.
Result<Catalog> readCatalog(const std::filesystem::path& folder);

}  // namespace hallwright
