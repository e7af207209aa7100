#include "model/base/text.h"
#include "model/reports/bill_table.h"
#include "model/reports/figure_text.h"
#include "model/reports/report_words.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace hallwright {

namespace {

/// Groups of the hall's figures by the first word of their id.
struct FigureGroup {
    std::string_view title;
    std::vector<std::string_view> words;
};
const std::vector<FigureGroup>& figureGroups() {
    static const std::vector<FigureGroup> groups = {
        {"IT load and compute", {"it", "compute"}},
        {"Facility and power", {"facility", "power"}},
        {"Cooling", {"cooling"}},
        {"Bus bars", {"busbar"}},
        {"Space and floor", {"space", "floor"}},
        {"Cabling", {"cabling"}},
        {"Reliability", {"optics", "reliability"}},
        {"Cost and carbon", {"cost", "carbon"}},
    };
    return groups;
}

std::string statusWords(Status status) {
    switch (status) {
    case Status::Ok:
        return "complete";
    case Status::Partial:
        return "at least";
    case Status::None:
        return "unknown";
    case Status::Absent:
        return "does not apply";
    }
    return {};
}

ReportRow figureRow(const ReportInput& input, FigureRef ref) {
    const Status status = input.evaluation.figure(ref).status;
    return plainRow(
        {{std::string(info(ref.figure).title), figureId(input.evaluation.hall(), ref), {}},
         {valueText(input, ref), {}, {}},
         {rangeText(input, ref), {}, {}},
         {statusWords(status), {}, {}}});
}

}  // namespace

ReportSection figureSection(const ReportInput& input) {
    const Evaluation& e = input.evaluation;
    ReportTable table;
    table.columns = {{"Figure", ReportAlign::Left, 4.4},
                     {"Value", rightAligned, 2.0},
                     {"Range", rightAligned, 2.8},
                     {"Status", ReportAlign::Left, 1.4}};
    const std::vector<FigureRef> all = hallFigures(e);
    const auto isOf = [](const FigureRef& ref, const FigureGroup& group) {
        const std::string_view id = info(ref.figure).id;
        return std::find(group.words.begin(), group.words.end(), id.substr(0, id.find('.'))) !=
               group.words.end();
    };
    std::vector<bool> told(all.size());
    const auto addGroup = [&](std::string title, auto&& wanted) {
        bool first = true;
        for (std::size_t i = 0; i < all.size(); ++i) {
            if (told[i] || !wanted(all[i])) continue;
            if (first) table.rows.push_back(groupRow(title));
            first = false;
            told[i] = true;
            table.rows.push_back(figureRow(input, all[i]));
        }
    };
    for (const FigureGroup& group : figureGroups())
        addGroup(std::string(group.title), [&](const FigureRef& ref) {
            return info(ref.figure).scope == Scope::Hall && isOf(ref, group);
        });
    addGroup("Other", [](const FigureRef& ref) { return info(ref.figure).scope == Scope::Hall; });
    for (RawId id : e.rows().ids(Scope::Fabric))
        addGroup("Fabric " + itemName(e.hall(), {TableId::Fabrics, id}),
                 [&](const FigureRef& ref) { return ref.item == id; });
    table.note = "The range follows from what is uncertain about the numbers below a figure; "
                 "without one, nothing it rests on is uncertain.";
    return {"figures", "All figures", {table}};
}

ReportSection formulaSection(const ReportInput&) {
    ReportTable table;
    table.columns = {{"Figure", ReportAlign::Left, 2.6},
                     {"How it is computed", ReportAlign::Left, 5.0},
                     {"After", ReportAlign::Left, 2.2}};
    for (const Scope scope : {Scope::Hall, Scope::Fabric}) {
        table.rows.push_back(groupRow(scope == Scope::Hall ? "Of the hall" : "Of each fabric"));
        for (const FigureInfo& row : allFigures())
            if (row.scope == scope)
                table.rows.push_back(plainRow({{std::string(row.title), std::string(row.id), {}},
                                               {std::string(row.formula), {}, {}},
                                               {std::string(row.source), {}, {}}}));
    }
    return {"formulas", "How figures are computed", {table}};
}

