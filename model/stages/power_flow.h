#pragma once

#include "model/stages/partial.h"
#include "model/stages/power.h"

namespace hallwright {

/// What a tap-off feeds, and over which tap-offs it is fed.
struct FedThing {
    struct Feed {
        std::size_t tap = 0;
        std::size_t system = 0;  ///< position among the plan's systems
        double boxes = 1.0;      ///< equal boxes share alike
    };
    std::vector<Feed> feeds;
};

/// Loss curve of a power unit as it stands, all parallel units together.
struct UnitLoss {
    double fixed = 0.0, linear = 0.0, square = 0.0;
    double rating_w = unknown;

    Partial of(const Partial& output) const;
};

/// The network without its loads: made once for each pass, then loaded in each state.
struct PowerNetwork {
    const PowerPlan& plan;
    std::vector<FedThing> things;           ///< racks by position, then equipment by position
    std::vector<std::size_t> systemOfUnit;  ///< positions among the plan's systems
    std::vector<std::size_t> systemOfBusway;
    std::vector<bool> isRoot;    ///< power units that nothing feeds
    std::vector<bool> isOrphan;  ///< busways that nothing feeds
    std::vector<UnitLoss> losses;
    std::vector<std::ptrdiff_t> parent;  ///< power units
};
PowerNetwork makePowerNetwork(const Pass& pass, const PowerPlan& plan);

/// Loads of every element for one state of the loads and of the systems.
struct PowerFlow {
    std::vector<Partial> taps, busways;
    std::vector<Partial> unitOutput, unitLoss;
    std::vector<Partial> systemInput;  ///< what the sources of each system take
};

/// Spreads the loads of things over their tap-offs and sums them up the tree. `mechanical` is the
/// power of cooling plant without tap-offs, `unmodelled` what the sources give that no element
/// carries: losses that no part models and the house load. `lost` is the position of a system that
/// is out, -1 for none.
PowerFlow powerFlow(const PowerNetwork& network, const std::vector<Partial>& loads,
                    const Partial& mechanical, const Partial& unmodelled, std::ptrdiff_t lost);

}  // namespace hallwright
