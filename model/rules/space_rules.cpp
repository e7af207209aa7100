#include "model/rules/checks.h"
#include "model/rules/families.h"
#include "model/rules/ground.h"

#include <fmt/format.h>

#include <array>

namespace hallwright {

namespace {

/// Of a heap of boxes on one spot so many pairs are told for each; the rest shows when those are
/// mended.
constexpr std::size_t mostPairs = 8;

std::string lengthWords(Millimetres length) { return words(length.metres(), Dimension::Length); }

Value lengthValue(Millimetres l) { return {l.metres(), Dimension::Length}; }

/// The boxes of the ground that stand in the hall: racks, then equipment. Obstacles, which follow
/// them, may lie upon one another and anywhere.
template <typename Judge>
void eachStanding(const Ground& ground, Judge&& judge) {
    for (std::size_t i = 0; i < ground.boxes().size(); ++i) {
        if (ground.boxes()[i].item.table == TableId::Obstacles) return;
        judge(static_cast<std::uint32_t>(i));
    }
}
template <typename Judge>
void eachStanding(const Ground& ground, std::span<const std::uint32_t> of, Judge&& judge) {
    for (const std::uint32_t i : of)
        if (ground.boxes()[i].item.table != TableId::Obstacles) judge(i);
}

Millimetres noReach(const Evaluation&) { return {}; }

/// A box with the first of those after it that stand in it.
void overlapOf(const Evaluation& e, std::uint32_t i, Report& report) {
    const std::vector<Ground::Box>& boxes = e.ground().boxes();
    std::vector<std::uint32_t> partners;
    e.ground().near(boxes[i].area, [&](std::uint32_t j) {
        const bool full = partners.size() >= mostPairs;
        if (j <= i || (full && j >= partners.back()) || !boxes[i].area.overlaps(boxes[j].area))
            return;
        const auto at = std::lower_bound(partners.begin(), partners.end(), j);
        if (at != partners.end() && *at == j) return;
        partners.insert(at, j);
        if (full) partners.pop_back();
    });
    for (const std::uint32_t j : partners) {
        const Rect &a = boxes[i].area, &b = boxes[j].area;
        const Millimetres width = std::min(a.right(), b.right()) - std::max(a.x, b.x);
        const Millimetres depth = std::min(a.top(), b.top()) - std::max(a.y, b.y);
        report.fails({boxes[i].item, boxes[j].item}, lengthValue(std::min(width, depth)),
                     lengthValue({}),
                     fmt::format("{} and {} share {} × {} of floor", nameOf(e, boxes[i].item),
                                 nameOf(e, boxes[j].item), lengthWords(width), lengthWords(depth)));
    }
}
void overlap(const Evaluation& e, Report& report) {
    eachStanding(e.ground(), [&](std::uint32_t i) { overlapOf(e, i, report); });
}
void overlapNear(const Evaluation& e, std::span<const std::uint32_t> boxes, Report& report) {
    eachStanding(e.ground(), boxes, [&](std::uint32_t i) { overlapOf(e, i, report); });
}

void outsideOf(const Evaluation& e, std::uint32_t i, Report& report) {
    const Site& site = e.hall().site();
    const Ground::Box& box = e.ground().boxes()[i];
    const Rect& area = box.area;
    const Millimetres beyond =
        std::max({-area.x, -area.y, area.right() - site.width, area.top() - site.depth});
    if (beyond.mm > 0)
        report.fails({box.item}, lengthValue(beyond), lengthValue({}),
                     fmt::format("{} reaches {} beyond the walls of {} × {}", nameOf(e, box.item),
                                 lengthWords(beyond), lengthWords(site.width),
                                 lengthWords(site.depth)));
}
bool hasWalls(const Evaluation& e, Report& report) {
    const Site& site = e.hall().site();
    if (site.width.mm > 0 && site.depth.mm > 0) return true;
    report.notChecked(hallItem(e), "the width and depth of the hall are not given");
    return false;
}
void outside(const Evaluation& e, Report& report) {
    if (hasWalls(e, report))
        eachStanding(e.ground(), [&](std::uint32_t i) { outsideOf(e, i, report); });
}
void outsideNear(const Evaluation& e, std::span<const std::uint32_t> boxes, Report& report) {
    if (hasWalls(e, report))
        eachStanding(e.ground(), boxes, [&](std::uint32_t i) { outsideOf(e, i, report); });
}

/// Free depth on one side of a rack against the width of the aisle there.
class Aisle {
public:
    Aisle(const Evaluation& e, Report& report, Property width, bool front)
        : m_evaluation(e), m_report(report), m_limit(basisLimit(e, width)), m_front(front),
          m_unjudged(e, report) {}

