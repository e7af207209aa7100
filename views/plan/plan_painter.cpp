#include "views/plan/plan_painter.h"

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
constexpr double nameFrom = 26.0;
constexpr double detailFrom = 58.0;
constexpr double valueFrom = 44.0;

constexpr std::size_t kinds = static_cast<std::size_t>(BoxKind::Count_);
// Fills beyond the kinds: the overlay's steps, then one for "no value" and one for each mark but
// None.
constexpr std::size_t noValueFill = kinds + overlaySteps;

QString quantity(double si, Dimension dimension) {
    return std::isnan(si) ? QStringLiteral("?") : shownText({si, dimension});
}

}  // namespace

QFont PlanPainter::font(double pixels, bool bold) const {
    QFont font = textFont();
    font.setPixelSize(px(pixels));
    if (bold) font.setWeight(QFont::DemiBold);
    return font;
}

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
    const double largest =
        options.evaluation ? overlayMaximum(*options.evaluation, options.overlay) : 0.0;
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
            value = overlayValue(*options.evaluation, options.overlay, box.item);
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

// -- words
// -----------------------------------------------------------------------------------------

void PlanPainter::prepareLettering() {
    constexpr std::size_t mostWords = 30000;
    const bool changed = m_letteredRatio != m_ratio || m_letteredTheme != m_theme;
    m_letteredRatio = m_ratio;
    m_letteredTheme = m_theme;
    const QColor part = mixed(m_theme->rackText, m_theme->rack, 0.25);
    const struct {
        Style style;
        QFont font;
        QColor colour;
        bool turned;
    } rows[] = {
        {Name, font(11, true), m_theme->rackText, false},
        {Detail, font(11), m_theme->rackText, false},
        {PartName, font(10), part, false},
        {TurnedName, font(10, true), m_theme->rackText, true},
        {TurnedSmall, font(9, true), m_theme->rackText, true},
        {SmallName, font(9, true), m_theme->rackText, false},
        {Aisle, font(11), m_theme->faint, false},
        {TurnedAisle, font(11), m_theme->faint, true},
        {Obstacle, font(11), m_theme->text, false},
    };
    for (const auto& row : rows) {
        Lettering& lettering = m_lettering[row.style];
        if (!changed && lettering.words.size() < mostWords &&
            static_cast<std::size_t>(lettering.shortened.size()) < mostWords)
            continue;
        lettering = {row.font, row.colour, row.turned, {}, {}};
    }
}

const PlanPainter::Words* PlanPainter::wordsFor(Style style, const QString& words, int length) {
    Lettering& lettering = m_lettering[style];
    auto at = lettering.words.find(words);
    if (at == lettering.words.end()) {
        if (m_mostNewWords && m_newWords >= *m_mostNewWords) {
            m_wordsMissing = true;
            return nullptr;
        }
        ++m_newWords;
        Words made;
        made.text.setText(words);
        made.text.setTextFormat(Qt::PlainText);
        made.text.setPerformanceHint(QStaticText::AggressiveCaching);
        made.text.prepare(QTransform(), lettering.font);
        const QSizeF size = made.text.size();
        made.size = QSize(static_cast<int>(std::ceil(size.width())),
                          static_cast<int>(std::ceil(size.height())));
        if (lettering.turned) {
            // Turned glyphs are not cached by the raster engine: a picture of the words is turned
            // once instead.
            QImage image(made.size + QSize(2, 2), QImage::Format_ARGB32_Premultiplied);
            image.fill(Qt::transparent);
            QPainter once(&image);
            once.setFont(lettering.font);
            once.setPen(lettering.colour);
            once.drawStaticText(QPointF(1, 1), made.text);
            once.end();
            made.turned = QPixmap::fromImage(image.transformed(QTransform().rotate(-90)));
            made.size = made.turned.size();
        }
        at = lettering.words.emplace(words, std::move(made)).first;
    }
    const int needed = lettering.turned ? at->second.size.height() - 2 : at->second.size.width();
    if (needed <= length + 1) return &at->second;
    // Names differ at their end: they are cut in the middle.
    const bool isName =
        style == Name || style == SmallName || style == TurnedName || style == TurnedSmall;
    const QString key = words + QChar(static_cast<char16_t>(length));
    auto shorter = lettering.shortened.constFind(key);
    if (shorter == lettering.shortened.constEnd()) {
        if (m_mostNewWords && m_newWords >= *m_mostNewWords) {
            m_wordsMissing = true;
            return nullptr;
        }
        ++m_newWords;
        shorter = lettering.shortened.insert(
            key, QFontMetrics(lettering.font)
                     .elidedText(words, isName ? Qt::ElideMiddle : Qt::ElideRight, length));
    }
    if (shorter->size() <= 2 || *shorter == words) return nullptr;
    const QString wanted = *shorter;
    return wordsFor(style, wanted, length + needed);
}

