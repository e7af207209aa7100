#include "model/stages/switch_supplies.h"

#include "model/stages/fabric.h"

#include <cmath>

namespace hallwright {

namespace {

/// Shelves for so many switches in one place: their design power over the rating of a shelf, and
/// one for each switch where either is unknown.
double shelvesFor(const Pass& pass, const Fabric& fabric, PartId shelf, double switches) {
    const double load = switches * pass.in.get(fabric.switchPart, Property::powerTdp);
    const double rating = pass.in.get(shelf, Property::ratingPower);
    if (!(load > 0.0) || !(rating > 0.0)) return switches;
    return std::ceil(load / rating - 1e-9);
}

}  // namespace

std::map<std::int32_t, std::map<PartId, double>>
switchSuppliesByRack(const Pass& pass, const Fabric& fabric, std::size_t at) {
    std::map<std::int32_t, std::map<PartId, double>> supplies;
    if (at >= pass.fabrics.plans.size()) return supplies;
    const PartId shelf = pass.in.reference(fabric.switchPart, Property::switchShelf);
    const PartId manifold = pass.in.reference(fabric.switchPart, Property::switchManifold);
    if (!shelf && !manifold) return supplies;
    std::map<std::int32_t, double> inRack;
    for (const std::vector<std::int32_t>& tier : pass.fabrics.plans[at].switchRack)
        for (const std::int32_t rack : tier)
            inRack[rack] += 1.0;
    for (const auto& [rack, switches] : inRack) {
        if (shelf) supplies[rack][shelf] += shelvesFor(pass, fabric, shelf, switches);
        if (manifold) supplies[rack][manifold] += 1.0;
    }
    return supplies;
}

std::map<PartId, double> switchSupplies(const Pass& pass, const Fabric& fabric, std::size_t at) {
    std::map<PartId, double> out;
    for (const auto& [rack, supplies] : switchSuppliesByRack(pass, fabric, at))
        for (const auto& [part, pieces] : supplies)
            out[part] += pieces;
    return out;
}

double supplyLoss(const Slots& in, PartId switchPart) {
    const PartId shelf = in.reference(switchPart, Property::switchShelf);
    if (!shelf || in.plane(switchPart, Property::powerTdp) == "ac-input") return 0.0;
    return in.get(shelf, Property::lossLinear, 0.0);
}

}  // namespace hallwright