    void judge(std::uint32_t i) {
        const Evaluation& e = m_evaluation;
        const Ground::Box& box = e.ground().boxes()[i];
        if (box.item.table != TableId::Racks) return;
        if (m_limit.si != m_limit.si) return m_unjudged.add(box.item, m_limit);
        const Millimetres wanted = Millimetres::fromMetres(m_limit.si);
        const auto blocker =
            e.ground().before(i, m_front ? box.facing : opposite(box.facing), wanted);
        if (!blocker) return;
        std::vector<ItemRef> items{box.item};
        if (blocker->item) items.push_back(blocker->item);
        m_report.fails(
            std::move(items), lengthValue(blocker->distance), {m_limit.si, Dimension::Length},
            fmt::format("{} free {} {}, up to {}", lengthWords(blocker->distance),
                        m_front ? "before" : "behind", nameOf(e, box.item),
                        blocker->item ? nameOf(e, blocker->item) : std::string("the wall")));
    }

private:
    const Evaluation& m_evaluation;
    Report& m_report;
    Limit m_limit;
    bool m_front;
    Unjudged m_unjudged;
};

template <Property width, bool front>
void aisle(const Evaluation& e, Report& report) {
    Aisle aisle(e, report, width, front);
    eachStanding(e.ground(), [&](std::uint32_t i) { aisle.judge(i); });
}
template <Property width, bool front>
void aisleNear(const Evaluation& e, std::span<const std::uint32_t> boxes, Report& report) {
    Aisle aisle(e, report, width, front);
    eachStanding(e.ground(), boxes, [&](std::uint32_t i) { aisle.judge(i); });
}
template <Property width>
Millimetres aisleWidth(const Evaluation& e) {
    const double width_m = basisLimit(e, width).si;
    return width_m == width_m ? Millimetres::fromMetres(width_m) : Millimetres{};
}

/// Height of racks and plant, and the clearance that sprinklers need above them, under the ceiling.
void headroom(const Evaluation& e, Report& report) {
    const Hall& hall = e.hall();
    const Limit ceiling =
        siteLimit(hall.site().clearHeight.metres(), "the clear height of the hall");
    const Limit above = basisLimit(e, Property::headClearance);
    Unjudged unjudged(e, report);
    const auto check = [&](ItemRef item, PartId part) {
        const Limit height = partLimit(e, part, Property::sizeHeight);
        for (const Limit& needed : {ceiling, above, height})
            if (needed.si != needed.si) return unjudged.add(item, needed);
        const double top = height.si + above.si;
        if (exceeds(top, ceiling.si))
            report.fails({item}, {top, Dimension::Length}, {ceiling.si, Dimension::Length},
                         fmt::format("{} is {} high and needs {} above it", nameOf(e, item),
                                     words(height.si, Dimension::Length),
                                     words(above.si, Dimension::Length)));
    };
    hall.racks.forEach([&](Id<Rack> id, const Rack& rack) {
        check({TableId::Racks, id.raw}, rack.part);
    });
    hall.equipment.forEach([&](Id<Equipment> id, const Equipment& plant) {
        check({TableId::Equipment, id.raw}, plant.part);
    });
}

/// Rack units of the switches in a rack against those its frame offers.
void networkUnits(const Evaluation& e, Report& report) {
    std::map<Id<Rack>, double> units;
    const Hall& hall = e.hall();
    Unjudged unjudged(e, report);
    hall.mounts.forEach([&](Id<Mount>, const Mount& mount) {
        const Fabric* fabric = hall.fabrics.find(mount.fabric);
        if (!fabric || !hall.racks.contains(mount.rack)) return;
        const Limit height = partLimit(e, fabric->switchPart, Property::rackUnits);
        if (height.si != height.si) return unjudged.add({TableId::Racks, mount.rack.raw}, height);
        units[mount.rack] += height.si * mount.count;
    });
    for (const auto& [rack, used] : units) {
        const ItemRef item{TableId::Racks, rack.raw};
        const Limit limit = partLimit(e, hall.racks[rack].part, Property::rackUnitsUsable);
        if (limit.si != limit.si) {
            unjudged.add(item, limit);
            continue;
        }
        if (exceeds(used, limit.si))
            report.fails({item}, {used, Dimension::One}, {limit.si, Dimension::One},
                         fmt::format("switches of {} units stand in {}, which offers {}",
                                     words(used, Dimension::One), nameOf(e, item),
                                     words(limit.si, Dimension::One)));
    }
}

}  // namespace

std::span<const RuleInfo> spaceRules() {
    static const std::array rows = {
        RuleInfo{"space.overlap",
                 "space",
                 Severity::Error,
                 "Things overlap",
                 "Two things cannot stand on the same floor, and a keep-out, a column or the swing "
                 "of a door stays free. "
                 "Move one of them away.",
                 "geometry",
                 {},
                 overlap,
                 reads({TableId::Racks, TableId::Equipment, TableId::Obstacles}),
                 {overlapNear, noReach}},
        RuleInfo{"space.outside",
                 "space",
                 Severity::Error,
                 "Outside the hall",
                 "Racks and plant stand within the walls. Move the thing in, or correct the size "
                 "of the hall.",
                 "geometry",
                 {},
                 outside,
                 reads({TableId::Racks, TableId::Equipment}),
                 {outsideNear, noReach}},
        RuleInfo{"clearance.cold_aisle.width",
                 "space",
                 Severity::Warning,
                 "Cold aisle too narrow",
                 "Air, doors and people with a rack on its trolley need the width of the aisle "
                 "before the fronts. Move "
                 "the rows apart, or take what stands in the aisle away.",
                 "ANSI/TIA-942-C, aisles; OCP Ready",
                 {Property::coldAisleWidth},
                 aisle<Property::coldAisleWidth, true>,
                 reads({TableId::Racks, TableId::Equipment, TableId::Obstacles}),
                 {aisleNear<Property::coldAisleWidth, true>, aisleWidth<Property::coldAisleWidth>}},
        RuleInfo{"clearance.hot_aisle.width",
                 "space",
                 Severity::Warning,
                 "Hot aisle too narrow",
                 "Hoses, whips and doors at the rear are served from the hot aisle. Move the rows "
                 "apart, or take what "
                 "stands behind the rack away.",
                 "OCP Ready",
                 {Property::hotAisleWidth},
                 aisle<Property::hotAisleWidth, false>,
                 reads({TableId::Racks, TableId::Equipment, TableId::Obstacles}),
                 {aisleNear<Property::hotAisleWidth, false>, aisleWidth<Property::hotAisleWidth>}},
        RuleInfo{"space.headroom",
                 "space",
                 Severity::Error,
                 "Too high for the hall",
                 "Above a rack the hall keeps a clear height for sprinklers, trays and busways. "
                 "Choose a lower rack or a "
                 "higher hall.",
                 "ANSI/TIA-942-C, clearance below sprinklers",
                 {Property::headClearance},
                 headroom,
                 reads({TableId::Racks, TableId::Equipment})},
        RuleInfo{"rack.network.units",
                 "space",
                 Severity::Error,
                 "More switches than rack units",
                 "The switches of a rack take more units than its frame leaves beside cable "
                 "management. Spread them over "
                 "more racks.",
                 "EIA-310 rack units; usable units of the frame's part",
                 {},
                 networkUnits,
                 reads({TableId::Racks, TableId::Mounts, TableId::Fabrics})},
    };
    return rows;
}

}  // namespace hallwright