bool PlanPainter::place(Style style, const QString& words, const QRect& in) {
    const Words* made =
        words.isEmpty()
            ? nullptr
            : wordsFor(style, words, m_lettering[style].turned ? in.height() : in.width());
    if (!made) return false;
    m_placed.push_back({made,
                        QPoint(in.left() + (in.width() - made->size.width() + 1) / 2,
                               in.top() + (in.height() - made->size.height() + 1) / 2),
                        style});
    return true;
}

void PlanPainter::drawPlaced() {
    std::stable_sort(m_placed.begin(), m_placed.end(),
                     [](const Placed& a, const Placed& b) { return a.style < b.style; });
    int style = -1;
    for (const Placed& placed : m_placed) {
        const Lettering& lettering = m_lettering[placed.style];
        if (placed.style != style) {
            style = placed.style;
            m_painter->setFont(lettering.font);
            m_painter->setPen(lettering.colour);
        }
        if (lettering.turned)
            m_painter->drawPixmap(placed.at, placed.words->turned);
        else
            m_painter->drawStaticText(placed.at, placed.words->text);
    }
}

void PlanPainter::placeNames() {
    if (m_viewport.length({600}) < px(8)) return;
    m_busways.clear();
    // Those over any part of a box in sight: where its name stands must not hang on what is drawn.
    const int reach = static_cast<int>(m_viewport.length(m_scene->largestBox())) + 1;
    const QRect around = m_sight.adjusted(-reach, -reach, reach, reach);
    for (const PlanLine& line : m_scene->lines())
        if (const QRect in = m_viewport.pixels(line.area());
            line.item.table == TableId::Busways && in.intersects(around))
            m_busways.push_back(in);
    for (const Drawn& d : m_drawn) {
        if (std::min(d.px.width(), d.px.height()) < px(13) ||
            std::max(d.px.width(), d.px.height()) < px(nameFrom))
            continue;
        const std::size_t first = m_placed.size();
        placeName(d);
        for (std::size_t i = first; i < m_placed.size(); ++i) {
            QRect plate =
                QRect(m_placed[i].at, m_placed[i].words->size).adjusted(-px(2), 0, px(2), 0) &
                d.px.adjusted(1, 1, -1, -1);
            // A stub of a line between words and edge would be dirt.
            const int least = m_lettering[m_placed[i].style].turned ? d.px.width() : px(6);
            if (plate.left() - d.px.left() < least) plate.setLeft(d.px.left() + 1);
            if (d.px.right() - plate.right() < least) plate.setRight(d.px.right() - 1);
            m_plates.emplace_back(d.fill, plate);
        }
    }
}

/// The tallest band of a box that no busway crosses, where it is high enough; else the whole box.
QRect PlanPainter::clearOfBusways(const QRect& in, int height) const {
    std::vector<std::pair<int, int>> taken;
    for (const QRect& busway : m_busways)
        if (busway.width() >= busway.height() && busway.intersects(in))
            taken.emplace_back(busway.top(), busway.bottom());
    if (taken.empty()) return in;
    std::sort(taken.begin(), taken.end());
    taken.emplace_back(in.bottom() + 1, in.bottom() + 1);
    int from = in.top(), bestFrom = 0, best = 0;
    for (const auto& [top, bottom] : taken) {
        // At equal height the lower band, which is the one of the fronts of the first row.
        if (top - from >= best) {
            best = top - from;
            bestFrom = from;
        }
        from = std::max(from, bottom + 1);
    }
    return best >= height ? QRect(in.left(), bestFrom, in.width(), best) : in;
}

/// The figure that a box tells: what colours it, else its power.
QString PlanPainter::figureText(const Drawn& d) const {
    const Fig figure = info(m_overlay).figure;
    if (figure == Fig::Count_ || m_overlay == Overlay::Power)
        return quantity(d.box->power, Dimension::Power);
    if (std::isnan(d.value) && !d.applies) return QStringLiteral("–");
    return quantity(d.value, info(figure).dimension);
}

