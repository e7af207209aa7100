#include "model/reports/breakdown.h"

#include "model/figures/totals.h"
#include "model/reports/bill_table.h"
#include "model/rules/checks.h"

#include <fmt/format.h>

#include <algorithm>

namespace hallwright {

namespace {

BreakdownPart partOf(const Evaluation& e, Fig figure) {
    const FigureInfo& row = info(figure);
    Figure value;
    value.value = {e.number(figure), row.dimension};
    value.status = e.columns().status(figure, 0);
    return {std::string(row.title), value, FigureRef{figure, 0}};
}

void addKnown(std::vector<BreakdownPart>& parts, BreakdownPart part) {
    if (part.value.status == Status::Absent) return;
    if (part.value.value.si == 0.0 && part.value.status == Status::Ok) return;
    parts.push_back(std::move(part));
}

/// "Compute racks": racks by what they are.
std::string rackGroup(const Hall& hall, const Rack& rack) {
    const Part* part = hall.part(rack.part);
    return part ? std::string(info(part->kind).title) + "s" : std::string("Racks without a part");
}

}  // namespace

Breakdown powerBreakdown(const Evaluation& e) {
    Breakdown out{{Fig::facilityPower, 0}, {}};
    const Hall& hall = e.hall();
    std::vector<std::pair<std::string, std::vector<RawId>>> groups;
    hall.racks.forEach([&](Id<Rack> id, const Rack& rack) {
        const std::string name = rackGroup(hall, rack);
        auto at = std::find_if(groups.begin(), groups.end(),
                               [&](const auto& group) { return group.first == name; });
        if (at == groups.end()) at = groups.insert(groups.end(), {name, {}});
        at->second.push_back(id.raw);
    });
    for (const auto& [name, racks] : groups)
        addKnown(out.parts, {name, totalOf(e, Fig::rackTdp, racks), std::nullopt});
    for (Fig figure : {Fig::pumpPower, Fig::fanPower, Fig::rejectionPower, Fig::distributionLoss,
                       Fig::houseLoad})
        addKnown(out.parts, partOf(e, figure));
    return out;
}

Breakdown costBreakdown(const Evaluation& e, std::size_t most) {
    Breakdown out{{Fig::capex, 0}, {}};
    std::vector<BillRow> lines;
    for (BillRow& row : billTable(e).rows)
        if ((row.section == "Compute" || row.section == "Network") && row.total_usd)
            lines.push_back(std::move(row));
    std::stable_sort(lines.begin(), lines.end(), [](const BillRow& a, const BillRow& b) {
        return *a.total_usd > *b.total_usd;
    });
    double rest = 0.0;
    std::vector<std::pair<std::string, double>> shown;
    for (const BillRow& line : lines) {
        const auto same = std::find_if(shown.begin(), shown.end(),
                                       [&](const auto& one) { return one.first == line.name; });
        if (same != shown.end())
            same->second += *line.total_usd;
        else if (shown.size() < most)
            shown.emplace_back(line.name, *line.total_usd);
        else
            rest += *line.total_usd;
    }
    const auto money = [](double usd) {
        Figure figure;
        figure.value = {usd, Dimension::Money};
        figure.status = Status::Ok;
        return figure;
    };
    for (auto& [name, usd] : shown)
        out.parts.push_back({std::move(name), money(usd), std::nullopt});
    if (rest > 0.0) out.parts.push_back({"Other racks and network", money(rest), std::nullopt});
    addKnown(out.parts, partOf(e, Fig::capexFacility));
    return out;
}

Breakdown heatBreakdown(const Evaluation& e, std::size_t most) {
    Breakdown out{{Fig::liquidHeat, 0}, {}};
    e.hall().loops.forEach([&](Id<Loop> id, const Loop& loop) {
        const std::ptrdiff_t at = e.rows().position(Scope::Loop, id.raw);
        if (at < 0) return;
        Figure value;
        value.value = {e.number(Fig::loopHeat, id.raw), Dimension::Power};
        value.status = e.columns().status(Fig::loopHeat, static_cast<std::size_t>(at));
        addKnown(out.parts, {loop.name + ", to liquid", value, FigureRef{Fig::loopHeat, id.raw}});
    });
    if (out.parts.size() > most) {
        BreakdownPart liquid = partOf(e, Fig::liquidHeat);
        liquid.title = fmt::format("To liquid, {} loops", out.parts.size());
        out.parts = {std::move(liquid)};
    }
    BreakdownPart air = partOf(e, Fig::airHeat);
    air.title = "To air";
    addKnown(out.parts, std::move(air));
    return out;
}

namespace {

class Limits {
public:
    explicit Limits(const Evaluation& e) : m_e(e) {}

