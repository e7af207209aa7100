#pragma once

#include "views/plan/overlay.h"

class QPainter;
class QRectF;

namespace hallwright {

struct CableDensity;
struct Theme;

/// What the colours of an overlay mean, in the lower right corner: title, unit, the steps of the
/// scale, and from where to where the racks of the hall reach.
void paintLegend(QPainter& painter, const QRectF& area, const Evaluation& evaluation,
                 Overlay overlay, const Theme& theme, const CableDensity* density = nullptr);

/// "4.2 kW to 142 kW in 96 racks": what the scale does not say by its colours.
QString overlayWords(const Evaluation& evaluation, Overlay overlay);

}  // namespace hallwright
