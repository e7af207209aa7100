#include "model/stages/cooling.h"

#include "model/base/text.h"
#include "model/formulas/heat.h"
#include "model/formulas/hydraulics.h"
#include "model/stages/cooling_loop.h"
#include "model/stages/rack_power.h"
#include "model/stages/stages.h"

namespace hallwright {

namespace {

constexpr std::size_t noLoop = std::numeric_limits<std::size_t>::max();

/// What cooling needs of one rack.
struct RackHeat {
    PartId part;
    std::size_t loop = noLoop;  ///< position
    double own = 0.0;  ///< heat to liquid of the part itself, without switches mounted in it
};

/// A loop with what hangs on it.
struct LoopGroup {
    const Loop* loop = nullptr;
    std::vector<std::size_t> racks;
    std::vector<PartId> cduParts;
    std::vector<Rect> cdus;
    std::vector<std::size_t> cduRows;  ///< positions among the equipment
    LoopNeeds needs;
};

/// Coolant flow and pressure drop of one rack, its switches in parallel to its own.
struct RackFlow {
    double flow = 0.0;
    double drop = 0.0;
};

class CoolingRun {
public:
    explicit CoolingRun(Pass& pass)
        : m_pass(pass), m_out(pass.out), m_loops(pass.rows.count(Scope::Loop)) {}

    void run() {
        m_mounted = mountings(m_pass);
        m_state = loadState(m_pass.in.text(m_pass.basis, Property::sizingCooling));
        m_racks.resize(m_pass.rows.count(Scope::Rack));
        gather();
        heats();
        std::vector<PartId> pipes;
        for (const std::string& id : split(m_pass.in.text(m_pass.basis, Property::pipePart), ' '))
            if (const PartId pipe = m_pass.in.byCatalogId(id);
                !std::isnan(m_pass.in.get(pipe, Property::pipeBore)))
                pipes.push_back(pipe);
        for (std::size_t i = 0; i < m_loops.size(); ++i)
            supplyOf(i);
        flows();
        for (std::size_t i = 0; i < m_loops.size(); ++i)
            headOf(i, pipes);
        m_out.setSum(Fig::liquidFlow, Fig::rackFlow);
        m_out.setSum(Fig::coolantCapacity, Fig::loopFlowCapacity);
        plant();
    }

    /// Racks and equipment only stand elsewhere: the way from CDU to rack is all that may differ.
    void runPlaces() {
        gather();
        std::size_t row = 0;
        m_pass.hall.racks.forEach([&](Id<Rack>, const Rack& rack) {
            const std::size_t at = row++;
            const std::ptrdiff_t loop =
                rack.loop ? m_pass.rows.position(Scope::Loop, rack.loop.raw) : -1;
            if (loop >= 0 && m_out.get(Fig::rackLiquid, at) != 0.0)
                m_loops[static_cast<std::size_t>(loop)].racks.push_back(at);
        });
        for (std::size_t i = 0; i < m_loops.size(); ++i) {
            if (m_out.get(Fig::loopFlow, i) == 0.0) continue;
            HeaderPipe pipe;
            pipe.friction = m_out.get(Fig::loopFriction, i);
            pipe.velocity = m_out.get(Fig::loopVelocity_, i);
            const Coolant coolant(m_pass.in, m_loops[i].loop->fluid);
            setHead(i, pipe, coolant.density(m_out.get(Fig::loopSupply, i)));
            m_out.weaken(Fig::loopHead, i, m_out.status(Fig::loopFlow, i));
        }
    }

private:
    void gather() {
        std::size_t row = 0;
        m_pass.hall.loops.forEach([&](Id<Loop>, const Loop& loop) { m_loops[row++].loop = &loop; });
        std::size_t next = 0;
        m_pass.hall.equipment.forEach([&](Id<Equipment>, const Equipment& equipment) {
            const std::size_t at = next++;
            const double power = m_pass.in.get(equipment.part, Property::powerTdp);
            const double share = m_pass.in.get(equipment.part, Property::liquidFraction, 0.0);
            m_out.set(Fig::equipmentPower, at, power);
            m_out.set(Fig::equipmentLiquid, at, power * share);
            m_out.set(Fig::equipmentAir, at, power - power * share);
            const Part* part = m_pass.in.part(equipment.part);
            const std::ptrdiff_t loop = m_pass.rows.position(Scope::Loop, equipment.loop.raw);
            if (!part || part->kind != Kind::Cdu || !equipment.loop || loop < 0) return;
            m_loops[static_cast<std::size_t>(loop)].cduParts.push_back(equipment.part);
            m_loops[static_cast<std::size_t>(loop)].cduRows.push_back(at);
            m_loops[static_cast<std::size_t>(loop)].cdus.push_back(
                footprintOf(m_pass.hall, equipment));
        });
    }

