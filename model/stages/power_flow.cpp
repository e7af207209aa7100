#include "model/stages/power_flow.h"

#include "model/formulas/electrical.h"

#include <algorithm>

namespace hallwright {

namespace {

/// A loss share: 0 where a part has none (a feed converts nothing), NaN where it was looked for and
/// is unknown.
double lossShare(const Slots& slots, PartId id, Property property) {
    const Part* part = slots.part(id);
    return part && part->find(property) ? slots.get(id, property) : part ? 0.0 : unknown;
}

/// Real power a unit may carry: as given, else from its kVA plate, else from its current at the
/// hall's voltage.
double ratedPower(const Pass& pass, PartId part) {
    const double powerFactor = pass.basisValue(Property::loadPowerFactor);
    const double power = pass.in.get(part, Property::ratingPower);
    if (!std::isnan(power)) return power;
    const double apparent = pass.in.get(part, Property::ratingApparent);
    if (!std::isnan(apparent)) return apparent * powerFactor;
    const Distribution distribution = pass.hall.site().distribution;
    const double current = pass.in.get(part, Property::ratingCurrent);
    const double voltage = nominalVoltage(distribution).value();
    if (distribution == Distribution::Dc800) return current * voltage;
    return formulas::usablePower(voltage, current, powerFactor, 1.0);
}

std::size_t systemPosition(const PowerPlan& plan, int system) {
    const auto it = std::lower_bound(plan.systemIds.begin(), plan.systemIds.end(), system);
    return static_cast<std::size_t>(it - plan.systemIds.begin());
}

}  // namespace

Partial UnitLoss::of(const Partial& output) const {
    const double loss = formulas::conversionLoss(output.sum, fixed, linear, square, rating_w);
    if (std::isnan(loss)) return {0.0, false, true};
    return {loss, output.known || !output.missing, output.missing};
}

PowerNetwork makePowerNetwork(const Pass& pass, const PowerPlan& plan) {
    PowerNetwork network{plan, {}, {}, {}, {}, {}, {}, {}};
    const std::size_t racks = pass.rows.count(Scope::Rack);
    network.things.resize(racks + pass.rows.count(Scope::Equipment));
    pass.hall.powerUnits.forEach([&](Id<PowerUnit>, const PowerUnit& unit) {
        network.systemOfUnit.push_back(systemPosition(plan, unit.system));
        network.parent.push_back(unit.parent ? pass.rows.position(Scope::PowerUnit, unit.parent.raw)
                                             : -1);
        network.isRoot.push_back(network.parent.back() < 0);
        UnitLoss loss;
        loss.fixed = lossShare(pass.in, unit.part, Property::lossFixed);
        loss.linear = lossShare(pass.in, unit.part, Property::lossLinear);
        loss.square = lossShare(pass.in, unit.part, Property::lossSquare);
        loss.rating_w = ratedPower(pass, unit.part) * std::max(unit.parallel, 1);
        network.losses.push_back(loss);
    });
    pass.hall.busways.forEach([&](Id<Busway>, const Busway& busway) {
        network.systemOfBusway.push_back(systemPosition(plan, busway.system));
        network.isOrphan.push_back(!busway.source ||
                                   pass.rows.position(Scope::PowerUnit, busway.source.raw) < 0);
    });
    std::size_t t = 0;
    pass.hall.taps.forEach([&](Id<Tap>, const Tap& tap) {
        const std::size_t at = t++;
        const std::ptrdiff_t busway =
            tap.busway ? pass.rows.position(Scope::Busway, tap.busway.raw) : -1;
        const std::ptrdiff_t rack = tap.rack ? pass.rows.position(Scope::Rack, tap.rack.raw) : -1;
        const std::ptrdiff_t equipment =
            tap.equipment ? pass.rows.position(Scope::Equipment, tap.equipment.raw) : -1;
        if (busway < 0 || tap.count <= 0 || (rack < 0 && equipment < 0)) return;
        const std::size_t thing = rack >= 0 ? static_cast<std::size_t>(rack)
                                            : racks + static_cast<std::size_t>(equipment);
        network.things[thing].feeds.push_back(
            {at, network.systemOfBusway[static_cast<std::size_t>(busway)],
             static_cast<double>(tap.count)});
    });
    return network;
}

PowerFlow powerFlow(const PowerNetwork& network, const std::vector<Partial>& loads,
                    const Partial& mechanical, const Partial& unmodelled, std::ptrdiff_t lost) {
    const PowerPlan& plan = network.plan;
    const auto isLost = [&](std::size_t system) {
        return static_cast<std::ptrdiff_t>(system) == lost;
    };
    PowerFlow flow;
    std::size_t taps = 0;
    for (const FedThing& thing : network.things)
        for (const FedThing::Feed& feed : thing.feeds)
            taps = std::max(taps, feed.tap + 1);
    for (const std::vector<std::size_t>& list : plan.tapsOf)
        for (std::size_t tap : list)
            taps = std::max(taps, tap + 1);
    flow.taps.resize(taps);
    flow.busways.resize(plan.tapsOf.size());
    flow.unitOutput.resize(plan.childrenOf.size());
    flow.unitLoss.resize(plan.childrenOf.size());
    flow.systemInput.resize(plan.systemIds.size());

    for (std::size_t i = 0; i < network.things.size(); ++i) {
        double boxes = 0.0;
        for (const FedThing::Feed& feed : network.things[i].feeds)
            if (!isLost(feed.system)) boxes += feed.boxes;
        for (const FedThing::Feed& feed : network.things[i].feeds)
            if (!isLost(feed.system)) flow.taps[feed.tap] = loads[i].scaled(feed.boxes / boxes);
    }
    for (std::size_t b = 0; b < flow.busways.size(); ++b) {
        for (std::size_t tap : plan.tapsOf[b])
            flow.busways[b].add(flow.taps[tap]);
        if (network.isOrphan[b]) flow.systemInput[network.systemOfBusway[b]].add(flow.busways[b]);
    }

    // Cooling plant without tap-offs: equal shares of the systems that are there, of the boards
    // within a system. What no element carries: equal shares of the systems.
    std::vector<Partial> onBoards(flow.unitOutput.size());
    if (!plan.systemIds.empty()) {
        std::vector<double> boards(plan.systemIds.size(), 0.0);
        for (std::size_t u : plan.mechanicalBoards)
            boards[network.systemOfUnit[u]] += 1.0;
        const double alive = static_cast<double>(plan.systemIds.size()) - (lost >= 0 ? 1.0 : 0.0);
        for (std::size_t u : plan.mechanicalBoards)
            if (const std::size_t s = network.systemOfUnit[u]; !isLost(s))
                onBoards[u] = mechanical.scaled(1.0 / (alive * boards[s]));
        for (std::size_t s = 0; s < boards.size(); ++s) {
            if (isLost(s)) continue;
            flow.systemInput[s].add(unmodelled.scaled(1.0 / alive));
            if (boards[s] == 0.0) flow.systemInput[s].add(mechanical.scaled(1.0 / alive));
        }
    }

    std::vector<Partial> unitInput(flow.unitOutput.size());
    for (std::size_t u : plan.bottomUp) {
        Partial& output = flow.unitOutput[u];
        output = onBoards[u];
        for (std::size_t child : plan.childrenOf[u])
            output.add(unitInput[child]);
        for (std::size_t b : plan.buswaysOf[u])
            output.add(flow.busways[b]);
        const std::size_t system = network.systemOfUnit[u];
        const bool dead = isLost(system) && output.sum == 0.0 && !output.missing;
        if (!dead) flow.unitLoss[u] = network.losses[u].of(output);
        unitInput[u] = output;
        unitInput[u].add(flow.unitLoss[u]);
        if (network.isRoot[u]) flow.systemInput[system].add(unitInput[u]);
    }
    for (std::size_t u : plan.inCycle) {
        flow.unitOutput[u] = flow.unitLoss[u] = Partial{0.0, false, true};
        flow.systemInput[network.systemOfUnit[u]].missing = true;
    }
    return flow;
}

}  // namespace hallwright
