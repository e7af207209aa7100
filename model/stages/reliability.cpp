#include "model/formulas/reliability.h"

#include "model/formulas/economics.h"
#include "model/stages/cabling.h"
#include "model/stages/fabric.h"
#include "model/stages/partial.h"
#include "model/stages/stages.h"

#include <cmath>
#include <map>

namespace hallwright {

namespace {

using formulas::secondsPerYear;

/// Mean time between failures of one link end on this part; the design basis where the part says
/// nothing of it, unknown where it was looked for and is not public.
double endMtbf(const Pass& pass, PartId part) {
    const Part* found = pass.in.part(part);
    if (found && found->find(Property::mtbf)) return pass.in.get(part, Property::mtbf);
    return pass.basisValue(Property::linkFlap);
}

/// Mean time between flaps of one link end; the design basis where the part gives none.
double endFlapMtbf(const Pass& pass, PartId part) {
    const Part* found = pass.in.part(part);
    if (found && found->find(Property::flapMtbf)) return pass.in.get(part, Property::flapMtbf);
    return pass.basisValue(Property::flapMtbf);
}

/// Failures a year of so many ends at a link speed. Figures are published for an end of one speed;
/// a faster end holds as many lanes more, a slower one counts as one.
double endFailures(const Pass& pass, long long ends, double linkSpeed, PartId part) {
    if (ends <= 0) return 0.0;
    const double ratio = linkSpeed / pass.basisValue(Property::opticalEndSpeed);
    const double each = ratio < 1.0 ? 1.0 : ratio;
    return formulas::failuresIn(static_cast<double>(ends) * each, secondsPerYear,
                                endMtbf(pass, part));
}

/// The optical ends of one fabric and the parts they are on.
struct OpticalEnds {
    bool known = true;
    long long host = 0, atSwitch = 0;
    PartId hostPart, switchPart;
    bool coPackaged = false;
    double linkSpeed = 0.0;
    PartId laserSource;
    double laserModules = 0.0;  ///< external ones, all switches; NaN where a switch does not say
};

/// The laser source that a co-packaged switch holds.
PartId laserSourceOf(const Pass& pass, PartId switchPart) {
    const Part* part = pass.in.part(switchPart);
    if (!part) return {};
    for (const Content& content : part->contents) {
        const PartId held = pass.in.byCatalogId(content.part);
        const Part* found = pass.in.part(held);
        if (found && found->kind == Kind::LaserSource) return held;
    }
    return {};
}

OpticalEnds endsOf(const Pass& pass, const Fabric& fabric, std::size_t at) {
    OpticalEnds ends;
    if (at >= pass.fabrics.plans.size() || at >= pass.cables.plans.size()) return ends;
    const FabricPlan& plan = pass.fabrics.plans[at];
    const CablePlan& cables = pass.cables.plans[at];
    if (pass.out.status(Fig::fabricOpticalEnds, at) == Status::None) {
        ends.known = false;
        return ends;
    }
    for (std::size_t tier = 0; tier < plan.linkEnds.size(); ++tier)
        for (std::size_t s = 0; s < plan.linkEnds[tier].size(); ++s)
            ends.atSwitch += plan.linkEnds[tier][s] -
                             (s < cables.copperEnds[tier].size() ? cables.copperEnds[tier][s] : 0);
    ends.host = 2 * cables.opticalLinks - ends.atSwitch;
    ends.coPackaged = isCoPackaged(pass.in, fabric);
    ends.hostPart = fabric.hostModule;
    ends.switchPart = ends.coPackaged ? fabric.switchPart : fabric.switchModule;
    ends.linkSpeed = plan.linkSpeed;
    if (ends.coPackaged) {
        ends.laserSource = laserSourceOf(pass, fabric.switchPart);
        const int switches = plan.size.switches[0] + plan.size.switches[1] + plan.size.switches[2];
        if (ends.laserSource && switches > 0)
            ends.laserModules =
                switches * pass.in.get(fabric.switchPart, Property::externalLaserModules);
    }
    return ends;
}

/// Fibre connectors that are unplugged when this part is swapped: what it says, else its own.
double connectorsTouched(const Pass& pass, PartId part) {
    const Part* found = pass.in.part(part);
    if (found && found->find(Property::serviceConnectors))
        return pass.in.get(part, Property::serviceConnectors);
    return pass.in.get(part, Property::opticsConnectors);
}

/// One part of a fabric that fails and is swapped.
struct Swapped {
    Partial failures;  ///< a year
    double connectors = unknown;
};

/// Least stock of each part that lasts until a used one is replaced. Unknown where a part has no
/// failure rate: the others are then "at least so many".
Partial sparesOf(const Pass& pass, const std::map<PartId, Swapped>& swapped, double chance) {
    Partial sum;
    for (const auto& [part, what] : swapped) {
        if (what.failures.missing) {
            sum.missing = true;
            continue;
        }
        const double lead =
            pass.in.get(part, Property::leadTime, pass.basisValue(Property::sparesLead));
        const double expected = what.failures.sum * lead / secondsPerYear;
        sum.add(std::isnan(expected) ? unknown : formulas::sparesFor(expected, chance));
    }
    return sum;
}

void runFabricReliability(Pass& pass, const OpticalEnds& ends, std::size_t at) {
    Columns& out = pass.out;
    if (!ends.known) {
        for (const Fig figure : {Fig::fabricFailures, Fig::fabricFlaps, Fig::fabricInterrupts,
                                 Fig::fabricTouched, Fig::fabricSpares95, Fig::fabricSpares99})
            out.set(figure, at, unknown);
        return;
    }
    std::map<PartId, Swapped> swapped;
    const auto fails = [&](PartId part, double failures) {
        if (failures == 0.0) return;
        Swapped& what = swapped[part];
        what.failures.add(failures);
        what.connectors = connectorsTouched(pass, part);
    };
    fails(ends.hostPart, endFailures(pass, ends.host, ends.linkSpeed, ends.hostPart));
    fails(ends.switchPart, endFailures(pass, ends.atSwitch, ends.linkSpeed, ends.switchPart));
    if (ends.laserModules != 0.0)
        fails(ends.laserSource,
              formulas::failuresIn(ends.laserModules, secondsPerYear,
                                   pass.in.get(ends.laserSource, Property::mtbf)));

    Partial failures, touched;
    for (const auto& [part, what] : swapped) {
        failures.add(what.failures);
        // A swap that touches nothing adds nothing, however often it comes.
        if (what.connectors == 0.0) continue;
        touched.add(what.failures.number() * what.connectors, what.failures.status());
    }
    failures.put(out, Fig::fabricFailures, at);
    touched.put(out, Fig::fabricTouched, at);

    Partial flaps;
    const auto flap = [&](long long count, PartId part) {
        if (count > 0)
            flaps.add(formulas::failuresIn(static_cast<double>(count), secondsPerYear,
                                           endFlapMtbf(pass, part)));
    };
    flap(ends.host, ends.hostPart);
    flap(ends.atSwitch, ends.switchPart);
    flaps.put(out, Fig::fabricFlaps, at);

    Partial interrupts = failures.scaled(pass.basisValue(Property::failureInterrupt));
    interrupts.add(flaps.scaled(pass.basisValue(Property::flapInterrupt)));
    if (std::isnan(interrupts.sum)) interrupts = {0.0, false, true};
    interrupts.put(out, Fig::fabricInterrupts, at);

    sparesOf(pass, swapped, 0.95).put(out, Fig::fabricSpares95, at);
    sparesOf(pass, swapped, 0.99).put(out, Fig::fabricSpares99, at);
}

/// Fabrics one by one; the sum of what their ends fail. Laser modules beside a switch have no
/// public rate: they stand in the figures of the fabric and not in this one.
Partial fabricsFailures(Pass& pass) {
    Partial sum;
    std::size_t row = 0;
    pass.hall.fabrics.forEach([&](Id<Fabric>, const Fabric& fabric) {
        const std::size_t at = row++;
        const OpticalEnds ends = endsOf(pass, fabric, at);
        runFabricReliability(pass, ends, at);
        if (!ends.known) {
            sum.missing = true;
            return;
        }
        if (at >= pass.fabrics.plans.size() || at >= pass.cables.plans.size()) return;
        sum.add(endFailures(pass, ends.atSwitch, ends.linkSpeed, ends.switchPart));
        sum.add(endFailures(pass, ends.host, ends.linkSpeed, ends.hostPart));
    });
    return sum;
}

void runNetworkPower(Pass& pass) {
    Partial power;
    for (std::size_t row = 0; row < pass.rows.count(Scope::Fabric); ++row)
        for (const Fig figure :
             {Fig::fabricSwitchPower, Fig::fabricOpticsPower, Fig::fabricHostOpticsPower})
            power.add(pass.out, figure, row);
    power.put(pass.out, Fig::networkPower);
    const double it = pass.out.get(Fig::itTdp);
    if (it == 0.0) {
        pass.out.setAbsent(Fig::networkPowerShare, 0);
        return;
    }
    setFrom(pass.out, Fig::networkPowerShare, 0, power.number() / it,
            {power.status(), pass.out.status(Fig::itTdp)});
}

}  // namespace

void runReliability(Pass& pass) {
    Columns& out = pass.out;
    const Partial optics = fabricsFailures(pass);
    optics.put(out, Fig::opticsFailures);
    runNetworkPower(pass);

    const Status gpus = out.status(Fig::gpuPackages_);
    setFrom(out, Fig::gpuFailures, 0,
            formulas::failuresIn(out.get(Fig::gpuPackages_), secondsPerYear,
                                 pass.basisValue(Property::gpuMtbf)),
            {gpus});

    Partial all = optics;
    all.add(out, Fig::gpuFailures);
    if (!all.missing && all.sum == 0.0) {
        out.setAbsent(Fig::interruptTime, 0);
        out.setAbsent(Fig::goodput, 0);
        return;
    }
    // Of a sum that is known in part this is the longest time, not the shortest; its status says
    // so.
    const double interrupt = all.number() > 0.0 ? secondsPerYear / all.number() : unknown;
    setFrom(out, Fig::interruptTime, 0, interrupt, {all.status()});
    const double work = formulas::goodput(pass.basisValue(Property::checkpointTime),
                                          pass.basisValue(Property::restartTime), interrupt);
    setFrom(out, Fig::goodput, 0, work < 0.0 ? 0.0 : work, {all.status()});
}

}  // namespace hallwright