    /// Splits the heat of every rack, at its AC input, between liquid and air. What a power rack
    /// loses on the way to the racks it feeds goes to air and is counted with them; the power rack
    /// itself has none.
    void heats() {
        const Fig figure = rackFigure(m_state);
        std::size_t row = 0;
        m_pass.hall.racks.forEach([&](Id<Rack>, const Rack& rack) {
            RackHeat& heat = m_racks[row];
            heat.part = rack.part;
            const std::ptrdiff_t loop =
                rack.loop ? m_pass.rows.position(Scope::Loop, rack.loop.raw) : -1;
            if (loop >= 0) heat.loop = static_cast<std::size_t>(loop);
            const double total = m_out.get(figure, row);
            const MountedPower switches = mountedPower(m_mounted, row, m_state);
            double own = total - switches.total;
            if (rack.sidecar) own /= 1.0 + conversionOf(m_pass, rack).sidecar;
            const double share = m_pass.in.get(rack.part, Property::liquidFraction);
            if (own != 0.0 && share != 0.0) heat.own = own * share;
            const double liquid = heat.own + switches.liquid;
            m_out.set(Fig::rackLiquid, row, liquid);
            m_out.set(Fig::rackAir, row, total - liquid);
            m_out.weaken(Fig::rackLiquid, row, m_out.status(figure, row));
            m_out.weaken(Fig::rackAir, row, m_out.status(figure, row));
            if (heat.loop != noLoop && liquid != 0.0) addNeeds(m_loops[heat.loop], row);
            ++row;
        });
    }

    /// A rack with unknown heat is a rack of the loop, but asks for nothing that can be counted.
    void addNeeds(LoopGroup& group, std::size_t row) {
        group.racks.push_back(row);
        const double own = m_racks[row].own;
        if (own > 0.0) {
            group.needs.heat += own;
            group.needs.add(m_racks[row].part, own);
        }
        for (const MountedSwitches& entry : m_mounted.in(row)) {
            const double heat = switchHeat(entry);
            if (!(heat > 0.0)) continue;
            const SwitchLoad& load = m_mounted.switchOf[entry.fabric];
            group.needs.heat += heat;
            if (std::isnan(load.flow))
                group.needs.add(load.part, heat);
            else
                group.needs.fixedFlow += entry.count * load.flow;
        }
    }

    double switchHeat(const MountedSwitches& entry) const {
        const SwitchLoad& load = m_mounted.switchOf[entry.fabric];
        if (!(load.liquidShare > 0.0)) return 0.0;
        return entry.count * load.power[static_cast<std::size_t>(m_state)] * load.liquidShare;
    }

