#pragma once

#include "model/formulas/conversion.h"
#include "model/units/quantities.h"

#include <cmath>
#include <numbers>

namespace hallwright::formulas {

// Conductors and devices. Plain SI on a scalar for columns and sampling; typed signatures below
// each. The ids E3 … E14 are those of the formula list; currents, converters and resistivity (E1,
// E2, E10, part of E11) stand in conversion.h.

/// E3: apparent power, S = P ÷ pf.
template <typename S>
S apparentPower(S power, S powerFactor) {
    return power / powerFactor;
}
inline ApparentPower apparentPower(Power power, double powerFactor) {
    return {apparentPower(power.value(), powerFactor)};
}

/// E4: voltage of a line to neutral, V = V_line ÷ √3.
template <typename S>
S lineToNeutral(S lineVoltage) {
    return lineVoltage / std::numbers::sqrt3_v<S>;
}
inline Voltage lineToNeutral(Voltage lineVoltage) {
    return volts(lineToNeutral(lineVoltage.value()));
}

/// E5 (NEC 210.20(A), 215.3; factor 1 in IEC practice, E8): smallest rating of a device for a
/// continuous current.
template <typename S>
S deviceRating(S continuousCurrent, S continuousFactor) {
    return continuousCurrent * continuousFactor;
}
inline Current deviceRating(Current continuousCurrent, double continuousFactor) {
    return continuousCurrent * continuousFactor;
}

/// Real power that a three-phase device may carry without end: √3·V·I·pf over the continuous factor
/// (E1, E5).
template <typename S>
S usablePower(S lineVoltage, S rating, S powerFactor, S continuousFactor) {
    return std::numbers::sqrt3_v<S> * lineVoltage * rating * powerFactor / continuousFactor;
}
inline Power usablePower(Voltage lineVoltage, Current rating, double powerFactor,
                         double continuousFactor) {
    return watts(usablePower(lineVoltage.value(), rating.value(), powerFactor, continuousFactor));
}

/// E11: resistance of one conductor, R = ρ·L ÷ A.
template <typename S>
S conductorResistance(S resistivity, S length, S area) {
    return resistivity * length / area;
}
/// The resistivity in Ω·m.
inline Resistance conductorResistance(double resistivity_ohm_m, Length length, Area area) {
    return Resistance::from_value(
        conductorResistance(resistivity_ohm_m, length.value(), area.value()));
}

/// E12 with reactance: line-to-line drop of a balanced load, √3·I·(R·cosφ + X·sinφ); R and X of one
/// conductor.
template <typename S>
S threePhaseDrop(S current, S resistance, S reactance, S powerFactor) {
    const S sine = std::sqrt(S(1.0) - powerFactor * powerFactor);
    return std::numbers::sqrt3_v<S> * current * (resistance * powerFactor + reactance * sine);
}
inline Voltage threePhaseDrop(Current current, Resistance resistance, Resistance reactance,
                              double powerFactor) {
    return volts(
        threePhaseDrop(current.value(), resistance.value(), reactance.value(), powerFactor));
}

inline Voltage directDrop(Current current, Resistance oneWay) {
    return volts(directDrop(current.value(), oneWay.value()));
}

/// E13: loss in three conductors, 3·I²·R.
template <typename S>
S threePhaseLoss(S current, S resistance) {
    return S(3.0) * current * current * resistance;
}
inline Power threePhaseLoss(Current current, Resistance resistance) {
    return watts(threePhaseLoss(current.value(), resistance.value()));
}

/// E13: loss of a DC circuit, there and back, 2·I²·R.
template <typename S>
S directLoss(S current, S oneWayResistance) {
    return S(2.0) * current * current * oneWayResistance;
}
inline Power directLoss(Current current, Resistance oneWay) {
    return watts(directLoss(current.value(), oneWay.value()));
}

/// E14: mass of n equal conductors.
template <typename S>
S conductorMass(S conductors, S area, S length, S density) {
    return conductors * area * length * density;
}
inline Mass conductorMass(int conductors, Area area, Length length, Density density) {
    return kilograms(conductorMass(static_cast<double>(conductors), area.value(), length.value(),
                                   density.value()));
}

}  // namespace hallwright::formulas
