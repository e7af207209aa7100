#pragma once

#include <string>
#include <vector>

namespace hallwright {

/// waive HALL --rule ID [--item NAME] --reason TEXT --author NAME: accepts findings; --withdraw
/// takes waivers back.
int runWaiveCommand(const std::vector<std::string>& words);

}  // namespace hallwright
