#include "views/inspector/override_dialog.h"

#include "model/units/quantity_text.h"
#include "views/reading_text.h"
#include "views/theme.h"
#include "views/units.h"

#include <QComboBox>
#include <QDate>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

namespace hallwright {

namespace {

bool mayBeEntered(Property property) {
    const Shape shape = info(property).shape;
    return shape != Shape::Curve && shape != Shape::List;
}

const Reading* userReadingOf(const Datum* datum) {
    if (!datum) return nullptr;
    for (const Reading& reading : datum->readings)
        if (reading.source == userSource) return &reading;
    return nullptr;
}

}  // namespace

OverrideDialog::OverrideDialog(const Hall& hall, PartId part, std::optional<Property> property,
                               QWidget* parent)
    : QDialog(parent), m_hall(hall), m_part(part), m_property(property) {
    setWindowTitle(tr("Enter a Value"));
    setMinimumWidth(420);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(16, 16, 16, 16);
    column->setSpacing(8);
    auto* form = new QFormLayout;
    form->setHorizontalSpacing(12);
    form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    form->setVerticalSpacing(8);
    const Part* of = m_hall.part(part);
    auto* name = new QLabel(of ? QString::fromStdString(of->name) : QString());
    name->setWordWrap(true);
    form->addRow(tr("Part"), name);
    if (m_property) {
        auto* title = new QLabel(propertyTitle(*m_property));
        title->setWordWrap(true);
        form->addRow(tr("Property"), title);
    } else {
        m_properties = new QComboBox;
        m_properties->setMaxVisibleItems(20);
        std::vector<const PropertyInfo*> missing;
        for (const PropertyInfo& row : allProperties())
            if (mayBeEntered(row.property) && of && !of->find(row.property))
                missing.push_back(&row);
        std::sort(missing.begin(), missing.end(),
                  [](const auto* a, const auto* b) { return a->title < b->title; });
        for (const PropertyInfo* row : missing)
            m_properties->addItem(propertyTitle(row->property), static_cast<int>(row->property));
        form->addRow(tr("P&roperty"), m_properties);
        connect(m_properties, &QComboBox::currentIndexChanged, this, &OverrideDialog::showProperty);
    }
    m_now = new QLabel;
    m_now->setWordWrap(true);
    form->addRow(tr("Now"), m_now);
    m_value = new QLineEdit;
    m_value->setAccessibleName(tr("Value"));
    m_reference = new QComboBox;
    m_reference->setAccessibleName(tr("Value"));
    auto* value = new QWidget;
    auto* values = new QVBoxLayout(value);
    values->setContentsMargins(0, 0, 0, 0);
    values->addWidget(m_value);
    values->addWidget(m_reference);
    form->addRow(tr("Value"), value);
    m_reason = new QPlainTextEdit;
    m_reason->setAccessibleName(tr("Why it is better"));
    m_reason->setTabChangesFocus(true);
    m_reason->setFixedHeight(72);
    auto* reasonLabel = new QLabel(tr("&Why it is better"));
    reasonLabel->setBuddy(m_reason);
    form->addRow(reasonLabel, m_reason);
    column->addLayout(form);
    m_error = new QLabel;
    m_error->setWordWrap(true);
    QPalette red = m_error->palette();
    red.setColor(QPalette::WindowText, Theme::current().error);
    m_error->setPalette(red);
    m_error->hide();
    column->addWidget(m_error);
    auto* hint =
        new QLabel(tr("It is one more reading, entered by you, of grade D; the others stay and "
                      "can be chosen again."));
    hint->setWordWrap(true);
    hint->setForegroundRole(QPalette::PlaceholderText);
    column->addWidget(hint);
    column->addStretch(1);
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Cancel);
    QPushButton* enter = buttons->addButton(tr("Enter"), QDialogButtonBox::ApplyRole);
    enter->setDefault(true);
    m_withdraw = buttons->addButton(tr("Withdraw"), QDialogButtonBox::ResetRole);
    m_withdraw->setToolTip(tr("Take back what was entered before"));
    column->addWidget(buttons);
    connect(enter, &QPushButton::clicked, this, &OverrideDialog::tryToAccept);
    connect(m_withdraw, &QPushButton::clicked, this, [this] {
        m_withdraws = true;
        QDialog::accept();
    });
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    showProperty();
    m_value->setFocus();
}

Property OverrideDialog::property() const {
    if (m_property) return *m_property;
    return static_cast<Property>(m_properties->currentData().toInt());
}

void OverrideDialog::showProperty() {
    const Part* part = m_hall.part(m_part);
    const Property chosen = property();
    const Datum* datum = part ? part->find(chosen) : nullptr;
    const Reading* own = userReadingOf(datum);
    m_now->setText(datum ? readingValue(m_hall, chosen, datum->reading()) + QStringLiteral("  (") +
                               sourceTitle(m_hall, datum->reading().source) + u')'
                         : tr("unknown"));
    const bool reference = info(chosen).shape == Shape::Reference;
    m_value->setVisible(!reference);
    m_reference->setVisible(reference);
    m_value->setText(own ? readingValue(m_hall, chosen, *own) : QString());
    m_value->setPlaceholderText(
        info(chosen).shape != Shape::Number
            ? QString()
            : tr("a number with its unit, such as %1")
                  .arg(shownText({datum && datum->reading().number ? *datum->reading().number
                                                                   : info(chosen).plausibleHigh,
                                  info(chosen).dimension})));
    m_reference->clear();
    const Part* named = datum ? m_hall.part(m_hall.findPart(datum->reading().text)) : nullptr;
    if (reference)
        m_hall.parts.forEach([&](PartId, const FrozenPart& frozen) {
            if (named && frozen.part->kind != named->kind) return;
            m_reference->addItem(QString::fromStdString(frozen.part->name),
                                 QString::fromStdString(frozen.part->id));
        });
    if (own) m_reason->setPlainText(QString::fromStdString(own->why));
    m_withdraw->setVisible(own != nullptr);
}

UserReading OverrideDialog::reading() const {
    const PropertyInfo& row = info(property());
    UserReading out;
    out.reason = m_reason->toPlainText().simplified().toStdString();
    out.date = QDate::currentDate().toString(Qt::ISODate).toStdString();
    if (row.shape == Shape::Number) {
        const Result<Value> read = parseQuantity(m_value->text().toStdString(), row.dimension);
        if (read) out.number = read->si;
    } else if (row.shape == Shape::Reference) {
        out.text = m_reference->currentData().toString().toStdString();
    } else {
        out.text = m_value->text().trimmed().toStdString();
    }
    return out;
}

/// Closes only with what can be entered; else says why not.
void OverrideDialog::tryToAccept() {
    const PropertyInfo& row = info(property());
    std::optional<std::string> why;
    if (row.shape == Shape::Number) {
        const Result<Value> read = parseQuantity(m_value->text().toStdString(), row.dimension);
        if (!read) why = read.error().message;
    }
    if (!why) {
        const Result<Edit> edit = overrideReading(m_hall, m_part, property(), reading());
        if (!edit) why = edit.error().message;
    }
    if (!why) {
        QDialog::accept();
        return;
    }
    m_error->setText(QStringLiteral("▲ ") + QString::fromStdString(*why));
    m_error->show();
}

}  // namespace hallwright
