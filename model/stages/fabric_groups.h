#pragma once

#include "model/stages/fabric.h"

namespace hallwright {

/// Group of a switch within its plane, counted from 0; -1 for a core, and where there are no
/// groups. Switches are numbered round the planes; the leaves of rails round the rails, since those
/// of a set stand together, and all others group by group.
inline int groupOf(const FabricSize& size, FabricGroup groupBy, Tier tier, std::int32_t number) {
    const int each = tier == Tier::Leaf    ? size.leavesPerGroup
                     : tier == Tier::Spine ? size.spinesPerGroup
                                           : 0;
    if (size.groups < 2 || each < 1) return -1;
    const int inPlane = number / std::max(1, size.planes);
    if (groupBy == FabricGroup::Rail && tier == Tier::Leaf) return inPlane % size.groups;
    return std::min(inPlane / each, size.groups - 1);
}

}  // namespace hallwright
