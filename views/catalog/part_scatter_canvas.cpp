#include "views/catalog/part_scatter_canvas.h"

#include "model/units/quantity_text.h"
#include "views/catalog/part_trade.h"
#include "views/catalog/part_words.h"
#include "views/reading_text.h"
#include "views/theme.h"
#include "views/units.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QToolTip>

#include <algorithm>
#include <cmath>
#include <map>

namespace hallwright {

namespace {

constexpr double leastLeft = 40.0, rightMargin = 20.0, topMargin = 28.0, bottomMargin = 44.0;
constexpr double legendRow = 20.0;
constexpr double radius = 5.0;
constexpr double reach = 12.0;  // of the pointer around a point
constexpr std::size_t mostMarks = 12;
constexpr int shapes = 6;

/// 1, 2 or 5 times a power of ten, so that about `wanted` steps fill a span.
double nearestStep(double span, int wanted) {
    const double rough = span / wanted, power = std::pow(10.0, std::floor(std::log10(rough)));
    const double lead = rough / power;
    return (lead < 1.5 ? 1.0 : lead < 3.5 ? 2.0 : lead < 7.5 ? 5.0 : 10.0) * power;
}

}  // namespace

QColor PartScatterCanvas::colourOf(const Mark* mark) {
    const Theme& theme = Theme::current();
    if (!mark) return theme.faint;
    const QColor colours[] = {theme.accent, theme.good, theme.busway,
                              mixed(theme.accent, theme.good, 0.55), theme.bar};
    return colours[mark->trade];
}

QPainterPath PartScatterCanvas::shapeOf(const Mark* mark, const QPointF& c, double r) {
    QPainterPath path;
    const auto polygon = [&](std::initializer_list<QPointF> points) {
        QPolygonF shape;
        for (const QPointF& point : points)
            shape << c + point * r;
        path.addPolygon(shape);
        path.closeSubpath();
    };
    switch (mark ? mark->shape : shapes) {
    case 0:
        path.addEllipse(c, r, r);
        break;
    case 1:
        polygon({{-0.9, -0.9}, {0.9, -0.9}, {0.9, 0.9}, {-0.9, 0.9}});
        break;
    case 2:
        polygon({{0, -1.25}, {1.15, 0.9}, {-1.15, 0.9}});
        break;
    case 3:
        polygon({{0, -1.3}, {1.3, 0}, {0, 1.3}, {-1.3, 0}});
        break;
    case 4:
        polygon({{-1.15, -0.9}, {1.15, -0.9}, {0, 1.25}});
        break;
    case 5:
        polygon({{-0.6, -1.05}, {0.6, -1.05}, {1.2, 0}, {0.6, 1.05}, {-0.6, 1.05}, {-1.2, 0}});
        break;
    default:
        path.addEllipse(c, r * 0.6, r * 0.6);
    }
    return path;
}

/// Marks go to the most frequent kinds. Within a trade the most frequent is a disc; where a trade
/// has more kinds than there are shapes, the rest share the mark of other kinds.
void PartScatterCanvas::giveMarks() {
    std::map<Kind, int> counts;
    for (const ScatterPoint& point : m_points)
        ++counts[point.part->kind];
    std::vector<std::pair<Kind, int>> byCount(counts.begin(), counts.end());
    std::stable_sort(byCount.begin(), byCount.end(),
                     [](const auto& a, const auto& b) { return a.second > b.second; });
    m_marks.clear();
    std::map<int, int> used;
    for (const auto& [kind, count] : byCount) {
        int& shape = used[tradeOf(kind)];
        if (m_marks.size() < mostMarks && shape < shapes)
            m_marks.push_back({kind, tradeOf(kind), shape++});
    }
    m_others = byCount.size() > m_marks.size();
}

double PartScatterCanvas::Scale::share(double si) const {
    const double at = logarithmic ? std::log10(si) : si;
    return (at - low) / (high - low);
}

PartScatterCanvas::PartScatterCanvas(QWidget* parent) : QWidget(parent) {
    setObjectName("scatterCanvas");
    setMouseTracking(true);
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
    setAccessibleName(tr("Chart of parts"));
}

/// Even steps from `start` to `end`, counted in the unit that fits the most of `low` and `high`.
void PartScatterCanvas::evenTicks(Scale& scale, const ScatterAxis& axis, double low, double high,
                                  double start, double end) {
    const QuantityText most = shownParts({std::max(std::abs(low), std::abs(high)), axis.dimension});
    const Result<Value> zero = convert(0.0, most.unit, axis.dimension),
                        one = convert(1.0, most.unit, axis.dimension);
    const bool known = zero && one && one->si != zero->si;
    const double offset = known ? zero->si : 0.0, unit = known ? one->si - zero->si : 1.0;
    scale.unit = known ? QString::fromStdString(most.unit) : QString();
    const double from = (start - offset) / unit, to = (end - offset) / unit;
    const double step = nearestStep(to - from, 5);
    const int decimals = std::clamp(static_cast<int>(std::ceil(-std::log10(step) - 1e-9)), 0, 9);
    for (double tick = std::ceil(from / step) * step; tick <= to; tick += step) {
        const double shown = std::abs(tick) < step * 1e-6 ? 0.0 : tick;
        scale.ticks.push_back(
            {shown * unit + offset, QStringLiteral("%L1").arg(shown, 0, 'f', decimals)});
    }
}

/// Linear scales begin at zero where that costs little room, and count in the unit that fits the
/// most; logarithmic ones write the unit at each tick, since they span several.
PartScatterCanvas::Scale PartScatterCanvas::scaleOf(const std::vector<ScatterPoint>& points,
                                                    const ScatterAxis& axis, bool isX) {
    Scale scale;
    scale.logarithmic = axis.logarithmic;
    double low = HUGE_VAL, high = -HUGE_VAL;
    for (const ScatterPoint& point : points) {
        const double value = isX ? point.x : point.y;
        const std::optional<Range>& range = isX ? point.xRange : point.yRange;
        for (const double end : {value, range ? range->low : value, range ? range->high : value}) {
            if (scale.logarithmic && !(end > 0.0)) continue;
            low = std::min(low, end);
            high = std::max(high, end);
        }
    }
    if (!(low <= high)) return scale;
    if (scale.logarithmic) {
        scale.low = std::log10(low);
        scale.high = std::log10(high);
        const double pad = std::max(0.05 * (scale.high - scale.low), 0.08);
        scale.low -= pad;
        scale.high += pad;
        const bool fine = scale.high - scale.low < 2.5;
        for (int power = static_cast<int>(std::floor(scale.low)); power <= scale.high; ++power)
            for (const double lead : {1.0, 2.0, 5.0}) {
                if (lead > 1.0 && !fine) break;
                const double si = lead * std::pow(10.0, power);
                if (std::log10(si) >= scale.low && std::log10(si) <= scale.high)
                    scale.ticks.push_back({si, shownText({si, axis.dimension})});
            }
        // Within less than a power of ten the even steps say more.
        if (scale.ticks.size() >= 3) return scale;
        scale.ticks.clear();
        evenTicks(scale, axis, low, high, low, high);
        return scale;
    }
    // A temperature has no zero that the eye should measure from.
    const bool fromZero =
        low >= 0.0 && low < 0.5 * high && axis.dimension != Dimension::Temperature;
    const double span = high > low ? high - low : std::max(std::abs(high) * 0.2, 1e-9);
    scale.low = fromZero ? 0.0 : low - 0.06 * span;
    scale.high = high + 0.06 * span;
    evenTicks(scale, axis, low, high, scale.low, scale.high);
    return scale;
}

void PartScatterCanvas::show(std::vector<ScatterPoint> points, ScatterAxis x, ScatterAxis y,
                             TipOf tipOf) {
    m_tipOf = std::move(tipOf);
    m_points = std::move(points);
    m_x = std::move(x);
    m_y = std::move(y);
    m_over = -1;
    std::stable_sort(m_points.begin(), m_points.end(),
                     [](const ScatterPoint& a, const ScatterPoint& b) { return a.x < b.x; });
    m_across = scaleOf(m_points, m_x, true);
    m_up = scaleOf(m_points, m_y, false);
    m_left = leastLeft;
    const QFontMetricsF metrics(tabularFont(11));
    for (const Tick& tick : m_up.ticks)
        m_left = std::max(m_left, std::ceil(metrics.horizontalAdvance(tick.words)) + 12.0);
    giveMarks();
    setAccessibleDescription(
        tr("%L1 parts, %2 over %3").arg(m_points.size()).arg(m_y.title, m_x.title));
    update();
}

QStringList PartScatterCanvas::ticksUp() const {
    QStringList words;
    for (const Tick& tick : m_up.ticks)
        words += tick.words;
    return words;
}

void PartScatterCanvas::choose(const QString& id) {
    m_chosen = id;
    update();
}

std::optional<QPointF> PartScatterCanvas::positionOf(const QString& id) const {
    for (const ScatterPoint& point : m_points)
        if (point.part->id == id.toStdString()) return at(point);
    return std::nullopt;
}

const PartScatterCanvas::Mark* PartScatterCanvas::markOf(Kind kind) const {
    const auto found = std::find_if(m_marks.begin(), m_marks.end(),
                                    [&](const Mark& mark) { return mark.kind == kind; });
    return found == m_marks.end() ? nullptr : &*found;
}

/// Entries run over rows below the chart.
void PartScatterCanvas::placeLegend() {
    m_legend.clear();
    const QFontMetricsF metrics(textFont(12));
    double x = 12.0, y = 0.0;
    const auto add = [&](const QString& words, const Mark* mark) {
        const double entry = metrics.horizontalAdvance(words) + 36.0;
        if (x > 12.0 && x + entry > width()) {
            x = 12.0;
            y += legendRow;
        }
        m_legend.push_back({words, mark, QRectF(x, y, entry, legendRow)});
        x += entry;
    };
    for (const Mark& mark : m_marks)
        add(fromView(info(mark.kind).title), &mark);
    if (m_others) add(tr("Other kinds"), nullptr);
    m_legendHeight = m_legend.empty() ? 0.0 : y + legendRow + 4.0;
    for (LegendEntry& entry : m_legend)
        entry.place.translate(0.0, height() - m_legendHeight);
}

QRectF PartScatterCanvas::plot() const {
    return QRectF(m_left, topMargin, std::max(40.0, width() - m_left - rightMargin),
                  std::max(40.0, height() - topMargin - bottomMargin - m_legendHeight));
}

QPointF PartScatterCanvas::at(const ScatterPoint& point) const {
    const QRectF room = plot();
    return {room.left() + m_across.share(point.x) * room.width(),
            room.bottom() - m_up.share(point.y) * room.height()};
}

int PartScatterCanvas::pointNear(const QPointF& position) const {
    int nearest = -1;
    double least = reach * reach;
    for (std::size_t i = 0; i < m_points.size(); ++i) {
        const QPointF d = at(m_points[i]) - position;
        const double far = d.x() * d.x() + d.y() * d.y();
        if (far <= least) {
            least = far;
            nearest = static_cast<int>(i);
        }
    }
    return nearest;
}

void PartScatterCanvas::paintAxes(QPainter& painter) const {
    const Theme& theme = Theme::current();
    const QRectF room = plot();
    painter.setFont(tabularFont(11));
    const auto titled = [](const ScatterAxis& axis, const Scale& scale) {
        return scale.unit.isEmpty() || scale.unit == QStringLiteral("1")
                   ? axis.title
                   : QStringLiteral("%1, %2").arg(axis.title, scale.unit);
    };
    double taken = -HUGE_VAL;
    for (const Tick& tick : m_across.ticks) {
        const double x = room.left() + m_across.share(tick.si) * room.width();
        painter.fillRect(QRectF(x, room.top(), 1, room.height()),
                         mixed(theme.panel, theme.line, 0.7));
        const double half = painter.fontMetrics().horizontalAdvance(tick.words) / 2.0;
        // Ticks whose words would run into each other go without.
        if (x - half < taken + 8.0) continue;
        taken = x + half;
        painter.setPen(theme.faint);
        const double left = std::min(x - half - 4, width() - 2 * half - 10);
        painter.drawText(QRectF(left, room.bottom() + 4, 2 * half + 8, 16), Qt::AlignCenter,
                         tick.words);
    }
    for (const Tick& tick : m_up.ticks) {
        const double y = room.bottom() - m_up.share(tick.si) * room.height();
        painter.fillRect(QRectF(room.left(), y, room.width(), 1),
                         mixed(theme.panel, theme.line, 0.7));
        painter.setPen(theme.faint);
        painter.drawText(QRectF(0, y - 8, room.left() - 8, 16), Qt::AlignRight | Qt::AlignVCenter,
                         tick.words);
    }
    painter.fillRect(QRectF(room.left(), room.bottom(), room.width(), 1), theme.faint);
    painter.fillRect(QRectF(room.left(), room.top(), 1, room.height()), theme.faint);
    painter.setFont(textFont(12));
    painter.setPen(theme.text);
    const QFontMetrics metrics(painter.font());
    painter.drawText(
        QRectF(room.left(), room.bottom() + 22, room.width(), 18), Qt::AlignRight,
        metrics.elidedText(titled(m_x, m_across), Qt::ElideRight, static_cast<int>(room.width())));
    painter.drawText(QRectF(8, 2, width() - 16, 18), Qt::AlignLeft | Qt::AlignVCenter,
                     metrics.elidedText(titled(m_y, m_up), Qt::ElideRight, width() - 16));
}

void PartScatterCanvas::paintPoint(QPainter& painter, const ScatterPoint& point,
                                   bool strong) const {
    const Theme& theme = Theme::current();
    const QRectF room = plot();
    const Mark* mark = markOf(point.part->kind);
    const QColor colour = colourOf(mark);
    const QPointF c = at(point);
    painter.setPen(QPen(mixed(theme.panel, colour, strong ? 1.0 : 0.5), strong ? 1.5 : 1.0));
    const auto end = [](const Scale& scale, double si) {
        // What a logarithmic axis cannot reach ends at its border.
        return scale.logarithmic && !(si > 0.0) ? 0.0 : std::clamp(scale.share(si), 0.0, 1.0);
    };
    if (point.xRange)
        painter.drawLine(
            QPointF(room.left() + end(m_across, point.xRange->low) * room.width(), c.y()),
            QPointF(room.left() + end(m_across, point.xRange->high) * room.width(), c.y()));
    if (point.yRange)
        painter.drawLine(
            QPointF(c.x(), room.bottom() - end(m_up, point.yRange->low) * room.height()),
            QPointF(c.x(), room.bottom() - end(m_up, point.yRange->high) * room.height()));
    painter.setPen(QPen(strong ? theme.text : theme.panel, strong ? 1.5 : 1.0));
    painter.setBrush(colour);
    painter.drawPath(shapeOf(mark, c, strong ? radius + 2.0 : radius));
}

void PartScatterCanvas::paintName(QPainter& painter, const ScatterPoint& point) const {
    const Theme& theme = Theme::current();
    painter.setFont(textFont(12, true));
    const QFontMetrics metrics(painter.font());
    const QPointF c = at(point);
    const QString name = metrics.elidedText(QString::fromStdString(point.part->name),
                                            Qt::ElideRight, std::max(80, width() - 24));
    const double wide = metrics.horizontalAdvance(name) + 10.0;
    QRectF box(c.x() + 10.0, c.y() - 26.0, wide, 20.0);
    if (box.right() > width() - 4.0) box.moveRight(std::max(wide + 4.0, c.x() - 10.0));
    if (box.top() < 2.0) box.moveTop(c.y() + 8.0);
    painter.setPen(theme.line);
    painter.setBrush(theme.panel);
    painter.drawRoundedRect(box, 4, 4);
    painter.setPen(theme.text);
    painter.drawText(box, Qt::AlignCenter, name);
}

void PartScatterCanvas::paintEvent(QPaintEvent*) {
    const Theme& theme = Theme::current();
    placeLegend();
    QPainter painter(this);
    painter.fillRect(rect(), theme.panel);
    if (m_points.empty()) return;
    paintAxes(painter);
    painter.setRenderHint(QPainter::Antialiasing, true);
    const ScatterPoint *chosen = nullptr, *over = nullptr;
    for (std::size_t i = 0; i < m_points.size(); ++i) {
        if (m_points[i].part->id == m_chosen.toStdString()) chosen = &m_points[i];
        if (static_cast<int>(i) == m_over) over = &m_points[i];
        paintPoint(painter, m_points[i], false);
    }
    for (const ScatterPoint* point : {over, chosen})
        if (point) paintPoint(painter, *point, true);
    if (over && over != chosen) paintName(painter, *over);
    if (chosen) paintName(painter, *chosen);
    painter.setFont(textFont(12));
    for (const LegendEntry& entry : m_legend) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(colourOf(entry.mark));
        painter.drawPath(
            shapeOf(entry.mark, {entry.place.left() + 6.0, entry.place.center().y()}, radius));
        painter.setPen(theme.text);
        painter.drawText(entry.place.adjusted(18, 0, 0, 0), Qt::AlignLeft | Qt::AlignVCenter,
                         entry.words);
    }
    if (hasFocus()) {
        painter.setPen(theme.accent);
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4);
    }
}

