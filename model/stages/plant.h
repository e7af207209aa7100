#pragma once

#include "model/stages/links.h"

#include <string>

namespace hallwright {

/// Takes the cables of all structured fabrics out of the trays, before racks move; and lays them
/// again with panels, jumpers and splitters, when every link has its length. Sets the figures of
/// the plant. All of it is laid anew: whole numbers, so an update gives the bits of a full pass.
void takeOutPlant(CablePlans& cables);
void layPlant(Pass& pass);

/// Optical connectors on the cables of a fabric, those of the whole channel where it has panels.
long long opticalConnectors(const CablePlan& plan);

/// Modules by the cages that optical links end in: every cage with one takes a module, however few
/// of its links are there.
struct ModuleCount {
    long long hosts = 0;
    std::array<std::vector<std::int32_t>, 3> switches;  ///< by tier and switch
};
ModuleCount modulesInUse(const FabricPlan& fabric, const CablePlan& plan, int linksPerHostModule,
                         int linksPerSwitchModule);

/// Where a link of a bundle ends, so far as connectors go. `serial` counts the links of a device:
/// of a switch its ports, of a node its ports times the planes.
struct ConnectorPlace {
    bool host = false;
    std::int32_t holder = 0;  ///< position of the rack of a host, or number of the switch
    std::int32_t device = 0;  ///< node within the rack, or tier
    std::int32_t serial = 0;
};
ConnectorPlace lowerPlace(const FabricPlan& fabric, const LinkBundle& bundle, std::int32_t link);
ConnectorPlace upperPlace(const FabricPlan& fabric, const LinkBundle& bundle, std::int32_t link);
/// A number for each connector of a fabric; the same for links that share one.
std::uint64_t connectorKey(const ConnectorPlace& place, int linksPerConnector);

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
    /// Which of the equal pieces (of a module or panel: of the fabric in that rack): two links with
    /// equal numbers share it.
    std::int64_t number = 0;
    std::int32_t position = 0;  ///< which connector, panel port or strand group of it

    auto operator<=>(const ChainPiece&) const = default;
};

/// Every link as one unbroken chain of what is bought: module, cables and panels, module. Empty
/// where the link has no medium or its plant cannot be built.
std::vector<ChainPiece> chainOf(const Evaluation& evaluation, const Link& link);

/// What is wrong with a chain: an end without a module, connectors, pins or polish that do not
/// meet, strands that are missing, or a polarity that leads light to a laser. Empty where it is
/// sound; what a part does not say is not held against it.
std::string chainFault(const Evaluation& evaluation, const Link& link,
                       const std::vector<ChainPiece>& chain);

}  // namespace hallwright
