#include "model/planner/network_plan.h"

#include "model/planner/brief_words.h"
#include "model/planner/network_parts.h"
#include "model/stages/cabling.h"
#include "model/stages/power.h"
#include "model/stages/stages.h"
#include "model/units/quantity_text.h"

#include <algorithm>
#include <cmath>
#include <map>

namespace hallwright {

namespace {

std::string speedText(double speed) { return formatQuantity({speed, Dimension::DataRate}); }

std::string withoutPoint(std::string sentence) {
    if (!sentence.empty() && sentence.back() == '.') sentence.pop_back();
    return sentence;
}

/// The policy of a fabric: what the brief says, if the switch can take it, else what the switch
/// has.
OpticsPolicy policyOf(Draft& draft, const BriefFabric& fabric, const Part& switchPart) {
    const std::string& wants = fabric.optics.text;
    if (wants.empty()) return usualOptics(switchPart);
    const OpticsPolicy policy = wants == "cpo"            ? OpticsPolicy::Cpo
                                : wants == "lpo"          ? OpticsPolicy::Lpo
                                : wants == "copper-first" ? OpticsPolicy::CopperFirst
                                                          : OpticsPolicy::Pluggable;
    if (takesOptics(switchPart, policy)) return policy;
    const std::string counterpart = switchPart.text(Property::switchOptics) == "copper"
                                        ? std::string()
                                        : switchPart.text(Property::cpoCounterpart);
    draft.fail(fabric.optics.line,
               fmt::format(
                   "optics = \"{}\" does not go with switch = \"{}\" on line {}, which {}{}", wants,
                   fabric.switchPart.text, fabric.switchPart.line, opticsInWords(switchPart),
                   counterpart.empty() ? std::string()
                                       : fmt::format("; write switch = \"{}\", its "
                                                     "counterpart",
                                                     counterpart)));
    return policy;
}

/// The ports of the nodes that a fabric joins.
FabricEnds endsOf(Draft& draft, const std::vector<RackGroup>& groups, const BriefFabric& fabric) {
    const FabricRole role = fabric.role;
    const PortProperties wanted = portProperties(role);
    FabricEnds ends;
    for (const RackGroup& group : groups) {
        if (group.count == 0 || !hasPorts(*group.part, role)) continue;
        ends.racks += group.count;
        ends.nodes +=
            group.count * static_cast<long long>(draft.number(*group.part, Property::nodes));
        ends.ports =
            std::max(ends.ports, static_cast<int>(draft.number(*group.part, wanted.ports)));
        const double speed = draft.number(*group.part, wanted.speed);
        ends.speed = ends.speed > 0.0 ? std::min(ends.speed, speed) : speed;
        const std::string& cage = group.part->text(wanted.cage);
        if (ends.cage.empty()) ends.cage = cage;
        // One module is chosen for all ports of a fabric.
        if (!cage.empty() && cage != ends.cage)
            draft.doesNotFit(
                "optics.module.missing",
                fmt::format("optics: fabric \"{}\" joins ports in {} and in {} cages ({}), and no "
                            "module fits both; give each kind of rack a fabric of its own",
                            fabric.name, ends.cage, cage, group.part->id));
    }
    return ends;
}

/// The hall with these racks and fabrics before they have places: racks in the order of the brief.
struct Trial {
    Hall hall;
    FabricPlans plans;

    Trial(const Draft& draft, const std::vector<Fabric>& fabrics,
          const std::vector<RackGroup>& groups)
        : hall(draft.hall) {
        RawId next = draft.next;
        std::vector<SlotPlan> slots;
        for (const Fabric& fabric : fabrics)
            slots.emplace_back(fabric, groups);
        const RawId first = next;
        for (const Fabric& fabric : fabrics)
            hall.fabrics.set({next++}, fabric);
        for (const RackGroup& group : groups)
            for (int i = 0; i < group.count; ++i) {
                const Id<Rack> rack{next++};
                Rack row;
                row.part = group.partId;
                hall.racks.set(rack, row);
                for (std::size_t f = 0; f < fabrics.size(); ++f) {
                    if (!hasPorts(*group.part, fabrics[f].role)) continue;
                    hall.members.set({next++}, slots[f].take(rack, {first + static_cast<RawId>(f)},
                                                             *group.part));
                }
            }
    }

