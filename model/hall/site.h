#pragma once

#include "model/hall/frozen_part.h"
#include "model/hall/placement.h"
#include "model/units/quantities.h"

#include <string>

namespace hallwright {

enum class ElectricalCode : std::uint8_t { Nec, Iec };
enum class Distribution : std::uint8_t { Ac415, Ac480, Dc800 };
/// How many equal systems share the load so that one may be lost.
enum class Redundancy : std::uint8_t { N, NPlus1, TwoN, ThreeN2, FourN3 };
/// What things stand on: tiles on pedestals, or the concrete itself.
enum class FloorKind : std::uint8_t { Raised, Slab };

/// Where cables may run besides the trays: nowhere, in the void under a raised floor, or in an open
/// mesh overhead. There they run square to the walls, from anywhere to anywhere.
enum class CableField : std::uint8_t { None, Underfloor, Overhead };

/// The one row that says where the hall stands and what it is given.
struct Site {
    std::string name;
    Millimetres width, depth, clearHeight;
    Micrometres tile{600000};
    Pressure floorRating;  ///< uniform load the floor bears, judged on the bay
    Power supplyPerSide;   ///< real power one side carries alone
    Distribution distribution = Distribution::Ac415;
    Redundancy redundancy = Redundancy::TwoN;
    ElectricalCode code = ElectricalCode::Nec;
    PartId climate, tariff, basis;
    FloorKind floor = FloorKind::Raised;
    CableField cableField = CableField::None;

    bool operator==(const Site&) const = default;
};

enum class ObstacleKind : std::uint8_t { Column, KeepOut, Door };

/// A part of the floor that stays free.
struct Obstacle {
    std::string name;
    ObstacleKind kind = ObstacleKind::KeepOut;
    Rect area;

    bool operator==(const Obstacle&) const = default;
};

}  // namespace hallwright
