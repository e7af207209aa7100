#pragma once

#include "model/units/quantities.h"

#include <cmath>
#include <numbers>

namespace hallwright::formulas {

// Flow in pipes. Plain SI on a scalar; typed signatures below. The ids C3 … C9 are those of the
// formula list.

template <typename S>
S boreArea(S bore) {
    return std::numbers::pi_v<S> / S(4.0) * bore * bore;
}

/// C3: mean velocity, v = V ÷ A.
template <typename S>
S pipeVelocity(S flow, S bore) {
    return flow / boreArea(bore);
}
inline Velocity pipeVelocity(VolumeFlow flow, Length bore) {
    return Velocity::from_value(pipeVelocity(flow.value(), bore.value()));
}

/// C3: Reynolds number, Re = ρ·v·D ÷ µ.
template <typename S>
S reynolds(S density, S velocity, S bore, S viscosity) {
    return density * velocity * bore / viscosity;
}
inline double reynolds(Density density, Velocity velocity, Length bore, Viscosity viscosity) {
    return reynolds(density.value(), velocity.value(), bore.value(), viscosity.value());
}

/// C5: laminar flow (Re < 2,300), f = 64 ÷ Re.
template <typename S>
S laminarFriction(S re) {
    return S(64.0) / re;
}

/// C6: Swamee–Jain, explicit; within about one percent of Colebrook.
template <typename S>
S swameeJain(S re, S relativeRoughness) {
    const S log = std::log10(relativeRoughness / S(3.7) + S(5.74) / std::pow(re, S(0.9)));
    return S(0.25) / (log * log);
}

/// C7: Haaland, explicit.
template <typename S>
S haaland(S re, S relativeRoughness) {
    const S x = S(-1.8) * std::log10(std::pow(relativeRoughness / S(3.7), S(1.11)) + S(6.9) / re);
    return S(1.0) / (x * x);
}

/// C8: Colebrook, 1/√f = −2·log₁₀(ε/3.7D + 2.51/(Re·√f)), from Swamee–Jain by Newton's steps on x =
/// 1/√f. Four steps end at the last digits of a double over the whole turbulent range.
template <typename S>
S colebrook(S re, S relativeRoughness) {
    const S a = relativeRoughness / S(3.7);
    const S b = S(2.51) / re;
    S x = S(1.0) / std::sqrt(swameeJain(re, relativeRoughness));
    for (int step = 0; step < 4; ++step) {
        const S inside = a + b * x;
        const S residual = x + S(2.0) * std::log10(inside);
        x -= residual / (S(1.0) + S(2.0) * b / (inside * std::numbers::ln10_v<S>));
    }
    return S(1.0) / (x * x);
}

/// Darcy's factor in either regime. Between 2,300 and 4,000 the turbulent value is taken, the
/// larger of the two.
template <typename S>
S darcyFriction(S re, S relativeRoughness) {
    return re < S(2300.0) ? laminarFriction(re) : colebrook(re, relativeRoughness);
}

template <typename S>
S velocityPressure(S density, S velocity) {
    return density * velocity * velocity / S(2.0);
}
inline Pressure velocityPressure(Density density, Velocity velocity) {
    return pascals(velocityPressure(density.value(), velocity.value()));
}

/// C4: Darcy–Weisbach, pressure lost per metre of pipe, f·ρ·v² ÷ (2·D).
template <typename S>
S frictionPerMetre(S flow, S bore, S roughness, S density, S viscosity) {
    const S velocity = pipeVelocity(flow, bore);
    const S f = darcyFriction(reynolds(density, velocity, bore, viscosity), roughness / bore);
    return f / bore * velocityPressure(density, velocity);
}
/// C4 over a length of pipe.
inline Pressure pipeFriction(VolumeFlow flow, Length length, Length bore, Length roughness,
                             Density density, Viscosity viscosity) {
    return pascals(length.value() * frictionPerMetre(flow.value(), bore.value(), roughness.value(),
                                                     density.value(), viscosity.value()));
}

/// C4: fittings, ΣK·ρ·v² ÷ 2.
template <typename S>
S fittingLoss(S coefficients, S density, S velocity) {
    return coefficients * velocityPressure(density, velocity);
}
inline Pressure fittingLoss(double coefficients, Density density, Velocity velocity) {
    return pascals(fittingLoss(coefficients, density.value(), velocity.value()));
}

/// Loss coefficient of a valve from its Kv, the flow of cold water (1,000 kg/m³) that loses 1 bar
/// in it: K = 1 bar ÷ (ρ·v² ÷ 2) at that flow (Crane TP-410M).
template <typename S>
S coefficientOfValve(S flowAtOneBar, S bore) {
    const S velocity = pipeVelocity(flowAtOneBar, bore);
    return S(1e5) / velocityPressure(S(1000.0), velocity);
}
inline double coefficientOfValve(VolumeFlow flowAtOneBar, Length bore) {
    return coefficientOfValve(flowAtOneBar.value(), bore.value());
}

/// C9: power of a pump, Δp·V ÷ η.
template <typename S>
S pumpPower(S pressure, S flow, S efficiency) {
    return pressure * flow / efficiency;
}
inline Power pumpPower(Pressure pressure, VolumeFlow flow, double efficiency) {
    return watts(pumpPower(pressure.value(), flow.value(), efficiency));
}

/// C9: affinity laws of a pump or fan at another speed.
template <typename S>
struct PumpPoint {
    S flow, head, power;
};
template <typename S>
PumpPoint<S> atSpeed(PumpPoint<S> point, S speedRatio) {
    return {point.flow * speedRatio, point.head * speedRatio * speedRatio,
            point.power * speedRatio * speedRatio * speedRatio};
}

}  // namespace hallwright::formulas
