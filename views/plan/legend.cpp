#include "views/plan/legend.h"

#include "views/plan/cable_density.h"
#include "views/plan/plan_painter.h"
#include "views/theme.h"
#include "views/translated.h"
#include "views/units.h"

#include <QLocale>
#include <QPainter>

#include <algorithm>

namespace hallwright {

namespace {

constexpr double legendMargin = 12.0;
constexpr double scaleWidth = 216.0;
constexpr double scaleHeight = 12.0;
constexpr double legendLine = 16.0;

/// The plate, and the title on it; gives the corner below the title.
QPointF paintPlate(QPainter& painter, const QRectF& area, double height, const QString& title,
                   const Theme& theme) {
    const double width = scaleWidth + 2.0 * legendMargin;
    const QRectF box(std::round(area.right() - width - legendMargin),
                     std::round(area.bottom() - height - legendMargin), width, height);
    painter.setRenderHint(QPainter::Antialiasing, true);
    painter.setPen(QPen(theme.line, 1));
    painter.setBrush(theme.panel);
    painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4);
    painter.setRenderHint(QPainter::Antialiasing, false);
    painter.setFont(textFont(12, true));
    painter.setPen(theme.text);
    painter.drawText(QRectF(box.left() + legendMargin, box.top() + 8, scaleWidth, legendLine),
                     Qt::AlignLeft | Qt::AlignVCenter, title);
    return {box.left() + legendMargin, box.top() + 8 + legendLine};
}

void paintFindingsLegend(QPainter& painter, const QRectF& area, const QString& title,
                         const Theme& theme) {
    const QPointF at = paintPlate(painter, area, 60, title, theme);
    double x = at.x();
    painter.setFont(textFont(12));
    for (Mark mark : {Mark::Error, Mark::Warning, Mark::Note}) {
        painter.setRenderHint(QPainter::Antialiasing, true);
        paintMark(painter, QRectF(x, at.y() + 9, 14, 14), mark, theme);
        painter.setRenderHint(QPainter::Antialiasing, false);
        const QString words = mark == Mark::Error     ? tr("Error")
                              : mark == Mark::Warning ? tr("Warning")
                                                      : tr("Note");
        painter.setPen(theme.text);
        painter.drawText(QRectF(x + 18, at.y() + 6, 80, 20), Qt::AlignLeft | Qt::AlignVCenter,
                         words);
        x += 30 + painter.fontMetrics().horizontalAdvance(words);
    }
}

void paintScale(QPainter& painter, const QRectF& scale, const Theme& theme) {
    const double step = scale.width() / overlaySteps;
    for (int i = 0; i < overlaySteps; ++i)
        painter.fillRect(QRectF(scale.left() + i * step, scale.top(), step, scale.height()),
                         overlayColour(i, theme));
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(theme.boxLine, 1));
    painter.drawRect(scale.adjusted(0.5, 0.5, -0.5, -0.5));
}

/// A scale for trays, which goes on beyond what the design basis allows, and one for racks.
void paintCablesLegend(QPainter& painter, const QRectF& area, const QString& title,
                       const CableDensity& density, const Theme& theme) {
    const QPointF at = paintPlate(painter, area, 142, title, theme);
    const QFont words = textFont(11);
    const auto line = [&](double y, Qt::Alignment side, const QString& text, const QColor& colour) {
        painter.setFont(words);
        painter.setPen(colour);
        painter.drawText(QRectF(at.x(), at.y() + y, scaleWidth, legendLine),
                         side | Qt::AlignVCenter, text);
    };
    const auto percent = [](double fill) {
        return QStringLiteral("%1\u00a0%").arg(std::lround(fill * 100.0));
    };
    const bool design = !std::isnan(density.design), limit = !std::isnan(density.limit);
    line(2, Qt::AlignLeft, tr("Trays: fill"), theme.text);
    paintScale(painter, QRectF(at.x(), at.y() + 20, scaleWidth - 44, scaleHeight), theme);
    painter.fillRect(QRectF(at.x() + scaleWidth - 42, at.y() + 20, 20, scaleHeight), theme.warning);
    painter.fillRect(QRectF(at.x() + scaleWidth - 20, at.y() + 20, 20, scaleHeight), theme.error);
    line(33, Qt::AlignLeft, QStringLiteral("0"), theme.text);
    painter.drawText(QRectF(at.x(), at.y() + 33, scaleWidth - 44, legendLine),
                     Qt::AlignRight | Qt::AlignVCenter,
                     design ? percent(density.design) : percent(limit ? density.limit : 1.0));
    if (design && limit) line(33, Qt::AlignRight, percent(density.limit), theme.text);
    line(54, Qt::AlignLeft, tr("Racks: cables that end there"), theme.text);
    paintScale(painter, QRectF(at.x(), at.y() + 72, scaleWidth, scaleHeight), theme);
    line(85, Qt::AlignLeft, QStringLiteral("0"), theme.text);
    line(85, Qt::AlignRight, QLocale(QLocale::English).toString(density.most), theme.text);
    painter.setFont(words);
    line(101, Qt::AlignLeft,
         QFontMetricsF(words).elidedText(densityWords(density), Qt::ElideRight, scaleWidth),
         theme.faint);
}

}  // namespace

