#include "model/stages/cable_laying.h"

#include <cmath>
#include <numbers>

namespace hallwright {

namespace {

/// What a section may hold at its design fill, in squares of diameters; where the size of its trays
/// or the design fill is unknown there is no bound.
std::vector<std::int64_t> designAreas(const Pass& pass, const TrayGraph& graph) {
    constexpr std::int64_t boundless = std::numeric_limits<std::int64_t>::max() / 2;
    std::vector<std::int64_t> ofTray;
    pass.hall.trays.forEach([&](Id<Tray>, const Tray& tray) {
        const double area = pass.basisValue(Property::trayFillDesign) * std::max(1, tray.layers) *
                            pass.in.get(tray.part, Property::trayWidth) *
                            pass.in.get(tray.part, Property::trayHeight);
        ofTray.push_back(std::isnan(area)
                             ? boundless
                             : static_cast<std::int64_t>(area * 1e12 * 4.0 / std::numbers::pi));
    });
    std::vector<std::int64_t> out;
    out.reserve(graph.sections().size());
    for (const TrayGraph::Section& section : graph.sections())
        out.push_back(ofTray[asIndex(section.tray)]);
    return out;
}

/// Chooses bundles that go round, the last first: those of earlier fabrics and of racks that were
/// there before keep the straight way.
class DetourChoice {
public:
    DetourChoice(CablePlans& cables, std::vector<std::int64_t> room, std::size_t over)
        : m_cables(cables), m_room(std::move(room)), m_over(over) {}

    void chooseIn(CablePlan& plan, const FabricPlan& fabric) {
        for (std::size_t i = plan.length_mm.size(); i-- > 0 && m_over > 0;) {
            const LinkMedia::Medium& medium = plan.media.media()[plan.choice[i]];
            const std::int32_t a = plan.lowerRack[i];
            const std::int32_t b = plan.upperRack[i];
            if (a < 0 || b < 0 || a == b || plan.length_mm[i] < 0) continue;
            if (plan.structured && !medium.copper) continue;
            const int perPiece = medium.linksPerPiece;
            const std::int64_t area = plan.bulk[plan.choice[i]].area_um2 *
                                      ((fabric.bundles[i].links + perPiece - 1) / perPiece);
            if (area > 0 && goesRound(asIndex(a), asIndex(b), area)) {
                plan.detour.resize(plan.length_mm.size());
                plan.detour[i] = 1;
            }
        }
    }

private:
    bool goesRound(std::size_t a, std::size_t b, std::int64_t area) {
        const TrayGraph::Entry& from = m_cables.entries[a];
        const TrayGraph::Entry& to = m_cables.entries[b];
        const TrayGraph::Route straight = m_cables.trays->route(from, to);
        if (straight.from < 0) return false;  // on one section there is no other way
        m_cables.trays->sectionsOf(from, to, straight, m_straight);
        if (std::none_of(m_straight.begin(), m_straight.end(),
                         [&](std::int32_t section) { return m_room[asIndex(section)] < 0; }))
            return false;
        const TrayGraph::Route round = m_cables.detours->route(from, to);
        if (round.length_mm < 0) return false;
        m_cables.detours->sectionsOf(from, to, round, m_round);
        if (m_round == m_straight) return false;
        const auto isIn = [](const std::vector<std::int32_t>& all, std::int32_t section) {
            return std::find(all.begin(), all.end(), section) != all.end();
        };
        for (std::int32_t section : m_round)
            if (!isIn(m_straight, section) && m_room[asIndex(section)] < area) return false;
        for (std::int32_t section : m_round)
            if (!isIn(m_straight, section)) m_room[asIndex(section)] -= area;
        for (std::int32_t section : m_straight)
            if (!isIn(m_round, section)) {
                std::int64_t& room = m_room[asIndex(section)];
                if (room < 0 && room + area >= 0) --m_over;
                room += area;
            }
        return true;
    }

