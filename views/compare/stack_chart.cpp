#include "views/compare/compare_charts.h"
#include "views/compare/one_unit.h"
#include "views/theme.h"
#include "views/units.h"

#include <QBarCategoryAxis>
#include <QBarSet>
#include <QChart>
#include <QHorizontalStackedBarSeries>
#include <QValueAxis>

#include <cmath>
#include <numeric>

namespace hallwright {

namespace {

constexpr int stackStep = 60;    // pixels from bar to bar: name, bar, parts in words
constexpr int stackHeight = 18;  // in the middle of it
constexpr int legendHeight = 24;
constexpr int swatch = 12;

QBrush partBrush(std::size_t part) {
    const Theme& theme = Theme::current();
    switch (part % 3) {
    case 0:
        return QBrush(theme.accent);
    case 1:
        return QBrush(theme.bar, Qt::BDiagPattern);
    default:
        return QBrush(mixed(theme.accent, theme.panel, 0.35), Qt::Dense4Pattern);
    }
}

QColor partLine(std::size_t part) {
    const Theme& theme = Theme::current();
    return part % 3 == 1 ? theme.bar : theme.accent;
}

double total(const StackChart::Bar& bar) {
    double sum = 0.0;
    for (double part : bar.parts)
        if (!std::isnan(part)) sum += part;
    return sum;
}

bool unknownWhole(const StackChart::Bar& bar) {
    for (double part : bar.parts)
        if (!std::isnan(part)) return false;
    return true;
}

}  // namespace

StackChart::StackChart(QWidget* parent) : PlainChart(parent) {
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setViewportUpdateMode(FullViewportUpdate);
}

QSize StackChart::sizeHint() const {
    return {320,
            static_cast<int>(m_bars.size()) * stackStep + (m_parts.size() > 1 ? legendHeight : 0)};
}

void StackChart::show(const std::vector<QString>& parts, const std::vector<Bar>& bars,
                      Dimension dimension) {
    m_parts = parts;
    m_bars = bars;
    m_dimension = dimension;
    m_sets.clear();
    chart()->removeAllSeries();
    for (QAbstractAxis* axis : chart()->axes()) {
        chart()->removeAxis(axis);
        delete axis;
    }
    auto* series = new QHorizontalStackedBarSeries;
    QStringList categories, spoken;
    double most = 0.0;
    for (const Bar& bar : m_bars) {
        categories += QString::number(categories.size());
        most = std::max(most, total(bar));
    }
    for (std::size_t part = 0; part < m_parts.size(); ++part) {
        auto* set = new QBarSet(m_parts[part]);
        // Bars count from the bottom.
        for (auto bar = m_bars.rbegin(); bar != m_bars.rend(); ++bar)
            set->append(std::isnan(bar->parts[part]) ? 0.0 : std::max(0.0, bar->parts[part]));
        series->append(set);
        m_sets.push_back(set);
    }
    series->setBarWidth(double{stackHeight} / stackStep);
    chart()->addSeries(series);
    auto* names = new QBarCategoryAxis;
    names->append(categories);
    names->setVisible(false);
    auto* values = new QValueAxis;
    values->setVisible(false);
    values->setRange(0.0, most > 0.0 ? most : 1.0);
    chart()->addAxis(names, Qt::AlignLeft);
    chart()->addAxis(values, Qt::AlignBottom);
    series->attachAxis(names);
    series->attachAxis(values);
    for (const Bar& bar : m_bars)
        spoken += bar.name + u' ' +
                  (unknownWhole(bar) ? tr("not known") : shownText({total(bar), m_dimension}));
    setAccessibleDescription(spoken.join(QStringLiteral(", ")));
    setFixedHeight(sizeHint().height());
    showTheme();
    place();
}

void StackChart::place() {
    const int top = m_parts.size() > 1 ? legendHeight : 0;
    chart()->setPlotArea(QRectF(0, top, std::max(20, width() - 2), height() - top));
}

void StackChart::resizeEvent(QResizeEvent* event) {
    PlainChart::resizeEvent(event);
    place();
}

void StackChart::showTheme() {
    for (std::size_t part = 0; part < m_sets.size(); ++part) {
        m_sets[part]->setBrush(partBrush(part));
        m_sets[part]->setPen(QPen(partLine(part), 1.0));
    }
    PlainChart::showTheme();
}

void StackChart::drawForeground(QPainter* painter, const QRectF&) {
    const Theme& theme = Theme::current();
    const QRectF plot = chart()->plotArea();
    if (m_bars.empty() || plot.isEmpty()) return;
    double x = 0.0, most = 0.0;
    for (const Bar& bar : m_bars)
        most = std::max(most, total(bar));
    const OneUnit unit(m_dimension, most);
    painter->setFont(textFont(12));
    for (std::size_t part = 0; m_parts.size() > 1 && part < m_parts.size(); ++part) {
        const QRectF box(x + 0.5, (legendHeight - swatch) / 2.0 - 3.5, swatch, swatch);
        painter->setPen(partLine(part));
        painter->setBrush(partBrush(part));
        painter->drawRect(box);
        painter->setPen(theme.text);
        const double wide = painter->fontMetrics().horizontalAdvance(m_parts[part]);
        painter->drawText(QRectF(x + swatch + 6, 0, wide + 4, legendHeight - 6),
                          Qt::AlignLeft | Qt::AlignVCenter, m_parts[part]);
        x += swatch + wide + 24;
    }
    for (std::size_t i = 0; i < m_bars.size(); ++i) {
        const Bar& bar = m_bars[i];
        const double top = plot.top() + static_cast<double>(i) * stackStep;
        const QString sum =
            unknownWhole(bar) ? tr("not known")
                              : (bar.partial ? tr("at least ") : QString()) + unit.text(total(bar));
        painter->setFont(tabularFont(13));
        const double sumWidth = painter->fontMetrics().horizontalAdvance(sum) + 8.0;
        painter->setPen(unknownWhole(bar) ? theme.faint : theme.text);
        painter->drawText(QRectF(plot.right() - sumWidth, top, sumWidth, 20),
                          Qt::AlignRight | Qt::AlignVCenter, sum);
        painter->setFont(textFont(13));
        painter->setPen(theme.text);
        const QRectF nameRoom(0, top, plot.right() - sumWidth - 8, 20);
        painter->drawText(nameRoom, Qt::AlignLeft | Qt::AlignVCenter,
                          painter->fontMetrics().elidedText(bar.name, Qt::ElideRight,
                                                            static_cast<int>(nameRoom.width())));
        QStringList words;
        for (std::size_t part = 0; m_parts.size() > 1 && part < m_parts.size(); ++part)
            words += QStringLiteral("%1 %2").arg(m_parts[part], std::isnan(bar.parts[part])
                                                                    ? tr("not known")
                                                                    : unit.text(bar.parts[part]));
        const QString below = bar.words.isEmpty() ? words.join(QStringLiteral(" · ")) : bar.words;
        painter->setFont(textFont(11));
        painter->setPen(theme.faint);
        const QRectF belowRoom(0, top + (stackStep + stackHeight) / 2.0 + 1, plot.width(), 16);
        painter->drawText(belowRoom, Qt::AlignLeft | Qt::AlignVCenter,
                          painter->fontMetrics().elidedText(below, Qt::ElideRight,
                                                            static_cast<int>(belowRoom.width())));
    }
}

}  // namespace hallwright
