#pragma once

#include "model/hall/hall.h"
#include "model/parts/catalog.h"

namespace hallwright {

/// Puts a catalog part into a hall with all its readings, the parts it refers to or holds, and the
/// documents it cites. A part that is there already is kept as it is. New rows take ids from
/// `next`, which moves on. None where the catalog has no such part.
PartId freezePart(Hall& hall, const Catalog& catalog, std::string_view id, RawId& next);
/// What a part refers to, holds and cites, for a part that is in the hall or comes into it.
void freezeCompanions(Hall& hall, const Catalog& catalog, const Part& part, RawId& next);

}  // namespace hallwright
