#pragma once

#include <cstdint>
#include <string_view>

namespace hallwright {

/// What a number measures. Unlike the exponents of SI base units, real and apparent power
/// differ here, and an absolute temperature differs from a temperature difference.
enum class Dimension : std::uint8_t {
    One,
    Share,   ///< a part of a whole, shown in per cent
    Points,  ///< the difference of two shares, in percentage points
    Power,
    ApparentPower,
    Current,
    Voltage,
    Energy,
    Length,
    Area,
    Volume,
    Mass,
    Time,
    Frequency,
    Velocity,
    Temperature,
    TemperatureDifference,
    VolumeFlow,
    Pressure,
    Density,
    SpecificHeat,
    Viscosity,
    MassPerLength,
    PressurePerLength,
    ResistancePerLength,
    Resistivity,
    PerTemperature,
    PerLength,
    CurrentDensity,
    DataRate,
    Bytes,
    Operations,
    Money,
    MoneyPerLength,
    MoneyPerPower,
    MoneyPerEnergy,
    MassPerEnergy,
};

/// A number with its dimension, in the unit that siUnit() names.
struct Value {
    double si = 0.0;
    Dimension dimension = Dimension::One;

    bool operator==(const Value&) const = default;
};

/// The unit a Value is held and exported in: W, A, V, Pa, m3/s, kg, m, m2, degC, J, bit/s, USD,
/// 1/year, 1 … Temperatures are degrees Celsius throughout: the field speaks of them so, and every
/// difference is the same.
std::string_view siUnit(Dimension dimension);

/// What the difference of two such numbers measures: that of temperatures is no temperature, that
/// of shares no share.
Dimension ofDifference(Dimension dimension);

/// Lower-case name for messages: "power", "temperature difference".
std::string_view dimensionName(Dimension dimension);

}  // namespace hallwright
