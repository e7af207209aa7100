#pragma once

#include "model/figures/evaluation.h"

#include <QString>

namespace hallwright {

/// What the colour of the boxes in the plan tells.
enum class Overlay : std::uint8_t { None, Power, Heat, Flow, Floor, Findings, Count_ };

struct OverlayInfo {
    Overlay overlay;
    const char* title;  ///< as the menu and the legend say it
    Fig figure;         ///< of a rack; Count_ where it is no figure
};

const OverlayInfo& info(Overlay overlay);

/// Steps of the colour scale, so that boxes of one step are drawn together.
inline constexpr int overlaySteps = 8;

/// The overlay's figure of a rack; NaN where it has none.
double overlayValue(const Evaluation& evaluation, Overlay overlay, ItemRef item);

/// The largest value of the overlay in the hall, 0 where nothing is known.
double overlayMaximum(const Evaluation& evaluation, Overlay overlay);

}  // namespace hallwright
