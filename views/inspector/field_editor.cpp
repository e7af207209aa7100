#include "views/inspector/field_editor.h"

#include "views/quantity_edit.h"
#include "views/theme.h"

#include <QCheckBox>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QSignalBlocker>
#include <QStylePainter>
#include <QVBoxLayout>
#include <QWheelEvent>

#include <cmath>

namespace hallwright {

namespace {

/// A box whose value does not change when the pane is scrolled over it.
class ChoiceBox : public QComboBox {
public:
    using QComboBox::QComboBox;

protected:
    /// Words that are too long have dots instead of ending in the middle of a letter.
    void paintEvent(QPaintEvent*) override {
        QStylePainter painter(this);
        QStyleOptionComboBox option;
        initStyleOption(&option);
        if (currentIndex() < 0) {
            option.currentText = placeholderText();
            option.palette.setBrush(QPalette::ButtonText, option.palette.placeholderText());
        }
        const QRect room = style()->subControlRect(QStyle::CC_ComboBox, &option,
                                                   QStyle::SC_ComboBoxEditField, this);
        // Parts of one maker differ at the end of their names.
        option.currentText =
            fontMetrics().elidedText(option.currentText, Qt::ElideMiddle, room.width() - 4);
        painter.drawComplexControl(QStyle::CC_ComboBox, option);
        painter.drawControl(QStyle::CE_ComboBoxLabel, option);
    }
    void wheelEvent(QWheelEvent* event) override {
        if (hasFocus())
            QComboBox::wheelEvent(event);
        else
            event->ignore();
    }
};

}  // namespace

FieldEditor::FieldEditor(Field field, QWidget* parent)
    : QWidget(parent), m_field(std::move(field)) {
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(2);
    makeInput();
    input()->setAccessibleName(m_field.title);
    column->addWidget(input());
    m_error = new QLabel;
    m_error->setWordWrap(true);
    m_error->setFont(textFont(11));
    m_error->hide();
    column->addWidget(m_error);
    setFocusProxy(input());
}

void FieldEditor::makeInput() {
    const ColumnInfo& info = *m_field.info;
    if (info.yesOrNo) {
        m_yes = new QCheckBox(m_field.title);
        connect(m_yes, &QCheckBox::clicked, this, [this] {
            // What was partly so becomes so for all.
            m_yes->setTristate(false);
            Q_EMIT edited(std::int64_t{m_yes->isChecked() ? 1 : 0});
        });
        return;
    }
    if (m_field.isReference() || !info.choices.empty()) {
        m_choice = new ChoiceBox;
        m_choice->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
        m_choice->setMinimumContentsLength(8);
        m_choice->setFocusPolicy(Qt::StrongFocus);
        m_choice->setPlaceholderText(tr("several"));
        connect(m_choice, &QComboBox::activated, this, [this](int at) {
            clearError();
            if (!m_field.isReference())
                Q_EMIT edited(m_choice->itemData(at).toString().toStdString());
            else if (const int id = m_choice->itemData(at).toInt(); id > 0)
                Q_EMIT edited(std::int64_t{id});
            else
                Q_EMIT edited(Cell());
        });
        return;
    }
    if (m_field.dimension) {
        m_quantity = new QuantityEdit(*m_field.dimension);
        connect(m_quantity, &QuantityEdit::edited, this, [this](Value value) {
            clearError();
            const double stored = value.si * m_field.perSi;
            if (m_field.info->type != CellType::Integer)
                Q_EMIT edited(stored);
            else if (std::abs(stored) < 1e18)
                Q_EMIT edited(std::int64_t{std::llround(stored)});
            else
                refuse(tr("%1 cannot be so large").arg(m_field.title));
        });
        connect(m_quantity, &QuantityEdit::refused, this, &FieldEditor::refuse);
        return;
    }
    m_text = new QLineEdit;
    if (info.type == CellType::Integer) {
        m_text->setFont(tabularFont());
        m_text->setAlignment(Qt::AlignRight);
        connect(m_text, &QLineEdit::editingFinished, this, &FieldEditor::readNumber);
    } else {
        connect(m_text, &QLineEdit::editingFinished, this, &FieldEditor::readText);
    }
}

QWidget* FieldEditor::input() const {
    if (m_yes) return m_yes;
    if (m_choice) return m_choice;
    if (m_quantity) return m_quantity;
    return m_text;
}

void FieldEditor::readText() {
    const QString typed = m_text->text().trimmed();
    if (typed == m_shown) return;
    clearError();
    Q_EMIT edited(typed.toStdString());
}

void FieldEditor::readNumber() {
    QString typed = m_text->text().trimmed();
    if (typed == m_shown) return;
    if (typed.isEmpty() && !m_field.nought.isEmpty() && !m_several) {
        clearError();
        Q_EMIT edited(std::int64_t{0});
        return;
    }
    bool whole = false;
    const qlonglong number = typed.remove(u',').toLongLong(&whole);
    if (!whole) {
        refuse(tr("%1 is no whole number").arg(m_text->text().trimmed()));
        return;
    }
    if (number < m_field.base) {
        refuse(tr("%1 counts from %2").arg(m_field.title).arg(m_field.base));
        return;
    }
    clearError();
    Q_EMIT edited(std::int64_t{number - m_field.base});
}

void FieldEditor::showCells(const Hall& hall, std::span<const ItemRef> items,
                            const std::vector<Cell>& cells) {
    if (cells.empty()) return;
    m_several = std::any_of(cells.begin(), cells.end(),
                            [&](const Cell& cell) { return !(cell == cells.front()); });
    const Cell& cell = cells.front();
    if (m_yes) {
        const auto* set = std::get_if<std::int64_t>(&cell);
        m_yes->setTristate(m_several);
        m_yes->setCheckState(m_several          ? Qt::PartiallyChecked
                             : set && *set != 0 ? Qt::Checked
                                                : Qt::Unchecked);
        m_yes->setText(m_several ? tr("%1 (several)").arg(m_field.title) : m_field.title);
    } else if (m_choice) {
        showChoices(hall, items, cell);
    } else if (m_quantity) {
        showQuantity(cell);
    } else if (!(m_text->hasFocus() && m_text->isModified())) {
        showNumber(cell);
    }
}

void FieldEditor::showQuantity(const Cell& cell) {
    if (m_quantity->hasFocus() && m_quantity->isModified()) return;
    const auto* whole = std::get_if<std::int64_t>(&cell);
    const auto* real = std::get_if<double>(&cell);
    const double stored = whole ? static_cast<double>(*whole) : real ? *real : 0.0;
    const bool plan = m_field.column.ends_with("_mm");
    if (plan)
        m_quantity->setLength(Millimetres{static_cast<std::int32_t>(stored)});
    else
        m_quantity->setValue({stored / m_field.perSi, *m_field.dimension});
    if (m_several) m_quantity->setSeveral();
    clearError();
}

void FieldEditor::showNumber(const Cell& cell) {
    const auto* whole = std::get_if<std::int64_t>(&cell);
    const auto* text = std::get_if<std::string>(&cell);
    m_shown = m_several                                           ? QString()
              : whole && *whole == 0 && !m_field.nought.isEmpty() ? QString()
              : whole ? QString::number(*whole + m_field.base)
              : text  ? QString::fromStdString(*text)
                      : QString();
    m_text->setPlaceholderText(m_several ? tr("several") : m_field.nought);
    if (m_text->text() != m_shown) {
        m_text->setText(m_shown);
        m_text->setCursorPosition(0);  // a long name is read from its beginning
    }
    m_text->setModified(false);
    clearError();
}

void FieldEditor::showChoices(const Hall& hall, std::span<const ItemRef> items, const Cell& cell) {
    const QSignalBlocker quiet(m_choice);
    std::vector<Choice> choices;
    if (m_field.isReference()) choices = choicesOf(hall, m_field, items);
    const std::size_t count = m_field.isReference() ? choices.size() : m_field.info->choices.size();
    const auto nameAt = [&](std::size_t i) {
        return m_field.isReference() ? choices[i].name : wordTitle(m_field.info->choices[i]);
    };
    bool same = static_cast<std::size_t>(m_choice->count()) == count;
    for (std::size_t i = 0; same && i < count; ++i)
        same = m_choice->itemText(static_cast<int>(i)) == nameAt(i) &&
               (!m_field.isReference() ||
                m_choice->itemData(static_cast<int>(i)).toInt() == choices[i].id);
    if (!same) {
        m_choice->clear();
        for (std::size_t i = 0; i < count; ++i)
            m_choice->addItem(nameAt(i),
                              m_field.isReference()
                                  ? QVariant(choices[i].id)
                                  : QVariant(QString::fromUtf8(
                                        m_field.info->choices[i].data(),
                                        static_cast<int>(m_field.info->choices[i].size()))));
    }
    const auto* id = std::get_if<std::int64_t>(&cell);
    const auto* word = std::get_if<std::string>(&cell);
    const QVariant wanted = m_field.isReference()
                                ? QVariant(id ? static_cast<int>(*id) : 0)
                                : QVariant(QString::fromStdString(word ? *word : ""));
    m_choice->setCurrentIndex(m_several ? -1 : m_choice->findData(wanted));
    m_choice->setToolTip(m_choice->currentText());
}

void FieldEditor::setReadOnly(bool readOnly) { input()->setEnabled(!readOnly); }

void FieldEditor::refuse(const QString& sentence) {
    QPalette marked = m_error->palette();
    marked.setColor(QPalette::WindowText, Theme::current().error);
    marked.setColor(QPalette::Text, Theme::current().error);
    m_error->setPalette(marked);
    m_error->setText(QStringLiteral("▲ ") + sentence);
    m_error->show();
    if (QLineEdit* edit = m_text) edit->setModified(true);
}

void FieldEditor::clearError() {
    m_error->hide();
    m_error->clear();
}

QString FieldEditor::error() const {
    return m_error->isHidden() ? QString() : m_error->text().mid(2);
}

}  // namespace hallwright
