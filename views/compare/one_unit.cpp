#include "views/compare/one_unit.h"

#include "views/units.h"

#include <QLocale>

#include <algorithm>
#include <cmath>

namespace hallwright {

OneUnit::OneUnit(Dimension dimension, double largest) : m_dimension(dimension) {
    const QuantityText parts = shownParts({largest, dimension});
    if (parts.unit.empty()) return;
    const Result<Value> one = convert(1.0, parts.unit, dimension);
    if (!one || !std::isfinite(one->si) || one->si <= 0.0) return;
    m_unit = QString::fromStdString(parts.unit);
    m_scale = one->si;
}

QString OneUnit::text(double si) const {
    if (m_scale <= 0.0 || !std::isfinite(si)) return shownText({si, m_dimension});
    const double number = si / m_scale, size = std::abs(number);
    // Three digits that count, but no more places than the largest leaves readable.
    const int places =
        size > 0.0 ? std::clamp(2 - static_cast<int>(std::floor(std::log10(size))), 0, 3) : 0;
    return QLocale(QLocale::English).toString(number, 'f', places) + QChar(0x00a0) + m_unit;
}

}  // namespace hallwright
