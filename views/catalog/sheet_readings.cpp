#include "views/catalog/sheet_readings.h"

#include "catalog/catalog_text.h"
#include "views/catalog/sheet_line.h"
#include "views/catalog/sheet_source.h"
#include "views/reading_text.h"
#include "views/theme.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QPushButton>
#include <QVBoxLayout>

namespace hallwright {

namespace {

/// One reading: a line at its left, stronger for the one that is chosen.
class Block : public QWidget {
public:
    Block(bool chosen, QWidget* parent) : QWidget(parent), m_chosen(chosen) {}

protected:
    void paintEvent(QPaintEvent*) override {
        const Theme& theme = Theme::current();
        QPainter painter(this);
        painter.fillRect(QRect(0, 2, m_chosen ? 3 : 1, height() - 4),
                         m_chosen ? theme.accent : theme.line);
    }

private:
    bool m_chosen;
};

QString faint(const QString& words) {
    return QStringLiteral("<span style=\"color:%1\">%2</span>")
        .arg(Theme::current().faint.name(), words.toHtmlEscaped());
}

QString ownRange(const Datum& datum, const Reading& reading) {
    if (!reading.number || (!reading.low && !reading.high)) return {};
    const double low = reading.low.value_or(*reading.number),
                 high = reading.high.value_or(*reading.number);
    return low < high ? rangeWords(datum.property, low, high) : QString();
}

/// Number, unit and range; a curve point by point as its document has it.
QString valueHtml(const Datum& datum, const Reading& reading, const PartLookups& lookups) {
    const PropertyInfo& property = info(datum.property);
    if (property.shape == Shape::Curve && !reading.unknown)
        return fromView(readingText(property, reading)).toHtmlEscaped();
    const QuantityText value = valueParts(lookups.part, datum.property, reading);
    QString html = QString::fromStdString(value.number).toHtmlEscaped();
    if (!value.unit.empty())
        html += QStringLiteral("&nbsp;") + faint(QString::fromStdString(value.unit));
    if (const QString range = ownRange(datum, reading); !range.isEmpty())
        html += QStringLiteral("&nbsp; ") + faint(range);
    return html;
}

QString linesHtml(const Datum& datum, std::size_t index, const PartLookups& lookups) {
    const Reading& reading = datum.readings[index];
    const Theme& theme = Theme::current();
    QString html =
        QStringLiteral("<a href=\"source\" style=\"color:%1\">%2</a>")
            .arg(theme.accent.name(), sourceName(lookups.source, reading.source).toHtmlEscaped());
    if (!reading.asOf.empty())
        html += faint(QStringLiteral(", ") + QString::fromStdString(reading.asOf));
    const auto line = [&](const QString& words) {
        if (!words.isEmpty()) html += QStringLiteral("<br>") + words;
    };
    if (const QString condition = conditionWords(reading); !condition.isEmpty())
        line(faint(condition.left(1).toUpper() + condition.mid(1)));
    const QString why = QString::fromStdString(reading.why);
    const bool chosen = index == datum.chosen && datum.readings.size() > 1;
    if (!why.isEmpty())
        line(QStringLiteral("%1 %2").arg(
            faint(chosen ? QObject::tr("Chosen:") : QObject::tr("Why:")), why.toHtmlEscaped()));
    else if (chosen)
        line(faint(QObject::tr("Chosen, without a reason given")));
    if (!reading.note.empty())
        line(QStringLiteral("%1 %2").arg(faint(QObject::tr("Note:")),
                                         QString::fromStdString(reading.note).toHtmlEscaped()));
    return html;
}

QLabel* richLabel(const QString& html, QWidget* parent) {
    auto* label = new QLabel(parent);
    label->setTextFormat(Qt::RichText);
    label->setText(html);
    label->setWordWrap(true);
    return label;
}

}  // namespace

SheetReadings::SheetReadings(const Datum& datum, const PartLookups& lookups, bool choosable,
                             QWidget* parent)
    : QWidget(parent) {
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(28, 0, 12, 8);
    column->setSpacing(8);
    for (std::size_t i = 0; i < datum.readings.size(); ++i) {
        const Reading& reading = datum.readings[i];
        const bool several = datum.readings.size() > 1, chosen = several && i == datum.chosen;
        auto* block = new Block(chosen, this);
        block->setObjectName(QStringLiteral("reading%1").arg(i));
        auto* lines = new QVBoxLayout(block);
        lines->setContentsMargins(12, 0, 0, 0);
        lines->setSpacing(2);
        auto* top = new QHBoxLayout;
        top->setSpacing(8);
        QLabel* value = richLabel(valueHtml(datum, reading, lookups), block);
        value->setObjectName("readingValue");
        value->setFont(tabularFont(12, chosen));
        top->addWidget(value, 1);
        if (chosen) {
            auto* mark = new QLabel(QStringLiteral("<span style=\"color:%1\">%2</span>")
                                        .arg(Theme::current().accent.name(), tr("chosen")),
                                    block);
            mark->setFont(textFont(12, true));
            top->addWidget(mark, 0, Qt::AlignTop);
        }
        top->addWidget(new GradeMark(reading.grade, block), 0, Qt::AlignTop);
        lines->addLayout(top);
        QLabel* words = richLabel(linesHtml(datum, i, lookups), block);
        words->setObjectName("readingWords");
        words->setFont(textFont(12));
        words->setToolTip(sourceTip(lookups.source, reading.source));
        words->setTextInteractionFlags(Qt::TextBrowserInteraction);
        const QString source = QString::fromStdString(reading.source);
        connect(words, &QLabel::linkActivated, this,
                [this, source] { Q_EMIT sourceWanted(source); });
        lines->addWidget(words);
        if (choosable && several && !chosen) {
            auto* use = new QPushButton(tr("Use This Reading"), block);
            use->setObjectName("readingUse");
            use->setAutoDefault(false);
            connect(use, &QPushButton::clicked, this,
                    [this, i] { Q_EMIT readingWanted(static_cast<int>(i)); });
            lines->addWidget(use, 0, Qt::AlignLeft);
        }
        column->addWidget(block);
    }
}

}  // namespace hallwright
