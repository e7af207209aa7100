#include "model/formulas/reliability.h"

#include "model/formulas/economics.h"
#include "model/stages/cabling.h"
#include "model/stages/fabric.h"
#include "model/stages/partial.h"
#include "model/stages/stages.h"

#include <cmath>

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

/// Failures a year of so many ends at a link speed. Figures are published for an end of one speed;
/// a faster end holds as many lanes more, a slower one counts as one.
double endFailures(const Pass& pass, long long ends, double linkSpeed, PartId part) {
    if (ends <= 0) return 0.0;
    const double ratio = linkSpeed / pass.basisValue(Property::opticalEndSpeed);
    const double each = ratio < 1.0 ? 1.0 : ratio;
    return formulas::failuresIn(static_cast<double>(ends) * each, secondsPerYear,
                                endMtbf(pass, part));
}

Partial opticsFailures(const Pass& pass) {
    Partial sum;
    std::size_t row = 0;
    pass.hall.fabrics.forEach([&](Id<Fabric>, const Fabric& fabric) {
        const std::size_t at = row++;
        if (at >= pass.fabrics.plans.size() || at >= pass.cables.plans.size()) return;
        const FabricPlan& plan = pass.fabrics.plans[at];
        const CablePlan& cables = pass.cables.plans[at];
        if (pass.out.status(Fig::fabricOpticalEnds, at) == Status::None) {
            sum.missing = true;
            return;
        }
        long long switchEnds = 0;
        for (std::size_t tier = 0; tier < plan.linkEnds.size(); ++tier)
            for (std::size_t s = 0; s < plan.linkEnds[tier].size(); ++s)
                switchEnds += plan.linkEnds[tier][s] -
                              (s < cables.copperEnds[tier].size() ? cables.copperEnds[tier][s] : 0);
        const long long hostEnds = 2 * cables.opticalLinks - switchEnds;
        const PartId atSwitch =
            isCoPackaged(pass.in, fabric) ? fabric.switchPart : fabric.switchModule;
        sum.add(endFailures(pass, switchEnds, plan.linkSpeed, atSwitch));
        sum.add(endFailures(pass, hostEnds, plan.linkSpeed, fabric.hostModule));
    });
    return sum;
}

}  // namespace

void runReliability(Pass& pass) {
    Columns& out = pass.out;
    const Partial optics = opticsFailures(pass);
    optics.put(out, Fig::opticsFailures);

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
