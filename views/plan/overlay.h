#pragma once

#include "model/figures/evaluation.h"

#include <QColor>
#include <QString>

namespace hallwright {

struct Theme;

/// What the colour of the boxes in the plan tells.
enum class Overlay : std::uint8_t { None, Power, Heat, Flow, Air, Floor, Findings, Cables, Count_ };

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

/// Whether a rack should have the overlay's figure, so that a missing one is unknown.
bool overlayApplies(const Evaluation& evaluation, Overlay overlay, ItemRef item);

/// The largest value of the overlay in the hall, 0 where nothing is known.
double overlayMaximum(const Evaluation& evaluation, Overlay overlay);

/// From where to where the racks of a hall reach, and how many have a value or should have one.
struct OverlaySpread {
    double least = 0.0, most = 0.0;
    int known = 0, unknown = 0;
};
OverlaySpread overlaySpread(const Evaluation& evaluation, Overlay overlay);

/// The colour of a step of the scale, from 0.
QColor overlayColour(int step, const Theme& theme);

}  // namespace hallwright
