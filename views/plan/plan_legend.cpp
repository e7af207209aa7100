#include "model/units/quantity_text.h"
#include "views/plan/cable_density.h"
#include "views/plan/plan_drawing.h"
#include "views/plan/plan_painter.h"
#include "views/theme.h"

#include <QFontMetricsF>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace hallwright {

namespace {

constexpr double line_mm = 4.6, sign_mm = 5.0;

/// One thing in a legend: a sign and its words.
struct Sign {
    enum class Shape { Box, Line, Dashed, Outline, Mark } shape = Shape::Box;
    QColor colour;
    QString words;
    Mark mark = Mark::None;
};

std::vector<Sign> signsOf(const PlanDrawing& drawing, const Theme& theme) {
    std::vector<Sign> signs;
    const auto& boxes = drawing.scene.boxes();
    const auto any = [&](BoxKind kind) {
        return std::any_of(boxes.begin(), boxes.end(),
                           [&](const PlanBox& box) { return box.kind == kind; });
    };
    if (drawing.overlay == Overlay::Findings) {
        for (const auto& [mark, words] :
             {std::pair(Mark::Error, "Error"), std::pair(Mark::Warning, "Warning"),
              std::pair(Mark::Note, "Note")})
            signs.push_back({Sign::Shape::Mark, {}, QString::fromLatin1(words), mark});
    } else if (drawing.overlay == Overlay::None) {
        const std::pair<BoxKind, const char*> kinds[] = {{BoxKind::Rack, "Compute rack"},
                                                         {BoxKind::NetworkRack, "Network rack"},
                                                         {BoxKind::PowerRack, "Power rack"},
                                                         {BoxKind::CoolingUnit, "Cooling unit"},
                                                         {BoxKind::AirUnit, "Air unit"}};
        const QColor colours[] = {theme.rack, theme.networkRack, theme.powerRack, theme.cooling,
                                  theme.airUnit};
        for (std::size_t i = 0; i < std::size(kinds); ++i)
            if (any(kinds[i].first))
                signs.push_back(
                    {Sign::Shape::Box, colours[i], QString::fromLatin1(kinds[i].second)});
    }
    for (const PlanAisle& aisle : drawing.scene.aisles()) {
        const QString words =
            aisle.hot ? QStringLiteral("Hot aisle") : QStringLiteral("Cold aisle");
        if (std::none_of(signs.begin(), signs.end(),
                         [&](const Sign& sign) { return sign.words == words; }))
            signs.push_back(
                {Sign::Shape::Box, aisle.hot ? theme.hotAisle : theme.coldAisle, words});
    }
    for (const PlanLine& line : drawing.scene.lines()) {
        const bool tray = line.item.table == TableId::Trays;
        const bool dashed = line.system % 2 != 0;
        const QString words = tray     ? QStringLiteral("Cable tray")
                              : dashed ? QStringLiteral("Busway, system B")
                                       : QStringLiteral("Busway, system A");
        if (std::none_of(signs.begin(), signs.end(),
                         [&](const Sign& sign) { return sign.words == words; }))
            signs.push_back({tray     ? Sign::Shape::Outline
                             : dashed ? Sign::Shape::Dashed
                                      : Sign::Shape::Line,
                             tray ? theme.tray : mixed(theme.busway, theme.floor, 0.35), words});
    }
    return signs;
}

void drawSign(QPainter& painter, const Sign& sign, const QRectF& in, const Theme& theme) {
    const double middle = in.center().y();
    switch (sign.shape) {
    case Sign::Shape::Box:
        painter.setPen(QPen(theme.boxLine, 0.13 * paperUnits));
        painter.setBrush(sign.colour);
        painter.drawRect(in);
        return;
    case Sign::Shape::Outline:
        painter.setPen(QPen(sign.colour, 0.13 * paperUnits));
        painter.setBrush(Qt::NoBrush);
        painter.drawRect(in.adjusted(0, in.height() * 0.2, 0, -in.height() * 0.2));
        return;
    case Sign::Shape::Line:
    case Sign::Shape::Dashed:
        painter.setPen(QPen(sign.colour, 0.4 * paperUnits,
                            sign.shape == Sign::Shape::Dashed ? Qt::DashLine : Qt::SolidLine,
                            Qt::FlatCap));
        painter.drawLine(QPointF(in.left(), middle), QPointF(in.right(), middle));
        return;
    case Sign::Shape::Mark:
        paintMark(painter,
                  QRectF(in.center().x() - in.height() / 2, in.top(), in.height(), in.height()),
                  sign.mark, theme);
        return;
    }
}

/// Where the scale of the cables ends: trays by their fill, racks by what ends there.
QString cablesScaleWords(const Evaluation& evaluation) {
    const CableDensity density = cableDensity(evaluation);
    const QString ends = QStringLiteral("trays %1, racks %2 cables")
                             .arg(std::isnan(density.design)
                                      ? QStringLiteral("full")
                                      : QStringLiteral("%1\u00a0%").arg(
                                            std::lround(density.design * 100.0)))
                             .arg(density.most);
    return ends + QStringLiteral("; ") + densityWords(density);
}

/// The scale of an overlay's colours; gives its width.
double drawOverlayScale(QPainter& painter, const PlanDrawing& drawing, QPointF at,
                        const Theme& theme) {
    const double step = 6.0 * paperUnits, height = 2.6 * paperUnits;
    const double largest = overlayMaximum(drawing.evaluation, drawing.overlay);
    const QFont font = paperFont(1.9), title = paperFont(2.0, true);
    painter.setFont(title);
    painter.setPen(theme.text);
    const QString name = QString::fromLatin1(info(drawing.overlay).title);
    painter.drawText(QPointF(at.x(), at.y() + 2.2 * paperUnits), name);
    double x = at.x() + QFontMetricsF(title).horizontalAdvance(name) + 4.0 * paperUnits;
    painter.setFont(font);
    painter.setPen(theme.faint);
    painter.drawText(QPointF(x, at.y() + 2.2 * paperUnits), QStringLiteral("0"));
    x += 2.6 * paperUnits;
    painter.setPen(QPen(theme.boxLine, 0.1 * paperUnits));
    for (int i = 0; i < overlaySteps; ++i) {
        painter.setBrush(
            mixed(theme.lowValue, theme.highValue, static_cast<double>(i) / (overlaySteps - 1)));
        painter.drawRect(QRectF(x + i * step, at.y(), step, height));
    }
    x += overlaySteps * step + 1.6 * paperUnits;
    const Fig figure = info(drawing.overlay).figure;
    const QString most =
        drawing.overlay == Overlay::Cables ? cablesScaleWords(drawing.evaluation)
        : largest > 0.0
            ? QString::fromStdString(formatQuantity({largest, hallwright::info(figure).dimension}))
            : QStringLiteral("nothing known");
    painter.setPen(theme.faint);
    painter.drawText(QPointF(x, at.y() + 2.2 * paperUnits), most);
    return x + QFontMetricsF(font).horizontalAdvance(most) - at.x();
}

}  // namespace

