#include "views/findings/finding_detail.h"

#include "views/document.h"
#include "views/reading_text.h"
#include "views/theme.h"
#include "views/units.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QVBoxLayout>

#include <cmath>

namespace hallwright {

namespace {

/// How far beyond its limit: "6.46 kW over, 4.9 %"; empty where nothing is compared.
QString marginText(const Finding& finding) {
    if (finding.limit.si == 0.0 || std::isnan(finding.actual.si) || std::isnan(finding.limit.si))
        return {};
    const double over = finding.actual.si - finding.limit.si;
    const QString by = shownText({std::abs(over), ofDifference(finding.limit.dimension)});
    QString out = over < 0.0 ? QObject::tr("%1 short").arg(by) : QObject::tr("%1 over").arg(by);
    // A share of a temperature says nothing: its zero is arbitrary.
    if (finding.limit.si > 0.0 && finding.limit.dimension != Dimension::Temperature)
        out +=
            QStringLiteral(", %1\u00a0%").arg(100.0 * std::abs(over) / finding.limit.si, 0, 'f', 1);
    return out;
}

QString row(const QString& name, const QString& words) {
    return words.isEmpty()
               ? QString()
               : QStringLiteral(
                     "<tr><td style='padding-right:12px;color:%1'>%2</td><td>%3</td></tr>")
                     .arg(Theme::current().faint.name(), name.toHtmlEscaped(),
                          words.toHtmlEscaped());
}

}  // namespace

bool isAboutWaiver(const Finding& finding) {
    return !finding.items.empty() && finding.items.front().table == TableId::Waivers;
}

RawId waiverToTakeBack(const Finding& finding) {
    if (isAboutWaiver(finding)) return finding.items.front().id;
    return finding.waiver != 0 ? finding.waiver : finding.lapsed;
}

FindingDetail::FindingDetail(DocumentModel& document, QWidget* parent)
    : QWidget(parent), m_document(document) {
    setAccessibleName(tr("The finding in full"));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    m_words = new QLabel;
    m_words->setWordWrap(true);
    m_words->setTextFormat(Qt::RichText);
    m_words->setAlignment(Qt::AlignLeft | Qt::AlignTop);
    m_words->setTextInteractionFlags(Qt::TextBrowserInteraction);
    m_words->setContentsMargins(16, 12, 16, 8);
    m_words->setBackgroundRole(QPalette::Base);
    m_words->setAutoFillBackground(true);
    m_area = new QScrollArea;
    m_area->setWidget(m_words);
    m_area->setWidgetResizable(true);
    m_area->setFrameShape(QFrame::NoFrame);
    m_area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_area->setFocusPolicy(Qt::TabFocus);
    column->addWidget(m_area, 1);
    auto* buttons = new QHBoxLayout;
    buttons->setContentsMargins(12, 4, 12, 8);
    buttons->setSpacing(8);
    m_waive = new QPushButton(tr("Waive…"));
    m_waive->setToolTip(tr("Accept this finding, with a reason"));
    m_withdraw = new QPushButton(tr("Withdraw"));
    m_plan = new QPushButton(tr("Show in Plan"));
    auto* close = new QPushButton(tr("Close"));
    for (QPushButton* button : {m_waive, m_withdraw, m_plan, close}) {
        button->setAutoDefault(false);
        button->setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Fixed);
    }
    buttons->addWidget(m_waive);
    buttons->addWidget(m_withdraw);
    buttons->addWidget(m_plan);
    buttons->addStretch(1);
    buttons->addWidget(close);
    column->addLayout(buttons);
    connect(m_waive, &QPushButton::clicked, this, &FindingDetail::waiveWanted);
    connect(m_withdraw, &QPushButton::clicked, this, &FindingDetail::withdrawWanted);
    connect(m_plan, &QPushButton::clicked, this, &FindingDetail::planWanted);
    connect(close, &QPushButton::clicked, this, &FindingDetail::closeWanted);
    connect(m_words, &QLabel::linkActivated, this, &FindingDetail::basisWanted);
}

