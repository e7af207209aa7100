#pragma once

#include "model/figures/evaluation.h"
#include "model/stages/partial.h"

#include <map>

namespace hallwright {

/// What failures of optics are counted from: a pass in its stage, or a finished evaluation.
struct OpticsSource {
    const Hall& hall;
    const Slots& in;
    const RowIndex& rows;
    const Columns& out;
    const FabricPlans& fabrics;
    const CablePlans& cables;
    PartId basis;

    double basisValue(Property property) const { return in.get(basis, property); }
};
OpticsSource opticsOf(const Pass& pass);
OpticsSource opticsOf(const Evaluation& evaluation);

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
OpticalEnds endsOf(const OpticsSource& from, const Fabric& fabric, std::size_t at);

/// Failures a year of so many ends at a link speed. Figures are published for an end of one speed;
/// a faster end holds as many lanes more, a slower one counts as one.
double endFailures(const OpticsSource& from, long long ends, double linkSpeed, PartId part);
/// Flaps a year of so many ends on a part.
double endFlaps(const OpticsSource& from, long long ends, PartId part);

/// One part of a fabric that is swapped when it fails: a module, a laser source, or the whole
/// switch where an engine inside it does.
struct Swapped {
    Partial failures;             ///< a year
    double connectors = unknown;  ///< that the swap unplugs
    bool wholeSwitch = false;
};
std::map<PartId, Swapped> swappedIn(const OpticsSource& from, const OpticalEnds& ends);

/// Least stock of a part that lasts until used ones are replaced; NaN where its failures are not
/// known.
double sparesOf(const OpticsSource& from, PartId part, const Swapped& what, double chance);

}  // namespace hallwright
