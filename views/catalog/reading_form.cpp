#include "views/catalog/reading_form.h"

#include "model/base/text.h"
#include "model/units/quantity_text.h"
#include "views/catalog/typed_choice.h"
#include "views/reading_text.h"

#include <QBoxLayout>
#include <QCheckBox>
#include <QComboBox>
#include <QCompleter>
#include <QDate>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QRegularExpression>
#include <fmt/format.h>

#include <cmath>

namespace hallwright {

namespace {

constexpr int whyHeight = 56;

/// The unit that was typed, where it is one of the dimension; else the SI unit.
std::string unitTyped(const QString& text, Dimension dimension) {
    static const QRegularExpression number(
        QStringLiteral("^[\\s+-]*[0-9][0-9.,\\s]*(?:[eE][-+]?[0-9]+)?\\s*"));
    const std::string unit = text.mid(number.match(text).capturedLength()).trimmed().toStdString();
    return !unit.empty() && convert(1.0, unit, dimension) ? unit : std::string(siUnit(dimension));
}

QComboBox* searchable(QWidget* parent) {
    auto* box = new QComboBox(parent);
    box->setEditable(true);
    box->setInsertPolicy(QComboBox::NoInsert);
    box->completer()->setFilterMode(Qt::MatchContains);
    box->completer()->setCompletionMode(QCompleter::PopupCompletion);
    box->setMinimumContentsLength(20);
    box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    box->setMaxVisibleItems(20);
    return box;
}

/// What is not to be written on looks so.
void showWritable(QWidget& field, bool writable) {
    QPalette tone;
    if (!writable) tone.setColor(QPalette::Base, field.window()->palette().color(QPalette::Window));
    field.setPalette(tone);
}

Error notThere(const QString& sentence, const QComboBox& box) {
    return {ErrorCode::Invalid, sentence.arg(box.currentText().trimmed()).toStdString(), {}};
}

void choose(QComboBox& box, const std::string& data) {
    const QString wanted = QString::fromStdString(data);
    int at = box.findData(wanted);
    if (at < 0 && !wanted.isEmpty()) {
        box.addItem(wanted, wanted);
        at = box.count() - 1;
    }
    box.setCurrentIndex(at);
}

}  // namespace

QString writtenText(double si, const std::string& unit, Dimension dimension) {
    const Result<Value> zero = convert(0.0, unit, dimension);
    const Result<Value> one = convert(1.0, unit, dimension);
    if (!zero || !one || one->si == zero->si)
        return QString::fromStdString(formatQuantity({si, dimension}));
    // Twelve digits hide what the division left over and keep all that a document prints.
    const double written = (si - zero->si) / (one->si - zero->si);
    return QString::fromStdString(fmt::format("{:.12g} {}", written, unit));
}

ReadingForm::ReadingForm(std::shared_ptr<const Catalog> catalog, QWidget* parent)
    : QWidget(parent), m_catalog(std::move(catalog)), m_value(new QLineEdit(this)),
      m_low(new QLineEdit(this)), m_high(new QLineEdit(this)), m_date(new QLineEdit(this)),
      m_includes(new QLineEdit(this)), m_reference(searchable(this)), m_source(searchable(this)),
      m_grade(new QComboBox(this)), m_at(new QComboBox(this)),
      m_unknown(new QCheckBox(tr("&Unknown: looked for, and not public"), this)),
      m_why(new QPlainTextEdit(this)), m_valueLabel(new QLabel(tr("&Value"), this)),
      m_rangeLabel(new QLabel(tr("Range"), this)), m_atLabel(new QLabel(tr("&Plane"), this)),
      m_includesLabel(new QLabel(tr("&Includes"), this)), m_range(new QWidget(this)) {
    auto* form = new QFormLayout(this);
    form->setContentsMargins(0, 0, 0, 0);
    form->setHorizontalSpacing(12);
    form->setVerticalSpacing(8);
    form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);

