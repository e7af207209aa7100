#pragma once

#include "model/units/dimension.h"

#include <QString>

namespace hallwright {

/// Writes numbers of one chart in one unit, that of its largest, so that they can be compared by
/// their digits.
class OneUnit {
public:
    OneUnit(Dimension dimension, double largest);
    QString text(double si) const;

private:
    Dimension m_dimension;
    QString m_unit;
    double m_scale = 0.0;  ///< SI of one unit; 0: each number in its own
};

}  // namespace hallwright
