#pragma once

#include <string>
#include <vector>

namespace hallwright {

/// readings HALL [PART [PROPERTY]]: what documents say of the parts of a hall and which reading
/// counts; chooses another one (--choose), settles disagreements (--prefer), enters a value of the
/// user's own (--value) and takes it back (--withdraw).
int runReadingsCommand(const std::vector<std::string>& words);

}  // namespace hallwright
