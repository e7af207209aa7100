#pragma once

#include "model/figures/evaluation.h"

#include <string>
#include <vector>

namespace hallwright {

enum class Severity : std::uint8_t { Note, Warning, Error };
std::string_view severityName(Severity severity);
std::optional<Severity> findSeverity(std::string_view name);

/// What a rule found. NotChecked is no pass: a number it needs is unknown.
struct Finding {
    enum class Outcome : std::uint8_t { Fails, NotChecked } outcome = Outcome::Fails;
    std::uint16_t rule = 0;      ///< row in allRules()
    std::vector<ItemRef> items;  ///< what it is about; the first one is the anchor
    Value actual;                ///< what is
    Value limit;                 ///< what may be
    std::string detail;          ///< in words, for this case; made of names and numbers
    RawId waiver = 0;            ///< row in Hall::waivers that covers it; 0 where none does
    RawId lapsed = 0;            ///< row that covered it until it got worse than was accepted

    /// Lasting name of what makes this finding: "racks 12, racks 15", "part vertiv-xdu1350",
    /// "hall". Numbers of rows, since names change. Findings about the hall or a part keep theirs
    /// while the items they list come and go.
    std::string subject(const Hall& hall) const;
    /// Lasting name of this finding: rule and subject.
    std::string key(const Hall& hall) const;
};

/// Whether a finding compares numbers, so that it can get worse.
bool hasNumber(const Finding& finding);
/// A subject with the names that its items have now.
std::string subjectInWords(const Hall& hall, std::string_view subject);

/// Collects what a check finds.
class Report {
public:
    Report(std::uint16_t rule, std::vector<Finding>& out) : m_rule(rule), m_out(out) {}
    void fails(std::vector<ItemRef> items, Value actual, Value limit, std::string detail);
    void notChecked(std::vector<ItemRef> items, std::string because);

private:
    std::uint16_t m_rule;
    std::vector<Finding>& m_out;
};

/// What a rule looks at beside parts, site and design basis, which every rule may read. It keeps
/// what it found while none of that moves; a rule that declares nothing runs on every change.
struct RuleInputs {
    bool anything = true;
    std::uint32_t tables = 0;  ///< bits of TableId: any of their columns but places, names too
    std::vector<Fig> figures{};
    std::uint32_t plans = 0;  ///< bits of stages whose plans it reads
};

/// How a rule that looks at what stands near is run where things only stand elsewhere: for boxes of
/// the ground (by position) that moved, or stand within reach of where one was or is now.
struct NearCheck {
    void (*check)(const Evaluation&, std::span<const std::uint32_t> boxes, Report&) = nullptr;
    Millimetres (*reach)(const Evaluation&) = nullptr;
};

/// One row of the table of rules.
struct RuleInfo {
    std::string_view id;  ///< dotted and for ever
    std::string_view family;
    Severity severity;
    std::string_view title;
    std::string_view explanation;      ///< why, and how to mend it
    std::string_view source;           ///< document, clause, edition; or "our judgement"
    std::vector<Property> parameters;  ///< rows of the design basis it reads
    void (*check)(const Evaluation&, Report&);
    RuleInputs inputs{};
    NearCheck near{};  ///< of rules that read places: those without one read none
};

std::span<const RuleInfo> allRules();
const RuleInfo& ruleOf(const Finding& finding);
/// How bad it is: the rule's severity where it fails, a note where it could not be checked.
Severity severityOf(const Finding& finding);

/// One line for people: the title of the rule, what it found, the limit and how far beyond it.
std::string findingText(const Evaluation& evaluation, const Finding& finding);

/// Runs every rule; sorted by severity (worst first), rule, item.
std::vector<Finding> runRules(const Evaluation& evaluation);

/// Marks the findings that the hall's waivers cover, and tells of waivers that cover nothing. Runs
/// over finished findings in their order, as often as one likes.
void matchWaivers(const Hall& hall, std::vector<Finding>& findings);

/// The order of findings.
bool comesBefore(const Finding& a, const Finding& b);

/// a > limit, with a part in 1e9 to spare.
inline bool exceeds(double actual, double limit) { return actual > limit * (1.0 + 1e-9); }

}  // namespace hallwright
