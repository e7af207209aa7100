#pragma once

#include "model/base/result.h"
#include "model/parts/catalog.h"

#include <string>
#include <string_view>

namespace hallwright {

/// A catalog as one run of bytes that is read back without a parser: what the index is loaded from.
/// Of this machine's byte order and of this program's tables; neither is to be exchanged.
std::string packCatalog(const Catalog& catalog);
/// Fails on bytes that are cut short, damaged, or packed by a program with other tables.
Result<Catalog> unpackCatalog(std::string_view bytes);

/// What this program knows of properties, kinds and classes: other tables read the same text
/// differently.
const std::string& tablesFingerprint();

}  // namespace hallwright
