#include "views/plan/plan_painter.h"

#include "views/plan/cable_density.h"
#include "views/theme.h"
#include "views/units.h"

#include <QPainter>
#include <QPainterPath>

#include <algorithm>
#include <cmath>

namespace hallwright {

namespace {

// Widths in pixels of the design from which a box shows more of itself.
constexpr double outlineFrom = 6.0;
constexpr double barFrom = 20.0;
constexpr double frontFrom = 14.0;

constexpr std::size_t kinds = static_cast<std::size_t>(BoxKind::Count_);
// Fills beyond the kinds: the overlay's steps, then one for "no value" and one for each mark but
// None.
constexpr std::size_t noValueFill = kinds + overlaySteps;

}  // namespace

void PlanPainter::paint(QPainter& painter, const QRect& area, const PlanScene& scene,
                        const Viewport& viewport, double ratio, const Theme& theme,
                        const Options& options) {
    m_painter = &painter;
    m_scene = &scene;
    m_theme = &theme;
    m_viewport = viewport;
    m_overlay = options.overlay;
    m_ratio = ratio;
    m_area = area;
    const int over = overhang(ratio);
    m_sight = area.adjusted(-over, -over, over, over);
    m_newWords = 0;
    m_wordsMissing = false;
    painter.save();
    painter.setClipRect(area, Qt::IntersectClip);
    // Patterns lie still on the plan, so that a part drawn later joins what is there.
    painter.setBrushOrigin(
        QPointF(std::floor(viewport.origin.x() + 0.5), std::floor(viewport.origin.y() + 0.5)));
    painter.setRenderHint(QPainter::Antialiasing, false);
    painter.fillRect(area, theme.ground);
    if (scene.empty()) {
        painter.restore();
        return;
    }
    prepareLettering();
    m_placed.clear();
    m_plates.clear();
    paintShell(area);
    paintTiles(area);
    paintAisles();
    paintObstacles();
    paintLines(true);
    paintBoxes(options);
    paintBoxDetails(options);
    paintLines(false);
    placeNames();
    paintPlates();
    paintRowNames();
    drawPlaced();
    paintClashes();
    paintMarks();
    paintSelection(options);
    painter.restore();
}

void PlanPainter::paintShell(const QRect&) {
    const QRect hall = m_viewport.pixels(m_scene->hall());
    m_painter->fillRect(hall, m_theme->floor);
    paintOutline(hall.adjusted(-px(2), -px(2), px(2), px(2)), m_theme->wall, px(2));
}

void PlanPainter::paintAisles() {
    std::array<QPixmap, 2> tiles;
    for (const PlanAisle& aisle : m_scene->aisles()) {
        const QRect whole = m_viewport.pixels(aisle.area);
        const QRect in = whole & m_area;
        if (in.isEmpty()) continue;
        const QColor ground = aisle.hot ? m_theme->hotAisle : m_theme->coldAisle;
        if (std::min(whole.width(), whole.height()) < px(8)) {
            m_painter->fillRect(in, ground);
            continue;
        }
        // Hot aisles lean one way, cold ones the other, so that they differ without colour. An
        // opaque tile is copied line by line; a pattern brush would be blended pixel by pixel.
        QPixmap& tile = tiles[aisle.hot ? 1 : 0];
        if (tile.isNull()) {
            tile = QPixmap(64, 64);
            tile.fill(ground);
            QPainter once(&tile);
            once.fillRect(tile.rect(), QBrush(mixed(ground, m_theme->text, 0.06),
                                              aisle.hot ? Qt::BDiagPattern : Qt::FDiagPattern));
        }
        m_painter->drawTiledPixmap(
            in, tile, QPoint((in.left() - whole.left()) % 64, (in.top() - whole.top()) % 64));
        if (aisle.contained) {
            const QColor colour = mixed(ground, m_theme->text, 0.35);
            const QRect edge = whole.adjusted(0, 0, -1, -1);
            drawDashed({edge.topLeft(), edge.topRight()}, px(1), colour);
            drawDashed({edge.bottomLeft(), edge.bottomRight()}, px(1), colour);
            drawDashed({edge.topLeft(), edge.bottomLeft()}, px(1), colour);
            drawDashed({edge.topRight(), edge.bottomRight()}, px(1), colour);
        }
    }
}

/// A line along x or y in dashes that begin at its end, whatever part of it is in sight: a pen's
/// own dashes begin where the line is cut off. A line that lies askew is drawn whole.
void PlanPainter::drawDashed(const QLine& line, int width, const QColor& colour) {
    const bool across = line.y1() == line.y2();
    if (!across && line.x1() != line.x2()) {
        m_painter->setPen(QPen(colour, width, Qt::SolidLine, Qt::FlatCap));
        m_painter->drawLine(line);
        return;
    }
    const int dash = 4 * width, period = 6 * width;
    const auto [from, to] =
        across ? std::minmax({line.x1(), line.x2()}) : std::minmax({line.y1(), line.y2()});
    const int low = across ? m_sight.left() : m_sight.top();
    const int high = across ? m_sight.right() : m_sight.bottom();
    const int side = (across ? line.y1() : line.x1()) - width / 2;
    m_dashes.clear();
    for (int at = from + std::max(0, (low - from) / period - 1) * period; at <= std::min(to, high);
         at += period) {
        const int length = std::min(dash, to + 1 - at);
        m_dashes.push_back(across ? QRect(at, side, length, width)
                                  : QRect(side, at, width, length));
    }
    m_painter->setPen(Qt::NoPen);
    m_painter->setBrush(colour);
    m_painter->drawRects(m_dashes.data(), static_cast<int>(m_dashes.size()));
}

void PlanPainter::paintTiles(const QRect& area) {
    const Micrometres tile = m_scene->tile();
    if (tile.um <= 0 || tile.um / 1000.0 * m_viewport.scale < px(14)) return;
    const QRect hall = m_viewport.pixels(m_scene->hall()) & area;
    if (hall.isEmpty()) return;
    const Rect seen = m_viewport.plan(hall);
    std::vector<QLine> lines;
    const auto first = [&](Millimetres from) {
        return static_cast<int>(std::ceil(from.mm * 1000.0 / tile.um));
    };
    for (int i = first(seen.x); tile.times(i) <= seen.right(); ++i) {
        const int x = Viewport::whole(m_viewport.x(tile.times(i)));
        lines.emplace_back(x, hall.top(), x, hall.bottom());
    }
    for (int i = first(seen.y); tile.times(i) <= seen.top(); ++i) {
        const int y = Viewport::whole(m_viewport.y(tile.times(i)));
        lines.emplace_back(hall.left(), y, hall.right(), y);
    }
    // Opaque, since blending long lines costs more than all the boxes; aisles are drawn over it, so
    // hatching stays clear.
    m_painter->setPen(QPen(m_theme->tile, 0));
    m_painter->drawLines(lines.data(), static_cast<int>(lines.size()));
}

void PlanPainter::paintObstacles() {
    for (const PlanObstacle& obstacle : m_scene->obstacles()) {
        const QRect in = m_viewport.pixels(obstacle.area);
        if (!in.intersects(m_area)) continue;
        m_painter->fillRect(in, obstacle.kind == ObstacleKind::Column ? m_theme->wall
                                                                      : m_theme->obstacle);
        if (obstacle.kind == ObstacleKind::KeepOut && in.width() > px(8))
            m_painter->fillRect(
                in, QBrush(mixed(m_theme->obstacle, m_theme->text, 0.25), Qt::DiagCrossPattern));
        if (obstacle.kind != ObstacleKind::Column) paintOutline(in, m_theme->boxLine, px(1));
        if (obstacle.kind != ObstacleKind::Column && in.width() > px(44) && in.height() > px(14))
            place(Obstacle, obstacle.name, in);
    }
}

void PlanPainter::paintLines(bool trays) {
    for (const PlanLine& line : m_scene->lines()) {
        if ((line.item.table == TableId::Trays) != trays ||
            !m_viewport.pixels(line.area())
                 .adjusted(-px(4), -px(4), px(4), px(4))
                 .intersects(m_sight))
            continue;
        const QPoint from(Viewport::whole(m_viewport.x(line.x1)),
                          Viewport::whole(m_viewport.y(line.y1)));
        const QPoint to(Viewport::whole(m_viewport.x(line.x2)),
                        Viewport::whole(m_viewport.y(line.y2)));
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
            const int width =
                std::max(1, std::min(px(3), static_cast<int>(m_viewport.length({120}))));
            QColor colour = m_theme->busway;
            colour.setAlpha(120);
            m_painter->setPen(QPen(colour, width, Qt::SolidLine, Qt::FlatCap));
            if (line.system % 2 == 0)
                m_painter->drawLine(from, to);
            else
                drawDashed({from, to}, width, colour);
        }
    }
}

