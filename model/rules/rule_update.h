#pragma once

#include "model/rules/ground.h"
#include "model/rules/rule.h"

namespace hallwright {

/// What moved since the findings were made.
struct RuleChanges {
    const Changes& changes;
    const FigureMoves& figures;
    std::uint32_t stages = 0;                ///< bits of those that ran
    const std::vector<Ground::Move>& moves;  ///< what stands elsewhere, where nothing else of the
                                             ///< ground changed
};

/// Brings findings up to date: runs the rules that read what moved, those of places for what moved
/// and what is near it, and leaves the others' findings as they are. Gives what runRules() would.
void updateFindings(const Evaluation& evaluation, const RuleChanges& moved,
                    std::vector<Finding>& findings);

}  // namespace hallwright