    void supplyOf(std::size_t i) {
        LoopGroup& group = m_loops[i];
        addPumpHeat(i);
        const Status heat = m_out.status(Fig::loopHeat, i);
        const CduGroup cdus = cduGroup(m_pass.in, group.cduParts, group.loop->spare);
        m_out.set(Fig::loopCapacity, i, cdus.capacity);
        m_out.set(Fig::loopFlowCapacity, i, cdus.flow);
        if (cdus.all.empty())
            m_out.setAbsent(Fig::loopHeadGiven, i);
        else
            m_out.set(Fig::loopHeadGiven, i, cdus.head);
        const Coolant coolant(m_pass.in, group.loop->fluid);
        SupplyPoint point;
        if (heat != Status::None)
            point = loopSupplyPoint(m_pass, coolant, cdus, group.needs,
                                    group.loop->facilitySupply.value() - 273.15);
        m_out.set(Fig::loopSupply, i, point.supply);
        m_out.weaken(Fig::loopSupply, i, point.flowMissing ? Status::Partial : heat);
        m_out.set(Fig::loopIterations, i, point.passes);
    }

    /// What the racks of a loop give it, and the pumps of its CDUs.
    void addPumpHeat(std::size_t i) {
        LoopGroup& group = m_loops[i];
        m_out.setSum(Fig::loopHeat, i, Fig::equipmentLiquid, group.cduRows);
        const Status pumps = m_out.status(Fig::loopHeat, i);
        group.needs.pumpHeat = m_out.getOr0(Fig::loopHeat, i);
        m_out.setSum(Fig::loopHeat, i, Fig::rackLiquid, group.racks);
        const Status racks = m_out.status(Fig::loopHeat, i);
        m_out.set(Fig::loopHeat, i, m_out.get(Fig::loopHeat, i) + group.needs.pumpHeat);
        m_out.weaken(Fig::loopHeat, i, racks);
        m_out.weaken(Fig::loopHeat, i, pumps);
    }

    RackFlow flowOf(std::size_t row, const Coolant& coolant, double supply) const {
        const RackHeat& rack = m_racks[row];
        RackFlow out;
        if (rack.own != 0.0) {
            out.flow = coolantFlow(m_pass.in, coolant, rack.part, rack.own, supply);
            out.drop = coolantDrop(m_pass.in, rack.part, out.flow);
        }
        for (const MountedSwitches& entry : m_mounted.in(row)) {
            const SwitchLoad& load = m_mounted.switchOf[entry.fabric];
            const double heat = switchHeat(entry);
            if (heat == 0.0) continue;
            const double one = std::isnan(load.flow) ? coolantFlow(m_pass.in, coolant, load.part,
                                                                   heat / entry.count, supply)
                                                     : load.flow;
            out.flow += entry.count * one;
            const double drop = coolantDrop(m_pass.in, load.part, one);
            if (!(drop <= out.drop)) out.drop = std::isnan(out.drop) ? out.drop : drop;
        }
        return out;
    }

    void flows() {
        // Neighbours of one part, loop and heat have the same flow.
        RackHeat last;
        RackFlow flow;
        double back = unknown;
        for (std::size_t row = 0; row < m_racks.size(); ++row) {
            const double liquid = m_out.get(Fig::rackLiquid, row);
            if (liquid == 0.0) {
                for (Fig figure : {Fig::rackFlow, Fig::rackPressure, Fig::rackReturn})
                    m_out.setAbsent(figure, row);
                continue;
            }
            const RackHeat& rack = m_racks[row];
            if (rack.loop == noLoop || std::isnan(liquid)) {
                for (Fig figure : {Fig::rackFlow, Fig::rackPressure, Fig::rackReturn})
                    m_out.set(figure, row, unknown);
                continue;
            }
            const bool plain = m_mounted.in(row).empty();
            if (!plain || last.part != rack.part || last.loop != rack.loop ||
                last.own != rack.own) {
                const Coolant coolant(m_pass.in, m_loops[rack.loop].loop->fluid);
                const double supply = m_out.get(Fig::loopSupply, rack.loop);
                flow = flowOf(row, coolant, supply);
                back = coolantReturn(coolant, liquid, flow.flow, supply);
                last = plain ? rack : RackHeat{};
            }
            m_out.set(Fig::rackFlow, row, flow.flow);
            m_out.set(Fig::rackPressure, row, flow.drop);
            m_out.set(Fig::rackReturn, row, back);
            for (Fig figure : {Fig::rackFlow, Fig::rackPressure, Fig::rackReturn}) {
                m_out.weaken(figure, row, m_out.status(Fig::rackLiquid, row));
                m_out.weaken(figure, row, m_out.status(Fig::loopSupply, rack.loop));
            }
        }
    }

