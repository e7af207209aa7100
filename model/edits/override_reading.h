#pragma once

#include "model/edits/edit.h"
#include "model/hall/hall.h"

#include <string>
#include <string_view>

namespace hallwright {

/// What a user says of a property of a part of this hall: a number in SI, or words for a text or
/// the id of a part of the hall for a reference.
struct UserReading {
    std::optional<double> number;
    std::string text;
    std::string reason;  ///< why it is better than what the documents say
    std::string date;    ///< 2026-11-22
};

/// Adds the user's reading to a part of the hall and chooses it; one that the user entered before
/// is replaced. All other readings stay. Refused without a reason, for a number that is not
/// plausible for the property, and for curves and lists, which are files' work.
Result<Edit> overrideReading(const Hall& hall, PartId part, Property property,
                             const UserReading& reading);

/// Takes the user's reading away again; the reading that the catalog chose, or else the first, is
/// counted with.
Result<Edit> withdrawOverride(const Hall& hall, PartId part, Property property);

}  // namespace hallwright