    auto* values = new QWidget(this);
    auto* valueRow = new QVBoxLayout(values);
    valueRow->setContentsMargins(0, 0, 0, 0);
    valueRow->setSpacing(4);
    valueRow->addWidget(m_value);
    valueRow->addWidget(m_reference);
    valueRow->addWidget(m_unknown);
    form->addRow(m_valueLabel, values);
    auto* rangeRow = new QHBoxLayout(m_range);
    rangeRow->setContentsMargins(0, 0, 0, 0);
    rangeRow->setSpacing(8);
    rangeRow->addWidget(m_low);
    rangeRow->addWidget(new QLabel(tr("to"), m_range));
    rangeRow->addWidget(m_high);
    form->addRow(m_rangeLabel, m_range);
    const auto row = [&](const QString& label, QWidget* field) {
        auto* words = new QLabel(label, this);
        words->setBuddy(field);
        form->addRow(words, field);
    };
    row(tr("&Document"), m_source);
    row(tr("&Grade"), m_grade);
    row(tr("D&ate"), m_date);
    form->addRow(m_atLabel, m_at);
    form->addRow(m_includesLabel, m_includes);
    row(tr("&Why"), m_why);

    m_valueLabel->setBuddy(m_value);
    m_atLabel->setBuddy(m_at);
    m_includesLabel->setBuddy(m_includes);
    m_low->setPlaceholderText(tr("least"));
    m_high->setPlaceholderText(tr("most"));
    m_low->setAccessibleName(tr("Least"));
    m_high->setAccessibleName(tr("Most"));
    m_date->setPlaceholderText(tr("2026, 2026-03 or 2026-03-31"));
    m_includes->setPlaceholderText(tr("what the figure holds, such as optics or fans"));
    m_why->setFixedHeight(whyHeight);
    m_why->setTabChangesFocus(true);
    m_why->setPlaceholderText(tr("why this value, and how it was come by"));
    for (const Grade grade : {Grade::A, Grade::B, Grade::C, Grade::D})
        m_grade->addItem(gradeWords(grade), static_cast<int>(grade));
    m_at->addItem(tr("Not said"), QString());
    for (const auto& [id, words] :
         {std::pair("ac-input", tr("AC input")), std::pair("dc-bus", tr("DC bus")),
          std::pair("dc-800", tr("800 V DC")), std::pair("chip", tr("Chip"))})
        m_at->addItem(words, QString::fromLatin1(id));
    m_source->addItem(tr("My own word"), fromView(userSource));
    // What a user's catalog says is entered as the user's own word, there or in a hall.
    for (const auto& [id, source] : m_catalog->sources())
        if (id != userCatalogSource)
            m_source->addItem(QString::fromStdString(source.title), QString::fromStdString(id));
    for (const auto& [id, part] : m_catalog->parts())
        m_reference->addItem(QString::fromStdString(part->name), QString::fromStdString(id));

    for (QLineEdit* line : {m_value, m_low, m_high, m_date, m_includes})
        connect(line, &QLineEdit::textEdited, this, &ReadingForm::edited);
    for (QComboBox* box : {m_reference, m_source, m_grade, m_at})
        connect(box, &QComboBox::activated, this, &ReadingForm::edited);
    for (const QComboBox* box : {m_reference, m_source})
        connect(box->lineEdit(), &QLineEdit::editingFinished, this, [this, box] {
            if (box->currentText() != box->itemText(box->currentIndex())) Q_EMIT edited();
        });
    connect(m_unknown, &QCheckBox::clicked, this, [this] {
        showShape();
        Q_EMIT edited();
    });
    connect(m_why, &QPlainTextEdit::textChanged, this, &ReadingForm::edited);
}

void ReadingForm::showReading(Property property, const Reading& reading, bool writable) {
    const QSignalBlocker quiet(this);
    m_property = property;
    m_shown = reading;
    const PropertyInfo& row = info(property);
    const std::string unit =
        reading.unit.empty() ? std::string(siUnit(row.dimension)) : reading.unit;
    const auto number = [&](const std::optional<double>& si) {
        return si ? writtenText(*si, unit, row.dimension) : QString();
    };
    m_value->setText(row.shape == Shape::Number ? number(reading.number)
                                                : QString::fromStdString(reading.text));
    m_low->setText(number(reading.low));
    m_high->setText(number(reading.high));
    m_value->setPlaceholderText(
        row.shape == Shape::Number
            ? tr("a number with its unit, such as %1")
                  .arg(QString::fromStdString(formatQuantity({row.plausibleHigh, row.dimension})))
            : QString());
    m_unknown->setChecked(reading.unknown);
    choose(*m_reference, row.shape == Shape::Reference ? reading.text : std::string());
    if (reading.source == userCatalogSource && m_source->findData(fromView(userCatalogSource)) < 0)
        m_source->addItem(tr("Your own catalog"), fromView(userCatalogSource));
    choose(*m_source, reading.source);
    m_grade->setCurrentIndex(m_grade->findData(static_cast<int>(reading.grade)));
    choose(*m_at, reading.at);
    m_date->setText(QString::fromStdString(reading.asOf));
    m_includes->setText(QString::fromStdString(reading.includes));
    m_why->setPlainText(QString::fromStdString(reading.why));
    for (QLineEdit* line : {m_value, m_low, m_high, m_date, m_includes})
        line->setReadOnly(!writable);
    for (QWidget* field :
         std::initializer_list<QWidget*>{m_reference, m_source, m_grade, m_at, m_unknown})
        field->setEnabled(writable);
    m_why->setReadOnly(!writable);
    for (QWidget* field :
         std::initializer_list<QWidget*>{m_value, m_low, m_high, m_date, m_includes, m_why})
        showWritable(*field, writable);
    showWritable(*m_why->viewport(), writable);
    for (const QComboBox* box : {m_source, m_reference})
        box->lineEdit()->setCursorPosition(0);  // a title is told by its beginning
    showShape();
}

