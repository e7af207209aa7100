#include "model/stages/heights.h"

#include "model/parts/elevation.h"

#include <algorithm>
#include <cmath>

namespace hallwright {

std::vector<std::int32_t> nodeHeights(const Slots& in, PartId rack) {
    const std::string& text = in.text(rack, Property::rackElevation);
    const double nodes = in.get(rack, Property::nodes);
    if (text.empty() || !(nodes > 0.0)) return {};
    const Result<Elevation> elevation = parseElevation(text);
    if (!elevation) return {};
    const auto unitsOf = [&](const ElevationPlace& place) {
        if (place.heightUnknown) return unknown;
        if (place.units) return *place.units;
        return in.get(in.byCatalogId(place.part), Property::rackUnits);
    };
    // What has no published height shares what the others leave of the frame, as the elevation is
    // drawn.
    double known = 0.0;
    int open = 0;
    for (const ElevationPlace& place : elevation->places) {
        const double units = unitsOf(place);
        known += std::isnan(units) ? 0.0 : units;
        open += std::isnan(units) ? 1 : 0;
    }
    const double each = open > 0 && elevation->units && *elevation->units > known
                            ? (*elevation->units - known) / open
                            : unknown;
    const double unit_mm = (elevation->openRack ? openRackUnit : rackUnit).um / 1000.0;
    std::vector<std::int32_t> out, others;
    double bottom = 0.0;
    for (const ElevationPlace& place : elevation->places) {
        double units = unitsOf(place);
        if (std::isnan(units)) units = each;
        const PartId held = place.part.empty() ? PartId{} : in.byCatalogId(place.part);
        if (const Part* part = in.part(held); part && part->kind == Kind::Tray) {
            if (std::isnan(bottom + units)) return {};
            const int ofPlace =
                place.across * static_cast<int>(std::max(1.0, in.get(held, Property::nodes, 1.0)));
            out.insert(out.end(), static_cast<std::size_t>(ofPlace),
                       static_cast<std::int32_t>(std::lround((bottom + units / 2.0) * unit_mm)));
        }
        if (const Part* part = in.part(held); part && part->kind == Kind::SwitchTray)
            others.insert(others.end(), static_cast<std::size_t>(place.across),
                          std::isnan(bottom + units) ? -1
                                                     : static_cast<std::int32_t>(std::lround(
                                                           (bottom + units / 2.0) * unit_mm)));
        bottom += units;
    }
    if (out.size() != static_cast<std::size_t>(nodes)) return {};
    if (std::find(others.begin(), others.end(), -1) == others.end())
        out.insert(out.end(), others.begin(), others.end());
    return out;
}

std::int32_t switchHeight(const Slots& in, PartId switchPart, std::int32_t u) {
    const double units = in.get(switchPart, Property::rackUnits);
    if (u < 1 || std::isnan(units)) return -1;
    return static_cast<std::int32_t>(std::lround((u - 1 + units / 2.0) * rackUnit.um / 1000.0));
}

}  // namespace hallwright
