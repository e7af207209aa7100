#include "views/elevation/elevation_canvas.h"

#include "model/parts/elevation.h"
#include "views/theme.h"

#include <QHelpEvent>
#include <QKeyEvent>
#include <QPainter>
#include <QToolTip>

#include <cmath>

namespace hallwright {

namespace {

constexpr double rulerWidth = 34.0;
constexpr double rail = 6.0;  ///< of the frame, at either side

QFont fontOf(int pixels) { return textFont(pixels); }

QColor toneOf(ElevationKind kind, const Theme& theme) {
    switch (kind) {
    case ElevationKind::Power:
        return theme.powerRack;
    case ElevationKind::Compute:
        return theme.rack;
    case ElevationKind::Switch:
        return theme.networkRack;
    case ElevationKind::Other:
        return theme.airUnit;
    case ElevationKind::Free:
        break;
    }
    return theme.panel;
}

}  // namespace

ElevationDrawing::ElevationDrawing(const ElevationContent& content, bool rear, const QRectF& in)
    : m_content(content), m_rear(rear) {
    const double room = in.width() - rulerWidth;
    const double units = std::max(1.0, content.units);
    // To scale where the size of the frame is known; else as high as there is room for.
    double width = std::min(room, in.height() * 0.45), height = in.height();
    if (content.width > 0.0 && content.height > 0.0) {
        const double scale = std::min(room / content.width, in.height() / content.height);
        width = content.width * scale;
        height = content.height * scale;
    }
    m_frame = QRectF(in.left() + rulerWidth + (room - width) / 2.0, in.top(), width, height);
    const double pitch = (content.openRack ? openRackUnit : ::hallwright::rackUnit).metres();
    double inside = height - 2.0 * rail;
    if (content.unitsPublished && content.height > 0.0)
        inside = std::min(inside, units * pitch * height / content.height);
    m_unit = inside / units;
    const double feet = std::min((height - inside) / 2.0, 3.0 * rail);
    m_inside = QRectF(m_frame.left() + rail, m_frame.bottom() - feet - inside,
                      m_frame.width() - 2.0 * rail, inside);
}

QRectF ElevationDrawing::rectOf(const ElevationItem& item) const {
    return {m_inside.left(), m_inside.bottom() - (item.bottom + item.height) * m_unit,
            m_inside.width(), item.height * m_unit};
}

int ElevationDrawing::itemAt(const QPointF& at) const {
    for (std::size_t i = 0; i < m_content.items.size(); ++i)
        if (rectOf(m_content.items[i]).contains(at)) return static_cast<int>(i);
    return -1;
}

void ElevationDrawing::paint(QPainter& painter, int current, int hovered) const {
    const Theme& theme = Theme::current();
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing, true);
    painter.setPen(QPen(theme.wall, 1.5));
    painter.setBrush(mixed(theme.panel, theme.window, 0.7));
    painter.drawRoundedRect(m_frame, 3, 3);
    painter.fillRect(m_inside, theme.panel);
    for (std::size_t i = 0; i < m_content.items.size(); ++i) {
        const int at = static_cast<int>(i);
        paintItem(painter, m_content.items[i], at == current ? 2 : at == hovered ? 1 : 0);
    }
    if (m_rear) paintRear(painter);
    paintRuler(painter);
    painter.restore();
}

/// Every unit a mark, every fourth or so a number, as far as they can be read.
void ElevationDrawing::paintRuler(QPainter& painter) const {
    const Theme& theme = Theme::current();
    painter.setFont(fontOf(10));
    const double x = m_frame.left() - 4.0;
    if (!m_content.unitsPublished) {
        painter.setPen(theme.faint);
        painter.save();
        painter.translate(x - 8.0, m_inside.center().y());
        painter.rotate(-90.0);
        painter.drawText(QRectF(-100, -10, 200, 14), Qt::AlignCenter,
                         QObject::tr("units not published"));
        painter.restore();
        return;
    }
    const int units = static_cast<int>(std::floor(m_content.units));
    int step = 1;
    for (const int wanted : {1, 2, 4, 8, 16}) {
        step = wanted;
        if (m_unit * wanted >= 13.0) break;
    }
    for (int unit = 1; unit <= units; ++unit) {
        const double y = m_inside.bottom() - (unit - 0.5) * m_unit;
        const bool told = unit == 1 || unit % step == 0;
        painter.setPen(told ? theme.boxLine : theme.line);
        if (told || m_unit >= 3.0) painter.drawLine(QPointF(x, y), QPointF(x - (told ? 5 : 3), y));
        if (!told || (unit == 1 && step > 1 && m_unit * (step - 1) < 11.0)) continue;
        painter.setPen(theme.faint);
        painter.drawText(QRectF(x - 32, y - 7, 24, 14), Qt::AlignRight | Qt::AlignVCenter,
                         QString::number(unit));
    }
    painter.setPen(theme.faint);
    painter.drawText(QRectF(x - 32, m_inside.top() - 16, 32, 14), Qt::AlignRight | Qt::AlignVCenter,
                     m_content.openRack ? QObject::tr("OU") : QObject::tr("U"));
}

