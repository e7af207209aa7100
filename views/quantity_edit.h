#pragma once

#include "model/units/dimension.h"
#include "model/units/millimetres.h"

#include <QLineEdit>

namespace hallwright {

/// A field for a quantity: shows it with its unit and reads what is typed with any unit of its
/// dimension. A bare number means the unit that was shown. What cannot be read is marked and not
/// sent.
class QuantityEdit : public QLineEdit {
    Q_OBJECT

public:
    explicit QuantityEdit(Dimension dimension, QWidget* parent = nullptr);

    void setValue(Value value);
    /// A plan length: shown in whole millimetres, whatever the unit system.
    void setLength(Millimetres length);
    /// Several things with different values: shows "several"; what is typed goes to all. Follows a
    /// setValue() or setLength(), whose unit a bare number means.
    void setSeveral();
    Value value() const { return m_value; }

Q_SIGNALS:
    /// The user typed another value and left the field or pressed Enter.
    void edited(Value value);
    /// What was typed cannot be read: why.
    void refused(const QString& sentence);

protected:
    void keyPressEvent(QKeyEvent* event) override;

private:
    void showValue();
    void accept();

    Dimension m_dimension;
    Value m_value;
    bool m_millimetres = false;
    bool m_several = false;
    QString m_shown;
    QString m_unit;  ///< that a bare number means
};

}  // namespace hallwright