void ReadingForm::showShape() {
    const PropertyInfo& row = info(m_property);
    const bool number = row.shape == Shape::Number;
    const bool reference = row.shape == Shape::Reference;
    const bool power = row.dimension == Dimension::Power;
    m_value->setVisible(!reference);
    m_reference->setVisible(reference);
    m_valueLabel->setBuddy(reference ? static_cast<QWidget*>(m_reference) : m_value);
    for (QWidget* field : {static_cast<QWidget*>(m_rangeLabel), m_range})
        field->setVisible(number);
    for (QWidget* field : std::initializer_list<QWidget*>{m_atLabel, m_at})
        field->setVisible(number && power);
    for (QWidget* field : std::initializer_list<QWidget*>{m_includesLabel, m_includes})
        field->setVisible(number);
    for (QWidget* field : std::initializer_list<QWidget*>{m_value, m_low, m_high})
        field->setEnabled(!m_unknown->isChecked());
}

Result<Reading> ReadingForm::reading() const {
    const PropertyInfo& row = info(m_property);
    Reading out = m_shown;  // keeps what the form has no field for
    const std::optional<QVariant> source = typedChoice(*m_source);
    if (!source || !source->isValid())
        return notThere(
            tr("No document is called “%1”; choose one from the list or press New Document…"),
            *m_source);
    out.source = source->toString().toStdString();
    out.grade = static_cast<Grade>(static_cast<char>(m_grade->currentData().toInt()));
    out.asOf = m_date->text().trimmed().toStdString();
    out.at = m_at->currentData().toString().toStdString();
    out.includes = m_includes->text().trimmed().toStdString();
    out.why = m_why->toPlainText().simplified().toStdString();
    out.unknown = m_unknown->isChecked();
    if (out.unknown) {
        out.number = out.low = out.high = std::nullopt;
        out.text.clear();
        out.unit.clear();
        return out;
    }
    if (row.shape == Shape::Reference) {
        const std::optional<QVariant> part = typedChoice(*m_reference);
        if (!part || !part->isValid())
            return notThere(tr("No part is called “%1”; choose one from the list"), *m_reference);
        out.text = part->toString().toStdString();
        return out;
    }
    if (row.shape != Shape::Number) {
        if (row.shape == Shape::Text) out.text = m_value->text().trimmed().toStdString();
        return out;
    }
    const auto read = [&](const QLineEdit& field,
                          std::optional<double>& into) -> std::optional<Error> {
        const QString text = field.text().trimmed();
        into.reset();
        if (text.isEmpty()) return std::nullopt;
        const Result<Value> value = parseQuantity(text.toStdString(), row.dimension);
        if (!value) return value.error();
        into = value->si;
        return std::nullopt;
    };
    for (const auto& [field, into] : {std::pair(m_value, &out.number), std::pair(m_low, &out.low),
                                      std::pair(m_high, &out.high)})
        if (std::optional<Error> fault = read(*field, *into)) return *fault;
    if (!out.number)
        return Error{
            ErrorCode::Invalid, fmt::format("{} needs a number with its unit", row.title), {}};
    out.unit = unitTyped(m_value->text(), row.dimension);
    return out;
}

void ReadingForm::addSource(const Source& source) {
    m_source->addItem(QString::fromStdString(source.title), QString::fromStdString(source.id));
    m_source->setCurrentIndex(m_source->count() - 1);
    Q_EMIT edited();
}

void ReadingForm::focusValue() {
    (info(m_property).shape == Shape::Reference ? static_cast<QWidget*>(m_reference) : m_value)
        ->setFocus();
}

}  // namespace hallwright
