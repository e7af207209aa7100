#include "views/dashboard/charts.h"

#include "model/rules/rule.h"
#include "views/theme.h"
#include "views/units.h"

#include <QBarCategoryAxis>
#include <QBarSet>
#include <QChart>
#include <QGraphicsLayout>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QHorizontalBarSeries>
#include <QHorizontalStackedBarSeries>
#include <QKeyEvent>
#include <QLabel>
#include <QMouseEvent>
#include <QPieSeries>
#include <QVBoxLayout>
#include <QValueAxis>

#include <cmath>

namespace hallwright {

namespace {

constexpr int chartStep = 36;    // pixels from bar to bar
constexpr int nameWidth = 216;   // names to the left of bars
constexpr int wordsWidth = 136;  // numbers to the right of them

constexpr int ringWidth = 128;  // of a gauge

QString percent(double share) {
    return QStringLiteral("%1\u00a0%").arg(share * 100.0, 0, 'f', share < 0.0995 ? 1 : 0);
}

QString figureWords(const Figure& figure) {
    if (std::isnan(figure.value.si)) return QObject::tr("unknown");
    return (figure.status == Status::Partial ? QStringLiteral("≥ ") : QString()) +
           shownText(figure.value);
}

QFont scaled(QFont font, double by) {
    const double px = font.pixelSize() > 0 ? font.pixelSize() : font.pointSizeF() * 96.0 / 72.0;
    font.setPixelSize(static_cast<int>(std::lround(px * by)));
    return font;
}
QFont smaller(const QFont& font) { return scaled(font, 0.92); }

/// Bars need two axes to know their place; nothing of them is shown.
QValueAxis* hiddenAxes(QChart& chart, QAbstractSeries* series, const QStringList& names) {
    for (QAbstractAxis* axis : chart.axes()) {
        chart.removeAxis(axis);
        delete axis;
    }
    auto* categories = new QBarCategoryAxis;
    categories->append(names);
    categories->setVisible(false);
    auto* values = new QValueAxis;
    values->setVisible(false);
    chart.addAxis(categories, Qt::AlignLeft);
    chart.addAxis(values, Qt::AlignBottom);
    series->attachAxis(categories);
    series->attachAxis(values);
    return values;
}

QStringList numbered(std::size_t count) {
    // Categories of one name would fall together.
    QStringList names;
    for (std::size_t i = 0; i < count; ++i)
        names += QString::number(i);
    return names;
}

/// A name in the column to the left of its bar, in one line or two.
void drawName(QPainter& painter, const QRectF& room, const QString& name) {
    QTextOption option(Qt::AlignRight | Qt::AlignVCenter);
    option.setWrapMode(QTextOption::WordWrap);
    const QFontMetricsF metrics(painter.font());
    const bool two = metrics.horizontalAdvance(name) > room.width();
    const QString fitting =
        two ? metrics.elidedText(name, Qt::ElideMiddle, room.width() * 1.6) : name;
    painter.drawText(room, fitting, option);
}

}  // namespace

// -- card ----------------------------------------------------------------------------------------

ChartCard::ChartCard(const QString& title, QWidget* parent)
    : QFrame(parent), m_column(new QVBoxLayout(this)), m_head(new QHBoxLayout),
      m_title(new QLabel(title)), m_total(new QLabel), m_empty(new QLabel) {
    setObjectName("card");
    setAccessibleName(title);
    m_column->setContentsMargins(16, 12, 16, 12);
    m_column->setSpacing(4);
    m_head->setSpacing(8);
    m_head->addWidget(m_title);
    m_head->addStretch(1);
    m_head->addWidget(m_total);
    m_column->addLayout(m_head);
    m_empty->setWordWrap(true);
    m_empty->setAlignment(Qt::AlignLeft | Qt::AlignTop);
    m_empty->setMinimumHeight(64);
    m_empty->hide();
    m_column->addWidget(m_empty);
    showTheme();
}

void ChartCard::setTotal(const QString& words) { m_total->setText(words); }

void ChartCard::setEmpty(const QString& why) {
    m_empty->setText(why);
    m_empty->setVisible(!why.isEmpty());
    for (QWidget* content : m_contents)
        content->setVisible(why.isEmpty());
}

void ChartCard::add(QWidget* content, int stretch) {
    m_contents.push_back(content);
    m_column->addWidget(content, stretch);
}

void ChartCard::addToHead(QWidget* widget) { m_head->insertWidget(2, widget); }

void ChartCard::showTheme() {
    const Theme& theme = Theme::current();
    setStyleSheet(
        QStringLiteral("#card { background: %1; border: 1px solid %2; border-radius: 6px; }")
            .arg(theme.panel.name(), theme.line.name()));
    QFont bold = textFont();
    bold.setWeight(QFont::DemiBold);
    m_title->setFont(bold);
    m_total->setFont(tabularFont());
    for (QLabel* label : {m_total, m_empty}) {
        QPalette palette = label->palette();
        palette.setColor(QPalette::WindowText, theme.faint);
        label->setPalette(palette);
    }
    for (QWidget* content : m_contents)
        if (auto* chart = qobject_cast<PlainChart*>(content)) chart->showTheme();
}

// -- charts --------------------------------------------------------------------------------------

PlainChart::PlainChart(QWidget* parent) : QChartView(parent) {
    setFrameShape(QFrame::NoFrame);
    setRenderHint(QPainter::Antialiasing);
    setFocusPolicy(Qt::NoFocus);
    setBackgroundBrush(Qt::NoBrush);
    setStyleSheet(QStringLiteral("background: transparent"));
    chart()->setAnimationOptions(QChart::NoAnimation);
    chart()->legend()->hide();
    chart()->setMargins({});
    chart()->layout()->setContentsMargins(0, 0, 0, 0);
    chart()->setBackgroundRoundness(0);
    chart()->setBackgroundVisible(false);
}

void PlainChart::showTheme() { viewport()->update(); }

BarChart::BarChart(QWidget* parent) : PlainChart(parent) {
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setViewportUpdateMode(FullViewportUpdate);
}

QSize BarChart::sizeHint() const {
    return {nameWidth + wordsWidth + 160, static_cast<int>(m_names.size()) * chartStep + 4};
}

void BarChart::show(const Breakdown& breakdown, double total) {
    m_names.clear();
    m_words.clear();
    m_values.clear();
    for (const BreakdownPart& part : breakdown.parts) {
        m_names.push_back(QString::fromStdString(part.title));
        QString words = figureWords(part.value);
        const double si = part.value.value.si;
        if (si >= 0.0 && total > 0.0) words += QStringLiteral(" · ") + percent(si / total);
        m_words.push_back(words);
        m_values.push_back(std::isnan(si) ? 0.0 : si);
    }
    QStringList spoken;
    for (std::size_t i = 0; i < m_names.size(); ++i)
        spoken += m_names[i] + u' ' + m_words[i];
    setAccessibleDescription(spoken.join(QStringLiteral(", ")));
    chart()->removeAllSeries();
    m_series = new QHorizontalBarSeries;
    m_set = new QBarSet(QString());
    // Bars count from the bottom.
    for (auto value = m_values.rbegin(); value != m_values.rend(); ++value)
        m_set->append(*value);
    m_series->append(m_set);
    m_series->setBarWidth(0.46);
    chart()->addSeries(m_series);
    QValueAxis* values = hiddenAxes(*chart(), m_series, numbered(m_names.size()));
    double most = 0.0;
    for (double value : m_values)
        most = std::max(most, value);
    values->setRange(0.0, most > 0.0 ? most : 1.0);
    setFixedHeight(sizeHint().height());
    showTheme();
    place();
}

void BarChart::place() {
    const QRectF room(nameWidth + 12, 0, std::max(20, width() - nameWidth - wordsWidth - 24),
                      height() - 4);
    chart()->setPlotArea(room);
}

void BarChart::resizeEvent(QResizeEvent* event) {
    PlainChart::resizeEvent(event);
    place();
}

void BarChart::showTheme() {
    if (m_set) {
        m_set->setColor(Theme::current().accent);
        m_set->setBorderColor(Qt::transparent);
    }
    PlainChart::showTheme();
}

void BarChart::drawForeground(QPainter* painter, const QRectF&) {
    const Theme& theme = Theme::current();
    const QRectF plot = chart()->plotArea();
    if (m_names.empty() || plot.isEmpty()) return;
    const double step = plot.height() / static_cast<double>(m_names.size());
    double most = 0.0;
    for (double value : m_values)
        most = std::max(most, value);
    for (std::size_t i = 0; i < m_names.size(); ++i) {
        const double top = plot.top() + static_cast<double>(i) * step;
        painter->setFont(smaller(textFont()));
        painter->setPen(theme.text);
        drawName(*painter, {0, top, nameWidth, step}, m_names[i]);
        painter->setFont(smaller(tabularFont()));
        painter->setPen(theme.faint);
        const double end = most > 0.0 ? plot.width() * m_values[i] / most : 0.0;
        painter->drawText(QRectF(plot.left() + end + 8, top, wordsWidth + 40, step),
                          Qt::AlignLeft | Qt::AlignVCenter, m_words[i]);
    }
}

HeatChart::HeatChart(QWidget* parent) : PlainChart(parent), m_ring(new QPieSeries) {
    m_ring->setHoleSize(0.52);
    m_ring->setPieSize(0.72);
    chart()->addSeries(m_ring);
    setMinimumHeight(200);
}

void HeatChart::show(const Breakdown& breakdown) {
    m_ring->clear();
    m_air.clear();
    double total = 0.0;
    for (const BreakdownPart& part : breakdown.parts)
        if (part.value.value.si > 0.0) total += part.value.value.si;
    for (const BreakdownPart& part : breakdown.parts) {
        const double si = part.value.value.si;
        if (!(si > 0.0)) continue;
        auto* slice = m_ring->append(QStringLiteral("%1<br>%2 · %3")
                                         .arg(QString::fromStdString(part.title).toHtmlEscaped(),
                                              figureWords(part.value), percent(si / total)),
                                     si);
        slice->setLabelVisible(true);
        slice->setLabelFont(smaller(textFont()));
        slice->setLabelArmLengthFactor(0.12);
        m_air.push_back(!part.figure || part.figure->figure == Fig::airHeat);
    }
    showTheme();
}

void HeatChart::showTheme() {
    const Theme& theme = Theme::current();
    const QList<QPieSlice*> slices = m_ring->slices();
    int liquid = 0;
    for (qsizetype i = 0; i < slices.size(); ++i) {
        const bool air = m_air[static_cast<std::size_t>(i)];
        slices[i]->setBrush(air ? theme.faint
                                : mixed(theme.accent, theme.panel, std::min(0.6, 0.15 * liquid++)));
        slices[i]->setBorderColor(theme.panel);
        slices[i]->setLabelColor(theme.text);
    }
    PlainChart::showTheme();
}

namespace {

constexpr int tornadoNames = 320;
constexpr int tornadoEnds = 92;  // room for a number at either end
constexpr int namesAbove = 34;   // two lines of a name
constexpr int underName = 16;    // the bar below it

}  // namespace

TornadoChart::TornadoChart(QWidget* parent) : PlainChart(parent) {
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setViewportUpdateMode(FullViewportUpdate);
}

QSize TornadoChart::sizeHint() const {
    const double names = m_namesAbove ? namesAbove / 2.0 : 0.0;
    return {m_namesAbove ? 320 : 520,
            static_cast<int>(static_cast<double>(m_names.size()) * stepHeight() + names) + 4};
}

double TornadoChart::stepHeight() const { return m_namesAbove ? namesAbove + 24 : chartStep; }

void TornadoChart::show(const Evaluation& evaluation, FigureRef figure,
                        const std::vector<Effect>& effects) {
    constexpr std::size_t most = 10;
    const Dimension dimension = info(figure.figure).dimension;
    const auto step = [&](double si) {
        return (si > 0   ? QStringLiteral("+")
                : si < 0 ? QStringLiteral("−")
                         : QString()) +
               shownText({std::abs(si), dimension});
    };
    std::vector<Bar> bars;
    for (const Effect& effect : effects) {
        if (bars.size() == most) break;
        const Part* part = evaluation.hall().part(effect.slot.part);
        const PropertyInfo& property = info(effect.slot.property);
        const QString title = QString::fromStdString(std::string(property.title));
        Bar bar;
        bar.name = !part || part->kind == Kind::DesignBasis
                       ? title
                       : QStringLiteral("%1: %2").arg(QString::fromStdString(part->name), title);
        bar.low = std::min({0.0, effect.atLow, effect.atHigh});
        bar.high = std::max({0.0, effect.atLow, effect.atHigh});
        bar.down = bar.low < 0.0 ? step(bar.low) : QString();
        bar.up = bar.high > 0.0 ? step(bar.high) : QString();
        bars.push_back(std::move(bar));
    }
    show(bars);
}

void TornadoChart::show(const std::vector<Bar>& bars) {
    m_names.clear();
    m_down.clear();
    m_up.clear();
    m_low.clear();
    m_high.clear();
    QStringList spoken;
    for (const Bar& bar : bars) {
        m_names.push_back(bar.name);
        m_low.push_back(bar.low);
        m_high.push_back(bar.high);
        m_down.push_back(bar.down);
        m_up.push_back(bar.up);
        spoken += QStringList{bar.name, bar.down, bar.up}.join(u' ').simplified();
    }
    setAccessibleDescription(spoken.join(QStringLiteral(", ")));
    chart()->removeAllSeries();
    m_series = new QHorizontalStackedBarSeries;
    m_below = new QBarSet(QString());
    m_above = new QBarSet(QString());
    double reach = 0.0;
    for (std::size_t i = m_names.size(); i-- > 0;) {
        m_below->append(m_low[i]);
        m_above->append(m_high[i]);
        reach = std::max({reach, -m_low[i], m_high[i]});
    }
    m_series->append(m_below);
    m_series->append(m_above);
    m_series->setBarWidth(m_namesAbove ? underName / stepHeight() : 0.46);
    chart()->addSeries(m_series);
    QValueAxis* values = hiddenAxes(*chart(), m_series, numbered(m_names.size()));
    values->setRange(-(reach > 0.0 ? reach : 1.0), reach > 0.0 ? reach : 1.0);
    setFixedHeight(sizeHint().height());
    showTheme();
    place();
}

void TornadoChart::place() {
    if (m_namesAbove) {
        // Bars lie in the middle of their steps, names above them in the rest.
        chart()->setPlotArea(QRectF(tornadoEnds, namesAbove / 2.0,
                                    std::max(20, width() - 2 * tornadoEnds),
                                    std::max(20.0, height() - 4 - namesAbove / 2.0)));
        return;
    }
    const int names = std::min(tornadoNames, width() / 3);
    chart()->setPlotArea(QRectF(names + 12 + tornadoEnds, 0,
                                std::max(20, width() - names - 24 - 2 * tornadoEnds),
                                height() - 4));
}

void TornadoChart::resizeEvent(QResizeEvent* event) {
    PlainChart::resizeEvent(event);
    place();
}

void TornadoChart::showTheme() {
    const Theme& theme = Theme::current();
    if (m_below) {
        m_below->setColor(theme.bar);
        m_above->setColor(theme.accent);
        m_below->setBorderColor(Qt::transparent);
        m_above->setBorderColor(Qt::transparent);
    }
    PlainChart::showTheme();
}

void TornadoChart::drawForeground(QPainter* painter, const QRectF&) {
    const Theme& theme = Theme::current();
    const QRectF plot = chart()->plotArea();
    if (m_names.empty() || plot.isEmpty()) return;
    const double step = plot.height() / static_cast<double>(m_names.size());
    double reach = 0.0;
    for (std::size_t i = 0; i < m_names.size(); ++i)
        reach = std::max({reach, -m_low[i], m_high[i]});
    const double middle = plot.center().x(), scale = reach > 0.0 ? plot.width() / 2.0 / reach : 0.0;
    painter->setPen(theme.line);
    painter->drawLine(QPointF(middle, plot.top()), QPointF(middle, plot.bottom()));
    for (std::size_t i = 0; i < m_names.size(); ++i) {
        const double top = plot.top() + static_cast<double>(i) * step;
        painter->setFont(smaller(textFont()));
        painter->setPen(theme.text);
        if (m_namesAbove) {
            const double bar = top + (step - underName) / 2.0;
            painter->drawText(QRectF(0, bar - namesAbove - 2, width() - 4, namesAbove),
                              Qt::AlignLeft | Qt::AlignBottom | Qt::TextWordWrap, m_names[i]);
        } else {
            drawName(*painter, {0, top, std::min<double>(tornadoNames, width() / 3.0), step},
                     m_names[i]);
        }
        painter->setFont(smaller(tabularFont()));
        painter->setPen(theme.faint);
        const double left = middle + m_low[i] * scale - 8, right = middle + m_high[i] * scale + 8;
        painter->drawText(QRectF(left - 200, top, 200, step), Qt::AlignRight | Qt::AlignVCenter,
                          m_down[i]);
        painter->drawText(QRectF(right, top, 200, step), Qt::AlignLeft | Qt::AlignVCenter, m_up[i]);
    }
}

// -- gauge ---------------------------------------------------------------------------------------

Gauge::Gauge(QWidget* parent)
    : QWidget(parent), m_chart(new PlainChart), m_ring(new QPieSeries), m_title(new QLabel),
      m_share(new QLabel), m_words(new QLabel) {
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(4, 4, 4, 4);
    column->setSpacing(2);
    auto* face = new QGridLayout;  // the number stands inside the ring
    face->addWidget(m_chart, 0, 0);
    face->addWidget(m_share, 0, 0, Qt::AlignBottom);
    column->addLayout(face);
    column->addWidget(m_title);
    column->addWidget(m_words);
    column->addStretch(1);
    m_ring->setHoleSize(0.74);
    m_ring->setPieSize(1.0);
    m_ring->setPieStartAngle(-90);
    m_ring->setPieEndAngle(90);
    m_chart->chart()->addSeries(m_ring);
    m_chart->setFixedHeight(ringWidth / 2 + 2);
    m_chart->setAttribute(Qt::WA_TransparentForMouseEvents);
    for (QLabel* label : {m_title, m_words}) {
        label->setAlignment(Qt::AlignHCenter | Qt::AlignTop);
        label->setWordWrap(true);
    }
    m_share->setAlignment(Qt::AlignHCenter | Qt::AlignBottom);
    setFocusPolicy(Qt::TabFocus);
    showTheme();
}

/// The lower half of the ring lies below the chart.
void Gauge::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    m_chart->chart()->setPlotArea(
        QRectF((m_chart->width() - ringWidth) / 2.0, 1.0, ringWidth, ringWidth));
}

