#include "model/reports/report_tables.h"

#include "model/reports/figure_text.h"
#include "model/rules/rule.h"

namespace hallwright {

SheetTable figureSheet(const Evaluation& evaluation, const Ranges& ranges) {
    SheetTable sheet{"Figures", {"Figure", "Title", "Value", "Low", "High", "Unit", "Status"}, {}};
    for (const FigureRef& ref : hallFigures(evaluation)) {
        const Figure figure = evaluation.figure(ref);
        const bool known = figure.status == Status::Ok || figure.status == Status::Partial;
        std::vector<SheetTable::Cell> row{figureId(evaluation.hall(), ref),
                                          std::string(info(ref.figure).title)};
        const Range range = known ? ranges.of(evaluation, ref) : Range{};
        row.push_back(known ? SheetTable::Cell(figure.value.si) : SheetTable::Cell(std::string()));
        row.push_back(known ? SheetTable::Cell(range.low) : SheetTable::Cell(std::string()));
        row.push_back(figure.status == Status::Ok ? SheetTable::Cell(range.high)
                                                  : SheetTable::Cell(std::string()));
        row.push_back(std::string(siUnit(figure.value.dimension)));
        row.push_back(std::string(statusName(figure.status)));
        sheet.rows.push_back(std::move(row));
    }
    return sheet;
}

SheetTable findingSheet(const Evaluation& evaluation) {
    SheetTable sheet{
        "Findings", {"Severity", "Rule", "Finding", "Waived because", "By", "Date"}, {}};
    for (const Finding& finding : evaluation.findings()) {
        const Waiver* waiver = evaluation.hall().waivers.find({finding.waiver});
        sheet.rows.push_back({finding.outcome == Finding::Outcome::NotChecked
                                  ? std::string("not evaluated")
                                  : std::string(severityName(severityOf(finding))),
                              std::string(ruleOf(finding).id), findingText(evaluation, finding),
                              waiver ? waiver->reason : std::string(),
                              waiver ? waiver->author : std::string(),
                              waiver ? waiver->date : std::string()});
    }
    return sheet;
}

}  // namespace hallwright
