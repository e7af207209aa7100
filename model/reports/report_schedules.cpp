#include "model/base/text.h"
#include "model/figures/totals.h"
#include "model/reports/breakdown.h"
#include "model/reports/report_words.h"
#include "model/rules/checks.h"
#include "model/stages/power.h"

#include <fmt/format.h>

#include <algorithm>
#include <bit>
#include <cmath>
#include <map>

namespace hallwright {

namespace {

/// More lines than this say less than fewer: racks are told by part alone then.
constexpr std::size_t mostRackLines = 80;

struct AlikeRacks {
    Id<Row> row;
    PartId part;
    std::vector<RawId> racks;
};

std::vector<AlikeRacks> rackGroups(const Hall& hall, bool byRow) {
    std::vector<AlikeRacks> groups;
    std::map<std::pair<RawId, RawId>, std::size_t> places;
    hall.racks.forEach([&](Id<Rack> id, const Rack& rack) {
        const Id<Row> row = byRow ? rack.row : Id<Row>{};
        const auto [place, added] = places.try_emplace({row.raw, rack.part.raw}, groups.size());
        if (added) groups.push_back({row, rack.part, {}});
        groups[place->second].racks.push_back(id.raw);
    });
    std::stable_sort(groups.begin(), groups.end(),
                     [](const AlikeRacks& a, const AlikeRacks& b) { return a.row < b.row; });
    return groups;
}

ReportBars barsOf(std::string heading, const std::vector<BreakdownPart>& parts) {
    ReportBars bars;
    bars.heading = std::move(heading);
    double sum = 0.0, largest = 0.0;
    for (const BreakdownPart& part : parts) {
        const double value = part.value.value.si;
        if (std::isnan(value)) continue;
        sum += value;
        largest = std::max(largest, value);
    }
    for (const BreakdownPart& part : parts) {
        const double value = part.value.value.si;
        const bool known = !std::isnan(value) && largest > 0.0;
        bars.bars.push_back({part.title, figureText(part.value), 0.0, known ? value / largest : 0.0,
                             ReportTone::Plain, known ? shareText(value / sum) : std::string()});
    }
    return bars;
}

}  // namespace

ReportSection rackSection(const ReportInput& input) {
    const Evaluation& e = input.evaluation;
    const Hall& hall = e.hall();
    ReportSection section{"racks", "Rack schedule", {}};
    if (hall.racks.empty()) return section;
    std::vector<AlikeRacks> groups = rackGroups(hall, true);
    const bool byRow = groups.size() <= mostRackLines;
    if (!byRow) groups = rackGroups(hall, false);
    ReportTable table;
    table.heading = "Racks";
    table.columns = {{"Racks", ReportAlign::Left, 3.4},    {"Count", rightAligned, 0.9},
                     {"Power, design", rightAligned, 1.9}, {"Heat to liquid", rightAligned, 1.9},
                     {"Heat to air", rightAligned, 1.9},   {"Coolant flow", rightAligned, 1.9},
                     {"Mass", rightAligned, 1.9}};
    Id<Row> last;
    bool first = true;
    for (const AlikeRacks& group : groups) {
        if (byRow && (first || group.row != last))
            table.rows.push_back(groupRow(
                group.row ? fmt::format("Row {}", itemName(hall, {TableId::Rows, group.row.raw}))
                          : std::string("Not in a row")));
        first = false;
        last = group.row;
        table.rows.push_back(plainRow(
            {{partName(hall, group.part), firstToLast(hall, TableId::Racks, group.racks), {}},
             {grouped(static_cast<long long>(group.racks.size())), {}, {}},
             {eachText(e, Fig::rackTdp, group.racks), {}, {}},
             {eachText(e, Fig::rackLiquid, group.racks), {}, {}},
             {eachText(e, Fig::rackAir, group.racks), {}, {}},
             {eachText(e, Fig::rackFlow, group.racks), {}, {}},
             {eachText(e, Fig::rackMass, group.racks), {}, {}}}));
    }
    const std::vector<RawId>& all = e.rows().ids(Scope::Rack);
    const auto total = [&](Fig figure) { return figureText(totalOf(e, figure, all)); };
    table.rows.push_back({ReportRow::Kind::Total,
                          {{"All racks", {}, {}},
                           {grouped(static_cast<long long>(all.size())), {}, {}},
                           {total(Fig::rackTdp), {}, {}},
                           {total(Fig::rackLiquid), {}, {}},
                           {total(Fig::rackAir), {}, {}},
                           {total(Fig::rackFlow), {}, {}},
                           {total(Fig::rackMass), {}, {}}}});
    table.note = byRow ? "Numbers are of one rack; two numbers are the least and the most. The "
                         "last line adds up."
                       : "Racks of one part are told together, wherever they stand: by row there "
                         "would be too many lines. Numbers are of one rack; two numbers are the "
                         "least and the most. The last line adds up.";
    section.blocks.push_back(std::move(table));

    std::map<RawId, std::vector<RawId>> equipment;
    hall.equipment.forEach([&](Id<Equipment> id, const Equipment& item) {
        equipment[item.part.raw].push_back(id.raw);
    });
    if (equipment.empty()) return section;
    ReportTable plant;
    plant.heading = "Equipment in the hall";
    plant.columns = {{"Equipment", ReportAlign::Left, 3.4},
                     {"Count", rightAligned, 0.9},
                     {"Power drawn", rightAligned, 1.9},
                     {"Heat to liquid", rightAligned, 1.9},
                     {"Heat to air", rightAligned, 1.9},
                     {"Capacity", rightAligned, 1.9},
                     {"Mass", rightAligned, 1.9}};
    for (const auto& [part, items] : equipment) {
        const auto own = [&](Property property) {
            const double value = e.numbers().get({part}, property);
            return std::isnan(value) ? std::string("unknown")
                                     : formatQuantity({value, info(property).dimension});
        };
        plant.rows.push_back(
            plainRow({{partName(hall, {part}), firstToLast(hall, TableId::Equipment, items), {}},
                      {grouped(static_cast<long long>(items.size())), {}, {}},
                      {eachText(e, Fig::equipmentPower, items), {}, {}},
                      {eachText(e, Fig::equipmentLiquid, items), {}, {}},
                      {eachText(e, Fig::equipmentAir, items), {}, {}},
                      {own(Property::coolingCapacity), {}, {}},
                      {own(Property::mass), {}, {}}}));
    }
    section.blocks.push_back(std::move(plant));
    return section;
}

namespace {

std::string systemName(int system) {
    return system >= 0 && system < 26 ? std::string(1, static_cast<char>('A' + system))
                                      : std::to_string(system + 1);
}

/// The largest of figure ÷ property of the row's own part, and how many rows gave one.
std::string largestShare(const Evaluation& e, TableId table, Fig figure, Property property,
                         std::span<const RawId> rows) {
    double most = unknown;
    for (RawId id : rows) {
        const double share =
            e.number(figure, id) / partLimit(e, partOf(e.hall(), {table, id}), property).si;
        if (!std::isnan(share)) most = std::isnan(most) ? share : std::max(most, share);
    }
    return shareText(most);
}

template <typename T, typename SystemOf>
std::map<std::pair<int, RawId>, std::vector<RawId>> bySystem(const Table<T>& table,
                                                             SystemOf&& systemOf) {
    std::map<std::pair<int, RawId>, std::vector<RawId>> out;
    table.forEach([&](Id<T> id, const T& row) {
        out[{systemOf(row), row.part.raw}].push_back(id.raw);
    });
    return out;
}

}  // namespace

ReportSection powerSection(const ReportInput& input) {
    const Evaluation& e = input.evaluation;
    const Hall& hall = e.hall();
    ReportSection section{"power", "Power", {}};
    if (!hall.racks.empty())
        section.blocks.push_back(barsOf("Where the power goes", powerBreakdown(e).parts));
    if (hall.powerUnits.empty() && hall.busways.empty()) {
        section.blocks.push_back(
            ReportText{{},
                       {"The hall has no power tree yet; loads of feeds and plant are not known."},
                       false});
        return section;
    }
    ReportTable sides;
    sides.heading = "Sides";
    sides.columns = {{"Load of a side", ReportAlign::Left, 3.0},
                     {"Load", rightAligned, 1.4},
                     {"Range", rightAligned, 2.2},
                     {"Given", rightAligned, 1.2},
                     {"Share", rightAligned, 1.0}};
    const double supply = hall.site().supplyPerSide.value();
    for (const Fig figure : {Fig::sideDesign, Fig::systemWorst})
        sides.rows.push_back(plainRow(
            {{std::string(info(figure).title), {}, {}},
             {valueText(input, {figure, 0}), {}, {}},
             {rangeText(input, {figure, 0}), {}, {}},
             {supply > 0.0 ? formatQuantity({supply, Dimension::Power}) : "not given", {}, {}},
             {supply > 0.0 ? shareText(e.number(figure) / supply) : "–", {}, {}}}));
    section.blocks.push_back(std::move(sides));

    ReportTable elements;
    elements.heading = "Elements";
    elements.columns = {
        {"Element", ReportAlign::Left, 3.4},  {"Count", rightAligned, 0.9},
        {"All present", rightAligned, 2.2},   {"One system lost", rightAligned, 2.2},
        {"Rating of one", rightAligned, 1.7}, {"Largest share", rightAligned, 1.3}};
    const auto units = bySystem(hall.powerUnits, [](const PowerUnit& unit) { return unit.system; });
    const auto busways = bySystem(hall.busways, [](const Busway& busway) { return busway.system; });
    const auto taps = bySystem(hall.taps, [&](const Tap& tap) {
        const Busway* busway = hall.busways.find(tap.busway);
        return busway ? busway->system : -1;
    });
    const auto rating = [&](RawId part, std::initializer_list<Property> properties) {
        for (const Property property : properties) {
            const double value = e.numbers().get({part}, property);
            if (!std::isnan(value)) return formatQuantity({value, info(property).dimension});
        }
        return std::string("unknown");
    };
    for (const int system : e.power().systemIds) {
        elements.rows.push_back(groupRow("System " + systemName(system)));
        for (const auto& [key, rows] : units) {
            if (key.first != system) continue;
            long long count = 0;
            for (RawId id : rows)
                count += hall.powerUnits[{id}].parallel;
            elements.rows.push_back(plainRow(
                {{partName(hall, {key.second}), firstToLast(hall, TableId::PowerUnits, rows), {}},
                 {grouped(count), {}, {}},
                 {eachText(e, Fig::unitLoad, rows), {}, {}},
                 {eachText(e, Fig::unitWorst, rows), {}, {}},
                 {rating(key.second, {Property::ratingPower, Property::ratingApparent,
                                      Property::ratingCurrent}),
                  {},
                  {}},
                 {"", {}, {}}}));
        }
        for (const auto& [key, rows] : busways)
            if (key.first == system)
                elements.rows.push_back(plainRow(
                    {{partName(hall, {key.second}), firstToLast(hall, TableId::Busways, rows), {}},
                     {grouped(static_cast<long long>(rows.size())), {}, {}},
                     {eachText(e, Fig::buswayLoad, rows), {}, {}},
                     {eachText(e, Fig::buswayWorst, rows), {}, {}},
                     {rating(key.second, {Property::ratingCurrent}), {}, {}},
                     {largestShare(e, TableId::Busways, Fig::buswayNeed, Property::ratingCurrent,
                                   rows),
                      {},
                      {}}}));
        for (const auto& [key, rows] : taps) {
            if (key.first != system) continue;
            long long count = 0;
            for (RawId id : rows)
                count += hall.taps[{id}].count;
            elements.rows.push_back(plainRow(
                {{partName(hall, {key.second}), {}, {}},
                 {grouped(count), {}, {}},
                 {eachText(e, Fig::tapLoad, rows), {}, {}},
                 {eachText(e, Fig::tapWorst, rows), {}, {}},
                 {rating(key.second, {Property::ratingCurrent}), {}, {}},
                 {largestShare(e, TableId::Taps, Fig::tapNeed, Property::ratingCurrent, rows),
                  {},
                  {}}}));
        }
    }
    elements.note = "Equal elements of a system are told together; two numbers are the least and "
                    "the most. The share is the rating that the code asks for over the rating of "
                    "the part, for busways and tap-offs; plant is judged by its rule.";
    section.blocks.push_back(std::move(elements));
    return section;
}

ReportSection coolingSection(const ReportInput& input) {
    const Evaluation& e = input.evaluation;
    const Hall& hall = e.hall();
    ReportSection section{"cooling", "Cooling", {}};
    constexpr std::size_t mostBars = 6;
    std::vector<BreakdownPart> heat = heatBreakdown(e).parts;
    if (heat.size() > mostBars) {  // loop by loop would say the same many times
        heat = {{"To liquid", e.figure({Fig::liquidHeat, 0}), {}},
                {"To air", e.figure({Fig::airHeat, 0}), {}}};
    }
    if (!heat.empty()) section.blocks.push_back(barsOf("Where the heat goes", heat));
    if (hall.loops.empty()) return section;
    std::map<RawId, long long> racks, cdus;
    hall.racks.forEach([&](Id<Rack>, const Rack& rack) { ++racks[rack.loop.raw]; });
    hall.equipment.forEach([&](Id<Equipment>, const Equipment& item) { ++cdus[item.loop.raw]; });
    // Loops that say the same are one line.
    constexpr Fig shown[] = {Fig::loopHeat,         Fig::loopCapacity,   Fig::loopFlow,
                             Fig::loopFlowCapacity, Fig::loopSupply,     Fig::loopHead,
                             Fig::loopHeadGiven,    Fig::loopRideThrough};
    std::vector<std::vector<RawId>> groups;
    std::map<std::vector<std::string>, std::size_t> places;
    for (RawId id : e.rows().ids(Scope::Loop)) {
        std::vector<std::string> key{partName(hall, hall.loops[{id}].fluid),
                                     std::to_string(racks[id]), std::to_string(cdus[id])};
        for (const Fig figure : shown)
            key.push_back(figureText(e.figure({figure, id})));
        const auto [place, added] = places.try_emplace(std::move(key), groups.size());
        if (added) groups.emplace_back();
        groups[place->second].push_back(id);
    }
    ReportTable table;
    table.heading = "Loops";
    table.columns = {{"Loop", ReportAlign::Left, 2.6},   {"Racks", rightAligned, 0.8},
                     {"CDUs", rightAligned, 0.8},        {"Heat", rightAligned, 1.3},
                     {"CDUs carry", rightAligned, 1.3},  {"Flow", rightAligned, 1.4},
                     {"CDUs give", rightAligned, 1.4},   {"Supply", rightAligned, 1.1},
                     {"Head needed", rightAligned, 1.2}, {"Head given", rightAligned, 1.2},
                     {"Ride-through", rightAligned, 1.1}};
    for (const std::vector<RawId>& loops : groups) {
        const RawId id = loops.front();
        const Loop& loop = hall.loops[{id}];
        std::vector<ReportCell> cells{
            {firstToLast(hall, TableId::Loops, loops), partName(hall, loop.fluid), {}},
            {grouped(racks[id]), {}, {}},
            {grouped(cdus[id]), {}, {}}};
        for (const Fig figure : shown)
            cells.push_back({figureText(e.figure({figure, id})), {}, {}});
        table.rows.push_back(plainRow(std::move(cells)));
    }
    table.note = "Numbers are of one loop. What the CDUs carry and give is with the spare ones "
                 "lost.";
    section.blocks.push_back(std::move(table));
    return section;
}

ReportSection fabricSection(const ReportInput& input) {
    const Evaluation& e = input.evaluation;
    const Hall& hall = e.hall();
    ReportSection section{"fabrics", "Fabrics", {}};
    constexpr std::size_t mostInTable = 4;
    const std::vector<RawId>& ids = e.rows().ids(Scope::Fabric);
    for (std::size_t from = 0; from < ids.size(); from += mostInTable) {
        const std::size_t to = std::min(ids.size(), from + mostInTable);
        ReportTable table;
        table.columns = {{"", ReportAlign::Left, 2.0}};
        for (std::size_t i = from; i < to; ++i)
            table.columns.push_back(
                {itemName(hall, {TableId::Fabrics, ids[i]}), rightAligned, 2.0});
        const auto add = [&](std::string title, auto&& words) {
            std::vector<ReportCell> cells{{std::move(title), {}, {}}};
            for (std::size_t i = from; i < to; ++i)
                cells.push_back({words(ids[i]), {}, {}});
            table.rows.push_back(plainRow(std::move(cells)));
        };
        const auto column = [&](std::string_view name) {
            return [&hall, name](RawId id) {
                return fieldText(hall, {TableId::Fabrics, id}, name);
            };
        };
        const auto part = [&](PartId Fabric::*member) {
            return [&hall, member](RawId id) {
                const PartId found = hall.fabrics[{id}].*member;
                return found ? partName(hall, found) : std::string("–");
            };
        };
        table.rows.push_back(groupRow("Recipe"));
        add("Role", column("role"));
        add("Kind", column("kind"));
        add("Optics", column("optics"));
        add("Switch", part(&Fabric::switchPart));
        add("Module at the switch", part(&Fabric::switchModule));
        add("Module at the host", part(&Fabric::hostModule));
        add("Cable", part(&Fabric::cable));
        table.rows.push_back(groupRow("Size"));
        for (const FigureInfo& row : allFigures())
            if (row.scope == Scope::Fabric)
                add(std::string(row.title), [&](RawId id) {
                    return valueText(input, {row.figure, id});
                });
        section.blocks.push_back(std::move(table));
    }
    return section;
}

}  // namespace hallwright
