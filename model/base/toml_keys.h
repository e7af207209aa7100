#pragma once

#include "model/base/result.h"

#include <string_view>

namespace hallwright {

/// Refuses keys of endlessly many dots before a text goes to the TOML library. The library bounds
/// values in values, but not dots in a key, which nest tables as well: a key of a hundred thousand
/// dots ends the program.
Result<void> checkTomlKeys(std::string_view text, std::string_view file);

}  // namespace hallwright
