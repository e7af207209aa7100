#pragma once

#include <span>
#include <string>

namespace hallwright {

/// `hallwright catalog list|show|check|…`; `arguments` follow the word catalog. Returns the exit
/// code.
int runCatalogCommand(std::span<const std::string> arguments);

}  // namespace hallwright
