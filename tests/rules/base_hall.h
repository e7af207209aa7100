#pragma once

#include "model/hall/hall.h"

namespace hallwright::test {

/// The hall that the cases of all rules start from: two rows of four racks, a network rack with a
/// small fabric, a loop with two CDUs, three air units, a power tree of two systems and cable
/// trays. Sound: no rule finds anything but the notes that say so. Made in code from the parts
/// under tests/parts; every one of those parts is in it, so that an edit can name it.
const Hall& baseHall();

}  // namespace hallwright::test
