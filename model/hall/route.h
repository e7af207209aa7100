#pragma once

#include "model/hall/frozen_part.h"
#include "model/units/millimetres.h"

#include <string>

namespace hallwright {

/// A straight cable tray. Trays that touch or cross are joined.
struct Tray {
    std::string name;
    PartId part;
    Millimetres x1, y1, x2, y2, elevation;

    bool operator==(const Tray&) const = default;
};

}  // namespace hallwright
