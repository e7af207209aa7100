#pragma once

#include "model/hall/frozen_part.h"

#include <cstdint>
#include <map>
#include <utility>
#include <vector>

namespace hallwright {

/// Links between the same two racks that share trunks, in a fabric whose plant is structured.
struct TrunkGroup {
    std::int32_t lowerRack = 0, upperRack = 0;  ///< positions, lower <= upper
    long long links = 0;
    long long strands = 0;  ///< that the links need
    PartId trunk;
    long long pieces = 0;
    std::int32_t length_mm = -1;  ///< routed, panel to panel with slack
    std::int32_t bought_mm = -1;

    bool operator==(const TrunkGroup&) const = default;
};

/// What the links of a fabric need besides modules, where they are not single cables end to end.
struct FibrePlant {
    std::vector<TrunkGroup> groups;
    std::vector<long long> panelsOfRack;  ///< panels by rack position
    long long panels = 0;
    long long splitters = 0;
    /// Jumper or splitter part and bought length (mm) → pieces.
    std::map<std::pair<PartId, std::int32_t>, long long> pieces;

    /// All pieces of cable: jumpers, trunks and splitters.
    long long cables() const;

    bool operator==(const FibrePlant&) const = default;
};

}  // namespace hallwright