    CablePlans& m_cables;
    std::vector<std::int64_t> m_room;  ///< by section; below zero where it is over its fill
    std::size_t m_over;
    std::vector<std::int32_t> m_straight, m_round;
};

void layMarked(Pass& pass, bool asDetour) {
    CablePlans& cables = pass.cables;
    const std::int32_t slack_mm = linkSlack(pass);
    for (std::size_t f = 0; f < cables.plans.size(); ++f) {
        CablePlan& plan = cables.plans[f];
        if (plan.detour.empty()) continue;
        const std::vector<std::uint8_t> marks = std::move(plan.detour);
        CableLaying laying(cables, plan, pass.fabrics.plans[f], slack_mm);
        plan.detour = asDetour ? std::vector<std::uint8_t>{} : marks;
        std::size_t lastBlock = cables.plans[f].longest.size();
        for (std::size_t i = 0; i < marks.size(); ++i)
            if (marks[i] != 0) laying.takeOut(i);
        plan.detour = asDetour ? marks : std::vector<std::uint8_t>{};
        for (std::size_t i = 0; i < marks.size(); ++i)
            if (marks[i] != 0) laying.lay(i);
        for (std::size_t i = 0; i < marks.size(); ++i)
            if (const std::size_t block = i / CablePlan::block;
                marks[i] != 0 && block != lastBlock) {
                findLongest(plan, block);
                lastBlock = block;
            }
    }
}

}  // namespace

CableWay cableWay(const CablePlans& cables, std::size_t a, std::size_t b) {
    CableWay way;
    if (a == b) {
        way.by = CableWay::By::Rack;
        way.along_mm = 0;
        return way;
    }
    if (!cables.trays->sections().empty()) {
        way.route = cables.trays->route(cables.entries[a], cables.entries[b]);
        way.along_mm = way.route.length_mm;
    }
    if (way.along_mm >= 0) {
        way.by = CableWay::By::Trays;
    } else if (cables.hasField) {
        way.by = CableWay::By::Field;
        way.along_mm = std::abs(cables.spots[a].x_mm - cables.spots[b].x_mm) +
                       std::abs(cables.spots[a].y_mm - cables.spots[b].y_mm);
    }
    return way;
}

std::int32_t cableLength(const CablePlans& cables, const CableWay& way, std::size_t a,
                         std::int32_t heightA_mm, std::size_t b, std::int32_t heightB_mm) {
    if (way.along_mm < 0) return -1;
    if (way.by == CableWay::By::Rack)
        return heightA_mm < 0 || heightB_mm < 0 ? cables.height_mm[a]
                                                : std::abs(heightA_mm - heightB_mm);
    const auto rise = [&](std::size_t rack, std::int32_t height_mm) {
        if (height_mm < 0) height_mm = cables.height_mm[rack] / 2;
        if (way.by == CableWay::By::Field) return std::abs(cables.field_mm - height_mm);
        const TrayGraph::Entry& entry = cables.entries[rack];
        return std::abs(entry.elevation_mm - height_mm) + entry.lateral_mm;
    };
    return rise(a, heightA_mm) + way.along_mm + rise(b, heightB_mm);
}

EndHeights endHeights(const CablePlans& cables, const CablePlan& plan, const FabricPlan& fabric,
                      const LinkBundle& bundle) {
    const auto ofSwitch = [&](Tier tier, std::int32_t number) {
        return plan.switchHeight_mm[static_cast<std::size_t>(tier)][asIndex(number)];
    };
    EndHeights out;
    out.upper_mm = ofSwitch(upperTier(bundle.kind), bundle.to);
    if (bundle.kind != LinkBundle::Kind::HostLeaf) {
        out.lower_mm = ofSwitch(lowerTier(bundle.kind), bundle.from);
        return out;
    }
    const std::vector<std::int32_t>& nodes =
        cables.nodeHeights_mm[cables.heightsOfRack[asIndex(bundle.from)]];
    if (nodes.empty()) return out;
    const std::int32_t ports = std::max(1, fabric.hostPorts[asIndex(bundle.from)]);
    out.lower_mm = nodes[std::min(asIndex(bundle.fromPort / ports), nodes.size() - 1)];
    return out;
}

void takeOutDetours(Pass& pass) {
    layMarked(pass, false);
    pass.cables.detourLoad = {};
}

void layDetours(Pass& pass) {
    CablePlans& cables = pass.cables;
    const TrayGraph& graph = *cables.trays;
    const TrayStretches::Layer layer{&graph, &cables.load};
    const std::vector<CableBulk> most = TrayStretches({&layer, 1}, cables.entries).mostBySection();
    std::vector<std::int64_t> room = designAreas(pass, graph);
    std::vector<std::uint8_t> closed(room.size());
    std::size_t over = 0;
    for (std::size_t section = 0; section < room.size(); ++section) {
        room[section] -= most[section].area_um2;
        closed[section] = room[section] < 0 ? 1 : 0;
        over += closed[section];
    }
    if (over == 0) return;
    if (!cables.detours || cables.detours->closed() != closed)
        cables.detours = std::make_shared<TrayGraph>(graph.without(closed));
    cables.detourLoad.reset(graph, cables.entries.size());
    DetourChoice choice(cables, std::move(room), over);
    for (std::size_t f = cables.plans.size(); f-- > 0;)
        choice.chooseIn(cables.plans[f], pass.fabrics.plans[f]);
    layMarked(pass, true);
}

}  // namespace hallwright
