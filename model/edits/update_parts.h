#pragma once

#include "model/edits/edit.h"
#include "model/hall/hall.h"
#include "model/parts/catalog.h"

namespace hallwright {

/// One property of which the catalog says something new. Where the number that the hall counts with
/// would be another: that number before and after an update. Else what the catalog said when the
/// part was frozen, and what it says now.
struct DatumChange {
    Property property = Property::Count_;
    std::optional<Datum> before;
    std::optional<Datum> after;
    bool valueMoves = false;  ///< the number that the hall counts with would be another
};

/// What the catalog says otherwise of one part of a hall.
struct PartChange {
    PartId id;
    std::string part;    ///< catalog id
    bool gone = false;   ///< the catalog has no such part any more
    bool words = false;  ///< name, vendor, status, aliases or contents differ
    std::vector<DatumChange> data;
    bool wordsMove = false;  ///< the hall would take the new words over
};

/// Parts of the hall whose origin is not what the catalog holds now; the hall's own parts (no
/// origin) are never among them. Compares fingerprints first, so an unchanged hall costs little.
std::vector<PartChange> partChanges(const Hall& hall, const Catalog& catalog);

/// Brings these parts to the catalog's state as one edit: what was done to them in the hall stays
/// (readings entered, changed or taken out, words, contents), and readings that were entered stay
/// chosen; documents and contents that are new come along. A choice that the user made among
/// readings stays where that reading is still there. Refused where nothing would change.
Result<Edit> updateParts(const Hall& hall, const Catalog& catalog, const std::vector<PartId>& parts,
                         RawId& next);

/// A line for a part and one for each property: "power.tdp  132 kW → 142 kW".
std::string partChangesText(const std::vector<PartChange>& changes, const Hall& hall);

}  // namespace hallwright
