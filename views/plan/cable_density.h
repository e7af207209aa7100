#pragma once

#include "model/figures/evaluation.h"
#include "model/units/millimetres.h"

#include <QColor>
#include <QPointF>
#include <QString>

#include <vector>

class QPainter;
class QRectF;

namespace hallwright {

struct Theme;
struct Viewport;

/// What the overlay "Cables" shows: how full each stretch of tray is, and how many cables end at
/// each rack.
struct CableDensity {
    struct Stretch {
        Millimetres x1, y1, x2, y2;
        Millimetres width;
        double fill = unknown;
        bool atLeast = false;  ///< some cable has no diameter
    };
    std::vector<Stretch> stretches;    ///< the fullest last, so that it is drawn on top
    std::vector<std::int32_t> ofRack;  ///< by position
    std::int32_t most = 0;             ///< at one rack
    double fullest = unknown;
    double design = unknown, limit = unknown;  ///< fills that the design basis allows

    /// Of a rack without any there is no value, as of what is no rack.
    double cablesOf(const Evaluation& evaluation, ItemRef item) const;
    /// How a fill is judged: 0 to overlaySteps - 1, then above the design fill, then too full.
    int stepOf(double fill) const;
    static QColor colour(int step, const Theme& theme);
};

CableDensity cableDensity(const Evaluation& evaluation);

/// "37 %", "≥ 37 %" where more lies there than is known.
QString fillWords(const CableDensity::Stretch& stretch);
/// "Trays up to 37 %, racks up to 144 cables".
QString densityWords(const CableDensity& density);

/// Draws the stretches over the plan, with the fill of as many as there is room for.
void paintCableDensity(QPainter& painter, const QRectF& area, const Viewport& viewport,
                       const CableDensity& density, const Theme& theme);
/// The same on paper: where the corner of the hall is, and units of the painter in a millimetre.
void drawCableDensity(QPainter& painter, const CableDensity& density, QPointF origin, double unit,
                      const Theme& theme);

}  // namespace hallwright
