#include "model/rules/checks.h"
#include "model/rules/families.h"
#include "model/stages/cooling.h"
#include "model/stages/cooling_loop.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

namespace hallwright {

namespace {

ItemRef loopItem(RawId id) { return {TableId::Loops, id}; }
const Rack& rackRow(const Evaluation& e, RawId id) { return e.hall().racks[{id}]; }

/// A figure of the same loop as limit of another one: what the CDUs give.
Limit figureLimit(const Evaluation& e, Fig figure, RawId id) {
    return {e.number(figure, id), {}, Property::Count_, info(figure).title};
}

void loopMissing(const Evaluation& e, Report& report) {
    const std::vector<RawId>& racks = e.rows().ids(Scope::Rack);
    for (std::size_t i = 0; i < racks.size(); ++i) {
        const double heat = e.columns().get(Fig::rackLiquid, i);
        if (!(heat > 0.0) || e.hall().loops.contains(rackRow(e, racks[i]).loop)) continue;
        report.fails({rackItem(racks[i])}, {}, {},
                     fmt::format("{} gives {} to liquid, and is not connected to a loop",
                                 nameOf(e, rackItem(racks[i])), words(heat, Dimension::Power)));
    }
}

int cdusOf(const Evaluation& e, RawId loop) {
    int count = 0;
    e.hall().equipment.forEach([&](Id<Equipment>, const Equipment& equipment) {
        const Part* part = e.hall().part(equipment.part);
        if (part && part->kind == Kind::Cdu && equipment.loop.raw == loop) ++count;
    });
    return count;
}

/// Of a loop: what its racks ask for, and what its CDUs give with the spare ones lost.
void loopAgainst(const Evaluation& e, Report& report, Fig asked, Fig given, std::string_view verb) {
    compareRows(
        e, report, asked, Side::Above, [&](RawId id) { return figureLimit(e, given, id); },
        [&](RawId id, double actual, double limit) {
            const Dimension dimension = info(asked).dimension;
            const int count = cdusOf(e, id);
            return fmt::format("{} {} {}; its CDUs give {} with {} of {} lost",
                               nameOf(e, loopItem(id)), verb, words(actual, dimension),
                               words(limit, dimension), lostCdus(count, e.hall().loops[{id}].spare),
                               count);
        });
}

void cduHeat(const Evaluation& e, Report& report) {
    loopAgainst(e, report, Fig::loopHeat, Fig::loopCapacity, "takes up");
}
void cduFlow(const Evaluation& e, Report& report) {
    loopAgainst(e, report, Fig::loopFlow, Fig::loopFlowCapacity, "needs");
}

void cduHead(const Evaluation& e, Report& report) {
    compareRows(
        e, report, Fig::loopHead, Side::Above,
        [&](RawId id) { return figureLimit(e, Fig::loopHeadGiven, id); },
        [&](RawId id, double actual, double) {
            return fmt::format("{} needs {} at its farthest rack", nameOf(e, loopItem(id)),
                               words(actual, Dimension::Pressure));
        });
}

/// The parts whose limits the coolant of each rack must keep, by position: the rack's own where it
/// takes heat to liquid, and the liquid-cooled switches in it.
std::vector<std::vector<PartId>> cooledParts(const Evaluation& e) {
    const Hall& hall = e.hall();
    std::vector<std::vector<PartId>> out(e.rows().count(Scope::Rack));
    const auto takesLiquid = [&](PartId part) {
        const double share = e.numbers().get(part, Property::liquidFraction);
        return share == share ? share > 0.0 : hall.part(part)->kind != Kind::NetworkRack;
    };
    std::size_t row = 0;
    hall.racks.forEach([&](Id<Rack>, const Rack& rack) {
        if (hall.part(rack.part) && takesLiquid(rack.part)) out[row].push_back(rack.part);
        ++row;
    });
    hall.mounts.forEach([&](Id<Mount>, const Mount& mount) {
        const Fabric* fabric = hall.fabrics.find(mount.fabric);
        const std::ptrdiff_t at = e.rows().position(Scope::Rack, mount.rack.raw);
        if (!fabric || at < 0 || !hall.part(fabric->switchPart) || !takesLiquid(fabric->switchPart))
            return;
        std::vector<PartId>& parts = out[static_cast<std::size_t>(at)];
        if (std::find(parts.begin(), parts.end(), fabric->switchPart) == parts.end())
            parts.push_back(fabric->switchPart);
    });
    return out;
}

/// " (such a switch in it)" where the limit is not that of the rack's own part.
std::string inIt(const Evaluation& e, RawId rack, PartId part) {
    return part == rackRow(e, rack).part ? std::string()
                                         : fmt::format(" ({} in it)", nameOf(e, part));
}

/// A temperature of the coolant of each rack on a loop against the limit of what it cools.
template <typename Temperature, typename Detail>
void coolantTemperature(const Evaluation& e, Report& report, Fig figure, Property property,
                        Temperature&& temperature, Detail&& detail) {
    const std::vector<std::vector<PartId>> parts = cooledParts(e);
    const std::vector<RawId>& racks = e.rows().ids(Scope::Rack);
    Unjudged unjudged(e, report);
    for (std::size_t i = 0; i < racks.size(); ++i) {
        const Rack& rack = rackRow(e, racks[i]);
        if (!e.hall().loops.contains(rack.loop) || !(e.columns().get(Fig::rackLiquid, i) > 0.0))
            continue;
        const double actual = temperature(i, rack);
        const bool ofLoop = info(figure).scope == Scope::Loop;
        const ItemRef item = ofLoop ? loopItem(rack.loop.raw) : rackItem(racks[i]);
        if (actual != actual) {
            unjudged.add(item, figure);
            continue;
        }
        for (const PartId part : parts[i]) {
            const Limit limit = partLimit(e, part, property);
            if (limit.si != limit.si) {
                unjudged.add(rackItem(racks[i]), limit);
                continue;
            }
            if (!exceeds(actual, limit.si)) continue;
            std::vector<ItemRef> items{rackItem(racks[i])};
            if (ofLoop) items.push_back(item);
            report.fails(std::move(items), {actual, Dimension::Temperature},
                         {limit.si, Dimension::Temperature}, detail(racks[i], actual, part));
        }
    }
}

void supplyMax(const Evaluation& e, Report& report) {
    coolantTemperature(
        e, report, Fig::loopSupply, Property::supplyMax,
        [&](std::size_t, const Rack& rack) { return e.number(Fig::loopSupply, rack.loop.raw); },
        [&](RawId id, double actual, PartId part) {
            return fmt::format(
                "{} supplies {} to {}{}", nameOf(e, loopItem(rackRow(e, id).loop.raw)),
                words(actual, Dimension::Temperature), nameOf(e, rackItem(id)), inIt(e, id, part));
        });
}

void returnMax(const Evaluation& e, Report& report) {
    coolantTemperature(
        e, report, Fig::rackReturn, Property::returnMax,
        [&](std::size_t i, const Rack&) { return e.columns().get(Fig::rackReturn, i); },
        [&](RawId id, double actual, PartId part) {
            return fmt::format("the coolant leaves {}{} with {}", nameOf(e, rackItem(id)),
                               inIt(e, id, part), words(actual, Dimension::Temperature));
        });
}

/// Of racks that are cooled themselves: the flow through a frame is the sum of its switches' flows,
/// each as its maker rates it.
void rackFlow(const Evaluation& e, Report& report) {
    compareRows(
        e, report, Fig::rackFlow, Side::Above,
        [&](RawId id) {
            const PartId part = rackRow(e, id).part;
            const Part* found = e.hall().part(part);
            if (found && found->kind == Kind::NetworkRack)
                return Limit{std::numeric_limits<double>::infinity()};
            return partLimit(e, part, Property::flowMax);
        },
        [&](RawId id, double actual, double) {
            return fmt::format("{} needs {} of coolant", nameOf(e, rackItem(id)),
                               words(actual, Dimension::VolumeFlow));
        });
}

void dewPoint(const Evaluation& e, Report& report) {
    const Limit room = basisLimit(e, Property::roomDewPoint);
    const Limit margin = basisLimit(e, Property::dewMargin);
    compareRows(
        e, report, Fig::loopSupply, Side::Below,
        [&](RawId) {
            if (margin.si != margin.si) return margin;
            Limit limit = room;
            limit.si += margin.si;
            return limit;
        },
        [&](RawId id, double actual, double) {
            return fmt::format(
                "{} supplies {}; the dew point of the room is {}, with a margin of {}",
                nameOf(e, loopItem(id)), words(actual, Dimension::Temperature),
                words(room.si, Dimension::Temperature),
                words(margin.si, Dimension::TemperatureDifference));
        });
}

void rideThrough(const Evaluation& e, Report& report) {
    const Limit wanted = basisLimit(e, Property::rideThrough);
    compareRows(
        e, report, Fig::loopRideThrough, Side::Below, [&](RawId) { return wanted; },
        [&](RawId id, double actual, double) {
            return fmt::format("the coolant of {} warms up by the rise allowed within {} once heat "
                               "rejection stops",
                               nameOf(e, loopItem(id)), words(actual, Dimension::Time));
        });
}

void convergence(const Evaluation& e, Report& report) {
    compareRows(
        e, report, Fig::loopIterations, Side::Above,
        [](RawId) { return Limit{static_cast<double>(mostPasses)}; },
        [&](RawId id, double, double) {
            return fmt::format(
                "the supply of {} does not settle; its figures are those of the last pass",
                nameOf(e, loopItem(id)));
        });
}

void rejectionShortfall(const Evaluation& e, Report& report) {
    compareRows(
        e, report, Fig::loopShortfall, Side::Above, [](RawId) { return Limit{0.0}; },
        [&](RawId id, double actual, double) {
            return fmt::format(
                "on the design day heat rejection gives {} water {} warmer than "
                "the {} it is asked for",
                nameOf(e, loopItem(id)), words(actual, Dimension::TemperatureDifference),
                words(e.hall().loops[{id}].facilitySupply.value() - celsius(0.0).value(),
                      Dimension::Temperature));
        });
}

}  // namespace

std::span<const RuleInfo> liquidRules() {
    static const std::array rows = {
        RuleInfo{"liquid.loop.missing",
                 "liquid",
                 Severity::Error,
                 "Liquid-cooled rack without a loop",
                 "The rack gives heat to liquid but is not connected to a loop. Connect it to one.",
                 "definition",
                 {Property::sizingCooling},
                 loopMissing,
                 reads({TableId::Racks, TableId::Loops}, {Fig::rackLiquid})},
        RuleInfo{"liquid.cdu.heat",
                 "liquid",
                 Severity::Error,
                 "Too much heat for the CDUs",
                 "With the spare CDUs lost, the others cannot carry the heat at their rated "
                 "approach. Add a CDU, or move "
                 "racks to another loop.",
                 "capacity of the part at its rated approach",
                 {Property::sizingCooling},
                 cduHeat,
                 reads({TableId::Loops, TableId::Equipment}, {Fig::loopHeat, Fig::loopCapacity})},
        RuleInfo{
            "liquid.cdu.flow",
            "liquid",
            Severity::Error,
            "Too much flow for the CDUs",
            "With the spare CDUs lost, the others cannot give the flow the racks need. Add a "
            "CDU, or supply colder "
            "coolant, which needs less flow.",
            "rated flow of the part",
            {Property::sizingCooling},
            cduFlow,
            reads({TableId::Loops, TableId::Equipment}, {Fig::loopFlow, Fig::loopFlowCapacity})},
        RuleInfo{"liquid.cdu.head",
                 "liquid",
                 Severity::Warning,
                 "Too little head of the CDUs",
                 "The farthest rack needs more pressure than the CDUs give at their rated flow. "
                 "Larger pipes, colder "
                 "coolant, or CDUs nearer to the racks lower it.",
                 "rated head of the part",
                 {Property::loopVelocity, Property::headerFriction, Property::headerFittings},
                 cduHead,
                 reads({TableId::Loops, TableId::Equipment}, {Fig::loopHead, Fig::loopHeadGiven})},
        RuleInfo{"liquid.supply.max",
                 "liquid",
                 Severity::Error,
                 "Coolant too warm for the rack",
                 "The loop supplies warmer coolant than the maker allows. Lower the facility "
                 "water, or add CDUs: a "
                 "smaller load each brings a smaller approach.",
                 "limit of the part",
                 {Property::facilityApproach, Property::uaExponent},
                 supplyMax,
                 reads({TableId::Racks, TableId::Loops, TableId::Mounts, TableId::Fabrics},
                       {Fig::loopSupply, Fig::rackLiquid})},
        RuleInfo{"liquid.return.max",
                 "liquid",
                 Severity::Warning,
                 "Coolant returns too warm",
                 "The coolant leaves the rack warmer than its couplings and hoses allow. More flow "
                 "or colder supply "
                 "lowers it.",
                 "limit of the part",
                 {Property::sizingCooling},
                 returnMax,
                 reads({TableId::Racks, TableId::Loops, TableId::Mounts, TableId::Fabrics},
                       {Fig::rackReturn, Fig::rackLiquid})},
        RuleInfo{"liquid.rack.flow",
                 "liquid",
                 Severity::Warning,
                 "Too much flow through the rack",
                 "At this supply temperature the rack needs more flow than its manifold and "
                 "couplings are made for. "
                 "Supply colder coolant.",
                 "limit of the part",
                 {Property::sizingCooling},
                 rackFlow,
                 reads({TableId::Racks}, {Fig::rackFlow})},
        RuleInfo{"liquid.rejection.shortfall",
                 "liquid",
                 Severity::Error,
                 "Facility water cannot be made",
                 "Without compressors the water of a technology loop cannot be colder than the "
                 "outdoor air and the approach of the plant. Raise the facility water, or choose "
                 "plant with chillers.",
                 "climate of the site; approach of the part",
                 {Property::rejectionPart},
                 rejectionShortfall,
                 reads({TableId::Loops}, {Fig::loopShortfall})},
        RuleInfo{
            "liquid.convergence",
            "liquid",
            Severity::Warning,
            "Cooling does not settle",
            "Flow, approach and supply of the loop depend on one another and did not come to rest "
            "within the passes "
            "allowed. Look for a flow curve that rises too steeply, or a CDU far below its load.",
            "fixed point of stage 6",
            {Property::uaExponent},
            convergence,
            reads({TableId::Loops}, {Fig::loopIterations})},
        RuleInfo{"liquid.dew_point",
                 "liquid",
                 Severity::Warning,
                 "Supply near the dew point",
                 "Coolant colder than the dew point of the room, and a margin, lets water condense "
                 "on hoses. Raise the "
                 "facility water, or dry the room.",
                 "CDU commissioning checklist: supply at least 2 to 3 K above the dew point",
                 {Property::roomDewPoint, Property::dewMargin},
                 dewPoint,
                 reads({TableId::Loops}, {Fig::loopSupply})},
        RuleInfo{"liquid.ride_through",
                 "liquid",
                 Severity::Note,
                 "Short ride-through",
                 "When heat rejection stops, the coolant in the loop warms up sooner than wanted. "
                 "A buffer tank, or pumps "
                 "and rejection on UPS power, bridge the time.",
                 "heat capacity of the coolant in the loop",
                 {Property::rideThrough, Property::rideThroughRise, Property::loopVolume},
                 rideThrough,
                 reads({TableId::Loops}, {Fig::loopRideThrough})},
    };
    return rows;
}

}  // namespace hallwright
