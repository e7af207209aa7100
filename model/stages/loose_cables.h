#pragma once

#include "model/stages/cabling.h"

namespace hallwright {

/// Cables of the ends of a bare fabric, which stand nowhere: leaf by leaf, since a cable of several
/// links joins no two of them.
long long bareCables(const CablePlan& plan, const FabricPlan& fabric);

/// Cables that are bought although nobody knows how long they are, by part: of a bare fabric's
/// ends, and of links without a route. With `CablePlan::pieces` and the pieces of the plant they
/// are all cables.
std::map<PartId, long long> looseCables(const CablePlan& plan, const FabricPlan& fabric);

}  // namespace hallwright
