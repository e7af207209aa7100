#include "model/stages/loose_cables.h"

namespace hallwright {

namespace {

long long cablesFor(long long links, const LinkMedia::Medium& medium) {
    return (links + medium.linksPerPiece - 1) / medium.linksPerPiece;
}

bool isBare(const FabricPlan& fabric) {
    return fabric.size.hostLinks > 0 &&
           (fabric.bundles.empty() || fabric.bundles.front().kind != LinkBundle::Kind::HostLeaf);
}

}  // namespace

long long bareCables(const CablePlan& plan, const FabricPlan& fabric) {
    if (!isBare(fabric) || plan.media.media().empty()) return 0;
    const LinkMedia::Medium& medium = plan.media.media().front();
    if (medium.none) return 0;
    long long cables = 0;
    for (const std::int32_t ends : fabric.linkEnds[0])
        cables += cablesFor(ends - fabric.size.uplinks, medium);
    return cables;
}

std::map<PartId, long long> looseCables(const CablePlan& plan, const FabricPlan& fabric) {
    std::map<PartId, long long> loose;
    if (plan.unroutedLinks == 0) return loose;
    if (const long long bare = bareCables(plan, fabric); bare > 0)
        loose[plan.media.media().front().part] += bare;
    for (std::size_t i = 0; i < plan.length_mm.size(); ++i) {
        if (plan.length_mm[i] >= 0) continue;
        const LinkMedia::Medium& medium = plan.media.media()[plan.choice[i]];
        const std::int32_t a = plan.lowerRack[i], b = plan.upperRack[i];
        const bool ofPlant = plan.structured && a >= 0 && b >= 0 && a != b && !medium.copper;
        if (!medium.none && !ofPlant)
            loose[medium.part] += cablesFor(fabric.bundles[i].links, medium);
    }
    return loose;
}

}  // namespace hallwright