bool Gauge::over() const { return exceeds(m_row.actual.value.si, m_row.limit); }

void Gauge::show(const LimitRow& row) {
    m_row = row;
    const Dimension dimension = row.actual.value.dimension;
    const double share = row.share();
    m_ring->clear();
    const double used = std::isnan(share) ? 0.0 : std::clamp(share, 0.0, 1.0);
    m_ring->append(QString(), used);
    m_ring->append(QString(), 1.0 - used);
    m_title->setText(QString::fromStdString(row.title));
    m_share->setText(std::isnan(share) ? QStringLiteral("–") : percent(share));
    QString words = figureWords(row.actual);
    words += std::isnan(row.limit) ? tr(", no limit given")
                                   : tr(" of %1").arg(shownText({row.limit, dimension}));
    if (over()) words += tr("\n▲ over the limit");
    m_words->setText(words);
    setToolTip(tr("%1, of %2").arg(m_title->text(), QString::fromStdString(row.why)));
    setAccessibleName(m_title->text() + u' ' + words);
    if (row.item) setCursor(Qt::PointingHandCursor);
    showTheme();
}

void Gauge::showTheme() {
    const Theme& theme = Theme::current();
    const QList<QPieSlice*> slices = m_ring->slices();
    if (slices.size() == 2) {
        slices[0]->setBrush(over() ? theme.error : theme.accent);
        slices[1]->setBrush(theme.barTrack);
        for (QPieSlice* slice : slices)
            slice->setBorderColor(theme.panel);
    }
    QFont large = scaled(tabularFont(), 1.5);
    large.setWeight(QFont::DemiBold);
    m_share->setFont(large);
    m_title->setFont(textFont());
    m_words->setFont(smaller(tabularFont()));
    const auto colour = [](QLabel* label, const QColor& c) {
        QPalette palette = label->palette();
        palette.setColor(QPalette::WindowText, c);
        label->setPalette(palette);
    };
    colour(m_share, over() ? theme.error : theme.text);
    colour(m_title, theme.text);
    colour(m_words, over() ? theme.error : theme.faint);
}

void Gauge::mouseReleaseEvent(QMouseEvent* event) {
    if (event->button() == Qt::LeftButton) Q_EMIT clicked();
}

void Gauge::keyPressEvent(QKeyEvent* event) {
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Space)
        Q_EMIT clicked();
    else
        QWidget::keyPressEvent(event);
}

}  // namespace hallwright
