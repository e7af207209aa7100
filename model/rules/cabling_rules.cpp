#include "model/base/text.h"
#include "model/rules/checks.h"
#include "model/rules/families.h"
#include "model/stages/cabling.h"

#include <fmt/format.h>

#include <array>

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

void trayFill(const Evaluation& e, Report& report) {
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
                 reads({TableId::Trays}, {Fig::trayFill})},
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
    };
    return rows;
}

}  // namespace hallwright
