#pragma once

#include "model/stages/links.h"

namespace hallwright {

struct RoutePoint {
    std::int32_t x_mm = 0, y_mm = 0, z_mm = 0;

    bool operator==(const RoutePoint&) const = default;
};

/// Where a link runs.
struct LinkRoute {
    std::vector<RoutePoint> points;  ///< from port to port; empty: no route
    CableWay::By by = CableWay::By::Nothing;
    std::vector<std::int32_t> sections;  ///< of the tray graph, in order; empty beside the trays
    bool detour = false;                 ///< it keeps out of trays above their design fill
};
LinkRoute linkRoute(const Evaluation& evaluation, LinkRef link);
inline LinkRoute linkRoute(const Evaluation& evaluation, const Link& link) {
    return linkRoute(evaluation, link.ref);
}

/// What lies on one stretch of tray, between two places where cables come or go.
struct SectionLoad {
    Id<Tray> tray;
    std::int32_t section = 0;  ///< of the tray graph
    RoutePoint from, to;
    double area_m2 = 0.0;  ///< of the cables
    double fill = 0.0;     ///< over the trays that run together; NaN where their size is unknown
    double mass_kg_m = 0.0;
    bool atLeast = false;  ///< some cable of the hall has no diameter or no mass
};
/// In order of tray and place.
std::vector<SectionLoad> sectionLoads(const Evaluation& evaluation);

}  // namespace hallwright
