#pragma once

#include "model/hall/frozen_part.h"
#include "model/units/millimetres.h"

#include <string>

namespace hallwright {

/// A straight run of cable trays. Runs that touch or cross are joined.
struct Tray {
    std::string name;
    PartId part;
    Millimetres x1, y1, x2, y2, elevation;
    int layers = 1;  ///< equal trays that run together and share the load

    bool operator==(const Tray&) const = default;
};

}  // namespace hallwright
