#pragma once

#include "model/exports/export_format.h"

#include <string>
#include <vector>

namespace hallwright {

/// `cables HALL [-o FILE.(csv|xlsx|json)] [--fabric NAME] [--against OTHER.hall]`: the schedule of
/// all links, or which cables stay, move, come and go from another hall to this one.
int runCablesCommand(const std::vector<std::string>& words);

/// `export` in a form that network tools read; `fabric` is a name, empty for all.
Result<void> exportLinks(const Hall& hall, const ExportFormat& format,
                         const std::filesystem::path& file, std::string_view fabric);

}  // namespace hallwright
