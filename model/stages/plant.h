#pragma once

#include "model/stages/links.h"

namespace hallwright {

/// Takes the trunks of all structured fabrics out of the trays, before racks move; and lays them
/// again with panels, jumpers and splitters, when every link has its length. Sets the figures of
/// the plant.
void takeOutPlant(CablePlans& cables);
void layPlant(Pass& pass);

/// One thing in the way of the light, from the lower end of a link to the upper.
struct ChainPiece {
    enum class What : std::uint8_t {
        HostModule,
        SwitchModule,
        CoPackagedPort,
        Jumper,
        Splitter,
        Panel,
        Trunk,
        Copper
    } what = What::Jumper;
    PartId part;
    std::int32_t rack = -1;       ///< of a module or panel: position
    std::int32_t bought_mm = -1;  ///< of a cable
    std::int32_t number = 0;  ///< which of the equal pieces: two links with equal numbers share it
    std::int32_t position = 0;  ///< which connector, panel port or strand group of it
};

/// Every link as one unbroken chain of what is bought: module, cables and panels, module.
std::vector<ChainPiece> chainOf(const Evaluation& evaluation, const Link& link);

}  // namespace hallwright
