#include "model/rules/checks.h"
#include "model/rules/families.h"
#include "model/rules/feeds.h"

#include <fmt/format.h>

#include <array>

namespace hallwright {

namespace {

void shelfCapacity(const Evaluation& e, Report& report) {
    const std::vector<RawId>& racks = e.rows().ids(Scope::Rack);
    const Columns& columns = e.columns();
    Unjudged unjudged(e, report);
    for (std::size_t i = 0; i < racks.size(); ++i) {
        if (columns.status(Fig::rackShelfCapacity, i) == Status::Absent) continue;
        const ItemRef item{TableId::Racks, racks[i]};
        const double bus = columns.get(Fig::rackBus, i);
        const double capacity = columns.get(Fig::rackShelfCapacity, i);
        if (bus != bus || capacity != capacity) {
            unjudged.add(item, bus != bus ? Fig::rackBus : Fig::rackShelfCapacity);
            continue;
        }
        if (!exceeds(bus, capacity)) continue;
        const PartId part = e.hall().racks[{racks[i]}].part;
        const double rating =
            e.numbers().get(e.numbers().reference(part, Property::shelf), Property::ratingPower);
        report.fails(
            {item}, {bus, Dimension::Power}, {capacity, Dimension::Power},
            fmt::format(
                "{} draws {} at the DC bus ({} at the AC input) on {} of {} shelves of {} = {}, {}",
                nameOf(e, item), words(bus, Dimension::Power),
                words(columns.get(Fig::rackTdp, i), Dimension::Power),
                words(capacity / rating, Dimension::One),
                words(e.numbers().get(part, Property::shelfCount), Dimension::One),
                words(rating, Dimension::Power), words(capacity, Dimension::Power),
                e.numbers().text(part, Property::shelfRedundancy)));
    }
}

/// Feeds that a rack needs so that one system may be lost; 0 where the scheme asks for none.
std::size_t feedsNeeded(Redundancy redundancy) {
    const bool spare = redundancy == Redundancy::TwoN || redundancy == Redundancy::ThreeN2 ||
                       redundancy == Redundancy::FourN3;
    return spare ? 2 : 0;
}

std::string_view schemeName(Redundancy redundancy) {
    constexpr std::string_view names[] = {"N", "N+1", "2N", "3N2", "4N3"};
    return names[static_cast<std::size_t>(redundancy)];
}

void feeds(const Evaluation& e, Report& report) {
    const Redundancy scheme = e.hall().site().redundancy;
    const std::size_t needed = feedsNeeded(scheme);
    if (needed == 0) return;
    const Feeds all(e);
    const std::vector<RawId>& racks = e.rows().ids(Scope::Rack);
    for (std::size_t i = 0; i < racks.size(); ++i) {
        const std::size_t systems = all.systemsOf(i);
        if (systems == 0 || systems >= needed) continue;  // none at all is another rule's
        const ItemRef item{TableId::Racks, racks[i]};
        report.fails(
            {item}, {static_cast<double>(systems), Dimension::One},
            {static_cast<double>(needed), Dimension::One},
            fmt::format(
                "all tap-offs of {} are on one system; {} promises that any one may be lost",
                nameOf(e, item), schemeName(scheme)));
    }
}

/// Under N+1 each step on the path of power may lose one unit.
void unitSpare(const Evaluation& e, Report& report) {
    if (e.hall().site().redundancy != Redundancy::NPlus1) return;
    std::size_t at = 0;
    e.hall().powerUnits.forEach([&](Id<PowerUnit> id, const PowerUnit& unit) {
        const std::size_t row = at++;
        const Part* part = e.hall().part(unit.part);
        if (!part || unit.parallel > 1) return;
        const bool step = part->kind == Kind::Transformer || part->kind == Kind::Switchboard ||
                          part->kind == Kind::Ups || part->kind == Kind::Rectifier;
        if (!step || e.columns().get(Fig::unitWorst, row) == 0.0)
            return;  // an unknown load is a load
        report.fails({{TableId::PowerUnits, id.raw}}, {1.0, Dimension::One}, {2.0, Dimension::One},
                     fmt::format("{} stands alone; {} promises that one of its units may be lost",
                                 unit.name, schemeName(Redundancy::NPlus1)));
    });
}

}  // namespace

std::span<const RuleInfo> redundancyRules() {
    static const std::array rows = {
        RuleInfo{"redundancy.shelf.capacity",
                 "redundancy",
                 Severity::Warning,
                 "Shelves short of their redundancy",
                 "With the spare shelves gone, the others cannot carry the design power at the DC "
                 "bus. The rack runs, "
                 "but not redundantly: cap its power, or add shelves.",
                 "redundancy and rating of the shelves' parts",
                 {},
                 shelfCapacity,
                 reads({TableId::Racks}, {Fig::rackShelfCapacity, Fig::rackBus, Fig::rackTdp})},
        RuleInfo{"redundancy.feeds",
                 "redundancy",
                 Severity::Error,
                 "Fed by one system only",
                 "The redundancy of the site promises that one system may be lost; this rack would "
                 "go dark with it. Add a "
                 "tap-off on a busway of another system.",
                 "definition of 2N, 3N2 and 4N3",
                 {},
                 feeds,
                 reads({TableId::Racks, TableId::Taps, TableId::Busways})},
        RuleInfo{"redundancy.unit.spare",
                 "redundancy",
                 Severity::Error,
                 "Power unit without a spare",
                 "The redundancy of the site promises that one transformer, board, UPS or "
                 "rectifier of a group may be lost; this one is alone and all behind it would go "
                 "dark. Set another one beside it.",
                 "definition of N+1",
                 {},
                 unitSpare,
                 reads({TableId::PowerUnits}, {Fig::unitWorst})},
    };
    return rows;
}

}  // namespace hallwright
