#pragma once

#include "model/edits/edit.h"
#include "model/hall/hall.h"

#include <random>

namespace hallwright::test {

/// A random change that a user could make: a rack moved, removed or copied, another reading chosen,
/// a loop or a fabric set otherwise, a feeder lengthened. May be empty where the dice find nothing
/// to change.
Edit randomEdit(const Hall& hall, RawId& next, std::mt19937& dice);

}  // namespace hallwright::test
