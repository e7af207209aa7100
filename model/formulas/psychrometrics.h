#pragma once

#include <cmath>

namespace hallwright::formulas {

/// Wet bulb in °C from dry bulb in °C and relative humidity in per cent, at sea level.
/// R. Stull, "Wet-Bulb Temperature from Relative Humidity and Air Temperature", J. Appl. Meteor.
/// Climatol. 50 (2011): a fit for 5 to 99 % and −20 to 50 °C, within 0.3 K in most of it.
template <typename S>
S wetBulb(S dryBulb_c, S humidity_percent) {
    const S t = dryBulb_c;
    const S h = humidity_percent;
    return t * std::atan(S(0.151977) * std::sqrt(h + S(8.313659))) + std::atan(t + h) -
           std::atan(h - S(1.676331)) +
           S(0.00391838) * std::pow(h, S(1.5)) * std::atan(S(0.023101) * h) - S(4.686035);
}

}  // namespace hallwright::formulas