bool PartScatterCanvas::event(QEvent* event) {
    if (event->type() == QEvent::ShortcutOverride) {
        // These keys are the chart's, not the window's, which would act on the plan.
        const int key = static_cast<QKeyEvent*>(event)->key();
        for (const int own : {Qt::Key_Left, Qt::Key_Right, Qt::Key_Return, Qt::Key_Enter})
            if (key == own) event->accept();
        return true;
    }
    return QWidget::event(event);
}

void PartScatterCanvas::mouseMoveEvent(QMouseEvent* event) {
    const int over = pointNear(event->position());
    if (over == m_over) return;
    m_over = over;
    setCursor(over < 0 ? Qt::ArrowCursor : Qt::PointingHandCursor);
    if (over < 0)
        QToolTip::hideText();
    else
        showTip(event->globalPosition().toPoint(), m_points[static_cast<std::size_t>(over)]);
    update();
}

void PartScatterCanvas::mouseReleaseEvent(QMouseEvent* event) {
    const int over = pointNear(event->position());
    if (event->button() != Qt::LeftButton || over < 0) return;
    choose(QString::fromStdString(m_points[static_cast<std::size_t>(over)].part->id));
    Q_EMIT chosen(m_chosen);
}

void PartScatterCanvas::leaveEvent(QEvent* event) {
    QWidget::leaveEvent(event);
    m_over = -1;
    update();
}

