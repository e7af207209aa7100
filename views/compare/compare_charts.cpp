#include "views/compare/compare_charts.h"

#include "views/compare/one_unit.h"
#include "views/dashboard/chart_picture.h"
#include "views/reading_text.h"
#include "views/theme.h"
#include "views/units.h"

#include <QEvent>
#include <QGridLayout>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QVBoxLayout>

#include <algorithm>
#include <cmath>

namespace hallwright {

namespace {

constexpr int twoCharts_px = 900;

/// A row of the comparison by its id; null where there is none.
const ComparisonRow* rowOf(const Comparison& comparison, std::string_view id) {
    for (const ComparisonRow& row : comparison.rows)
        if (row.id == id) return &row;
    return nullptr;
}

bool isRefused(const ComparisonRow& row) {
    return std::any_of(row.refused.begin(), row.refused.end(),
                       [](const std::string& why) { return !why.empty(); });
}

/// A number as it may be drawn beside others.
struct Drawn {
    double si = NAN;
    bool partial = false;
};

Drawn drawn(const ComparisonRow* row, std::size_t side) {
    if (!row || side >= row->values.size()) return {};
    if (side < row->refused.size() && !row->refused[side].empty()) return {};
    const Figure& figure = row->values[side];
    return {figure.value.si, figure.status == Status::Partial};
}

/// The row itself, or where a side of it is refused the one that is like for like.
const ComparisonRow* alike(const Comparison& comparison, const std::string& id, bool& onOneBase) {
    const ComparisonRow* row = rowOf(comparison, id);
    if (!row || !isRefused(*row)) return row;
    const ComparisonRow* other = rowOf(comparison, id + ".read.chosen");
    onOneBase = onOneBase || other;
    return other ? other : row;
}

/// Of things that happen a year, where the words beside it say so.
QString countWords(const Drawn& number) {
    if (std::isnan(number.si)) return QObject::tr("not known");
    return (number.partial ? QObject::tr("at least ") : QString()) +
           shownText({number.si, Dimension::One});
}

/// Bars of what adds up to a row: what is left of it after the other parts stands first.
std::vector<StackChart::Bar> bars(const Comparison& comparison, const ComparisonRow* whole,
                                  const std::vector<const ComparisonRow*>& parts, bool restFirst) {
    std::vector<StackChart::Bar> out;
    for (std::size_t side = 0; side < comparison.halls.size(); ++side) {
        StackChart::Bar bar;
        bar.name = fromView(comparison.halls[side].name);
        const Drawn total = drawn(whole, side);
        double rest = total.si;
        bar.partial = total.partial;
        for (const ComparisonRow* row : parts) {
            const Drawn part = drawn(row, side);
            bar.parts.push_back(part.si);
            if (!std::isnan(part.si)) rest -= part.si;
        }
        bar.parts.insert(restFirst ? bar.parts.begin() : bar.parts.end(), rest);
        // Parts of a whole that is not known are no bar.
        if (std::isnan(total.si)) std::fill(bar.parts.begin(), bar.parts.end(), NAN);
        out.push_back(std::move(bar));
    }
    return out;
}

std::vector<StackChart::Bar> failureBars(const Comparison& comparison) {
    std::vector<StackChart::Bar> out;
    for (std::size_t side = 0; side < comparison.halls.size(); ++side) {
        const Drawn failures = drawn(rowOf(comparison, "fabrics.failures_per_year"), side);
        StackChart::Bar bar;
        bar.name = fromView(comparison.halls[side].name);
        bar.parts = {failures.si};
        bar.partial = failures.partial;
        bar.words =
            QObject::tr("link flaps %1 · jobs stopped %2")
                .arg(countWords(drawn(rowOf(comparison, "fabrics.flaps_per_year"), side)),
                     countWords(drawn(rowOf(comparison, "fabrics.interrupts_per_year"), side)));
        out.push_back(std::move(bar));
    }
    return out;
}

std::vector<TornadoChart::Bar> tornadoBars(const BreakEven& breakEven) {
    constexpr std::size_t most = 10;
    const Dimension dimension = breakEven.price.dimension;
    double largest = 0.0;
    for (const Sensitivity& one : breakEven.tornado)
        for (double end : {one.atLow, one.atHigh})
            largest = std::max(largest, std::abs(end - breakEven.tornadoAt));
    const OneUnit unit(dimension, largest);
    const auto step = [&](double si) {
        return (si < 0.0 ? QStringLiteral("−") : QStringLiteral("+")) + unit.text(std::abs(si));
    };
    std::vector<TornadoChart::Bar> bars;
    for (const Sensitivity& one : breakEven.tornado) {
        if (bars.size() == most) break;
        // The chart shows how far the ends lie from the middle.
        const double low = one.atLow - breakEven.tornadoAt, high = one.atHigh - breakEven.tornadoAt;
        TornadoChart::Bar bar;
        bar.name = QStringLiteral("%1 (%2 … %3)")
                       .arg(fromView(one.title), shownText(one.low), shownText(one.high));
        bar.low = std::min({0.0, low, high});
        bar.high = std::max({0.0, low, high});
        if (bar.low < 0.0) bar.down = step(bar.low);
        if (bar.high > 0.0) bar.up = step(bar.high);
        bars.push_back(std::move(bar));
    }
    return bars;
}

}  // namespace

CompareCharts::CompareCharts(QWidget* parent)
    : QWidget(parent), m_scroll(new QScrollArea(this)), m_page(new QWidget(m_scroll)),
      m_grid(new QGridLayout(m_page)), m_power(new StackChart(m_page)),
      m_cost(new StackChart(m_page)), m_failures(new StackChart(m_page)),
      m_breakEven(new BreakEvenChart(m_page)), m_tornado(new TornadoChart(m_page)),
      m_tornadoOf(new QLabel(m_page)) {
    m_tornado->setNamesAbove();
    setObjectName("compareCharts");
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_scroll);
    m_scroll->setWidget(m_page);
    m_scroll->setWidgetResizable(true);
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_grid->setContentsMargins(12, 12, 12, 12);
    m_grid->setSpacing(12);
    const auto card = [&](Card at, const QString& title, QWidget* chart) {
        m_cards[at] = new ChartCard(title, m_page);
        m_cards[at]->add(chart);
    };
    card(PowerCard, tr("Power of the network"), m_power);
    card(CostCard, tr("Cost of the network over its life"), m_cost);
    card(FailuresCard, tr("Optical failures a year"), m_failures);
    card(BreakEvenCard, tr("What a co-packaged switch may cost"), m_breakEven);
    card(TornadoCard, tr("What the answer rests on"), m_tornadoOf);
    m_cards[TornadoCard]->add(m_tornado);
    m_tornadoOf->setWordWrap(true);
    m_tornadoOf->setFont(textFont(12));
    auto* save = new QPushButton(tr("Export Picture…"), m_page);
    save->setObjectName("compareExport");
    save->setAutoDefault(false);
    m_export = save;
    m_cards[PowerCard]->addToHead(save);
    connect(save, &QPushButton::clicked, this, &CompareCharts::exportWanted);
    arrange();
}

