#include "views/dashboard/dashboard.h"

#include "model/reports/breakdown.h"
#include "model/reports/figure_text.h"
#include "views/dashboard/chart_picture.h"
#include "views/dashboard/charts.h"
#include "views/document.h"
#include "views/range_worker.h"
#include "views/theme.h"
#include "views/units.h"

#include <QComboBox>
#include <QGridLayout>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QVBoxLayout>

#include <cmath>

namespace hallwright {

namespace {

constexpr int twoCards_px = 960;
constexpr int dashboardSettle_ms = 60;

QString totalWords(const Evaluation& e, Fig figure) {
    const double si = e.number(figure);
    if (std::isnan(si)) return QObject::tr("total unknown");
    const bool partial = e.columns().status(figure, 0) == Status::Partial;
    return (partial ? QObject::tr("at least ") : QString()) +
           shownText({si, info(figure).dimension});
}

}  // namespace

Dashboard::Dashboard(DocumentModel& document, const RangeWorker& ranges, QWidget* parent)
    : QWidget(parent), m_document(document), m_ranges(ranges), m_scroll(new QScrollArea),
      m_page(new QWidget), m_grid(new QGridLayout(m_page)), m_gaugeGrid(new QGridLayout),
      m_power(new BarChart), m_cost(new BarChart), m_heat(new HeatChart),
      m_tornado(new TornadoChart), m_figures(new QComboBox) {
    setObjectName("dashboard");
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_scroll);
    m_scroll->setWidget(m_page);
    m_scroll->setWidgetResizable(true);
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_grid->setContentsMargins(16, 16, 16, 16);
    m_grid->setSpacing(12);

    m_cards[LimitsCard] = new ChartCard(tr("How near the limits are"));
    auto* gauges = new QWidget;
    gauges->setLayout(m_gaugeGrid);
    m_gaugeGrid->setContentsMargins(0, 8, 0, 0);
    m_gaugeGrid->setSpacing(8);
    m_cards[LimitsCard]->add(gauges);
    m_cards[PowerCard] = new ChartCard(tr("Where the power goes"));
    m_cards[PowerCard]->add(m_power);
    m_cards[CostCard] = new ChartCard(tr("Where the money goes"));
    m_cards[CostCard]->add(m_cost);
    m_cards[HeatCard] = new ChartCard(tr("Where the heat goes"));
    m_cards[HeatCard]->add(m_heat, 1);
    m_cards[TornadoCard] = new ChartCard(tr("What its range rests on"));
    m_cards[TornadoCard]->add(m_tornado);
    m_figures->setAccessibleName(tr("Figure whose range is taken apart"));
    m_figures->setMaximumWidth(320);
    m_cards[TornadoCard]->addToHead(m_figures);

    auto* save = new QPushButton(tr("Export Picture…"));
    save->setAutoDefault(false);
    connect(save, &QPushButton::clicked, this, &Dashboard::exportWanted);
    m_cards[LimitsCard]->addToHead(save);

    m_soon.setSingleShot(true);
    m_soon.setInterval(dashboardSettle_ms);
    connect(&m_soon, &QTimer::timeout, this, &Dashboard::refresh);
    connect(&document, &DocumentModel::changed, this, [this](const ChangeEvent& event) {
        if (!event.hallChanged()) return;
        m_stale = true;
        if (isVisible()) m_soon.start();
    });
    connect(&ranges, &RangeWorker::changed, this, [this] {
        if (isVisible()) refreshTornado();
    });
    connect(&Units::shown(), &Units::changed, this, [this] {
        m_stale = true;
        if (isVisible()) refresh();
    });
    connect(m_figures, &QComboBox::activated, this, &Dashboard::refreshTornado);
    refresh();
}

FigureRef Dashboard::tornadoFigure() const {
    const QStringList words = m_figures->currentData().toString().split(u'/');
    if (words.size() != 2) return {Fig::facilityPower, 0};
    return {static_cast<Fig>(words[0].toInt()), static_cast<RawId>(words[1].toInt())};
}

void Dashboard::setTornadoFigure(FigureRef ref) {
    const int at = m_figures->findData(
        QStringLiteral("%1/%2").arg(static_cast<int>(ref.figure)).arg(ref.item));
    if (at < 0) return;
    m_figures->setCurrentIndex(at);
    refreshTornado();
}

void Dashboard::showEvent(QShowEvent* event) {
    QWidget::showEvent(event);
    if (m_stale) refresh();
    arrange();
}

void Dashboard::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    arrange();
}

/// Two columns where there is room; gauges as many side by side as fit.
void Dashboard::arrange() {
    const int columns = width() >= twoCards_px ? 2 : 1;
    if (columns != m_columns) {
        m_columns = columns;
        for (ChartCard* card : m_cards)
            m_grid->removeWidget(card);
        m_grid->addWidget(m_cards[LimitsCard], 0, 0, 1, columns);
        if (columns == 2) {
            m_grid->addWidget(m_cards[PowerCard], 1, 0);
            m_grid->addWidget(m_cards[HeatCard], 1, 1);
            m_grid->addWidget(m_cards[CostCard], 2, 0);
            m_grid->addWidget(m_cards[TornadoCard], 3, 0, 1, 2);
            m_grid->removeWidget(m_cards[HeatCard]);
            m_grid->addWidget(m_cards[HeatCard], 1, 1, 2, 1);
        } else {
            int row = 1;
            for (Card card : {PowerCard, CostCard, HeatCard, TornadoCard})
                m_grid->addWidget(m_cards[card], row++, 0);
        }
        for (int i = 0; i < 6; ++i)
            m_grid->setRowStretch(i, i == 5 ? 1 : 0);
        m_grid->setColumnStretch(0, 1);
        m_grid->setColumnStretch(1, columns == 2 ? 1 : 0);
    }
    const int perLine = std::max(1, (width() - 80) / 164);
    for (Gauge* gauge : m_gauges)
        m_gaugeGrid->removeWidget(gauge);
    int at = 0;
    for (Gauge* gauge : m_gauges)
        if (!gauge->isHidden()) {
            m_gaugeGrid->addWidget(gauge, at / perLine, at % perLine, Qt::AlignTop);
            ++at;
        }
}

