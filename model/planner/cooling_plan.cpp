#include "model/planner/cooling_plan.h"

#include "model/figures/slots.h"
#include "model/stages/cooling_loop.h"
#include "model/stages/heat_rejection.h"
#include "model/units/quantity_text.h"

#include <algorithm>
#include <cmath>

namespace hallwright {

namespace {

// Racks of one loop: a drained or leaking loop stops them all, so two units of eight is as far as
// we go.
constexpr int mostRacksOfLoop = 16;

int ceilRatio(double a, double b) {
    return b > 0.0 ? static_cast<int>(std::ceil(a / b - 1e-9)) : 0;
}

/// Cuts racks and counts what cools them.
class CoolingPlanner {
public:
    CoolingPlanner(Draft& draft, const std::vector<RackGroup>& racks, const NetworkPlan& network,
                   Millimetres rowLength)
        : m_draft(draft), m_racks(racks), m_network(network), m_rowLength(rowLength) {}

    CoolingPlan plan() {
        bool liquid = false;
        for (const RackGroup& group : m_racks)
            liquid |= group.liquid > 0.0;
        for (const NetworkRack& rack : m_network.racks)
            liquid |= rack.liquid > 0.0;
        if (liquid) chooseCdu();
        if (m_draft.failed()) return m_plan;
        for (std::size_t i = 0; i < m_racks.size(); ++i)
            cut(i);
        hangNetworkRacks();
        for (CoolingGroup& group : m_plan.groups)
            if (group.heat > 0.0) std::tie(group.cdus, group.spare) = cdusFor(group);
        countAirUnits();
        return m_plan;
    }

private:
    void chooseCdu() {
        const Brief& brief = m_draft.brief;
        if (!brief.cdu) {
            m_draft.fail(brief.racks.empty() ? 1 : brief.racks[0].part.line,
                         "racks or switches are cooled by liquid: [cooling] needs cdu = "
                         "\"vertiv-xdu1350\" or another CDU");
            return;
        }
        m_plan.cdu = m_draft.find(brief.cdu, {Kind::Cdu}, "CDU");
        const PartPtr fluid = m_draft.find(brief.coolant, {Kind::Fluid}, "coolant");
        if (!m_plan.cdu || !fluid) return;
        m_plan.cduId = m_draft.freeze(*m_plan.cdu);
        m_plan.fluidId = m_draft.freeze(*fluid);
        m_capacity = m_draft.number(*m_plan.cdu, Property::coolingCapacity);
        m_ratedFlow = m_draft.number(*m_plan.cdu, Property::ratedFlow);
        m_cduPower = m_plan.cdu->number(Property::powerTdp).value_or(0.0);
        m_cduLiquid = m_cduPower * m_plan.cdu->number(Property::liquidFraction).value_or(0.0);
        checkReach();
        const double approach = m_draft.number(*m_plan.cdu, Property::approach);
        const double facility = brief.facilitySupply.value() - celsius(0.0).value();
        m_supply = std::max(facility + approach + m_draft.basisNumber(Property::facilityApproach),
                            m_draft.basisNumber(Property::roomDewPoint) +
                                m_draft.basisNumber(Property::dewMargin));
        for (const RackGroup& group : m_racks)
            checkSupply(*group.part, group.liquid, facility, approach);
        for (const Fabric& fabric : m_network.fabrics) {
            const Part* part = m_draft.hall.part(fabric.switchPart);
            if (part)
                checkSupply(*part, part->number(Property::liquidFraction).value_or(0.0), facility,
                            approach);
        }
    }
    /// Whether heat rejection makes the facility water on the design day.
    void checkReach() {
        const Slots slots(m_draft.hall);
        const PartId climate = m_draft.hall.site().climate;
        const double facility = m_draft.brief.facilitySupply.value() - celsius(0.0).value();
        const double dryBulb = slots.get(climate, Property::designDryBulb);
        const double shortfall =
            rejectionPlant(slots, m_draft.basis)
                .shortfall_k(facility, dryBulb, slots.get(climate, Property::designWetBulb));
        if (!(shortfall > 0.0)) return;  // an unknown climate is told by the check of the hall
        m_draft.doesNotFit(
            "cooling.rejection.reach",
            fmt::format("cooling: heat rejection without chillers makes water of {} on the design "
                        "day ({} outdoors), {} is asked for; ask for warmer facility water or for "
                        "chillers",
                        formatQuantity({facility + shortfall, Dimension::Temperature}),
                        formatQuantity({dryBulb, Dimension::Temperature}),
                        formatQuantity({facility, Dimension::Temperature})));
    }
    void checkSupply(const Part& part, double liquid, double facility, double approach) {
        const double most = part.number(Property::supplyMax).value_or(m_supply);
        if (liquid <= 0.0 || m_supply <= most) return;
        const auto degrees = [](double c) { return formatQuantity({c, Dimension::Temperature}); };
        m_draft.doesNotFit(
            "liquid.supply.max",
            fmt::format("cooling: facility water at {} and a CDU approach of {} give a loop at {}, "
                        "{} takes at most "
                        "{}; ask for colder facility water or a CDU with a smaller approach",
                        degrees(facility),
                        formatQuantity({approach, Dimension::TemperatureDifference}),
                        degrees(m_supply), part.id, degrees(most)));
    }