void CompareCharts::arrange() {
    const int columns = width() >= twoCharts_px ? 2 : 1;
    if (columns == m_columns) return;
    m_columns = columns;
    for (ChartCard* card : m_cards)
        m_grid->removeWidget(card);
    m_grid->addWidget(m_cards[PowerCard], 0, 0);
    if (columns == 2) {
        m_grid->addWidget(m_cards[CostCard], 0, 1);
        m_grid->addWidget(m_cards[FailuresCard], 1, 0);
        m_grid->addWidget(m_cards[BreakEvenCard], 1, 1);
        m_grid->addWidget(m_cards[TornadoCard], 2, 0, 1, 2);
    } else {
        int row = 1;
        for (Card card : {CostCard, FailuresCard, BreakEvenCard, TornadoCard})
            m_grid->addWidget(m_cards[card], row++, 0);
    }
    for (int row = 0; row < 6; ++row)
        m_grid->setRowStretch(row, row == 5 ? 1 : 0);
    m_grid->setColumnStretch(0, 1);
    m_grid->setColumnStretch(1, columns == 2 ? 1 : 0);
}

void CompareCharts::show(const Comparison* comparison, const QString& whyNone) {
    const bool none = !comparison || comparison->halls.empty();
    m_export->setEnabled(!none);
    if (none) {
        for (ChartCard* card : m_cards)
            card->setEmpty(whyNone);
        return;
    }
    const QString likeForLike = tr("on one base, like for like");
    bool onOneBase = false;
    const ComparisonRow* power = alike(*comparison, "network.power", onOneBase);
    m_power->show({onOneBase ? tr("electronics") : tr("switches"), tr("optics at switches"),
                   tr("optics at hosts")},
                  bars(*comparison, power,
                       {rowOf(*comparison, "fabrics.power.optics"),
                        rowOf(*comparison, "fabrics.power.optics_host")},
                       true),
                  Dimension::Power);
    m_cards[PowerCard]->setTotal(onOneBase ? likeForLike : QString());
    bool costOnOneBase = false;
    const ComparisonRow* cost = alike(*comparison, "network.cost.life", costOnOneBase);
    m_cost->show({tr("price"), tr("energy and maintenance")},
                 bars(*comparison, cost, {rowOf(*comparison, "network.cost.capex")}, false),
                 Dimension::Money);
    m_cards[CostCard]->setTotal(costOnOneBase ? likeForLike : QString());
    m_failures->show({tr("failures")}, failureBars(*comparison), Dimension::One);
    for (Card card : {PowerCard, CostCard, FailuresCard})
        m_cards[card]->setEmpty({});
    const BreakEven& breakEven = comparison->breakEven;
    const bool priced = breakEven.refused.empty() && !breakEven.prices.empty();
    const QString why = breakEven.refused.empty()
                            ? tr("Set a hall with pluggable switches beside one with co-packaged "
                                 "ones to see the price at which they cost the same.")
                            : fromView(breakEven.refused);
    m_cards[BreakEvenCard]->setEmpty(priced ? QString() : why);
    if (priced) m_breakEven->show(breakEven);
    const std::vector<TornadoChart::Bar> bars = tornadoBars(breakEven);
    m_cards[TornadoCard]->setEmpty(!bars.empty() ? QString()
                                   : priced      ? tr("Nothing that it rests on is given with a "
                                                           "range.")
                                                 : why);
    m_tornadoOf->setText(tr("%1: %2. Bars say by how much that changes when one thing is at its "
                            "low or high end and all others stay.")
                             .arg(fromView(breakEven.tornadoOf),
                                  shownText({breakEven.tornadoAt, breakEven.price.dimension})));
    if (!bars.empty()) m_tornado->show(bars);
}

Result<void> CompareCharts::exportPicture(const QString& title, const QString& path) {
    return writeChartPicture(*m_page, title, path);
}

void CompareCharts::showTheme() {
    for (ChartCard* card : m_cards)
        card->showTheme();
}

void CompareCharts::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    arrange();
}

void CompareCharts::changeEvent(QEvent* event) {
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange) showTheme();
}

}  // namespace hallwright