    void headOf(std::size_t i, const std::vector<PartId>& pipes) {
        const LoopGroup& group = m_loops[i];
        m_out.setSum(Fig::loopFlow, i, Fig::rackFlow, group.racks);
        const double flow = m_out.get(Fig::loopFlow, i);
        if (flow == 0.0) {
            for (Fig figure : {Fig::loopPipe, Fig::loopVelocity_, Fig::loopFriction, Fig::loopHead,
                               Fig::loopRideThrough})
                m_out.setAbsent(figure, i);
            return;
        }
        const Coolant coolant(m_pass.in, group.loop->fluid);
        const double supply = m_out.get(Fig::loopSupply, i);
        const double density = coolant.density(supply);
        HeaderPipe pipe;
        if (!std::isnan(flow))
            pipe = headerPipe(m_pass, pipes, flow, density, coolant.viscosity(supply));
        m_out.set(Fig::loopPipe, i, pipe.bore);
        m_out.set(Fig::loopVelocity_, i, pipe.velocity);
        m_out.set(Fig::loopFriction, i, pipe.friction);
        setHead(i, pipe, density);
        m_out.set(Fig::loopRideThrough, i,
                  formulas::rideThrough(m_pass.basisValue(Property::loopVolume) *
                                            static_cast<double>(group.racks.size()),
                                        density, coolant.heatCapacity(supply),
                                        m_pass.basisValue(Property::rideThroughRise),
                                        m_out.get(Fig::loopHeat, i)));
        for (Fig figure : {Fig::loopPipe, Fig::loopVelocity_, Fig::loopFriction, Fig::loopHead})
            m_out.weaken(figure, i, m_out.status(Fig::loopFlow, i));
        m_out.weaken(Fig::loopRideThrough, i, m_out.status(Fig::loopHeat, i));
    }

    /// The largest drop of a rack, the header there and back to the rack that lies farthest from
    /// any CDU, fittings.
    void setHead(std::size_t i, const HeaderPipe& pipe, double density) {
        double drop = 0.0;
        bool missing = false;
        for (std::size_t row : m_loops[i].racks) {
            const double value = m_out.get(Fig::rackPressure, row);
            if (std::isnan(value))
                missing = true;
            else
                drop = std::max(drop, value);
        }
        const double head = drop + pipe.friction * 2.0 * farthest(m_loops[i]) +
                            formulas::fittingLoss(m_pass.basisValue(Property::headerFittings),
                                                  density, pipe.velocity);
        if (missing && !std::isnan(head))
            m_out.setPartial(Fig::loopHead, i, head);
        else
            m_out.set(Fig::loopHead, i, head);
    }

    /// Metres, along the rows and across, from the rack that lies farthest to its nearest CDU;
    /// unknown without CDU.
    double farthest(const LoopGroup& group) {
        if (group.cdus.empty()) return unknown;
        std::int64_t most = 0;  // twice the distance in mm, so that centres stay whole
        for (std::size_t row : group.racks) {
            const Rect rect = rectOf(row);
            std::int64_t nearest = std::numeric_limits<std::int64_t>::max();
            for (const Rect& cdu : group.cdus) {
                const auto span = [](Millimetres a, Millimetres as, Millimetres b, Millimetres bs) {
                    return std::abs(std::int64_t{2} * a.mm + as.mm - std::int64_t{2} * b.mm -
                                    bs.mm);
                };
                nearest = std::min(nearest, span(rect.x, rect.width, cdu.x, cdu.width) +
                                                span(rect.y, rect.depth, cdu.y, cdu.depth));
                if (nearest <= most) break;  // it cannot be the farthest any more
            }
            most = std::max(most, nearest);
        }
        return static_cast<double>(most) / 2000.0;
    }

