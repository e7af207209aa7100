#pragma once

#include "model/rules/rule.h"

#include <string>
#include <vector>

namespace hallwright {

/// Findings of one rule that say the same of different items, in their order.
struct FindingGroup {
    std::vector<const Finding*> findings;
    std::size_t worstAt = 0;  ///< the one farthest beyond its limit

    const Finding& worst() const { return *findings[worstAt]; }
};

/// All findings, folded: in the order of the first finding of each group. Those that are waived
/// form groups of their own.
std::vector<FindingGroup> findingGroups(const Evaluation& evaluation);

/// "A02, A03 and 4 more": the items of all but the worst, at most so many by name.
std::string otherItems(const Evaluation& evaluation, const FindingGroup& group, std::size_t most);

}  // namespace hallwright
