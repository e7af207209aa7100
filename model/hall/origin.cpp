#include "model/hall/origin.h"

#include "model/parts/part_text.h"

#include <optional>

namespace hallwright {

namespace {

/// Whether an origin is a part rather than its fingerprint, which is hex digits.
bool isPart(const std::string& origin) { return origin.starts_with('{'); }

/// A part without what was entered in the hall; where that was chosen, what says why it is.
Part withoutEntered(const Part& part) {
    Part out = part;
    out.data.clear();
    for (const Datum& datum : part.data) {
        Datum kept{.property = datum.property};
        std::optional<std::size_t> chosen, told;
        for (std::size_t i = 0; i < datum.readings.size(); ++i) {
            if (datum.readings[i].source == userSource) continue;
            if (i == datum.chosen) chosen = kept.readings.size();
            if (!told && !datum.readings[i].why.empty()) told = kept.readings.size();
            kept.readings.push_back(datum.readings[i]);
        }
        kept.chosen = chosen ? *chosen : told.value_or(0);
        if (!kept.readings.empty()) out.data.push_back(std::move(kept));
    }
    return out;
}

/// For a part that was changed without keeping what it was taken from, as a planner does that lays
/// its brief's values over it: what it was, if leaving those out leads there.
PartPtr reconstructed(const FrozenPart& row) {
    if (fingerprint(*row.part) == row.origin) return row.part;
    Part part = withoutEntered(*row.part);
    if (fingerprint(part) != row.origin) return nullptr;
    return std::make_shared<const Part>(std::move(part));
}

}  // namespace

FrozenPart changedFrozen(const FrozenPart& row, PartPtr changed) {
    const PartPtr given = originPart(row);
    if (!given) return {std::move(changed), row.origin};
    std::string origin = *changed == *given   ? fingerprint(*given)
                         : isPart(row.origin) ? row.origin
                                              : partToText(*given);
    return {std::move(changed), std::move(origin)};
}

std::string originPrint(const FrozenPart& row) {
    if (!isPart(row.origin)) return row.origin;
    const PartPtr given = originPart(row);
    return given ? fingerprint(*given) : row.origin;
}

PartPtr originPart(const FrozenPart& row) {
    if (row.origin.empty() || !row.part) return nullptr;
    if (!isPart(row.origin)) return reconstructed(row);
    Result<Part> given = partFromText(row.origin);
    return given ? std::make_shared<const Part>(std::move(given).value()) : nullptr;
}

}  // namespace hallwright
