#include "model/base/text.h"
#include "model/rules/checks.h"
#include "model/rules/families.h"
#include "model/stages/cabling.h"
#include "model/stages/plant.h"

#include <fmt/format.h>

#include <array>
#include <cmath>
#include <limits>

namespace hallwright {

namespace {

/// Links between racks that no way through the trays joins. Ends that stand in no rack are another
/// rule's.
void unrouted(const Evaluation& e, Report& report) {
    const std::vector<FabricPlan>& plans = e.fabrics().plans;
    const std::vector<CablePlan>& cables = e.cables().plans;
    for (std::size_t i = 0; i < plans.size() && i < cables.size(); ++i) {
        const long long links = cables[i].unroutedBetweenRacks;
        const ItemRef item{TableId::Fabrics, plans[i].fabric};
        if (links > 0)
            report.fails({item}, {static_cast<double>(links), Dimension::One},
                         {0.0, Dimension::One},
                         fmt::format("{} of {} without a way through the trays",
                                     counted(links, "link"), nameOf(e, item)));
    }
}

/// Over a cable field nothing says how much there is room for.
void fieldFill(const Evaluation& e, Report& report) {
    const std::vector<CablePlan>& cables = e.cables().plans;
    for (std::size_t i = 0; i < cables.size(); ++i)
        if (cables[i].fieldLinks > 0) {
            const ItemRef item{TableId::Fabrics, e.rows().ids(Scope::Fabric)[i]};
            report.notChecked({item}, fmt::format("{} of {} run over the cable field, where no "
                                                  "fill is known",
                                                  counted(cables[i].fieldLinks, "link"),
                                                  nameOf(e, item)));
        }
}

void trayFill(const Evaluation& e, Report& report) {
    fieldFill(e, report);
    const Limit limit = basisLimit(e, Property::trayFillDesign);
    compareRows(
        e, report, Fig::trayFill, Side::Above, [&](RawId) { return limit; },
        [&](RawId id, double actual, double) {
            return fmt::format(
                "cables fill {:.1f} % of {} at its fullest place; {:.0f} % is its design fill",
                100.0 * actual, nameOf(e, {TableId::Trays, id}), 100.0 * limit.si);
        });
}

void trayFull(const Evaluation& e, Report& report) {
    const Limit limit = basisLimit(e, Property::trayFull);
    compareRows(
        e, report, Fig::trayFill, Side::Above, [&](RawId) { return limit; },
        [&](RawId id, double actual, double) {
            return fmt::format(
                "cables fill {:.1f} % of {} at its fullest place; at {:.0f} % a tray is full",
                100.0 * actual, nameOf(e, {TableId::Trays, id}), 100.0 * limit.si);
        });
}

void trayLoad(const Evaluation& e, Report& report) {
    compareRows(
        e, report, Fig::trayWeight, Side::Above,
        [&](RawId id) {
            return partLimit(e, e.hall().trays[{id}].part, Property::trayLoad);
        },
        [&](RawId id, double actual, double limit) {
            return fmt::format("cables of {} lie in {} at its heaviest place; each of its trays "
                               "bears {}",
                               words(actual, Dimension::MassPerLength),
                               nameOf(e, {TableId::Trays, id}),
                               words(limit, Dimension::MassPerLength));
        });
}

/// The stiffest cable in each tray, by position: only of cables that some tray would bend too far,
/// so that a hall of soft cables costs no walk over its links.
struct Stiffest {
    double radius = 0.0;
    PartId cable;
};
std::vector<Stiffest> stiffestByTray(const Evaluation& e, double tightest) {
    const CablePlans& cables = e.cables();
    std::vector<Stiffest> out(cables.trays->trays());
    std::vector<std::int32_t> sections;
    const auto note = [&](std::int32_t a, std::int32_t b, bool detour, PartId cable,
                          double radius) {
        if (a < 0 || b < 0 || a == b) return;
        const TrayGraph& graph = detour ? *cables.detours : *cables.trays;
        const TrayGraph::Entry& from = cables.entries[static_cast<std::size_t>(a)];
        const TrayGraph::Entry& to = cables.entries[static_cast<std::size_t>(b)];
        graph.sectionsOf(from, to, graph.route(from, to), sections);
        for (std::int32_t section : sections) {
            Stiffest& most = out[static_cast<std::size_t>(
                graph.sections()[static_cast<std::size_t>(section)].tray)];
            if (radius > most.radius) most = {radius, cable};
        }
    };
    for (const CablePlan& plan : cables.plans) {
        std::vector<double> radii;
        for (const LinkMedia::Medium& medium : plan.media.media())
            radii.push_back(e.numbers().get(medium.part, Property::cableBend, 0.0));
        const bool anyStiff = std::any_of(radii.begin(), radii.end(),
                                          [&](double radius) { return radius > tightest; });
        for (std::size_t i = 0; anyStiff && i < plan.choice.size(); ++i) {
            const LinkMedia::Medium& medium = plan.media.media()[plan.choice[i]];
            if (radii[plan.choice[i]] > tightest && (medium.copper || !plan.structured))
                note(plan.lowerRack[i], plan.upperRack[i],
                     !plan.detour.empty() && plan.detour[i] != 0, medium.part,
                     radii[plan.choice[i]]);
        }
        for (const TrunkGroup& group : plan.plant.groups)
            if (const double radius = e.numbers().get(group.trunk, Property::cableBend, 0.0);
                radius > tightest)
                note(group.lowerRack, group.upperRack, false, group.trunk, radius);
    }
    return out;
}

void bend(const Evaluation& e, Report& report) {
    const CablePlans& cables = e.cables();
    if (!cables.trays || cables.trays->trays() == 0) return;
    Unjudged unjudged(e, report);
    const std::vector<RawId>& ids = e.rows().ids(Scope::Tray);
    std::vector<Limit> limits;
    double tightest = std::numeric_limits<double>::infinity();
    for (std::size_t row = 0; row < ids.size(); ++row) {
        limits.push_back(partLimit(e, e.hall().trays[{ids[row]}].part, Property::trayBend));
        if (!(e.columns().get(Fig::trayFill, row) > 0.0)) continue;
        if (std::isnan(limits[row].si))
            unjudged.add({TableId::Trays, ids[row]}, limits[row]);
        else
            tightest = std::min(tightest, limits[row].si);
    }
    for (std::size_t f = 0; f < cables.plans.size(); ++f) {
        const CablePlan& plan = cables.plans[f];
        for (std::size_t m = 0; m < plan.sold.size(); ++m) {
            const PartId part = plan.media.media()[m].part;
            const bool bought = std::any_of(plan.sold[m].begin(), plan.sold[m].end(),
                                            [](const auto& row) { return row.second != 0; });
            if (part && bought && std::isnan(e.numbers().get(part, Property::cableBend)))
                unjudged.add({TableId::Fabrics, e.rows().ids(Scope::Fabric)[f]},
                             partLimit(e, part, Property::cableBend));
        }
    }
    const std::vector<Stiffest> stiffest = stiffestByTray(e, tightest);
    for (std::size_t row = 0; row < ids.size(); ++row)
        if (exceeds(stiffest[row].radius, limits[row].si)) {
            const ItemRef item{TableId::Trays, ids[row]};
            report.fails({item}, {limits[row].si, Dimension::Length},
                         {stiffest[row].radius, Dimension::Length},
                         fmt::format("{} turns at {}, but {} in it may not be bent below {}",
                                     nameOf(e, item), words(limits[row].si, Dimension::Length),
                                     nameOf(e, stiffest[row].cable),
                                     words(stiffest[row].radius, Dimension::Length)));
        }
}

}  // namespace

std::span<const RuleInfo> cablingRules() {
    static const std::array rows = {
        RuleInfo{"cabling.unrouted",
                 "cabling",
                 Severity::Error,
                 "Links without a route",
                 "No chain of trays leads from one end to the other, so these links have no length "
                 "and no cable. Join the "
                 "trays, or lay one over the rack.",
                 "routes through the trays of the hall",
                 {},
                 unrouted,
                 reads({TableId::Fabrics}, {}, {Stage::Fabric, Stage::Cabling})},
        RuleInfo{"cabling.tray.fill",
                 "cabling",
                 Severity::Warning,
                 "Cable tray above its design fill",
                 "A tray filled beyond its design leaves no room to add or to pull out a cable. "
                 "Add a layer, widen it, or spread the switches.",
                 "ANSI/TIA-569: design fill",
                 {Property::trayFillDesign},
                 trayFill,
                 reads({TableId::Trays, TableId::Fabrics}, {Fig::trayFill},
                       {Stage::Fabric, Stage::Cabling})},
        RuleInfo{"cabling.tray.full",
                 "cabling",
                 Severity::Error,
                 "Cables do not go into the tray",
                 "Round cables leave gaps: at half of its cross-section by calculation a tray is "
                 "full to the brim. Add a layer, widen it, or spread the switches.",
                 "ANSI/TIA-569: maximum fill",
                 {Property::trayFull},
                 trayFull,
                 reads({TableId::Trays}, {Fig::trayFill})},
        RuleInfo{"cabling.tray.load",
                 "cabling",
                 Severity::Error,
                 "Cable tray overloaded",
                 "More cable lies in the tray than it bears at the distance of its hangers. Add a "
                 "layer, hang it closer, spread the switches, or take trunks instead of single "
                 "cables.",
                 "largest load of the tray's maker",
                 {},
                 trayLoad,
                 reads({TableId::Trays}, {Fig::trayWeight})},
        RuleInfo{"cabling.bend",
                 "cabling",
                 Severity::Warning,
                 "Tray turns tighter than its cables may",
                 "A cable bent below its smallest radius loses light or breaks. Take trays whose "
                 "fittings turn wider, or a thinner cable.",
                 "smallest bend radius of the cable's maker",
                 {},
                 bend,
                 reads({TableId::Trays}, {Fig::trayFill}, {Stage::Fabric, Stage::Cabling})},
    };
    return rows;
}

}  // namespace hallwright
