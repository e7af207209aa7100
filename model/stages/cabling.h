#pragma once

#include "model/stages/fibre_plant.h"
#include "model/stages/link_media.h"
#include "model/stages/tray_graph.h"

#include <array>
#include <map>
#include <memory>

namespace hallwright {

/// What the links of one fabric became.
struct CablePlan {
    /// What a bundle is bought as.
    PartId mediumOf(std::size_t bundle) const { return media.media()[choice[bundle]].part; }

    std::vector<std::int32_t> length_mm;  ///< routed, of every bundle of the plan; -1: no route
    /// Cable part and bought length (mm) → pieces. Links without a route have no length and are not
    /// in it.
    std::map<std::pair<PartId, std::int32_t>, long long> pieces;
    long long cables = 0;  ///< all pieces, those without a route too
    long long hostModules = 0;
    long long switchModules = 0;
    long long opticalLinks = 0;
    long long unroutedLinks = 0;
    long long total_mm = 0;        ///< of all routed links
    std::int32_t longest_mm = -1;  ///< -1: no link has a route
    std::int32_t longestOptical_mm = -1;

    // Kept so that a rack that moves costs no more than its own links. Whole numbers: what is taken
    // out is exactly what was put in, so an update gives the same bits as a full pass.
    LinkMedia media;
    std::vector<std::uint8_t> choice;                     ///< of every bundle, in media
    std::vector<std::int32_t> lowerRack, upperRack;       ///< of every bundle; -1: none
    std::vector<std::uint32_t> ofRackBegin, ofRack;       ///< bundles by rack position
    std::vector<std::map<std::int32_t, long long>> sold;  ///< by medium: bought length → pieces
    std::array<std::vector<std::int32_t>, 3> copperEnds;  ///< by switch
    std::array<std::vector<std::int32_t>, 3>
        copperPlugs;  ///< by switch: copper cables that end there
    std::array<std::vector<long long>, 3>
        cagesTaken;  ///< by switch: modules and copper plugs; empty where co-packaged or unknown
    std::vector<std::int32_t> hostEnds, copperHostEnds;  ///< by rack position
    long long copperLinks = 0;
    FibrePlant plant;                    ///< of a fabric whose fibre links are not single cables
    long long unroutedBetweenRacks = 0;  ///< of the unrouted links, those with a rack at both ends
    long long switchEnds = 0;            ///< optical
    long long portsInUse = 0;            ///< of co-packaged switches
    bool copperMoved = true;  ///< copper was laid or taken out since modules were counted

    /// Fibre between racks is made of jumpers, panels and trunks, or of splitters: plant.h buys and
    /// lays it. Copper, and what stays within a rack, is bought and laid as in every fabric.
    bool structured = false;
    std::array<std::vector<std::int32_t>, 3>
        switchHeight_mm;  ///< of the middle of each switch above the floor, by tier; -1: unknown
    std::vector<CableBulk> bulk;  ///< of one piece, by medium
    std::vector<std::uint8_t>
        detour;  ///< 1: the bundle keeps out of trays above their design fill; empty: none does
    long long fieldLinks = 0;  ///< routed over the cable field, where no fill is known
    /// The longest of every `block` bundles, of all and of optical ones.
    struct Longest {
        std::int32_t any_mm = -1, optical_mm = -1;
    };
    static constexpr std::size_t block = 64;
    std::vector<Longest> longest;
};

struct CablePlans {
    std::vector<CablePlan> plans;  ///< by position of the fabric

    std::shared_ptr<const TrayGraph>
        trays;                              ///< shared by snapshots; made again when a tray changes
    std::vector<TrayGraph::Entry> entries;  ///< by rack position
    std::vector<std::int32_t>
        rise_mm;  ///< from the middle of a rack to its tray, sideways way included
    std::vector<std::int32_t> height_mm;  ///< of each rack
    struct Spot {
        std::int32_t x_mm = 0, y_mm = 0;
    };
    std::vector<Spot> spots;  ///< the middle of each rack in the plan
    std::vector<std::uint16_t>
        heightsOfRack;  ///< by rack position: which of `nodeHeights_mm` are those of its nodes
    std::vector<std::vector<std::int32_t>> nodeHeights_mm;  ///< the first is empty: unknown
    bool hasField = false;      ///< cables may run square to the walls where no tray leads
    std::int32_t field_mm = 0;  ///< elevation of that field
    TrayLoad load;

    // Where trays are above their design fill: the same trays without them, and what goes round.
    std::shared_ptr<const TrayGraph> detours;
    TrayLoad detourLoad;
};

/// How cables get from one rack to another.
struct CableWay {
    enum class By : std::uint8_t { Nothing, Rack, Trays, Field } by = By::Nothing;
    TrayGraph::Route route{};    ///< by trays
    std::int32_t along_mm = -1;  ///< without rise, drop and slack; -1: no way
};
CableWay cableWay(const CablePlans& cables, std::size_t a, std::size_t b);

/// Length of a cable between two racks, from a height above the floor to another: rise, way and
/// drop; within a rack the difference of the heights. Slack is not in it. A height of -1 is
/// unknown: the middle of the rack, and within a rack once the height of it. -1: no way.
std::int32_t cableLength(const CablePlans& cables, const CableWay& way, std::size_t a,
                         std::int32_t heightA_mm, std::size_t b, std::int32_t heightB_mm);

/// Heights above the floor at which the links of a bundle end; -1: unknown.
struct EndHeights {
    std::int32_t lower_mm = -1, upper_mm = -1;
};
EndHeights endHeights(const CablePlans& cables, const CablePlan& plan, const FabricPlan& fabric,
                      const LinkBundle& bundle);

/// Slack of a link and of a trunk as the design basis has them; nothing where it does not say.
std::int32_t linkSlack(const Pass& pass);
std::int32_t trunkSlack(const Pass& pass);

/// Stage 3.
void runCabling(Pass& pass);

}  // namespace hallwright