void Dashboard::refresh() {
    m_stale = false;
    const Evaluation& e = m_document.evaluation();
    const bool empty = m_document.hall().sites.empty();
    const QString none = empty ? tr("Open a hall or plan a new one to see it here.") : QString();

    const std::vector<LimitRow> limits = empty ? std::vector<LimitRow>() : limitRows(e);
    const bool made = m_gauges.size() < limits.size();
    while (m_gauges.size() < limits.size()) {
        auto* gauge = new Gauge(m_gaugeGrid->parentWidget());
        connect(gauge, &Gauge::clicked, this, [this, gauge] {
            if (gauge->row().item) Q_EMIT itemsWanted({*gauge->row().item});
        });
        m_gauges.push_back(gauge);
    }
    const auto shownGauges = [&] {
        return std::count_if(m_gauges.begin(), m_gauges.end(),
                             [](Gauge* gauge) { return !gauge->isHidden(); });
    };
    const auto before = shownGauges();
    for (std::size_t i = 0; i < m_gauges.size(); ++i) {
        if (i < limits.size()) m_gauges[i]->show(limits[i]);
        m_gauges[i]->setVisible(i < limits.size());
    }
    m_cards[LimitsCard]->setEmpty(none);

    const auto bars = [&](Card card, BarChart* chart, const Breakdown& breakdown) {
        m_cards[card]->setTotal(empty ? QString() : totalWords(e, breakdown.total.figure));
        const QString why = empty                     ? none
                            : breakdown.parts.empty() ? tr("Nothing in this hall counts here yet.")
                                                      : QString();
        m_cards[card]->setEmpty(why);
        if (why.isEmpty()) chart->show(breakdown, e.number(breakdown.total.figure));
    };
    bars(PowerCard, m_power, empty ? Breakdown() : powerBreakdown(e));
    bars(CostCard, m_cost, empty ? Breakdown() : costBreakdown(e));
    if (!empty) {
        const Breakdown heat = heatBreakdown(e);
        m_cards[HeatCard]->setEmpty(
            heat.parts.empty() ? tr("Nothing in this hall gives off heat yet.") : QString());
        m_cards[HeatCard]->setTotal(
            tr("%1 to liquid, %2 to air")
                .arg(totalWords(e, Fig::liquidHeat), totalWords(e, Fig::airHeat)));
        m_heat->show(heat);
    } else {
        m_cards[HeatCard]->setEmpty(none);
        m_cards[HeatCard]->setTotal({});
    }
    fillFigures();
    refreshTornado();
    if (shownGauges() != before || made) arrange();
}

void Dashboard::fillFigures() {
    const Evaluation& e = m_document.evaluation();
    std::vector<FigureRef> refs;
    if (!m_document.hall().sites.empty()) refs = hallFigures(e);
    QStringList titles, keys;
    for (FigureRef ref : refs) {
        if (std::isnan(e.number(ref.figure, ref.item))) continue;
        const FigureInfo& row = info(ref.figure);
        QString title = QString::fromStdString(std::string(row.title));
        if (row.scope == Scope::Fabric)
            title = QString::fromStdString(itemName(e.hall(), {TableId::Fabrics, ref.item})) +
                    QStringLiteral(": ") + title;
        titles += title;
        keys += QStringLiteral("%1/%2").arg(static_cast<int>(ref.figure)).arg(ref.item);
    }
    QStringList now;
    for (int i = 0; i < m_figures->count(); ++i)
        now += m_figures->itemData(i).toString();
    if (now == keys) return;
    const FigureRef kept = tornadoFigure();
    m_figures->clear();
    for (qsizetype i = 0; i < keys.size(); ++i)
        m_figures->addItem(titles[i], keys[i]);
    const int at = m_figures->findData(
        QStringLiteral("%1/%2").arg(static_cast<int>(kept.figure)).arg(kept.item));
    m_figures->setCurrentIndex(at);
}

void Dashboard::refreshTornado() {
    const bool empty = m_document.hall().sites.empty() || m_figures->count() == 0;
    m_figures->setVisible(!empty);
    if (empty) {
        m_cards[TornadoCard]->setEmpty(tr("Open a hall or plan a new one to see it here."));
        return;
    }
    const FigureRef ref = tornadoFigure();
    const std::vector<Effect> effects = m_ranges.effectsOf(ref);
    m_cards[TornadoCard]->setTotal(shownText(
        {m_document.evaluation().number(ref.figure, ref.item), info(ref.figure).dimension}));
    if (effects.empty()) {
        m_cards[TornadoCard]->setEmpty(
            m_ranges.fresh() ? tr("Nothing that this figure rests on is given with a range.")
                             : tr("Working out what this figure rests on…"));
        return;
    }
    m_cards[TornadoCard]->setEmpty({});
    m_tornado->show(m_document.evaluation(), ref, effects);
}

void Dashboard::showTheme() {
    for (ChartCard* card : m_cards)
        card->showTheme();
    for (Gauge* gauge : m_gauges)
        gauge->showTheme();
}

Result<void> Dashboard::exportPicture(const QString& path) {
    if (m_stale) refresh();
    m_page->adjustSize();
    return writeChartPicture(*m_page, QString::fromStdString(m_document.hall().site().name), path);
}

}  // namespace hallwright
