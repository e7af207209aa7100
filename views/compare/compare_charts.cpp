#include "views/compare/compare_charts.h"

#include "views/dashboard/chart_picture.h"
#include "views/theme.h"
#include "views/units.h"

#include <QEvent>
#include <QGridLayout>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QVBoxLayout>

#include <cmath>

namespace hallwright {

namespace {

enum Card { PowerCard, CostCard, FailuresCard, BreakEvenCard, TornadoCard };
constexpr int twoColumns_px = 900;

QString words(std::string_view text) {
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

/// A figure of fabrics over all of them: what is known of it, and whether that is all.
struct Sum {
    double si = NAN;
    bool partial = false;
};

void add(Sum& sum, const Figure& figure) {
    if (figure.status == Status::Absent) return;
    if (std::isnan(figure.value.si)) {
        sum.partial = true;
        return;
    }
    sum.si = (std::isnan(sum.si) ? 0.0 : sum.si) + figure.value.si;
    sum.partial = sum.partial || figure.status == Status::Partial;
}

Sum overFabrics(const Evaluation& e, Fig figure) {
    Sum sum;
    e.hall().fabrics.forEach(
        [&](Id<Fabric> id, const Fabric&) { add(sum, e.figure({figure, id.raw})); });
    return sum;
}

/// Of things that happen a year, where the words beside it say so.
QString countWords(const Sum& sum) {
    if (std::isnan(sum.si)) return QObject::tr("not known");
    return (sum.partial ? QObject::tr("at least ") : QString()) +
           shownText({sum.si, Dimension::One});
}

StackChart::Bar powerBar(const ComparedHall& hall) {
    StackChart::Bar bar;
    bar.name = words(hall.name);
    for (Fig figure : {Fig::fabricSwitchPower, Fig::fabricOpticsPower, Fig::fabricHostOpticsPower}) {
        const Sum sum = overFabrics(*hall.evaluation, figure);
        bar.parts.push_back(sum.si);
        bar.partial = bar.partial || sum.partial;
    }
    return bar;
}

StackChart::Bar costBar(const ComparedHall& hall) {
    StackChart::Bar bar;
    bar.name = words(hall.name);
    Sum price, life;
    add(price, hall.evaluation->figure({Fig::networkCapex, 0}));
    add(life, hall.evaluation->figure({Fig::networkLifeCost, 0}));
    bar.parts = {price.si, life.si - price.si};
    bar.partial = price.partial || life.partial;
    return bar;
}

StackChart::Bar failuresBar(const ComparedHall& hall) {
    StackChart::Bar bar;
    bar.name = words(hall.name);
    const Sum failures = overFabrics(*hall.evaluation, Fig::fabricFailures);
    bar.parts = {failures.si};
    bar.partial = failures.partial;
    bar.words = QObject::tr("link flaps %1 · jobs stopped %2")
                    .arg(countWords(overFabrics(*hall.evaluation, Fig::fabricFlaps)),
                         countWords(overFabrics(*hall.evaluation, Fig::fabricInterrupts)));
    return bar;
}

std::vector<TornadoChart::Bar> tornadoBars(const BreakEven& breakEven) {
    constexpr std::size_t most = 10;
    const Dimension dimension = breakEven.price.dimension;
    const auto step = [&](double si) {
        return (si < 0.0 ? QStringLiteral("−") : QStringLiteral("+")) +
               shownText({std::abs(si), dimension});
    };
    std::vector<TornadoChart::Bar> bars;
    for (const Sensitivity& one : breakEven.tornado) {
        if (bars.size() == most) break;
        // The chart shows how far the ends lie from the middle.
        const double low = one.atLow - breakEven.tornadoAt, high = one.atHigh - breakEven.tornadoAt;
        TornadoChart::Bar bar;
        bar.name = QStringLiteral("%1 (%2 … %3)")
                       .arg(words(one.title), shownText(one.low), shownText(one.high));
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
    const int columns = width() >= twoColumns_px ? 2 : 1;
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
    std::vector<StackChart::Bar> power, cost, failures;
    for (const ComparedHall& hall : comparison->halls) {
        power.push_back(powerBar(hall));
        cost.push_back(costBar(hall));
        failures.push_back(failuresBar(hall));
    }
    m_power->show({tr("switches"), tr("optics at switches"), tr("optics at hosts")}, power,
                  Dimension::Power);
    m_cost->show({tr("price"), tr("energy and maintenance")}, cost, Dimension::Money);
    m_failures->show({tr("failures")}, failures, Dimension::One);
    for (Card card : {PowerCard, CostCard, FailuresCard})
        m_cards[card]->setEmpty({});
    const BreakEven& breakEven = comparison->breakEven;
    const bool priced = breakEven.refused.empty() && !breakEven.prices.empty();
    const QString why = breakEven.refused.empty()
                            ? tr("Set a hall with pluggable switches beside one with co-packaged "
                                 "ones to see the price at which they cost the same.")
                            : words(breakEven.refused);
    m_cards[BreakEvenCard]->setEmpty(priced ? QString() : why);
    if (priced) m_breakEven->show(breakEven);
    const std::vector<TornadoChart::Bar> bars = tornadoBars(breakEven);
    m_cards[TornadoCard]->setEmpty(!bars.empty() ? QString()
                                   : priced      ? tr("Nothing that it rests on is given with a "
                                                           "range.")
                                                 : why);
    m_tornadoOf->setText(
        QStringLiteral("%1: %2").arg(words(breakEven.tornadoOf),
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
