#pragma once

#include "model/figures/evaluation.h"

namespace hallwright {

/// The load states of a rack, in the order of their figures.
enum class LoadState : std::uint8_t { Idle, Typical, Design, Peak };
inline constexpr std::size_t loadStateCount = 4;
/// The figure of a rack's load in a state, at the AC input.
Fig rackFigure(LoadState state);
/// "idle", "typical", "peak"; anything else, "tdp" among it, is the design state.
LoadState loadState(std::string_view word);

/// What one switch of a fabric draws at the AC input and where its heat goes, the optics at its own
/// link ends and the loss of the shelf that feeds it included.
struct SwitchLoad {
    std::array<double, loadStateCount> power{};  ///< by state; NaN where unknown
    bool atLeast = false;                        ///< something in it is unknown
    double liquidShare = 0.0;
    PartId part;
    double flow = unknown;  ///< coolant flow where the part gives one (m³/s)
};

/// All switches of one fabric in one rack.
struct MountedSwitches {
    std::size_t fabric = 0;  ///< position
    int count = 0;
};

/// Who stands in which rack, made once for the stages that need it.
struct Mountings {
    std::vector<SwitchLoad> switchOf;  ///< by position of the fabric
    std::vector<std::int32_t>
        begin;  ///< by position of the rack: its first entry in `entries`; one more at the end
    std::vector<MountedSwitches> entries;  ///< by rack, then fabric

    std::span<const MountedSwitches> in(std::size_t rack) const {
        return {entries.data() + begin[rack], entries.data() + begin[rack + 1]};
    }
};
Mountings mountings(const Pass& pass);

/// Power of a sum of switches in a state: the known part, and whether something is missing.
struct MountedPower {
    double total = 0.0;
    double liquid = 0.0;
    bool missing = false;
};
MountedPower mountedPower(const Mountings& mountings, std::size_t rack, LoadState state);

/// Share of a rack's DC power that its conversion loses on top, before and in the rack.
/// Only the proportional part of a loss curve counts: makers publish one efficiency.
struct Conversion {
    double shelf = 0.0;    ///< of the power shelves in the rack; NaN where unknown
    double sidecar = 0.0;  ///< of the power rack that feeds it
    double factor() const { return (1.0 + shelf) * (1.0 + sidecar); }
};
Conversion conversionOf(const Pass& pass, const Rack& rack);

}  // namespace hallwright
