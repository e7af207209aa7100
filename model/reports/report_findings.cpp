#include "model/base/text.h"
#include "model/reports/finding_groups.h"
#include "model/reports/report_words.h"

#include <fmt/format.h>

#include <map>
#include <set>

namespace hallwright {

namespace {

/// Names of items behind the worst finding; the window and `check` show all of them.
constexpr std::size_t mostNames = 24;

ReportTone toneOf(Severity severity) {
    switch (severity) {
    case Severity::Error:
        return ReportTone::Error;
    case Severity::Warning:
        return ReportTone::Warning;
    default:
        return ReportTone::Note;
    }
}

ReportFinding reportFinding(const Evaluation& evaluation, const FindingGroup& group) {
    const Finding& worst = group.worst();
    const RuleInfo& rule = ruleOf(worst);
    const bool judged = worst.outcome == Finding::Outcome::Fails;
    ReportFinding out;
    out.tone = toneOf(severityOf(worst));
    out.severity = judged ? std::string(severityName(rule.severity)) : "not evaluated";
    out.severity[0] = static_cast<char>(out.severity[0] - 'a' + 'A');
    out.rule = rule.id;
    out.title = rule.title;
    // The title stands above; the line repeats it.
    const std::string line = findingText(evaluation, worst);
    const std::string start = std::string(rule.title) + ": ";
    out.text = line.starts_with(start) ? line.substr(start.size()) : line;
    if (!out.text.empty() && out.text[0] >= 'a' && out.text[0] <= 'z')
        out.text[0] = static_cast<char>(out.text[0] - 'a' + 'A');
    if (group.findings.size() > 1)
        out.others = fmt::format("The worst of {}. The others: {}",
                                 grouped(static_cast<long long>(group.findings.size())),
                                 otherItems(evaluation, group, mostNames));
    out.mend = rule.explanation;
    out.source = rule.source;
    return out;
}

}  // namespace

ReportSection findingSection(const ReportInput& input) {
    const Evaluation& e = input.evaluation;
    ReportSection section{"findings", "Findings", {}};
    constexpr std::string_view headings[] = {"Notes", "Warnings", "Errors"};
    std::array<ReportFindings, 3> blocks;
    ReportFindings notEvaluated{"Not evaluated", {}};
    for (const FindingGroup& group : findingGroups(e)) {
        const Finding& worst = group.worst();
        if (worst.waiver != 0) continue;
        if (worst.outcome == Finding::Outcome::NotChecked)
            notEvaluated.findings.push_back(reportFinding(e, group));
        else
            blocks[static_cast<std::size_t>(severityOf(worst))].findings.push_back(
                reportFinding(e, group));
    }
    bool any = false;
    for (const std::size_t severity : {2, 1, 0}) {
        ReportFindings& block = blocks[severity];
        block.heading = headings[severity];
        if (block.findings.empty()) continue;
        any = true;
        section.blocks.push_back(std::move(block));
    }
    if (!notEvaluated.findings.empty())
        section.blocks.push_back(std::move(notEvaluated));
    else if (!any)
        section.blocks.push_back(
            ReportText{{}, {"No rule found anything, and every rule could be evaluated."}, false});
    return section;
}

ReportSection waiverSection(const ReportInput& input) {
    const Evaluation& e = input.evaluation;
    const Hall& hall = e.hall();
    ReportSection section{"waivers", "Waived findings", {}};
    if (hall.waivers.empty()) {
        section.blocks.push_back(ReportText{{}, {"No finding has been waived."}, false});
        return section;
    }
    // The finding that a waiver covers, or covered until it got worse.
    std::map<RawId, const Finding*> covered, lapsed;
    for (const Finding& finding : e.findings()) {
        if (finding.waiver != 0) covered.try_emplace(finding.waiver, &finding);
        if (finding.lapsed != 0) lapsed.try_emplace(finding.lapsed, &finding);
    }
    ReportTable table;
    table.columns = {{"Finding", ReportAlign::Left, 4.2},
                     {"Reason", ReportAlign::Left, 3.2},
                     {"By", ReportAlign::Left, 1.5},
                     {"Date", ReportAlign::Left, 1.2}};
    hall.waivers.forEach([&](Id<Waiver> id, const Waiver& waiver) {
        std::string words = "Covers nothing now";
        if (const auto found = covered.find(id.raw); found != covered.end())
            words = findingText(e, *found->second);
        else if (const auto worse = lapsed.find(id.raw); worse != lapsed.end())
            words = "No longer covers, since it got worse: " + findingText(e, *worse->second);
        table.rows.push_back(
            plainRow({{std::move(words),
                       fmt::format("{} {}", waiver.rule, subjectInWords(hall, waiver.subject)),
                       {}},
                      {waiver.reason, {}, {}},
                      {waiver.author, {}, {}},
                      {waiver.date, {}, {}}}));
    });
    table.note = "A waiver covers its finding up to the value that was accepted; beyond it the "
                 "finding is told again.";
    section.blocks.push_back(std::move(table));
    return section;
}

ReportSection ruleSection(const ReportInput& input) {
    struct Count {
        long long fails = 0, notChecked = 0, waived = 0;
    };
    std::map<std::uint16_t, Count> counts;
    for (const Finding& finding : input.evaluation.findings()) {
        Count& count = counts[finding.rule];
        if (finding.waiver != 0)
            ++count.waived;
        else if (finding.outcome == Finding::Outcome::NotChecked)
            ++count.notChecked;
        else
            ++count.fails;
    }
    ReportTable table;
    table.columns = {{"Rule", ReportAlign::Left, 4.0},
                     {"Severity", ReportAlign::Left, 1.2},
                     {"Result", ReportAlign::Left, 2.2},
                     {"After", ReportAlign::Left, 3.4}};
    std::string_view family;
    for (std::size_t i = 0; i < allRules().size(); ++i) {
        const RuleInfo& rule = allRules()[i];
        if (rule.family != family) {
            std::string title(rule.family);
            title[0] = static_cast<char>(title[0] - 'a' + 'A');
            table.rows.push_back(groupRow(std::move(title)));
        }
        family = rule.family;
        std::vector<std::string> words;
        if (const auto at = counts.find(static_cast<std::uint16_t>(i)); at != counts.end()) {
            const Count& count = at->second;
            if (count.fails > 0) words.push_back(counted(count.fails, "finding"));
            if (count.notChecked > 0)
                words.push_back(fmt::format("{} not evaluated", grouped(count.notChecked)));
            if (count.waived > 0) words.push_back(fmt::format("{} waived", grouped(count.waived)));
        }
        table.rows.push_back(
            plainRow({{std::string(rule.title), std::string(rule.id), {}},
                      {std::string(severityName(rule.severity)), {}, {}},
                      {words.empty() ? std::string("passed") : joined(words, ", "), {}, {}},
                      {std::string(rule.source), {}, {}}}));
    }
    return {"rules", "Checks made", {table}};
}

}  // namespace hallwright
