#include "model/planner/network_plan.h"

#include "model/base/text.h"
#include "model/stages/cabling.h"
#include "model/stages/power.h"
#include "model/stages/stages.h"
#include "model/units/quantity_text.h"

#include <algorithm>
#include <cmath>
#include <tuple>

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
    const std::string& has = switchPart.text(Property::switchOptics);
    const std::string& wants = fabric.optics.text;
    const bool packaged = has == "cpo";
    const bool copper = has == "copper";
    const bool clash = (wants == "cpo" && !packaged) ||
                       (!wants.empty() && wants != "cpo" && packaged) ||
                       (copper && (wants == "lpo" || wants == "pluggable"));
    if (clash) {
        const std::string counterpart = switchPart.text(Property::cpoCounterpart);
        const std::string_view takes = packaged ? "has co-packaged optics"
                                       : copper ? "has copper ports"
                                                : "takes pluggable modules";
        draft.fail(
            fabric.optics.line,
            fmt::format("optics = \"{}\" does not go with switch = \"{}\" on line {}, which {}{}",
                        wants, fabric.switchPart.text, fabric.switchPart.line, takes,
                        !copper && !counterpart.empty()
                            ? fmt::format("; write switch = \"{}\", its counterpart", counterpart)
                            : std::string()));
    }
    if (packaged) return OpticsPolicy::Cpo;
    if (copper || wants == "copper-first") return OpticsPolicy::CopperFirst;
    return wants == "lpo" ? OpticsPolicy::Lpo : OpticsPolicy::Pluggable;
}

/// The ports of the nodes that a fabric of a role joins.
struct Ends {
    long long nodes = 0;
    int ports = 0;
    double speed = 0.0;
    std::string cage;
};

Ends endsOf(Draft& draft, const std::vector<RackGroup>& groups, FabricRole role) {
    const PortProperties wanted = portProperties(role);
    Ends ends;
    int racks = 0;
    int mostNodes = 0;
    for (const RackGroup& group : groups) {
        if (!hasPorts(*group.part, role)) continue;
        racks += group.count;
        mostNodes =
            std::max(mostNodes, static_cast<int>(draft.number(*group.part, Property::nodes)));
        ends.ports =
            std::max(ends.ports, static_cast<int>(draft.number(*group.part, wanted.ports)));
        const double speed = draft.number(*group.part, wanted.speed);
        ends.speed = ends.speed > 0.0 ? std::min(ends.speed, speed) : speed;
        if (ends.cage.empty()) ends.cage = group.part->text(wanted.cage);
    }
    ends.nodes =
        static_cast<long long>(racks) * mostNodes;  // every rack takes the room of the largest
    return ends;
}

/// What a link is bought as.
class Media {
public:
    Media(Draft& draft, const BriefFabric& brief, Fabric& fabric, const Part& switchPart,
          const Ends& ends, double speed)
        : m_draft(draft), m_brief(brief), m_fabric(fabric), m_switch(switchPart), m_ends(ends),
          m_speed(speed) {}

    void choose() {
        if (m_switch.text(Property::switchOptics) == "copper") {
            m_fabric.cable = freezeOrFail(bestCopper(m_switch.text(Property::switchCage)),
                                          "copper cable", m_switch.text(Property::switchCage));
            return;
        }
        const PartPtr module = m_fabric.optics == OpticsPolicy::Cpo
                                   ? nullptr
                                   : bestModule(m_switch.text(Property::switchCage), nullptr);
        if (m_fabric.optics != OpticsPolicy::Cpo)
            m_fabric.switchModule =
                freezeOrFail(module, "transceiver", m_switch.text(Property::switchCage));
        const std::string connector =
            module ? module->text(Property::connector) : m_switch.text(Property::switchCage);
        // Co-packaged ports say nothing of the fibre: the host's module decides which jumper it is.
        PartPtr cable, host;
        for (const PartPtr& part :
             jumpers(module ? module->text(Property::medium) : std::string(), connector)) {
            cable = part;
            host = bestModule(m_ends.cage, part.get());
            if (host) break;
        }
        m_fabric.cable = freezeOrFail(cable, "fibre jumper", connector);
        if (!cable) return;
        m_fabric.hostModule = freezeOrFail(host, "transceiver", m_ends.cage);
        if (m_fabric.optics == OpticsPolicy::CopperFirst) freezeCopper();
    }

private:
    PartId freezeOrFail(const PartPtr& part, std::string_view what, std::string_view cage) {
        if (part) return m_draft.freeze(*part);
        m_draft.doesNotFit("optics.module.missing",
                           fmt::format("optics: fabric \"{}\" needs a {} for {} at {}{}, the "
                                       "catalog has none; choose another "
                                       "switch, speed or optics",
                                       m_brief.name, what, cage.empty() ? "any cage" : cage,
                                       speedText(m_speed),
                                       m_fabric.optics == OpticsPolicy::Lpo ? " without DSP" : ""));
        return {};
    }