void ElevationDrawing::paintItem(QPainter& painter, const ElevationItem& item, int state) const {
    const Theme& theme = Theme::current();
    const QRectF rect = rectOf(item).adjusted(0.5, 0.5, -0.5, -0.5);
    const bool free = item.kind == ElevationKind::Free;
    painter.setPen(QPen(mixed(theme.panel, theme.boxLine, free ? 0.4 : 0.8), 1));
    painter.setBrush(toneOf(item.kind, theme));
    painter.drawRect(rect);
    // What is not published is hatched, whatever it is.
    const bool unknown = !item.published;
    if (unknown) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(QBrush(mixed(theme.panel, theme.boxLine, 0.5), Qt::BDiagPattern));
        painter.drawRect(rect);
    }
    if (!m_rear && !free) paintFace(painter, item, rect);
    if (item.across > 1) {
        painter.setPen(mixed(theme.panel, theme.boxLine, 0.8));
        for (int i = 1; i < item.across; ++i) {
            const double x = rect.left() + rect.width() * i / item.across;
            painter.drawLine(QPointF(x, rect.top()), QPointF(x, rect.bottom()));
        }
    }
    const int pixels = rect.height() >= 15.0 ? 11 : 9;
    if (!item.label.isEmpty() && rect.height() >= 10.5 && !m_rear) {
        painter.setFont(fontOf(pixels));
        const QFontMetricsF metrics(painter.font());
        const bool middle = item.across > 1 || unknown || free;
        const double room = item.cages > 0 && !middle ? rect.width() * 0.5 : rect.width() - 12.0;
        const QString text = metrics.elidedText(item.label, Qt::ElideRight, room);
        QRectF words = rect.adjusted(6, 0, -6, 0);
        if (middle) {
            const double width = metrics.horizontalAdvance(text) + 10.0;
            words = QRectF(rect.center().x() - width / 2.0,
                           rect.center().y() - metrics.height() / 2.0, width, metrics.height());
            painter.setPen(Qt::NoPen);
            painter.setBrush(toneOf(item.kind, theme));
            painter.drawRoundedRect(words, 3, 3);
        }
        painter.setPen(free ? theme.faint : theme.rackText);
        painter.drawText(words, middle ? Qt::AlignCenter : Qt::AlignLeft | Qt::AlignVCenter, text);
    }
    if (state > 0) {
        painter.setBrush(Qt::NoBrush);
        painter.setPen(QPen(theme.accent, state == 2 ? 2.0 : 1.2));
        painter.drawRect(rect);
    }
}

/// Cages as small boxes in two rows at the right of the face.
void ElevationDrawing::paintFace(QPainter& painter, const ElevationItem& item,
                                 const QRectF& rect) const {
    if (item.cages <= 0 || item.across > 1 || rect.height() < 7.0) return;
    const Theme& theme = Theme::current();
    const int rows = item.cages > 8 ? std::max(2, static_cast<int>(std::lround(item.height))) : 1;
    const int columns = (item.cages + rows - 1) / rows;
    const double room = rect.width() * 0.46;
    const double pitch = std::min({room / columns, (rect.height() - 3.0) / rows * 1.4, 9.0});
    const double side = std::max(1.0, pitch - 1.5);
    const double high = std::min(side, (rect.height() - 3.0) / rows - 1.0);
    painter.setPen(Qt::NoPen);
    painter.setBrush(mixed(toneOf(item.kind, theme), theme.text, 0.55));
    const double left = rect.right() - 5.0 - columns * pitch;
    const double top = rect.center().y() - rows * (high + 1.0) / 2.0;
    for (int i = 0; i < item.cages; ++i)
        painter.drawRect(
            QRectF(left + (i / rows) * pitch, top + (i % rows) * (high + 1.0), side, high));
}

