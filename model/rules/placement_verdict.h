#pragma once

#include "model/rules/rule.h"

namespace hallwright {

/// What the rules make of a change that is only tried: nothing to say, a warning, or an error that
/// was not there before or is worse than it was.
struct PlacementVerdict {
    enum class Level : std::uint8_t { Good, Caution, Bad } level = Level::Good;
    std::string reason;  ///< one sentence: what binds; empty where all is good
    int more = 0;        ///< further findings of the same level that come or get worse
    int unchecked = 0;   ///< rules that newly miss a number: good is then no more than not refuted

    bool operator==(const PlacementVerdict&) const = default;
};

/// The findings that a hall has before a change is tried, kept small so that every step of a drag
/// can be held against them.
class FindingsBefore {
public:
    FindingsBefore() = default;
    explicit FindingsBefore(const Evaluation& before);

    PlacementVerdict verdictOf(const Evaluation& with) const;

private:
    struct Entry {
        std::uint16_t rule;
        Finding::Outcome outcome;
        ItemRef anchor;  ///< the first of the items; none where there is none
        std::vector<ItemRef> items;
        double margin;  ///< how far beyond its limit, in the unit of the limit
    };
    static bool inOrder(const Entry& a, const Entry& b);
    /// `from`: where the finding before it was looked for. Both lists are in one order, so that it
    /// is mostly the next entry.
    bool isWorse(const Finding& finding, std::size_t& from) const;
    bool knows(const Finding& finding) const;

    std::vector<Entry> m_entries;
};

/// The same for two evaluations at hand.
PlacementVerdict verdictOf(const Evaluation& before, const Evaluation& with);

/// What a finding says and its limit, as one sentence without the title of its rule: "One side
/// carries 1.9 MW; at most 1.8 MW".
std::string findingSentence(const Finding& finding);

}  // namespace hallwright
