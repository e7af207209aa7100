#pragma once

#include "model/planner/draft.h"

namespace hallwright {

/// The racks of one [[racks]] entry, with what each asks of the hall.
struct RackGroup {
    PartPtr part;
    PartPtr sidecar;  ///< stands beside every rack and feeds it; none where racks take the hall's
                      ///< supply
    PartId partId, sidecarId;
    int count = 0;
    int asked = 0;
    double design = 0.0;  ///< W at the AC input, losses of a sidecar included
    double peak = 0.0;    ///< W at the AC input
    double liquid = 0.0;  ///< W
    double air = 0.0;     ///< W, losses of a sidecar included
};

/// Looks up racks and sidecars. `counts` are the racks to place, entry by entry.
std::vector<RackGroup> planRacks(Draft& draft, const std::vector<int>& counts);

}  // namespace hallwright
