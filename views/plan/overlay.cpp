#include "views/plan/overlay.h"

#include <array>
#include <cmath>

namespace hallwright {

const OverlayInfo& info(Overlay overlay) {
    static constexpr std::array<OverlayInfo, static_cast<std::size_t>(Overlay::Count_)> rows = {{
        {Overlay::None, "None", Fig::Count_},
        {Overlay::Power, "Power", Fig::rackTdp},
        {Overlay::Heat, "Heat to Liquid", Fig::rackLiquid},
        {Overlay::Flow, "Coolant Flow", Fig::rackFlow},
        {Overlay::Floor, "Floor Load", Fig::rackBayLoad},
        {Overlay::Findings, "Findings", Fig::Count_},
    }};
    return rows[static_cast<std::size_t>(overlay)];
}

double overlayValue(const Evaluation& evaluation, Overlay overlay, ItemRef item) {
    const Fig figure = info(overlay).figure;
    if (figure == Fig::Count_ || item.table != TableId::Racks) return unknown;
    return evaluation.number(figure, item.id);
}

double overlayMaximum(const Evaluation& evaluation, Overlay overlay) {
    const Fig figure = info(overlay).figure;
    if (figure == Fig::Count_) return 0.0;
    double largest = 0.0;
    for (double value : evaluation.columns().column(figure).values)
        if (value > largest) largest = value;
    return largest;
}

}  // namespace hallwright
