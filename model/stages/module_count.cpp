#include "model/stages/plant.h"

#include <algorithm>

namespace hallwright {

namespace {

/// Cages in use, each counted once. They are marked holder by holder in rows of one length.
class CageMarks {
public:
    CageMarks(std::size_t holders, std::int32_t cages)
        : m_cages(asIndex(std::max(1, cages))), m_taken(holders * m_cages) {}

    /// True the first time.
    bool take(std::size_t holder, std::int32_t cage) {
        std::uint8_t& taken = m_taken[holder * m_cages + std::min(asIndex(cage), m_cages - 1)];
        const bool fresh = taken == 0;
        taken = 1;
        return fresh;
    }

private:
    std::size_t m_cages;
    std::vector<std::uint8_t> m_taken;
};

}  // namespace

ModuleCount modulesInUse(const FabricPlan& fabric, const CablePlan& plan, int linksPerHostModule,
                         int linksPerSwitchModule) {
    const std::int32_t perSwitch = std::max(1, linksPerSwitchModule);
    const std::int32_t perHost = std::max(1, linksPerHostModule);
    ModuleCount count;
    std::int32_t hostSerials = 0;
    const std::int32_t planes = std::max(1, fabric.size.planes);
    for (const std::int32_t ports : fabric.hostPorts)
        hostSerials = std::max(hostSerials, ports * planes);
    const std::int32_t hostCages = (hostSerials + perHost - 1) / perHost;
    std::int32_t nodes = 1;
    for (const LinkBundle& bundle : fabric.bundles)
        if (bundle.kind == LinkBundle::Kind::HostLeaf)
            for (const std::int32_t link : {0, bundle.links - 1})
                nodes = std::max(nodes, lowerPlace(fabric, bundle, link).device + 1);
    CageMarks hosts(fabric.hostPorts.size() * asIndex(nodes), hostCages);
    std::vector<CageMarks> switches;
    for (std::size_t tier = 0; tier < 3; ++tier) {
        const std::size_t holders = fabric.linkEnds[tier].size();
        count.switches[tier].assign(holders, 0);
        switches.emplace_back(holders, (fabric.size.radix + perSwitch - 1) / perSwitch);
    }
    const auto end = [&](const ConnectorPlace& place) {
        if (place.host) {
            const std::size_t node = asIndex(place.holder) * asIndex(nodes) + asIndex(place.device);
            count.hosts += hosts.take(node, place.serial / perHost) ? 1 : 0;
        } else if (switches[asIndex(place.device)].take(asIndex(place.holder),
                                                        place.serial / perSwitch)) {
            ++count.switches[asIndex(place.device)][asIndex(place.holder)];
        }
    };
    for (std::size_t i = 0; i < fabric.bundles.size(); ++i) {
        const LinkBundle& bundle = fabric.bundles[i];
        const LinkMedia::Medium& medium = plan.media.media()[plan.choice[i]];
        if (medium.copper || medium.none) continue;  // nothing is lit where no medium fits
        for (std::int32_t link = 0; link < bundle.links; ++link) {
            end(lowerPlace(fabric, bundle, link));
            end(upperPlace(fabric, bundle, link));
        }
    }
    return count;
}

}  // namespace hallwright
