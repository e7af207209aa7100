#include "views/plan/pointer_label.h"

#include "views/plan/plan_view.h"
#include "views/plan/snapping.h"
#include "views/theme.h"
#include "views/translated.h"

#include <QPainter>
#include <QPainterPath>

#include <algorithm>

namespace hallwright {

namespace {

constexpr double labelPadding = 8.0;
constexpr double sign = 16.0;
constexpr double widestLabel = 320.0;
constexpr double away = 16.0;  ///< from the pointer

}  // namespace

QColor verdictColour(PlacementVerdict::Level level, const Theme& theme) {
    switch (level) {
    case PlacementVerdict::Level::Bad:
        return theme.error;
    case PlacementVerdict::Level::Caution:
        return theme.warning;
    default:
        return theme.good;
    }
}

QString verdictWords(const PlacementVerdict& verdict) {
    QString words = QString::fromStdString(verdict.reason);
    if (verdict.level == PlacementVerdict::Level::Good) {
        words = tr("Fits");
        if (verdict.unchecked > 0)
            words += tr("; for %1 rules a number is missing").arg(verdict.unchecked);
        if (verdict.unchecked == 1) words = tr("Fits; for one rule a number is missing");
    } else if (verdict.more > 0) {
        words += tr(" (and %1 more)").arg(verdict.more);
    }
    return words;
}

void paintVerdictSign(QPainter& painter, const QRectF& in, PlacementVerdict::Level level,
                      const Theme& theme) {
    using Level = PlacementVerdict::Level;
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing, true);
    painter.setPen(Qt::NoPen);
    painter.setBrush(verdictColour(level, theme));
    const QPointF c = in.center();
    const double w = in.width();
    if (level == Level::Good) {
        painter.drawEllipse(in);
    } else if (level == Level::Bad) {
        painter.drawRoundedRect(in.adjusted(w * 0.06, w * 0.06, -w * 0.06, -w * 0.06), w * 0.14,
                                w * 0.14);
    } else {
        const QPointF corners[] = {
            {c.x(), in.top()}, {in.right(), c.y()}, {c.x(), in.bottom()}, {in.left(), c.y()}};
        painter.drawPolygon(corners, 4);
    }
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(theme.panel, w * 0.12, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    const double s = w * 0.22;
    if (level == Level::Good) {
        const QPointF tick[] = {c + QPointF(-s * 1.1, 0), c + QPointF(-s * 0.25, s * 0.9),
                                c + QPointF(s * 1.15, -s)};
        painter.drawPolyline(tick, 3);
    } else if (level == Level::Bad) {
        painter.drawLine(c + QPointF(-s, -s), c + QPointF(s, s));
        painter.drawLine(c + QPointF(-s, s), c + QPointF(s, -s));
    } else {
        painter.drawLine(c + QPointF(0, -s), c + QPointF(0, s * 0.15));
        painter.drawPoint(c + QPointF(0, s));
    }
    painter.restore();
}

void paintGuides(QPainter& painter, const PlanView& view, const Snap& snap) {
    const Viewport& v = view.viewport();
    painter.setPen(QPen(Theme::current().accent, 1, Qt::DashLine));
    if (snap.guideX)
        painter.drawLine(QLineF(v.x(*snap.guideX), 0, v.x(*snap.guideX), view.height()));
    if (snap.guideY)
        painter.drawLine(QLineF(0, v.y(*snap.guideY), view.width(), v.y(*snap.guideY)));
}

void paintPointerLabel(QPainter& painter, const QRectF& within, const QPointF& at,
                       const PointerLabel& label, const Theme& theme) {
    painter.save();
    QFont plain = textFont(12);
    QFont bold = tabularFont(12, true);
    const double room = std::min(widestLabel, within.width() - 2.0 * labelPadding);
    const QString said = label.verdict ? verdictWords(*label.verdict) : QString();
    const double indent = sign + 6.0;
    const auto sizeOf = [&](const QFont& font, const QString& words, double width) {
        return words.isEmpty()
                   ? QSizeF()
                   : QFontMetricsF(font)
                         .boundingRect(QRectF(0, 0, width, 1000), Qt::TextWordWrap, words)
                         .size();
    };
    const double inner = room - 2.0 * labelPadding;
    const QSizeF title = sizeOf(bold, label.title, inner),
                 detail = sizeOf(plain, label.detail, inner),
                 verdict = sizeOf(plain, said, inner - indent);
    const double verdictHeight = said.isEmpty() ? 0.0 : std::max(verdict.height(), sign);
    const bool gap = !said.isEmpty() && title.height() + detail.height() > 0.0;
    QRectF plate(at + QPointF(away, away),
                 QSizeF(std::ceil(std::max({title.width(), detail.width(),
                                            said.isEmpty() ? 0.0 : verdict.width() + indent})) +
                            2.0 * labelPadding + 1.0,
                        std::ceil(title.height() + detail.height() + verdictHeight) +
                            (gap ? 4.0 : 0.0) + 2.0 * labelPadding - 4.0));
    // On the other side of the pointer where there is no room on this one.
    if (plate.right() > within.right() - 4.0) plate.moveRight(at.x() - away);
    if (plate.bottom() > within.bottom() - 4.0) plate.moveBottom(at.y() - away);
    if (plate.left() < within.left() + 4.0) plate.moveLeft(within.left() + 4.0);
    if (plate.top() < within.top() + 4.0) plate.moveTop(within.top() + 4.0);
    plate.moveTopLeft(QPointF(std::round(plate.x()), std::round(plate.y())));

    painter.setRenderHint(QPainter::Antialiasing, true);
    painter.setPen(QPen(mixed(theme.line, theme.text, 0.25), 1));
    painter.setBrush(theme.panel);
    painter.drawRoundedRect(plate.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4);
    double y = plate.top() + labelPadding - 2.0;
    const double x = plate.left() + labelPadding;
    const auto put = [&](const QFont& font, const QColor& colour, const QString& words,
                         const QSizeF& size, double left) {
        if (words.isEmpty()) return;
        painter.setFont(font);
        painter.setPen(colour);
        painter.drawText(QRectF(x + left, y, inner - left + 1.0, size.height() + 1.0),
                         Qt::TextWordWrap, words);
    };
    put(bold, theme.text, label.title, title, 0.0);
    y += title.height();
    put(plain, theme.faint, label.detail, detail, 0.0);
    y += detail.height();
    if (!said.isEmpty()) {
        if (gap) y += 4.0;
        paintVerdictSign(painter, QRectF(x, y, sign, sign), label.verdict->level, theme);
        y += std::max(0.0, (sign - verdict.height()) / 2.0);
        put(plain, theme.text, said, verdict, indent);
    }
    painter.restore();
}

}  // namespace hallwright
