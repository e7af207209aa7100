#pragma once

#include "model/units/quantities.h"

#include <numbers>

namespace hallwright::formulas {

// Currents and converters. Plain SI on a scalar for columns and sampling; typed signatures below
// each.

/// E1: line current of a balanced three-phase load, I = P ÷ (√3·V·pf).
template <typename S>
S threePhaseCurrent(S power, S lineVoltage, S powerFactor) {
    return power / (std::numbers::sqrt3_v<S> * lineVoltage * powerFactor);
}
inline Current threePhaseCurrent(Power power, Voltage lineVoltage, double powerFactor) {
    return amperes(threePhaseCurrent(power.value(), lineVoltage.value(), powerFactor));
}

/// E2: direct current, I = P ÷ V.
template <typename S>
S directCurrent(S power, S voltage) {
    return power / voltage;
}
inline Current directCurrent(Power power, Voltage voltage) {
    return amperes(directCurrent(power.value(), voltage.value()));
}

/// Resistivity at a temperature in °C, from that at 20 °C; part of E11.
template <typename S>
S resistivityAt(S resistivity20, S coefficient20, S celsius) {
    return resistivity20 * (S(1.0) + coefficient20 * (celsius - S(20.0)));
}

/// E12 without reactance, which no part gives: line-to-line drop of a three-phase run, √3·I·R·cos
/// φ.
template <typename S>
S threePhaseDrop(S current, S resistance, S powerFactor) {
    return std::numbers::sqrt3_v<S> * current * resistance * powerFactor;
}

/// E12: drop over both poles of a direct-current run, 2·I·R.
template <typename S>
S directDrop(S current, S oneWayResistance) {
    return S(2.0) * current * oneWayResistance;
}

/// E10 (Schneider Electric White Paper 108): loss of a converter at an output P with shares of its
/// rating: fixed·rating + linear·P + square·P² ÷ rating. The rating does not matter where only the
/// linear share is given.
template <typename S>
S conversionLoss(S output, S fixedShare, S linearShare, S squareShare, S rating) {
    S loss = linearShare * output;
    if (fixedShare != S(0.0)) loss += fixedShare * rating;
    if (squareShare != S(0.0)) loss += squareShare * output * output / rating;
    return loss;
}
inline Power conversionLoss(Power output, double fixedShare, double linearShare, double squareShare,
                            Power rating) {
    return watts(
        conversionLoss(output.value(), fixedShare, linearShare, squareShare, rating.value()));
}

/// Input of a converter with a constant loss and an efficiency: (P + c) ÷ η, as ExaDigiT/RAPS
/// models the node converters and rectifiers of Frontier.
template <typename S>
S linearConverterInput(S output, S constantLoss, S efficiency) {
    return (output + constantLoss) / efficiency;
}

/// E9: efficiency of stages one after the other.
template <typename S, typename... More>
S chainEfficiency(S first, More... more) {
    return (first * ... * more);
}

}  // namespace hallwright::formulas
