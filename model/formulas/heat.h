#pragma once

#include "model/units/quantities.h"

#include <algorithm>
#include <cmath>

namespace hallwright::formulas {

// Heat carried by liquids and air. Plain SI on a scalar; typed signatures below. The ids C1 … C15
// are those of the formula list.

/// C1: heat carried, Q = ρ·V·cp·ΔT.
template <typename S>
S heatCarried(S flow, S density, S specificHeat, S rise) {
    return density * flow * specificHeat * rise;
}
inline Power heatCarried(VolumeFlow flow, Density density, SpecificHeat specificHeat,
                         TemperatureDifference rise) {
    return watts(heatCarried(flow.value(), density.value(), specificHeat.value(), rise.value()));
}

/// C1 and C2, and C15 for air: the flow that carries a heat at a rise.
template <typename S>
S flowForHeat(S heat, S density, S specificHeat, S rise) {
    return heat / (density * specificHeat * rise);
}
inline VolumeFlow flowForHeat(Power heat, Density density, SpecificHeat specificHeat,
                              TemperatureDifference rise) {
    return cubicMetresPerSecond(
        flowForHeat(heat.value(), density.value(), specificHeat.value(), rise.value()));
}

/// C1: the rise of a flow that takes up a heat.
template <typename S>
S riseOf(S heat, S flow, S density, S specificHeat) {
    return heat / (density * specificHeat * flow);
}
inline TemperatureDifference riseOf(Power heat, VolumeFlow flow, Density density,
                                    SpecificHeat specificHeat) {
    return kelvins(riseOf(heat.value(), flow.value(), density.value(), specificHeat.value()));
}

/// C11: effectiveness of a counter-flow exchanger; NTU = UA ÷ C_min, Cr = C_min ÷ C_max.
template <typename S>
S counterFlowEffectiveness(S ntu, S capacityRatio) {
    if (std::abs(S(1.0) - capacityRatio) < S(1e-9)) return ntu / (S(1.0) + ntu);
    const S e = std::exp(-ntu * (S(1.0) - capacityRatio));
    return (S(1.0) - e) / (S(1.0) - capacityRatio * e);
}

/// C13: UA of an exchanger with balanced flows from its rating, Q ÷ approach (W/K).
template <typename S>
S exchangerUa(S ratedHeat, S ratedApproach) {
    return ratedHeat / ratedApproach;
}

/// UA of a plate exchanger at part flow: its rated one × (V ÷ V_rated)^exponent, never more than
/// rated (W/K). In this order of min an unknown flow stays unknown.
template <typename S>
S exchangerUaAt(S ratedUa, S flow, S ratedFlow, S exponent) {
    return ratedUa * std::pow(std::min(flow / ratedFlow, S(1.0)), exponent);
}

/// C12, C13: how far the supply stays above facility water, Q ÷ UA.
template <typename S>
S approachOf(S heat, S ua) {
    return heat / ua;
}
/// C13: the approach at another heat; capacity is in proportion to approach.
inline TemperatureDifference approachOf(Power heat, Power ratedHeat,
                                        TemperatureDifference ratedApproach) {
    return kelvins(approachOf(heat.value(), exchangerUa(ratedHeat.value(), ratedApproach.value())));
}

/// C13 at fixed flows: heat that passes at an approach, ε·C_min·ATD ÷ (1 − ε·C_min ÷ C_h); C in
/// W/K.
template <typename S>
S heatAtApproach(S effectiveness, S smallerRate, S hotRate, S approach) {
    return effectiveness * smallerRate * approach /
           (S(1.0) - effectiveness * smallerRate / hotRate);
}

/// C14: time until the coolant has warmed by the rise allowed, ρ·cp·Vol·ΔT ÷ Q.
template <typename S>
S rideThrough(S volume, S density, S specificHeat, S rise, S heat) {
    return density * specificHeat * volume * rise / heat;
}
/// The volume in m³.
inline Time rideThrough(double volume_m3, Density density, SpecificHeat specificHeat,
                        TemperatureDifference rise, Power heat) {
    return Time::from_value(
        rideThrough(volume_m3, density.value(), specificHeat.value(), rise.value(), heat.value()));
}

}  // namespace hallwright::formulas
