#pragma once

#include "model/storage/document_file.h"

#include <filesystem>

namespace hallwright {

class Catalog;

/// The catalog as it comes with the program, read once.
Result<Catalog> shippedCatalog();
/// The catalog in use: the shipped one with the user's own laid over it, read once. Where the
/// user's has a fault, the shipped one alone, and the fault is told with file and line.
Result<Catalog> openCatalog();

/// A hall from what a user names: a .hall file, a text form (.json), or a brief (.toml), which is
/// planned.
Result<Document> openHall(const std::filesystem::path& file);

}  // namespace hallwright
