#include "model/reports/report.h"

#include "model/reports/report_words.h"

namespace hallwright {

std::string programVersion() { return HALLWRIGHT_VERSION; }

HallReport makeReport(const ReportInput& input) {
    HallReport report;
    const Hall& hall = input.evaluation.hall();
    report.hall = hall.site().name.empty() ? std::string("Hall") : hall.site().name;
    report.date = input.date;
    report.version = input.version;
    report.file = input.file;
    if (input.revision) report.revision = std::to_string(*input.revision);
    report.lead = "A planning report: what the hall is, which limits bind, what is wrong, what it "
                  "costs, and what all of it rests on.";
    for (auto* section : {summarySection, findingSection, waiverSection, planSection, rackSection,
                          powerSection, coolingSection, fabricSection, figureSection, effectSection,
                          billSection, assumptionSection, unknownSection, sourceSection,
                          ruleSection, formulaSection, readingSection}) {
        ReportSection made = section(input);
        if (!made.blocks.empty()) report.sections.push_back(std::move(made));
    }
    return report;
}

}  // namespace hallwright
