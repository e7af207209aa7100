#pragma once

#include "model/figures/explain.h"
#include "model/reports/report.h"

#include <span>

// Words that the sections of a report share, and the sections themselves.

namespace hallwright {

/// "19.8 MW", "at least 38 MUSD".
std::string valueText(const ReportInput& input, FigureRef ref);
/// "17 MW … 19.8 MW"; empty where the figure is certain or not known.
std::string rangeText(const ReportInput& input, FigureRef ref);
/// "19.8 MW (17 MW … 19.8 MW)".
std::string valueAndRange(const ReportInput& input, FigureRef ref);
/// What rows of one scope have in common: "142 kW", "24.1 kW … 29.8 kW", "unknown", "–".
std::string eachText(const Evaluation& evaluation, Fig figure, std::span<const RawId> rows);
/// A stored column as text: "2N", "rail-fat-tree".
std::string fieldText(const Hall& hall, ItemRef item, std::string_view column);
/// Name of a part, "no part" where it is missing.
std::string partName(const Hall& hall, PartId part);
/// The number, curve, list or text of a reading.
std::string readingValue(const Datum& datum, const Reading& reading);
/// "1,229,456.00": money as the bill of materials writes it.
std::string moneyText(double usd);
/// "A01 … A16", or the one name.
std::string firstToLast(const Hall& hall, TableId table, std::span<const RawId> rows);
std::string shareText(double share);

ReportRow plainRow(std::vector<ReportCell> cells);
ReportRow groupRow(std::string title);

ReportSection summarySection(const ReportInput& input);
ReportSection planSection(const ReportInput& input);
ReportSection figureSection(const ReportInput& input);
ReportSection rackSection(const ReportInput& input);
ReportSection powerSection(const ReportInput& input);
ReportSection coolingSection(const ReportInput& input);
ReportSection fabricSection(const ReportInput& input);
ReportSection findingSection(const ReportInput& input);
ReportSection waiverSection(const ReportInput& input);
ReportSection assumptionSection(const ReportInput& input);
ReportSection unknownSection(const ReportInput& input);
ReportSection effectSection(const ReportInput& input);
ReportSection billSection(const ReportInput& input);
ReportSection sourceSection(const ReportInput& input);
ReportSection readingSection(const ReportInput& input);
ReportSection ruleSection(const ReportInput& input);
ReportSection formulaSection(const ReportInput& input);

}  // namespace hallwright
