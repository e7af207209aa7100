#include "model/formulas/reliability.h"

#include "model/formulas/economics.h"
#include "model/stages/cabling.h"
#include "model/stages/fabric.h"
#include "model/stages/optics_failures.h"
#include "model/stages/partial.h"
#include "model/stages/stages.h"
#include "model/stages/switch_supplies.h"

#include <cmath>
#include <map>

namespace hallwright {

namespace {

using formulas::secondsPerYear;

/// Least stock of all optics, part by part; whole switches are counted by themselves. Where a part
/// has no failure rate the others are "at least so many".
Partial spareOptics(const OpticsSource& from, const std::map<PartId, Swapped>& swapped,
                    double chance) {
    Partial sum;
    for (const auto& [part, what] : swapped)
        if (!what.wholeSwitch) sum.add(sparesOf(from, part, what, chance));
    return sum;
}

/// Failures and flaps of one fabric, and what they ask for. Returns the jobs that it stops.
Partial runFabricReliability(Pass& pass, const Fabric& fabric, const OpticalEnds& ends,
                             std::size_t at) {
    Columns& out = pass.out;
    if (!ends.known) {
        for (const Fig figure : {Fig::fabricFailures, Fig::fabricFlaps, Fig::fabricInterrupts,
                                 Fig::fabricTouched, Fig::fabricSpares95, Fig::fabricSpares99})
            out.set(figure, at, unknown);
        return {0.0, false, true};
    }
    const OpticsSource from = opticsOf(pass);
    const std::map<PartId, Swapped> swapped = swappedIn(from, ends);
    Partial failures, touched;
    for (const auto& [part, what] : swapped) {
        failures.add(what.failures);
        // A swap that touches nothing adds nothing, however often it comes.
        if (what.connectors == 0.0) continue;
        touched.add(what.failures.number() * what.connectors, what.failures.status());
    }
    failures.put(out, Fig::fabricFailures, at);
    touched.put(out, Fig::fabricTouched, at);
    spareOptics(from, swapped, 0.95).put(out, Fig::fabricSpares95, at);
    spareOptics(from, swapped, 0.99).put(out, Fig::fabricSpares99, at);

    Partial flaps;
    flaps.add(endFlaps(from, ends.host, ends.hostPart));
    flaps.add(endFlaps(from, ends.atSwitch, ends.switchPart));
    flaps.put(out, Fig::fabricFlaps, at);

    // The shares that stop a job are read off the network between accelerators: no record says
    // what a front end, storage or management does, and their ends have a second path.
    if (fabric.role != FabricRole::ScaleOut) {
        out.setAbsent(Fig::fabricInterrupts, at);
        return {};
    }
    Partial interrupts = failures.scaled(pass.basisValue(Property::failureInterrupt));
    interrupts.add(flaps.scaled(pass.basisValue(Property::flapInterrupt)));
    if (std::isnan(interrupts.sum)) interrupts = {0.0, false, true};
    interrupts.put(out, Fig::fabricInterrupts, at);
    return interrupts;
}

/// What the ends of all fabrics fail, and the jobs that they stop.
struct NetworkFailures {
    /// Laser modules beside a switch have no public rate: they stand in the figures of the fabric
    /// and not in this one.
    Partial ends;
    Partial stops;
};

NetworkFailures runFabrics(Pass& pass) {
    NetworkFailures sum;
    std::size_t row = 0;
    pass.hall.fabrics.forEach([&](Id<Fabric>, const Fabric& fabric) {
        const std::size_t at = row++;
        const OpticsSource from = opticsOf(pass);
        const OpticalEnds ends = endsOf(from, fabric, at);
        sum.stops.add(runFabricReliability(pass, fabric, ends, at));
        if (!ends.known) {
            sum.ends.missing = true;
            return;
        }
        if (at >= pass.fabrics.plans.size() || at >= pass.cables.plans.size()) return;
        sum.ends.add(endFailures(from, ends.atSwitch, ends.linkSpeed, ends.switchPart));
        sum.ends.add(endFailures(from, ends.host, ends.linkSpeed, ends.hostPart));
    });
    return sum;
}

void runNetworkPower(Pass& pass) {
    Partial power;
    std::size_t row = 0;
    pass.hall.fabrics.forEach([&](Id<Fabric>, const Fabric& fabric) {
        // Switches on a DC bus draw the loss of their shelves at the AC input, as IT power counts.
        Partial own;
        own.add(pass.out, Fig::fabricSwitchPower, row);
        own.add(pass.out, Fig::fabricOpticsPower, row);
        const double loss = supplyLoss(pass.in, fabric.switchPart);
        if (loss > 0.0 && own.known) own.sum *= 1.0 + loss;
        power.add(own);
        power.add(pass.out, Fig::fabricHostOpticsPower, row);
        ++row;
    });
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
    const NetworkFailures network = runFabrics(pass);
    network.ends.put(out, Fig::opticsFailures);
    runNetworkPower(pass);

    const Status gpus = out.status(Fig::gpuPackages_);
    setFrom(out, Fig::gpuFailures, 0,
            formulas::failuresIn(out.get(Fig::gpuPackages_), secondsPerYear,
                                 pass.basisValue(Property::gpuMtbf)),
            {gpus});

    // Hosts and network once each: the rate of the hosts leaves out what the network stopped.
    Partial all = network.stops;
    all.add(out, Fig::gpuFailures);
    if (!all.missing && all.sum == 0.0) {
        out.setAbsent(Fig::interruptTime, 0);
        out.setAbsent(Fig::goodput, 0);
        return;
    }
    // Of stops that are known in part only the longest time could be told, and a figure that is
    // known in part means "at least": so it is unknown.
    const bool known = !all.missing && all.sum > 0.0;
    const double interrupt = known ? secondsPerYear / all.sum : unknown;
    out.set(Fig::interruptTime, 0, interrupt);
    const double work = formulas::goodput(pass.basisValue(Property::checkpointTime),
                                          pass.basisValue(Property::restartTime), interrupt);
    out.set(Fig::goodput, 0, work < 0.0 ? 0.0 : work);
}

}  // namespace hallwright
