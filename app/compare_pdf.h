#pragma once

#include <string>
#include <vector>

namespace hallwright {

/// True where the words after "compare" ask for a PDF, which needs fonts.
bool asksForPdf(const std::vector<std::string>& words);

/// The command `compare` with a writer of PDF; offscreen where there is no display.
int runCompareWithPdf(const std::vector<std::string>& words, int& argc, char** argv);

}  // namespace hallwright
