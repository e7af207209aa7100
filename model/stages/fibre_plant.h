#pragma once

#include "model/hall/frozen_part.h"

#include <cstdint>
#include <map>
#include <string>
#include <utility>
#include <vector>

namespace hallwright {

/// Equal trunks between the same two racks, in a fabric whose plant is structured. A pair of racks
/// has one row for every trunk part it takes.
struct TrunkGroup {
    std::int32_t lowerRack = 0, upperRack = 0;  ///< positions, lower <= upper
    long long links = 0;
    long long strands = 0;  ///< that the links need
    PartId trunk;
    long long pieces = 0;
    std::int32_t length_mm = -1;  ///< routed, panel to panel with slack
    std::int32_t bought_mm = -1;
    std::int32_t firstLink = 0;    ///< links of the pair in the rows before
    std::int32_t perPiece = 0;     ///< links a trunk carries
    std::int32_t firstPiece = 0;   ///< trunks of all rows before
    std::int32_t lowerPort = 0;    ///< panel ports that rows before take in the lower rack
    std::int32_t upperPort = 0;    ///< the same in the upper rack
    std::int64_t laid_um2 = 0;     ///< what lies in the trays for it: square of the diameters
    std::int64_t laid_mg_per_m = 0;

    bool operator==(const TrunkGroup&) const = default;
};

/// A fibre cable other than a trunk that runs from rack to rack: what lies in the trays for it.
struct PlantRun {
    std::int32_t lowerRack = 0, upperRack = 0;
    std::int64_t area_um2 = 0;
    std::int64_t mass_mg_per_m = 0;

    bool operator==(const PlantRun&) const = default;
};

/// One splitter cable: its fat end in one connector, its tails at the other ends of the links of
/// that connector, or at a panel.
struct SplitterPiece {
    std::uint64_t connector = 0;  ///< which one, as connectorKey() says
    std::int32_t bought_mm = -1;  ///< by its longest tail
    std::int32_t tails = 0;       ///< in use

    bool operator==(const SplitterPiece&) const = default;
};

/// What the links of a fabric need besides modules, where they are not single cables end to end.
struct FibrePlant {
    std::vector<TrunkGroup> groups;        ///< by lower rack, upper rack
    std::vector<long long> panelsOfRack;   ///< panels by rack position
    long long panels = 0;
    long long splitters = 0;
    /// Jumper or splitter part and bought length (mm) → pieces.
    std::map<std::pair<PartId, std::int32_t>, long long> pieces;
    std::vector<PlantRun> runs;  ///< of a split plant, as they were laid
    std::vector<SplitterPiece> splitterPieces;   ///< by connector
    std::vector<std::int32_t> firstOfBundle;     ///< links of its pair before; -1: in no trunk
    /// By bundle, where it is in a trunk: bought length of the cable from its lower and its upper
    /// end to the panel there.
    std::vector<std::int32_t> lowerJumper_mm, upperJumper_mm;
    PartId hostJumper, switchJumper;      ///< from hosts and from switches to a panel
    PartId hostSplitter, switchSplitter;  ///< the same, where a connector carries several links
    PartId panel;
    int portsPerPanel = 0;
    long long connectors = 0;  ///< lit ones, of all cables of the plant
    long long links = 0;       ///< that it carries
    std::string problem;  ///< why the plant cannot be built, as a sentence; empty where it can
    bool unknownDiameter = false;

    /// All pieces of cable: jumpers, trunks and splitters.
    long long cables() const;

    bool operator==(const FibrePlant&) const = default;
};

}  // namespace hallwright
