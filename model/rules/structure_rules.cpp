#include "model/rules/checks.h"
#include "model/rules/families.h"

#include <fmt/format.h>

#include <array>

namespace hallwright {

namespace {

constexpr std::string_view floorRating = "the floor rating of the hall";

ItemRef rackItem(RawId id) { return {TableId::Racks, id}; }

void bay(const Evaluation& e, Report& report) {
    const Limit limit = siteLimit(e.hall().site().floorRating.value(), floorRating);
    compareRows(
        e, report, Fig::rackBayLoad, Side::Above, [&](RawId) { return limit; },
        [&](RawId id, double actual, double) {
            return fmt::format("{} loads its bay with {}", nameOf(e, rackItem(id)),
                               words(actual, Dimension::Pressure));
        });
}

/// A note, and true of nearly every liquid-cooled rack: told once for each part.
void footprintLoad(const Evaluation& e, Report& report) {
    const Limit limit = siteLimit(e.hall().site().floorRating.value(), floorRating);
    std::vector<Finding> found;
    Report each(0, found);
    compareRows(
        e, each, Fig::rackFootprintLoad, Side::Above, [&](RawId) { return limit; },
        [](RawId, double, double) { return std::string(); });
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
    const Limit limit = basisLimit(e, Property::tileLoad);
    compareRows(
        e, report, Fig::rackTileLoad, Side::Above, [&](RawId) { return limit; },
        [&](RawId id, double actual, double) {
            return fmt::format("the feet on the worst tile of {} carry {}, neighbours' feet too",
                               nameOf(e, rackItem(id)), words(actual, Dimension::Mass));
        });
}

}  // namespace

std::span<const RuleInfo> structureRules() {
    static const std::array rows = {
        RuleInfo{"structure.floor.bay",
                 "structure",
                 Severity::Error,
                 "Floor overloaded",
                 "The weight of a rack, spread over its bay of rack and half of both aisles, is "
                 "more than the floor "
                 "bears. Widen the aisles, choose a lighter rack, or strengthen the floor.",
                 "uniform load of the floor, judged on the bay: our judgement",
                 {Property::bayDepth},
                 bay},
        RuleInfo{"structure.floor.footprint",
                 "structure",
                 Severity::Note,
                 "Load to be spread",
                 "Straight below the rack the load is above the uniform rating. That is usual; a "
                 "plinth or spreader "
                 "plates bring it to the bay. Have a structural engineer confirm it.",
                 "our judgement",
                 {},
                 footprintLoad},
        RuleInfo{"structure.tile.load",
                 "structure",
                 Severity::Warning,
                 "Floor tile overloaded",
                 "Feet of several racks that stand on one tile add up. Move the row by part of a "
                 "tile, take stronger "
                 "tiles, or stand the racks on the slab.",
                 "OCP Ready: concentrated load",
                 {Property::tileLoad},
                 tile},
    };
    return rows;
}

}  // namespace hallwright
