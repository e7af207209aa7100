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

    /// Lasting name of this finding, for waivers: rule and items.
    std::string key(const Hall& hall) const;
};

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
};

std::span<const RuleInfo> allRules();
const RuleInfo& ruleOf(const Finding& finding);
/// How bad it is: the rule's severity where it fails, a note where it could not be checked.
Severity severityOf(const Finding& finding);

/// One line for people: the title of the rule, what it found, the limit and how far beyond it.
std::string findingText(const Evaluation& evaluation, const Finding& finding);

/// Runs every rule; sorted by severity (worst first), rule, item.
std::vector<Finding> runRules(const Evaluation& evaluation);

/// a > limit, with a part in 1e9 to spare.
inline bool exceeds(double actual, double limit) { return actual > limit * (1.0 + 1e-9); }

}  // namespace hallwright