ReportSection effectSection(const ReportInput& input) {
    const Evaluation& e = input.evaluation;
    const Hall& hall = e.hall();
    ReportSection section{"effects", "What moves the result", {}};
    constexpr std::size_t most = 12;
    for (const Fig figure : {Fig::facilityPower, Fig::capex}) {
        const std::vector<Effect> effects = input.ranges.effects({figure, 0});
        if (effects.empty()) continue;
        const Dimension dimension = info(figure).dimension;
        double largest = 0.0;
        for (const Effect& effect : effects)
            largest = std::max({largest, std::abs(effect.atLow), std::abs(effect.atHigh)});
        if (!(largest > 0.0)) continue;
        const auto change = [&](double by) {
            return by == 0.0 ? std::string("0")
                             : fmt::format("{}{}", by < 0.0 ? "−" : "+",
                                           formatQuantity({std::abs(by), dimension}));
        };
        ReportBars bars;
        bars.heading = fmt::format("{}: {}", info(figure).title, valueAndRange(input, {figure, 0}));
        bars.centred = true;
        for (std::size_t i = 0; i < std::min(most, effects.size()); ++i) {
            const Effect& effect = effects[i];
            const Part* part = hall.part(effect.slot.part);
            const Datum* datum = part ? part->find(effect.slot.property) : nullptr;
            const auto [down, up] = std::minmax(effect.atLow, effect.atHigh);
            ReportBar bar{part ? part->name : std::string("no part"),
                          fmt::format("{} … {}", change(down), change(up)),
                          std::min(0.0, down) / largest,
                          std::max(0.0, up) / largest,
                          ReportTone::Plain,
                          std::string(info(effect.slot.property).title)};
            if (datum && datum->reading().number)
                if (const std::optional<Range> range = rangeOf(*datum))
                    bar.note += fmt::format(
                        ", {} … {}",
                        formatQuantity({range->low, info(effect.slot.property).dimension}),
                        formatQuantity({range->high, info(effect.slot.property).dimension}));
            bars.bars.push_back(std::move(bar));
        }
        bars.note = effects.size() > most
                        ? fmt::format("The {} numbers that move it most, of {}.", most,
                                      grouped(static_cast<long long>(effects.size())))
                        : std::string("All numbers that move it.");
        section.blocks.push_back(std::move(bars));
    }
    if (section.blocks.empty())
        section.blocks.push_back(
            ReportText{{}, {"Nothing that the result rests on is uncertain."}, false});
    return section;
}

ReportSection billSection(const ReportInput& input) {
    const BillTable bill = billTable(input.evaluation);
    ReportSection section{"bill", "Bill of materials", {}};
    if (bill.rows.empty()) return section;
    ReportTable table;
    table.columns = {{"Part", ReportAlign::Left, 4.0}, {"Quantity", rightAligned, 1.2},
                     {"Unit", ReportAlign::Left, 0.9}, {"Price USD", rightAligned, 1.7},
                     {"Total USD", rightAligned, 2.1}, {"Grade", ReportAlign::Left, 0.7}};
    const auto quantity = [](double number) {
        return number == std::floor(number) ? grouped(static_cast<long long>(number))
                                            : fmt::format("{:.1f}", number);
    };
    const auto total = [&](ReportRow::Kind kind, std::string title, double usd) {
        table.rows.push_back(
            {kind, {{std::move(title), {}, {}}, {}, {}, {}, {moneyText(usd), {}, {}}, {}}});
    };
    for (std::size_t from = 0; from < bill.rows.size();) {
        const std::string& name = bill.rows[from].section;
        table.rows.push_back(groupRow(name));
        double usd = 0.0;
        bool complete = true;
        std::size_t at = from;
        for (; at < bill.rows.size() && bill.rows[at].section == name; ++at) {
            const BillRow& row = bill.rows[at];
            const std::string unit =
                row.length_m ? fmt::format("{} of {}\u00a0m", row.unit, exactNumber(*row.length_m))
                             : row.unit;
            table.rows.push_back(plainRow(
                {{row.name, row.vendor.empty() ? row.part : row.part + ", " + row.vendor, {}},
                 {quantity(row.quantity), {}, {}},
                 {unit, {}, {}},
                 {row.price_usd ? moneyText(*row.price_usd) : "unknown", {}, {}},
                 {row.total_usd ? moneyText(*row.total_usd) : "unknown", {}, {}},
                 {row.price_usd ? row.grade : "", {}, {}}}));
            if (row.total_usd)
                usd += *row.total_usd;
            else
                complete = false;
        }
        total(ReportRow::Kind::Total, name + (complete ? "" : ", what has a price"), usd);
        from = at;
    }
    total(ReportRow::Kind::Total,
          bill.withoutPrice.empty() ? "Whole bill" : "Whole bill, what has a price",
          bill.total_usd);
    table.note = "Power and cooling plant and routes are part of the facility's cost per power in "
                 "the capital cost, not on top of it.";
    section.blocks.push_back(std::move(table));
    return section;
}

}  // namespace hallwright
