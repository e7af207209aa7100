#pragma once

#include "model/figures/slots.h"

namespace hallwright {

/// Price of a cable cut to length: its ends and its metres. Where a part gives only one of the two,
/// that is its price; unknown where it gives neither.
inline double cutPrice(const Slots& in, PartId cable, std::int32_t length_mm) {
    constexpr double millimetres = 1000.0;
    const Part* part = in.part(cable);
    if (!part) return unknown;
    const bool hasEach = part->find(Property::price) != nullptr;
    const bool hasMetre = part->find(Property::pricePerMetre) != nullptr;
    if (!hasEach && !hasMetre) return unknown;
    return (hasEach ? in.get(cable, Property::price) : 0.0) +
           (hasMetre ? in.get(cable, Property::pricePerMetre) * (length_mm / millimetres) : 0.0);
}

}  // namespace hallwright
