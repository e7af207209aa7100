#pragma once

#include "model/base/result.h"
#include "model/parts/catalog.h"
#include "model/planner/brief.h"

namespace hallwright {

/// The brief with what its [management] section asks for written out: management racks as one more
/// entry of [[racks]], and an out-of-band network where the brief has none. `counts` are the racks
/// to place, entry by entry, and grow with it. Shares and parts that the brief leaves open are
/// those of the design basis; leaves of that network stand where `consoles` says.
Result<Brief> withManagement(const Brief& brief, const Catalog& catalog, std::vector<int>& counts,
                             SwitchPlacement consoles = SwitchPlacement::Zone);

}  // namespace hallwright
