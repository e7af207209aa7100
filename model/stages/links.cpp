#include "model/stages/links.h"

#include "model/stages/plant.h"
#include "model/stages/rack_stack.h"

#include <algorithm>
#include <cmath>
#include <map>

namespace hallwright {

LinkList::LinkList(const Evaluation& evaluation) : m_evaluation(&evaluation) {
    const Slots& in = evaluation.numbers();
    const Hall& hall = evaluation.hall();
    std::size_t links = 0;
    for (const FabricPlan& plan : evaluation.fabrics().plans) {
        m_firstOfFabric.push_back(m_ends.size());
        for (const LinkBundle& bundle : plan.bundles)
            m_ends.push_back(links += static_cast<std::size_t>(std::max(0, bundle.links)));
        Recipe recipe;
        if (const Fabric* fabric = hall.fabrics.find({plan.fabric})) {
            recipe.railOptimised = fabric->kind == FabricKind::RailFatTree;
            const double cages = in.get(fabric->switchPart, Property::switchCages);
            if (cages >= 1.0)
                recipe.portsPerCage =
                    std::max(1, static_cast<std::int32_t>(std::floor(plan.size.radix / cages)));
        }
        m_recipes.push_back(recipe);
    }
    m_firstOfFabric.push_back(m_ends.size());

    m_nodeUnits.emplace_back();
    std::map<PartId, std::int32_t> ofPart;
    for (const RawId id : evaluation.rows().ids(Scope::Rack)) {
        const PartId part = hall.racks[Id<Rack>{id}].part;
        const auto [units, fresh] = ofPart.try_emplace(part, 0);
        if (fresh)
            if (std::vector<std::int32_t> found = nodeUnits(in, part); !found.empty()) {
                units->second = static_cast<std::int32_t>(m_nodeUnits.size());
                m_nodeUnits.push_back(std::move(found));
            }
        m_unitsOfRack.push_back(units->second);
    }
}

LinkRef LinkList::ref(std::size_t number) const {
    const std::size_t at = static_cast<std::size_t>(
        std::upper_bound(m_ends.begin(), m_ends.end(), number) - m_ends.begin());
    const std::size_t fabric =
        static_cast<std::size_t>(
            std::upper_bound(m_firstOfFabric.begin(), m_firstOfFabric.end(), at) -
            m_firstOfFabric.begin()) -
        1;
    return {static_cast<std::int32_t>(fabric),
            static_cast<std::int32_t>(at - m_firstOfFabric[fabric]),
            static_cast<std::int32_t>(number - (at == 0 ? 0 : m_ends[at - 1]))};
}

std::size_t LinkList::number(LinkRef ref) const {
    const std::size_t at = m_firstOfFabric[static_cast<std::size_t>(ref.fabric)] +
                           static_cast<std::size_t>(ref.bundle);
    return (at == 0 ? 0 : m_ends[at - 1]) + static_cast<std::size_t>(ref.link);
}

LinkEnd LinkList::switchEnd(const FabricPlan& plan, const Recipe& recipe, Tier tier,
                            std::int32_t number, std::int32_t port) const {
    const std::size_t t = static_cast<std::size_t>(tier);
    LinkEnd end;
    end.tier = tier;
    end.device = number;
    end.port = port;
    end.cage = port / recipe.portsPerCage;
    end.part = port % recipe.portsPerCage;
    end.rack = plan.switchRack[t][static_cast<std::size_t>(number)];
    end.unit_u = plan.switchU[t][static_cast<std::size_t>(number)];
    return end;
}

LinkEnd LinkList::hostEnd(const FabricPlan& plan, std::int32_t rack, std::int32_t port,
                          std::int32_t plane) const {
    const std::int32_t ports = std::max(1, plan.hostPorts[static_cast<std::size_t>(rack)]);
    LinkEnd end;
    end.host = true;
    end.rack = rack;
    end.device = port / ports;
    end.port = port % ports;
    end.cage = end.port;
    end.part = plane;  // the planes split the port between them
    const std::vector<std::int32_t>& units =
        m_nodeUnits[static_cast<std::size_t>(m_unitsOfRack[static_cast<std::size_t>(rack)])];
    if (static_cast<std::size_t>(end.device) < units.size())
        end.unit_u = units[static_cast<std::size_t>(end.device)];
    return end;
}

Link LinkList::link(LinkRef ref) const {
    const std::size_t f = static_cast<std::size_t>(ref.fabric);
    const std::size_t b = static_cast<std::size_t>(ref.bundle);
    const FabricPlan& plan = m_evaluation->fabrics().plans[f];
    const LinkBundle& bundle = plan.bundles[b];
    const Recipe& recipe = m_recipes[f];
    const std::int32_t lowerPort = bundle.fromPort + ref.link * bundle.fromStep;
    Link link;
    link.ref = ref;
    link.kind = bundle.kind;
    link.plane = planeOf(plan.size, bundle.to);
    link.upper = switchEnd(plan, recipe, upperTier(bundle.kind), bundle.to,
                           bundle.toPort + ref.link * bundle.toStep);
    if (bundle.kind == LinkBundle::Kind::HostLeaf) {
        link.lower = hostEnd(plan, bundle.from, lowerPort, link.plane);
        if (recipe.railOptimised) link.rail = link.lower.port;
    } else {
        link.lower = switchEnd(plan, recipe, lowerTier(bundle.kind), bundle.from, lowerPort);
    }
    if (f >= m_evaluation->cables().plans.size()) return link;
    const CablePlan& cables = m_evaluation->cables().plans[f];
    if (b >= cables.length_mm.size()) return link;
    link.length_mm = cables.length_mm[b];
    const LinkMedia::Medium& medium = cables.media.media()[cables.choice[b]];
    if (medium.none) return link;
    link.medium = cables.mediumOf(b);
    link.copper = medium.copper;
    if (link.length_mm < 0) return link;
    link.bought_mm = boughtLength(medium, link.length_mm);
    const std::int32_t lower = cables.lowerRack[b], upper = cables.upperRack[b];
    if (!cables.structured || medium.copper || lower < 0 || upper < 0 || lower == upper)
        return link;
    // No cable of the whole length is bought for it.
    link.medium = {};
    link.bought_mm = -1;
    bool trunk = false;
    for (const ChainPiece& piece : chainOf(*m_evaluation, link)) {
        const bool isTrunk = piece.what == ChainPiece::What::Trunk;
        const bool isCord =
            piece.what == ChainPiece::What::Jumper || piece.what == ChainPiece::What::Splitter;
        if (!isTrunk && !(isCord && !trunk && piece.bought_mm > link.bought_mm)) continue;
        trunk = trunk || isTrunk;
        link.medium = piece.part;
        link.bought_mm = piece.bought_mm;
    }
    return link;
}

void LinkList::forEach(const std::function<void(const Link&)>& visit) const {
    const std::vector<FabricPlan>& plans = m_evaluation->fabrics().plans;
    for (std::size_t f = 0; f < plans.size(); ++f)
        for (std::size_t b = 0; b < plans[f].bundles.size(); ++b)
            for (std::int32_t i = 0; i < plans[f].bundles[b].links; ++i)
                visit(link(LinkRef{static_cast<std::int32_t>(f), static_cast<std::int32_t>(b), i}));
}

}  // namespace hallwright