    /// Flow of one rack at the loop's supply: the maker's curve brought to its heat, else ρ·cp·ΔT.
    double flowOf(const RackGroup& group) {
        const Slots slots(m_draft.hall);
        if (!slots.hasCurve(group.partId, Property::flowCurve))
            m_draft.number(*group.part, Property::coolantRise);  // refused by name without either
        const double flow = coolantFlow(slots, Coolant(slots, m_plan.fluidId), group.partId,
                                        group.liquid, m_supply);
        return flow > 0.0 ? flow : 0.0;
    }

    /// CDUs by heat and by flow, and how many of them are spare.
    std::pair<int, int> cdusFor(const CoolingGroup& group) const {
        const auto spareOf = [&](int needed) {
            int spare = 0;
            if (m_draft.brief.coolingRedundancy == CoolingRedundancy::NPlus1) spare = 1;
            if (m_draft.brief.coolingRedundancy == CoolingRedundancy::TwoN) spare = needed;
            return m_draft.brief.spares.value_or(spare);
        };
        int needed =
            std::max({1, ceilRatio(group.heat, m_capacity), ceilRatio(group.flow, m_ratedFlow)});
        // The pumps of all of them heat the coolant as well; one more at most, since a CDU carries
        // far more than its own pumps give.
        const double pumps = (needed + spareOf(needed)) * m_cduLiquid;
        if (ceilRatio(group.heat + pumps, m_capacity) > needed) ++needed;
        return {needed + spareOf(needed), spareOf(needed)};
    }

    /// The most racks of a kind whose group, CDUs included, still stands in one row.
    int mostInRow(const RackGroup& racks, double flow) {
        const auto width = [&](const PartPtr& part) {
            return part ? m_draft.number(*part, Property::sizeWidth) : 0.0;
        };
        const double rack = width(racks.part) + width(racks.sidecar);
        for (int count = mostRacksOfLoop; count > 1; --count) {
            CoolingGroup group;
            group.heat = count * racks.liquid;
            group.flow = count * flow;
            const int cdus = racks.liquid > 0.0 ? cdusFor(group).first : 0;
            if (Millimetres::fromMetres(count * rack + cdus * width(m_plan.cdu)) <= m_rowLength)
                return count;
        }
        return 1;
    }

