#pragma once

#include "model/units/quantities.h"

#include <cmath>
#include <numbers>

namespace hallwright::formulas {

// Currents, losses and conductors. Plain SI on a scalar for columns and sampling; typed signatures below each.
// The ids E1 … E14 are those of the formula list that reports print.

/// E1: line current of a balanced three-phase load, I = P ÷ (√3·V·pf).
template <typename S>
S threePhaseCurrent(S power, S lineVoltage, S powerFactor) {
    return power / (std::numbers::sqrt3_v<S> * lineVoltage * powerFactor);
}
inline Current threePhaseCurrent(Power power, Voltage lineVoltage, double powerFactor) {
    return Current::from_value(threePhaseCurrent(power.value(), lineVoltage.value(), powerFactor));
}

/// E2: direct current, I = P ÷ V.
template <typename S>
S directCurrent(S power, S voltage) {
    return power / voltage;
}
inline Current directCurrent(Power power, Voltage voltage) { return power / voltage; }

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
inline Voltage lineToNeutral(Voltage lineVoltage) { return volts(lineToNeutral(lineVoltage.value())); }

/// E5 (NEC 210.20(A), 215.3; factor 1 in IEC practice, E8): smallest rating of a device for a continuous current.
template <typename S>
S deviceRating(S continuousCurrent, S continuousFactor) {
    return continuousCurrent * continuousFactor;
}
inline Current deviceRating(Current continuousCurrent, double continuousFactor) {
    return continuousCurrent * continuousFactor;
}

/// Real power that a three-phase device may carry without end: √3·V·I·pf over the continuous factor (E1, E5).
template <typename S>
S usablePower(S lineVoltage, S rating, S powerFactor, S continuousFactor) {
    return std::numbers::sqrt3_v<S> * lineVoltage * rating * powerFactor / continuousFactor;
}
inline Power usablePower(Voltage lineVoltage, Current rating, double powerFactor, double continuousFactor) {
    return watts(usablePower(lineVoltage.value(), rating.value(), powerFactor, continuousFactor));
}

/// E10 (Schneider WP 108): loss of a converter at an output P with shares of its rating:
/// fixed·rating + linear·P + square·P² ÷ rating.
template <typename S>
S conversionLoss(S output, S rating, S fixedShare, S linearShare, S squareShare) {
    return fixedShare * rating + linearShare * output + squareShare * output * output / rating;
}
inline Power conversionLoss(Power output, Power rating, double fixedShare, double linearShare, double squareShare) {
    return watts(conversionLoss(output.value(), rating.value(), fixedShare, linearShare, squareShare));
}

/// Resistivity at a temperature: ρ20·(1 + α20·(T − 20 °C)); part of E11. Temperatures in °C.
template <typename S>
S resistivityAt(S resistivity20, S coefficient20, S celsius) {
    return resistivity20 * (S(1.0) + coefficient20 * (celsius - S(20.0)));
}

/// E11: resistance of one conductor, R = ρ·L ÷ A.
template <typename S>
S conductorResistance(S resistivity, S length, S area) {
    return resistivity * length / area;
}
/// The resistivity in Ω·m.
inline Resistance conductorResistance(double resistivity_ohm_m, Length length, Area area) {
    return Resistance::from_value(conductorResistance(resistivity_ohm_m, length.value(), area.value()));
}

/// E12: line-to-line drop of a balanced load, √3·I·(R·cosφ + X·sinφ); R and X of one conductor.
template <typename S>
S threePhaseDrop(S current, S resistance, S reactance, S powerFactor) {
    const S sine = std::sqrt(S(1.0) - powerFactor * powerFactor);
    return std::numbers::sqrt3_v<S> * current * (resistance * powerFactor + reactance * sine);
}
inline Voltage threePhaseDrop(Current current, Resistance resistance, Resistance reactance, double powerFactor) {
    return volts(threePhaseDrop(current.value(), resistance.value(), reactance.value(), powerFactor));
}

/// E12: drop of a DC circuit, there and back, 2·I·R.
template <typename S>
S directDrop(S current, S oneWayResistance) {
    return S(2.0) * current * oneWayResistance;
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
    return kilograms(conductorMass(static_cast<double>(conductors), area.value(), length.value(), density.value()));
}

}  // namespace hallwright::formulas
