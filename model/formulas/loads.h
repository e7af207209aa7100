#pragma once

#include "model/units/quantities.h"

namespace hallwright::formulas {

/// Standard gravity, m/s² (CGPM 1901).
inline constexpr double standardGravity = 9.80665;

/// S1: pressure of a mass on an area, q = m·g ÷ A.
template <typename S>
S floorPressure(S mass, S area) {
    return mass * S(standardGravity) / area;
}
inline Pressure floorPressure(Mass mass, Area area) {
    return pascals(floorPressure(mass.value(), area.value()));
}

/// S2: the area over which a mass meets an allowed pressure.
template <typename S>
S areaNeeded(S mass, S allowedPressure) {
    return mass * S(standardGravity) / allowedPressure;
}

}  // namespace hallwright::formulas
