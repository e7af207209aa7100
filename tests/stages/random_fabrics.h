#pragma once

#include "tests/stages/fabric_hall.h"

#include <random>

namespace hallwright::test {

/// A hall with one fabric by a recipe drawn at random: kind, tiers, groups, planes, ratios, spare
/// ports, racks of one part or two, slots with gaps. Not every recipe is feasible.
inline Hall randomFabricHall(std::mt19937& random) {
    using P = Property;
    const auto any = [&](int low, int high) {
        return std::uniform_int_distribution<int>(low, high)(random);
    };
    const auto oneOf = [&](std::initializer_list<double> values) {
        return *(values.begin() + any(0, static_cast<int>(values.size()) - 1));
    };
    Hall hall = fabricParts();
    const PartId switchPart{50}, rackPart{51}, otherRack{52};
    hall.parts.set(switchPart, PlainPart("s", Kind::Switch)
                                   .with(P::switchCages, oneOf({8, 16, 32, 36}))
                                   .with(P::portsPerCage, oneOf({1, 2}))
                                   .with(P::portSpeed, 800e9)
                                   .with(P::portSplitMax, 8.0)
                                   .frozen());
    const auto rack = [&](PartId id, const char* name) {
        hall.parts.set(id, PlainPart(name, Kind::ComputeRack)
                               .with(P::nodes, any(1, 9))
                               .with(P::scaleOutPorts, any(1, 8))
                               .with(P::scaleOutSpeed, 800e9)
                               .frozen());
    };
    rack(rackPart, "a");
    rack(otherRack, "b");
    Fabric fabric;
    fabric.name = "random";
    fabric.kind = static_cast<FabricKind>(any(0, 3));
    fabric.switchPart = switchPart;
    fabric.planes = static_cast<int>(oneOf({1, 2, 4, 8}));
    fabric.tiers = static_cast<int>(oneOf({0, 0, 0, 1, 2, 3}));
    fabric.oversubscription = oneOf({1, 1, 1, 2, 1.5, 3, 0.5});
    fabric.spineOversubscription = oneOf({1, 1, 2, 7});
    fabric.spread = static_cast<EvenSpread>(any(0, 1));
    fabric.unit = any(1, 6);
    fabric.leafDownlinks = any(0, 4) == 0 ? any(1, 8) : 0;
    fabric.reservedPorts = any(0, 3) == 0 ? any(1, 3) : 0;
    fabric.dualHomed = any(0, 2) == 0;
    fabric.groupBy = static_cast<FabricGroup>(any(0, 2));
    if (any(0, 2) > 0) fabric.groupBy = FabricGroup::None;
    fabric.leavesPerGroup = any(0, 4) == 0 ? any(1, 12) : 0;
    fabric.spinesPerGroup = any(0, 5) == 0 ? any(1, 8) : 0;
    fabric.endpoints = any(0, 4) == 0 ? any(1, 400) : 0;
    hall.fabrics.set(compute, fabric);
    const int room = any(1, 40);
    const bool mixed = any(0, 3) == 0;
    const int gap = any(2, 5);
    RawId next = firstRack;
    for (int slot = 0; slot < room; ++slot) {
        if (slot + 1 < room && slot % gap == 1) continue;
        const Id<Rack> id{next++};
        hall.racks.set(id, Rack{.name = "R" + std::to_string(slot),
                                .part = mixed && any(0, 1) == 0 ? otherRack : rackPart,
                                .place = {{700 * slot}, {2000}}});
        hall.members.set({id.raw}, Member{id, compute, slot / fabric.unit, slot % fabric.unit});
    }
    return hall;
}

inline FabricPlan planOf(const Hall& hall) {
    return fabricPlan(hall, Slots(hall), RowIndex(hall), compute);
}

}  // namespace hallwright::test
