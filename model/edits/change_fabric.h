#pragma once

#include "model/edits/edit.h"
#include "model/hall/hall.h"
#include "model/parts/catalog.h"

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace hallwright {

// Edits of networks as recipes. Each looks at a hall and gives the edit; nothing is changed here.
// New rows take their ids from `next`, which moves on only where the edit is given.

/// A network to be: the switch by its catalog id, the racks that it joins. No racks: all that have
/// ports of its role.
struct NewFabric {
    std::string name;
    FabricRole role = FabricRole::FrontEnd;
    FabricKind kind = FabricKind::FatTree;
    std::string switchPart;
    std::vector<Id<Rack>> racks;
};
/// Adds a network with modules and cables that fit; its switches stand nowhere yet (placeSwitches).
/// Refused for a name in use, a part that is no switch, and where no rack has ports for it.
Result<Edit> addFabric(const Hall& hall, const Catalog& catalog, const NewFabric& fabric,
                       RawId& next);

/// Takes a network out of a hall, with its places and its switches. Racks stay.
Result<Edit> removeFabric(const Hall& hall, Id<Fabric> fabric);

/// Gives racks the next free places of a network. Those that have one already keep it; refused
/// where one has no ports for it.
Result<Edit> joinFabric(const Hall& hall, Id<Fabric> fabric, std::span<const Id<Rack>> racks,
                        RawId& next);
/// Takes racks out of a network; all others keep their places.
Result<Edit> leaveFabric(const Hall& hall, Id<Fabric> fabric, std::span<const Id<Rack>> racks);

/// Whether modules, cable or plant of a fabric follow from a column of it.
bool choosesParts(std::string_view column);
/// Gives one column of a fabric another value and chooses modules, cable, trunk, panel and splitter
/// anew where they follow from it. Another switch brings its own optics where it cannot take those
/// of the fabric. Refused where the catalog has nothing that fits.
Result<Edit> changeFabric(const Hall& hall, const Catalog& catalog, Id<Fabric> fabric,
                          std::string_view column, const Cell& value, RawId& next);
/// Another switch of the catalog, by its id.
Result<Edit> setSwitch(const Hall& hall, const Catalog& catalog, Id<Fabric> fabric,
                       std::string_view switchPart, RawId& next);

}  // namespace hallwright
