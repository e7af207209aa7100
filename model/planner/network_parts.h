#pragma once

#include "model/base/result.h"
#include "model/hall/hall.h"
#include "model/parts/catalog.h"

namespace hallwright {

// What the links of a fabric are bought as: chosen from the catalog by the cages at both ends. The
// planner, edits of fabrics and variants of a hall choose by the same rules.

/// What a fabric joins.
struct FabricEnds {
    int racks = 0;
    long long nodes = 0;
    int ports = 0;       ///< of a node, in this fabric
    double speed = 0.0;  ///< bit/s of the slowest port; 0 where there are no racks
    std::string cage;    ///< of the ports; empty where it is not known
};

/// The ends of a fabric's member racks.
FabricEnds endsOf(const Hall& hall, Id<Fabric> fabric);

/// Whether a switch takes optics of a policy at all.
bool takesOptics(const Part& switchPart, OpticsPolicy policy);
/// "has co-packaged optics", "has copper ports" or "takes pluggable modules".
std::string_view opticsInWords(const Part& switchPart);
/// What a switch is run with where nobody says.
OpticsPolicy usualOptics(const Part& switchPart);

/// Speed of one link: what the fabric says, else as fast as ports at both ends allow, split over
/// its planes.
double linkSpeedOf(const Fabric& fabric, const Part& switchPart, const FabricEnds& ends);

/// Chooses modules and cable for a link speed, and the trunk, panel or splitter of its plant, and
/// freezes them into the hall. A trunk, panel or splitter that the fabric names already stays.
/// Where planes share a connector of the hosts, a direct plant becomes a breakout plant.
/// Fails, with one sentence, where the catalog has nothing that fits (DoesNotFit), or the plant
/// does not go with the modules (Invalid; `where` is "trunk", "panel" or "splitter" if that part
/// is the reason).
Result<void> chooseNetworkParts(Hall& hall, const Catalog& catalog, Fabric& fabric,
                                const FabricEnds& ends, double linkSpeed, RawId& next);

}  // namespace hallwright
