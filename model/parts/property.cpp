#include "model/parts/property.h"

#include <array>

namespace hallwright {

namespace {

/// What each curve is drawn against.
constexpr Dimension argumentOf(Property property) {
    switch (property) {
    case Property::pressureCurve:
        return Dimension::VolumeFlow;
    case Property::flowCurve:
    case Property::fluidDensity:
    case Property::fluidHeatCapacity:
    case Property::fluidViscosity:
    case Property::dryBulbHours:
    case Property::wetBulbHours:
        return Dimension::Temperature;
    default:
        return Dimension::One;
    }
}

constexpr std::array<PropertyInfo, propertyCount> properties = {{
#define PROPERTY(symbol, id, dimension, shape, title, low, high)                                   \
    {Property::symbol,                                                                             \
     id,                                                                                           \
     Dimension::dimension,                                                                         \
     Shape::shape,                                                                                 \
     title,                                                                                        \
     low,                                                                                          \
     high,                                                                                         \
     argumentOf(Property::symbol)},
#include "model/parts/properties.def"
#undef PROPERTY
}};

constexpr std::array kinds = {
#define KIND(symbol, id, title) KindInfo{Kind::symbol, id, title},
#include "model/parts/kinds.def"
#undef KIND
};

}  // namespace

const PropertyInfo& info(Property property) {
    return properties[static_cast<std::size_t>(property)];
}
std::span<const PropertyInfo> allProperties() { return properties; }

std::optional<Property> findProperty(std::string_view id) {
    for (const PropertyInfo& row : properties)
        if (row.id == id) return row.property;
    return std::nullopt;
}

const KindInfo& info(Kind kind) { return kinds[static_cast<std::size_t>(kind)]; }
std::span<const KindInfo> allKinds() { return kinds; }

std::optional<Kind> findKind(std::string_view id) {
    for (const KindInfo& row : kinds)
        if (row.id == id) return row.kind;
    return std::nullopt;
}

}  // namespace hallwright