    /// A figure of the hall against one limit.
    void hall(std::string_view rule, std::string title, Fig figure, double limit, std::string why) {
        const Status status = m_e.columns().status(figure, 0);
        if (status == Status::Absent) return;
        LimitRow row{rule, std::move(title), {}, limit, std::move(why), std::nullopt};
        row.actual.value = {m_e.number(figure), info(figure).dimension};
        row.actual.status = status;
        rows.push_back(std::move(row));
    }

    /// The row of a scope that is nearest to its own limit.
    template <typename LimitOf>
    void worst(std::string_view rule, std::string title, Fig figure, LimitOf&& limitOf,
               std::string why) {
        LimitRow best{rule, std::move(title), {}, unknown, std::move(why), std::nullopt};
        const auto valueOf = [&](std::size_t i, RawId) {
            return m_e.columns().column(figure).values[i];
        };
        consider(best, figure, valueOf, limitOf);
        add(std::move(best));
    }

    /// Takes a row of the scope of a figure where it is nearer to its limit than the best so far.
    /// valueOf(position, id) is what is compared: the figure, or what a rule makes of it.
    template <typename ValueOf, typename LimitOf>
    void consider(LimitRow& best, Fig figure, ValueOf&& valueOf, LimitOf&& limitOf) {
        const Scope scope = info(figure).scope;
        const std::optional<TableId> table = tableOf(scope);
        if (!table) return;
        const Column& column = m_e.columns().column(figure);
        const std::vector<RawId>& ids = m_e.rows().ids(scope);
        for (std::size_t i = 0; i < column.values.size(); ++i) {
            if (column.status[i] == Status::Absent) continue;
            const double value = valueOf(i, ids[i]);
            if (std::isnan(value)) continue;
            const double limit = limitOf(ids[i]);
            if (!(limit > 0.0)) continue;  // unknown, or nothing that a share could be of
            if (best.item && value / limit <= best.share()) continue;
            best.actual.value = {value, info(figure).dimension};
            best.actual.status = column.status[i];
            best.limit = limit;
            best.item = ItemRef{*table, ids[i]};
        }
    }
    void add(LimitRow row) {
        if (!row.item) return;
        row.title += ", " + itemName(m_e.hall(), *row.item);
        rows.push_back(std::move(row));
    }

