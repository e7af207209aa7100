#include "model/edits/hang_rack.h"

#include "model/planner/network_plan.h"

#include <algorithm>
#include <limits>

namespace hallwright {

namespace {

constexpr std::int64_t farthest = std::numeric_limits<std::int64_t>::max();

/// How far the middle of a box lies past the end of a row, 0 in it; nothing where it is not in its
/// line.
std::optional<std::int32_t> pastEnd(const Row& row, const Rect& box) {
    const Rect area = areaOf(row);
    const bool alongX = runsAlongX(row);
    const int middle = alongX ? box.x.mm + box.width.mm / 2 : box.y.mm + box.depth.mm / 2;
    const int across = alongX ? box.y.mm + box.depth.mm / 2 : box.x.mm + box.width.mm / 2;
    const int low = alongX ? area.x.mm : area.y.mm;
    const int high = alongX ? area.right().mm : area.top().mm;
    const int acrossLow = alongX ? area.y.mm : area.x.mm;
    const int acrossHigh = alongX ? area.top().mm : area.right().mm;
    if (across < acrossLow || across > acrossHigh) return std::nullopt;
    return std::max({0, low - middle, middle - high});
}

/// Two boxes that stand side by side: a gap smaller than the narrower of them, in one line.
bool isBeside(const Rect& a, const Rect& b) {
    const auto gap = [](int low, int high, int otherLow, int otherHigh) {
        return std::max({0, otherLow - high, low - otherHigh});
    };
    const int alongX = gap(a.x.mm, a.right().mm, b.x.mm, b.right().mm);
    const int alongY = gap(a.y.mm, a.top().mm, b.y.mm, b.top().mm);
    const bool inRowX = alongY == 0 && a.y < b.top() && b.y < a.top();
    const bool inRowY = alongX == 0 && a.x < b.right() && b.x < a.right();
    return (inRowX && alongX < std::min(a.width.mm, b.width.mm)) ||
           (inRowY && alongY < std::min(a.depth.mm, b.depth.mm));
}

}  // namespace

std::int64_t distance(const Rect& a, const Rect& b) {
    const std::int64_t dx = std::int64_t{2} * (a.x.mm - b.x.mm) + a.width.mm - b.width.mm;
    const std::int64_t dy = std::int64_t{2} * (a.y.mm - b.y.mm) + a.depth.mm - b.depth.mm;
    return dx * dx + dy * dy;
}

Id<Row> rowAt(const Hall& hall, const Rect& box) {
    Id<Row> best;
    std::int32_t least = std::numeric_limits<std::int32_t>::max();
    hall.rows.forEach([&](Id<Row> id, const Row& row) {
        const std::optional<std::int32_t> past = pastEnd(row, box);
        if (!past || *past >= least) return;
        // Measured from the middle of the box, so half of it comes before the gap, which has to be
        // narrower than the box.
        const int width = runsAlongX(row) ? box.width.mm : box.depth.mm;
        if (2 * *past >= 3 * width && *past > 0) return;
        best = id;
        least = *past;
    });
    return best;
}

void stretchRow(Hall& hall, Id<Row> id, const Rect& box) {
    const Row* found = hall.rows.find(id);
    if (!found) return;
    Row row = *found;
    const Rect area = areaOf(row);
    if (runsAlongX(row)) {
        row.x = std::min(area.x, box.x);
        row.length = std::max(area.right(), box.right()) - row.x;
    } else {
        row.y = std::min(area.y, box.y);
        row.length = std::max(area.top(), box.top()) - row.y;
    }
    if (!(row == *found)) hall.rows.set(id, std::move(row));
}

Id<Loop> loopNear(const Hall& hall, const Rect& box, Id<Row> row) {
    Id<Loop> inRow, anywhere;
    std::int64_t leastInRow = farthest, leastAnywhere = farthest;
    const auto look = [&](auto, const auto& item) {
        if (!item.loop || !hall.loops.contains(item.loop)) return;
        const std::int64_t away = distance(box, footprintOf(hall, item));
        if (row && item.row == row && away < leastInRow) {
            inRow = item.loop;
            leastInRow = away;
        }
        if (away < leastAnywhere) {
            anywhere = item.loop;
            leastAnywhere = away;
        }
    };
    hall.racks.forEach(look);
    hall.equipment.forEach(look);
    if (inRow) return inRow;
    if (anywhere) return anywhere;
    Id<Loop> only;
    hall.loops.forEach([&](Id<Loop> id, const Loop&) {
        if (!only) only = id;
    });
    return only;
}

bool needsSidecar(const Hall& hall, const Part& part) {
    return part.text(Property::inputSystem) == "dc-800" &&
           hall.site().distribution != Distribution::Dc800;
}

Id<Rack> freeSidecarBeside(const Hall& hall, const Rect& box) {
    std::set<Id<Rack>> inUse;
    hall.racks.forEach([&](Id<Rack>, const Rack& rack) { inUse.insert(rack.sidecar); });
    Id<Rack> best;
    std::int64_t least = farthest;
    hall.racks.forEach([&](Id<Rack> id, const Rack& rack) {
        const Part* part = hall.part(rack.part);
        if (!part || part->kind != Kind::PowerSidecar || inUse.contains(id)) return;
        const Rect area = footprintOf(hall, rack);
        if (!isBeside(box, area) || distance(box, area) >= least) return;
        best = id;
        least = distance(box, area);
    });
    return best;
}

Id<Rack> rackWithoutSidecarBeside(const Hall& hall, const Rect& box) {
    Id<Rack> best;
    std::int64_t least = farthest;
    hall.racks.forEach([&](Id<Rack> id, const Rack& rack) {
        const Part* part = hall.part(rack.part);
        if (rack.sidecar || !part || !needsSidecar(hall, *part)) return;
        const Rect area = footprintOf(hall, rack);
        if (!isBeside(box, area) || distance(box, area) >= least) return;
        best = id;
        least = distance(box, area);
    });
    return best;
}

namespace {

double nodesOf(const Hall& hall, Id<Rack> rack) {
    const Rack* row = hall.racks.find(rack);
    const Part* part = row ? hall.part(row->part) : nullptr;
    return part ? part->number(Property::nodes).value_or(0.0) : 0.0;
}

}  // namespace

/// A unit without racks has the room of the one before it (model/stages/fabric_hosts.h).
bool FreeSlots::Slots::suits(std::int64_t unit, double count) const {
    if (nodes.empty() || unit > nodes.rbegin()->first) return true;
    auto found = nodes.lower_bound(unit);
    if (found->first != unit && found != nodes.begin()) --found;
    return found->second == count;
}

void FreeSlots::Slots::add(std::int64_t slot, std::int64_t unit, double count) {
    taken.insert(slot);
    double& most = nodes[unit];
    most = std::max(most, count);
}

FreeSlots::FreeSlots(const Hall& hall) {
    hall.members.forEach([&](Id<Member>, const Member& member) {
        const Fabric* fabric = hall.fabrics.find(member.fabric);
        const std::int64_t unit = std::max(1, fabric ? fabric->unit : 1);
        m_fabrics[member.fabric].add(member.unit * unit + member.slot, member.unit,
                                     nodesOf(hall, member.rack));
    });
}

Member FreeSlots::take(const Hall& hall, Id<Fabric> id, Id<Rack> rack) {
    const Fabric* fabric = hall.fabrics.find(id);
    const std::int64_t unit = std::max(1, fabric ? fabric->unit : 1);
    const double nodes = nodesOf(hall, rack);
    Slots& slots = m_fabrics[id];
    std::int64_t& slot = slots.from[nodes];
    while (true) {
        if (!slots.suits(slot / unit, nodes))
            slot = (slot / unit + 1) * unit;
        else if (slots.taken.contains(slot))
            ++slot;
        else
            break;
    }
    slots.add(slot, slot / unit, nodes);
    return {rack, id, static_cast<int>(slot / unit), static_cast<int>(slot % unit)};
}

void FreeSlots::join(Hall& hall, Id<Rack> rack, RawId& next) {
    const Part* part = hall.part(hall.racks[rack].part);
    if (!part) return;
    hall.fabrics.forEach([&](Id<Fabric> id, const Fabric& fabric) {
        // A bare fabric joins no racks; one with members and ends takes more of them.
        const bool joins = fabric.endpoints == 0 || !m_fabrics[id].taken.empty();
        if (joins && hasPorts(*part, fabric.role)) hall.members.set({next++}, take(hall, id, rack));
    });
}

}  // namespace hallwright
