#pragma once

#include "tests/exports/export_hall.h"

namespace hallwright::test {

/// How the links of pieceHall() are bought.
struct PieceRecipe {
    const char* name = "";
    CablePlant plant = CablePlant::Direct;
    bool fat = false;  ///< the module of a switch has one connector for its two links
    OpticsPolicy optics = OpticsPolicy::Pluggable;
    FabricKind kind = FabricKind::FatTree;
};

inline constexpr PieceRecipe pieceRecipes[] = {
    {"direct"},
    {"trunks", CablePlant::Trunk},
    {"trunks by rail", CablePlant::Trunk, false, OpticsPolicy::Pluggable, FabricKind::RailFatTree},
    {"trunks and splitters", CablePlant::Trunk, true},
    {"splitters", CablePlant::Breakout, true},
    {"copper first", CablePlant::Direct, false, OpticsPolicy::CopperFirst},
    {"copper first and trunks", CablePlant::Trunk, false, OpticsPolicy::CopperFirst},
    {"two planes and trunks", CablePlant::Trunk, false, OpticsPolicy::Pluggable,
     FabricKind::MultiPlane}};

/// Six racks of three nodes with two ports and three network racks, on parts that meet.
inline Hall pieceHall(const PieceRecipe& recipe) {
    using P = Property;
    constexpr PartId rack{32}, network{33}, sw{34}, host{35}, module{36}, jumper{37}, trunk{38},
        small{39}, panel{40}, splitter{41}, copper{42};
    Hall hall;
    const auto put = [&](PartId id, PlainPart part) { hall.parts.set(id, part.frozen()); };
    const auto optics = [](const char* id, const char* cage, double links, double connectors) {
        return PlainPart(id, Kind::Transceiver)
            .with(P::moduleCage, cage)
            .with(P::linkSpeed, 400e9)
            .with(P::linksPerModule, links)
            .with(P::opticsConnectors, connectors)
            .with(P::opticsLaneRate, 100e9)
            .with(P::strandsPerLink, 8.0)
            .with(P::connector, "mpo-12")
            .with(P::medium, "smf")
            .with(P::gender, "male")
            .with(P::reach, 500.0);
    };
    const auto fibre = [](const char* id, Kind kind, double strands, const char* gender) {
        return PlainPart(id, kind)
            .with(P::connector, "mpo-12")
            .with(P::medium, "smf")
            .with(P::gender, gender)
            .with(P::polarity, "B")
            .with(P::cableStrands, strands)
            .with(P::cableDiameter, 0.003);
    };
    const auto frame = [](const char* id, Kind kind) {
        return PlainPart(id, kind)
            .with(P::sizeWidth, 0.6)
            .with(P::sizeDepth, 1.2)
            .with(P::sizeHeight, 2.3);
    };
    put(parts::basis,
        PlainPart("basis", Kind::DesignBasis).with(P::linkSlack, 2.0).with(P::trunkSlack, 3.0));
    put(rack, frame("rack", Kind::ComputeRack)
                  .with(P::nodes, 3.0)
                  .with(P::scaleOutPorts, 2.0)
                  .with(P::scaleOutSpeed, 400e9)
                  .with(P::scaleOutCage, "osfp-rhs"));
    put(network, frame("network", Kind::NetworkRack));
    put(sw, PlainPart("switch", Kind::Switch)
                .with(P::switchCages, 8.0)
                .with(P::portsPerCage, 2.0)
                .with(P::portSpeed, 400e9)
                .with(P::portSplitMax, 1.0)
                .with(P::switchCage, "osfp")
                .with(P::switchOptics, "pluggable"));
    put(host, optics("host", "osfp-rhs", 1.0, 1.0));
    put(module, optics("module", "osfp", 2.0, recipe.fat ? 1.0 : 2.0));
    put(jumper, fibre("jumper", Kind::Jumper, 8.0, "female")
                    .with(P::cableLengths, std::vector<double>{3, 5, 10, 20, 30}));
    put(trunk, fibre("trunk", Kind::Trunk, 48.0, "male").with(P::connectorFibres, 12.0));
    put(small, fibre("small-trunk", Kind::Trunk, 24.0, "male").with(P::connectorFibres, 12.0));
    put(panel,
        PlainPart("panel", Kind::Panel).with(P::panelPorts, 8.0).with(P::connector, "mpo-12"));
    put(splitter, fibre("splitter", Kind::Jumper, 16.0, "female").with(P::cableSplit, 2.0));
    put(copper, PlainPart("copper", Kind::CopperCable)
                    .with(P::moduleCage, "osfp")
                    .with(P::linkSpeed, 400e9)
                    .with(P::linksPerModule, 2.0)
                    .with(P::opticsLaneRate, 100e9)
                    .with(P::reach, 8.0)
                    .with(P::cableLengths, std::vector<double>{5, 8}));
    put(parts::tray,
        PlainPart("tray", Kind::CableTray).with(P::trayWidth, 0.6).with(P::trayHeight, 0.1));
    hall.sites.set({15},
                   Site{.name = "Hall", .width = {60000}, .depth = {36000}, .basis = parts::basis});
    Fabric fabric{.name = "compute", .kind = recipe.kind, .switchPart = sw};
    fabric.planes = recipe.kind == FabricKind::MultiPlane ? 2 : 1;
    fabric.speed = 400'000'000'000;
    fabric.optics = recipe.optics;
    fabric.plant = recipe.plant;
    fabric.hostModule = host;
    fabric.switchModule = module;
    fabric.cable = jumper;
    if (recipe.plant == CablePlant::Trunk) fabric.panel = panel;
    hall.fabrics.set(compute, fabric);
    RawId next = firstRack;
    for (int i = 0; i < 6; ++i) {
        const Id<Rack> id{next++};
        hall.racks.set(id, Rack{.name = "R" + std::to_string(i),
                                .part = rack,
                                .place = {{3000 + 600 * i}, {2000}}});
        hall.members.set({next++}, Member{id, compute, 0, i});
    }
    for (int i = 0; i < 3; ++i) {
        const Id<Rack> id{next++};
        hall.racks.set(id, Rack{.name = "N" + std::to_string(i),
                                .part = network,
                                .place = {{7000 + 800 * i}, {2000}}});
        for (const Tier tier : {Tier::Leaf, Tier::Spine})
            hall.mounts.set({next++}, Mount{id, compute, tier, 6 * i, 6});
    }
    hall.trays.set({next++}, Tray{.part = parts::tray,
                                  .x1 = {2000},
                                  .y1 = {2600},
                                  .x2 = {14000},
                                  .y2 = {2600},
                                  .elevation = {2700}});
    return hall;
}

}  // namespace hallwright::test
