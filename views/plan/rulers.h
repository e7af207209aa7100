#pragma once

#include "views/plan/plan_scene.h"
#include "views/plan/viewport.h"

class QPainter;
class QPointF;
class QRectF;

namespace hallwright {

struct Theme;

/// Thickness of the rulers at the top and the left, in pixels of the design.
inline constexpr double rulerSize = 40.0;

/// The smallest of 1, 2, 5, 10 … times `unit` that is at least `wanted`.
double roundStep(double wanted, double unit);

/// Metres and tile names along the top and the left edge.
void paintRulers(QPainter& painter, const QRectF& area, const PlanScene& scene,
                 const Viewport& viewport, const Theme& theme);

/// A bar of a round length in the lower left corner.
void paintScaleBar(QPainter& painter, const QRectF& area, const Viewport& viewport,
                   const Theme& theme);

/// Where the pointer is, on both rulers.
void paintRulerMarks(QPainter& painter, const QRectF& area, const QPointF& at, const Theme& theme);

/// "A" … "Z", "AA" …: names of tile columns, from 0.
QString tileColumnName(int column);

}  // namespace hallwright
