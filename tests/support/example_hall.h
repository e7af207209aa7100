#pragma once

#include "model/planner/planner.h"

#include <string_view>

namespace hallwright::test {

/// An example brief of resources/examples planned with the shipped catalog, once per program:
/// "gb300-unit", "kyber-row", "ir7000-hpc", "gb300-128".
const Plan& examplePlan(std::string_view name);

}  // namespace hallwright::test
