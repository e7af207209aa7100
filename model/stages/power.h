#pragma once

#include "model/figures/evaluation.h"

namespace hallwright {

/// The power tree made ready: who feeds whom, and where it does not hold together.
struct PowerPlan {
    std::vector<std::vector<std::size_t>> childrenOf;   ///< positions of power units fed by each
    std::vector<std::vector<std::size_t>> buswaysOf;    ///< positions of busways fed by each
    std::vector<std::vector<std::size_t>> tapsOf;       ///< positions of taps by busway
    std::vector<std::size_t> bottomUp;                  ///< power units, children before parents; those in a cycle left out
    std::vector<std::size_t> inCycle;                   ///< power units that feed themselves
    int systems = 0;
};

/// Stage 7.
void runPower(Pass& pass);

}  // namespace hallwright
