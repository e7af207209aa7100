#include "views/recovery/recovery_dialog.h"

#include <QDialogButtonBox>
#include <QHeaderView>
#include <QLabel>
#include <QLocale>
#include <QMessageBox>
#include <QPushButton>
#include <QSignalBlocker>
#include <QTreeWidget>
#include <QVBoxLayout>

namespace hallwright {

namespace {

QString timeWords(const QDateTime& time) {
    const QLocale english(QLocale::English);
    const QDate today = QDate::currentDate();
    if (time.date() == today)
        return QStringLiteral("Today %1").arg(english.toString(time, QStringLiteral("HH:mm")));
    if (time.date() == today.addDays(-1))
        return QStringLiteral("Yesterday %1").arg(english.toString(time, QStringLiteral("HH:mm")));
    return english.toString(time, QStringLiteral("d MMM yyyy HH:mm"));
}

}  // namespace

RecoveryDialog::RecoveryDialog(std::vector<RecoverableHall> halls, Discard discard, QWidget* parent)
    : QDialog(parent), m_halls(std::move(halls)), m_discard(std::move(discard)),
      m_list(new QTreeWidget), m_remark(new QLabel) {
    setWindowTitle(tr("Recover Unsaved Halls"));
    auto* text = new QLabel(tr("The program ended before these halls were saved. Their edits were "
                               "kept and can be recovered."));
    text->setWordWrap(true);
    m_list->setHeaderLabels({tr("Hall"), tr("Unsaved edits"), tr("Last edit"), tr("File")});
    m_list->setRootIsDecorated(false);
    m_list->setUniformRowHeights(true);
    m_list->setAllColumnsShowFocus(true);
    m_list->setTextElideMode(Qt::ElideMiddle);
    m_list->header()->setStretchLastSection(true);
    m_list->header()->setSectionsMovable(false);
    m_remark->setWordWrap(true);
    m_remark->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    // Room for two lines, so that the list stays where it is from hall to hall.
    m_remark->setMinimumHeight(2 * m_remark->fontMetrics().lineSpacing());

    auto* buttons = new QDialogButtonBox;
    m_recoverButton = buttons->addButton(tr("Recover"), QDialogButtonBox::AcceptRole);
    buttons->addButton(tr("Later"), QDialogButtonBox::RejectRole);
    m_discardButton = buttons->addButton(tr("Discard…"), QDialogButtonBox::DestructiveRole);
    m_recoverButton->setDefault(true);
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(m_discardButton, &QPushButton::clicked, this, &RecoveryDialog::discardChosen);
    connect(m_list, &QTreeWidget::itemSelectionChanged, this, &RecoveryDialog::showChosen);
    connect(m_list, &QTreeWidget::itemActivated, m_recoverButton, &QPushButton::click);

    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(16, 16, 16, 16);
    column->setSpacing(12);
    column->addWidget(text);
    column->addWidget(m_list, 1);
    column->addWidget(m_remark);
    column->addWidget(buttons);
    const int em = fontMetrics().horizontalAdvance(u'm');
    resize(76 * em, 30 * em);
    m_list->header()->resizeSection(0, 16 * em);
    m_list->header()->resizeSection(1, 20 * em);
    m_list->header()->resizeSection(2, 14 * em);
    showHalls();
    m_list->setFocus();
}

const RecoverableHall& RecoveryDialog::chosen() const {
    return m_halls[static_cast<std::size_t>(chosenRow())];
}

int RecoveryDialog::chosenRow() const { return m_list->indexOfTopLevelItem(m_list->currentItem()); }

void RecoveryDialog::showHalls() {
    // The rows and the halls are the same again only at the end.
    const QSignalBlocker quiet(m_list);
    m_list->clear();
    for (const RecoverableHall& hall : m_halls) {
        const QString file = hall.path.isEmpty() ? tr("Never saved") : hall.path;
        auto* item = new QTreeWidgetItem(
            m_list, {hall.name, hall.recoverable ? hall.summary : tr("Cannot be read"),
                     timeWords(hall.lastEdit), file});
        for (int column = 0; column < m_list->columnCount(); ++column)
            item->setSizeHint(column, {0, fontMetrics().height() + 10});
        item->setToolTip(1, item->text(1));
        item->setToolTip(3, file);
    }
    if (!m_halls.empty()) m_list->setCurrentItem(m_list->topLevelItem(0));
    showChosen();
}

void RecoveryDialog::showChosen() {
    const int row = chosenRow();
    const RecoverableHall* hall = row < 0 ? nullptr : &m_halls[static_cast<std::size_t>(row)];
    m_remark->setText(hall ? hall->remark : QString());
    m_recoverButton->setEnabled(hall && hall->recoverable);
    m_discardButton->setEnabled(hall != nullptr);
}

void RecoveryDialog::discardChosen() {
    const int row = chosenRow();
    if (row < 0) return;
    const RecoverableHall& hall = m_halls[static_cast<std::size_t>(row)];
    QMessageBox question(QMessageBox::Warning, tr("Discard Unsaved Edits"),
                         tr("Discard the unsaved edits of %1?").arg(hall.name), QMessageBox::Cancel,
                         this);
    question.setInformativeText(hall.path.isEmpty()
                                    ? tr("No file holds this hall; it is lost for good.")
                                    : tr("The file stays as it was saved last; the edits are lost "
                                         "for good."));
    const QPushButton* discard = question.addButton(tr("Discard"), QMessageBox::DestructiveRole);
    question.setDefaultButton(QMessageBox::Cancel);
    question.exec();
    if (question.clickedButton() != discard) return;
    if (const Result<void> done = m_discard(hall); !done) {
        QMessageBox::warning(this, tr("Not Discarded"),
                             QString::fromStdString(done.error().text()));
        return;
    }
    m_halls.erase(m_halls.begin() + row);
    showHalls();
    if (m_halls.empty()) reject();
}

}  // namespace hallwright
