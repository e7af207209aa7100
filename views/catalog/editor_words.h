#pragma once

#include "model/parts/catalog.h"

#include <QString>

namespace hallwright {

/// What a reading says, in the unit that it was written in: it is about to be changed.
QString editedValue(const Catalog& catalog, Property property, const Reading& reading);
/// The title of a document, or whose word it is.
QString editedSource(const Catalog& catalog, const std::string& id);

}  // namespace hallwright
