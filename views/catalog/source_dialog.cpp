#include "views/catalog/source_dialog.h"

#include <QBoxLayout>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLineEdit>
#include <QPushButton>
#include <QRegularExpression>

namespace hallwright {

namespace {

constexpr int longestId = 48;

/// Lower case, digits and dashes of a title.
std::string idOf(const QString& title) {
    static const QRegularExpression other(QStringLiteral("[^a-z0-9]+"));
    QString id = title.toLower().replace(other, QStringLiteral("-")).left(longestId);
    while (id.startsWith(u'-'))
        id.remove(0, 1);
    while (id.endsWith(u'-'))
        id.chop(1);
    return id.toStdString();
}

}  // namespace

SourceDialog::SourceDialog(QWidget* parent)
    : QDialog(parent), m_title(new QLineEdit(this)), m_publisher(new QLineEdit(this)),
      m_url(new QLineEdit(this)), m_note(new QLineEdit(this)), m_kind(new QComboBox(this)) {
    setWindowTitle(tr("New Document"));
    setMinimumWidth(420);
    m_url->setPlaceholderText(tr("https://…, or where the paper lies"));
    for (const auto& [id, words] :
         {std::pair("vendor", tr("Maker")), std::pair("standard", tr("Standard")),
          std::pair("operator", tr("Operator")), std::pair("analyst", tr("Analyst")),
          std::pair("press", tr("Press")), std::pair("distributor", tr("Distributor or offer")),
          std::pair("dataset", tr("Data set"))})
        m_kind->addItem(words, QString::fromLatin1(id));
    auto* form = new QFormLayout;
    form->setSpacing(8);
    form->addRow(tr("&Title"), m_title);
    form->addRow(tr("&Publisher"), m_publisher);
    form->addRow(tr("&Address"), m_url);
    form->addRow(tr("&Kind"), m_kind);
    form->addRow(tr("&Note"), m_note);
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel, this);
    buttons->button(QDialogButtonBox::Ok)->setEnabled(false);
    connect(m_title, &QLineEdit::textChanged, this, [this, buttons] {
        buttons->button(QDialogButtonBox::Ok)->setEnabled(!idOf(m_title->text()).empty());
    });
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(16, 16, 16, 16);
    column->setSpacing(12);
    column->addLayout(form);
    column->addWidget(buttons);
}

Source SourceDialog::source() const {
    return {idOf(m_title->text()),
            m_title->text().simplified().toStdString(),
            m_publisher->text().simplified().toStdString(),
            m_url->text().trimmed().toStdString(),
            m_kind->currentData().toString().toStdString(),
            m_note->text().simplified().toStdString()};
}

}  // namespace hallwright
