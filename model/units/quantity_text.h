#pragma once

#include "model/base/result.h"
#include "model/units/dimension.h"

#include <string>
#include <string_view>

namespace hallwright {

enum class UnitSystem { Si, Us };

/// Reads "132 kW", "6 in", "65 L/min", "480 V", "18 psi", "30 °C", "0.08 USD/kWh", "12".
/// The dimension follows from the unit. Fails on text that is no finite number and known unit.
Result<Value> parseQuantity(std::string_view text);

/// The same, but the unit must measure `expected`; "12 kg" is not a power. A length may be written
/// in feet and inches.
Result<Value> parseQuantity(std::string_view text, Dimension expected);

/// A number and a unit given apart, as catalog files do. `expected` decides between units of two
/// meanings (K, "1", "%", "dB").
Result<Value> convert(double number, std::string_view unit, Dimension expected);

/// "142 kW": a fitting unit of the dimension, three to four significant digits, no-break between.
std::string formatQuantity(Value value, UnitSystem system = UnitSystem::Si);

/// The same in two parts, so that a view can set the unit in a lighter tone.
struct QuantityText {
    std::string number;
    std::string unit;
};
QuantityText quantityParts(Value value, UnitSystem system = UnitSystem::Si);

/// Shortest decimal text that reads back as the same double; "1.36", never "1,36".
std::string exactNumber(double number);

}  // namespace hallwright