QColor PlanPainter::fillOf(BoxKind kind) const {
    switch (kind) {
    case BoxKind::NetworkRack:
        return m_theme->networkRack;
    case BoxKind::PowerRack:
        return m_theme->powerRack;
    case BoxKind::CoolingUnit:
        return m_theme->cooling;
    case BoxKind::AirUnit:
        return m_theme->airUnit;
    default:
        return m_theme->rack;
    }
}

QColor PlanPainter::fillColour(std::size_t fill) const {
    if (fill < kinds) return fillOf(static_cast<BoxKind>(fill));
    if (fill < noValueFill) return overlayColour(static_cast<int>(fill - kinds), *m_theme);
    if (fill == noValueFill) return mixed(m_theme->floor, m_theme->rack, 0.5);
    const Mark mark = static_cast<Mark>(fill - noValueFill);
    return mixed(m_theme->floor,
                 mark == Mark::Error     ? m_theme->error
                 : mark == Mark::Warning ? m_theme->warning
                                         : m_theme->note,
                 0.45);
}

void PlanPainter::paintBoxes(const Options& options) {
    m_drawn.clear();
    for (std::vector<QRect>& fill : m_fills)
        fill.clear();
    const bool cables = options.overlay == Overlay::Cables && options.density;
    const double largest = cables ? options.density->most
                           : options.evaluation
                               ? overlayMaximum(*options.evaluation, options.overlay)
                               : 0.0;
    const bool outlined = m_viewport.length({600}) >= px(outlineFrom);
    const int gap = !outlined && m_viewport.length({600}) >= px(2.5) ? 1 : 0;
    m_scene->forEachIn(m_viewport.plan(m_sight), [&](const PlanBox& box) {
        QRect in = m_viewport.pixels(box.area);
        if (!in.intersects(m_sight)) return;
        std::size_t fill = static_cast<std::size_t>(box.kind);
        double value = unknown;
        if (options.overlay == Overlay::Findings) {
            fill = box.mark == Mark::None ? noValueFill
                                          : noValueFill + static_cast<std::size_t>(box.mark);
        } else if (options.overlay != Overlay::None && options.evaluation) {
            value = cables ? options.density->cablesOf(*options.evaluation, box.item)
                           : overlayValue(*options.evaluation, options.overlay, box.item);
            fill = noValueFill;
            if (value == value && largest > 0.0)
                fill = kinds + static_cast<std::size_t>(std::clamp(value / largest * overlaySteps,
                                                                   0.0, overlaySteps - 1.0));
        }
        const bool applies = std::isnan(value) && options.evaluation &&
                             overlayApplies(*options.evaluation, options.overlay, box.item);
        m_drawn.push_back({&box, in, fill, value, applies});
        if (gap != 0) in.adjust(0, 0, -gap, -gap);
        m_fills[fill].push_back(in);
    });
    m_painter->setPen(Qt::NoPen);
    for (std::size_t i = 0; i < m_fills.size(); ++i) {
        if (m_fills[i].empty()) continue;
        m_painter->setBrush(fillColour(i));
        m_painter->drawRects(m_fills[i].data(), static_cast<int>(m_fills[i].size()));
    }
    if (!outlined) return;
    // Sides as areas: of a pen's rectangle that begins out of sight a corner is lost.
    std::vector<QRect> sides;
    sides.reserve(4 * m_drawn.size());
    for (const Drawn& drawn : m_drawn) {
        const QRect& in = drawn.px;
        sides.emplace_back(in.left(), in.top(), in.width(), 1);
        sides.emplace_back(in.left(), in.bottom(), in.width(), 1);
        sides.emplace_back(in.left(), in.top(), 1, in.height());
        sides.emplace_back(in.right(), in.top(), 1, in.height());
    }
    m_painter->setBrush(m_theme->boxLine);
    m_painter->drawRects(sides.data(), static_cast<int>(sides.size()));
}

