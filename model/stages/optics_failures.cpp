#include "model/stages/optics_failures.h"

#include "model/formulas/economics.h"
#include "model/formulas/reliability.h"
#include "model/stages/cabling.h"
#include "model/stages/fabric.h"

#include <cmath>

namespace hallwright {

namespace {

using formulas::secondsPerYear;

/// A part's own number; of the design basis where it says nothing of it; unknown where it was
/// looked for and is not public.
double ownOrBasis(const OpticsSource& from, PartId part, Property own, Property basis) {
    const Part* found = from.in.part(part);
    return found && found->find(own) ? from.in.get(part, own) : from.basisValue(basis);
}

/// The laser source that a co-packaged switch holds.
PartId laserSourceOf(const Slots& in, PartId switchPart) {
    const Part* part = in.part(switchPart);
    if (!part) return {};
    for (const Content& content : part->contents) {
        const PartId held = in.byCatalogId(content.part);
        const Part* found = in.part(held);
        if (found && found->kind == Kind::LaserSource) return held;
    }
    return {};
}

/// Fibre connectors that are unplugged when this part is swapped: what it says, else its own.
double connectorsTouched(const Slots& in, PartId part) {
    const Part* found = in.part(part);
    return in.get(part, found && found->find(Property::serviceConnectors)
                            ? Property::serviceConnectors
                            : Property::opticsConnectors);
}

}  // namespace

OpticsSource opticsOf(const Pass& pass) {
    return {pass.hall, pass.in, pass.rows, pass.out, pass.fabrics, pass.cables, pass.basis};
}

OpticsSource opticsOf(const Evaluation& of) {
    return {of.hall(),   of.numbers(),          of.rows(), of.columns(), of.fabrics(),
            of.cables(), of.hall().site().basis};
}

OpticalEnds endsOf(const OpticsSource& from, const Fabric& fabric, std::size_t at) {
    OpticalEnds ends;
    if (at >= from.fabrics.plans.size() || at >= from.cables.plans.size()) return ends;
    const FabricPlan& plan = from.fabrics.plans[at];
    const CablePlan& cables = from.cables.plans[at];
    if (from.out.status(Fig::fabricOpticalEnds, at) == Status::None) {
        ends.known = false;
        return ends;
    }
    for (std::size_t tier = 0; tier < plan.linkEnds.size(); ++tier)
        for (std::size_t s = 0; s < plan.linkEnds[tier].size(); ++s)
            ends.atSwitch += plan.linkEnds[tier][s] -
                             (s < cables.copperEnds[tier].size() ? cables.copperEnds[tier][s] : 0);
    ends.host = 2 * cables.opticalLinks - ends.atSwitch;
    ends.coPackaged = isCoPackaged(from.in, fabric);
    ends.hostPart = fabric.hostModule;
    ends.switchPart = ends.coPackaged ? fabric.switchPart : fabric.switchModule;
    ends.linkSpeed = plan.linkSpeed;
    if (ends.coPackaged) {
        ends.laserSource = laserSourceOf(from.in, fabric.switchPart);
        const int switches = plan.size.switches[0] + plan.size.switches[1] + plan.size.switches[2];
        if (ends.laserSource && switches > 0)
            ends.laserModules =
                switches * from.in.get(fabric.switchPart, Property::externalLaserModules);
    }
    return ends;
}

double endFailures(const OpticsSource& from, long long ends, double linkSpeed, PartId part) {
    if (ends <= 0) return 0.0;
    const double ratio = linkSpeed / from.basisValue(Property::opticalEndSpeed);
    const double each = ratio < 1.0 ? 1.0 : ratio;
    return formulas::failuresIn(static_cast<double>(ends) * each, secondsPerYear,
                                ownOrBasis(from, part, Property::mtbf, Property::linkFlap));
}

double endFlaps(const OpticsSource& from, long long ends, PartId part) {
    if (ends <= 0) return 0.0;
    return formulas::failuresIn(static_cast<double>(ends), secondsPerYear,
                                ownOrBasis(from, part, Property::flapMtbf, Property::flapMtbf));
}

std::map<PartId, Swapped> swappedIn(const OpticsSource& from, const OpticalEnds& ends) {
    std::map<PartId, Swapped> out;
    const auto fails = [&](PartId part, double failures, bool wholeSwitch) {
        if (failures == 0.0) return;
        Swapped& what = out[part];
        what.failures.add(failures);
        what.connectors = connectorsTouched(from.in, part);
        what.wholeSwitch = wholeSwitch;
    };
    fails(ends.hostPart, endFailures(from, ends.host, ends.linkSpeed, ends.hostPart), false);
    fails(ends.switchPart, endFailures(from, ends.atSwitch, ends.linkSpeed, ends.switchPart),
          ends.coPackaged);
    if (ends.laserModules != 0.0)
        fails(ends.laserSource,
              formulas::failuresIn(ends.laserModules, secondsPerYear,
                                   from.in.get(ends.laserSource, Property::mtbf)),
              false);
    return out;
}

double sparesOf(const OpticsSource& from, PartId part, const Swapped& what, double chance) {
    if (what.failures.missing) return unknown;
    const double lead =
        from.in.get(part, Property::leadTime, from.basisValue(Property::sparesLead));
    const double expected = what.failures.sum * lead / secondsPerYear;
    return std::isnan(expected) ? unknown : formulas::sparesFor(expected, chance);
}

}  // namespace hallwright
