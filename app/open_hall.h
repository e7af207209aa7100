#pragma once

#include "model/storage/document_file.h"

#include <filesystem>

namespace hallwright {

class Catalog;

/// The shipped catalog, read once.
Result<Catalog> shippedCatalog();

/// A hall from what a user names: a .hall file, a text form (.json), or a brief (.toml), which is
/// planned.
Result<Document> openHall(const std::filesystem::path& file);

}  // namespace hallwright