    /// At a switch the module that uses most of a cage. Then one that reaches through the hall,
    /// then the lowest price. At a host it must meet the cable; nodes run a DSP at their end where
    /// the catalog has no other module.
    PartPtr bestModule(const std::string& cage, const Part* cable) const {
        PartPtr best;
        for (const PartPtr& part : m_draft.partsOf(Kind::Transceiver)) {
            const std::string& kind = part->text(Property::opticsKind);
            const bool lpo = m_fabric.optics == OpticsPolicy::Lpo && kind == "lpo";
            if (kind != "dsp" && !lpo) continue;
            if (!cable && m_fabric.optics == OpticsPolicy::Lpo && !lpo) continue;
            if (part->number(Property::linkSpeed) != m_speed) continue;
            if (!cage.empty() && part->text(Property::moduleCage) != cage) continue;
            if (cable && part->text(Property::medium) != cable->text(Property::medium)) continue;
            if (!best || rank(*part, cable, lpo) <
                             rank(*best, cable, best->text(Property::opticsKind) == "lpo"))
                best = part;
        }
        return best;
    }
    std::tuple<bool, bool, double, double, double, std::string>
    rank(const Part& part, const Part* cable, bool lpo) const {
        const bool meets =
            !cable || part.text(Property::connector) == cable->text(Property::connector);
        // A bare end without a cage counts as one module of its own, so single-link modules go
        // first there.
        const double serves = part.number(Property::linksPerModule).value_or(1.0);
        const double links = cable ? serves : -std::min(serves, linksPerCage());
        return {!meets,
                !lpo,
                links,
                -std::min(part.number(Property::reach).value_or(0.0), throughTheHall()),
                part.number(Property::price).value_or(1e9),
                part.id};
    }

    /// The longest way a link may have to go: along and across, up at one end and down at the
    /// other.
    double throughTheHall() const {
        const Site& site = m_draft.hall.site();
        return (site.width + site.depth + site.clearHeight + site.clearHeight).metres() +
               m_draft.basisNumber(Property::linkSlack);
    }

    /// Links of the fabric's speed that a cage of the switch can take.
    double linksPerCage() const {
        const double split =
            std::floor(m_switch.number(Property::portSpeed).value_or(m_speed) / m_speed + 1e-9);
        return m_switch.number(Property::portsPerCage).value_or(1.0) *
               std::clamp(split, 1.0,
                          std::max(1.0, m_switch.number(Property::portSplitMax).value_or(1.0)));
    }

    std::vector<PartPtr> jumpers(const std::string& medium, const std::string& connector) const {
        std::vector<PartPtr> found;
        for (const PartPtr& part : m_draft.partsOf(Kind::Jumper))
            if (part->text(Property::connector) == connector &&
                (medium.empty() || part->text(Property::medium) == medium))
                found.push_back(part);
        return found;
    }

    /// The slowest that is fast enough, then the longest reach, then the lowest price.
    PartPtr bestCopper(const std::string& cage) const {
        const auto rank = [](const Part& part) {
            return std::tuple(part.number(Property::linkSpeed).value_or(0.0),
                              -part.number(Property::reach).value_or(0.0),
                              part.number(Property::price).value_or(1e9), part.id);
        };
        PartPtr best;
        for (const PartPtr& part : m_draft.partsOf(Kind::CopperCable))
            if (part->text(Property::moduleCage) == cage &&
                part->number(Property::linkSpeed).value_or(0.0) >= m_speed &&
                (!best || rank(*part) < rank(*best)))
                best = part;
        return best;
    }

    /// The cabling stage takes copper where it reaches and the hall holds a fitting cable.
    void freezeCopper() {
        for (const PartPtr& part : m_draft.partsOf(Kind::CopperCable))
            for (const std::string& cage : {m_switch.text(Property::switchCage), m_ends.cage})
                if (!cage.empty() && part->text(Property::moduleCage) == cage)
                    m_draft.freeze(*part);
    }

    Draft& m_draft;
    const BriefFabric& m_brief;
    Fabric& m_fabric;
    const Part& m_switch;
    const Ends& m_ends;
    double m_speed;
};

FabricSize sizeOf(const Draft& draft, const Fabric& fabric, const Ends& ends, double linkSpeed) {
    FabricNeed need;
    const bool bare = ends.nodes == 0;
    need.kind = fabric.kind;
    need.nodes = bare ? fabric.endpoints : ends.nodes;
    need.portsPerNode = bare ? 1 : ends.ports;
    need.radix = static_cast<int>(switchRadix(Slots(draft.hall), fabric, linkSpeed));
    need.oversubscription = fabric.oversubscription;
    need.leafDownlinks = fabric.leafDownlinks;
    need.reservedPorts = fabric.reservedPorts;
    need.planes = fabric.planes;
    need.tiers = fabric.tiers;
    need.dualHomed = fabric.dualHomed && !bare;
    need.spread = fabric.spread;
    return fabricSize(need);
}

