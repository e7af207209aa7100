#include "catalog/part_search.h"
#include "model/base/text.h"
#include "model/parts/connections.h"
#include "model/parts/part_status.h"

#include <algorithm>
#include <set>

namespace hallwright {

bool fits(const Part& part, const PartFilter& filter) {
    const auto same = [](std::string_view wanted, std::string_view has) {
        return wanted.empty() || lowered(wanted) == lowered(has);
    };
    if (filter.kind && part.kind != *filter.kind) return false;
    // Whoever asks for retired parts by their status wants to see them.
    if (isRetired(part.status) && !filter.retired && filter.status != retiredStatus) return false;
    if (!same(filter.vendor, part.vendor) || !same(filter.status, statusWord(part.status)))
        return false;
    if (!filter.cooling.empty()) {
        const std::vector<std::string> media = split(filter.cooling, '|');
        if (std::none_of(media.begin(), media.end(), [&](const std::string& medium) {
                return same(medium, part.text(Property::coolingMedium));
            }))
            return false;
    }
    if (!filter.connector.empty()) {
        const std::vector<std::string> all = connectorsOf(part);
        if (!std::binary_search(all.begin(), all.end(), lowered(filter.connector))) return false;
    }
    if (!filter.powerFrom && !filter.powerTo) return true;
    const std::optional<double> power = powerOf(part);
    return power && (!filter.powerFrom || *power >= *filter.powerFrom) &&
           (!filter.powerTo || *power <= *filter.powerTo);
}

std::optional<double> powerOf(const Part& part) {
    for (const Property property :
         {Property::powerTdp, Property::powerPeak, Property::powerTypical, Property::ratingPower})
        if (const std::optional<double> power = part.number(property)) return power;
    return std::nullopt;
}

std::vector<std::string> connectorsOf(const Part& part) {
    std::set<std::string> forms;
    for (const Property property :
         {Property::switchCage, Property::scaleOutCage, Property::frontEndCage,
          Property::storageCage, Property::oobCage, Property::nicCage, Property::moduleCage,
          Property::connector})
        forms.insert(lowered(part.text(property)));
    if (const auto connections = parseConnections(part.text(Property::connections)))
        for (const Connection& connection : *connections)
            forms.insert(lowered(connection.form));
    forms.erase("");
    forms.erase("none");
    return {forms.begin(), forms.end()};
}

}  // namespace hallwright