void PlanPainter::paintBoxDetails(const Options& options) {
    const double width = m_viewport.length({600});
    if (width >= px(frontFrom)) {
        std::vector<QRect> fronts;
        const int thick = std::max(px(2), static_cast<int>(width / 24));
        for (const Drawn& d : m_drawn) {
            QRect front = d.px;
            switch (d.box->facing) {
            case Facing::Up:
                front.setBottom(front.top() + thick - 1);
                break;
            case Facing::Down:
                front.setTop(front.bottom() - thick + 1);
                break;
            case Facing::Left:
                front.setRight(front.left() + thick - 1);
                break;
            case Facing::Right:
                front.setLeft(front.right() - thick + 1);
                break;
            }
            fronts.push_back(front);
        }
        m_painter->setPen(Qt::NoPen);
        m_painter->setBrush(m_theme->wall);
        m_painter->drawRects(fronts.data(), static_cast<int>(fronts.size()));
        if (options.overlay == Overlay::None) paintLoadBars();
    }
}

/// A bar along the side away from the front: load of the power shelves against what their
/// redundancy leaves. Beyond that it is thicker, so that it differs without colour.
void PlanPainter::paintLoadBars() {
    std::vector<QRect> tracks, bars, over;
    const int margin = px(4), thin = px(3), thick = px(5);
    for (const Drawn& d : m_drawn) {
        if (std::isnan(d.box->load) || d.px.width() < px(barFrom) || d.px.height() < px(barFrom))
            continue;
        const bool upright = d.box->facing == Facing::Left || d.box->facing == Facing::Right;
        const int length = (upright ? d.px.height() : d.px.width()) - 2 * margin;
        const auto bar = [&](int filled, int width) {
            switch (d.box->facing) {
            case Facing::Up:
                return QRect(d.px.left() + margin, d.px.bottom() + 1 - margin - width, filled,
                             width);
            case Facing::Down:
                return QRect(d.px.left() + margin, d.px.top() + margin, filled, width);
            case Facing::Left:
                return QRect(d.px.right() + 1 - margin - width, d.px.bottom() + 1 - margin - filled,
                             width, filled);
            default:
                return QRect(d.px.left() + margin, d.px.bottom() + 1 - margin - filled, width,
                             filled);
            }
        };
        if (d.box->load > 1.0) {
            over.push_back(bar(length, thick));
            continue;
        }
        tracks.push_back(bar(length, thin));
        bars.push_back(bar(std::max(1, static_cast<int>(std::lround(length * d.box->load))), thin));
    }
    m_painter->setPen(Qt::NoPen);
    const auto fill = [&](const std::vector<QRect>& rects, const QColor& colour) {
        m_painter->setBrush(colour);
        m_painter->drawRects(rects.data(), static_cast<int>(rects.size()));
    };
    fill(tracks, m_theme->barTrack);
    fill(bars, m_theme->bar);
    fill(over, m_theme->warning);
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
    // Each sign is drawn once and then copied; where racks are smaller than signs, one stands for
    // its neighbours.
    std::array<QPixmap, 4> signs;
    std::vector<bool> taken;
    // Cells lie still on the plan.
    const auto cellOf = [&](int at, double origin) {
        return static_cast<int>(
            std::floor((at - std::floor(origin + 0.5)) / static_cast<double>(size)));
    };
    const QPoint first(cellOf(m_sight.left() - size, m_viewport.origin.x()),
                       cellOf(m_sight.top() - size, m_viewport.origin.y()));
    const int cellsAcross = m_sight.width() / size + 4;
    if (width < size)
        taken.resize(static_cast<std::size_t>(cellsAcross) *
                     static_cast<std::size_t>(m_sight.height() / size + 4));
    const auto put = [&](QPoint at, Mark mark) {
        if (!taken.empty()) {
            const QPoint cell = QPoint(cellOf(at.x(), m_viewport.origin.x()),
                                       cellOf(at.y(), m_viewport.origin.y())) -
                                first;
            if (cell.x() < 0 || cell.y() < 0 || cell.x() >= cellsAcross) return;
            const std::size_t index =
                static_cast<std::size_t>(cell.y()) * static_cast<std::size_t>(cellsAcross) +
                static_cast<std::size_t>(cell.x());
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
        if (!in.adjusted(-size, 0, 0, 0).intersects(m_sight)) continue;
        put({in.left() - size / 2, in.center().y() - size / 2}, line.mark);
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
    const QColor colour = mark == Mark::Error     ? theme.error
                          : mark == Mark::Warning ? theme.warning
                                                  : theme.note;
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
        path.addEllipse(in.adjusted(in.width() * 0.1, in.height() * 0.1, -in.width() * 0.1,
                                    -in.height() * 0.1));
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
        painter.drawLine(QPointF(c.x(), c.y() - h * 0.18 + down),
                         QPointF(c.x(), c.y() + h * 0.06 + down));
        painter.drawPoint(QPointF(c.x(), c.y() + h * 0.24 + down));
    }
}

}  // namespace hallwright
