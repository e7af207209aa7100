#pragma once

#include "model/figures/slots.h"

#include <map>

namespace hallwright {

/// A switch in its rack.
struct StackedSwitch {
    Id<Mount> mount;
    Id<Fabric> fabric;
    Tier tier = Tier::Leaf;
    int number = 0;
    double bottom = 0.0;  ///< units below it
    double units = 1.0;
    bool heightKnown = false;  ///< else one unit stands for it

    int lowestU() const;
    double top() const { return bottom + units; }
};

/// The switches of one rack, from the bottom up.
struct RackStack {
    std::vector<StackedSwitch> switches;
    double top = 0.0;    ///< units up to the highest
    double used = 0.0;   ///< units of all switches
    double frame = 0.0;  ///< units of the rack; 0: not published
    /// Positions of switches that take the same unit, or that stand where the rack's own contents
    /// are (then the same position twice).
    std::vector<std::pair<std::size_t, std::size_t>> overlaps;

    bool overflows() const { return frame > 0.0 && top > frame + 1e-9; }
};

/// Where switches stand: at the unit that a mount gives; the others from the bottom up in order of
/// fabric, tier and number, in the lowest place that is free. What the rack itself holds keeps its
/// places.
std::map<Id<Rack>, RackStack> rackStacks(const Hall& hall, const Slots& in);
RackStack rackStack(const Hall& hall, const Slots& in, Id<Rack> rack);

/// Lowest unit of every node of a rack, from the bottom up, and of its switch trays after them;
/// empty where the elevation of the part is not known so far.
std::vector<std::int32_t> nodeUnits(const Slots& in, PartId rackPart);

}  // namespace hallwright
