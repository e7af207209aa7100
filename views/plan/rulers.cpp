#include "views/plan/rulers.h"

#include "model/units/quantity_text.h"
#include "views/plan/plan_painter.h"
#include "views/theme.h"
#include "views/units.h"

#include <QPainter>
#include <QPixmapCache>

#include <algorithm>
#include <cmath>

namespace hallwright {

namespace {

QFont small() { return tabularFont(10); }

QString lengthWords(double mm, double step) {
    return step < 1000.0 ? QString::number(mm / 1000.0, 'f',
                                           step < 10.0    ? 3
                                           : step < 100.0 ? 2
                                                          : 1)
                         : QString::number(mm / 1000.0, 'f', 0);
}

/// Words that run upwards. Glyphs that are turned are drawn as curves each time, so a picture of
/// the words is turned once and kept.
void drawTurned(QPainter& painter, const QPointF& middle, const QString& words) {
    const double ratio = painter.deviceTransform().m11();
    const QColor colour = painter.pen().color();
    const QString key = QStringLiteral("ruler %1 %2 %3").arg(words, colour.name()).arg(ratio);
    QPixmap turned;
    if (!QPixmapCache::find(key, &turned)) {
        const QRectF in(0, 0, 64, 13);
        QImage level((in.size() * ratio).toSize(), QImage::Format_ARGB32_Premultiplied);
        level.setDevicePixelRatio(ratio);
        level.fill(Qt::transparent);
        QPainter once(&level);
        once.setFont(small());
        once.setPen(colour);
        once.drawText(in, Qt::AlignCenter, words);
        once.end();
        turned = QPixmap::fromImage(level.transformed(QTransform().rotate(-90)));
        turned.setDevicePixelRatio(ratio);
        QPixmapCache::insert(key, turned);
    }
    const QSizeF size = turned.deviceIndependentSize();
    const QPointF corner = (middle - QPointF(size.width(), size.height()) / 2.0) * ratio;
    painter.drawPixmap(QPointF(std::round(corner.x()), std::round(corner.y())) / ratio, turned);
}

}  // namespace

double roundStep(double wanted, double unit) {
    for (double step = unit;; step *= 10.0)
        for (double factor : {1.0, 2.0, 5.0})
            if (step * factor >= wanted) return step * factor;
}

QString tileColumnName(int column) {
    QString name;
    for (int rest = column; rest >= 0; rest = rest / 26 - 1)
        name.prepend(QChar(u'A' + rest % 26));
    return name;
}

void paintRulers(QPainter& painter, const QRectF& area, const PlanScene& scene,
                 const Viewport& viewport, const Theme& theme) {
    const double tileBand = 19.0;
    painter.fillRect(QRectF(area.left(), area.top(), area.width(), rulerSize), theme.window);
    painter.fillRect(QRectF(area.left(), area.top(), rulerSize, area.height()), theme.window);
    painter.setFont(small());
    const double step = roundStep(64.0 / viewport.scale, 1.0);
    const double tile = scene.tile().um / 1000.0;
    for (bool across : {true, false}) {
        painter.save();
        painter.setClipRect(across ? QRectF(area.left() + rulerSize, area.top(),
                                            area.width() - rulerSize, rulerSize)
                                   : QRectF(area.left(), area.top() + rulerSize, rulerSize,
                                            area.height() - rulerSize));
        const double from =
            across ? viewport.xMillimetres(area.left()) : viewport.yMillimetres(area.bottom());
        const double to =
            across ? viewport.xMillimetres(area.right()) : viewport.yMillimetres(area.top());
        for (double mm = std::floor(from / step) * step; mm <= to; mm += step) {
            painter.setPen(theme.boxLine);
            for (int minor = 0; minor < 5; ++minor) {
                const double at = mm + step * minor / 5.0;
                const double px = std::floor(across ? viewport.origin.x() + at * viewport.scale
                                                    : viewport.origin.y() - at * viewport.scale) +
                                  0.5;
                const double length = minor == 0 ? 6.0 : 3.0;
                const double edge = rulerSize - tileBand - 1.0;
                if (across)
                    painter.drawLine(QPointF(px, area.top() + edge - length),
                                     QPointF(px, area.top() + edge));
                else
                    painter.drawLine(QPointF(area.left() + edge - length, px),
                                     QPointF(area.left() + edge, px));
            }
            painter.setPen(theme.faint);
            const QString words = lengthWords(mm, step);
            if (across) {
                const double px = viewport.origin.x() + mm * viewport.scale;
                painter.drawText(QRectF(px - 32, area.top() + 1, 64, 13), Qt::AlignCenter, words);
            } else {
                const double px = viewport.origin.y() - mm * viewport.scale;
                drawTurned(painter, {area.left() + 7.5, px}, words);
            }
        }
        // Tiles: every one where there is room, else every second, fifth, tenth …
        if (tile > 0.0) {
            const Millimetres extent = across ? scene.hall().width : scene.hall().depth;
            const int every = static_cast<int>(roundStep(24.0 / (tile * viewport.scale), 1.0));
            const int last = static_cast<int>(std::ceil(extent.mm / tile));
            // Only those in sight: words beyond the edge cost as much as those that show.
            const int first = std::max(0, static_cast<int>(from / tile) - every) / every * every;
            for (int i = first; i < last && i * tile <= to; i += every) {
                const double middle = (i + 0.5) * tile;
                const QString words = across ? tileColumnName(i) : QString::number(i + 1);
                painter.setPen(theme.faint);
                if (across) {
                    const double px = viewport.origin.x() + middle * viewport.scale;
                    painter.drawText(
                        QRectF(px - 20, area.top() + rulerSize - tileBand - 1, 40, tileBand),
                        Qt::AlignCenter, words);
                } else {
                    const double px = viewport.origin.y() - middle * viewport.scale;
                    painter.drawText(
                        QRectF(area.left() + rulerSize - tileBand - 1, px - 7, tileBand, 14),
                        Qt::AlignCenter, words);
                }
            }
        }
        painter.restore();
    }
    painter.fillRect(QRectF(area.left(), area.top(), rulerSize, rulerSize), theme.window);
    painter.setPen(theme.faint);
    painter.drawText(QRectF(area.left(), area.top(), rulerSize, rulerSize), Qt::AlignCenter,
                     QStringLiteral("m"));
    painter.setPen(theme.line);
    painter.drawLine(QPointF(area.left(), area.top() + rulerSize - 0.5),
                     QPointF(area.right(), area.top() + rulerSize - 0.5));
    painter.drawLine(QPointF(area.left() + rulerSize - 0.5, area.top()),
                     QPointF(area.left() + rulerSize - 0.5, area.bottom()));
}

void paintScaleBar(QPainter& painter, const QRectF& area, const Viewport& viewport,
                   const Theme& theme) {
    const double step = roundStep(80.0 / viewport.scale, 1.0);
    const double length = step * viewport.scale;
    const QString words =
        QString::fromStdString(formatQuantity({step / 1000.0, Dimension::Length}));
    painter.setFont(small());
    const QRectF box(area.left() + rulerSize + 12, area.bottom() - 40, length + 20, 28);
    QColor ground = theme.panel;
    ground.setAlpha(220);
    painter.fillRect(box, ground);
    painter.setPen(theme.text);
    painter.drawText(box.adjusted(0, 2, 0, -12), Qt::AlignCenter, words);
    const double y = std::floor(box.bottom() - 8) + 0.5, x1 = std::floor(box.left() + 10) + 0.5,
                 x2 = std::floor(x1 + length) + 0.5;
    painter.setPen(QPen(theme.text, 1));
    painter.drawLine(QPointF(x1, y), QPointF(x2, y));
    painter.drawLine(QPointF(x1, y - 4), QPointF(x1, y + 4));
    painter.drawLine(QPointF(x2, y - 4), QPointF(x2, y + 4));
}

void paintRulerMarks(QPainter& painter, const QRectF& area, const QPointF& at, const Theme& theme) {
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing, true);
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme.accent);
    const double edge = rulerSize - 1.0;
    if (at.x() > area.left() + rulerSize) {
        const QPointF foot(at.x(), area.top() + edge);
        const QPointF mark[] = {foot, foot + QPointF(-4.5, -7), foot + QPointF(4.5, -7)};
        painter.drawPolygon(mark, 3);
    }
    if (at.y() > area.top() + rulerSize) {
        const QPointF foot(area.left() + edge, at.y());
        const QPointF mark[] = {foot, foot + QPointF(-7, -4.5), foot + QPointF(-7, 4.5)};
        painter.drawPolygon(mark, 3);
    }
    painter.restore();
}

}  // namespace hallwright
