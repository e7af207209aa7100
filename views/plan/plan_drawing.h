#pragma once

#include "views/plan/overlay.h"
#include "views/plan/plan_scene.h"

#include <QFont>
#include <QPointF>
#include <QSizeF>

class QPainter;
class QRectF;

namespace hallwright {

// The plan on paper. It shows the scene of the window in its light colours, but draws for itself:
// the window's painter copies pictures of words and hatchings, which is fast on a screen and coarse
// on paper. Here everything is a line, an area or a word, and one unit of the painter is a
// hundredth of a millimetre.

inline constexpr double paperUnits = 100.0;  ///< in a millimetre

/// What is drawn and how large.
struct PlanDrawing {
    const PlanScene& scene;
    const Evaluation& evaluation;
    Overlay overlay = Overlay::None;
    int scale = 100;  ///< 1 : scale
};

/// Width of the rulers at the left and the top, and of the room around the hall, on paper in mm.
inline constexpr double drawnRuler_mm = 8.0;
inline constexpr double drawnRoom_mm = 4.0;

/// Size of the drawing on paper with its rulers, in mm.
QSizeF drawnSize(const Rect& hall, int scale);
/// The first scale in use on drawings (1:20, 1:50, 1:100, 1:200 …) at which the hall fits into a
/// room of this size in mm.
int fittingScale(const Rect& hall, QSizeF room_mm);

/// Draws the plan with its rulers; the upper left corner in mm.
void drawPlan(QPainter& painter, const PlanDrawing& drawing, QPointF at_mm);
/// What the colours and lines mean, in one row or several; gives the height used in mm.
double drawLegend(QPainter& painter, const PlanDrawing& drawing, const QRectF& in_mm);
/// A bar of a round length; gives its width in mm.
double drawScaleBar(QPainter& painter, int scale, QPointF at_mm);

/// A font of this height in mm on paper.
QFont paperFont(double size_mm, bool bold = false);

}  // namespace hallwright
