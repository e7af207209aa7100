#include "views/plan/plan_painter.h"

#include "model/units/quantity_text.h"
#include "views/theme.h"

#include <QPainter>
#include <QPainterPath>

#include <cmath>

namespace hallwright {

namespace {

// Widths in pixels of the design from which a box shows more of itself.
constexpr double outlineFrom = 6.0;
constexpr double barFrom = 14.0;
constexpr double nameFrom = 26.0;
constexpr double detailFrom = 58.0;

constexpr std::size_t kinds = static_cast<std::size_t>(BoxKind::Count_);
// Fills beyond the kinds: the overlay's steps, then one for "no value" and one for each mark but None.
constexpr std::size_t noValueFill = kinds + overlaySteps;

QString quantity(double si, Dimension dimension) {
    return std::isnan(si) ? QStringLiteral("?") : QString::fromStdString(formatQuantity({si, dimension}));
}

}  // namespace

QFont PlanPainter::font(double pixels, bool bold) const {
    QFont font = textFont();
    font.setPixelSize(px(pixels));
    if (bold) font.setWeight(QFont::DemiBold);
    return font;
}

void PlanPainter::paint(QPainter& painter, const QRect& area, const PlanScene& scene, const Viewport& viewport,
                        double ratio, const Theme& theme, const Options& options) {
    m_painter = &painter;
    m_scene = &scene;
    m_theme = &theme;
    m_viewport = viewport;
    m_ratio = ratio;
    m_area = area;
    painter.setRenderHint(QPainter::Antialiasing, false);
    painter.fillRect(area, theme.ground);
    if (scene.empty()) return;
    paintShell(area);
    paintTiles(area);
    paintAisles();
    paintObstacles();
    paintLines(true);
    paintBoxes(area, options);
    paintBoxDetails(options);
    paintLines(false);
    paintNames();
    paintClashes();
    paintRowNames();
    paintMarks();
    paintSelection(options);
}

void PlanPainter::paintShell(const QRect&) {
    const QRect hall = m_viewport.pixels(m_scene->hall());
    m_painter->fillRect(hall, m_theme->floor);
    paintOutline(hall.adjusted(-px(2), -px(2), px(2), px(2)), m_theme->wall, px(2));
}

void PlanPainter::paintAisles() {
    std::array<QPixmap, 2> tiles;
    for (const PlanAisle& aisle : m_scene->aisles()) {
        const QRect in = m_viewport.pixels(aisle.area) & m_area;
        if (in.isEmpty()) continue;
        const QColor ground = aisle.hot ? m_theme->hotAisle : m_theme->coldAisle;
        if (std::min(in.width(), in.height()) < px(8)) {
            m_painter->fillRect(in, ground);
            continue;
        }
        // Hot aisles lean one way, cold ones the other, so that they differ without colour. An opaque tile is
        // copied line by line; a pattern brush would be blended pixel by pixel.
        QPixmap& tile = tiles[aisle.hot ? 1 : 0];
        if (tile.isNull()) {
            tile = QPixmap(64, 64);
            tile.fill(ground);
            QPainter once(&tile);
            once.fillRect(tile.rect(), QBrush(mixed(ground, m_theme->text, 0.06), aisle.hot ? Qt::BDiagPattern : Qt::FDiagPattern));
        }
        m_painter->drawTiledPixmap(in, tile);
        if (aisle.contained) {
            m_painter->setPen(QPen(mixed(ground, m_theme->text, 0.35), px(1), Qt::DashLine));
            m_painter->setBrush(Qt::NoBrush);
            m_painter->drawRect(in.adjusted(0, 0, -1, -1));
        }
    }
}

void PlanPainter::paintTiles(const QRect& area) {
    const Micrometres tile = m_scene->tile();
    if (tile.um <= 0 || tile.um / 1000.0 * m_viewport.scale < px(14)) return;
    const QRect hall = m_viewport.pixels(m_scene->hall()) & area;
    if (hall.isEmpty()) return;
    const Rect seen = m_viewport.plan(hall);
    std::vector<QLine> lines;
    const auto first = [&](Millimetres from) { return static_cast<int>(std::ceil(from.mm * 1000.0 / tile.um)); };
    for (int i = first(seen.x); tile.times(i) <= seen.right(); ++i) {
        const int x = static_cast<int>(std::lround(m_viewport.x(tile.times(i))));
        lines.emplace_back(x, hall.top(), x, hall.bottom());
    }
    for (int i = first(seen.y); tile.times(i) <= seen.top(); ++i) {
        const int y = static_cast<int>(std::lround(m_viewport.y(tile.times(i))));
        lines.emplace_back(hall.left(), y, hall.right(), y);
    }
    // Opaque, since blending long lines costs more than all the boxes; aisles are drawn over it, so hatching stays clear.
    m_painter->setPen(QPen(m_theme->tile, 0));
    m_painter->drawLines(lines.data(), static_cast<int>(lines.size()));
}

void PlanPainter::paintObstacles() {
    for (const PlanObstacle& obstacle : m_scene->obstacles()) {
        const QRect in = m_viewport.pixels(obstacle.area);
        m_painter->fillRect(in, obstacle.kind == ObstacleKind::Column ? m_theme->wall : m_theme->obstacle);
        if (obstacle.kind == ObstacleKind::KeepOut && in.width() > px(8))
            m_painter->fillRect(in, QBrush(mixed(m_theme->obstacle, m_theme->text, 0.25), Qt::DiagCrossPattern));
        if (obstacle.kind != ObstacleKind::Column) paintOutline(in, m_theme->boxLine, px(1));
        if (obstacle.kind != ObstacleKind::Column && in.width() > px(44) && in.height() > px(14))
            text(in, obstacle.name, font(11), m_theme->text);
    }
}

void PlanPainter::paintLines(bool trays) {
    for (const PlanLine& line : m_scene->lines()) {
        if ((line.item.table == TableId::Trays) != trays) continue;
        const QPoint from(static_cast<int>(std::lround(m_viewport.x(line.x1))), static_cast<int>(std::lround(m_viewport.y(line.y1))));
        const QPoint to(static_cast<int>(std::lround(m_viewport.x(line.x2))), static_cast<int>(std::lround(m_viewport.y(line.y2))));
        if (trays) {
            const QRect in = m_viewport.pixels(line.area());
            if (std::min(in.width(), in.height()) < px(3)) {
                m_painter->setPen(QPen(mixed(m_theme->tray, m_theme->floor, 0.4), 0));
                m_painter->drawLine(from, to);
            } else {
                m_painter->setPen(QPen(m_theme->tray, 0));
                m_painter->setBrush(Qt::NoBrush);
                m_painter->drawRect(in.adjusted(0, 0, -1, -1));
            }
        } else {
            // The second system is dashed, so that A and B differ without colour.
            const int width = std::max(1, std::min(px(3), static_cast<int>(m_viewport.length({120}))));
            QColor colour = m_theme->busway;
            colour.setAlpha(120);
            QPen pen(colour, width, line.system % 2 == 0 ? Qt::SolidLine : Qt::DashLine, Qt::FlatCap);
            m_painter->setPen(pen);
            m_painter->drawLine(from, to);
        }
    }
}

QColor PlanPainter::fillOf(BoxKind kind) const {
    switch (kind) {
        case BoxKind::NetworkRack: return m_theme->networkRack;
        case BoxKind::PowerRack: return m_theme->powerRack;
        case BoxKind::CoolingUnit: return m_theme->cooling;
        case BoxKind::AirUnit: return m_theme->airUnit;
        default: return m_theme->rack;
    }
}

void PlanPainter::paintBoxes(const QRect& area, const Options& options) {
    m_drawn.clear();
    for (std::vector<QRect>& fill : m_fills) fill.clear();
    const double largest = options.evaluation ? overlayMaximum(*options.evaluation, options.overlay) : 0.0;
    const bool outlined = m_viewport.length({600}) >= px(outlineFrom);
    const int gap = !outlined && m_viewport.length({600}) >= px(2.5) ? 1 : 0;
    m_scene->forEachIn(m_viewport.plan(area), [&](const PlanBox& box) {
        QRect in = m_viewport.pixels(box.area);
        if (!in.intersects(area)) return;
        m_drawn.push_back({&box, in});
        std::size_t fill = static_cast<std::size_t>(box.kind);
        if (options.overlay == Overlay::Findings) {
            fill = box.mark == Mark::None ? noValueFill : noValueFill + static_cast<std::size_t>(box.mark);
        } else if (options.overlay != Overlay::None && options.evaluation) {
            const double value = overlayValue(*options.evaluation, options.overlay, box.item);
            fill = noValueFill;
            if (value == value && largest > 0.0)
                fill = kinds + static_cast<std::size_t>(std::clamp(value / largest * overlaySteps, 0.0, overlaySteps - 1.0));
        }
        if (gap != 0) in.adjust(0, 0, -gap, -gap);
        m_fills[fill].push_back(in);
    });
    m_painter->setPen(Qt::NoPen);
    for (std::size_t i = 0; i < m_fills.size(); ++i) {
        if (m_fills[i].empty()) continue;
        QColor colour = i < kinds ? fillOf(static_cast<BoxKind>(i)) : mixed(m_theme->floor, m_theme->rack, 0.5);
        if (i >= kinds && i < noValueFill)
            colour = mixed(m_theme->lowValue, m_theme->highValue, static_cast<double>(i - kinds) / (overlaySteps - 1));
        if (i > noValueFill) {
            const Mark mark = static_cast<Mark>(i - noValueFill);
            const QColor sign = mark == Mark::Error ? m_theme->error : mark == Mark::Warning ? m_theme->warning : m_theme->note;
            colour = mixed(m_theme->floor, sign, 0.45);
        }
        m_painter->setBrush(colour);
        m_painter->drawRects(m_fills[i].data(), static_cast<int>(m_fills[i].size()));
    }
    if (!outlined) return;
    std::vector<QRect> outlines;
    outlines.reserve(m_drawn.size());
    for (const Drawn& drawn : m_drawn) outlines.push_back(drawn.px.adjusted(0, 0, -1, -1));
    m_painter->setPen(QPen(m_theme->boxLine, 0));
    m_painter->setBrush(Qt::NoBrush);
    m_painter->drawRects(outlines.data(), static_cast<int>(outlines.size()));
}

void PlanPainter::paintBoxDetails(const Options& options) {
    const double width = m_viewport.length({600});
    if (width >= px(barFrom)) {
        std::vector<QRect> fronts;
        const int thick = std::max(px(2), static_cast<int>(width / 24));
        for (const Drawn& d : m_drawn) {
            QRect front = d.px;
            switch (d.box->facing) {
                case Facing::Up: front.setBottom(front.top() + thick - 1); break;
                case Facing::Down: front.setTop(front.bottom() - thick + 1); break;
                case Facing::Left: front.setRight(front.left() + thick - 1); break;
                case Facing::Right: front.setLeft(front.right() - thick + 1); break;
            }
            fronts.push_back(front);
        }
        m_painter->setPen(Qt::NoPen);
        m_painter->setBrush(m_theme->wall);
        m_painter->drawRects(fronts.data(), static_cast<int>(fronts.size()));
        if (options.overlay == Overlay::None) paintLoadBars();
    }
}

/// A bar on the side away from the front: load of the power shelves against what their redundancy leaves.
void PlanPainter::paintLoadBars() {
    std::vector<QRect> tracks, bars, over;
    const int margin = px(4), thick = px(3);
    for (const Drawn& d : m_drawn) {
        if (std::isnan(d.box->load) || d.px.width() < px(barFrom) || d.px.height() < px(barFrom)) continue;
        const bool atBottom = d.box->facing == Facing::Up;
        const int length = d.px.width() - 2 * margin;
        const int y = atBottom ? d.px.bottom() - margin - thick : d.px.top() + margin;
        tracks.emplace_back(d.px.left() + margin, y, length, thick);
        const int filled = static_cast<int>(std::lround(length * std::clamp(d.box->load, 0.0, 1.0)));
        (d.box->load > 1.0 ? over : bars).emplace_back(d.px.left() + margin, y, std::max(1, filled), thick);
    }
    m_painter->setPen(Qt::NoPen);
    const auto fill = [&](const std::vector<QRect>& rects, const QColor& colour) {
        m_painter->setBrush(colour);
        m_painter->drawRects(rects.data(), static_cast<int>(rects.size()));
    };
    fill(tracks, m_theme->barTrack);
    fill(bars, m_theme->bar);
    fill(over, m_theme->error);
}

void PlanPainter::text(const QRect& in, const QString& words, const QFont& f, const QColor& colour, bool rotated) {
    const QString key = QString::number(f.pixelSize()) + (f.weight() > QFont::Normal ? u'b' : u'n') + words;
    constexpr qsizetype mostTexts = 20000;
    if (m_texts.size() > mostTexts) m_texts.clear();
    if (m_turned.size() > mostTexts) m_turned.clear();
    QStaticText& cached = m_texts[key];
    if (cached.text().isNull()) {
        cached.setText(words);
        cached.setTextFormat(Qt::PlainText);
        cached.setPerformanceHint(QStaticText::AggressiveCaching);
        cached.prepare(QTransform(), f);
    }
    const QSizeF size = cached.size();
    if (size.width() > (rotated ? in.height() : in.width()) + 1) {
        const QFontMetrics metrics(f);
        const QString shorter = metrics.elidedText(words, Qt::ElideRight, (rotated ? in.height() : in.width()));
        if (shorter.size() <= 2 || shorter == words) return;
        text(in, shorter, f, colour, rotated);
        return;
    }
    m_painter->setFont(f);
    m_painter->setPen(colour);
    if (!rotated) {
        m_painter->drawStaticText(QPointF(std::round(in.center().x() + 0.5 - size.width() / 2), std::round(in.center().y() + 0.5 - size.height() / 2)), cached);
        return;
    }
    // Turned glyphs are not cached by the raster engine: turn a picture of the words once instead.
    QPixmap& turned = m_turned[key + colour.name()];
    if (turned.isNull()) {
        QImage image(size.toSize() + QSize(2, 2), QImage::Format_ARGB32_Premultiplied);
        image.fill(Qt::transparent);
        QPainter once(&image);
        once.setFont(f);
        once.setPen(colour);
        once.drawStaticText(QPointF(1, 1), cached);
        once.end();
        turned = QPixmap::fromImage(image.transformed(QTransform().rotate(-90)));
    }
    m_painter->drawPixmap(in.center() - QPoint(turned.width() / 2 - 1, turned.height() / 2 - 1), turned);
}

void PlanPainter::paintNames() {
    const QFont plain = font(11), bold = font(11, true), small = font(10), turned = font(10, true);
    const QFontMetrics metrics(bold);
    if (m_viewport.length({600}) < px(8)) return;
    const int line = px(14);
    for (const Drawn& d : m_drawn) {
        if (d.px.width() < px(nameFrom) && d.px.height() < px(nameFrom)) continue;
        const QRect in = d.px.adjusted(px(3), px(9), -px(3), -px(9));
        const bool detailed = d.px.width() >= px(detailFrom) && in.height() >= 3 * line;
        if (!detailed) {
            const bool tall = d.px.height() > d.px.width() && d.px.width() < px(80) && metrics.horizontalAdvance(d.box->name) > d.px.width() - px(4);
            if (std::min(d.px.width(), d.px.height()) >= px(13))
                text(d.px.adjusted(px(1), px(1), -px(1), -px(1)), d.box->name, tall ? turned : bold, m_theme->rackText, tall);
            continue;
        }
        const QRect top(in.left(), in.center().y() - line * 3 / 2, in.width(), line);
        text(top, d.box->name, bold, m_theme->rackText);
        text(top.translated(0, line), quantity(d.box->power, Dimension::Power), plain, m_theme->rackText);
        text(top.translated(0, 2 * line), d.box->part, small, mixed(m_theme->rackText, fillOf(d.box->kind), 0.25));
    }
}

/// Boxes that a rule of space refuses: hatched and framed, whatever their colour.
void PlanPainter::paintClashes() {
    for (const Drawn& d : m_drawn) {
        if (!d.box->clash) continue;
        m_painter->fillRect(d.px, QBrush(m_theme->error, Qt::BDiagPattern));
        paintOutline(d.px, m_theme->error, px(2));
    }
}

void PlanPainter::paintMarks() {
    const double width = m_viewport.length({600});
    const int size = width >= px(nameFrom) ? px(14) : px(9);
    // Each sign is drawn once and then copied; where racks are smaller than signs, one stands for its neighbours.
    std::array<QPixmap, 4> signs;
    std::vector<bool> taken;
    const int cellsAcross = m_area.width() / size + 2;
    if (width < size) taken.resize(static_cast<std::size_t>(cellsAcross) * static_cast<std::size_t>(m_area.height() / size + 2));
    const auto put = [&](QPoint at, Mark mark) {
        if (!taken.empty()) {
            const QPoint cell = (at - m_area.topLeft()) / size;
            if (cell.x() < 0 || cell.y() < 0 || cell.x() >= cellsAcross) return;
            const std::size_t index = static_cast<std::size_t>(cell.y()) * static_cast<std::size_t>(cellsAcross) + static_cast<std::size_t>(cell.x());
            if (index >= taken.size() || taken[index]) return;
            taken[index] = true;
        }
        QPixmap& sign = signs[static_cast<std::size_t>(mark)];
        if (sign.isNull()) {
            sign = QPixmap(size, size);
            sign.fill(Qt::transparent);
            QPainter once(&sign);
            once.setRenderHint(QPainter::Antialiasing, true);
            paintMark(once, QRectF(0, 0, size, size), mark, *m_theme);
        }
        m_painter->drawPixmap(at, sign);
    };
    for (const Drawn& d : m_drawn) {
        if (d.box->mark == Mark::None || (width < px(10) && d.box->mark != Mark::Error)) continue;
        put({d.px.right() - size + size / 3, d.px.top() - size / 3}, d.box->mark);
    }
    for (const PlanLine& line : m_scene->lines()) {
        if (line.mark == Mark::None || (width < px(10) && line.mark != Mark::Error)) continue;
        const QRect in = m_viewport.pixels(line.area());
        put({in.left() - size / 2, in.center().y() - size / 2}, line.mark);
    }
}

void PlanPainter::paintRowNames() {
    if (m_viewport.length({600}) < px(5)) return;
    const QFont bold = font(13, true);
    for (const PlanRow& row : m_scene->rows()) {
        const QRect in = m_viewport.pixels(row.area);
        const bool upright = in.height() > in.width();
        const int beside = static_cast<int>(m_viewport.length({700}));  // clear of a tray that ends there
        const QRect at = upright ? QRect(in.left(), in.top() - px(22), in.width(), px(18))
                                 : QRect(in.left() - px(64) - beside, in.top(), px(56), in.height());
        m_painter->setFont(bold);
        m_painter->setPen(m_theme->faint);
        m_painter->drawText(at, (upright ? Qt::AlignHCenter : Qt::AlignRight) | Qt::AlignVCenter, row.name);
    }
    if (m_viewport.length({600}) < px(12)) return;
    const QFont small = font(11);
    for (const PlanAisle& aisle : m_scene->aisles()) {
        const QRect in = m_viewport.pixels(aisle.area);
        const bool upright = in.height() > in.width();
        if (std::min(in.width(), in.height()) < px(16)) continue;
        const QString words = aisle.hot ? (aisle.contained ? QStringLiteral("Hot aisle, contained") : QStringLiteral("Hot aisle")) : QStringLiteral("Cold aisle");
        text(in, words, small, m_theme->faint, upright);
    }
}

void PlanPainter::paintOutline(const QRect& in, const QColor& colour, int width) {
    for (const QRect& side : {QRect(in.left(), in.top(), in.width(), width),
                              QRect(in.left(), in.bottom() - width + 1, in.width(), width),
                              QRect(in.left(), in.top(), width, in.height()),
                              QRect(in.right() - width + 1, in.top(), width, in.height())})
        m_painter->fillRect(side, colour);
}

void PlanPainter::paintSelection(const Options& options) {
    if (options.selected) {
        QColor wash = m_theme->accent;
        wash.setAlpha(44);
        for (ItemRef item : *options.selected) {
            const std::optional<Rect> area = m_scene->areaOf(item);
            if (!area) continue;
            const QRect in = m_viewport.pixels(*area).adjusted(-px(1), -px(1), px(1), px(1));
            m_painter->fillRect(in, wash);
            paintOutline(in, m_theme->accent, px(2));
        }
    }
    if (options.hover) {
        const std::optional<Rect> area = m_scene->areaOf(*options.hover);
        if (area) paintOutline(m_viewport.pixels(*area), m_theme->accent, px(1));
    }
}

void paintMark(QPainter& painter, const QRectF& in, Mark mark, const Theme& theme) {
    if (mark == Mark::None) return;
    const QColor colour = mark == Mark::Error ? theme.error : mark == Mark::Warning ? theme.warning : theme.note;
    const QColor inside = theme.panel;
    painter.setPen(QPen(inside, in.width() / 10));
    painter.setBrush(colour);
    QPainterPath path;
    const QPointF c = in.center();
    if (mark == Mark::Error) {
        path.moveTo(c.x(), in.top());
        path.lineTo(in.right(), in.bottom() - in.height() * 0.06);
        path.lineTo(in.left(), in.bottom() - in.height() * 0.06);
        path.closeSubpath();
    } else if (mark == Mark::Warning) {
        path.moveTo(c.x(), in.top());
        path.lineTo(in.right(), c.y());
        path.lineTo(c.x(), in.bottom());
        path.lineTo(in.left(), c.y());
        path.closeSubpath();
    } else {
        path.addEllipse(in.adjusted(in.width() * 0.1, in.height() * 0.1, -in.width() * 0.1, -in.height() * 0.1));
    }
    painter.drawPath(path);
    if (in.width() < 11) return;
    painter.setPen(QPen(inside, in.width() / 9, Qt::SolidLine, Qt::RoundCap));
    const double h = in.height();
    if (mark == Mark::Note) {
        painter.drawLine(QPointF(c.x(), c.y() - h * 0.02), QPointF(c.x(), c.y() + h * 0.2));
        painter.drawPoint(QPointF(c.x(), c.y() - h * 0.19));
    } else {
        const double down = mark == Mark::Error ? h * 0.08 : 0.0;
        painter.drawLine(QPointF(c.x(), c.y() - h * 0.18 + down), QPointF(c.x(), c.y() + h * 0.06 + down));
        painter.drawPoint(QPointF(c.x(), c.y() + h * 0.24 + down));
    }
}

}  // namespace hallwright
