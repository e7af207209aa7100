#include "model/rules/checks.h"
#include "model/rules/families.h"

#include <fmt/format.h>

#include <array>

namespace hallwright {

namespace {

constexpr std::string_view floorRating = "the floor rating of the hall";

/// Racks and equipment against one limit; detail(item, actual) says what is too much.
template <typename Detail>
void compareStanding(const Evaluation& e, Report& report, Fig ofRacks, Fig ofEquipment,
                     const Limit& limit, Detail&& detail) {
    for (const auto& [figure, table] :
         {std::pair{ofRacks, TableId::Racks}, std::pair{ofEquipment, TableId::Equipment}})
        compareRows(
            e, report, figure, Side::Above, [&](RawId) { return limit; },
            [&, table = table](RawId id, double actual, double) {
                return detail(ItemRef{table, id}, actual);
            });
}

void bay(const Evaluation& e, Report& report) {
    compareStanding(e, report, Fig::rackBayLoad, Fig::equipmentBayLoad,
                    siteLimit(e.hall().site().floorRating.value(), floorRating),
                    [&](ItemRef item, double actual) {
                        return fmt::format("{} loads its bay with {}", nameOf(e, item),
                                           words(actual, Dimension::Pressure));
                    });
}

/// A note, and true of nearly every liquid-cooled rack: told once for each part.
void footprintLoad(const Evaluation& e, Report& report) {
    const Limit limit = siteLimit(e.hall().site().floorRating.value(), floorRating);
    std::vector<Finding> found;
    Report each(0, found);
    compareStanding(e, each, Fig::rackFootprintLoad, Fig::equipmentFootprintLoad, limit,
                    [](ItemRef, double) { return std::string(); });
    std::map<PartId, std::vector<const Finding*>> byPart;
    for (Finding& finding : found)
        if (finding.outcome == Finding::Outcome::NotChecked)
            report.notChecked(std::move(finding.items), std::move(finding.detail));
        else
            byPart[partOf(e.hall(), finding.items.front())].push_back(&finding);
    for (const auto& [part, racks] : byPart) {
        std::vector<ItemRef> items{{TableId::Parts, part.raw}};
        double worst = 0.0;
        for (const Finding* finding : racks) {
            items.push_back(finding->items.front());
            worst = std::max(worst, finding->actual.si);
        }
        report.fails(std::move(items), {worst, Dimension::Pressure},
                     {limit.si, Dimension::Pressure},
                     fmt::format("{} × {} load the ground they stand on with up to {}",
                                 racks.size(), nameOf(e, part), words(worst, Dimension::Pressure)));
    }
}

void tile(const Evaluation& e, Report& report) {
    compareStanding(e, report, Fig::rackTileLoad, Fig::equipmentTileLoad,
                    basisLimit(e, Property::tileLoad), [&](ItemRef item, double actual) {
                        return fmt::format(
                            "the feet on the worst tile of {} carry {}, neighbours' feet too",
                            nameOf(e, item), words(actual, Dimension::Mass));
                    });
}

}  // namespace

std::span<const RuleInfo> structureRules() {
    static const std::array rows = {
        RuleInfo{"structure.floor.bay",
                 "structure",
                 Severity::Error,
                 "Floor overloaded",
                 "The weight of a rack or unit, spread over its bay of itself and half of both "
                 "aisles, is "
                 "more than the floor "
                 "is rated for. Widen the aisles, choose a lighter rack, or strengthen the floor.",
                 "uniform load of the floor, judged on the bay: our judgement",
                 {Property::bayDepth},
                 bay},
        RuleInfo{"structure.floor.footprint",
                 "structure",
                 Severity::Note,
                 "Load to be spread",
                 "Straight below it the load is above the uniform rating. That is usual; a "
                 "plinth or spreader "
                 "plates bring it to the bay. Have a structural engineer confirm it.",
                 "our judgement",
                 {},
                 footprintLoad},
        RuleInfo{"structure.tile.load",
                 "structure",
                 Severity::Warning,
                 "Floor tile overloaded",
                 "Feet of several racks or units that stand on one tile add up. Move the row by "
                 "part of a "
                 "tile, take stronger "
                 "tiles, or stand the racks on the slab.",
                 "OCP Ready: concentrated load",
                 {Property::tileLoad},
                 tile},
    };
    return rows;
}

}  // namespace hallwright