/// Power of one switch of every fabric, with its optics, as the stages give it for these racks and
/// fabrics before they have places. Copper that reaches comes with the places and takes less.
std::vector<double> switchPowers(const Draft& draft, const NetworkPlan& plan,
                                 const std::vector<RackGroup>& groups) {
    Hall hall = draft.hall;
    RawId next = draft.next;
    std::vector<int> slots(plan.fabrics.size());
    for (std::size_t f = 0; f < plan.fabrics.size(); ++f)
        hall.fabrics.set({next + static_cast<RawId>(f)}, plan.fabrics[f]);
    const RawId firstFabric = next;
    next += static_cast<RawId>(plan.fabrics.size());
    for (const RackGroup& group : groups)
        for (int i = 0; i < group.count; ++i) {
            const Id<Rack> rack{next++};
            Rack row;
            row.part = group.partId;
            hall.racks.set(rack, row);
            for (std::size_t f = 0; f < plan.fabrics.size(); ++f) {
                const Fabric& fabric = plan.fabrics[f];
                if (fabric.endpoints > 0 || !hasPorts(*group.part, fabric.role)) continue;
                const int slot = slots[f]++;
                hall.members.set({next++}, Member{rack,
                                                  {firstFabric + static_cast<RawId>(f)},
                                                  slot / fabric.unit,
                                                  slot % fabric.unit});
            }
        }
    const Slots in(hall);
    const RowIndex rows(hall);
    const Changes changes;
    Columns out;
    out.reset(rows);
    FabricPlans fabrics;
    CablePlans cables;
    PowerPlan power;
    std::vector<BillLine> bill;
    Pass pass{hall, in, rows, changes, out, fabrics, cables, power, bill, hall.site().basis};
    runFabric(pass);
    runCabling(pass);
    std::vector<double> powers;
    for (std::size_t f = 0; f < plan.fabrics.size(); ++f) {
        const std::array<int, 3>& switches = fabrics.plans[f].size.switches;
        powers.push_back((out.get(Fig::fabricSwitchPower, f) + out.get(Fig::fabricOpticsPower, f)) /
                         std::max(1, switches[0] + switches[1] + switches[2]));
    }
    return powers;
}

/// Fills network racks switch by switch, within their units and the power that air takes out of
/// them.
class Filler {
public:
    Filler(Draft& draft, NetworkPlan& plan) : m_draft(draft), m_plan(plan) {
        m_plan.rackPart = draft.basisPart(Property::networkRackPart);
        if (!m_plan.rackPart) return;
        m_units = draft.number(*m_plan.rackPart, Property::rackUnitsUsable);
        m_power = draft.basisNumber(Property::networkRackPower);
        m_frame = m_plan.rackPart->number(Property::mass).value_or(0.0);
    }

    /// With the power of one of its switches; where that is unknown, the design power of the part.
    void add(std::size_t fabric, double ofSwitch) {
        const Part* part = m_draft.hall.part(m_plan.fabrics[fabric].switchPart);
        if (!part || !m_plan.rackPart) return;
        const double power =
            std::isnan(ofSwitch) ? m_draft.number(*part, Property::powerTdp) : ofSwitch;
        const double share = part->number(Property::liquidFraction).value_or(0.0);
        const double units = m_draft.number(*part, Property::rackUnits);
        const double air = power * (1.0 - share);
        if (m_draft.failed()) return;
        if (units > m_units || air > m_power) {
            m_draft.doesNotFit(
                "rack.network.power",
                fmt::format("network rack: one {} takes {:.0f} U and {} of air cooling, {} has "
                            "{:.0f} U and the "
                            "design basis allows {}; choose another switch or a larger rack",
                            part->id, units, formatQuantity({air, Dimension::Power}),
                            m_plan.rackPart->id, m_units,
                            formatQuantity({m_power, Dimension::Power})));
            return;
        }
        for (const Tier tier : {Tier::Leaf, Tier::Spine, Tier::Core})
            for (int number = 0;
                 number < m_plan.sizes[fabric].switches[static_cast<std::size_t>(tier)]; ++number) {
                if (m_plan.racks.empty() || m_used + units > m_units + 1e-9 ||
                    m_plan.racks.back().air + air > m_power * (1.0 + 1e-9)) {
                    m_plan.racks.push_back({});
                    m_plan.racks.back().mass = m_frame;
                    m_used = 0.0;
                }
                NetworkRack& rack = m_plan.racks.back();
                m_used += units;
                rack.air += air;
                rack.liquid += power * share;
                rack.flow += share > 0.0 ? part->number(Property::ratedFlow).value_or(0.0) : 0.0;
                rack.mass += part->number(Property::mass).value_or(0.0);
                if (rack.stacks.empty() || rack.stacks.back().fabric != fabric ||
                    rack.stacks.back().tier != tier)
                    rack.stacks.push_back({fabric, tier, number, 0});
                ++rack.stacks.back().count;
            }
    }

private:
    Draft& m_draft;
    NetworkPlan& m_plan;
    double m_units = 0.0;
    double m_power = 0.0;
    double m_frame = 0.0;
    double m_used = 0.0;
};

