#include "views/plan/measure_tool.h"

#include "views/plan/plan_view.h"
#include "views/plan/pointer_label.h"
#include "views/theme.h"

#include <QLocale>
#include <QPainter>

#include <cmath>

namespace hallwright {

void MeasureTool::hover(const PlanPoint& at) {
    m_hover = snapped(m_view.scene(), at, m_view.viewport().scale);
    m_view.update();
}

void MeasureTool::leave() {
    m_hover.reset();
    m_view.update();
}

void MeasureTool::press(const PlanPoint& at) {
    if (m_view.scene().empty()) return;
    m_from = m_to = snapped(m_view.scene(), at, m_view.viewport().scale);
    m_measuring = true;
    m_measured = false;
    m_view.update();
}

void MeasureTool::move(const PlanPoint& at) {
    m_to = snapped(m_view.scene(), at, m_view.viewport().scale);
    m_measured = true;
    m_view.update();
}

void MeasureTool::release(const PlanPoint& at) {
    move(at);
    m_measuring = false;
    m_hover.reset();
    m_measured = m_from.x != m_to.x || m_from.y != m_to.y;
    if (m_measured) m_view.say(distanceWords().toStdString());
}

void MeasureTool::cancel() {
    m_measuring = m_measured = false;
    m_view.update();
}

QString MeasureTool::distanceWords() const {
    if (!m_measured) return {};
    const double mm = std::hypot(static_cast<double>(m_to.x.mm) - m_from.x.mm,
                                 static_cast<double>(m_to.y.mm) - m_from.y.mm);
    const QLocale english(QLocale::English);
    QString words = QStringLiteral("%1\u00a0mm").arg(english.toString(std::llround(mm)));
    if (m_view.scene().tile().um > 0) {
        const double tiles = mm * 1000.0 / m_view.scene().tile().um;
        const bool whole = std::abs(tiles - std::round(tiles)) < 0.005;
        words += QStringLiteral(", %1\u00a0%2")
                     .arg(english.toString(tiles, 'f', whole ? 0 : 2),
                          whole && std::llround(tiles) == 1 ? QStringLiteral("tile")
                                                            : QStringLiteral("tiles"));
    }
    return words;
}

QString MeasureTool::partsWords() const {
    if (!m_measured) return {};
    const QLocale english(QLocale::English);
    return QStringLiteral("Δx\u00a0%1\u00a0mm, Δy\u00a0%2\u00a0mm")
        .arg(english.toString((m_to.x - m_from.x).mm), english.toString((m_to.y - m_from.y).mm));
}

void MeasureTool::paint(QPainter& painter) const {
    const Theme& theme = Theme::current();
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing, true);
    const auto point = [&](const SnappedPoint& at) { return m_view.pixelOf(at.x, at.y); };
    if (!m_measuring && m_hover) {
        // Where a press would start, so that an edge is met on purpose.
        painter.setPen(QPen(theme.accent, 1.5));
        painter.setBrush(Qt::NoBrush);
        painter.drawEllipse(point(*m_hover), 4, 4);
    }
    if (m_measured) {
        const QPointF a = point(m_from), b = point(m_to);
        const QPointF corner(b.x(), a.y());
        painter.setPen(QPen(theme.accent, 1, Qt::DashLine));
        if (m_from.x != m_to.x && m_from.y != m_to.y) {
            painter.drawLine(a, corner);
            painter.drawLine(corner, b);
        }
        painter.setPen(QPen(theme.accent, 2));
        painter.drawLine(a, b);
        const QLineF line(a, b);
        if (line.length() > 1.0) {
            // Ticks across both ends, as on a drawing.
            const QPointF across = QPointF(-line.dy(), line.dx()) / line.length() * 6.0;
            painter.drawLine(a - across, a + across);
            painter.drawLine(b - across, b + across);
        }
        paintPointerLabel(painter, m_view.plane(), b, {distanceWords(), partsWords()}, theme);
    } else if (!m_measuring && m_hover) {
        paintPointerLabel(painter, m_view.plane(), point(*m_hover),
                          {QStringLiteral("Measure"), QStringLiteral("Drag from point to point")},
                          theme);
    }
    painter.restore();
}

}  // namespace hallwright
