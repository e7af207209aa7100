#pragma once

#include <string>
#include <vector>

namespace hallwright {

/// place HALL [--fabric NAME] [--placement WORD]: puts the switches of one fabric, or of all, into
/// network racks anew.
int runPlaceCommand(const std::vector<std::string>& words);

}  // namespace hallwright
