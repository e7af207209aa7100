#include "views/plan/cable_density.h"
#include "views/plan/overlay.h"
#include "views/plan/plan_drawing.h"
#include "views/theme.h"

#include <QFontMetricsF>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace hallwright {

void drawCableDensity(QPainter& painter, const CableDensity& density, QPointF origin, double unit,
                      const Theme& theme) {
    const auto boxOf = [&](const CableDensity::Stretch& s) {
        const QPointF a(origin.x() + s.x1.mm * unit, origin.y() - s.y1.mm * unit),
            b(origin.x() + s.x2.mm * unit, origin.y() - s.y2.mm * unit);
        const QRectF box(QPointF(std::min(a.x(), b.x()), std::min(a.y(), b.y())),
                         QPointF(std::max(a.x(), b.x()), std::max(a.y(), b.y())));
        // Half of its width, so that racks below it are seen.
        const double half = std::max(0.5 * paperUnits, s.width.mm * unit * 0.5) / 2.0;
        return s.y1 == s.y2 ? box.adjusted(0, -half, 0, half) : box.adjusted(-half, 0, half, 0);
    };
    for (const CableDensity::Stretch& stretch : density.stretches) {
        painter.setPen(QPen(theme.tray, 0.1 * paperUnits));
        painter.setBrush(std::isnan(stretch.fill)
                             ? QBrush(theme.tray, Qt::BDiagPattern)
                             : QBrush(CableDensity::colour(density.stepOf(stretch.fill), theme)));
        painter.drawRect(boxOf(stretch));
    }
    // The fullest say so first; where words would lie on others they are left out.
    const QFont font = paperFont(1.6, true);
    const QFontMetricsF metrics(font);
    painter.setFont(font);
    std::vector<QRectF> taken;
    for (std::size_t i = density.stretches.size(); i-- > 0;) {
        const QRectF box = boxOf(density.stretches[i]);
        if (std::max(box.width(), box.height()) < 2.0 * paperUnits) continue;
        const QString words = fillWords(density.stretches[i]);
        const QSizeF size(metrics.horizontalAdvance(words) + 0.8 * paperUnits, metrics.height());
        const QRectF plate(box.center() - QPointF(size.width() / 2.0, size.height() / 2.0), size);
        const QRectF room = plate.adjusted(-5.0 * paperUnits, -1.5 * paperUnits, 5.0 * paperUnits,
                                           1.5 * paperUnits);
        if (std::any_of(taken.begin(), taken.end(),
                        [&](const QRectF& other) { return other.intersects(room); }))
            continue;
        taken.push_back(plate);
        painter.fillRect(plate, theme.panel);
        painter.setPen(theme.text);
        painter.drawText(plate, Qt::AlignCenter, words);
    }
}

}  // namespace hallwright