void PartScatterCanvas::step(int by) {
    if (m_points.empty()) return;
    const int last = static_cast<int>(m_points.size()) - 1;
    int from = m_over;
    for (int i = 0; from < 0 && i <= last; ++i)
        if (m_points[static_cast<std::size_t>(i)].part->id == m_chosen.toStdString()) from = i;
    m_over = from < 0 ? (by > 0 ? 0 : last) : std::clamp(from + by, 0, last);
    const ScatterPoint& point = m_points[static_cast<std::size_t>(m_over)];
    showTip(mapToGlobal(at(point).toPoint()), point);
    update();
}

void PartScatterCanvas::showTip(const QPoint& global, const ScatterPoint& point) {
    QToolTip::showText(global + QPoint(12, 12), m_tipOf ? m_tipOf(*point.part) : QString(), this);
}

void PartScatterCanvas::keyPressEvent(QKeyEvent* event) {
    switch (event->key()) {
    case Qt::Key_Left:
        return step(-1);
    case Qt::Key_Right:
        return step(1);
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (m_over < 0) return;
        choose(QString::fromStdString(m_points[static_cast<std::size_t>(m_over)].part->id));
        Q_EMIT chosen(m_chosen);
        return;
    default:
        QWidget::keyPressEvent(event);
    }
}

}  // namespace hallwright
