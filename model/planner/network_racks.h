#pragma once

#include "model/hall/fabric.h"
#include "model/planner/draft.h"

#include <optional>

namespace hallwright {

/// Switches of one fabric and tier that stand together in a network rack.
struct SwitchStack {
    std::size_t fabric = 0;
    Tier tier = Tier::Leaf;
    int first = 0;
    int count = 0;
};

/// A network rack and what is in it.
struct NetworkRack {
    std::vector<SwitchStack> stacks;
    double liquid = 0.0;  ///< W to liquid
    double air = 0.0;     ///< W to air
    double flow = 0.0;    ///< m³/s of coolant
    double mass = 0.0;    ///< kg, frame included
    double units = 0.0;   ///< that switches take
    double panels = 0.0;  ///< units that patch panels and power shelves take
    /// The stretch of racks in whose row it stands; none in the zone.
    std::optional<std::size_t> stretch;
    bool middle = false;  ///< in the middle of that row, not at its end
};

/// What one switch asks of a rack.
struct SwitchNeed {
    double units = 0.0;
    double panels = 0.0;  ///< units of patch panels for its links
    double power = 0.0;   ///< W, optics included
    double liquidShare = 0.0;
    double flow = 0.0;  ///< m³/s
    double mass = 0.0;  ///< kg
    double shelfUnits = 0.0;
    double shelfPower = 0.0;  ///< W that one shelf gives; 0: it needs none

    double air() const { return power * (1.0 - liquidShare); }
};

/// Fills network racks switch by switch, within their units and the power that air takes out of
/// them. Patch panels stand in the units that the frame keeps free first.
class RackFiller {
public:
    RackFiller(Draft& draft, const Part& rackPart, std::vector<NetworkRack>& racks);

    /// Whether a rack takes a switch at all; if not, the planner is told.
    bool takes(const Part& switchPart, const SwitchNeed& need);
    /// Into the zone, after what stands there.
    void addToZone(const SwitchStack& one, const SwitchNeed& need);
    /// Into the first rack of the zone with room: for small switches.
    void addWhereRoomIs(const SwitchStack& one, const SwitchNeed& need);
    /// Into the row of a stretch of racks.
    void addToRow(const SwitchStack& one, const SwitchNeed& need, std::size_t stretch, bool middle);

private:
    bool fits(const NetworkRack& rack, const SwitchNeed& need) const;
    void put(NetworkRack& rack, const SwitchStack& one, const SwitchNeed& need);
    NetworkRack& open();

    Draft& m_draft;
    const Part& m_rackPart;
    std::vector<NetworkRack>& m_racks;
    double m_usable = 0.0;
    double m_frameUnits = 0.0;
    double m_power = 0.0;
    double m_frame = 0.0;
};

}  // namespace hallwright
