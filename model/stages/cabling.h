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
    std::vector<std::int32_t>
        length_mm;               ///< routed length of every bundle of the plan; -1: no route
    std::vector<PartId> medium;  ///< what each bundle is bought as
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
    TrayLoad load;
};

/// Stage 3.
void runCabling(Pass& pass);

}  // namespace hallwright
