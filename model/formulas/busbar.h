#pragma once

#include "model/formulas/electrical.h"

namespace hallwright::formulas {

// The bus bar of a rack: two poles, fed at one place, loads spread evenly along it.

/// Even load along a bar: the current falls in a straight line, so the far end sees half of the
/// drop that the same load would make at the end (∫ of E12 along the bar).
template <typename S>
S spreadLoadDrop(S current, S oneWayResistance) {
    return directDrop(current, oneWayResistance) / S(2.0);
}
inline Voltage spreadLoadDrop(Current current, Resistance oneWay) {
    return volts(spreadLoadDrop(current.value(), oneWay.value()));
}

/// The loss of the same bar: a third of the loss with all load at the end (∫ of E13 along the bar).
template <typename S>
S spreadLoadLoss(S current, S oneWayResistance) {
    return directLoss(current, oneWayResistance) / S(3.0);
}
inline Power spreadLoadLoss(Current current, Resistance oneWay) {
    return watts(spreadLoadLoss(current.value(), oneWay.value()));
}

/// E15 (Maksal): continuous current of one flat copper bar in still air, 50 K rise over 40 °C.
/// The formula is empirical in mm² and mm: I = 7.73·A^0.5·p^0.39; p is the perimeter.
template <typename S>
S barAmpacity(S area, S perimeter) {
    return S(7.73) * std::pow(area * S(1e6), S(0.5)) * std::pow(perimeter * S(1e3), S(0.39));
}
inline Current barAmpacity(Area area, Length perimeter) {
    return amperes(barAmpacity(area.value(), perimeter.value()));
}

/// E16 (method of CDA Publication 22): the factor on a current rating for another rise and bar
/// temperature (°C): (rise₂ ÷ rise₁)^0.61 · √(ρ(T₁) ÷ ρ(T₂)).
template <typename S>
S ampacityFactor(S rise1, S celsius1, S rise2, S celsius2, S coefficient20) {
    return std::pow(rise2 / rise1, S(0.61)) *
           std::sqrt(resistivityAt(S(1.0), coefficient20, celsius1) /
                     resistivityAt(S(1.0), coefficient20, celsius2));
}

/// Output that n shelves give when `lost` of them fail.
template <typename S>
S shelfOutput(S shelves, S lost, S ratingOfOne) {
    return (shelves - lost) * ratingOfOne;
}
inline Power shelfOutput(int shelves, int lost, Power ratingOfOne) {
    return static_cast<double>(shelves - lost) * ratingOfOne;
}

}  // namespace hallwright::formulas
