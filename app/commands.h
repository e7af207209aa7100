#pragma once

#include <string>
#include <vector>

namespace hallwright {

/// Runs a subcommand; nothing here needs a display or creates a Qt application.
/// Returns -1 where the first word is no subcommand.
int runCommand(const std::vector<std::string>& words);

/// What `hallwright help` prints.
std::string usageText();

}  // namespace hallwright
