#pragma once

#include "model/base/result.h"
#include "model/parts/part.h"

#include <string>
#include <string_view>

namespace hallwright {

/// A part as canonical JSON: one line, keys sorted, SI numbers. The form in which a hall keeps it.
std::string partToText(const Part& part);
/// The reverse. Fails on anything that is not such a text.
Result<Part> partFromText(std::string_view text);

std::string sourceToText(const Source& source);
Result<Source> sourceFromText(std::string_view text);

}  // namespace hallwright
