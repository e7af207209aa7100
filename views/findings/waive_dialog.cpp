#include "views/findings/waive_dialog.h"

#include <QDialogButtonBox>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace hallwright {

WaiveDialog::WaiveDialog(const QString& finding, const QString& author, QWidget* parent)
    : QDialog(parent) {
    setWindowTitle(tr("Waive Finding"));
    setMinimumWidth(420);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(16, 16, 16, 16);
    column->setSpacing(8);
    auto* what = new QLabel(finding);
    what->setWordWrap(true);
    what->setTextFormat(Qt::PlainText);
    column->addWidget(what);
    column->addSpacing(8);
    auto* reasonLabel = new QLabel(tr("&Why it may stand"));
    m_reason = new QPlainTextEdit;
    m_reason->setAccessibleName(tr("Why it may stand"));
    m_reason->setTabChangesFocus(true);
    m_reason->setFixedHeight(88);
    reasonLabel->setBuddy(m_reason);
    column->addWidget(reasonLabel);
    column->addWidget(m_reason);
    auto* authorLabel = new QLabel(tr("W&ho accepts it"));
    m_author = new QLineEdit(author);
    m_author->setAccessibleName(tr("Who accepts it"));
    authorLabel->setBuddy(m_author);
    column->addWidget(authorLabel);
    column->addWidget(m_author);
    auto* hint = new QLabel(
        tr("It stays in the hall with today's date, is printed in every report, and covers the "
           "finding up to the value it has now."));
    hint->setWordWrap(true);
    hint->setForegroundRole(QPalette::PlaceholderText);
    column->addWidget(hint);
    column->addSpacing(8);
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Cancel);
    QPushButton* waive = buttons->addButton(tr("Waive"), QDialogButtonBox::AcceptRole);
    waive->setDefault(true);
    column->addWidget(buttons);
    const auto complete = [this, waive] {
        waive->setEnabled(!reason().isEmpty() && !this->author().isEmpty());
    };
    complete();
    connect(m_reason, &QPlainTextEdit::textChanged, this, complete);
    connect(m_author, &QLineEdit::textChanged, this, complete);
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    m_reason->setFocus();
}

QString WaiveDialog::reason() const { return m_reason->toPlainText().simplified(); }
QString WaiveDialog::author() const { return m_author->text().trimmed(); }

}  // namespace hallwright