    /// Racks of one kind into groups of equal size; whole scalable units where that divides.
    void cut(std::size_t index) {
        const RackGroup& racks = m_racks[index];
        const double flow = racks.liquid > 0.0 ? flowOf(racks) : 0.0;
        if (m_draft.failed()) return;
        const int most = mostInRow(racks, flow);
        const int parts = (racks.count + most - 1) / most;
        int size = parts > 0 ? (racks.count + parts - 1) / parts : 0;
        int unit = 1;
        for (const Fabric& fabric : m_network.fabrics)
            if (fabric.role == FabricRole::ScaleOut) unit = fabric.unit;
        const int whole = (size + unit - 1) / unit * unit;
        if (whole <= most) size = whole;
        for (int left = racks.count; left > 0; left -= size) {
            CoolingGroup group;
            group.racks = index;
            group.count = std::min(left, size);
            group.heat = group.count * racks.liquid;
            group.flow = group.count * flow;
            m_plan.groups.push_back(group);
        }
    }

    /// Racks with liquid-cooled switches hang on the loop of their row, those of the zone on the
    /// loops in turn; without loops they get their
    /// own.
    void hangNetworkRacks() {
        std::vector<std::size_t> loops;
        for (std::size_t i = 0; i < m_plan.groups.size(); ++i)
            if (m_plan.groups[i].heat > 0.0) loops.push_back(i);
        std::size_t turn = 0;
        for (std::size_t i = 0; i < m_network.racks.size(); ++i) {
            const NetworkRack& rack = m_network.racks[i];
            if (rack.liquid <= 0.0) continue;
            if (loops.empty()) {
                m_plan.groups.push_back({});
                loops.push_back(m_plan.groups.size() - 1);
            }
            const bool own = rack.stretch && *rack.stretch < m_plan.groups.size() &&
                             m_plan.groups[*rack.stretch].heat > 0.0;
            CoolingGroup& group = m_plan.groups[own ? *rack.stretch : loops[turn++ % loops.size()]];
            group.networkRacks.push_back(i);
            group.heat += rack.liquid;
            group.flow += rack.flow;
        }
    }

    /// Air units for what liquid leaves, what of the CDUs' power ends in the air and what the
    /// units' own fans draw.
    void countAirUnits() {
        double heat = 0.0;
        for (const RackGroup& group : m_racks)
            heat += group.count * group.air;
        for (const NetworkRack& rack : m_network.racks)
            heat += rack.air;
        if (m_plan.cdu) heat += m_plan.cduCount() * (m_cduPower - m_cduLiquid);
        if (heat <= 0.0) return;
        m_plan.airUnit = m_draft.basisPart(Property::airUnitPart);
        if (!m_plan.airUnit) return;
        m_plan.airUnitId = m_draft.freeze(*m_plan.airUnit);
        const double capacity = m_draft.number(*m_plan.airUnit, Property::coolingCapacity);
        const double fans = m_plan.airUnit->number(Property::powerTdp).value_or(0.0);
        const int spare = static_cast<int>(m_draft.basisNumber(Property::airSpare));
        if (capacity > fans)
            m_plan.airUnits = ceilRatio(heat + spare * fans, capacity - fans) + spare;
    }

    Draft& m_draft;
    const std::vector<RackGroup>& m_racks;
    const NetworkPlan& m_network;
    Millimetres m_rowLength;
    CoolingPlan m_plan;
    double m_capacity = 0.0;   // W
    double m_ratedFlow = 0.0;  // m³/s
    double m_cduPower = 0.0;   // W
    double m_cduLiquid = 0.0;  // W of it that ends in the coolant
    double m_supply = 0.0;     // °C
};

}  // namespace

int CoolingPlan::cduCount() const {
    int count = 0;
    for (const CoolingGroup& group : groups)
        count += group.cdus;
    return count;
}

CoolingPlan planCooling(Draft& draft, const std::vector<RackGroup>& groups,
                        const NetworkPlan& network, Millimetres rowLength) {
    return CoolingPlanner(draft, groups, network, rowLength).plan();
}

}  // namespace hallwright
