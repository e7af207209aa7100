#pragma once

#include "model/parts/catalog.h"

#include <optional>
#include <string>
#include <vector>

namespace hallwright {

/// The parts of a kind, or all of them, sorted by id.
std::vector<PartPtr> partsOfKind(const Catalog& catalog, std::optional<Kind> kind);

/// One line a part: id, kind, status, name.
std::string partListText(const std::vector<PartPtr>& parts);
/// The same for parts of one name, each with what its names meant and mean now.
std::string partMatchesText(const std::vector<PartPtr>& parts);
/// The same as a JSON array of whole parts: numbers in SI, with their SI unit by property and the
/// unit as written by reading, the place of the chosen reading from 1, and the layer.
std::string partListJson(const Catalog& catalog, const std::vector<PartPtr>& parts);

/// Everything a part says: whose it is, what it holds and how that adds up against its nameplate,
/// its connections, and every reading of every property with range, source, grade and date; which
/// one is chosen, and why.
std::string partText(const Catalog& catalog, const Part& part);

/// A reading's figure as its document writes it: "142 kW (120 to 142)", "ac", "unknown".
std::string readingText(const PropertyInfo& property, const Reading& reading);

}  // namespace hallwright
