#pragma once

#include "model/figures/evaluation.h"

namespace hallwright {

/// The power tree made ready: who feeds whom, and where it does not hold together.
struct PowerPlan {
    std::vector<std::vector<std::size_t>> childrenOf;  ///< positions of power units fed by each
    std::vector<std::vector<std::size_t>> buswaysOf;   ///< positions of busways fed by each
    std::vector<std::vector<std::size_t>> tapsOf;      ///< positions of taps by busway
    std::vector<std::size_t>
        bottomUp;  ///< power units, children before parents; those in a cycle left out
    std::vector<std::size_t> inCycle;  ///< power units that feed themselves
    std::vector<std::size_t>
        mechanicalBoards;        ///< power units that carry cooling plant without taps of its own
    std::vector<int> systemIds;  ///< the numbers of the systems, rising
    int systems = 0;
    bool mayLoseOne = false;  ///< redundancy promises that any one system may fail
};

/// Builds the plan alone: for views that draw a tree without its loads.
PowerPlan makePowerPlan(const Hall& hall, const RowIndex& rows);

/// Rating that the code asks of a busway or a tap-off for a current that lasts and one at the peak:
/// `factor`, for continuous loads, is laid on the first alone, since the peak lasts milliseconds.
/// Unknown where either is.
double ratingNeeded(double lasting, double peak, double factor);

/// Nominal voltage at the racks: line to line, or pole to pole.
Voltage nominalVoltage(Distribution distribution);

/// Stage 7.
void runPower(Pass& pass);

}  // namespace hallwright
