#pragma once

#include "model/units/quantity_text.h"

#include <QObject>
#include <QString>

namespace hallwright {

/// Which units the window shows numbers in; one for the whole program.
class Units : public QObject {
    Q_OBJECT

public:
    static Units& shown();

    UnitSystem system() const { return m_system; }
    void set(UnitSystem system);

Q_SIGNALS:
    void changed();

private:
    UnitSystem m_system = UnitSystem::Si;
};

/// A quantity as the window shows it.
QString shownText(Value value);
QuantityText shownParts(Value value);

}  // namespace hallwright
