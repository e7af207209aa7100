#include "views/assistant/list_page.h"

#include <QFrame>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

namespace hallwright {

ListPage::ListPage(BriefModel& model, std::shared_ptr<const Catalog> catalog, Kind kind,
                   QWidget* parent)
    : QWidget(parent), m_model(model), m_catalog(std::move(catalog)), m_kind(std::move(kind)),
      m_column(new QVBoxLayout(this)) {
    m_column->setContentsMargins(0, 0, 0, 0);
    m_column->setSpacing(12);
    auto* add = new QPushButton(m_kind.addText);
    add->setAutoDefault(false);
    add->setObjectName(QStringLiteral("add"));
    m_column->addWidget(add, 0, Qt::AlignLeft);
    m_column->addStretch(1);
    connect(add, &QPushButton::clicked, this, [this] {
        m_model.rearrange([&](Brief& brief) { m_kind.add(brief); });
        if (!m_forms.empty()) m_forms.back()->focusFirst();
    });
    connect(&m_model, &BriefModel::replaced, this, &ListPage::follow);
    connect(&m_model, &BriefModel::changed, this, &ListPage::showTitles);
    rebuild();
}

void ListPage::follow() {
    rebuild();
    showTitles();
}

void ListPage::rebuild() {
    if (m_cards) {
        m_cards->hide();
        m_cards->deleteLater();  // a button of it may have asked for this
    }
    m_forms.clear();
    m_titles.clear();
    m_cards = new QWidget;
    auto* column = new QVBoxLayout(m_cards);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(12);
    const int count = m_kind.count(m_model.brief());
    for (int i = 0; i < count; ++i) {
        auto* head = new QHBoxLayout;
        auto* title = new QLabel;
        QFont font = title->font();
        font.setWeight(QFont::DemiBold);
        title->setFont(font);
        auto* take = new QPushButton(tr("Remove"));
        take->setAutoDefault(false);
        take->setFlat(true);
        head->addWidget(title, 1);
        head->addWidget(take);
        auto* form = new BriefForm(m_model, m_catalog);
        m_kind.fill(*form, i);
        form->refresh();
        if (i > 0) {
            auto* line = new QFrame;
            line->setFrameShape(QFrame::HLine);
            line->setFrameShadow(QFrame::Plain);
            line->setForegroundRole(QPalette::Mid);
            column->addWidget(line);
        }
        column->addLayout(head);
        column->addWidget(form);
        QWidget::setTabOrder(form, take);
        take->setAccessibleDescription(tr("Takes this entry out of the brief"));
        m_forms.push_back(form);
        m_titles.push_back(title);
        connect(form, &BriefForm::readabilityChanged, this, &ListPage::readabilityChanged);
        connect(take, &QPushButton::clicked, this, [this, i] {
            m_model.rearrange([&](Brief& brief) { m_kind.take(brief, i); });
            if (!m_forms.empty())
                m_forms[std::min(static_cast<std::size_t>(i), m_forms.size() - 1)]->focusFirst();
        });
    }
    if (count == 0) {
        auto* empty = new QLabel(m_kind.emptyText);
        empty->setWordWrap(true);
        empty->setForegroundRole(QPalette::PlaceholderText);
        column->addWidget(empty);
    }
    m_column->insertWidget(0, m_cards);
    m_cards->show();  // at once, so that a field of it can take the focus
    showTitles();
    Q_EMIT readabilityChanged();
}

void ListPage::showTitles() {
    for (std::size_t i = 0; i < m_titles.size(); ++i)
        m_titles[i]->setText(m_kind.title(m_model.brief(), static_cast<int>(i)));
}

}  // namespace hallwright
