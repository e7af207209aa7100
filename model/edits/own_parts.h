#pragma once

#include "model/edits/edit.h"
#include "model/hall/hall.h"
#include "model/parts/catalog.h"

#include <string>
#include <vector>

namespace hallwright {

/// Puts a part of the user's own into a hall, its origin empty. Refused where the hall holds that
/// id already, where the part does not hold up (partFault), or where it would hold itself. `next`
/// is the hall's next free id and moves on.
Result<Edit> addPart(const Hall& hall, const Part& part, RawId& next);
/// The same, with what the part refers to, holds and cites from the catalog.
Result<Edit> addPart(const Hall& hall, const Part& part, const Catalog& catalog, RawId& next);
/// The same, with those of these documents that the part cites.
Result<Edit> addPart(const Hall& hall, const Part& part, const std::vector<Source>& sources,
                     RawId& next);

/// A copy of a part of the hall under another id and name: all readings kept, no aliases, no
/// origin.
Result<Edit> duplicatePart(const Hall& hall, PartId part, const std::string& id,
                           const std::string& name, RawId& next);

/// Puts another state of a part in its place; its origin stays, so that newer data can still be
/// told. Refused for another id or kind, and where it would hold itself.
Result<Edit> changePart(const Hall& hall, PartId part, const Part& changed);
/// The same, with what the part now refers to, holds and cites from the catalog.
Result<Edit> changePart(const Hall& hall, PartId part, const Part& changed, const Catalog& catalog,
                        RawId& next);
/// The same, with those of these documents that the part cites.
Result<Edit> changePart(const Hall& hall, PartId part, const Part& changed,
                        const std::vector<Source>& sources, RawId& next);

/// Marks a part as not to be used for anything new, or offers it again as what it was; what stands
/// stays.
Result<Edit> retirePart(const Hall& hall, PartId part, bool retired);

/// Takes a part out of a hall. Refused where a row or another part still names it, and says which.
Result<Edit> removePart(const Hall& hall, PartId part);

}  // namespace hallwright
