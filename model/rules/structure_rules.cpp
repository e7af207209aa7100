#include "model/rules/checks.h"
#include "model/rules/families.h"
#include "model/rules/ground.h"

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

std::string tileWords(const Evaluation& e, ItemRef item, double actual) {
    return fmt::format("the feet on the worst tile of {} carry {}, neighbours' feet too",
                       nameOf(e, item), words(actual, Dimension::Mass));
}

/// A slab has no tiles that could break.
bool hasTiles(const Evaluation& e) { return e.hall().site().floor == FloorKind::Raised; }

void tile(const Evaluation& e, Report& report) {
    if (!hasTiles(e)) return;
    compareStanding(e, report, Fig::rackTileLoad, Fig::equipmentTileLoad,
                    basisLimit(e, Property::tileLoad),
                    [&](ItemRef item, double actual) { return tileWords(e, item, actual); });
}

void tileNear(const Evaluation& e, std::span<const std::uint32_t> boxes, Report& report) {
    if (!hasTiles(e)) return;
    const Limit limit = basisLimit(e, Property::tileLoad);
    Unjudged unjudged(e, report);
    for (const std::uint32_t i : boxes) {
        const ItemRef item = e.ground().boxes()[i].item;
        if (item.table == TableId::Obstacles) continue;
        const bool rack = item.table == TableId::Racks;
        compareRow(
            e, report, unjudged, rack ? Fig::rackTileLoad : Fig::equipmentTileLoad, Side::Above,
            item, [&](RawId) { return limit; },
            [&](RawId, double actual, double) { return tileWords(e, item, actual); });
    }
}

/// What stands within a tile of another may share one with it.
Millimetres tileReach(const Evaluation& e) {
    return e.hall().site().tile.times(1) + Millimetres{1};
}

}  // namespace

std::span<const RuleInfo> structureRules() {
    static const std::array rows = {
        RuleInfo{
            "structure.floor.bay",
            "structure",
            Severity::Error,
            "Floor overloaded",
            "The weight of a rack or unit, spread over its bay of itself and half of both "
            "aisles, is "
            "more than the floor "
            "is rated for. Widen the aisles, choose a lighter rack, or strengthen the floor.",
            "uniform load of the floor, judged on the bay: our judgement",
            {Property::bayDepth},
            bay,
            reads({TableId::Racks, TableId::Equipment}, {Fig::rackBayLoad, Fig::equipmentBayLoad})},
        RuleInfo{"structure.floor.footprint",
                 "structure",
                 Severity::Note,
                 "Load to be spread",
                 "Straight below it the load is above the uniform rating. That is usual; a "
                 "plinth or spreader "
                 "plates bring it to the bay. Have a structural engineer confirm it.",
                 "our judgement",
                 {},
                 footprintLoad,
                 reads({TableId::Racks, TableId::Equipment},
                       {Fig::rackFootprintLoad, Fig::equipmentFootprintLoad})},
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
                 tile,
                 reads({TableId::Racks, TableId::Equipment},
                       {Fig::rackTileLoad, Fig::equipmentTileLoad}),
                 {tileNear, tileReach}},
    };
    return rows;
}

}  // namespace hallwright
