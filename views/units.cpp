#include "views/units.h"

namespace hallwright {

Units& Units::shown() {
    static Units units;
    return units;
}

void Units::set(UnitSystem system) {
    if (system == m_system) return;
    m_system = system;
    Q_EMIT changed();
}

QString shownText(Value value) {
    return QString::fromStdString(formatQuantity(value, Units::shown().system()));
}

QuantityText shownParts(Value value) { return quantityParts(value, Units::shown().system()); }

}  // namespace hallwright