double drawLegend(QPainter& painter, const PlanDrawing& drawing, const QRectF& in_mm) {
    const Theme& theme = Theme::of(Theme::Kind::Light);
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing, true);
    const QRectF in(in_mm.topLeft() * paperUnits, in_mm.size() * paperUnits);
    const double line = line_mm * paperUnits, gap = 5.0 * paperUnits;
    double x = in.left(), y = in.top();
    const bool scaled =
        info(drawing.overlay).figure != Fig::Count_ || drawing.overlay == Overlay::Cables;
    if (scaled) {
        x += drawOverlayScale(painter, drawing, {x, y}, theme) + gap;
    }
    const QFont font = paperFont(1.9);
    for (const Sign& sign : signsOf(drawing, theme)) {
        const double width =
            (sign_mm + 1.4) * paperUnits + QFontMetricsF(font).horizontalAdvance(sign.words);
        if (x > in.left() && x + width > in.right()) {
            x = in.left();
            y += line;
        }
        drawSign(painter, sign, QRectF(x, y, sign_mm * paperUnits, 2.6 * paperUnits), theme);
        painter.setFont(font);
        painter.setPen(theme.text);
        painter.drawText(QPointF(x + (sign_mm + 1.4) * paperUnits, y + 2.0 * paperUnits),
                         sign.words);
        x += width + gap;
    }
    painter.restore();
    return (y + line - in.top()) / paperUnits;
}

double drawScaleBar(QPainter& painter, int scale, QPointF at_mm) {
    const Theme& theme = Theme::of(Theme::Kind::Light);
    double metres = 1.0;
    for (double step : {1.0, 2.0, 5.0, 10.0, 20.0, 50.0, 100.0})
        if (step * 1000.0 / scale <= 60.0) metres = step;
    const double length = metres * 1000.0 / scale * paperUnits;
    const QPointF at = at_mm * paperUnits;
    painter.save();
    painter.setPen(QPen(theme.text, 0.13 * paperUnits));
    for (int i = 0; i < 4; ++i) {
        painter.setBrush(i % 2 == 0 ? theme.text : theme.panel);
        painter.drawRect(QRectF(at.x() + length * i / 4.0, at.y(), length / 4.0, 1.2 * paperUnits));
    }
    const QFont font = paperFont(1.7);
    painter.setFont(font);
    painter.setPen(theme.text);
    const QString words = QStringLiteral("%1 m").arg(metres);
    painter.drawText(QPointF(at.x(), at.y() - 0.8 * paperUnits), QStringLiteral("0"));
    painter.drawText(QPointF(at.x() + length - QFontMetricsF(font).horizontalAdvance(words),
                             at.y() - 0.8 * paperUnits),
                     words);
    painter.restore();
    return length / paperUnits;
}

}  // namespace hallwright