    Rect rectOf(std::size_t row) {
        const Rack& rack = m_pass.hall.racks[{m_pass.rows.ids(Scope::Rack)[row]}];
        if (!m_sized || m_sizedPart != rack.part) {
            m_size = footprintOf(m_pass.in.part(rack.part), Placement{{0}, {0}, Facing::Down});
            m_sizedPart = rack.part;
            m_sized = true;
        }
        return footprint(rack.place, m_size.width, m_size.depth);
    }

    /// Power and capacity of CDUs and air units, and the heat that stays in the air.
    void plant() {
        std::vector<std::size_t> cdus, airUnits;
        std::vector<double> capacities;
        bool capacityMissing = false;
        std::size_t row = 0;
        m_pass.hall.equipment.forEach([&](Id<Equipment>, const Equipment& equipment) {
            const Part* part = m_pass.in.part(equipment.part);
            if (part && part->kind == Kind::Cdu) cdus.push_back(row);
            if (part && part->kind == Kind::AirUnit) {
                airUnits.push_back(row);
                const double capacity = m_pass.in.get(equipment.part, Property::coolingCapacity);
                if (std::isnan(capacity))
                    capacityMissing = true;
                else
                    capacities.push_back(capacity);
            }
            ++row;
        });
        m_out.set(Fig::cduCount, static_cast<double>(cdus.size()));
        m_out.setSum(Fig::pumpPower, 0, Fig::equipmentPower, cdus);
        m_out.setSum(Fig::fanPower, 0, Fig::equipmentPower, airUnits);
        const double spare = m_pass.basisValue(Property::airSpare);
        std::stable_sort(capacities.begin(), capacities.end());
        const double left = static_cast<double>(capacities.size()) - std::round(spare);
        capacities.resize(left > 0.0 ? static_cast<std::size_t>(left) : 0);
        if (std::isnan(spare) || (capacityMissing && capacities.empty()))
            m_out.set(Fig::airCapacity, airUnits.empty() ? 0.0 : unknown);
        else if (capacityMissing)
            m_out.setPartial(Fig::airCapacity, 0, blockSum(capacities));
        else
            m_out.set(Fig::airCapacity, blockSum(capacities));
        setHeat(Fig::liquidHeat, Fig::rackLiquid, Fig::equipmentLiquid);
        setHeat(Fig::airHeat, Fig::rackAir, Fig::equipmentAir);
        setAirFlow();
    }

    /// Heat of the racks and of the plant that stands with them. Without any known rack it is
    /// unknown.
    void setHeat(Fig total, Fig ofRacks, Fig ofPlant) {
        m_out.setSum(total, ofPlant);
        const Status plantStatus = m_out.status(total);
        const double fromPlant = m_out.getOr0(total);
        m_out.setSum(total, ofRacks);
        const Status racks = m_out.status(total);
        if (racks == Status::None) return;
        m_out.set(total, m_out.get(total) + fromPlant);
        m_out.weaken(total, 0, racks);
        m_out.weaken(total, 0, plantStatus);
    }

    void setAirFlow() {
        m_out.set(Fig::airFlow_, formulas::flowForHeat(m_out.get(Fig::airHeat),
                                                       m_pass.basisValue(Property::airDensity),
                                                       m_pass.basisValue(Property::airHeatCapacity),
                                                       m_pass.basisValue(Property::airRise)));
        m_out.weaken(Fig::airFlow_, 0, m_out.status(Fig::airHeat));
    }

    Pass& m_pass;
    Columns& m_out;
    Mountings m_mounted;
    LoadState m_state = LoadState::Design;  ///< the one that sizes cooling
    std::vector<RackHeat> m_racks;
    std::vector<LoopGroup> m_loops;
    Rect m_size{};
    PartId m_sizedPart{};
    bool m_sized = false;
};

}  // namespace

void runCooling(Pass& pass) {
    if (pass.onlyPlaces)
        CoolingRun(pass).runPlaces();
    else
        CoolingRun(pass).run();
}

}  // namespace hallwright
