#pragma once

#include <string>
#include <vector>

namespace hallwright {

/// parts HALL: lists the parts that a hall holds, tells what the catalog says otherwise
/// (--changed), brings parts up to date (--update), and adds, copies, retires and removes the
/// hall's own.
int runPartsCommand(const std::vector<std::string>& words);

}  // namespace hallwright
