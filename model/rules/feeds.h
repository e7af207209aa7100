#pragma once

#include "model/figures/evaluation.h"

#include <vector>

namespace hallwright {

/// Which systems feed each rack: through its own tap-offs, or those of the power rack beside it.
class Feeds {
public:
    explicit Feeds(const Evaluation& evaluation);

    /// Numbers of different systems that feed the rack at this position.
    std::size_t systemsOf(std::size_t rack) const;

private:
    const Evaluation& m_evaluation;
    std::vector<std::vector<int>> m_own;  ///< by position of the rack, each system once
};

}  // namespace hallwright
