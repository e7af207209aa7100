#pragma once

#include "model/reports/report.h"
#include "views/reports/pdf_pages.h"

namespace hallwright {

class Evaluation;

/// Draws the blocks of a report one below the other, page after page.
class PdfBlocks {
public:
    PdfBlocks(PdfPages& pages, const Evaluation& evaluation)
        : m_pages(pages), m_evaluation(evaluation) {}

    void operator()(const ReportText& block);
    void operator()(const ReportCards& block);
    void operator()(const ReportTable& block);
    void operator()(const ReportBars& block);
    void operator()(const ReportFindings& block);
    void operator()(const ReportPlan& block);

    /// The heading of a section, on a page of its own size where its plan needs one.
    void section(const QString& number, const ReportSection& section);

private:
    void heading(const std::string& text, double keep_mm);
    void remark(const std::string& text);
    std::vector<double> columnWidths(const ReportTable& table) const;
    double barsKept(const ReportBars& block) const;
    double leadHeight(const ReportBars& block) const;
    double noteHeight(const std::string& text) const;
    double rowHeight(const ReportTable& table, const ReportRow& row,
                     const std::vector<double>& widths) const;
    void tableHead(const ReportTable& table, const std::vector<double>& widths);
    void tableRow(const ReportTable& table, const ReportRow& row, const std::vector<double>& widths,
                  double height);
    bool planNeedsSheet(double above_mm) const;
    double findingHeight(const ReportFinding& finding) const;
    void finding(const ReportFinding& finding);

    PdfPages& m_pages;
    const Evaluation& m_evaluation;
    bool m_onSheet = false;  ///< the page is a sheet of the plan, with no room for more
};

}  // namespace hallwright