/// Bus bar in the middle, manifolds at either side; what they carry is told beside the drawing.
void ElevationDrawing::paintRear(QPainter& painter) const {
    const Theme& theme = Theme::current();
    painter.setPen(Qt::NoPen);
    const double width = std::max(4.0, m_inside.width() * 0.05);
    if (!m_content.busbar.isEmpty()) {
        const QRectF bar(m_inside.center().x() - width / 2.0, m_inside.top(), width,
                         m_inside.height());
        painter.setBrush(theme.busway);
        painter.drawRect(bar);
        painter.setPen(theme.panel);
        painter.drawLine(QPointF(bar.center().x(), bar.top()),
                         QPointF(bar.center().x(), bar.bottom()));
        painter.setPen(Qt::NoPen);
    }
    if (m_content.manifolds.isEmpty()) return;
    painter.setBrush(theme.cooling);
    for (const bool supply : {true, false}) {
        const double x = supply ? m_inside.left() + width : m_inside.right() - 2.0 * width;
        const QRectF pipe(x, m_inside.top(), width, m_inside.height());
        painter.setPen(QPen(theme.boxLine, 1, supply ? Qt::SolidLine : Qt::DashLine));
        painter.drawRoundedRect(pipe, width / 2.0, width / 2.0);
    }
}

ElevationCanvas::ElevationCanvas(QWidget* parent) : QWidget(parent) {
    setObjectName("elevationCanvas");
    setMouseTracking(true);
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
}

void ElevationCanvas::showContent(std::optional<ElevationContent> content) {
    const bool other = !content || !m_content || content->name != m_content->name ||
                       content->items.size() != m_content->items.size();
    m_content = std::move(content);
    if (other) m_current = m_hovered = -1;
    update();
    Q_EMIT toldChanged();
}

void ElevationCanvas::showRear(bool rear) {
    m_rear = rear;
    update();
}

void ElevationCanvas::choose(int item) {
    m_current = item;
    update();
    Q_EMIT toldChanged();
}

void ElevationCanvas::hover(int item) {
    if (item == m_hovered) return;
    m_hovered = item;
    update();
    Q_EMIT toldChanged();
}

bool ElevationCanvas::event(QEvent* event) {
    if (event->type() != QEvent::ToolTip || !m_content) return QWidget::event(event);
    const auto* help = static_cast<QHelpEvent*>(event);
    const int at = ElevationDrawing(*m_content, m_rear, place()).itemAt(help->pos());
    if (at < 0) {
        QToolTip::hideText();
        return true;
    }
    const ElevationItem& item = m_content->items[static_cast<std::size_t>(at)];
    QString tip = QStringLiteral("<b>%1</b>").arg(item.title.toHtmlEscaped());
    for (const QString& fact : item.facts)
        tip += QStringLiteral("<br>") + fact.toHtmlEscaped();
    QToolTip::showText(help->globalPos(), tip, this);
    return true;
}

void ElevationCanvas::paintEvent(QPaintEvent*) {
    if (!m_content) return;
    QPainter painter(this);
    ElevationDrawing(*m_content, m_rear, place()).paint(painter, m_current, m_hovered);
    if (hasFocus()) {
        painter.setPen(Theme::current().accent);
        painter.drawRect(QRectF(rect()).adjusted(0.5, 0.5, -1.5, -1.5));
    }
}

void ElevationCanvas::mouseMoveEvent(QMouseEvent* event) {
    if (m_content) hover(ElevationDrawing(*m_content, m_rear, place()).itemAt(event->position()));
}

void ElevationCanvas::mousePressEvent(QMouseEvent* event) {
    if (m_content && event->button() == Qt::LeftButton)
        choose(ElevationDrawing(*m_content, m_rear, place()).itemAt(event->position()));
}

void ElevationCanvas::leaveEvent(QEvent*) { hover(-1); }

void ElevationCanvas::keyPressEvent(QKeyEvent* event) {
    const int last = m_content ? static_cast<int>(m_content->items.size()) - 1 : -1;
    switch (event->key()) {
    case Qt::Key_Up:
        choose(std::min(last, m_current + 1));
        return;
    case Qt::Key_Down:
        choose(std::max(std::min(last, 0), m_current - 1));
        return;
    case Qt::Key_Home:
        choose(std::min(last, 0));
        return;
    case Qt::Key_End:
        choose(last);
        return;
    default:
        QWidget::keyPressEvent(event);
    }
}

}  // namespace hallwright
