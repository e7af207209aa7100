#pragma once

#include "model/stages/fabric.h"

#include <map>

namespace hallwright {

/// What the links of one fabric became.
struct CablePlan {
    std::vector<std::int32_t> length_mm;      ///< routed length of every bundle of the plan; -1: no route
    std::vector<PartId> medium;               ///< what each bundle is bought as
    std::map<std::pair<PartId, std::int32_t>, long long> pieces;  ///< cable part and bought length (mm) → pieces
    long long hostModules = 0;
    long long switchModules = 0;
    long long opticalLinks = 0;
    long long unroutedLinks = 0;
};

struct CablePlans {
    std::vector<CablePlan> plans;  ///< by position of the fabric
};

/// Stage 3.
void runCabling(Pass& pass);

}  // namespace hallwright
