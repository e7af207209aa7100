#pragma once

#include <cmath>

namespace hallwright::formulas {

/// Share of time that a thing works. R1.
template <typename S>
S availability(S timeBetweenFailures, S timeToRepair) {
    return timeBetweenFailures / (timeBetweenFailures + timeToRepair);
}

/// Chance that at least `needed` of `count` equal things work. R2.
template <typename S>
S availabilityOf(int needed, int count, S each) {
    S sum = S(0);
    S choose = S(1);  // count over i, built up from i = 0
    for (int i = 0; i <= count; ++i) {
        if (i >= needed) sum += choose * std::pow(each, S(i)) * std::pow(S(1) - each, S(count - i));
        choose = choose * S(count - i) / S(i + 1);
    }
    return sum;
}

/// Failures of `count` things in a span of time; rates of things in series add. R3.
template <typename S>
S failuresIn(S count, S span, S timeBetweenFailures) {
    return count * span / timeBetweenFailures;
}

/// Smallest stock that lasts the lead time with this chance, when `expected` failures fall into it.
/// R5, Poisson. Ends for every input: the sum stops where another spare no longer changes it. Where
/// many are expected the sum begins well below them: e^−m would be too small for a number, and what
/// is left out is less than a number holds.
template <typename S>
int sparesFor(S expected, S chance) {
    constexpr S many = S(500), deviations = S(20);
    const int first =
        expected > many ? static_cast<int>(expected - deviations * std::sqrt(expected)) : 0;
    S term =
        first == 0
            ? std::exp(-expected)
            : std::exp(S(first) * std::log(expected) - expected - std::lgamma(S(first) + S(1)));
    S sum = term;
    int count = first;
    while (sum < chance) {
        ++count;
        term = term * expected / S(count);
        if (sum + term == sum && S(count) > expected) break;
        sum += term;
    }
    return count;
}

/// Best time between checkpoints. R6, Young and Daly: √(2·C·M).
template <typename S>
S checkpointInterval(S writeTime, S timeToInterrupt) {
    return std::sqrt(S(2) * writeTime * timeToInterrupt);
}

/// Share of time that goes into work. R7, first order: 1 − (C ÷ τ + τ ÷ 2M + R ÷ M).
template <typename S>
S goodput(S writeTime, S restartTime, S timeToInterrupt) {
    const S interval = checkpointInterval(writeTime, timeToInterrupt);
    return S(1) - (writeTime / interval + interval / (S(2) * timeToInterrupt) +
                   restartTime / timeToInterrupt);
}

/// The same after Daly, exact for failures at random: τ ÷ (e^(R/M)·M·(e^((τ+C)/M) − 1)).
template <typename S>
S goodputDaly(S writeTime, S restartTime, S timeToInterrupt) {
    const S interval = checkpointInterval(writeTime, timeToInterrupt);
    return interval / (std::exp(restartTime / timeToInterrupt) * timeToInterrupt *
                       std::expm1((interval + writeTime) / timeToInterrupt));
}

}  // namespace hallwright::formulas
