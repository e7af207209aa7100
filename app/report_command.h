#pragma once

#include <string>
#include <vector>

namespace hallwright {

/// `report HALL -o FILE.(pdf|html|xlsx|csv) [--date YYYY-MM-DD]`. `words` are those after "report".
/// Makes a Qt application for pictures and letters, offscreen where there is no display.
int runReportCommand(const std::vector<std::string>& words, int& argc, char** argv);

}  // namespace hallwright