/// The name across; upright where it fits only so; with power and part where there is room for
/// three lines.
void PlanPainter::placeName(const Drawn& d) {
    const int line = px(14);
    const QRect in = d.px.adjusted(px(3), px(9), -px(3), -px(4));
    if (d.px.width() >= px(detailFrom) && in.height() >= 3 * line) {
        const QRect band = clearOfBusways(in, 3 * line);
        const QRect top(band.left(), band.top() + (band.height() - 3 * line) / 2, band.width(),
                        line);
        place(Name, d.box->name, top);
        place(Detail, figureText(d), top.translated(0, line));
        place(PartName, d.box->part, top.translated(0, 2 * line));
        return;
    }
    // An overlay is read by its number too, not by colour alone.
    if (m_overlay != Overlay::None && d.px.width() >= px(valueFrom) && in.height() >= 2 * line) {
        const QRect band = clearOfBusways(in, 2 * line);
        const QRect top(band.left(), band.top() + (band.height() - 2 * line) / 2, band.width(),
                        line);
        place(Name, d.box->name, top);
        place(Detail, figureText(d), top.translated(0, line));
        return;
    }
    const QRect most = d.px.adjusted(px(2), px(1), -px(2), -px(1));
    const auto fits = [&](Style style) {
        const int room = m_lettering[style].turned ? most.height() : most.width();
        const Words* words = wordsFor(style, d.box->name, 20000);
        return words && (m_lettering[style].turned ? words->size.height() - 2
                                                   : words->size.width()) <= room + 1;
    };
    const bool wide = most.width() >= most.height();
    for (Style style : {Name, wide ? SmallName : TurnedName, TurnedSmall}) {
        if (!fits(style)) continue;
        const bool clear = !m_lettering[style].turned && most.height() >= px(40);
        place(style, d.box->name, clear ? clearOfBusways(in, line) : most);
        return;
    }
    place(wide ? SmallName : TurnedSmall, d.box->name, most);
}

/// Busways end before words that stand on a box, as lines do on a drawing.
void PlanPainter::paintPlates() {
    const bool any =
        std::any_of(m_scene->lines().begin(), m_scene->lines().end(),
                    [](const PlanLine& line) { return line.item.table == TableId::Busways; });
    if (!any || m_plates.empty()) return;
    std::stable_sort(m_plates.begin(), m_plates.end(),
                     [](const auto& a, const auto& b) { return a.first < b.first; });
    m_painter->setPen(Qt::NoPen);
    std::vector<QRect> rects;
    for (std::size_t i = 0; i < m_plates.size(); ++i) {
        rects.push_back(m_plates[i].second);
        if (i + 1 < m_plates.size() && m_plates[i + 1].first == m_plates[i].first) continue;
        m_painter->setBrush(fillColour(m_plates[i].first));
        m_painter->drawRects(rects.data(), static_cast<int>(rects.size()));
        rects.clear();
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

void PlanPainter::paintRowNames() {
    if (m_viewport.length({600}) < px(5)) return;
    const QFont bold = font(13, true);
    for (const PlanRow& row : m_scene->rows()) {
        const QRect in = m_viewport.pixels(row.area);
        const bool upright = in.height() > in.width();
        const int beside =
            static_cast<int>(m_viewport.length({700}));  // clear of a tray that ends there
        const QRect at = upright
                             ? QRect(in.left(), in.top() - px(22), in.width(), px(18))
                             : QRect(in.left() - px(64) - beside, in.top(), px(56), in.height());
        // A name may be wider than its place.
        const int wide = QFontMetrics(bold).horizontalAdvance(row.name);
        if (!at.adjusted(-wide, 0, wide, 0).intersects(m_area)) continue;
        m_painter->setFont(bold);
        m_painter->setPen(m_theme->faint);
        m_painter->drawText(at, (upright ? Qt::AlignHCenter : Qt::AlignRight) | Qt::AlignVCenter,
                            row.name);
    }
    if (m_viewport.length({600}) < px(12)) return;
    for (const PlanAisle& aisle : m_scene->aisles()) {
        const QRect in = m_viewport.pixels(aisle.area);
        const bool upright = in.height() > in.width();
        if (std::min(in.width(), in.height()) < px(16) || !in.intersects(m_area)) continue;
        const QString words = aisle.hot ? (aisle.contained ? QStringLiteral("Hot aisle, contained")
                                                           : QStringLiteral("Hot aisle"))
                                        : QStringLiteral("Cold aisle");
        place(upright ? TurnedAisle : Aisle, words, in);
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
