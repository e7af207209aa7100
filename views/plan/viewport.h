#pragma once

#include "model/hall/placement.h"

#include <QPointF>
#include <QRectF>

#include <algorithm>
#include <cmath>

namespace hallwright {

/// How the plan lies on the screen: pixels per millimetre, and where its origin is. The plan's y
/// runs up.
struct Viewport {
    double scale = 0.02;
    QPointF origin;

    double x(Millimetres mm) const { return origin.x() + mm.mm * scale; }
    double y(Millimetres mm) const { return origin.y() - mm.mm * scale; }
    double length(Millimetres mm) const { return mm.mm * scale; }
    double xMillimetres(double px) const { return (px - origin.x()) / scale; }
    double yMillimetres(double px) const { return (origin.y() - px) / scale; }
    Millimetres planX(double px) const {
        return {static_cast<std::int32_t>(std::lround(xMillimetres(px)))};
    }
    Millimetres planY(double px) const {
        return {static_cast<std::int32_t>(std::lround(yMillimetres(px)))};
    }

    /// The nearest whole pixel; halves always go up, so that it moves with the origin.
    static int whole(double px) { return static_cast<int>(std::floor(px + 0.5)); }
    /// Whole pixels, edges rounded alike so that neighbours share them.
    QRect pixels(const Rect& r) const {
        const int left = whole(x(r.x));
        const int right = whole(x(r.right()));
        const int top = whole(y(r.top()));
        const int bottom = whole(y(r.y));
        return {left, top, std::max(1, right - left), std::max(1, bottom - top)};
    }
    /// The part of the plan that a rectangle of pixels shows, rounded outwards.
    Rect plan(const QRectF& px) const {
        const auto down = [](double v) {
            return Millimetres{static_cast<std::int32_t>(std::clamp(std::floor(v), -1e9, 1e9))};
        };
        const auto up = [](double v) {
            return Millimetres{static_cast<std::int32_t>(std::clamp(std::ceil(v), -1e9, 1e9))};
        };
        const Millimetres left = down(xMillimetres(px.left())),
                          bottom = down(yMillimetres(px.bottom()));
        return {left, bottom, up(xMillimetres(px.right())) - left,
                up(yMillimetres(px.top())) - bottom};
    }
    /// The same view on a screen of finer pixels.
    Viewport finer(double ratio) const { return {scale * ratio, origin * ratio}; }
    void zoom(double factor, QPointF about) {
        const double wanted = std::clamp(scale * factor, 0.0005, 2.0);
        origin = about + (origin - about) * (wanted / scale);
        scale = wanted;
    }
    /// Shows the area as large as fits into the rectangle, in its middle.
    void fit(const Rect& area, const QRectF& into) {
        if (area.width.mm <= 0 || area.depth.mm <= 0 || into.width() <= 0 || into.height() <= 0)
            return;
        scale = std::clamp(std::min(into.width() / area.width.mm, into.height() / area.depth.mm),
                           0.0005, 2.0);
        origin = {into.center().x() - (area.x.mm + area.width.mm / 2.0) * scale,
                  into.center().y() + (area.y.mm + area.depth.mm / 2.0) * scale};
    }
};

}  // namespace hallwright
