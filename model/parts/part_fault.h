#pragma once

#include "model/parts/part.h"

#include <string>

namespace hallwright {

/// True for lower-case letters, digits and dashes, a dash neither first nor last.
bool isPartId(std::string_view id);

/// What a part lacks that every part of a catalog has to have, in one sentence; empty where it
/// holds up: an id of the right form, a name, a plausible number of the right dimension with unit,
/// source, grade and date in each reading, a range that holds its value.
std::string partFault(const Part& part);

}  // namespace hallwright
