#pragma once

#include "model/parts/part.h"

#include <string>

namespace hallwright {

/// True for lower-case letters, digits and dashes, a dash neither first nor last.
bool isPartId(std::string_view id);
/// True for a year, a month or a day: 2026, 2026-03, 2026-03-31.
bool isPartDate(std::string_view text);

/// Why a number (SI) cannot be this property of a part of this kind: "lies outside …", the orders
/// of magnitude of the property or of its class. Empty where it is plausible. Of Kind::Count_ the
/// property alone is asked.
std::string numberFault(Kind kind, const PropertyInfo& property, double si);

/// What a part lacks that every part of a catalog has to have, in one sentence; empty where it
/// holds up: an id of the right form, a name, a plausible number of the right dimension with unit,
/// source, grade and date in each reading, a range that holds its value.
std::string partFault(const Part& part);

}  // namespace hallwright
