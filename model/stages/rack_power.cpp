#include "model/stages/rack_power.h"

#include "model/stages/fabric.h"
#include "model/stages/switch_supplies.h"

namespace hallwright {

Fig rackFigure(LoadState state) {
    constexpr Fig figures[] = {Fig::rackIdle, Fig::rackTypical, Fig::rackTdp, Fig::rackPeak};
    return figures[static_cast<std::size_t>(state)];
}

LoadState loadState(std::string_view word) {
    if (word == "idle") return LoadState::Idle;
    if (word == "typical") return LoadState::Typical;
    if (word == "peak") return LoadState::Peak;
    return LoadState::Design;
}

namespace {

/// A fabric's total over its switches; unknown where there are none.
double perSwitch(const Pass& pass, Fig figure, std::size_t fabric, long long switches) {
    return switches > 0 ? pass.out.get(figure, fabric) / static_cast<double>(switches) : unknown;
}

bool weak(Status status) { return status == Status::Partial || status == Status::None; }

/// The switch's own figure of a state, with the optics at its link ends unless the figure holds
/// them.
double withOptics(const Pass& pass, PartId part, Property property, double optics) {
    const double own = pass.in.get(part, property);
    return pass.in.includes(part, property).find("optics") != std::string_view::npos ? own
                                                                                     : own + optics;
}

SwitchLoad switchLoad(const Pass& pass, const Fabric& fabric, std::size_t row, long long switches) {
    const PartId part = fabric.switchPart;
    const double base = perSwitch(pass, Fig::fabricSwitchPower, row, switches);
    const double optics = perSwitch(pass, Fig::fabricOpticsPower, row, switches);
    SwitchLoad load;
    load.part = part;
    const double design = base + optics;
    double typical = withOptics(pass, part, Property::powerTypical, optics);
    if (std::isnan(typical)) typical = design * pass.basisValue(Property::typicalShare);
    load.power = {withOptics(pass, part, Property::powerIdle, optics), typical, design, design};
    // A rack's load is at the AC input. What the shelves of its switches lose stays in the air.
    const double atInput = 1.0 + supplyLoss(pass.in, part);
    for (double& power : load.power)
        power *= atInput;
    load.atLeast = weak(pass.out.status(Fig::fabricSwitchPower, row)) ||
                   weak(pass.out.status(Fig::fabricOpticsPower, row));
    const bool liquid = pass.in.text(part, Property::coolingMedium) == "liquid";
    load.liquidShare = pass.in.get(part, Property::liquidFraction, liquid ? 1.0 : 0.0) / atInput;
    load.flow = pass.in.get(part, Property::ratedFlow);
    return load;
}

}  // namespace

Mountings mountings(const Pass& pass) {
    const std::size_t racks = pass.rows.count(Scope::Rack);
    const std::vector<FabricPlan>& plans = pass.fabrics.plans;
    Mountings out;
    out.begin.assign(racks + 1, 0);
    out.switchOf.resize(plans.size());
    std::vector<std::vector<std::int32_t>> counts(plans.size());  // by fabric and rack
    for (std::size_t f = 0; f < plans.size(); ++f) {
        const FabricPlan& plan = plans[f];
        const Fabric* fabric = pass.hall.fabrics.find({plan.fabric});
        if (!fabric) continue;
        long long switches = 0;
        for (int tier : plan.size.switches)
            switches += tier;
        out.switchOf[f] = switchLoad(pass, *fabric, f, switches);
        counts[f].assign(racks, 0);
        for (const std::vector<std::int32_t>& tier : plan.switchRack)
            for (std::int32_t rack : tier) {
                if (rack < 0 || static_cast<std::size_t>(rack) >= racks) continue;
                if (counts[f][static_cast<std::size_t>(rack)]++ == 0)
                    ++out.begin[static_cast<std::size_t>(rack) + 1];
            }
    }
    for (std::size_t rack = 0; rack < racks; ++rack)
        out.begin[rack + 1] += out.begin[rack];
    out.entries.reserve(static_cast<std::size_t>(out.begin[racks]));
    if (out.begin[racks] == 0) return out;
    for (std::size_t rack = 0; rack < racks; ++rack) {
        if (out.begin[rack] == out.begin[rack + 1]) continue;
        for (std::size_t f = 0; f < plans.size(); ++f)
            if (!counts[f].empty() && counts[f][rack] > 0)
                out.entries.push_back({f, counts[f][rack]});
    }
    return out;
}

MountedPower mountedPower(const Mountings& mountings, std::size_t rack, LoadState state) {
    MountedPower out;
    for (const MountedSwitches& entry : mountings.in(rack)) {
        const SwitchLoad& load = mountings.switchOf[entry.fabric];
        const double power = entry.count * load.power[static_cast<std::size_t>(state)];
        out.missing |= load.atLeast || std::isnan(power);
        if (std::isnan(power)) continue;
        out.total += power;
        out.liquid += power * load.liquidShare;
    }
    return out;
}

Conversion conversionOf(const Pass& pass, const Rack& rack) {
    Conversion out;
    if (const PartId shelf = pass.in.reference(rack.part, Property::shelf))
        out.shelf = pass.in.get(shelf, Property::lossLinear);
    if (const Rack* sidecar = pass.hall.racks.find(rack.sidecar))
        out.sidecar = pass.in.get(sidecar->part, Property::lossLinear);
    return out;
}

}  // namespace hallwright
