#pragma once

#include <string>
#include <vector>

namespace hallwright {

/// `export HALL --format svg|png|pdf -o FILE [--scale 1:100] [--paper A3] [--overlay power]`: the
/// plan to scale. With `--format ptm-dot` and the like the links, as network tools read them.
/// `words` are those after "export".
int runExportCommand(const std::vector<std::string>& words, int& argc, char** argv);

}  // namespace hallwright
