#pragma once

#include "model/edits/edit.h"
#include "model/figures/evaluation.h"

namespace hallwright {

// Where switches stand. Each looks at a hall and gives the edit; nothing is changed here.

/// Some switches of one tier of a fabric, by their numbers.
struct SwitchRun {
    Id<Fabric> fabric;
    Tier tier = Tier::Leaf;
    int first = 0;
    int count = 1;
};

/// Takes all switches of a fabric out of their racks and places them anew among network racks with
/// units and air cooling to spare. In the zone they fill the racks one after the other, from the
/// first one that the fabric stood in, as the planner does. Leaves go into the rows that most of
/// their links come from, where the placement says so: to the end of the row or its middle, into a
/// new network rack where the row has none and floor is free at its ends; the other tiers then
/// stand in the row with most network racks, nearest to the tier below. Switches of other fabrics
/// stay. Refused where they do not all find a rack.
Result<Edit> placeSwitches(const Evaluation& evaluation, Id<Fabric> fabric,
                           SwitchPlacement placement, RawId& next);

/// Moves switches into a rack, from U `u` on; 0: onto what stands there.
Result<Edit> moveSwitches(const Hall& hall, const SwitchRun& run, Id<Rack> rack, int u,
                          RawId& next);

/// "leaf 3", "spines 1 to 8": numbers count from 1 for people.
std::string switchesInWords(const SwitchRun& run);

}  // namespace hallwright
