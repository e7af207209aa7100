#include "views/catalog/part_compare_heading.h"

#include "views/catalog/part_words.h"
#include "views/catalog/sheet_parts.h"
#include "views/reading_text.h"
#include "views/theme.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace hallwright {

namespace {

constexpr int leastHeight = 64;

/// A button that is as quiet as a word until the pointer is over it.
QToolButton* quietButton(const QString& words, QWidget* parent) {
    const Theme& theme = Theme::current();
    auto* button = new QToolButton(parent);
    button->setText(words);
    button->setFont(textFont(11));
    button->setAutoRaise(true);
    button->setFocusPolicy(Qt::StrongFocus);
    button->setStyleSheet(
        QStringLiteral("QToolButton { border: 1px solid transparent; border-radius: 4px; padding: "
                       "1px 4px; color: %1; } QToolButton:hover { color: %2; background: %3; } "
                       "QToolButton:focus { border-color: %4; }")
            .arg(theme.faint.name(), theme.text.name(), mixed(theme.panel, theme.text, 0.08).name(),
                 theme.accent.name()));
    return button;
}

}  // namespace

PartCompareHeading::PartCompareHeading(QWidget* parent) : QHeaderView(Qt::Horizontal, parent) {
    setSectionsClickable(false);
    setHighlightSections(false);
    setMinimumSectionSize(80);
    connect(this, &QHeaderView::sectionResized, this, &PartCompareHeading::place);
    connect(this, &QHeaderView::geometriesChanged, this, &PartCompareHeading::place);
}

QWidget* PartCompareHeading::head(const Part& part, bool first) {
    const QString id = QString::fromStdString(part.id), name = QString::fromStdString(part.name);
    auto* head = new QWidget(viewport());
    head->setObjectName(QStringLiteral("head.") + id);
    auto* rows = new QVBoxLayout(head);
    rows->setContentsMargins(12, 8, 4, 4);
    rows->setSpacing(0);
    auto* top = new QHBoxLayout;
    top->setSpacing(4);
    auto* title = new QLabel(head);
    title->setTextFormat(Qt::RichText);
    title->setText(partLink(id, name));
    title->setFont(textFont(13, true));
    title->setWordWrap(true);
    title->setTextInteractionFlags(Qt::LinksAccessibleByMouse | Qt::LinksAccessibleByKeyboard);
    title->setToolTip(plainTip(tr("Show the sheet of %1").arg(name)));
    connect(title, &QLabel::linkActivated, this, [this, id] { Q_EMIT partChosen(id); });
    top->addWidget(title, 1, Qt::AlignTop);
    QToolButton* remove = quietButton(QStringLiteral("✕"), head);
    remove->setObjectName("compareRemove");
    remove->setToolTip(tr("Take it out of the comparison"));
    remove->setAccessibleName(tr("Take %1 out of the comparison").arg(name));
    connect(remove, &QToolButton::clicked, this, [this, id] { Q_EMIT removeWanted(id); });
    top->addWidget(remove, 0, Qt::AlignTop);
    rows->addLayout(top);
    QStringList about;
    for (const QString& word : {fromView(info(part.kind).title), statusWord(part)})
        if (!word.isEmpty()) about += word;
    auto* words = new QLabel(quietHtml(about.join(QStringLiteral(" · "))), head);
    words->setFont(textFont(11));
    words->setWordWrap(true);
    rows->addWidget(words);
    rows->addStretch(1);
    if (first) {
        auto* measure = new QLabel(quietHtml(tr("Others are measured by this")), head);
        measure->setFont(textFont(11));
        measure->setWordWrap(true);
        rows->addWidget(measure);
    } else {
        QToolButton* lead = quietButton(tr("Measure by This"), head);
        lead->setObjectName("compareFirst");
        lead->setToolTip(tr("Put it first; differences are told from the first part"));
        lead->setAccessibleName(tr("Measure the others by %1").arg(name));
        connect(lead, &QToolButton::clicked, this, [this, id] { Q_EMIT firstWanted(id); });
        rows->addWidget(lead, 0, Qt::AlignLeft);
    }
    return head;
}

/// The heads before may be in the middle of telling of a click.
void PartCompareHeading::showParts(const std::vector<PartPtr>& parts) {
    for (QWidget* before : m_heads) {
        before->hide();
        before->setObjectName(QString());
        before->deleteLater();
    }
    m_heads.clear();
    for (std::size_t i = 0; i < parts.size(); ++i) {
        m_heads.push_back(head(*parts[i], i == 0 && parts.size() > 1));
        m_heads.back()->show();
    }
    place();
    updateGeometry();
    Q_EMIT geometriesChanged();
}

void PartCompareHeading::place() {
    for (std::size_t i = 0; i < m_heads.size(); ++i) {
        const int section = static_cast<int>(i) + 1;
        if (section >= count()) return;
        m_heads[i]->setGeometry(sectionViewportPosition(section), 0, sectionSize(section),
                                viewport()->height());
    }
}

QSize PartCompareHeading::sizeHint() const {
    int height = leastHeight;
    for (std::size_t i = 0; i < m_heads.size(); ++i) {
        const int section = static_cast<int>(i) + 1;
        const int width = section < count() ? sectionSize(section) : 160;
        height = std::max(height, m_heads[i]->layout()->heightForWidth(width));
    }
    return {200, height};
}

void PartCompareHeading::resizeEvent(QResizeEvent* event) {
    QHeaderView::resizeEvent(event);
    place();
}

void PartCompareHeading::paintSection(QPainter* painter, const QRect& rect, int) const {
    const Theme& theme = Theme::current();
    painter->fillRect(rect, theme.panel);
    painter->fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), theme.line);
}

}  // namespace hallwright
