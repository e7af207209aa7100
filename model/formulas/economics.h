#pragma once

#include "model/units/quantities.h"

#include <cmath>

namespace hallwright::formulas {

/// Hours and seconds of the year that tariffs and sold GPU hours are counted in.
inline constexpr double hoursPerYear = 8760.0;
inline constexpr double secondsPerYear = hoursPerYear * 3600.0;

/// Share of a capital that is paid every year. T1: i(1+i)^n ÷ ((1+i)^n − 1); 1 ÷ n without
/// interest.
template <typename S>
S capitalRecovery(S interest, S years) {
    if (interest == S(0)) return S(1) / years;
    return interest / (S(1) - std::pow(S(1) + interest, -years));
}

/// What equal payments at the end of every year are worth on the day of purchase, in payments of
/// one year. T1 the other way round; as many as there are years without interest.
template <typename S>
S presentValue(S interest, S years) {
    return S(1) / capitalRecovery(interest, years);
}

/// Price of a thing at which two sides cost the same, from their difference with the thing for
/// nothing and at a probing price: the difference is linear in the price, whatever it enters.
template <typename S>
S evenPrice(S differenceFree, S differenceAtProbe, S probe) {
    return differenceFree * probe / (differenceFree - differenceAtProbe);
}

/// Payment of every month over years. T2: PV·r ÷ (1 − (1+r)^(−12n)), r = i ÷ 12.
template <typename S>
S monthlyPayment(S capital, S interest, S years) {
    return capital * capitalRecovery(interest / S(12), years * S(12));
}

/// Energy of a year from the mean load of the IT and the PUE, in joules. T3.
template <typename S>
S yearlyEnergy(S meanLoad, S pue) {
    return meanLoad * pue * S(secondsPerYear);
}

/// Cost of one sold GPU hour. T4.
template <typename S>
S costPerGpuHour(S costPerYear, S gpus, S shareSold) {
    return costPerYear / (gpus * S(hoursPerYear) * shareSold);
}

/// Tokens of a year from tokens a second: T5 counts 3,600 × 8,760 seconds and the share of them
/// that is worked.
template <typename S>
S tokensPerYear(S tokensPerSecond, S duty) {
    return tokensPerSecond * S(secondsPerYear) * duty;
}

/// Cost of a million tokens. T5.
template <typename S>
S costPerMillionTokens(S costPerYear, S tokensPerSecond, S duty) {
    return costPerYear * S(1e6) / tokensPerYear(tokensPerSecond, duty);
}

/// Energy of a token in joules, from tokens a second for each megawatt. T6.
template <typename S>
S energyPerToken(S tokensPerSecondPerMegawatt) {
    return S(1e6) / tokensPerSecondPerMegawatt;
}

inline Money yearlyPayment(Money capital, double interest, double years) {
    return {capital.usd * capitalRecovery(interest, years)};
}

}  // namespace hallwright::formulas
