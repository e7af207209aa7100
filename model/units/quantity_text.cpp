#include "model/units/quantity_text.h"

#include "model/base/text.h"

#include <fmt/format.h>

#include <array>
#include <charconv>
#include <cmath>

namespace hallwright {

namespace {

using D = Dimension;

/// One way to write a quantity: si = number * scale + offset.
struct Unit {
    std::string_view symbol;
    D dimension;
    double scale;
    double offset = 0.0;
};

constexpr double litrePerMinute = 1.0 / 60000.0;
constexpr double usGallonPerMinute = 6.30901964e-5;  // 231 in³ a minute
constexpr double psi = 6894.757293;
constexpr double pound = 0.45359237;
constexpr double foot = 0.3048;
constexpr double year = 8760.0 * 3600.0;  // the field's year of 8,760 hours

// Every unit that files, scripts and fields may use. The first of several spellings is the one
// shown.
constexpr Unit units[] = {
    {"1", D::One, 1},
    {"%", D::One, 0.01},
    {"dB", D::One, 1},
    {"points", D::Points, 0.01},
    {"W", D::Power, 1},
    {"kW", D::Power, 1e3},
    {"MW", D::Power, 1e6},
    {"GW", D::Power, 1e9},
    {"VA", D::ApparentPower, 1},
    {"kVA", D::ApparentPower, 1e3},
    {"MVA", D::ApparentPower, 1e6},
    {"A", D::Current, 1},
    {"mA", D::Current, 1e-3},
    {"kA", D::Current, 1e3},
    {"V", D::Voltage, 1},
    {"mV", D::Voltage, 1e-3},
    {"kV", D::Voltage, 1e3},
    {"J", D::Energy, 1},
    {"kJ", D::Energy, 1e3},
    {"MJ", D::Energy, 1e6},
    {"kWh", D::Energy, 3.6e6},
    {"MWh", D::Energy, 3.6e9},
    {"GWh", D::Energy, 3.6e12},
    {"m", D::Length, 1},
    {"mm", D::Length, 1e-3},
    {"cm", D::Length, 1e-2},
    {"km", D::Length, 1e3},
    {"um", D::Length, 1e-6},
    {"µm", D::Length, 1e-6},
    {"in", D::Length, 0.0254},
    {"\"", D::Length, 0.0254},
    {"ft", D::Length, foot},
    {"'", D::Length, foot},
    {"m2", D::Area, 1},
    {"m²", D::Area, 1},
    {"mm2", D::Area, 1e-6},
    {"mm²", D::Area, 1e-6},
    {"ft2", D::Area, foot* foot},
    {"m3", D::Volume, 1},
    {"m³", D::Volume, 1},
    {"L", D::Volume, 1e-3},
    {"gal", D::Volume, 3.785411784e-3},
    {"kg", D::Mass, 1},
    {"g", D::Mass, 1e-3},
    {"t", D::Mass, 1e3},
    {"lb", D::Mass, pound},
    {"s", D::Time, 1},
    {"min", D::Time, 60},
    {"h", D::Time, 3600},
    {"kh", D::Time, 3.6e6},
    {"Mh", D::Time, 3.6e9},
    {"d", D::Time, 86400},
    {"y", D::Time, year},
    {"year", D::Time, year},
    {"1/year", D::Frequency, 1},
    {"m/s", D::Velocity, 1},
    {"ft/s", D::Velocity, foot},
    {"degC", D::Temperature, 1},
    {"°C", D::Temperature, 1},
    {"degF", D::Temperature, 1 / 1.8, -32 / 1.8},
    {"°F", D::Temperature, 1 / 1.8, -32 / 1.8},
    {"K", D::TemperatureDifference, 1},
    {"Δ°F", D::TemperatureDifference, 1 / 1.8},
    {"m3/s", D::VolumeFlow, 1},
    {"m³/s", D::VolumeFlow, 1},
    {"m3/h", D::VolumeFlow, 1 / 3600.0},
    {"m³/h", D::VolumeFlow, 1 / 3600.0},
    {"L/s", D::VolumeFlow, 1e-3},
    {"L/min", D::VolumeFlow, litrePerMinute},
    {"l/min", D::VolumeFlow, litrePerMinute},
    {"LPM", D::VolumeFlow, litrePerMinute},
    {"gpm", D::VolumeFlow, usGallonPerMinute},
    {"GPM", D::VolumeFlow, usGallonPerMinute},
    {"cfm", D::VolumeFlow, 4.719474432e-4},
    {"CFM", D::VolumeFlow, 4.719474432e-4},
    {"Pa", D::Pressure, 1},
    {"kPa", D::Pressure, 1e3},
    {"MPa", D::Pressure, 1e6},
    {"bar", D::Pressure, 1e5},
    {"psi", D::Pressure, psi},
    {"psf", D::Pressure, 47.88025898},
    {"lb/ft2", D::Pressure, 47.88025898},
    {"kg/m3", D::Density, 1},
    {"kg/m³", D::Density, 1},
    {"J/kgK", D::SpecificHeat, 1},
    {"J/kg/K", D::SpecificHeat, 1},
    {"J/(kg·K)", D::SpecificHeat, 1},
    {"kJ/kgK", D::SpecificHeat, 1e3},
    {"kJ/kg/K", D::SpecificHeat, 1e3},
    {"Pa.s", D::Viscosity, 1},
    {"Pa·s", D::Viscosity, 1},
    {"mPa.s", D::Viscosity, 1e-3},
    {"mPa·s", D::Viscosity, 1e-3},
    {"kg/m", D::MassPerLength, 1},
    {"g/m", D::MassPerLength, 1e-3},
    {"Pa/m", D::PressurePerLength, 1},
    {"kPa/m", D::PressurePerLength, 1e3},
    {"Ohm/m", D::ResistancePerLength, 1},
    {"mOhm/m", D::ResistancePerLength, 1e-3},
    {"uOhm/m", D::ResistancePerLength, 1e-6},
    {"Ohm.m", D::Resistivity, 1},
    {"Ohm.mm2/m", D::Resistivity, 1e-6},
    {"1/K", D::PerTemperature, 1},
    {"1/m", D::PerLength, 1},
    {"dB/m", D::PerLength, 1},
    {"dB/km", D::PerLength, 1e-3},
    {"A/m2", D::CurrentDensity, 1},
    {"A/mm2", D::CurrentDensity, 1e6},
    {"A/mm²", D::CurrentDensity, 1e6},
    {"bit/s", D::DataRate, 1},
    {"Mb/s", D::DataRate, 1e6},
    {"Gb/s", D::DataRate, 1e9},
    {"Gbit/s", D::DataRate, 1e9},
    {"G", D::DataRate, 1e9},
    {"Tb/s", D::DataRate, 1e12},
    {"T", D::DataRate, 1e12},
    {"GB/s", D::DataRate, 8e9},
    {"TB/s", D::DataRate, 8e12},
    {"PB/s", D::DataRate, 8e15},
    {"B", D::Bytes, 1},
    {"GB", D::Bytes, 1e9},
    {"TB", D::Bytes, 1e12},
    {"FLOP/s", D::Operations, 1},
    {"TFLOPS", D::Operations, 1e12},
    {"PFLOPS", D::Operations, 1e15},
    {"EFLOPS", D::Operations, 1e18},
    {"USD", D::Money, 1},
    {"kUSD", D::Money, 1e3},
    {"MUSD", D::Money, 1e6},
    {"USD/m", D::MoneyPerLength, 1},
    {"USD/W", D::MoneyPerPower, 1},
    {"USD/kW", D::MoneyPerPower, 1e-3},
    {"MUSD/MW", D::MoneyPerPower, 1},
    {"USD/J", D::MoneyPerEnergy, 1},
    {"USD/kWh", D::MoneyPerEnergy, 1 / 3.6e6},
    {"USD/MWh", D::MoneyPerEnergy, 1 / 3.6e9},
    {"kg/J", D::MassPerEnergy, 1},
    {"g/kWh", D::MassPerEnergy, 1e-3 / 3.6e6},
    {"kg/kWh", D::MassPerEnergy, 1 / 3.6e6},
};

const Unit* findUnit(std::string_view symbol) {
    for (const Unit& unit : units)
        if (unit.symbol == symbol) return &unit;
    return nullptr;
}

std::string knownUnits(D dimension) {
    std::vector<std::string> names;
    for (const Unit& unit : units)
        if (unit.dimension == dimension) names.emplace_back(unit.symbol);
    return joined(names, ", ");
}

/// "a power", "an energy price".
std::string withArticle(std::string_view noun) {
    const bool vowel =
        !noun.empty() && std::string_view("aeiou").find(noun[0]) != std::string_view::npos;
    return fmt::format("{} {}", vowel ? "an" : "a", noun);
}

/// How a dimension is shown: unit and the smallest magnitude (SI) from which it is used.
struct Display {
    D dimension;
    UnitSystem system;
    std::string_view unit;
    double from;
};

constexpr Display displays[] = {
    {D::Share, UnitSystem::Si, "%", 0},
    {D::Points, UnitSystem::Si, "points", 0},
    {D::Power, UnitSystem::Si, "MW", 9.9995e6},
    {D::Power, UnitSystem::Si, "kW", 999.5},
    {D::Power, UnitSystem::Si, "W", 0},
    {D::ApparentPower, UnitSystem::Si, "MVA", 9.9995e6},
    {D::ApparentPower, UnitSystem::Si, "kVA", 0},
    {D::Current, UnitSystem::Si, "A", 0},
    {D::Voltage, UnitSystem::Si, "kV", 1000.5},
    {D::Voltage, UnitSystem::Si, "V", 0.9995},
    {D::Voltage, UnitSystem::Si, "mV", 0},
    {D::Energy, UnitSystem::Si, "GWh", 3.6e12},
    {D::Energy, UnitSystem::Si, "MWh", 3.6e9},
    {D::Energy, UnitSystem::Si, "kWh", 360e3},
    {D::Energy, UnitSystem::Si, "kJ", 0.9995e3},
    {D::Energy, UnitSystem::Si, "J", 0},
    {D::Length, UnitSystem::Us, "ft", 0.3048},
    {D::Length, UnitSystem::Us, "in", 0},
    {D::Length, UnitSystem::Si, "km", 9999.5},
    {D::Length, UnitSystem::Si, "m", 0.9995},
    {D::Length, UnitSystem::Si, "mm", 0},
    {D::Area, UnitSystem::Us, "ft2", 0.05},
    {D::Area, UnitSystem::Si, "m²", 0.05},
    {D::Area, UnitSystem::Si, "mm²", 0},
    {D::Volume, UnitSystem::Us, "gal", 0},
    {D::Volume, UnitSystem::Si, "m³", 1},
    {D::Volume, UnitSystem::Si, "L", 0},
    {D::Mass, UnitSystem::Us, "lb", 0},
    {D::Mass, UnitSystem::Si, "t", 9999.5},
    {D::Mass, UnitSystem::Si, "kg", 0},
    {D::Time, UnitSystem::Si, "y", 2 * year},
    {D::Time, UnitSystem::Si, "h", 7200},
    {D::Time, UnitSystem::Si, "min", 120},
    {D::Time, UnitSystem::Si, "s", 0},
    {D::Frequency, UnitSystem::Si, "1/year", 0},
    {D::Velocity, UnitSystem::Us, "ft/s", 0},
    {D::Velocity, UnitSystem::Si, "m/s", 0},
    {D::Temperature, UnitSystem::Us, "°F", -1e9},
    {D::Temperature, UnitSystem::Si, "°C", -1e9},
    {D::TemperatureDifference, UnitSystem::Us, "Δ°F", 0},
    {D::TemperatureDifference, UnitSystem::Si, "K", 0},
    {D::VolumeFlow, UnitSystem::Us, "CFM", 0.9995},
    {D::VolumeFlow, UnitSystem::Us, "gpm", 0},
    {D::VolumeFlow, UnitSystem::Si, "m³/s", 0.9995},
    {D::VolumeFlow, UnitSystem::Si, "L/min", 0},
    {D::Pressure, UnitSystem::Us, "psi", 0},
    {D::Pressure, UnitSystem::Si, "kPa", 999.5},
    {D::Pressure, UnitSystem::Si, "Pa", 0},
    {D::Density, UnitSystem::Si, "kg/m³", 0},
    {D::SpecificHeat, UnitSystem::Si, "J/(kg·K)", 0},
    {D::Viscosity, UnitSystem::Si, "mPa·s", 0},
    {D::MassPerLength, UnitSystem::Si, "kg/m", 0},
    {D::PressurePerLength, UnitSystem::Si, "Pa/m", 0},
    {D::ResistancePerLength, UnitSystem::Si, "mOhm/m", 0},
    {D::Resistivity, UnitSystem::Si, "Ohm.mm2/m", 0},
    {D::PerTemperature, UnitSystem::Si, "1/K", 0},
    {D::PerLength, UnitSystem::Si, "1/m", 0},
    {D::CurrentDensity, UnitSystem::Si, "A/mm²", 0},
    {D::DataRate, UnitSystem::Si, "Tb/s", 1e12},
    {D::DataRate, UnitSystem::Si, "Gb/s", 0},
    {D::Bytes, UnitSystem::Si, "TB", 1e12},
    {D::Bytes, UnitSystem::Si, "GB", 0},
    {D::Operations, UnitSystem::Si, "PFLOPS", 0},
    {D::Money, UnitSystem::Si, "MUSD", 9.9995e6},
    {D::Money, UnitSystem::Si, "kUSD", 9999.5},
    {D::Money, UnitSystem::Si, "USD", 0},
    {D::MoneyPerLength, UnitSystem::Si, "USD/m", 0},
    {D::MoneyPerPower, UnitSystem::Si, "USD/W", 0},
    {D::MoneyPerEnergy, UnitSystem::Si, "USD/kWh", 0},
    {D::MassPerEnergy, UnitSystem::Si, "g/kWh", 0},
};

const Unit& displayUnit(Value value, UnitSystem system) {
    const double magnitude = std::abs(value.si);
    for (const UnitSystem wanted : {system, UnitSystem::Si})
        for (const Display& row : displays)
            if (row.dimension == value.dimension && row.system == wanted && magnitude >= row.from)
                return *findUnit(row.unit);
    return units[0];
}

/// Three to four significant digits, thousands grouped, trailing zeros dropped; "1.5e15" from there
/// on.
std::string shown(double number) {
    if (!std::isfinite(number)) return "–";
    const double magnitude = std::abs(number);
    if (magnitude >= 1e15) {  // more digits than anyone reads, and than a double holds
        std::string text = fmt::format("{:.3g}", number);
        std::erase(text, '+');
        return text;
    }
    int decimals = 0;
    if (magnitude < 0.9995 && magnitude > 0)
        decimals = std::min(9, 2 - static_cast<int>(std::floor(std::log10(magnitude))));
    else if (magnitude < 9.9995)
        decimals = 2;
    else if (magnitude < 999.95)
        decimals = 1;
    std::string text = fmt::format("{:.{}f}", number, decimals);
    const std::size_t point = text.find('.');
    if (point != std::string::npos) {
        text.erase(text.find_last_not_of('0') + 1);
        if (text.back() == '.') text.pop_back();
    }
    const std::size_t end = std::min(text.size(), text.find('.'));
    const std::size_t begin = text[0] == '-' ? 1 : 0;
    for (std::size_t at = end; at > begin + 3;) {
        at -= 3;
        text.insert(at, 1, ',');
    }
    return text == "-0" ? std::string("0") : text;
}

}  // namespace

std::string_view siUnit(Dimension dimension) {
    switch (dimension) {
    case D::One:
    case D::Share:
    case D::Points:
        return "1";
    case D::Power:
        return "W";
    case D::ApparentPower:
        return "VA";
    case D::Current:
        return "A";
    case D::Voltage:
        return "V";
    case D::Energy:
        return "J";
    case D::Length:
        return "m";
    case D::Area:
        return "m2";
    case D::Volume:
        return "m3";
    case D::Mass:
        return "kg";
    case D::Time:
        return "s";
    case D::Frequency:
        return "1/year";
    case D::Velocity:
        return "m/s";
    case D::Temperature:
        return "degC";
    case D::TemperatureDifference:
        return "K";
    case D::VolumeFlow:
        return "m3/s";
    case D::Pressure:
        return "Pa";
    case D::Density:
        return "kg/m3";
    case D::SpecificHeat:
        return "J/kg/K";
    case D::Viscosity:
        return "Pa.s";
    case D::MassPerLength:
        return "kg/m";
    case D::PressurePerLength:
        return "Pa/m";
    case D::ResistancePerLength:
        return "Ohm/m";
    case D::Resistivity:
        return "Ohm.m";
    case D::PerTemperature:
        return "1/K";
    case D::PerLength:
        return "1/m";
    case D::CurrentDensity:
        return "A/m2";
    case D::DataRate:
        return "bit/s";
    case D::Bytes:
        return "B";
    case D::Operations:
        return "1";
    case D::Money:
        return "USD";
    case D::MoneyPerLength:
        return "USD/m";
    case D::MoneyPerPower:
        return "USD/W";
    case D::MoneyPerEnergy:
        return "USD/J";
    case D::MassPerEnergy:
        return "kg/J";
    }
    return "1";
}

Dimension ofDifference(Dimension dimension) {
    switch (dimension) {
    case D::Temperature:
        return D::TemperatureDifference;
    case D::Share:
        return D::Points;
    default:
        return dimension;
    }
}

std::string_view dimensionName(Dimension dimension) {
    switch (dimension) {
    case D::One:
        return "number";
    case D::Share:
        return "share";
    case D::Points:
        return "difference of shares";
    case D::Power:
        return "power";
    case D::ApparentPower:
        return "apparent power";
    case D::Current:
        return "current";
    case D::Voltage:
        return "voltage";
    case D::Energy:
        return "energy";
    case D::Length:
        return "length";
    case D::Area:
        return "area";
    case D::Volume:
        return "volume";
    case D::Mass:
        return "mass";
    case D::Time:
        return "time";
    case D::Frequency:
        return "rate per year";
    case D::Velocity:
        return "velocity";
    case D::Temperature:
        return "temperature";
    case D::TemperatureDifference:
        return "temperature difference";
    case D::VolumeFlow:
        return "flow";
    case D::Pressure:
        return "pressure";
    case D::Density:
        return "density";
    case D::SpecificHeat:
        return "specific heat";
    case D::Viscosity:
        return "viscosity";
    case D::MassPerLength:
        return "mass per length";
    case D::PressurePerLength:
        return "pressure per length";
    case D::ResistancePerLength:
        return "resistance per length";
    case D::Resistivity:
        return "resistivity";
    case D::PerTemperature:
        return "temperature coefficient";
    case D::PerLength:
        return "loss per length";
    case D::CurrentDensity:
        return "current density";
    case D::DataRate:
        return "data rate";
    case D::Bytes:
        return "amount of data";
    case D::Operations:
        return "operations per second";
    case D::Money:
        return "money";
    case D::MoneyPerLength:
        return "price per length";
    case D::MoneyPerPower:
        return "price per power";
    case D::MoneyPerEnergy:
        return "energy price";
    case D::MassPerEnergy:
        return "carbon intensity";
    }
    return "number";
}

Result<Value> convert(double number, std::string_view symbol, Dimension expected) {
    if (!std::isfinite(number)) return Error{ErrorCode::Invalid, "a number must be finite", {}};
    const Unit* unit = findUnit(symbol);
    if (!unit)
        return Error{ErrorCode::Invalid,
                     fmt::format("\"{}\" is not a known unit; a {} is written in {}", symbol,
                                 dimensionName(expected), knownUnits(expected)),
                     {}};
    const bool isPart = expected == D::Share && unit->dimension == D::One;  // 0.4 and 40 %
    if (unit->dimension != expected && !isPart)
        return Error{ErrorCode::Invalid,
                     fmt::format("\"{} {}\" is {}, not {}; use {}", exactNumber(number), symbol,
                                 withArticle(dimensionName(unit->dimension)),
                                 withArticle(dimensionName(expected)), knownUnits(expected)),
                     {}};
    return Value{number * unit->scale + unit->offset, expected};
}

namespace {

struct Split {
    double number = 0.0;
    std::string_view unit;
};

Result<Split> splitQuantity(std::string_view text) {
    const std::string_view whole = trimmed(text);
    Split out;
    const char* begin = whole.data();
    if (!whole.empty() && *begin == '+') ++begin;
    const auto [end, status] = std::from_chars(begin, whole.data() + whole.size(), out.number);
    if (status != std::errc() || !std::isfinite(out.number))
        return Error{
            ErrorCode::Invalid, fmt::format("\"{}\" does not begin with a number", whole), {}};
    out.unit = trimmed(whole.substr(static_cast<std::size_t>(end - whole.data())));
    return out;
}

}  // namespace

Result<Value> parseQuantity(std::string_view text) {
    Result<Split> parts = splitQuantity(text);
    if (!parts) return parts.error();
    if (parts->unit.empty()) return Value{parts->number, D::One};
    const Unit* unit = findUnit(parts->unit);
    if (!unit)
        return Error{
            ErrorCode::Invalid, fmt::format("\"{}\" is not a known unit", parts->unit), {}};
    return convert(parts->number, parts->unit, unit->dimension);
}

Result<Value> parseQuantity(std::string_view text, Dimension expected) {
    Result<Split> parts = splitQuantity(text);
    if (!parts) return parts.error();
    if (parts->unit.empty()) {
        if (expected == D::One || expected == D::Share) return Value{parts->number, expected};
        return Error{ErrorCode::Invalid,
                     fmt::format("\"{}\" has no unit; a {} is written in {}", trimmed(text),
                                 dimensionName(expected), knownUnits(expected)),
                     {}};
    }
    // Feet and inches: 6' 2" or 6 ft 2 in.
    for (const std::string_view footSign : {std::string_view("ft"), std::string_view("'")}) {
        if (expected != D::Length || !parts->unit.starts_with(footSign) ||
            parts->unit.size() == footSign.size())
            continue;
        const std::string_view rest = trimmed(parts->unit.substr(footSign.size()));
        if (rest.empty() || rest[0] < '0' || rest[0] > '9') continue;
        Result<Value> inches = parseQuantity(rest, D::Length);
        if (!inches) return inches.error();
        return Value{parts->number * foot + inches->si, D::Length};
    }
    return convert(parts->number, parts->unit, expected);
}

QuantityText quantityParts(Value value, UnitSystem system) {
    const Unit& unit = displayUnit(value, system);
    const double number = (value.si - unit.offset) / unit.scale;
    return {shown(number), value.dimension == D::One ? std::string() : std::string(unit.symbol)};
}

std::string formatQuantity(Value value, UnitSystem system) {
    const QuantityText text = quantityParts(value, system);
    return text.unit.empty() ? text.number : text.number + "\u00a0" + text.unit;
}

std::string exactNumber(double number) {
    std::array<char, 40> buffer;
    const auto [end, status] = std::to_chars(buffer.data(), buffer.data() + buffer.size(), number);
    return status == std::errc() ? std::string(buffer.data(), end) : std::string("nan");
}

}  // namespace hallwright
