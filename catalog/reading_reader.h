#pragma once

#include "catalog/toml_tree.h"
#include "model/parts/part.h"

#include <functional>
#include <string>

namespace hallwright {

/// Takes one fault of a reading: where it stands, and what to say of it.
using Refuse = std::function<void(const TomlNode& at, std::string_view message)>;

/// One reading of a property of a part of this kind from its inline table, converted to SI. Tells
/// every fault.
Reading readReading(Kind kind, const PropertyInfo& property, const TomlNode& table,
                    const Refuse& refuse);

/// What to say where a value stands without unit, source, grade and date.
std::string bareValue(const PropertyInfo& property, const TomlNode& node);
/// What to say of an empty list.
std::string missingReadings(const PropertyInfo& property);

}  // namespace hallwright
