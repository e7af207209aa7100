#include "views/plan/overlay.h"

#include "views/theme.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace hallwright {

const OverlayInfo& info(Overlay overlay) {
    static constexpr std::array<OverlayInfo, static_cast<std::size_t>(Overlay::Count_)> rows = {{
        {Overlay::None, "None", Fig::Count_},
        {Overlay::Power, "Power", Fig::rackTdp},
        {Overlay::Heat, "Heat to Liquid", Fig::rackLiquid},
        {Overlay::Flow, "Coolant Flow", Fig::rackFlow},
        {Overlay::Air, "Residual Air", Fig::rackAir},
        {Overlay::Floor, "Floor Load", Fig::rackBayLoad},
        {Overlay::Findings, "Findings", Fig::Count_},
        {Overlay::Cables, "Cables", Fig::Count_},
    }};
    return rows[static_cast<std::size_t>(overlay)];
}

double overlayValue(const Evaluation& evaluation, Overlay overlay, ItemRef item) {
    const Fig figure = info(overlay).figure;
    if (figure == Fig::Count_ || item.table != TableId::Racks) return unknown;
    return evaluation.number(figure, item.id);
}

bool overlayApplies(const Evaluation& evaluation, Overlay overlay, ItemRef item) {
    const Fig figure = info(overlay).figure;
    if (figure == Fig::Count_ || item.table != TableId::Racks) return false;
    const std::ptrdiff_t row = evaluation.rows().position(Scope::Rack, item.id);
    return row >= 0 &&
           evaluation.columns().status(figure, static_cast<std::size_t>(row)) != Status::Absent;
}

double overlayMaximum(const Evaluation& evaluation, Overlay overlay) {
    const Fig figure = info(overlay).figure;
    if (figure == Fig::Count_) return 0.0;
    double largest = 0.0;
    for (double value : evaluation.columns().column(figure).values)
        if (value > largest) largest = value;
    return largest;
}

OverlaySpread overlaySpread(const Evaluation& evaluation, Overlay overlay) {
    OverlaySpread spread;
    const Fig figure = info(overlay).figure;
    if (figure == Fig::Count_) return spread;
    const Column& column = evaluation.columns().column(figure);
    for (std::size_t i = 0; i < column.values.size(); ++i) {
        const double value = column.values[i];
        if (column.status[i] == Status::Absent) continue;
        if (std::isnan(value)) {
            ++spread.unknown;
            continue;
        }
        spread.least = spread.known == 0 ? value : std::min(spread.least, value);
        spread.most = spread.known == 0 ? value : std::max(spread.most, value);
        ++spread.known;
    }
    return spread;
}

QColor overlayColour(int step, const Theme& theme) {
    return mixed(theme.lowValue, theme.highValue, static_cast<double>(step) / (overlaySteps - 1));
}

}  // namespace hallwright
