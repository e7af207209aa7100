#pragma once

#include "model/edits/override_reading.h"

#include <QDialog>

#include <optional>

class QComboBox;
class QLabel;
class QLineEdit;
class QPlainTextEdit;
class QPushButton;

namespace hallwright {

/// Asks for a value of a property of a part that is better than what the documents say, and why.
class OverrideDialog : public QDialog {
    Q_OBJECT

public:
    /// Without a property the user picks one of those that the part does not have yet.
    OverrideDialog(const Hall& hall, PartId part, std::optional<Property> property,
                   QWidget* parent = nullptr);

    Property property() const;
    UserReading reading() const;
    /// The user wants the value entered before gone.
    bool withdraws() const { return m_withdraws; }

private:
    void showProperty();
    void tryToAccept();

    const Hall m_hall;
    PartId m_part;
    std::optional<Property> m_property;
    QComboBox* m_properties = nullptr;
    QLabel* m_now;
    QLineEdit* m_value;
    QComboBox* m_reference;
    QPlainTextEdit* m_reason;
    QLabel* m_error;
    QPushButton* m_withdraw;
    bool m_withdraws = false;
};

}  // namespace hallwright
