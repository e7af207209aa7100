#pragma once

#include <string>
#include <vector>

namespace hallwright {

/// `hallwright catalog import PATH [-o FILE] [--user] [--report FILE] [--json] [--as-of DATE]`;
/// `words` follow the word import. Reads NetBox device and module types, tells file by file what
/// became of them, and writes the parts where one asks for it. Returns the exit code.
int importCommand(const std::vector<std::string>& words);
/// `hallwright catalog remove --import SOURCE`; `words` follow the word remove.
int removeImportCommand(const std::vector<std::string>& words);

}  // namespace hallwright
