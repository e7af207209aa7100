#pragma once

#include "model/parts/part.h"

#include <string>

namespace hallwright {

/// A part as a table of a catalog file, in the format that readers of the catalog take; numbers in
/// the unit of their reading. Reading it again gives the same part.
std::string partToToml(const Part& part);
std::string sourceToToml(const Source& source);

}  // namespace hallwright
