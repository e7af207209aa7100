#include "model/rules/placement_verdict.h"

#include "model/units/quantity_text.h"

#include <algorithm>
#include <cctype>
#include <cmath>
#include <tuple>

namespace hallwright {

namespace {

/// What is lost in the last digits of a sum is no change for the worse.
constexpr double noise = 1e-9;

double marginOf(const Finding& finding) { return std::abs(finding.actual.si - finding.limit.si); }

ItemRef anchorOf(const Finding& finding) {
    return finding.items.empty() ? ItemRef{TableId{}, 0} : finding.items.front();
}

PlacementVerdict::Level levelOf(const Finding& finding) {
    switch (severityOf(finding)) {
    case Severity::Error:
        return PlacementVerdict::Level::Bad;
    case Severity::Warning:
        return PlacementVerdict::Level::Caution;
    default:
        return PlacementVerdict::Level::Good;
    }
}

}  // namespace

bool FindingsBefore::inOrder(const Entry& a, const Entry& b) {
    return std::tie(a.rule, a.outcome, a.items) < std::tie(b.rule, b.outcome, b.items);
}

FindingsBefore::FindingsBefore(const Evaluation& before) {
    // Findings stand by severity; those of a rule with one outcome stand together, in their order.
    const std::vector<Finding>& findings = before.findings();
    struct Block {
        std::size_t begin, end;
    };
    std::vector<Block> blocks;
    for (std::size_t i = 0; i < findings.size(); ++i)
        if (i > 0 && findings[i].rule == findings[i - 1].rule &&
            findings[i].outcome == findings[i - 1].outcome)
            blocks.back().end = i + 1;
        else
            blocks.push_back({i, i + 1});
    std::sort(blocks.begin(), blocks.end(), [&](const Block& a, const Block& b) {
        const Finding &x = findings[a.begin], &y = findings[b.begin];
        return std::tie(x.rule, x.outcome) < std::tie(y.rule, y.outcome);
    });
    m_entries.reserve(findings.size());
    for (const Block& block : blocks)
        for (std::size_t i = block.begin; i < block.end; ++i)
            m_entries.push_back({findings[i].rule, findings[i].outcome, anchorOf(findings[i]),
                                 findings[i].items, marginOf(findings[i])});
}

/// Whether a finding is new, or farther beyond its limit than all that the rule said of the same
/// item before. A finding about a group that grows is the same finding.
bool FindingsBefore::isWorse(const Finding& finding, std::size_t& from) const {
    const ItemRef anchor = anchorOf(finding);
    const auto isBefore = [&](const Entry& entry) {
        return std::tie(entry.rule, entry.outcome, entry.anchor) <
               std::tie(finding.rule, finding.outcome, anchor);
    };
    if (from >= m_entries.size() || (from > 0 && !isBefore(m_entries[from - 1]))) from = 0;
    constexpr int nextOnes = 4;
    for (int i = 0; i < nextOnes && from < m_entries.size() && isBefore(m_entries[from]); ++i)
        ++from;
    if (from < m_entries.size() && isBefore(m_entries[from]))
        from = static_cast<std::size_t>(
            std::partition_point(m_entries.begin() + static_cast<std::ptrdiff_t>(from),
                                 m_entries.end(), isBefore) -
            m_entries.begin());
    const double margin = marginOf(finding);
    bool known = false;
    for (auto at = m_entries.begin() + static_cast<std::ptrdiff_t>(from);
         at != m_entries.end() && at->rule == finding.rule && at->outcome == finding.outcome;
         ++at) {
        if (at->anchor != anchor) break;
        // Two things that clash are a finding of that pair alone.
        const bool samePair =
            at->items == finding.items || finding.items.size() != 2 || at->items.size() != 2;
        if (!samePair) continue;
        if (margin <= at->margin * (1.0 + noise) + noise) return false;
        known = true;
    }
    // A finding that compares nothing is worse only where it is new.
    return !known || margin > 0.0;
}

bool FindingsBefore::knows(const Finding& finding) const {
    const Entry entry{finding.rule, finding.outcome, {TableId{}, 0}, {}, 0.0};
    const auto at = std::lower_bound(m_entries.begin(), m_entries.end(), entry, inOrder);
    return at != m_entries.end() && at->rule == finding.rule && at->outcome == finding.outcome;
}

PlacementVerdict FindingsBefore::verdictOf(const Evaluation& with) const {
    using Level = PlacementVerdict::Level;
    PlacementVerdict verdict;
    const Finding* binding = nullptr;
    std::size_t from = 0;
    // Findings come worst first, and within a severity in the order of the rules: what stands in
    // the way before what it weighs and draws.
    for (const Finding& finding : with.findings()) {
        if (finding.waiver != 0) continue;
        if (finding.outcome == Finding::Outcome::NotChecked) {
            if (!knows(finding)) ++verdict.unchecked;
            continue;
        }
        const Level level = levelOf(finding);
        if (level == Level::Good || level < verdict.level || !isWorse(finding, from)) continue;
        if (level > verdict.level) {
            verdict.level = level;
            verdict.more = 0;
            binding = &finding;
        } else {
            ++verdict.more;
        }
    }
    if (binding) verdict.reason = findingSentence(*binding);
    return verdict;
}

PlacementVerdict verdictOf(const Evaluation& before, const Evaluation& with) {
    return FindingsBefore(before).verdictOf(with);
}

std::string findingSentence(const Finding& finding) {
    std::string out = finding.detail;
    // A sentence starts large, but a first word with a digit is somebody's name: rack-7.
    const std::string_view word = std::string_view(out).substr(0, out.find(' '));
    if (!out.empty() && word.find_first_of("0123456789") == word.npos)
        out.front() = static_cast<char>(std::toupper(static_cast<unsigned char>(out.front())));
    const std::string limit = formatQuantity(finding.limit);
    if (finding.limit.si != 0.0 && out.find(limit) == std::string::npos)
        out += (finding.actual.si < finding.limit.si ? "; at least " : "; at most ") + limit;
    return out;
}

}  // namespace hallwright
