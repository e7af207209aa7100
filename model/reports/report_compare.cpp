#include "model/reports/report_compare.h"

#include "model/base/text.h"
#include "model/compare/like_for_like.h"
#include "model/reports/compare_text.h"
#include "model/reports/report_words.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

namespace hallwright {

namespace {

std::string moneyWords(double usd) { return formatQuantity({usd, Dimension::Money}); }

std::string sidesWords(const Comparison& comparison) {
    std::vector<std::string> names;
    for (const ComparedHall& side : comparison.halls)
        names.push_back(side.name);
    return joined(names, " and ");
}

const ComparisonRow* rowCalled(const Comparison& comparison, std::string_view id) {
    for (const ComparisonRow& row : comparison.rows)
        if (row.id == id) return &row;
    return nullptr;
}

/// The few numbers a reader wants first: of the last side against the first.
ReportCards answer(const Comparison& comparison) {
    ReportCards cards{"In short", {}};
    const std::size_t side = comparison.halls.size() - 1;
    const std::string against = "against " + comparison.halls.front().name;
    const auto add = [&](std::string_view id, std::string_view title) {
        const ComparisonRow* row = rowCalled(comparison, id);
        if (!row || (side < row->refused.size() && !row->refused[side].empty())) return;
        const std::string change = comparedChange(*row, side);
        Figure figure = row->values[side];
        figure.low.reset();
        figure.high.reset();
        ComparisonRow plain = *row;
        plain.values[side] = figure;
        std::string note = row->differs ? against : "as " + comparison.halls.front().name;
        if (!change.empty()) note = change + " " + against;
        cards.cards.push_back({std::string(title), comparedValue(plain, side), {}, note});
    };
    const bool packaged = rowCalled(comparison, "network.power.read.chosen") != nullptr;
    add(packaged ? "network.power.read.chosen" : "network.power", "Network power");
    add(packaged ? "facility.power.read.chosen" : "facility.power", "Facility power");
    add("gpus.freed.read.chosen", "GPUs that the freed power feeds");
    add("fabrics.transceivers", "Transceivers");
    add("fabrics.failures_per_year", "Optical failures a year");
    add("network.cost.capex", "Price of the network");
    add(packaged ? "network.cost.life.read.chosen" : "network.cost.life",
        "Cost of the network over its life");
    add(packaged ? "cost.capex.read.chosen" : "cost.capex", "Capital cost");
    if (comparison.breakEven.refused.empty())
        cards.cards.push_back({"Break-even price of a co-packaged switch",
                               formatQuantity(comparison.breakEven.price),
                               {},
                               comparison.breakEven.assumed
                                   ? "assumed: " + formatQuantity(*comparison.breakEven.assumed)
                                   : std::string("no price is known")});
    return cards;
}

ReportSection whatIsCompared(const Comparison& comparison) {
    ReportSection section{"compared", "What is compared", {}};
    ReportTable table;
    table.columns = {{"Side", ReportAlign::Left, 1.0}, {"What it is", ReportAlign::Left, 4.0}};
    for (std::size_t i = 0; i < comparison.halls.size(); ++i) {
        const ComparedHall& side = comparison.halls[i];
        table.rows.push_back(
            plainRow({{side.name, i == 0 ? "the others are set against it" : "", {}},
                      {side.note.empty() ? "the hall as it is" : side.note,
                       joined(side.losses, "; "),
                       {}}}));
    }
    section.blocks.push_back(answer(comparison));
    section.blocks.push_back(std::move(table));
    if (!comparison.notes.empty())
        section.blocks.push_back(ReportText{"What a reader must know", comparison.notes, true});
    return section;
}

/// Bars of network power, side by side, one group for each reading.
ReportBars powerBars(const Comparison& comparison) {
    ReportBars bars;
    bars.heading = "Network power on one base";
    bars.lead = "Switches without optics as their maker states them, the same on both sides, and "
                "all optics as one document reads them.";
    double most = 0.0;
    constexpr std::string_view prefix = "network.power.read.";
    for (const ComparisonRow& row : comparison.rows)
        if (row.id.starts_with(prefix))
            for (const Figure& value : row.values)
                most = std::max(most, std::isnan(value.value.si) ? 0.0 : value.value.si);
    for (const ComparisonRow& row : comparison.rows) {
        if (!row.id.starts_with(prefix) || !(most > 0.0)) continue;
        for (std::size_t side = 0; side < row.values.size(); ++side) {
            if (std::isnan(row.values[side].value.si)) continue;
            if (side < row.refused.size() && !row.refused[side].empty()) continue;
            ReportBar bar;
            bar.title = comparison.halls[side].name;
            bar.value = figureText(row.values[side]);
            bar.to = row.values[side].value.si / most;
            if (side == 0) {  // of the explanation the part that names the document
                const std::size_t from = row.explanation.find("; ") + 2;
                bar.note = row.explanation.substr(from, row.explanation.find("; ", from) - from);
            }
            bars.bars.push_back(std::move(bar));
        }
    }
    return bars;
}

ReportTable comparisonTable(const Comparison& comparison, bool differs) {
    ReportTable table;
    table.heading = differs ? "What differs" : "What is the same";
    table.columns.push_back({"Quantity", ReportAlign::Left, 2.2});
    for (const ComparedHall& side : comparison.halls)
        table.columns.push_back({side.name, ReportAlign::Right, 1.2});
    std::vector<std::string> sections;
    for (const ComparisonRow& row : comparison.rows)
        if (row.differs == differs &&
            std::find(sections.begin(), sections.end(), row.section) == sections.end())
            sections.push_back(row.section);
    for (const std::string& section : sections) {
        table.rows.push_back(groupRow(section));
        for (const ComparisonRow& row : comparison.rows) {
            if (row.differs != differs || row.section != section) continue;
            std::vector<ReportCell> cells{{row.title, row.explanation, {}}};
            for (std::size_t side = 0; side < row.values.size(); ++side) {
                const bool refused = side < row.refused.size() && !row.refused[side].empty();
                cells.push_back({comparedValue(row, side),
                                 refused ? "not like for like" : comparedChange(row, side),
                                 {}});
            }
            table.rows.push_back(plainRow(std::move(cells)));
        }
    }
    return table;
}

/// Why rows are refused, each reason once.
ReportText refusedRows(const Comparison& comparison) {
    ReportText text{"Refused rows", {}, true};
    for (const ComparisonRow& row : comparison.rows)
        for (std::size_t side = 0; side < row.refused.size(); ++side) {
            if (row.refused[side].empty()) continue;
            std::string why =
                fmt::format("{}: {}.", comparison.halls[side].name, row.refused[side]);
            if (std::find(text.paragraphs.begin(), text.paragraphs.end(), why) ==
                text.paragraphs.end())
                text.paragraphs.push_back(std::move(why));
        }
    if (!text.paragraphs.empty())
        text.paragraphs.push_back("The rows on one base are the nearest that are like for like.");
    return text;
}

ReportSection tableSection(const Comparison& comparison) {
    ReportSection section{"table", "The table", {}};
    if (ReportBars bars = powerBars(comparison); !bars.bars.empty())
        section.blocks.push_back(std::move(bars));
    if (ReportText why = refusedRows(comparison); !why.paragraphs.empty())
        section.blocks.push_back(std::move(why));
    for (const bool differs : {true, false})
        if (ReportTable table = comparisonTable(comparison, differs); !table.rows.empty())
            section.blocks.push_back(std::move(table));
    return section;
}

ReportBars tornadoBars(const BreakEven& breakEven) {
    ReportBars bars;
    bars.heading = "What the answer rests on";
    bars.lead = fmt::format("{}: {} with every number as it is. Each bar puts one number at the "
                            "ends of its range, the others as they are; left is cheaper.",
                            breakEven.tornadoOf, moneyWords(breakEven.tornadoAt));
    bars.centred = true;
    double most = 0.0;
    for (const Sensitivity& bar : breakEven.tornado)
        most = std::max({most, std::abs(bar.atLow - breakEven.tornadoAt),
                         std::abs(bar.atHigh - breakEven.tornadoAt)});
    for (const Sensitivity& one : breakEven.tornado) {
        ReportBar bar;
        bar.title = one.title;
        bar.value = fmt::format("{} … {}", moneyWords(std::min(one.atLow, one.atHigh)),
                                moneyWords(std::max(one.atLow, one.atHigh)));
        const double low = (one.atLow - breakEven.tornadoAt) / most;
        const double high = (one.atHigh - breakEven.tornadoAt) / most;
        bar.from = std::min({low, high, 0.0});
        bar.to = std::max({low, high, 0.0});
        bar.note = fmt::format("{} … {}; {}", formatQuantity(one.low), formatQuantity(one.high),
                               one.source);
        bars.bars.push_back(std::move(bar));
    }
    return bars;
}

ReportSection breakEvenSection(const Comparison& comparison) {
    const BreakEven& breakEven = comparison.breakEven;
    ReportSection section{"break-even", "Break-even price of a co-packaged switch", {}};
    if (!breakEven.refused.empty()) {
        section.blocks.push_back(ReportText{{}, {"There is none: " + breakEven.refused + "."}});
        return section;
    }
    ReportText answer{
        {},
        {fmt::format("{} and {} cost the same over their life where one {} costs {}; there are {}. "
                     "{} Below, the same price against tariff and life.",
                     comparison.halls[breakEven.pluggable].name,
                     comparison.halls[breakEven.coPackaged].name, breakEven.switchPart,
                     formatQuantity(breakEven.price), grouped(breakEven.switches),
                     breakEven.assumed
                         ? fmt::format("The hall assumes {}.", formatQuantity(*breakEven.assumed))
                         : std::string("No price of it is known.")),
         "A life cost is price, upkeep and energy of each year, the jobs that the network stops "
         "and the spares, at their worth on the day of purchase; the price is that at which the "
         "counted lines come to no difference."}};
    for (const std::string& sentence : breakEven.says)
        answer.paragraphs.push_back(sentence + ".");
    section.blocks.push_back(std::move(answer));
    ReportTable lines;
    lines.columns = {{"Co-packaged less pluggable, over the life of IT", ReportAlign::Left, 3.0},
                     {"Difference", ReportAlign::Right, 1.0},
                     {"Break-even price on the lines up to it", ReportAlign::Right, 1.4}};
    for (const CostLine& line : breakEven.lines)
        lines.rows.push_back(plainRow({{line.title, line.counted ? "" : "stands beside", {}},
                                       {moneyWords(line.usd), {}, {}},
                                       {formatQuantity(line.price), {}, {}}}));
    section.blocks.push_back(std::move(lines));
    ReportTable table;
    table.columns.push_back({"Tariff", ReportAlign::Left, 1.0});
    for (const double life : breakEven.lives)
        table.columns.push_back({formatQuantity({life, Dimension::Time}), ReportAlign::Right, 1.0});
    for (std::size_t t = 0; t < breakEven.tariffs.size(); ++t) {
        std::vector<ReportCell> cells{
            {formatQuantity({breakEven.tariffs[t], Dimension::MoneyPerEnergy}), {}, {}}};
        for (const double price : breakEven.prices[t])
            cells.push_back({moneyWords(price), {}, {}});
        table.rows.push_back(plainRow(std::move(cells)));
    }
    section.blocks.push_back(std::move(table));
    if (!breakEven.tornado.empty()) section.blocks.push_back(tornadoBars(breakEven));
    return section;
}

/// Power, reliability and price of the parts that differ, with every reading and its source.
ReportSection readingsSection(const Comparison& comparison) {
    ReportSection section{"readings", "Readings and their sources", {}};
    ReportTable table;
    table.columns = {{"Part and property", ReportAlign::Left, 2.0},
                     {"Reading", ReportAlign::Right, 1.0},
                     {"What it holds, and why", ReportAlign::Left, 2.4},
                     {"Source", ReportAlign::Left, 1.6}};
    std::set<std::string> told;
    for (const ComparedHall& side : comparison.halls) {
        const Hall& hall = side.evaluation->hall();
        std::map<std::string, Source> sources;
        hall.sources.forEach([&](Id<FrozenSource>, const FrozenSource& row) {
            sources[row.source.id] = row.source;
        });
        hall.fabrics.forEach([&](Id<Fabric>, const Fabric& fabric) {
            for (const PartId id : {fabric.switchPart, fabric.switchModule, fabric.hostModule}) {
                const Part* part = hall.part(id);
                if (!part || !told.insert(part->id).second) continue;
                table.rows.push_back(groupRow(part->name));
                for (const Property property :
                     {Property::powerTypical, Property::powerTdp, Property::cpoPortPower,
                      Property::mtbf, Property::flapMtbf, Property::price}) {
                    const Datum* datum = part->find(property);
                    if (!datum) continue;
                    for (std::size_t r = 0; r < datum->readings.size(); ++r) {
                        const Reading& reading = datum->readings[r];
                        const auto source = sources.find(reading.source);
                        table.rows.push_back(plainRow(
                            {{std::string(info(property).title),
                              r == datum->chosen ? "chosen" : "",
                              {}},
                             {reading.unknown ? "not public" : readingValue(*datum, reading),
                              reading.at,
                              {}},
                             {reading.includes.empty() ? reading.why : reading.includes,
                              reading.includes.empty() ? reading.note : reading.why,
                              {}},
                             {source == sources.end() ? reading.source : source->second.title,
                              fmt::format("grade {}, {}", static_cast<char>(reading.grade),
                                          reading.asOf),
                              source == sources.end() ? std::string() : source->second.url}}));
                    }
                }
            }
        });
    }
    if (!table.rows.empty()) section.blocks.push_back(std::move(table));
    return section;
}

ReportSection assumptionsSection(const Comparison& comparison) {
    ReportSection section{"assumptions", "Assumptions", {}};
    ReportTable table;
    table.columns = {{"Number", ReportAlign::Left, 2.0},
                     {"Value", ReportAlign::Right, 1.0},
                     {"Why", ReportAlign::Left, 3.0}};
    const Hall& hall = comparison.halls.front().evaluation->hall();
    for (const PartId id : {hall.site().basis, hall.site().tariff}) {
        const Part* part = hall.part(id);
        if (!part) continue;
        for (const Property property :
             {Property::energyPrice, Property::duty, Property::typicalShare, Property::lifeIt,
              Property::discountRate, Property::maintenance, Property::linkFlap, Property::flapMtbf,
              Property::flapInterrupt, Property::failureInterrupt, Property::sparesLead,
              Property::restartTime, Property::checkpointTime}) {
            const Datum* datum = part->find(property);
            if (!datum) continue;
            const Reading& reading = datum->reading();
            const std::optional<Range> range = rangeOf(*datum);
            table.rows.push_back(plainRow(
                {{std::string(info(property).title), {}, {}},
                 {readingValue(*datum, reading),
                  range && range->low < range->high
                      ? fmt::format("{} … {}",
                                    formatQuantity({range->low, info(property).dimension}),
                                    formatQuantity({range->high, info(property).dimension}))
                      : std::string(),
                  {}},
                 {reading.why.empty() ? "–" : reading.why,
                  fmt::format("{}, grade {}", reading.source, static_cast<char>(reading.grade)),
                  {}}}));
        }
    }
    if (!table.rows.empty()) section.blocks.push_back(std::move(table));
    return section;
}

ReportSection unknownsSection(const Comparison& comparison) {
    ReportSection section{"unknown", "What is not known", {}};
    std::set<std::string> lines;
    for (const ComparisonRow& row : comparison.rows)
        for (std::size_t side = 0; side < row.values.size(); ++side) {
            const Hall& hall = comparison.halls[side].evaluation->hall();
            for (const SlotRef& slot : row.values[side].missing)
                if (const Part* part = hall.part(slot.part))
                    lines.insert(fmt::format("{}: {}", part->name, info(slot.property).title));
        }
    if (lines.empty()) return section;
    section.blocks.push_back(
        ReportText{{}, {"A figure that needs one of these is \"at least\" what is known of it."}});
    section.blocks.push_back(ReportText{{}, {lines.begin(), lines.end()}, true});
    return section;
}

}  // namespace

HallReport compareReport(const Comparison& comparison, const std::string& hall,
                         const std::string& date, const std::string& file) {
    HallReport report;
    report.hall = hall;
    report.date = date;
    report.version = programVersion();
    report.file = file;
    report.lead =
        fmt::format("A comparison: {}, like for like, differences first.", sidesWords(comparison));
    for (ReportSection section :
         {whatIsCompared(comparison), tableSection(comparison), breakEvenSection(comparison),
          assumptionsSection(comparison), readingsSection(comparison), unknownsSection(comparison)})
        if (!section.blocks.empty()) report.sections.push_back(std::move(section));
    return report;
}

}  // namespace hallwright
