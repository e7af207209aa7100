#pragma once

#include "model/hall/rack.h"

namespace hallwright {

enum class FabricRole : std::uint8_t { ScaleOut, FrontEnd, Storage, OutOfBand };
enum class FabricKind : std::uint8_t { RailFatTree, FatTree, MultiPlane, DragonflyPlus };
enum class OpticsPolicy : std::uint8_t { Pluggable, CopperFirst, Lpo, Cpo };
enum class EvenSpread : std::uint8_t { Exact, WithinOne };
/// What the leaves of a spine-leaf group have in common: nothing (no groups), the rail of their
/// hosts, or the scalable unit.
enum class FabricGroup : std::uint8_t { None, Rail, Unit };
/// How fibre links are made: one cable end to end; jumpers, panels and trunks; or splitters where
/// a connector carries several links.
enum class CablePlant : std::uint8_t { Direct, Trunk, Breakout };
/// Where the program puts switches: a network zone, or racks within the rows.
enum class SwitchPlacement : std::uint8_t { Zone, EndOfRow, MiddleOfRow };
enum class Tier : std::uint8_t { Leaf, Spine, Core };

/// A network as a recipe. Switches, links and port names follow from it; none of them is stored.
struct Fabric {
    std::string name;
    FabricRole role = FabricRole::ScaleOut;
    FabricKind kind = FabricKind::FatTree;
    PartId switchPart;
    OpticsPolicy optics = OpticsPolicy::Pluggable;
    std::int64_t speed = 0;  ///< bit/s of one link; 0: as fast as the nodes' ports
    int planes = 1;
    int tiers = 0;                  ///< 0: as many as needed
    double oversubscription = 1.0;  ///< down : up at the leaf
    EvenSpread spread = EvenSpread::Exact;
    int unit = 8;           ///< racks per scalable unit
    int leafDownlinks = 0;  ///< 0: what oversubscription leaves
    int reservedPorts = 0;  ///< ports of every leaf kept free
    int endpoints = 0;      ///< a bare fabric: so many ends without racks
    bool dualHomed = false;
    PartId hostModule, switchModule,
        cable;  ///< what the links are bought as; none for copper or CPO ends
    FabricGroup groupBy = FabricGroup::None;
    int leavesPerGroup = 0;              ///< 0: as many as the group needs
    int spinesPerGroup = 0;              ///< 0: by the divisor rule
    double spineOversubscription = 1.0;  ///< down : up at the spine, where there is a core
    CablePlant plant = CablePlant::Direct;
    SwitchPlacement placement = SwitchPlacement::Zone;
    PartId trunk, panel, splitter;  ///< of a structured or split plant

    bool operator==(const Fabric&) const = default;
};

/// A rack's place in a fabric. The slot is the smallest free one when the rack is placed and is
/// kept when it moves.
struct Member {
    Id<Rack> rack;
    Id<Fabric> fabric;
    int unit = 0;
    int slot = 0;

    bool operator==(const Member&) const = default;
};

/// Switches that stand in a rack: `count` of one tier from number `first` on.
struct Mount {
    Id<Rack> rack;
    Id<Fabric> fabric;
    Tier tier = Tier::Leaf;
    int first = 0;
    int count = 0;
    int u = 0;  ///< lowest U of the first switch, the others above it; 0: on what stands there

    bool operator==(const Mount&) const = default;
};

}  // namespace hallwright
