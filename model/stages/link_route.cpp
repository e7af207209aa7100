#include "model/stages/link_route.h"

#include "model/stages/cable_laying.h"

#include <cmath>
#include <numbers>

namespace hallwright {

namespace {

/// Points of a rack's end of a link, from the port to where it lies in the tray or the field.
std::vector<RoutePoint> endPoints(const CablePlans& cables, const CableWay& way, std::size_t rack,
                                  std::int32_t height_mm, const RoutePoint& joins) {
    const CablePlans::Spot& spot = cables.spots[rack];
    if (height_mm < 0) height_mm = cables.height_mm[rack] / 2;
    std::vector<RoutePoint> out{{spot.x_mm, spot.y_mm, height_mm}};
    if (way.by == CableWay::By::Rack) return out;
    out.push_back({spot.x_mm, spot.y_mm, joins.z_mm});
    if (way.by == CableWay::By::Trays) out.push_back({joins.x_mm, spot.y_mm, joins.z_mm});
    return out;
}

void append(std::vector<RoutePoint>& out, const RoutePoint& point) {
    if (out.empty() || out.back() != point) out.push_back(point);
}

}  // namespace

LinkRoute linkRoute(const Evaluation& evaluation, LinkRef link) {
    LinkRoute out;
    const CablePlans& cables = evaluation.cables();
    const std::size_t f = static_cast<std::size_t>(link.fabric);
    const std::size_t i = static_cast<std::size_t>(link.bundle);
    if (f >= cables.plans.size() || i >= cables.plans[f].length_mm.size()) return out;
    const CablePlan& plan = cables.plans[f];
    if (plan.length_mm[i] < 0) return out;
    const std::size_t a = static_cast<std::size_t>(plan.lowerRack[i]);
    const std::size_t b = static_cast<std::size_t>(plan.upperRack[i]);
    out.detour = !plan.detour.empty() && plan.detour[i] != 0;
    const TrayGraph& graph = out.detour ? *cables.detours : *cables.trays;
    CableWay way = cableWay(cables, a, b);
    if (out.detour) way.route = graph.route(cables.entries[a], cables.entries[b]);
    out.by = way.by;
    const FabricPlan& fabric = evaluation.fabrics().plans[f];
    const EndHeights ends = endHeights(cables, plan, fabric, fabric.bundles[i]);
    std::vector<RoutePoint> between;
    if (way.by == CableWay::By::Trays) {
        graph.sectionsOf(cables.entries[a], cables.entries[b], way.route, out.sections);
        for (const TrayGraph::Joint& joint :
             graph.pointsOf(cables.entries[a], cables.entries[b], way.route))
            between.push_back({joint.x, joint.y, joint.z});
    } else if (way.by == CableWay::By::Field) {
        const CablePlans::Spot &from = cables.spots[a], &to = cables.spots[b];
        between = {{from.x_mm, from.y_mm, cables.field_mm},
                   {to.x_mm, from.y_mm, cables.field_mm},
                   {to.x_mm, to.y_mm, cables.field_mm}};
    }
    const RoutePoint none;
    for (const RoutePoint& point :
         endPoints(cables, way, a, ends.lower_mm, between.empty() ? none : between.front()))
        append(out.points, point);
    for (const RoutePoint& point : between)
        append(out.points, point);
    std::vector<RoutePoint> down =
        endPoints(cables, way, b, ends.upper_mm, between.empty() ? none : between.back());
    for (auto point = down.rbegin(); point != down.rend(); ++point)
        append(out.points, *point);
    return out;
}

std::vector<SectionLoad> sectionLoads(const Evaluation& evaluation) {
    std::vector<SectionLoad> out;
    const CablePlans& cables = evaluation.cables();
    if (!cables.trays || cables.trays->sections().empty()) return out;
    const TrayGraph& graph = *cables.trays;
    struct Held {
        Id<Tray> id;
        double area_m2 = 0.0;
        bool atLeast = false;
    };
    std::vector<Held> trays;
    const Slots& in = evaluation.numbers();
    std::size_t row = 0;
    evaluation.hall().trays.forEach([&](Id<Tray> id, const Tray& tray) {
        const bool partial =
            evaluation.columns().status(Fig::trayFill, row) == Status::Partial ||
            evaluation.columns().status(Fig::trayWeight, row) == Status::Partial;
        trays.push_back({id,
                         std::max(1, tray.layers) * in.get(tray.part, Property::trayWidth) *
                             in.get(tray.part, Property::trayHeight),
                         partial});
        ++row;
    });
    std::vector<TrayStretches::Layer> layers{{&graph, &cables.load}};
    if (cables.detours) layers.push_back({cables.detours.get(), &cables.detourLoad});
    const TrayStretches stretches(layers, cables.entries);
    for (const TrayStretches::Stretch& stretch : stretches.all()) {
        const Held& held = trays[static_cast<std::size_t>(
            graph.sections()[static_cast<std::size_t>(stretch.section)].tray)];
        const TrayGraph::Joint from = graph.pointOn(stretch.section, stretch.from_mm);
        const TrayGraph::Joint to = graph.pointOn(stretch.section, stretch.to_mm);
        SectionLoad load;
        load.tray = held.id;
        load.section = stretch.section;
        load.from = {from.x, from.y, from.z};
        load.to = {to.x, to.y, to.z};
        load.area_m2 =
            static_cast<double>(stretch.bulk.area_um2) * 1e-12 * std::numbers::pi / 4.0;
        load.fill = load.area_m2 / held.area_m2;
        load.mass_kg_m = static_cast<double>(stretch.bulk.mass_mg) * 1e-6;
        load.atLeast = held.atLeast;
        out.push_back(load);
    }
    return out;
}

}  // namespace hallwright
