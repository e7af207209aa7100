#pragma once

#include "views/inspector/field_table.h"

#include <QWidget>

class QCheckBox;
class QComboBox;
class QLabel;
class QLineEdit;

namespace hallwright {

class QuantityEdit;

/// One field of one or several rows: text, quantity, whole number, choice or yes and no. Values
/// that differ show as "several"; what is typed then goes to all. What cannot be taken stays in the
/// field with one sentence below it, and is not sent.
class FieldEditor : public QWidget {
    Q_OBJECT

public:
    explicit FieldEditor(Field field, QWidget* parent = nullptr);

    const Field& field() const { return m_field; }
    /// Shows the cells of the rows; a field that is being typed into keeps what is typed.
    void showCells(const Hall& hall, std::span<const ItemRef> items,
                   const std::vector<Cell>& cells);
    void setReadOnly(bool readOnly);
    /// The edit was refused: why.
    void refuse(const QString& sentence);
    /// Whether the rows differ.
    bool several() const { return m_several; }
    QString error() const;
    /// The widget that takes the focus.
    QWidget* input() const;

Q_SIGNALS:
    void edited(const Cell& value);

private:
    void makeInput();
    void showQuantity(const Cell& cell);
    void showNumber(const Cell& cell);
    void showChoices(const Hall& hall, std::span<const ItemRef> items, const Cell& cell);
    void readNumber();
    void readText();
    void clearError();

    Field m_field;
    bool m_several = false;
    QLineEdit* m_text = nullptr;  ///< of a text or a whole number
    QuantityEdit* m_quantity = nullptr;
    QComboBox* m_choice = nullptr;
    QCheckBox* m_yes = nullptr;
    QLabel* m_error;
    QString m_shown;  ///< in m_text, before it is typed into
};

}  // namespace hallwright
