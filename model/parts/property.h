#pragma once

#include "model/units/dimension.h"

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

namespace hallwright {

/// Every property a part can have; the list is properties.def.
enum class Property : std::uint16_t {
#define PROPERTY(symbol, ...) symbol,
#include "model/parts/properties.def"
#undef PROPERTY
    Count_
};

inline constexpr std::size_t propertyCount = static_cast<std::size_t>(Property::Count_);

enum class Shape : std::uint8_t { Number, Curve, List, Text, Reference };

/// One row of the table of properties.
struct PropertyInfo {
    Property property;
    std::string_view id;
    Dimension dimension;
    Shape shape;
    std::string_view title;
    double plausibleLow;   ///< SI; outside it is an error of the file
    double plausibleHigh;  ///< SI; equal to plausibleLow for text
    Dimension argument;    ///< what a curve is drawn against; One otherwise
};

const PropertyInfo& info(Property property);
std::span<const PropertyInfo> allProperties();
std::optional<Property> findProperty(std::string_view id);

/// What kind of thing a part is; the list is kinds.def.
enum class Kind : std::uint8_t {
#define KIND(symbol, ...) symbol,
#include "model/parts/kinds.def"
#undef KIND
    Count_
};

struct KindInfo {
    Kind kind;
    std::string_view id;
    std::string_view title;
};

const KindInfo& info(Kind kind);
std::span<const KindInfo> allKinds();
std::optional<Kind> findKind(std::string_view id);

}  // namespace hallwright
