#include "views/catalog/part_pane.h"

#include "views/catalog/part_sheet.h"
#include "views/catalog/part_words.h"
#include "views/reading_text.h"
#include "views/theme.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QVBoxLayout>

namespace hallwright {

PartPane::PartPane(std::shared_ptr<const Catalog> catalog, QWidget* parent)
    : QWidget(parent), m_catalog(std::move(catalog)), m_name(new QLabel(this)),
      m_about(new QLabel(this)), m_why(new QLabel(this)),
      m_place(new QPushButton(tr("Place in Plan"), this)),
      m_row(new QPushButton(tr("Draw Row"), this)), m_scroll(new QScrollArea(this)),
      m_sheet(new PartSheet(m_catalog)) {
    m_name->setObjectName("catalogName");
    m_name->setFont(textFont(13, true));
    m_about->setObjectName("catalogAbout");
    m_why->setObjectName("catalogWhy");
    for (QLabel* label : {m_name, m_about, m_why}) {
        label->setWordWrap(true);
        label->setTextFormat(Qt::PlainText);  // a name may hold any sign
    }
    m_place->setObjectName("catalogPlace");
    m_row->setObjectName("catalogRow");
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setWidgetResizable(true);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_scroll->setAccessibleName(tr("What the chosen part says"));
    m_scroll->viewport()->setBackgroundRole(QPalette::Base);
    m_scroll->setWidget(m_sheet);

    auto* buttons = new QHBoxLayout;
    buttons->setSpacing(8);
    buttons->addWidget(m_place);
    buttons->addWidget(m_row);
    buttons->addStretch(1);
    auto* head = new QVBoxLayout;
    head->setContentsMargins(12, 8, 12, 8);
    head->setSpacing(4);
    head->addWidget(m_name);
    head->addWidget(m_about);
    head->addWidget(m_why);
    head->addLayout(buttons);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addLayout(head);
    column->addWidget(m_scroll, 1);

    const auto id = [this] { return m_part ? QString::fromStdString(m_part->id) : QString(); };
    connect(m_place, &QPushButton::clicked, this, [this, id] { Q_EMIT placeWanted(id()); });
    connect(m_row, &QPushButton::clicked, this, [this, id] { Q_EMIT rowWanted(id()); });
    connect(m_sheet, &PartSheet::partChosen, this, &PartPane::partChosen);
    connect(m_sheet, &PartSheet::readingChosen, this, &PartPane::readingWanted);
}

void PartPane::setCatalog(std::shared_ptr<const Catalog> catalog) {
    m_catalog = std::move(catalog);
    m_part = nullptr;
    m_sheet->setCatalog(m_catalog);
}

void PartPane::showPart(PartPtr part, long long here) {
    const bool another = !part || part->id != m_id;
    m_id = part ? part->id : std::string();
    m_part = std::move(part);
    const QString usage = here > 0 ? tr("%L1 in this hall").arg(here) : QString();
    m_sheet->setUsage(usage);
    m_sheet->showPart(m_part);
    if (another) m_scroll->verticalScrollBar()->setValue(0);
    if (!m_part) return;
    m_name->setText(QString::fromStdString(m_part->name));
    QStringList about;
    for (const QString& word : {QString::fromStdString(m_part->vendor),
                                fromView(info(m_part->kind).title), statusWord(*m_part)})
        if (!word.isEmpty()) about += word;
    const Layer layer = m_catalog->layerOf(m_part->id);
    if (layer == Layer::Own) about += tr("Yours");
    if (layer == Layer::Changed) about += tr("Changed by you");
    if (!usage.isEmpty()) about += usage;
    m_about->setText(about.join(QStringLiteral(" · ")));
    const QString why = whyNotPlaceable(*m_part);
    m_why->setText(why);
    m_why->setVisible(!why.isEmpty());
    m_place->setVisible(why.isEmpty());
    m_row->setVisible(why.isEmpty());
}

void PartPane::setPlacing(bool possible) {
    for (QPushButton* button : {m_place, m_row}) {
        button->setEnabled(possible);
        button->setToolTip(possible ? QString() : tr("Open a hall first, or make a new one"));
    }
}

void PartPane::setChoosable(bool possible) { m_sheet->setChoosable(possible); }

void PartPane::focusSheet() { m_scroll->setFocus(); }

void PartPane::changeEvent(QEvent* event) {
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange) showColours();
}

/// The style of the program reaches the labels only now.
void PartPane::showEvent(QShowEvent* event) {
    QWidget::showEvent(event);
    showColours();
}

void PartPane::showColours() {
    QPalette faint = palette();
    faint.setColor(QPalette::WindowText, Theme::current().faint);
    faint.setColor(QPalette::Text, Theme::current().faint);
    for (QLabel* label : {m_about, m_why})
        if (label->palette() != faint) label->setPalette(faint);
}

}  // namespace hallwright
