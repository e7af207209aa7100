#include "model/base/text.h"
#include "model/rules/checks.h"
#include "model/rules/families.h"
#include "model/stages/cabling.h"
#include "model/stages/rack_stack.h"

#include <fmt/format.h>

#include <array>
#include <cmath>

namespace hallwright {

namespace {

constexpr std::string_view tierNames[] = {"leaf", "spine", "core"};

void infeasible(const Evaluation& e, Report& report) {
    for (const FabricPlan& plan : e.fabrics().plans)
        if (!plan.size.feasible)
            report.fails({fabricItem(plan.fabric)}, {}, {},
                         fmt::format("{}: {}", nameOf(e, fabricItem(plan.fabric)),
                                     plan.size.problem.empty() ? "no number of switches serves it"
                                                               : plan.size.problem));
}

void unplaced(const Evaluation& e, Report& report) {
    for (const FabricPlan& plan : e.fabrics().plans) {
        // A bare fabric is counted, not placed: its ends have no rack either.
        if (plan.bundles.empty() || plan.bundles.front().kind != LinkBundle::Kind::HostLeaf)
            continue;
        long long missing = 0, all = 0;
        std::string tiers;
        for (std::size_t tier = 0; tier < plan.switchRack.size(); ++tier) {
            const std::vector<std::int32_t>& racks = plan.switchRack[tier];
            const long long none = std::count(racks.begin(), racks.end(), -1);
            all += static_cast<long long>(racks.size());
            missing += none;
            if (none > 0)
                tiers += fmt::format("{}{} {}", tiers.empty() ? "" : ", ", grouped(none),
                                     tierNames[tier]);
        }
        if (missing > 0)
            report.fails({fabricItem(plan.fabric)}, {static_cast<double>(missing), Dimension::One},
                         {0.0, Dimension::One},
                         fmt::format("{} of the {} switches of {} stand in no rack: {}",
                                     grouped(missing), grouped(all),
                                     nameOf(e, fabricItem(plan.fabric)), tiers));
    }
}

void fullFabric(const Evaluation& e, Report& report) {
    for (const FabricPlan& plan : e.fabrics().plans)
        if (plan.size.feasible && plan.size.freePorts == 0 && plan.size.endpoints > 0)
            report.fails(
                {fabricItem(plan.fabric)}, {}, {},
                fmt::format("{} has 0 free ports: every port of its switches carries a link",
                            nameOf(e, fabricItem(plan.fabric))));
}

/// The switch of each fabric with the most modules and copper plugs, against its cages.
void cagesExceeded(const Evaluation& e, Report& report) {
    const std::vector<FabricPlan>& plans = e.fabrics().plans;
    const std::vector<CablePlan>& cables = e.cables().plans;
    Unjudged unjudged(e, report);
    for (std::size_t i = 0; i < plans.size() && i < cables.size(); ++i) {
        const Fabric* fabric = e.hall().fabrics.find({plans[i].fabric});
        if (!fabric) continue;
        const ItemRef item = fabricItem(plans[i].fabric);
        long long most = 0;
        bool judged = false;
        const Limit cages = partLimit(e, fabric->switchPart, Property::switchCages);
        for (const std::vector<long long>& tier : cables[i].cagesTaken)
            for (const long long taken : tier) {
                judged = true;
                most = std::max(most, taken);
            }
        if (!judged) continue;  // co-packaged, without a module, or without a switch
        if (cages.si != cages.si) {
            unjudged.add(item, cages);
        } else if (exceeds(static_cast<double>(most), cages.si)) {
            report.fails(
                {item}, {static_cast<double>(most), Dimension::One}, {cages.si, Dimension::One},
                fmt::format("modules and copper plugs of {} want up to {} cages of a "
                            "switch; {} has {:.0f}",
                            fabric->name, grouped(most), nameOf(e, fabric->switchPart), cages.si));
        }
    }
}

std::string switchName(const Evaluation& e, const StackedSwitch& held) {
    return fmt::format("{} {} {}", nameOf(e, fabricItem(held.fabric.raw)),
                       tierNames[static_cast<std::size_t>(held.tier)], held.number + 1);
}

/// "U 5", "U 5 to 8".
std::string placeInWords(const StackedSwitch& held) {
    const int top = static_cast<int>(std::ceil(held.top() - 1e-9));
    return held.lowestU() < top ? fmt::format("U {} to {}", held.lowestU(), top)
                                : fmt::format("U {}", held.lowestU());
}

/// Switches that take the same units of a rack, stand where the rack has contents of its own, or
/// reach above its frame. A rack that is too small for them all is told by its own rule.
void switchesOverlap(const Evaluation& e, Report& report) {
    for (const auto& [rack, stack] : rackStacks(e.hall(), e.numbers())) {
        if (!e.hall().racks.contains(rack)) continue;
        const ItemRef item{TableId::Racks, rack.raw};
        std::vector<std::string> faults;
        for (const auto& [a, b] : stack.overlaps) {
            const StackedSwitch& lower = stack.switches[a];
            const StackedSwitch& upper = stack.switches[b];
            if (a == b)
                faults.push_back(fmt::format("{} at {} stands where the rack has contents of its "
                                             "own",
                                             switchName(e, lower), placeInWords(lower)));
            else
                faults.push_back(fmt::format("{} at {} and {} at {} overlap", switchName(e, lower),
                                             placeInWords(lower), switchName(e, upper),
                                             placeInWords(upper)));
        }
        if (stack.overflows() && !exceeds(stack.used, stack.frame))
            for (const StackedSwitch& held : stack.switches)
                if (exceeds(held.top(), stack.frame))
                    faults.push_back(fmt::format("{} at {} stands above the {} units of the frame",
                                                 switchName(e, held), placeInWords(held),
                                                 words(stack.frame, Dimension::One)));
        if (faults.empty()) continue;
        const std::string more =
            faults.size() > 1 ? fmt::format(", and {} more", grouped(std::ssize(faults) - 1)) : "";
        report.fails({item}, {}, {}, fmt::format("in {} {}{}", nameOf(e, item), faults[0], more));
    }
}

void slotTwice(const Evaluation& e, Report& report) {
    std::map<std::tuple<RawId, int, int>, Id<Rack>> taken;
    e.hall().members.forEach([&](Id<Member>, const Member& member) {
        const auto [place, fresh] =
            taken.try_emplace({member.fabric.raw, member.unit, member.slot}, member.rack);
        if (fresh || place->second == member.rack) return;
        const ItemRef a{TableId::Racks, place->second.raw}, b{TableId::Racks, member.rack.raw};
        report.fails({a, b, fabricItem(member.fabric.raw)}, {}, {},
                     fmt::format("{} and {} both have slot {} of unit {} in {}", nameOf(e, a),
                                 nameOf(e, b), member.slot, member.unit,
                                 nameOf(e, fabricItem(member.fabric.raw))));
    });
}

}  // namespace

std::span<const RuleInfo> fabricRules() {
    static const std::array rows = {
        RuleInfo{"fabric.infeasible",
                 "fabric",
                 Severity::Error,
                 "Fabric cannot be built",
                 "No whole number of these switches meets the recipe. Change the switch, the "
                 "speed, the tiers or the "
                 "oversubscription.",
                 "fat-tree and rail arithmetic",
                 {},
                 infeasible,
                 reads({TableId::Fabrics}, {}, {Stage::Fabric})},
        RuleInfo{"fabric.switches.unplaced",
                 "fabric",
                 Severity::Error,
                 "Switches without a rack",
                 "The fabric needs switches that stand in no rack: they have no power, no place "
                 "and no cables. Place "
                 "Switches on the page of the fabric puts them where network racks have room.",
                 "definition",
                 {},
                 unplaced,
                 reads({TableId::Fabrics}, {}, {Stage::Fabric})},
        RuleInfo{"rack.network.overlap",
                 "fabric",
                 Severity::Error,
                 "Switches in each other's place",
                 "Two switches cannot take the same unit of a rack, nor one that the rack fills "
                 "itself or does not have. Set another lowest U, or none: then they stand one "
                 "above the other where there is room.",
                 "EIA-310 rack units; elevation of the rack's part",
                 {},
                 switchesOverlap,
                 reads({TableId::Racks, TableId::Mounts, TableId::Fabrics})},
        RuleInfo{"fabric.cages.exceeded",
                 "fabric",
                 Severity::Error,
                 "More modules than cages",
                 "Every module and every copper plug takes a cage of its switch. Give racks slots "
                 "of their own, choose modules or cables that serve more links, or add switches.",
                 "definition",
                 {},
                 cagesExceeded,
                 reads({TableId::Fabrics}, {}, {Stage::Fabric, Stage::Cabling})},
        RuleInfo{"fabric.slot.twice",
                 "fabric",
                 Severity::Error,
                 "Two racks in one slot of a fabric",
                 "Ports follow from slots, so two racks in one slot claim the same switch ports. "
                 "Give one of them the next "
                 "free slot.",
                 "definition",
                 {},
                 slotTwice,
                 reads({TableId::Members, TableId::Racks, TableId::Fabrics})},
        RuleInfo{"fabric.ports.none_free",
                 "fabric",
                 Severity::Note,
                 "No free switch port",
                 "Nothing can be added without another switch, and a failed port has no spare. "
                 "Reserve ports, or take one "
                 "more leaf.",
                 "our judgement",
                 {},
                 fullFabric,
                 reads({TableId::Fabrics}, {}, {Stage::Fabric})},
    };
    return rows;
}

}  // namespace hallwright
