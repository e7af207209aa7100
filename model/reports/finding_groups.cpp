#include "model/reports/finding_groups.h"

#include "model/base/text.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <tuple>

namespace hallwright {

namespace {

/// The words of a detail that are the same for every item: no name of an item, no number with its
/// unit, no name of a part.
std::string patternOf(const Evaluation& evaluation, const Finding& finding) {
    std::string text = finding.detail;
    for (const ItemRef item : finding.items) {
        const std::string name = itemName(evaluation.hall(), item);
        // On past the mark: a thing may itself be called "#".
        for (std::size_t at = text.find(name); at != std::string::npos;
             at = text.find(name, at + 1))
            text.replace(at, name.size(), 1, '#');
    }
    std::string pattern;
    for (const std::string& word : split(text, ' ')) {
        const bool plain = std::none_of(word.begin(), word.end(), [](char c) {
            return c == '#' || (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z');
        });
        if (plain) pattern += word + " ";
    }
    return pattern;
}

/// How far beyond its limit, as a share of it; 0 where nothing is compared.
double excessShare(const Finding& finding) {
    if (finding.limit.si == 0.0) return 0.0;
    const double share = std::abs((finding.actual.si - finding.limit.si) / finding.limit.si);
    return std::isfinite(share) ? share : 0.0;
}

}  // namespace

std::vector<FindingGroup> findingGroups(const Evaluation& evaluation) {
    using Key = std::tuple<std::uint16_t, Finding::Outcome, bool, std::string>;
    std::map<Key, std::size_t> places;
    std::vector<FindingGroup> groups;
    for (const Finding& finding : evaluation.findings()) {
        const auto [place, added] = places.try_emplace(
            {finding.rule, finding.outcome, finding.waiver != 0, patternOf(evaluation, finding)},
            groups.size());
        if (added) groups.emplace_back();
        groups[place->second].findings.push_back(&finding);
    }
    for (FindingGroup& group : groups) {
        const auto worst = std::max_element(
            group.findings.begin(), group.findings.end(),
            [](const Finding* a, const Finding* b) { return excessShare(*a) < excessShare(*b); });
        group.worstAt = static_cast<std::size_t>(worst - group.findings.begin());
    }
    return groups;
}

std::string otherItems(const Evaluation& evaluation, const FindingGroup& group, std::size_t most) {
    std::vector<std::string> names;
    std::size_t unnamed = 0;
    for (std::size_t i = 0; i < group.findings.size(); ++i) {
        if (i == group.worstAt) continue;
        const Finding& finding = *group.findings[i];
        if (names.size() < most && !finding.items.empty())
            names.push_back(itemName(evaluation.hall(), finding.items.front()));
        else
            ++unnamed;
    }
    std::string out = joined(names, ", ");
    if (unnamed > 0) out += fmt::format(" and {} more", unnamed);
    return out;
}

}  // namespace hallwright
