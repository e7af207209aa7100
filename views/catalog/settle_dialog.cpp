#include "views/catalog/settle_dialog.h"

#include "views/document.h"
#include "views/reading_text.h"
#include "views/theme.h"

#include <QBoxLayout>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QTreeWidget>

#include <set>

namespace hallwright {

namespace {

/// Properties that some part of the hall has several readings of, and the documents these cite.
struct Disagreements {
    std::set<Property> properties;
    std::set<std::string> sources;
};

Disagreements disagreementsOf(const Hall& hall) {
    Disagreements out;
    hall.parts.forEach([&](PartId, const FrozenPart& row) {
        if (!row.part) return;
        for (const Datum& datum : row.part->data) {
            if (datum.readings.size() < 2) continue;
            out.properties.insert(datum.property);
            for (const Reading& reading : datum.readings)
                out.sources.insert(reading.source);
        }
    });
    return out;
}

}  // namespace

SettleDialog::SettleDialog(DocumentModel& document, QWidget* parent)
    : QDialog(parent), m_document(document), m_rule(new QComboBox(this)),
      m_source(new QComboBox(this)), m_property(new QComboBox(this)),
      m_sourceLabel(new QLabel(tr("&Document"), this)), m_words(new QLabel(this)),
      m_tree(new QTreeWidget(this)), m_apply(nullptr) {
    setWindowTitle(tr("Settle Disagreements"));
    resize(760, 560);
    for (const auto& [rule, words] :
         {std::pair(ReadingRule::Highest, tr("The highest value")),
          std::pair(ReadingRule::Lowest, tr("The lowest value")),
          std::pair(ReadingRule::Newest, tr("The newest document")),
          std::pair(ReadingRule::BestGrade, tr("The best grade")),
          std::pair(ReadingRule::Source, tr("One document, wherever it speaks"))})
        m_rule->addItem(words, static_cast<int>(rule));
    const Disagreements there = disagreementsOf(document.base());
    for (const std::string& id : there.sources)
        m_source->addItem(sourceTitle(document.base(), id), QString::fromStdString(id));
    m_source->model()->sort(0);
    m_property->addItem(tr("All properties"), -1);
    for (const Property property : there.properties)
        m_property->addItem(propertyTitle(property), static_cast<int>(property));
    for (QComboBox* box : {m_source, m_property}) {
        box->setMinimumContentsLength(30);
        box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
        box->setMaxVisibleItems(20);
    }
    m_sourceLabel->setBuddy(m_source);
    auto* form = new QFormLayout;
    form->setSpacing(8);
    form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    form->addRow(tr("Count &with"), m_rule);
    form->addRow(m_sourceLabel, m_source);
    form->addRow(tr("&Of"), m_property);
    m_words->setWordWrap(true);
    m_words->setTextFormat(Qt::PlainText);
    m_tree->setColumnCount(4);
    m_tree->setHeaderLabels({tr("Part"), tr("Property"), tr("Now"), tr("Then")});
    m_tree->setRootIsDecorated(false);
    m_tree->setUniformRowHeights(true);
    // Texts can be hundreds of characters long: they are cut, and told whole by their tips.
    m_tree->header()->setSectionResizeMode(QHeaderView::Interactive);
    m_tree->header()->resizeSection(0, 240);
    m_tree->header()->resizeSection(1, 200);
    m_tree->header()->resizeSection(2, 130);
    m_tree->header()->setStretchLastSection(true);
    m_tree->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_tree->setAccessibleName(tr("Numbers that would move"));
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
    m_apply = buttons->addButton(tr("Settle"), QDialogButtonBox::AcceptRole);
    m_apply->setDefault(true);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(16, 16, 16, 16);
    column->setSpacing(12);
    column->addLayout(form);
    column->addWidget(m_words);
    column->addWidget(m_tree, 1);
    column->addWidget(buttons);
    for (QComboBox* box : {m_rule, m_source, m_property})
        connect(box, &QComboBox::currentIndexChanged, this, &SettleDialog::showEffect);
    connect(buttons, &QDialogButtonBox::accepted, this, [this] {
        if (settle()) accept();
    });
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    showEffect();
}

void SettleDialog::setRule(ReadingRule rule) {
    m_rule->setCurrentIndex(m_rule->findData(static_cast<int>(rule)));
}

ReadingChoice SettleDialog::choice() const {
    ReadingChoice out;
    out.rule = static_cast<ReadingRule>(m_rule->currentData().toInt());
    if (out.rule == ReadingRule::Source)
        out.source = m_source->currentData().toString().toStdString();
    if (const int property = m_property->currentData().toInt(); property >= 0)
        out.property = static_cast<Property>(property);
    return out;
}

/// Which readings would be counted with, before anything is done.
void SettleDialog::showEffect() {
    const bool bySource =
        static_cast<ReadingRule>(m_rule->currentData().toInt()) == ReadingRule::Source;
    m_sourceLabel->setVisible(bySource);
    m_source->setVisible(bySource);
    m_tree->clear();
    const Hall& before = m_document.base();
    const Result<Edit> edit = chooseReadings(before, choice());
    m_apply->setEnabled(static_cast<bool>(edit));
    m_tree->setVisible(static_cast<bool>(edit));
    if (!edit) {
        m_words->setText(QString::fromStdString(edit.error().message));
        return;
    }
    Hall after = before;
    if (const Result<void> done = hallwright::apply(after, *edit); !done) {
        m_words->setText(QString::fromStdString(done.error().message));
        m_apply->setEnabled(false);
        return;
    }
    before.parts.forEachDifference(after.parts, [&](PartId id) {
        const Part* was = before.part(id);
        const Part* is = after.part(id);
        if (!was || !is) return;
        for (const Datum& datum : is->data) {
            const Datum* old = was->find(datum.property);
            if (!old || old->chosen == datum.chosen) continue;
            auto* row = new QTreeWidgetItem(
                m_tree, {QString::fromStdString(is->name), propertyTitle(datum.property),
                         readingValue(before, datum.property, old->reading()),
                         valueBeside(after, datum.property, datum.reading(), old->reading())});
            for (const int column : {2, 3}) {
                row->setFont(column, tabularFont());
                row->setTextAlignment(column, Qt::AlignRight | Qt::AlignVCenter);
            }
            row->setToolTip(2, plainTip(row->text(2)));
            row->setToolTip(3, plainTip(QStringLiteral("%1, %2").arg(
                                   row->text(3), sourceTitle(after, datum.reading().source))));
        }
    });
    const int count = m_tree->topLevelItemCount();
    m_words->setText(tr("%1 would change; all readings stay. It is one edit and can be undone. "
                        "Values that you entered yourself stay as they are.")
                         .arg(count == 1 ? tr("1 choice") : tr("%1 choices").arg(count)));
}

bool SettleDialog::settle() {
    Result<Edit> edit = chooseReadings(m_document.base(), choice());
    const Result<void> done =
        edit ? m_document.apply(*std::move(edit)) : Result<void>(edit.error());
    if (!done) m_words->setText(QString::fromStdString(done.error().message));
    return static_cast<bool>(done);
}

}  // namespace hallwright
