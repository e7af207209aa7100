#include "model/stages/cooling_loop.h"

#include "model/formulas/heat.h"
#include "model/formulas/hydraulics.h"
#include "model/stages/cooling.h"

#include <algorithm>

namespace hallwright {

double coolantFlow(const Slots& in, const Coolant& coolant, PartId part, double heat,
                   double supply) {
    if (in.hasCurve(part, Property::flowCurve))
        return in.curve(part, Property::flowCurve, supply) * heat /
               in.madeFor(part, Property::flowCurve);
    const double rise = in.get(part, Property::coolantRise);
    const double mean = supply + rise / 2.0;
    return formulas::flowForHeat(heat, coolant.density(mean), coolant.heatCapacity(mean), rise);
}

double coolantDrop(const Slots& in, PartId part, double flow) {
    const Part* given = in.part(part);
    const Datum* datum = given ? given->find(Property::pressureCurve) : nullptr;
    if (!datum || datum->reading().x.empty()) return unknown;
    // A curve is level beyond its end, a cold plate is not: from there on turbulent flow, on the
    // safe side.
    const double end = datum->reading().x.back();
    const double beyond = flow > end && end > 0.0 ? flow / end : 1.0;
    return in.curve(part, Property::pressureCurve, flow) * beyond * beyond;
}

double coolantReturn(const Coolant& coolant, double heat, double flow, double supply) {
    // The properties stand at the mean temperature, which hangs on the result; each turn gains
    // three digits.
    double rise = 0.0;
    for (int turn = 0; turn < 4; ++turn) {
        const double mean = supply + rise / 2.0;
        rise = formulas::riseOf(heat, flow, coolant.density(mean), coolant.heatCapacity(mean));
    }
    return supply + rise;
}

CduGroup cduGroup(const Slots& in, std::vector<PartId> parts, int spare) {
    CduGroup out;
    out.all = parts;
    for (PartId part : parts) {
        const double head = in.get(part, Property::ratedHead);
        if (!(out.head <= head)) out.head = head;
        if (std::isnan(head)) break;  // unknown as a whole
    }
    std::stable_sort(parts.begin(), parts.end(), [&](PartId a, PartId b) {
        return in.get(a, Property::coolingCapacity, -1.0) >
               in.get(b, Property::coolingCapacity, -1.0);
    });
    const std::size_t lost =
        static_cast<std::size_t>(lostCdus(static_cast<int>(parts.size()), spare));
    for (std::size_t i = 0; i < parts.size(); ++i) {
        if (i < lost && i + 1 < parts.size()) continue;
        const double capacity = in.get(parts[i], Property::coolingCapacity);
        const double flow = in.get(parts[i], Property::ratedFlow);
        out.ua += formulas::exchangerUa(capacity, in.get(parts[i], Property::approach));
        out.uaFlow += flow;
        if (i < lost) continue;
        out.capacity += capacity;
        out.flow += flow;
    }
    return out;
}

int lostCdus(int count, int spare) { return std::clamp(spare, 0, std::max(count, 0)); }

void LoopNeeds::add(PartId part, double partHeat) {
    for (auto& [known, sum] : heatOf)
        if (known == part) {
            sum += partHeat;
            return;
        }
    heatOf.emplace_back(part, partHeat);
}

SupplyPoint loopSupplyPoint(const Pass& pass, const Coolant& coolant, const CduGroup& cdus,
                            const LoopNeeds& needs, double facilitySupply) {
    const double coldest = facilitySupply + pass.basisValue(Property::facilityApproach);
    if (needs.heat == 0.0) return {coldest, 0};
    if (cdus.all.empty()) return {};
    const double carried = needs.heat + needs.pumpHeat;
    const double exponent = pass.basisValue(Property::uaExponent);
    SupplyPoint out;
    // How far the supply that the CDUs reach at a supply's flow lies above it: falls as the supply
    // rises.
    const auto excess = [&](double supply) {
        double flow = needs.fixedFlow;
        for (const auto& [part, heat] : needs.heatOf) {
            const double need = coolantFlow(pass.in, coolant, part, heat, supply);
            if (std::isnan(need))
                out.flowMissing = true;
            else
                flow += need;
        }
        if (flow <= 0.0) return unknown;
        const double ua = formulas::exchangerUaAt(cdus.ua, flow, cdus.uaFlow, exponent);
        return coldest + formulas::approachOf(carried, ua) - supply;
    };
    double supply = coldest + formulas::approachOf(carried, cdus.ua);
    double lastSupply = unknown, lastExcess = unknown;
    for (out.passes = 1; out.passes <= mostPasses; ++out.passes) {
        const double miss = excess(supply);
        out.supply = supply;
        if (std::isnan(miss)) {
            out.supply = unknown;
            return out;
        }
        if (std::abs(miss) <= 1e-6 * std::max(1.0, std::abs(supply))) return out;
        // A plain step swings where flow and approach feed back strongly; the secant damps it.
        const double slope = (miss - lastExcess) / (supply - lastSupply);
        lastSupply = supply;
        lastExcess = miss;
        supply += slope < -0.5 ? -miss / slope : miss;
    }
    return out;
}

HeaderPipe headerPipe(const Pass& pass, const std::vector<PartId>& pipes, double flow,
                      double density, double viscosity) {
    HeaderPipe out;
    for (PartId pipe : pipes) {
        const double bore = pass.in.get(pipe, Property::pipeBore);
        out.bore = bore;
        out.velocity = formulas::pipeVelocity(flow, bore);
        const bool slowEnough = out.velocity <= pass.basisValue(Property::loopVelocity);
        if (!slowEnough && pipe != pipes.back())
            continue;  // the friction of a pipe that is too small anyway is not needed
        out.friction = formulas::frictionPerMetre(
            flow, bore, pass.in.get(pipe, Property::pipeRoughness), density, viscosity);
        if (slowEnough && out.friction <= pass.basisValue(Property::headerFriction)) break;
    }
    return out;
}

}  // namespace hallwright
