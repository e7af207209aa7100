#pragma once

#include <cmath>
#include <compare>
#include <cstdint>

namespace hallwright {

/// A plan length: whole millimetres. Exact, so a layout never drifts.
struct Millimetres {
    std::int32_t mm = 0;

    auto operator<=>(const Millimetres&) const = default;
    constexpr Millimetres operator+(Millimetres o) const { return {mm + o.mm}; }
    constexpr Millimetres operator-(Millimetres o) const { return {mm - o.mm}; }
    constexpr Millimetres operator-() const { return {-mm}; }
    constexpr Millimetres operator*(int n) const { return {mm * n}; }
    constexpr Millimetres operator/(int n) const { return {mm / n}; }
    constexpr Millimetres& operator+=(Millimetres o) {
        mm += o.mm;
        return *this;
    }
    constexpr Millimetres& operator-=(Millimetres o) {
        mm -= o.mm;
        return *this;
    }
    constexpr double metres() const { return mm / 1000.0; }
    static Millimetres fromMetres(double m) {
        return {static_cast<std::int32_t>(std::lround(m * 1000.0))};
    }
};

/// A pitch that is repeated (tile, rack unit): whole micrometres, so that 44.45 mm is exact.
struct Micrometres {
    std::int32_t um = 0;

    auto operator<=>(const Micrometres&) const = default;
    /// Position of the i-th mark: rounded once, never accumulated.
    Millimetres times(int i) const {
        return {static_cast<std::int32_t>(std::lround(static_cast<double>(um) * i / 1000.0))};
    }
    constexpr double metres() const { return um / 1e6; }
};

}  // namespace hallwright
