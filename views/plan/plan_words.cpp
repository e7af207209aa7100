// The words of the plan: how they are set once and kept, and where they stand.

#include "views/plan/plan_painter.h"
#include "views/theme.h"
#include "views/units.h"

#include <QLocale>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace hallwright {

namespace {

// Widths in pixels of the design from which a box shows more words.
constexpr double detailFrom = 58.0;
constexpr double valueFrom = 44.0;

QString quantity(double si, Dimension dimension) {
    return std::isnan(si) ? QStringLiteral("?") : shownText({si, dimension});
}

}  // namespace

QFont PlanPainter::font(double pixels, bool bold) const { return textFont(px(pixels), bold); }

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
            // A last bit of line between words and edge would look like dirt.
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
    if (m_overlay == Overlay::Cables)
        return std::isnan(d.value) ? QStringLiteral("–")
                                   : QLocale(QLocale::English).toString(static_cast<int>(d.value));
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

}  // namespace hallwright
