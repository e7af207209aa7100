#include "model/planner/network_racks.h"

#include "model/units/quantity_text.h"

#include <algorithm>
#include <cmath>

namespace hallwright {

RackFiller::RackFiller(Draft& draft, const Part& rackPart, std::vector<NetworkRack>& racks)
    : m_draft(draft), m_rackPart(rackPart), m_racks(racks) {
    m_usable = draft.number(rackPart, Property::rackUnitsUsable);
    m_frameUnits = std::max(m_usable, rackPart.number(Property::rackUnits).value_or(0.0));
    m_power = draft.basisNumber(Property::networkRackPower);
    m_frame = rackPart.number(Property::mass).value_or(0.0);
}

bool RackFiller::takes(const Part& switchPart, const SwitchNeed& need) {
    if (m_draft.failed()) return false;
    if (fits({}, need)) return true;
    m_draft.doesNotFit(
        "rack.network.power",
        fmt::format("network rack: one {} takes {:.0f} U{} and {} of air cooling, {} has {:.0f} U "
                    "and the design basis allows {}; choose another switch or a larger rack",
                    switchPart.id, need.units,
                    need.panels > 0.0 ? fmt::format(", {:.0f} U of patch panels", need.panels)
                                      : std::string(),
                    formatQuantity({need.air(), Dimension::Power}), m_rackPart.id, m_usable,
                    formatQuantity({m_power, Dimension::Power})));
    return false;
}

bool RackFiller::fits(const NetworkRack& rack, const SwitchNeed& need) const {
    const double units = rack.units + need.units;
    double beside = rack.panels + need.panels;
    if (need.shelfPower > 0.0)
        beside += need.shelfUnits *
                  std::ceil((rack.liquid + rack.air + need.power) / need.shelfPower - 1e-9);
    return units <= m_usable + 1e-9 && units + beside <= m_frameUnits + 1e-9 &&
           rack.air + need.air() <= m_power * (1.0 + 1e-9);
}

void RackFiller::put(NetworkRack& rack, const SwitchStack& one, const SwitchNeed& need) {
    rack.units += need.units;
    rack.panels += need.panels;
    rack.air += need.air();
    rack.liquid += need.power * need.liquidShare;
    rack.flow += need.liquidShare > 0.0 ? need.flow : 0.0;
    rack.mass += need.mass;
    if (!rack.stacks.empty()) {
        SwitchStack& last = rack.stacks.back();
        if (last.fabric == one.fabric && last.tier == one.tier &&
            last.first + last.count == one.first) {
            ++last.count;
            return;
        }
    }
    rack.stacks.push_back({one.fabric, one.tier, one.first, 1});
}

NetworkRack& RackFiller::open() {
    m_racks.emplace_back();
    m_racks.back().mass = m_frame;
    return m_racks.back();
}

void RackFiller::addToZone(const SwitchStack& one, const SwitchNeed& need) {
    const auto last = std::find_if(m_racks.rbegin(), m_racks.rend(),
                                   [](const NetworkRack& rack) { return !rack.stretch; });
    if (last != m_racks.rend() && fits(*last, need))
        put(*last, one, need);
    else
        put(open(), one, need);
}

void RackFiller::addWhereRoomIs(const SwitchStack& one, const SwitchNeed& need) {
    for (NetworkRack& rack : m_racks)
        if (!rack.stretch && fits(rack, need)) return put(rack, one, need);
    put(open(), one, need);
}

void RackFiller::addToRow(const SwitchStack& one, const SwitchNeed& need, std::size_t stretch,
                          bool middle) {
    for (NetworkRack& rack : m_racks)
        if (rack.stretch == stretch && rack.middle == middle && fits(rack, need))
            return put(rack, one, need);
    NetworkRack& rack = open();
    rack.stretch = stretch;
    rack.middle = middle;
    put(rack, one, need);
}

}  // namespace hallwright