    /// Wires the fabrics; with `powers`, also the power of one switch of each with its optics.
    /// Copper that reaches comes with the places and takes less.
    void run(std::vector<double>* powers = nullptr) {
        const Slots in(hall);
        const RowIndex rows(hall);
        const Changes changes;
        Columns out;
        out.reset(rows);
        CablePlans cables;
        PowerPlan power;
        std::vector<BillLine> bill;
        Pass pass{hall, in, rows, changes, out, plans, cables, power, bill, hall.site().basis};
        runFabric(pass);
        if (!powers) return;
        runCabling(pass);
        for (std::size_t f = 0; f < plans.plans.size(); ++f) {
            const std::array<int, 3>& switches = plans.plans[f].size.switches;
            powers->push_back(
                (out.get(Fig::fabricSwitchPower, f) + out.get(Fig::fabricOpticsPower, f)) /
                std::max(1, switches[0] + switches[1] + switches[2]));
        }
    }
};

/// A part that the brief names for the plant of a fabric.
PartId namedPart(Draft& draft, const BriefText& name, Kind kind, std::string_view what) {
    if (!name) return {};
    const PartPtr part = draft.find(name, {kind}, what);
    return part ? draft.freeze(*part) : PartId{};
}

Fabric recipe(Draft& draft, const BriefFabric& brief) {
    Fabric fabric;
    fabric.name = brief.name;
    fabric.role = brief.role;
    fabric.kind = brief.kind;
    fabric.planes = brief.planes;
    fabric.tiers = brief.tiers;
    fabric.oversubscription = brief.oversubscription;
    fabric.spread = brief.spread;
    fabric.unit = brief.unit;
    fabric.leafDownlinks = brief.leafDownlinks;
    fabric.reservedPorts = brief.reservedPorts;
    fabric.endpoints = brief.endpoints;
    fabric.dualHomed = brief.dualHomed;
    fabric.groupBy = brief.groupBy;
    fabric.leavesPerGroup = brief.leavesPerGroup;
    fabric.spinesPerGroup = brief.spinesPerGroup;
    fabric.spineOversubscription = brief.spineOversubscription;
    fabric.plant = brief.plant;
    fabric.placement = brief.placement;
    fabric.trunk = namedPart(draft, brief.trunk, Kind::Trunk, "trunk");
    fabric.panel = namedPart(draft, brief.panel, Kind::Panel, "panel");
    fabric.splitter = namedPart(draft, brief.splitter, Kind::Jumper, "splitter");
    if (brief.speed) fabric.speed = std::llround(*brief.speed);
    return fabric;
}

/// Modules, cables and the plant; a fault of the plant names its line and that of the switch.
void chooseParts(Draft& draft, const BriefFabric& brief, Fabric& fabric, const FabricEnds& ends,
                 double speed) {
    const Result<void> chosen =
        chooseNetworkParts(draft.hall, draft.catalog, fabric, ends, speed, draft.next);
    if (chosen) {
        if (fabric.plant == brief.plant) return;
        const std::string why =
            fmt::format("planes of fabric \"{}\" share the connectors of {}, which splitters part",
                        brief.name, draft.hall.part(fabric.hostModule)->id);
        if (brief.plantLine > 0)
            draft.fail(brief.plantLine,
                       why + ": write plant = \"breakout\", or \"trunk\" with panels");
        else
            draft.notes.push_back(why + "; write plant = \"trunk\" for panels and trunks, which "
                                        "also light the whole connector of the switch");
        return;
    }
    const BriefText* named = chosen.error().where == "trunk"      ? &brief.trunk
                             : chosen.error().where == "panel"    ? &brief.panel
                             : chosen.error().where == "splitter" ? &brief.splitter
                                                                  : nullptr;
    if (named && named->line > 0)
        draft.fail(named->line, chosen.error().message);
    else if (chosen.error().code == ErrorCode::DoesNotFit)
        draft.doesNotFit("optics.module.missing", chosen.error().message);
    else
        draft.fail(brief.plantLine > 0 ? brief.plantLine : brief.line,
                   fmt::format("{} (switch = \"{}\" on line {})", chosen.error().message,
                               brief.switchPart.text, brief.switchPart.line));
}

void planFabric(Draft& draft, const BriefFabric& brief, const std::vector<RackGroup>& groups,
                NetworkPlan& plan) {
    const PartPtr switchPart = draft.find(brief.switchPart, {Kind::Switch}, "switch");
    if (!switchPart) return;
    Fabric fabric = recipe(draft, brief);
    fabric.optics = policyOf(draft, brief, *switchPart);
    fabric.switchPart = draft.freeze(*switchPart);
    const FabricEnds ends = endsOf(draft, groups, brief);
    if (draft.failed()) return;
    if (ends.racks == 0 && brief.endpoints == 0) {
        draft.fail(brief.line, fmt::format("fabric \"{}\" has nothing to join: no rack of the "
                                           "brief has ports of its role; take "
                                           "it out, or give endpoints = N for a bare fabric",
                                           brief.name));
        return;
    }
    const double switchSpeed = draft.number(*switchPart, Property::portSpeed);
    const double speed = linkSpeedOf(fabric, *switchPart, ends);
    const bool asPorts =
        ends.speed > 0.0 &&
        speed == (brief.kind == FabricKind::MultiPlane ? ends.speed / brief.planes : ends.speed);
    fabric.speed = asPorts ? 0 : std::llround(speed);
    if (draft.failed()) return;
    if (ends.speed > 0.0 && speed > ends.speed * (1.0 + 1e-9)) {
        draft.doesNotFit(
            "fabric.infeasible",
            fmt::format(
                "network: links of fabric \"{}\" run at {}, the slowest ports that it joins "
                "at {}; write speed = \"{}\" or leave speed out",
                brief.name, speedText(speed), speedText(ends.speed), speedText(ends.speed)));
        return;
    }
    if (speed > switchSpeed) {
        draft.doesNotFit("fabric.infeasible",
                         fmt::format("network: links of fabric \"{}\" run at {}, ports of {} at "
                                     "{}; choose a faster switch or "
                                     "write speed = \"{}\"",
                                     brief.name, speedText(speed), switchPart->id,
                                     speedText(switchSpeed), speedText(switchSpeed)));
        return;
    }
    chooseParts(draft, brief, fabric, ends, speed);
    if (draft.failed()) return;
    Trial trial(draft, {fabric}, groups);
    trial.run();
    FabricPlan wired = std::move(trial.plans.plans.front());
    if (!wired.size.feasible) {
        draft.doesNotFit(
            "fabric.infeasible",
            fmt::format("network: fabric \"{}\" of {}: {}{}", brief.name, switchPart->id,
                        withoutPoint(wired.size.problem),
                        brief.ofManagement ? ", or write oob = false in [management]" : ""));
        return;
    }
    plan.fabrics.push_back(fabric);
    plan.plans.push_back(std::move(wired));
}

/// What one switch of a fabric asks of its rack; with the design power of the part where what it
/// takes is unknown.
SwitchNeed needOf(Draft& draft, const Fabric& fabric, const FabricPlan& plan, double power) {
    const Part part = *draft.hall.part(fabric.switchPart);
    SwitchNeed need;
    need.power = std::isnan(power) ? draft.number(part, Property::powerTdp) : power;
    need.units = draft.number(part, Property::rackUnits);
    need.liquidShare = part.number(Property::liquidFraction).value_or(0.0);
    need.flow = part.number(Property::ratedFlow).value_or(0.0);
    need.mass = part.number(Property::mass).value_or(0.0);
    const Part* panel = draft.hall.part(fabric.panel);
    const double ports = panel ? panel->number(Property::panelPorts).value_or(0.0) : 0.0;
    if (fabric.plant == CablePlant::Trunk && ports > 0.0)
        need.panels = plan.size.radix / ports * panel->number(Property::rackUnits).value_or(0.0);
    if (const PartPtr shelf = draft.catalog.find(part.text(Property::switchShelf))) {
        need.shelfUnits = shelf->number(Property::rackUnits).value_or(0.0);
        need.shelfPower = shelf->number(Property::ratingPower).value_or(0.0);
    }
    return need;
}

/// The stretch of racks that most links of each leaf go to: there its cables are shortest.
std::vector<std::size_t> homesOf(const FabricPlan& plan, const std::vector<int>& stretches) {
    std::vector<std::size_t> stretchOf;
    for (std::size_t s = 0; s < stretches.size(); ++s)
        stretchOf.insert(stretchOf.end(), static_cast<std::size_t>(stretches[s]), s);
    std::vector<std::map<std::size_t, long long>> links(
        static_cast<std::size_t>(plan.size.switches[0]));
    for (const LinkBundle& bundle : plan.bundles)
        if (bundle.kind == LinkBundle::Kind::HostLeaf &&
            static_cast<std::size_t>(bundle.from) < stretchOf.size())
            links[static_cast<std::size_t>(bundle.to)]
                 [stretchOf[static_cast<std::size_t>(bundle.from)]] += bundle.links;
    std::vector<std::size_t> homes;
    std::size_t last = 0;
    for (const auto& ofLeaf : links) {
        const auto most =
            std::max_element(ofLeaf.begin(), ofLeaf.end(),
                             [](const auto& a, const auto& b) { return a.second < b.second; });
        if (most != ofLeaf.end()) last = most->first;
        homes.push_back(last);  // a leaf kept for growth stands with the one before it
    }
    return homes;
}

void fill(Draft& draft, NetworkPlan& plan, const std::vector<RackGroup>& groups,
          const std::vector<int>& stretches) {
    plan.rackPart = draft.basisPart(Property::networkRackPart);
    if (!plan.rackPart) return;
    Trial trial(draft, plan.fabrics, groups);
    std::vector<double> powers;
    trial.run(&powers);
    RackFiller filler(draft, *plan.rackPart, plan.racks);
    for (std::size_t f = 0; f < plan.fabrics.size(); ++f) {
        const Fabric& fabric = plan.fabrics[f];
        const SwitchNeed need = needOf(draft, fabric, plan.plans[f], powers[f]);
        if (!filler.takes(*draft.hall.part(fabric.switchPart), need)) return;
        const bool inRows = fabric.placement != SwitchPlacement::Zone && !stretches.empty();
        const std::vector<std::size_t> homes =
            inRows ? homesOf(plan.plans[f], stretches) : std::vector<std::size_t>();
        for (const Tier tier : {Tier::Leaf, Tier::Spine, Tier::Core})
            for (int number = 0;
                 number < plan.plans[f].size.switches[static_cast<std::size_t>(tier)]; ++number) {
                const SwitchStack one{f, tier, number, 1};
                if (inRows && tier == Tier::Leaf)
                    filler.addToRow(one, need, homes[static_cast<std::size_t>(number)],
                                    fabric.placement == SwitchPlacement::MiddleOfRow);
                else if (fabric.role == FabricRole::OutOfBand)
                    filler.addWhereRoomIs(one, need);
                else
                    filler.addToZone(one, need);
            }
    }
}

/// Racks with ports of a role that no fabric joins: the architect should know.
void noteOpenPorts(Draft& draft, const std::vector<RackGroup>& groups) {
    for (const FabricRole role : {FabricRole::Storage}) {
        bool joined = false;
        for (const BriefFabric& fabric : draft.brief.fabrics)
            joined = joined || fabric.role == role;
        if (joined) continue;
        for (const RackGroup& group : groups)
            if (group.count > 0 && hasPorts(*group.part, role)) {
                draft.notes.push_back(fmt::format(
                    "{} has {} ports that no fabric joins; add [[fabrics]] with name = \"{}\"",
                    group.part->name, wordOf(roleWords, role), wordOf(roleWords, role)));
                break;
            }
    }
}

/// A storage network that reaches no node: nodes without storage ports get to their files over the
/// front end.
void noteStorageAlone(Draft& draft, const std::vector<RackGroup>& groups) {
    bool storage = false, others = false;
    for (const RackGroup& group : groups)
        if (group.count > 0 && hasPorts(*group.part, FabricRole::Storage))
            (group.part->kind == Kind::StorageRack ? storage : others) = true;
    if (!storage || others) return;
    for (const BriefFabric& fabric : draft.brief.fabrics)
        if (fabric.role == FabricRole::Storage)
            draft.notes.push_back(fmt::format(
                "fabric \"{}\" joins storage racks alone: no other rack has storage "
                "ports, its nodes reach their files over the front end; leave ports for "
                "the way between (reserved_ports)",
                fabric.name));
}

}  // namespace

bool hasPorts(const Part& part, FabricRole role) {
    // Out of band every device counts, not only the nodes.
    if (role == FabricRole::OutOfBand && part.number(Property::rackOobPorts).value_or(0.0) > 0.0)
        return true;
    return part.number(portProperties(role).ports).value_or(0.0) > 0.0 &&
           part.number(Property::nodes).value_or(0.0) > 0.0;
}

SlotPlan::SlotPlan(const Fabric& fabric, const std::vector<RackGroup>& groups)
    : m_unit(std::max(1, fabric.unit)) {
    std::vector<std::pair<double, int>> racks;  // in the order of the brief
    for (const RackGroup& group : groups) {
        if (group.count == 0 || !hasPorts(*group.part, fabric.role)) continue;
        const double nodes = group.part->number(Property::nodes).value_or(0.0);
        const auto same = std::find_if(racks.begin(), racks.end(),
                                       [&](const auto& entry) { return entry.first == nodes; });
        if (same == racks.end())
            racks.emplace_back(nodes, group.count);
        else
            same->second += group.count;
    }
    int unit = 0;
    for (const auto& [nodes, count] : racks) {
        m_next[nodes] = unit * m_unit;
        unit += (count + m_unit - 1) / m_unit;
    }
}

Member SlotPlan::take(Id<Rack> rack, Id<Fabric> fabric, const Part& part) {
    const int slot = m_next[part.number(Property::nodes).value_or(0.0)]++;
    return {rack, fabric, slot / m_unit, slot % m_unit};
}

bool NetworkPlan::inZone() const {
    return std::all_of(fabrics.begin(), fabrics.end(), [](const Fabric& fabric) {
        return fabric.placement == SwitchPlacement::Zone;
    });
}

NetworkPlan planNetwork(Draft& draft, const std::vector<RackGroup>& groups) {
    NetworkPlan plan;
    for (const BriefFabric& fabric : draft.brief.fabrics)
        if (!draft.failed()) planFabric(draft, fabric, groups, plan);
    if (draft.failed() || plan.fabrics.empty()) return plan;
    noteOpenPorts(draft, groups);
    noteStorageAlone(draft, groups);
    if (plan.inZone()) fill(draft, plan, groups, {});
    return plan;
}

void fillRows(Draft& draft, NetworkPlan& plan, const std::vector<RackGroup>& groups,
              const std::vector<int>& stretches) {
    fill(draft, plan, groups, stretches);
}

}  // namespace hallwright
