#include "model/rules/checks.h"
#include "model/rules/families.h"

#include <fmt/format.h>

#include <array>

namespace hallwright {

namespace {

void capacity(const Evaluation& e, Report& report) {
    compareRows(
        e, report, Fig::airHeat, Side::Above,
        [&](RawId) {
            return Limit{
                e.number(Fig::airCapacity), {}, Property::Count_, info(Fig::airCapacity).title};
        },
        [&](RawId, double actual, double limit) {
            return fmt::format("racks, CDUs and fans give {} to the air; the air units carry {} "
                               "with the spare ones lost",
                               words(actual, Dimension::Power), words(limit, Dimension::Power));
        });
}

void rackHeat(const Evaluation& e, Report& report) {
    const Limit limit = basisLimit(e, Property::airRackPower);
    compareRows(
        e, report, Fig::rackAir, Side::Above, [&](RawId) { return limit; },
        [&](RawId id, double actual, double) {
            return fmt::format("{} gives {} to the air", nameOf(e, rackItem(id)),
                               words(actual, Dimension::Power));
        });
}

/// Network racks give all their heat to the air unless their switches are liquid-cooled; that part
/// does not count.
void networkPower(const Evaluation& e, Report& report) {
    const Limit limit = basisLimit(e, Property::networkRackPower);
    const std::vector<RawId>& racks = e.rows().ids(Scope::Rack);
    Unjudged unjudged(e, report);
    for (std::size_t i = 0; i < racks.size(); ++i) {
        const Part* part = e.numbers().part(e.hall().racks[{racks[i]}].part);
        if (!part || part->kind != Kind::NetworkRack) continue;
        const double heat = e.columns().get(Fig::rackAir, i);
        const Status status = e.columns().status(Fig::rackAir, i);
        if (status == Status::Absent) continue;
        if (limit.si != limit.si)
            unjudged.add(rackItem(racks[i]), limit);
        else if (exceeds(heat, limit.si))
            report.fails({rackItem(racks[i])}, {heat, Dimension::Power},
                         {limit.si, Dimension::Power},
                         fmt::format("the switches in {} give {} to the air",
                                     nameOf(e, rackItem(racks[i])), words(heat, Dimension::Power)));
        else if (status != Status::Ok)
            unjudged.add(rackItem(racks[i]), Fig::rackAir);
    }
}

void chilledShortfall(const Evaluation& e, Report& report) {
    compareRows(
        e, report, Fig::chilledShortfall, Side::Above, [](RawId) { return Limit{0.0}; },
        [&](RawId, double actual, double) {
            return fmt::format(
                "on the design day heat rejection gives chilled water for the air "
                "{} warmer than the {} it is asked for",
                words(actual, Dimension::TemperatureDifference),
                words(basisLimit(e, Property::chilledSupply).si, Dimension::Temperature));
        });
}

}  // namespace

std::span<const RuleInfo> airRules() {
    static const std::array rows = {
        RuleInfo{"air.capacity",
                 "air",
                 Severity::Error,
                 "Too much heat for the air units",
                 "With the spare units lost, the others cannot take the heat that liquid leaves to "
                 "the air. Add air units, "
                 "or choose racks that give more of their heat to liquid.",
                 "capacity of the parts",
                 {Property::airSpare, Property::sizingCooling},
                 capacity,
                 reads({}, {Fig::airHeat, Fig::airCapacity})},
        RuleInfo{"air.rack.heat",
                 "air",
                 Severity::Warning,
                 "Too much heat to air from one rack",
                 "So much air cannot be brought through one rack by room or row cooling. Use a "
                 "rear door, or a rack with "
                 "more liquid cooling.",
                 "industry practice for in-row cooling",
                 {Property::airRackPower, Property::sizingCooling},
                 rackHeat,
                 reads({TableId::Racks}, {Fig::rackAir})},
        RuleInfo{"rack.network.power",
                 "air",
                 Severity::Warning,
                 "Network rack too hot for air",
                 "An air-cooled network rack holds more switches than room air usually cools. "
                 "Spread the switches over "
                 "more racks, or choose liquid-cooled ones.",
                 "our judgement",
                 {Property::networkRackPower, Property::sizingCooling},
                 networkPower,
                 reads({TableId::Racks}, {Fig::rackAir})},
        RuleInfo{"air.chilled.shortfall",
                 "air",
                 Severity::Warning,
                 "Chilled water for air too warm",
                 "Without compressors the chilled water that cools the air cannot be colder than "
                 "the outdoor air and the approach of the plant: on hot days the room gets "
                 "warmer. Raise the chilled water, or choose plant with chillers.",
                 "climate of the site; approach of the part",
                 {Property::rejectionPart, Property::chilledSupply},
                 chilledShortfall,
                 reads({}, {Fig::chilledShortfall})},
    };
    return rows;
}

}  // namespace hallwright