QString overlayWords(const Evaluation& evaluation, Overlay overlay) {
    const OverlaySpread spread = overlaySpread(evaluation, overlay);
    const QLocale english(QLocale::English);
    const auto racks = [&](int count) {
        return count == 1 ? tr("1 rack") : tr("%1 racks").arg(english.toString(count));
    };
    if (spread.known == 0) return tr("No rack has a value");
    const Dimension dimension = hallwright::info(info(overlay).figure).dimension;
    const QString least = shownText({spread.least, dimension}),
                  most = shownText({spread.most, dimension});
    QString words = least == most ? tr("%1 in %2").arg(most, racks(spread.known))
                                  : tr("%1 to %2 in %3").arg(least, most, racks(spread.known));
    if (spread.unknown > 0) words += tr(", %1 unknown").arg(spread.unknown);
    return words;
}

void paintLegend(QPainter& painter, const QRectF& area, const Evaluation& evaluation,
                 Overlay overlay, const Theme& theme, const CableDensity* density) {
    if (overlay == Overlay::None) return;
    painter.save();
    const QString title = QString::fromLatin1(info(overlay).title);
    if (overlay == Overlay::Findings) {
        paintFindingsLegend(painter, area, title, theme);
        painter.restore();
        return;
    }
    if (overlay == Overlay::Cables) {
        if (density) paintCablesLegend(painter, area, title, *density, theme);
        painter.restore();
        return;
    }
    const OverlaySpread spread = overlaySpread(evaluation, overlay);
    const Dimension dimension = hallwright::info(info(overlay).figure).dimension;
    const bool known = spread.known > 0 && spread.most > 0.0;
    const QString spreadText = overlayWords(evaluation, overlay);
    const QPointF at = paintPlate(painter, area, known ? 92 : 56, title, theme);
    if (known) {
        const QuantityText most = shownParts({spread.most, dimension});
        painter.setFont(textFont(12));
        painter.setPen(theme.faint);
        painter.drawText(QRectF(at.x(), at.y() - legendLine, scaleWidth, legendLine),
                         Qt::AlignRight | Qt::AlignVCenter,
                         tr("%1 per rack").arg(QString::fromStdString(most.unit)));
        const QRectF scale(at.x(), at.y() + 6, scaleWidth, scaleHeight);
        const double step = scaleWidth / overlaySteps;
        for (int i = 0; i < overlaySteps; ++i)
            painter.fillRect(QRectF(scale.left() + i * step, scale.top(), step, scaleHeight),
                             overlayColour(i, theme));
        painter.setBrush(Qt::NoBrush);
        painter.setPen(QPen(theme.boxLine, 1));
        painter.drawRect(scale.adjusted(0.5, 0.5, -0.5, -0.5));
        for (int i = 1; i < overlaySteps; ++i) {
            const double x = scale.left() + i * step + 0.5;
            painter.drawLine(QPointF(x, scale.bottom() - 4), QPointF(x, scale.bottom() - 1));
        }
        painter.setFont(tabularFont(11));
        painter.setPen(theme.text);
        const QRectF numbers(scale.left(), scale.bottom() + 2, scaleWidth, legendLine);
        painter.drawText(numbers, Qt::AlignLeft | Qt::AlignVCenter, QStringLiteral("0"));
        painter.drawText(
            numbers, Qt::AlignHCenter | Qt::AlignVCenter,
            QString::fromStdString(shownParts({spread.most / 2.0, dimension}).unit == most.unit
                                       ? shownParts({spread.most / 2.0, dimension}).number
                                       : std::string()));
        painter.drawText(numbers, Qt::AlignRight | Qt::AlignVCenter,
                         QString::fromStdString(most.number));
    }
    QFont small = textFont(11);
    painter.setFont(small);
    painter.setPen(theme.faint);
    painter.drawText(QRectF(at.x(), at.y() + (known ? 38 : 2), scaleWidth, legendLine + 4),
                     Qt::AlignLeft | Qt::AlignVCenter,
                     QFontMetricsF(small).elidedText(spreadText, Qt::ElideRight, scaleWidth));
    painter.restore();
}

}  // namespace hallwright
