#include "views/catalog/newer_data.h"

#include "views/document.h"
#include "views/reading_text.h"
#include "views/theme.h"

#include <QBoxLayout>
#include <QDialogButtonBox>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QTreeWidget>

#include <algorithm>

namespace hallwright {

namespace {

constexpr int changeRole = Qt::UserRole;

/// What a datum says, and how many readings stand beside it.
QString readingsWords(const Hall& hall, Property property, const std::optional<Datum>& datum,
                      const std::optional<Datum>& beside = {}) {
    if (!datum) return NewerData::tr("not given");
    const QString value = beside ? valueBeside(hall, property, datum->reading(), beside->reading())
                                 : readingValue(hall, property, datum->reading());
    const auto others = static_cast<int>(datum->readings.size()) - 1;
    return others > 0 ? NewerData::tr("%1 (of %2 readings)").arg(value).arg(others + 1) : value;
}

}  // namespace

NewerData::NewerData(std::shared_ptr<const Catalog> catalog, DocumentModel& document,
                     QWidget* parent)
    : QDialog(parent), m_catalog(std::move(catalog)), m_document(document),
      m_changes(partChanges(document.base(), *m_catalog)), m_words(new QLabel(this)),
      m_error(new QLabel(this)), m_tree(new QTreeWidget(this)), m_update(nullptr) {
    setWindowTitle(tr("Newer Data"));
    resize(860, 560);
    for (QLabel* label : {m_words, m_error})
        label->setTextFormat(Qt::PlainText);
    m_words->setWordWrap(true);
    m_tree->setColumnCount(3);
    m_tree->setHeaderLabels({tr("Part and property"), tr("This hall"), tr("The catalog now")});
    // Texts can be hundreds of characters long: they are cut, and told whole by their tips.
    m_tree->header()->setSectionResizeMode(QHeaderView::Interactive);
    m_tree->header()->resizeSection(0, 380);
    m_tree->header()->resizeSection(1, 200);
    m_tree->header()->setStretchLastSection(true);
    m_tree->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_tree->setAccessibleName(tr("Parts that the catalog describes otherwise"));
    QPalette red = m_error->palette();
    red.setColor(QPalette::WindowText, Theme::current().error);
    m_error->setPalette(red);
    m_error->setWordWrap(true);
    m_error->hide();
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    m_update = buttons->addButton(tr("Update"), QDialogButtonBox::ApplyRole);
    m_update->setDefault(true);

    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(16, 16, 16, 16);
    column->setSpacing(12);
    column->addWidget(m_words);
    column->addWidget(m_tree, 1);
    column->addWidget(m_error);
    column->addWidget(buttons);
    connect(m_tree, &QTreeWidget::itemChanged, this, &NewerData::showChoice);
    connect(m_update, &QPushButton::clicked, this, [this] {
        if (update()) accept();
    });
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    showChanges();
}

void NewerData::showChanges() {
    const QSignalBlocker quiet(m_tree);
    const Hall& hall = m_document.base();
    const Theme& theme = Theme::current();
    for (std::size_t i = 0; i < m_changes.size(); ++i) {
        const PartChange& change = m_changes[i];
        const Part* part = hall.part(change.id);
        auto* row = new QTreeWidgetItem(m_tree);
        row->setText(0, QString::fromStdString(part ? part->name : change.part));
        row->setToolTip(0, plainTip(QString::fromStdString(change.part)));
        row->setData(0, changeRole, static_cast<int>(i));
        row->setFont(0, textFont(13, true));
        if (change.gone) {
            row->setText(2, tr("not in the catalog any more"));
            row->setForeground(2, theme.faint);
            continue;
        }
        row->setFlags(row->flags() | Qt::ItemIsUserCheckable);
        row->setCheckState(0, Qt::Checked);
        const bool moves = std::any_of(change.data.begin(), change.data.end(),
                                       [](const DatumChange& d) { return d.valueMoves; });
        row->setText(2, moves ? tr("values move") : tr("no value moves"));
        row->setForeground(2, moves ? theme.text : theme.faint);
        if (change.words) {
            auto* line = new QTreeWidgetItem(row, {tr("Name, status, aliases or contents")});
            line->setText(2, tr("differ"));
        }
        for (const DatumChange& datum : change.data) {
            auto* line = new QTreeWidgetItem(
                row,
                {propertyTitle(datum.property), readingsWords(hall, datum.property, datum.before),
                 readingsWords(hall, datum.property, datum.after, datum.before)});
            line->setToolTip(0, fromView(info(datum.property).id));
            for (const int column : {1, 2})
                line->setToolTip(column, plainTip(line->text(column)));
            line->setFont(1, tabularFont());
            line->setFont(2, tabularFont(12, datum.valueMoves));
            if (!datum.valueMoves) {
                line->setForeground(1, theme.faint);
                line->setForeground(2, theme.faint);
            }
        }
        row->setExpanded(moves);
    }
    m_words->setText(
        m_changes.empty()
            ? tr("Every part of this hall is as the catalog has it. Nothing is to be updated.")
            : tr("The catalog describes %1 of this hall otherwise than the hall does. The hall "
                 "keeps what it has until you update it; values that you entered yourself stay. "
                 "An update is one edit and can be undone.")
                  .arg(m_changes.size() == 1 ? tr("1 part")
                                             : tr("%1 parts").arg(m_changes.size())));
    m_tree->setVisible(!m_changes.empty());
    showChoice();
}

std::vector<PartId> NewerData::ticked() const {
    std::vector<PartId> out;
    for (int i = 0; i < m_tree->topLevelItemCount(); ++i) {
        const QTreeWidgetItem* row = m_tree->topLevelItem(i);
        if (row->checkState(0) == Qt::Checked && (row->flags() & Qt::ItemIsUserCheckable))
            out.push_back(m_changes[static_cast<std::size_t>(row->data(0, changeRole).toInt())].id);
    }
    return out;
}

void NewerData::showChoice() {
    const std::size_t count = ticked().size();
    m_update->setEnabled(count > 0);
    m_update->setText(count == 1 ? tr("Update 1 Part")
                                 : tr("Update %1 Parts").arg(static_cast<int>(count)));
}

void NewerData::tick(const QStringList& ids) {
    for (int i = 0; i < m_tree->topLevelItemCount(); ++i) {
        QTreeWidgetItem* row = m_tree->topLevelItem(i);
        const auto at = static_cast<std::size_t>(row->data(0, changeRole).toInt());
        if (row->flags() & Qt::ItemIsUserCheckable)
            row->setCheckState(0, ids.contains(QString::fromStdString(m_changes[at].part))
                                      ? Qt::Checked
                                      : Qt::Unchecked);
    }
}

bool NewerData::update() {
    Result<Edit> edit = updateParts(m_document.base(), *m_catalog, ticked(), m_document.nextId());
    Result<void> done = edit ? m_document.apply(*std::move(edit)) : Result<void>(edit.error());
    if (done) return true;
    m_error->setText(QStringLiteral("▲ ") + QString::fromStdString(done.error().message));
    m_error->show();
    return false;
}

}  // namespace hallwright
