#pragma once

#include "model/hall/cooling.h"

namespace hallwright {

/// An element of the power tree outside the white space: utility feed, generator, transformer,
/// board, UPS.
struct PowerUnit {
    std::string name;
    PartId part;
    Id<PowerUnit> parent;  ///< what feeds it; none for a source
    int system = 0;        ///< which of the redundant systems it belongs to: 0 is A, 1 is B …
    int parallel = 1;      ///< equal units that stand side by side as one element
    Millimetres feeder;    ///< cable length from the parent

    bool operator==(const PowerUnit&) const = default;
};

/// A busway over a row: a straight run fed at one end.
struct Busway {
    std::string name;
    PartId part;
    Id<PowerUnit> source;
    int system = 0;
    Millimetres x1, y1, x2, y2, elevation;
    Millimetres feeder;

    bool operator==(const Busway&) const = default;
};

/// A tap-off box: joins one rack or one piece of equipment to one busway.
struct Tap {
    PartId part;
    Id<Busway> busway;
    Id<Rack> rack;            ///< what it feeds: a rack …
    Id<Equipment> equipment;  ///< … or equipment; one of the two
    int count = 1;            ///< equal boxes that share the load

    bool operator==(const Tap&) const = default;
};

}  // namespace hallwright
