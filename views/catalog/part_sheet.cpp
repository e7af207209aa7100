#include "views/catalog/part_sheet.h"

#include "views/catalog/part_words.h"
#include "views/reading_text.h"
#include "views/theme.h"
#include "views/units.h"

#include <QHelpEvent>
#include <QPainter>
#include <QToolTip>

#include <algorithm>

namespace hallwright {

namespace {

constexpr int plainHeight = 24;
constexpr int rangedHeight = 38;

/// What one asks first of a part; the rest follows in the order of the table of properties.
constexpr Property askedFirst[] = {
    Property::powerTdp,       Property::powerPeak,     Property::ratingPower,
    Property::ratingApparent, Property::ratingCurrent, Property::coolingCapacity,
    Property::liquidFraction, Property::ratedFlow,     Property::gpuPackages,
    Property::sizeWidth,      Property::sizeDepth,     Property::sizeHeight,
    Property::rackUnits,      Property::mass,          Property::price,
};

int rank(Property property) {
    const auto at = std::find(std::begin(askedFirst), std::end(askedFirst), property);
    return at == std::end(askedFirst)
               ? static_cast<int>(std::size(askedFirst)) + static_cast<int>(property)
               : static_cast<int>(at - std::begin(askedFirst));
}

}  // namespace

PartSheet::PartSheet(std::shared_ptr<const Catalog> catalog, QWidget* parent)
    : QWidget(parent), m_catalog(std::move(catalog)) {
    setObjectName("partSheet");
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    connect(&Units::shown(), &Units::changed, this, &PartSheet::makeRows);
}

void PartSheet::showPart(PartPtr part) {
    if (part == m_part) return;
    m_part = std::move(part);
    makeRows();
}

void PartSheet::makeRows() {
    m_rows.clear();
    std::vector<const Datum*> data;
    if (m_part)
        for (const Datum& datum : m_part->data)
            data.push_back(&datum);
    std::stable_sort(data.begin(), data.end(), [](const Datum* a, const Datum* b) {
        return rank(a->property) < rank(b->property);
    });
    int top = 0;
    QStringList all;
    for (const Datum* datum : data) {
        Row row{.title = propertyTitle(datum->property),
                .value = valueText(*m_catalog, *datum),
                .range = rangeText(*datum),
                .tip = tipOf(*datum),
                .grade = datum->reading().grade,
                .top = top};
        row.height = row.range.isEmpty() ? plainHeight : rangedHeight;
        top += row.height;
        all += row.title + QStringLiteral(" ") + row.value;
        m_rows.push_back(std::move(row));
    }
    setAccessibleDescription(all.join(QStringLiteral(", ")));
    updateGeometry();
    update();
}

QString PartSheet::tipOf(const Datum& datum) const {
    const Reading& reading = datum.reading();
    const auto source = m_catalog->sources().find(reading.source);
    QString title = reading.source == "assumption" ? tr("Our assumption")
                    : source == m_catalog->sources().end()
                        ? QString::fromStdString(reading.source)
                        : QString::fromStdString(source->second.title);
    if (!reading.asOf.empty()) title += QStringLiteral(", ") + QString::fromStdString(reading.asOf);
    QString tip =
        QStringLiteral("<b>%1</b>").arg(fromView(info(datum.property).title).toHtmlEscaped());
    const auto line = [&](const QString& words) {
        if (!words.isEmpty()) tip += QStringLiteral("<br>") + words.toHtmlEscaped();
    };
    line(title);
    line(tr("Grade %1").arg(gradeWords(reading.grade)));
    if (!reading.at.empty()) line(tr("At: %1").arg(QString::fromStdString(reading.at)));
    if (!reading.includes.empty())
        line(tr("Includes: %1").arg(QString::fromStdString(reading.includes)));
    line(QString::fromStdString(reading.note));
    line(QString::fromStdString(reading.why));
    for (std::size_t i = 0; i < datum.readings.size(); ++i) {
        if (i == datum.chosen) continue;
        Datum other = datum;
        other.chosen = i;
        line(tr("Another source: %1").arg(valueText(*m_catalog, other)));
    }
    return tip;
}

QSize PartSheet::sizeHint() const {
    return {240, m_rows.empty() ? 0 : m_rows.back().top + m_rows.back().height + 4};
}

bool PartSheet::event(QEvent* event) {
    if (event->type() != QEvent::ToolTip) return QWidget::event(event);
    const auto* help = static_cast<QHelpEvent*>(event);
    for (const Row& row : m_rows)
        if (help->y() >= row.top && help->y() < row.top + row.height) {
            QToolTip::showText(help->globalPos(), row.tip, this,
                               QRect(0, row.top, width(), row.height));
            return true;
        }
    QToolTip::hideText();
    return true;
}

void PartSheet::paintEvent(QPaintEvent* event) {
    const Theme& theme = Theme::current();
    QPainter painter(this);
    QFont small = textFont(11);
    for (const Row& row : m_rows) {
        const QRect line(12, row.top, width() - 24, plainHeight);
        if (!event->rect().intersects(QRect(0, row.top, width(), row.height))) continue;
        const QRect badge(line.right() - 15, line.top() + 4, 16, 16);
        paintGrade(painter, badge, QLatin1Char(static_cast<char>(row.grade)), theme);
        const int right = line.right() - 24;
        painter.setFont(textFont());
        const int wanted = painter.fontMetrics().horizontalAdvance(row.title);
        painter.setFont(tabularFont());
        const int valueMost =
            std::max(right - line.left() - wanted - 12, (right - line.left()) / 2);
        const QString value =
            painter.fontMetrics().elidedText(row.value, Qt::ElideRight, valueMost);
        const int valueWidth = painter.fontMetrics().horizontalAdvance(value);
        painter.setPen(theme.text);
        painter.drawText(QRect(right - valueWidth, line.top(), valueWidth, line.height()),
                         Qt::AlignRight | Qt::AlignVCenter, value);
        const QRect title(line.left(), line.top(), right - valueWidth - 12 - line.left(),
                          line.height());
        painter.setFont(textFont());
        painter.setPen(theme.faint);
        painter.drawText(
            title, Qt::AlignLeft | Qt::AlignVCenter,
            painter.fontMetrics().elidedText(row.title, Qt::ElideRight, title.width()));
        if (row.range.isEmpty()) continue;
        painter.setFont(small);
        painter.drawText(QRect(line.left(), line.bottom() - 3, right - line.left(), 16),
                         Qt::AlignRight | Qt::AlignVCenter, row.range);
    }
}

}  // namespace hallwright
