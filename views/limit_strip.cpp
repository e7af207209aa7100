#include "views/limit_strip.h"

#include "model/reports/breakdown.h"
#include "model/rules/rule.h"
#include "views/document.h"
#include "views/figure_list.h"
#include "views/theme.h"
#include "views/units.h"

#include <QHBoxLayout>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace hallwright {

LimitBar::LimitBar(const QString& title, QWidget* parent) : QWidget(parent), m_title(title) {
    m_actual.value.si = unknown;
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
}

void LimitBar::setTitle(const QString& title) {
    if (title == m_title) return;
    m_title = title;
    setAccessibleName(words());
    updateGeometry();
    update();
}

void LimitBar::setFigure(Figure actual, double limit, const QString& tip) {
    m_actual = std::move(actual);
    m_limit = limit;
    setToolTip(tip);
    setAccessibleName(words());
    updateGeometry();
    update();
}

bool LimitBar::exceeded() const { return exceeds(m_actual.value.si, m_limit); }

QString LimitBar::words() const {
    const Dimension dimension = m_actual.value.dimension;
    QString text = m_title + u' ';
    if (std::isnan(m_actual.value.si))
        text += tr("unknown");
    else
        text += (m_actual.status == Status::Partial ? QStringLiteral("≥ ") : QString()) +
                shownText(m_actual.value);
    if (!std::isnan(m_limit)) text += tr(" of %1").arg(shownText({m_limit, dimension}));
    if (exceeded()) text += tr(", over the limit");
    return text;
}

QSize LimitBar::sizeHint() const {
    const int title = QFontMetrics(textFont()).horizontalAdvance(m_title);
    const int rest = QFontMetrics(tabularFont()).horizontalAdvance(words().mid(m_title.size() + 1));
    return {std::max(132, title + rest + 28), 34};
}

void LimitBar::paintEvent(QPaintEvent*) {
    const Theme& theme = Theme::current();
    QPainter painter(this);
    const int top = 5, height = 18;
    int x = 0;
    const auto write = [&](const QString& words, const QFont& font, const QColor& colour) {
        painter.setFont(font);
        painter.setPen(colour);
        painter.drawText(QRect(x, top, width() - x, height), Qt::AlignLeft | Qt::AlignVCenter,
                         words);
        x += painter.fontMetrics().horizontalAdvance(words);
    };
    const bool over = exceeded();
    write(m_title + QStringLiteral("  "), textFont(), theme.faint);
    if (std::isnan(m_actual.value.si)) {
        write(tr("unknown"), textFont(), theme.faint);
    } else {
        const QuantityText parts = shownParts(m_actual.value);
        write((m_actual.status == Status::Partial ? QStringLiteral("≥ ") : QString()) +
                  QString::fromStdString(parts.number),
              tabularFont(), over ? theme.error : theme.text);
        write(u' ' + QString::fromStdString(parts.unit), tabularFont(), theme.faint);
    }
    if (!std::isnan(m_limit))
        write(tr(" of %1").arg(shownText({m_limit, m_actual.value.dimension})), tabularFont(),
              theme.faint);
    if (over) write(tr("  over"), textFont(), theme.error);
    if (std::isnan(m_limit) || m_limit <= 0.0 || std::isnan(m_actual.value.si)) return;
    const int barWidth = width() - 16;
    const QRect track(0, top + height + 3, barWidth, 3);
    painter.fillRect(track, theme.barTrack);
    // Over the limit the bar fills the track and the limit stands inside it as a notch.
    const double share = m_actual.value.si / m_limit;
    const int filled = static_cast<int>(std::lround(barWidth * std::min(1.0, share)));
    painter.fillRect(QRect(0, track.top(), filled, 3), over ? theme.error : theme.bar);
    if (over)
        painter.fillRect(QRect(static_cast<int>(barWidth / share), track.top() - 2, 2, 7),
                         theme.text);
}

LimitStrip::LimitStrip(DocumentModel& document, QWidget* parent)
    : QWidget(parent), m_document(document), m_power(new LimitBar(tr("Power"))),
      m_flow(new LimitBar(tr("Coolant"))), m_floor(new LimitBar(tr("Floor"))),
      m_cost(new LimitBar(tr("Capital cost"))) {
    setObjectName("limits");
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(16, 0, 8, 0);
    row->setSpacing(24);
    for (LimitBar* bar : {m_power, m_flow, m_floor, m_cost})
        row->addWidget(bar);
    connect(&document, &DocumentModel::changed, this, [this](const ChangeEvent& event) {
        if (event.hallChanged()) refresh();
    });
    connect(&Units::shown(), &Units::changed, this, &LimitStrip::refresh);
    refresh();
}

void LimitStrip::refresh() {
    const Hall& hall = m_document.hall();
    setVisible(!hall.sites.empty());
    if (hall.sites.empty()) return;
    const Evaluation& e = m_document.evaluation();
    const auto tip = [](Fig figure) {
        const FigureInfo& row = info(figure);
        return QStringLiteral("%1: %2").arg(
            QString::fromUtf8(row.title.data(), static_cast<int>(row.title.size())),
            QString::fromUtf8(row.formula.data(), static_cast<int>(row.formula.size())));
    };
    // The gauges of the dashboard and these bars are one list.
    const std::vector<LimitRow> rows = limitRows(e);
    const auto show = [&rows, &tip](LimitBar* bar, std::string_view rule, Fig figure) {
        const auto row = std::find_if(rows.begin(), rows.end(),
                                      [&](const LimitRow& one) { return one.rule == rule; });
        const bool there = row != rows.end();
        bar->setVisible(there);
        if (there) bar->setFigure(row->actual, row->limit, tip(figure));
    };
    show(m_power, "power.supply.side", Fig::sideDesign);
    show(m_flow, "liquid.cdu.flow", Fig::loopFlow);
    // The loop nearest to its limit; of all of them the sum where none could be compared.
    const auto loop = std::find_if(rows.begin(), rows.end(), [](const LimitRow& row) {
        return row.rule == "liquid.cdu.flow";
    });
    const bool several = hall.loops.size() > 1 && loop != rows.end() && loop->item;
    m_flow->setTitle(
        several ? tr("Coolant, %1").arg(QString::fromStdString(itemName(hall, *loop->item)))
                : tr("Coolant"));
    if (loop == rows.end() && !hall.loops.empty()) {
        m_flow->setVisible(true);
        m_flow->setFigure(shownFigure(e, {Fig::liquidFlow, 0}), unknown, tip(Fig::liquidFlow));
    }
    show(m_floor, "structure.floor.bay", Fig::floorBayMax);
    m_cost->setFigure(shownFigure(e, {Fig::capex, 0}), unknown, tip(Fig::capex));
}

}  // namespace hallwright