    std::vector<LimitRow> rows;

private:
    const Evaluation& m_e;
};

}  // namespace

std::vector<LimitRow> limitRows(const Evaluation& e) {
    Limits limits(e);
    const Hall& hall = e.hall();
    if (hall.sites.empty()) return {};
    const auto given = [](double si) { return si > 0.0 ? si : unknown; };
    const Site& site = hall.site();
    const double supply = given(site.supplyPerSide.value());
    // Without a power tree the load of a system is unknown; the facility's power says what there is
    // to say.
    const bool tree = !std::isnan(e.number(Fig::sideDesign));
    limits.hall("power.supply.side", "Supply of a side",
                tree ? Fig::sideDesign : Fig::facilityPower, supply,
                "the supply per side of the site");
    if (tree)
        limits.hall("power.supply.peak", "Supply of a side, at the peak", Fig::systemWorst, supply,
                    "the supply per side of the site");
    limits.worst(
        "power.busway.current", "Busway", Fig::buswayNeed,
        [&](RawId id) { return partLimit(e, hall.busways[{id}].part, Property::ratingCurrent).si; },
        "the rating of the busway");
    limits.worst(
        "power.tap.current", "Tap-off", Fig::tapNeed,
        [&](RawId id) { return partLimit(e, hall.taps[{id}].part, Property::ratingCurrent).si; },
        "the rating of the tap-off");
    limits.worst(
        "power.unit.rating", "Power unit", Fig::unitWorst,
        [&](RawId id) { return unitRating(e, hall.powerUnits[{id}]).si; },
        "the rating of the unit, with one of its group lost where that is promised");
    limits.worst(
        "busbar.section.current", "Bus bar section", Fig::rackBusbarSection,
        [&](RawId id) { return partLimit(e, hall.racks[{id}].part, Property::busbarRating).si; },
        "the rating of the bus bar");
    const Columns& columns = e.columns();
    {
        LimitRow row{"busbar.peak.current",
                     "Bus bar at the peak",
                     {},
                     unknown,
                     "the rating of the sections of the bus bar",
                     std::nullopt};
        // The peak is shared by all sections: the current at design power, raised as the peak is.
        limits.consider(
            row, Fig::rackBusbarCurrent,
            [&](std::size_t i, RawId) {
                return columns.get(Fig::rackBusbarCurrent, i) * columns.get(Fig::rackPeak, i) /
                       columns.get(Fig::rackTdp, i);
            },
            [&](RawId id) {
                const PartId part = hall.racks[{id}].part;
                return partLimit(e, part, Property::busbarRating).si *
                       partLimit(e, part, Property::busbarSections).si;
            });
        limits.add(std::move(row));
    }
    limits.worst(
        "busbar.drop", "Voltage drop of the bus bar", Fig::rackBusbarDrop,
        [&](RawId id) {
            return partLimit(e, hall.racks[{id}].part, Property::busbarVoltage).si *
                   basisLimit(e, Property::busbarRise).si;
        },
        "the share of its voltage that the design basis allows");
    {
        LimitRow row{"redundancy.shelf.capacity",
                     "Power shelves",
                     {},
                     unknown,
                     "what the shelves can give with the spare ones lost",
                     std::nullopt};
        limits.consider(
            row, Fig::rackBus,
            [&](std::size_t i, RawId) {
                const bool absent = columns.status(Fig::rackShelfCapacity, i) == Status::Absent;
                return absent ? unknown : columns.get(Fig::rackBus, i);
            },
            [&](RawId id) { return e.number(Fig::rackShelfCapacity, id); });
        limits.add(std::move(row));
    }
    limits.worst(
        "liquid.cdu.flow", "Coolant flow", Fig::loopFlow,
        [&](RawId id) { return e.number(Fig::loopFlowCapacity, id); },
        "what the CDUs of the loop can give with the spare ones lost");
    limits.worst(
        "liquid.cdu.heat", "Heat of a loop", Fig::loopHeat,
        [&](RawId id) { return e.number(Fig::loopCapacity, id); },
        "what the CDUs of the loop can carry with the spare ones lost");
    limits.hall("air.capacity", "Heat to air", Fig::airHeat, given(e.number(Fig::airCapacity)),
                "what the air units can carry with the spare ones lost");
    limits.hall("structure.floor.bay", "Load on a bay", Fig::floorBayMax,
                given(site.floorRating.value()), "the floor rating of the site");
    if (site.floor == FloorKind::Raised) {  // a slab has no tiles that could break
        LimitRow row{"structure.tile.load",
                     "Load on a tile",
                     {},
                     unknown,
                     "the concentrated load of a tile in the design basis",
                     std::nullopt};
        for (const Fig figure : {Fig::rackTileLoad, Fig::equipmentTileLoad})
            limits.consider(
                row, figure, [&](std::size_t i, RawId) { return columns.get(figure, i); },
                [&](RawId) { return basisLimit(e, Property::tileLoad).si; });
        limits.add(std::move(row));
    }
    limits.worst(
        "cabling.tray.fill", "Cable tray", Fig::trayFill,
        [&](RawId) { return basisLimit(e, Property::trayFillDesign).si; },
        "the design fill of the design basis");
    return limits.rows;
}

}  // namespace hallwright
