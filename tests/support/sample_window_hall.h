#pragma once

#include "model/hall/hall.h"
#include "model/hall/tables.h"

namespace hallwright::test {

/// A hall of 12 × 9 m with two rows of four racks, a CDU, two busways, a tray and a column, on
/// parts made here, so that views can be tested without catalog or planner. Racks are A01 … A04 and
/// B01 … B04.
struct SampleWindowHall {
    Hall hall;
    RawId nextId = 1;
    PartId rackPart;
    ItemRef a01, a02, cdu, busway, tray;
};
SampleWindowHall sampleWindowHall();

}  // namespace hallwright::test