Fabric recipe(const BriefFabric& brief) {
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
    return fabric;
}

/// Speed of one link: what the brief says, else as fast as ports at both ends, split over the
/// planes.
double linkSpeedOf(const BriefFabric& brief, const Part& switchPart, const Ends& ends,
                   double switchSpeed) {
    if (brief.speed) return *brief.speed;
    const double port = ends.speed > 0.0 ? ends.speed : switchSpeed;
    const bool copper = switchPart.text(Property::switchOptics) == "copper";
    const double link = brief.kind == FabricKind::MultiPlane ? port / brief.planes : port;
    return copper ? std::min(link, switchSpeed) : link;
}

void planFabric(Draft& draft, const BriefFabric& brief, const std::vector<RackGroup>& groups,
                NetworkPlan& plan) {
    const PartPtr switchPart = draft.find(brief.switchPart, {Kind::Switch}, "switch");
    if (!switchPart) return;
    Fabric fabric = recipe(brief);
    fabric.optics = policyOf(draft, brief, *switchPart);
    fabric.switchPart = draft.freeze(*switchPart);
    const Ends ends = brief.endpoints > 0 ? Ends{} : endsOf(draft, groups, brief.role);
    if (draft.failed()) return;
    if (ends.nodes == 0 && brief.endpoints == 0) {
        draft.fail(brief.line, fmt::format("fabric \"{}\" has nothing to join: no rack of the "
                                           "brief has ports of its role; take "
                                           "it out, or give endpoints = N for a bare fabric",
                                           brief.name));
        return;
    }
    if (!brief.groupBy.empty() || brief.leavesPerGroup > 0 || brief.spinesPerGroup > 0)
        draft.notes.push_back(fmt::format(
            "fabric \"{}\": groups are built full, as many leaves and spines as the switch allows; "
            "group_by, leaves_per_group and spines_per_group are kept for later versions",
            brief.name));
    const double switchSpeed = draft.number(*switchPart, Property::portSpeed);
    const double speed = linkSpeedOf(brief, *switchPart, ends, switchSpeed);
    const bool asPorts =
        ends.speed > 0.0 &&
        speed == (brief.kind == FabricKind::MultiPlane ? ends.speed / brief.planes : ends.speed);
    if (!asPorts) fabric.speed = std::llround(speed);
    if (draft.failed()) return;
    if (speed > switchSpeed) {
        draft.doesNotFit("fabric.infeasible",
                         fmt::format("network: links of fabric \"{}\" run at {}, ports of {} at "
                                     "{}; choose a faster switch or "
                                     "write speed = \"{}\"",
                                     brief.name, speedText(speed), switchPart->id,
                                     speedText(switchSpeed), speedText(switchSpeed)));
        return;
    }
    Media(draft, brief, fabric, *switchPart, ends, speed).choose();
    if (draft.failed()) return;
    const FabricSize size = sizeOf(draft, fabric, ends, speed);
    if (!size.feasible) {
        draft.doesNotFit("fabric.infeasible",
                         fmt::format("network: fabric \"{}\" of {}: {}", brief.name, switchPart->id,
                                     withoutPoint(size.problem)));
        return;
    }
    plan.fabrics.push_back(fabric);
    plan.sizes.push_back(size);
}

}  // namespace

bool hasPorts(const Part& part, FabricRole role) {
    return part.number(portProperties(role).ports).value_or(0.0) > 0.0 &&
           part.number(Property::nodes).value_or(0.0) > 0.0;
}

NetworkPlan planNetwork(Draft& draft, const std::vector<RackGroup>& groups) {
    NetworkPlan plan;
    for (const BriefFabric& fabric : draft.brief.fabrics)
        if (!draft.failed()) planFabric(draft, fabric, groups, plan);
    if (draft.failed() || plan.fabrics.empty()) return plan;
    Filler filler(draft, plan);
    const std::vector<double> powers = switchPowers(draft, plan, groups);
    for (std::size_t i = 0; i < plan.fabrics.size(); ++i)
        filler.add(i, powers[i]);
    return plan;
}

}  // namespace hallwright
