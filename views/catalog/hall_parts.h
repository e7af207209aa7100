#pragma once

#include "model/hall/hall.h"
#include "model/parts/catalog.h"

#include <map>
#include <memory>
#include <string>

namespace hallwright {

class DocumentModel;

/// How many of each part the hall buys, by catalog id: racks and plant as placed, switches and
/// modules as they follow. What is sold by the metre is not counted.
std::map<std::string, long long> hallCounts(const DocumentModel& document);

/// Parts and documents of a hall as a catalog of its own: what came from no catalog is the hall's
/// own, what it says otherwise than its origin is changed.
std::shared_ptr<const Catalog> hallCatalog(const Hall& hall);

}  // namespace hallwright
