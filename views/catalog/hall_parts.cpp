#include "views/catalog/hall_parts.h"

#include "views/document.h"

#include <cmath>

namespace hallwright {

std::map<std::string, long long> hallCounts(const DocumentModel& document) {
    std::map<std::string, long long> counts;
    const Evaluation& evaluation = document.evaluation();
    for (const BillLine& line : evaluation.bill()) {
        const Part* part = evaluation.hall().part(line.part);
        if (part && line.unit != "m") counts[part->id] += std::llround(line.quantity);
    }
    return counts;
}

std::shared_ptr<const Catalog> hallCatalog(const Hall& hall) {
    std::map<std::string, PartPtr> parts;
    std::map<std::string, Source> sources;
    std::map<std::string, Layer> layers;
    hall.parts.forEach([&](PartId, const FrozenPart& row) {
        if (!row.part) return;
        parts[row.part->id] = row.part;
        if (row.origin.empty())
            layers[row.part->id] = Layer::Own;
        else if (row.origin != fingerprint(*row.part))
            layers[row.part->id] = Layer::Changed;
    });
    hall.sources.forEach(
        [&](Id<FrozenSource>, const FrozenSource& row) { sources[row.source.id] = row.source; });
    return std::make_shared<const Catalog>(std::move(parts), std::move(sources), std::move(layers));
}

}  // namespace hallwright
