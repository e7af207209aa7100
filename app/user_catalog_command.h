#pragma once

#include <string>
#include <vector>

namespace hallwright {

bool isUserCatalogCommand(const std::string& command);
/// `hallwright catalog duplicate|override|choose|retire|restore|remove`: writes to the user's
/// catalog, never to the shipped one. `words` follow the command. Returns the exit code.
int runUserCatalogCommand(const std::string& command, const std::vector<std::string>& words);

}  // namespace hallwright
