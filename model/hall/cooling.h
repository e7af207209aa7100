#pragma once

#include "model/hall/rack.h"
#include "model/units/quantities.h"

namespace hallwright {

/// A technology cooling loop: a fluid, a group of CDUs and the racks that name it.
struct Loop {
    std::string name;
    PartId fluid;
    Temperature facilitySupply = celsius(28.0);  ///< facility water into the CDUs
    int spare = 1;                               ///< CDUs that may fail

    bool operator==(const Loop&) const = default;
};

/// A CDU or an air unit: plant that stands in the hall.
struct Equipment {
    std::string name;
    PartId part;
    Placement place;
    Id<Loop> loop;  ///< of a CDU
    Id<Row> row;
    bool locked = false;

    bool operator==(const Equipment&) const = default;
};

}  // namespace hallwright
