#pragma once

#include "model/parts/catalog.h"

namespace hallwright::test {

/// The catalog of the source tree, read once. Ends the program with the reader's sentence where it
/// does not read.
const Catalog& shippedCatalog();

}  // namespace hallwright::test
