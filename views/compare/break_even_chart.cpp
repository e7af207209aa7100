#include "views/compare/compare_charts.h"
#include "views/theme.h"
#include "views/units.h"

#include <QChart>
#include <QLineSeries>
#include <QValueAxis>

#include <algorithm>
#include <cmath>

namespace hallwright {

namespace {

constexpr int leftRoom = 84, topRoom = 48, bottomRoom = 40;
constexpr int sample = 28;          // a piece of line before its words
constexpr double labelStep = 15.0;  // between two words to the right of lines

/// 1, 2 or 5 times a power of ten, so that about `count` steps make the span.
double stepNotBelow(double span, int count) {
    const double rough = span / count, power = std::pow(10.0, std::floor(std::log10(rough)));
    for (double factor : {1.0, 2.0, 5.0})
        if (factor * power >= rough) return factor * power;
    return 10.0 * power;
}

std::vector<Value> tariffs(const BreakEven& breakEven) {
    std::vector<Value> all;
    for (double tariff : breakEven.tariffs)
        all.push_back({tariff, Dimension::MoneyPerEnergy});
    return all;
}

Qt::PenStyle lineStyle(std::size_t line) {
    constexpr Qt::PenStyle styles[] = {Qt::SolidLine, Qt::DashLine, Qt::DotLine, Qt::DashDotLine,
                                       Qt::DashDotDotLine};
    return styles[line % std::size(styles)];
}

}  // namespace

BreakEvenChart::BreakEvenChart(QWidget* parent) : PlainChart(parent) {
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setViewportUpdateMode(FullViewportUpdate);
    setFixedHeight(sizeHint().height());
}

void BreakEvenChart::show(const BreakEven& breakEven) {
    m_breakEven = breakEven;
    m_lines.clear();
    chart()->removeAllSeries();
    for (QAbstractAxis* axis : chart()->axes()) {
        chart()->removeAxis(axis);
        delete axis;
    }
    const std::vector<double>& lives = m_breakEven.lives;
    if (lives.empty()) return;
    const auto [shortest, longest] = std::minmax_element(lives.begin(), lives.end());
    auto* across = new QValueAxis;
    auto* up = new QValueAxis;
    across->setVisible(false);
    up->setVisible(false);
    chart()->addAxis(across, Qt::AlignBottom);
    chart()->addAxis(up, Qt::AlignLeft);
    m_least = HUGE_VAL;
    m_most = -HUGE_VAL;
    for (const std::vector<double>& prices : m_breakEven.prices) {
        auto* line = new QLineSeries;
        for (std::size_t i = 0; i < std::min(prices.size(), lives.size()); ++i)
            if (std::isfinite(prices[i])) {
                line->append(lives[i], prices[i]);
                m_least = std::min(m_least, prices[i]);
                m_most = std::max(m_most, prices[i]);
            }
        chart()->addSeries(line);
        line->attachAxis(across);
        line->attachAxis(up);
        m_lines.push_back(line);
    }
    // A price far from all lines would press them into a strip: it is told in words alone.
    const double lowest = m_least, highest = m_most;
    for (const Value& price : {m_breakEven.price, m_breakEven.assumed.value_or(m_breakEven.price)})
        if (std::isfinite(price.si) &&
            (!(lowest < highest) || (price.si >= lowest - (highest - lowest) &&
                                     price.si <= highest + (highest - lowest)))) {
            m_least = std::min(m_least, price.si);
            m_most = std::max(m_most, price.si);
        }
    if (!(m_least <= m_most)) m_least = 0.0, m_most = 1.0;
    const double room = std::max((m_most - m_least) * 0.08, 1e-9 * std::abs(m_most) + 1e-9);
    m_least -= room;
    m_most += room;
    across->setRange(*shortest, *longest > *shortest ? *longest : *shortest + 1.0);
    up->setRange(m_least, m_most);
    m_rightRoom = sample + 8;
    const QFontMetrics metrics(textFont(11));
    for (const Value tariff : tariffs(m_breakEven))
        m_rightRoom =
            std::max(m_rightRoom, sample + 8 + metrics.horizontalAdvance(shownText(tariff)));
    setAccessibleDescription(
        tr("Break-even price of a switch: %1").arg(shownText(m_breakEven.price)));
    showTheme();
    place();
}

void BreakEvenChart::place() {
    chart()->setPlotArea(QRectF(leftRoom, topRoom, std::max(20, width() - leftRoom - m_rightRoom),
                                std::max(20, height() - topRoom - bottomRoom)));
}

void BreakEvenChart::resizeEvent(QResizeEvent* event) {
    PlainChart::resizeEvent(event);
    place();
}

void BreakEvenChart::showTheme() {
    const Theme& theme = Theme::current();
    for (std::size_t i = 0; i < m_lines.size(); ++i)
        m_lines[i]->setPen(QPen(mixed(theme.accent, theme.text, 0.3 * static_cast<double>(i % 3)),
                                2.0, lineStyle(i)));
    PlainChart::showTheme();
}

void BreakEvenChart::drawForeground(QPainter* painter, const QRectF&) {
    const Theme& theme = Theme::current();
    const QRectF plot = chart()->plotArea();
    const std::vector<double>& lives = m_breakEven.lives;
    if (m_lines.empty() || lives.empty() || plot.isEmpty()) return;
    const auto [shortest, longest] = std::minmax_element(lives.begin(), lives.end());
    const double span = std::max(*longest - *shortest, 1.0);
    const auto xOf = [&](double life) {
        return plot.left() + (life - *shortest) / span * plot.width();
    };
    const auto yOf = [&](double price) {
        return plot.bottom() - (price - m_least) / (m_most - m_least) * plot.height();
    };
    painter->setFont(textFont(11));
    const double step = stepNotBelow(m_most - m_least, 5);
    for (double price = std::ceil(m_least / step) * step; price <= m_most; price += step) {
        const double y = yOf(price);
        painter->setPen(theme.line);
        painter->drawLine(QPointF(plot.left(), y), QPointF(plot.right(), y));
        painter->setPen(theme.faint);
        // Adding up steps leaves a little beside nought.
        const double told = std::abs(price) < step * 1e-6 ? 0.0 : price;
        painter->drawText(QRectF(0, y - 8, leftRoom - 8, 16), Qt::AlignRight | Qt::AlignVCenter,
                          shownText({told, Dimension::Money}));
    }
    double free = -HUGE_VAL;
    for (double life : lives) {
        const QString words = shownText({life, Dimension::Time});
        const double wide = painter->fontMetrics().horizontalAdvance(words), x = xOf(life);
        if (x - wide / 2.0 < free + 8.0) continue;
        free = x + wide / 2.0;
        painter->setPen(theme.line);
        painter->drawLine(QPointF(x, plot.bottom()), QPointF(x, plot.bottom() + 4));
        painter->setPen(theme.faint);
        painter->drawText(QRectF(x - wide, plot.bottom() + 4, 2.0 * wide, 16), Qt::AlignCenter,
                          words);
    }
    painter->setPen(theme.faint);
    painter->drawText(QRectF(plot.left(), plot.bottom() + 20, plot.width(), 16), Qt::AlignCenter,
                      tr("Life of the switch"));
    // Words of the levels stand above the plot: within it lines cross them.
    double row = 0.0;
    const auto level = [&](const Value& price, const QColor& colour, const QString& text) {
        if (!std::isfinite(price.si)) return;
        const bool inside = price.si >= m_least && price.si <= m_most;
        painter->setPen(QPen(colour, 1.5, Qt::DashLine));
        if (inside)
            painter->drawLine(QPointF(plot.left(), yOf(price.si)),
                              QPointF(plot.right(), yOf(price.si)));
        painter->drawLine(QPointF(0, row + 9), QPointF(sample - 4, row + 9));
        painter->setPen(colour);
        const QString words = text.arg(shownText(price));
        painter->drawText(QRectF(sample, row, width() - sample, 18),
                          Qt::AlignLeft | Qt::AlignVCenter,
                          inside              ? words
                          : price.si > m_most ? tr("%1, above what is drawn").arg(words)
                                              : tr("%1, below what is drawn").arg(words));
        row += 18.0;
    };
    level(m_breakEven.price, theme.good, tr("in this hall %1"));
    if (m_breakEven.assumed) level(*m_breakEven.assumed, theme.warning, tr("price of the part %1"));
    // Words to the right of the lines, pushed apart where ends lie close.
    std::vector<std::pair<double, std::size_t>> ends;
    for (std::size_t i = 0; i < m_lines.size(); ++i)
        if (m_lines[i]->count() > 0)
            ends.emplace_back(yOf(m_lines[i]->at(m_lines[i]->count() - 1).y()), i);
    std::sort(ends.begin(), ends.end());
    // From below each leaves room for those under it, then from above: none comes under the plot.
    double limit = plot.bottom() - 8.0;
    for (auto end = ends.rbegin(); end != ends.rend(); ++end) {
        end->first = std::min(end->first, limit);
        limit = end->first - labelStep;
    }
    double next = -HUGE_VAL;
    for (const auto& [y, i] : ends) {
        next = std::max(next, y);
        painter->setPen(QPen(m_lines[i]->pen().color(), 2.0, lineStyle(i)));
        painter->drawLine(QPointF(plot.right() + 4, next),
                          QPointF(plot.right() + sample - 4, next));
        painter->setPen(theme.text);
        painter->drawText(QRectF(plot.right() + sample, next - 8, m_rightRoom - sample, 16),
                          Qt::AlignLeft | Qt::AlignVCenter,
                          i < m_breakEven.tariffs.size()
                              ? shownText({m_breakEven.tariffs[i], Dimension::MoneyPerEnergy})
                              : QString());
        next += labelStep;
    }
}

}  // namespace hallwright
