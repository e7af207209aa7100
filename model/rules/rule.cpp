#include "model/rules/rule.h"

#include "model/rules/families.h"
#include "model/units/quantity_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <cassert>
#include <cmath>

namespace hallwright {

namespace {

constexpr std::string_view severityNames[] = {"note", "warning", "error"};

std::vector<RuleInfo> ruleTable() {
    std::vector<RuleInfo> rows;
    for (const std::span<const RuleInfo> family :
         {spaceRules(), structureRules(), powerRules(), sidecarRules(), busbarRules(),
          redundancyRules(), liquidRules(), airRules(), fabricRules(), opticsRules(),
          cablingRules(), costRules(), safetyRules(), catalogRules(), documentRules()})
        rows.insert(rows.end(), family.begin(), family.end());
    return rows;
}

/// "limit 132 kW, 6.46 kW over (4.9 %)"; empty for findings that compare nothing, or with nothing
/// allowed at all.
std::string margin(const Finding& finding) {
    if (finding.limit.si == 0.0) return {};
    const double over = finding.actual.si - finding.limit.si;
    const Dimension difference = ofDifference(finding.limit.dimension);
    std::string out =
        fmt::format("limit {}, {} {}", formatQuantity(finding.limit),
                    formatQuantity({std::abs(over), difference}), over < 0.0 ? "short" : "over");
    // A share of a temperature says nothing: its zero is arbitrary.
    const double share = 100.0 * std::abs(over) / finding.limit.si;
    if (finding.limit.si > 0.0 && finding.limit.dimension != Dimension::Temperature)
        out += fmt::format(" ({:.{}f}\u00a0%)", share, share < 100.0 ? 1 : 0);
    return out;
}

}  // namespace

std::string_view severityName(Severity severity) {
    return severityNames[static_cast<std::size_t>(severity)];
}

std::optional<Severity> findSeverity(std::string_view name) {
    for (std::size_t i = 0; i < std::size(severityNames); ++i)
        if (severityNames[i] == name) return static_cast<Severity>(i);
    return std::nullopt;
}

void Report::fails(std::vector<ItemRef> items, Value actual, Value limit, std::string detail) {
    m_out.push_back(
        {Finding::Outcome::Fails, m_rule, std::move(items), actual, limit, std::move(detail)});
}

void Report::notChecked(std::vector<ItemRef> items, std::string because) {
    m_out.push_back(
        {Finding::Outcome::NotChecked, m_rule, std::move(items), {}, {}, std::move(because)});
}

std::span<const RuleInfo> allRules() {
    static const std::vector<RuleInfo> rows = ruleTable();
    return rows;
}

const RuleInfo& ruleOf(const Finding& finding) {
    assert(finding.rule < allRules().size());
    return allRules()[finding.rule];
}

Severity severityOf(const Finding& finding) {
    return finding.outcome == Finding::Outcome::Fails ? ruleOf(finding).severity : Severity::Note;
}

std::string findingText(const Evaluation& evaluation, const Finding& finding) {
    const RuleInfo& rule = ruleOf(finding);
    if (finding.outcome == Finding::Outcome::NotChecked) {
        std::string of;
        if (!finding.items.empty())
            of = " for " + itemName(evaluation.hall(), finding.items.front());
        if (finding.items.size() > 1) of += fmt::format(" and {} more", finding.items.size() - 1);
        return fmt::format("{}: not evaluated{}, because {}", rule.title, of, finding.detail);
    }
    const std::string limit = margin(finding);
    std::string out =
        fmt::format("{}: {}{}{}", rule.title, finding.detail, limit.empty() ? "" : "; ", limit);
    if (const Waiver* waiver = evaluation.hall().waivers.find({finding.lapsed});
        waiver && waiver->accepted)
        out += fmt::format("; waived at {}, now {}",
                           formatQuantity({*waiver->accepted, finding.actual.dimension}),
                           formatQuantity(finding.actual));
    return out;
}

bool comesBefore(const Finding& a, const Finding& b) {
    const Severity x = severityOf(a), y = severityOf(b);
    if (x != y) return x > y;
    return std::tie(a.rule, a.outcome, a.items) < std::tie(b.rule, b.outcome, b.items);
}

std::vector<Finding> runRules(const Evaluation& evaluation) {
    std::vector<Finding> findings;
    const std::span<const RuleInfo> rules = allRules();
    for (std::size_t i = 0; i < rules.size(); ++i) {
        Report report(static_cast<std::uint16_t>(i), findings);
        rules[i].check(evaluation, report);
    }
    std::stable_sort(findings.begin(), findings.end(), comesBefore);
    return findings;
}

}  // namespace hallwright
