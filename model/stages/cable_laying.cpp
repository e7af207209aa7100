#include "model/stages/cable_laying.h"

#include <algorithm>
#include <cmath>

namespace hallwright {

CableLaying::CableLaying(CablePlans& cables, CablePlan& plan, const FabricPlan& fabric,
                         std::int32_t slack_mm)
    : m_cables(cables), m_plan(plan), m_fabric(fabric), m_slack_mm(slack_mm) {
    const auto& media = plan.media.media();
    m_alike = cables.nodeHeights_mm.size() == 1 &&
              std::all_of(media.begin(), media.end(), [](const LinkMedia::Medium& medium) {
                  return medium.linksPerPiece == 1;
              });
    for (const std::vector<std::int32_t>& tier : plan.switchHeight_mm)
        m_alike = m_alike && std::all_of(tier.begin(), tier.end(),
                                         [](std::int32_t height_mm) { return height_mm < 0; });
}

void CableLaying::lay(std::size_t bundle) {
    const LinkBundle& links = m_fabric.bundles[bundle];
    const std::int32_t lower = m_plan.lowerRack[bundle];
    const std::int32_t upper = m_plan.upperRack[bundle];
    if (!m_laid || !m_alike || !m_plan.detour.empty() || lower != m_lastLower ||
        upper != m_lastUpper || links.kind != m_lastKind) {
        m_lastLength_mm = length(bundle);
        m_lastChoice = m_plan.media.choose(links, m_lastLength_mm);
        m_lastLower = lower < 0 || upper < 0 ? -1 : lower;
        m_lastUpper = upper;
        m_lastKind = links.kind;
        m_laid = true;
    }
    m_plan.length_mm[bundle] = m_lastLength_mm;
    m_plan.choice[bundle] = m_lastChoice;
    count(bundle, 1);
}

void CableLaying::takeOut(std::size_t bundle) {
    const std::int32_t lower = m_plan.lowerRack[bundle];
    const std::int32_t upper = m_plan.upperRack[bundle];
    if (lower >= 0 && upper >= 0 &&
        (m_laid || !m_plan.detour.empty() || lower != m_lastLower || upper != m_lastUpper)) {
        m_way = way(bundle);
        m_laid = false;
        m_lastLower = lower;
        m_lastUpper = upper;
    }
    count(bundle, -1);
}

CableWay CableLaying::way(std::size_t bundle) const {
    const std::size_t a = asIndex(m_plan.lowerRack[bundle]);
    const std::size_t b = asIndex(m_plan.upperRack[bundle]);
    if (m_plan.detour.empty() || m_plan.detour[bundle] == 0) return cableWay(m_cables, a, b);
    CableWay way{CableWay::By::Trays,
                 m_cables.detours->route(m_cables.entries[a], m_cables.entries[b])};
    way.along_mm = way.route.length_mm;
    return way;
}

std::int32_t CableLaying::length(std::size_t bundle) {
    const std::int32_t a = m_plan.lowerRack[bundle];
    const std::int32_t b = m_plan.upperRack[bundle];
    if (a < 0 || b < 0) return -1;
    m_way = way(bundle);
    if (m_way.along_mm < 0) return -1;
    const EndHeights ends = endHeights(m_cables, m_plan, m_fabric, m_fabric.bundles[bundle]);
    return cableLength(m_cables, m_way, asIndex(a), ends.lower_mm, asIndex(b), ends.upper_mm) +
           m_slack_mm;
}

void CableLaying::count(std::size_t i, int sign) {
    const LinkBundle& bundle = m_fabric.bundles[i];
    const std::uint8_t choice = m_plan.choice[i];
    const LinkMedia::Medium& medium = m_plan.media.media()[choice];
    const std::int32_t a = m_plan.lowerRack[i];
    const std::int32_t b = m_plan.upperRack[i];
    const std::int32_t length_mm = m_plan.length_mm[i];
    const std::int32_t links = sign * bundle.links;
    const long long pieces =
        sign * (medium.linksPerPiece == 1
                    ? bundle.links
                    : (bundle.links + medium.linksPerPiece - 1) / medium.linksPerPiece);
    const bool apart = a >= 0 && b >= 0 && a != b;
    const bool ofPlant = m_plan.structured && apart && !medium.copper;
    if (!ofPlant && !medium.none) m_plan.cables += pieces;
    if (medium.copper) countCopper(bundle, links, pieces);
    if (medium.none) m_plan.copperMoved = true;  // modules change with it as with copper
    if (length_mm < 0) {
        m_plan.unroutedLinks += links;
        if (a >= 0 && b >= 0) m_plan.unroutedBetweenRacks += links;
        return;
    }
    m_plan.total_mm += static_cast<long long>(links) * length_mm;
    if (m_way.by == CableWay::By::Field) m_plan.fieldLinks += links;
    if (ofPlant || medium.none) return;
    sell(choice, length_mm, pieces);
    if (!apart || m_way.by != CableWay::By::Trays) return;
    const bool detour = !m_plan.detour.empty() && m_plan.detour[i] != 0;
    (detour ? m_cables.detourLoad : m_cables.load)
        .add(*m_cables.trays, m_cables.entries, asIndex(a), asIndex(b), m_way.route,
             m_plan.bulk[choice] * pieces);
}

void CableLaying::countCopper(const LinkBundle& bundle, std::int32_t links, long long pieces) {
    m_plan.copperMoved = true;
    m_plan.copperLinks += links;
    const auto end = [&](Tier tier, std::int32_t number) {
        m_plan.copperEnds[static_cast<std::size_t>(tier)][asIndex(number)] += links;
        m_plan.copperPlugs[static_cast<std::size_t>(tier)][asIndex(number)] +=
            static_cast<std::int32_t>(pieces);
    };
    end(upperTier(bundle.kind), bundle.to);
    if (bundle.kind == LinkBundle::Kind::HostLeaf)
        m_plan.copperHostEnds[asIndex(bundle.from)] += links;
    else
        end(lowerTier(bundle.kind), bundle.from);
}

void CableLaying::sell(std::uint8_t choice, std::int32_t length_mm, long long pieces) {
    if (!m_sold || choice != m_soldChoice || length_mm != m_soldLength_mm) {
        m_sold = &m_plan.sold[choice][boughtLength(m_plan.media.media()[choice], length_mm)];
        m_soldChoice = choice;
        m_soldLength_mm = length_mm;
    }
    *m_sold += pieces;
}

void findLongest(CablePlan& plan, std::size_t block) {
    CablePlan::Longest longest;
    const std::size_t end = std::min((block + 1) * CablePlan::block, plan.length_mm.size());
    for (std::size_t i = block * CablePlan::block; i < end; ++i) {
        longest.any_mm = std::max(longest.any_mm, plan.length_mm[i]);
        if (!plan.media.media()[plan.choice[i]].copper)
            longest.optical_mm = std::max(longest.optical_mm, plan.length_mm[i]);
    }
    plan.longest[block] = longest;
}

}  // namespace hallwright