void FindingDetail::showFinding(const Finding& finding, std::size_t count) {
    const QString words = html(finding, count);
    if (words != m_words->text()) {
        m_words->setText(words);
        m_area->verticalScrollBar()->setValue(0);
    }
    const bool aboutWaiver = isAboutWaiver(finding);
    m_waive->setVisible(finding.waiver == 0 && !aboutWaiver);
    m_withdraw->setVisible(waiverToTakeBack(finding) != 0);
    m_withdraw->setText(aboutWaiver ? tr("Take Back") : tr("Withdraw"));
    m_withdraw->setToolTip(aboutWaiver ? tr("Take the waiver back")
                                       : tr("Take the waiver back: the finding counts again"));
    m_plan->setEnabled(!finding.items.empty() && !aboutWaiver);
}

QString FindingDetail::text() const { return m_words->text(); }

QString FindingDetail::html(const Finding& finding, std::size_t count) const {
    const Theme& theme = Theme::current();
    const Hall& hall = m_document.hall();
    const RuleInfo& rule = ruleOf(finding);
    const bool unchecked = finding.outcome == Finding::Outcome::NotChecked;
    QString out = QStringLiteral("<p style='margin:0'><b>%1</b></p>")
                      .arg(fromView(rule.title).toHtmlEscaped());
    if (count > 1)
        out += QStringLiteral("<p style='margin:2px 0 0 0;color:%1'>%2</p>")
                   .arg(theme.faint.name(), tr("%1 findings; the worst of them:").arg(count));
    out += QStringLiteral("<p style='margin:4px 0 6px 0'>%1</p>")
               .arg((unchecked
                         ? tr("Not checked, because %1").arg(QString::fromStdString(finding.detail))
                         : capitalised(finding.detail))
                        .toHtmlEscaped());
    QString table;
    if (!unchecked && (finding.actual.si != 0.0 || finding.limit.si != 0.0)) {
        table += row(tr("Is"),
                     std::isnan(finding.actual.si) ? tr("unknown") : shownText(finding.actual));
        table += row(tr("Limit"),
                     std::isnan(finding.limit.si) ? tr("unknown") : shownText(finding.limit));
        table += row(tr("Margin"), marginText(finding));
    }
    if (const Waiver* waiver = hall.waivers.find({finding.waiver})) {
        table += row(tr("Waived"), QString::fromStdString(waiver->reason));
        table += row(tr("By"), QStringLiteral("%1, %2").arg(QString::fromStdString(waiver->author),
                                                            QString::fromStdString(waiver->date)));
        if (waiver->accepted)
            table += row(tr("Up to"), shownText({*waiver->accepted, finding.actual.dimension}));
    }
    if (const Waiver* lapsed = hall.waivers.find({finding.lapsed})) {
        const QString author = QString::fromStdString(lapsed->author);
        table +=
            row(tr("Lapsed"),
                lapsed->accepted
                    ? tr("Waived up to %1 by %2 until it got worse")
                          .arg(shownText({*lapsed->accepted, finding.actual.dimension}), author)
                    : tr("Waived by %1 until it got worse").arg(author));
        table += row(tr("Reason"), QString::fromStdString(lapsed->reason));
    }
    if (!table.isEmpty()) out += QStringLiteral("<table cellspacing='0'>%1</table>").arg(table);
    out += QStringLiteral("<p style='margin:8px 0 6px 0'>%1</p>")
               .arg(fromView(rule.explanation).toHtmlEscaped());
    const Part* basis = hall.part(hall.site().basis);
    for (Property property : rule.parameters) {
        const Datum* datum = basis ? basis->find(property) : nullptr;
        const QString value =
            datum ? readingValue(hall, property, datum->reading()) : tr("not given");
        out += QStringLiteral("<p style='margin:0'><a href='basis' style='color:%1'>%2</a>: %3</p>")
                   .arg(theme.accent.name(), propertyTitle(property).toHtmlEscaped(),
                        value.toHtmlEscaped());
    }
    out += QStringLiteral("<p style='margin:8px 0 0 0;color:%1'>%2<br>%3</p>")
               .arg(theme.faint.name(), tr("Source: %1").arg(fromView(rule.source)).toHtmlEscaped(),
                    fromView(rule.id).toHtmlEscaped());
    return out;
}

}  // namespace hallwright
