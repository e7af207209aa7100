#include "model/base/fetch_pages.h"
#include "model/stages/fabric_hosts.h"

#include <algorithm>

namespace hallwright {

namespace {

/// Rails and planes are ways of homing of their own.
bool isDualHomed(const Fabric& fabric) {
    return fabric.dualHomed && fabric.kind == FabricKind::FatTree;
}

std::int32_t& endsOf(FabricPlan& plan, Tier tier, std::int32_t number) {
    return plan.linkEnds[static_cast<std::size_t>(tier)][static_cast<std::size_t>(number)];
}

/// Lays the host links: from runs of equal endpoints to leaves. Port of a leaf: number of the
/// endpoint modulo downlinks.
class HostWiring {
public:
    HostWiring(FabricPlan& plan, const Fabric& fabric, const Hosts& hosts)
        : m_plan(plan), m_fabric(fabric), m_ports(hosts.ports), m_down(plan.size.downlinks),
          m_planes(plan.size.planes) {
        if (fabric.groupBy == FabricGroup::Unit && plan.size.leavesPerGroup > 0)
            m_nodesPerUnit = static_cast<long long>(std::max(1, fabric.unit)) * hosts.nodesPerRack;
    }

    void add(const Host& host) {
        const long long unit = m_nodesPerUnit > 0 ? host.firstNode / m_nodesPerUnit : 0;
        const long long node = host.firstNode - unit * m_nodesPerUnit;
        const long long leaf = unit * m_plan.size.leavesPerGroup;
        for (m_plane = 0; m_plane < m_planes; ++m_plane) {
            if (m_plan.size.tiers == 1 && !isDualHomed(m_fabric)) {
                spread(host, node, m_ports, host.ports, 0, 1, leaf, 1);
            } else if (m_fabric.kind == FabricKind::RailFatTree) {
                for (int rail = 0; rail < host.ports; ++rail)
                    run(host, {node, host.nodes, rail, host.ports}, leaf + rail, m_ports);
            } else if (isDualHomed(m_fabric)) {  // the ports of a node take turns
                for (int side = 0; side < 2; ++side)
                    spread(host, node, (m_ports + 1) / 2, (host.ports + 1 - side) / 2, side, 2,
                           leaf + side, 2);
            } else {
                spread(host, node, m_ports, host.ports, 0, 1, leaf, 1);
            }
        }
    }

private:
    /// Links of consecutive endpoint numbers.
    struct Run {
        long long first = 0;  ///< endpoint number
        long long links = 0;
        int port = 0, step = 1;  ///< of the host, counted through the rack
    };

    /// Ports port, port + step … of every node: `used` of them, in the room of `room` endpoint
    /// numbers.
    void spread(const Host& host, long long node, int room, int used, int port, int step,
                long long leaf, int leafStep) {
        if (used == room && used * step == host.ports) {
            run(host, {node * room, static_cast<long long>(host.nodes) * room, port, step}, leaf,
                leafStep);
            return;
        }
        for (int i = 0; i < host.nodes; ++i)
            run(host, {(node + i) * room, used, i * host.ports + port, step}, leaf, leafStep);
    }
    /// Every `downlinks` of the endpoint numbers share a leaf.
    void run(const Host& host, Run run, long long firstLeaf, int leafStep) {
        while (run.links > 0) {
            const long long set = run.first / m_down;
            long long links = std::min(run.links, (set + 1) * m_down - run.first);
            if (host.byNode) {
                const long long nodeEnd = (run.port / host.ports + 1LL) * host.ports;
                links = std::min(links, (nodeEnd - run.port + run.step - 1) / run.step);
            }
            const std::int32_t leaf =
                static_cast<std::int32_t>((firstLeaf + set * leafStep) * m_planes + m_plane);
            const std::int32_t count = static_cast<std::int32_t>(links);
            m_plan.bundles.push_back({LinkBundle::Kind::HostLeaf, host.rack, leaf, count, run.port,
                                      run.step, static_cast<std::int32_t>(run.first % m_down), 1});
            endsOf(m_plan, Tier::Leaf, leaf) += count;
            run.first += links;
            run.links -= links;
            run.port += count * run.step;
        }
    }

    FabricPlan& m_plan;
    const Fabric& m_fabric;
    int m_ports;
    long long m_down;
    int m_planes;
    int m_plane = 0;
    long long m_nodesPerUnit = 0;
};

/// Switches of one tier in one plane, by their own numbers: first + i·step.
struct Switches {
    int plane = 0, planes = 1;
    int first = 0, step = 1;
    int count = 0;

    std::int32_t number(int i) const { return (first + i * step) * planes + plane; }
};

/// Lays the links of one lower switch over the upper ones, from link number `start` of its tier on.
/// Numbers go round the upper switches, so both sides are even to within one link, and exactly
/// where the numbers divide. The links to one upper switch take neighbouring ports at both ends:
/// those that share a cage or a connector go the same way.
void layRound(FabricPlan& plan, LinkBundle::Kind kind, std::int32_t lower, int firstPort, int links,
              long long start, const Switches& upper) {
    std::int32_t port = firstPort;
    const auto lay = [&](int u, int count) {
        const std::int32_t to = upper.number(u);
        std::int32_t& ends = endsOf(plan, upperTier(kind), to);
        plan.bundles.push_back({kind, lower, to, count, port, 1, ends, 1});
        port += count;
        ends += count;
    };
    const int base = links / upper.count;
    const int extra = links % upper.count;
    const int from = static_cast<int>(start % upper.count);
    endsOf(plan, lowerTier(kind), lower) += links;
    for (int u = 0; u < std::max(0, from + extra - upper.count); ++u)
        lay(u, base + 1);
    if (base == 0) {
        for (int u = from; u < std::min(from + extra, upper.count); ++u)
            lay(u, 1);
        return;
    }
    for (int u = std::max(0, from + extra - upper.count); u < from; ++u)
        lay(u, base);
    for (int u = from; u < std::min(from + extra, upper.count); ++u)
        lay(u, base + 1);
    for (int u = std::min(from + extra, upper.count); u < upper.count; ++u)
        lay(u, base);
}

/// Joins every leaf with all its uplinks to spines.
void join(FabricPlan& plan, const Switches& leaves, const Switches& spines) {
    const int links = plan.size.uplinks;
    for (int l = 0; l < leaves.count && spines.count > 0; ++l)
        layRound(plan, LinkBundle::Kind::LeafSpine, leaves.number(l), plan.size.firstUplink, links,
                 static_cast<long long>(l) * links, spines);
}

/// Leaves and the spines they are joined to, by number within the plane.
struct Pod {
    int firstLeaf = 0, leafStep = 1, leaves = 0;
    int firstSpine = 0, spines = 0;
};

/// The pods of one plane, as fabricSize counts them.
std::vector<Pod> podsOf(const FabricSize& size, const Fabric& fabric, int leaves, int spines) {
    std::vector<Pod> pods;
    const bool grouped = fabric.groupBy != FabricGroup::None || fabric.leavesPerGroup > 0;
    if (grouped && size.leavesPerGroup > 0) {
        const bool rails = fabric.groupBy == FabricGroup::Rail;  // leaves of a set stand together
        for (int g = 0; g < size.groups; ++g)
            pods.push_back({rails ? g : g * size.leavesPerGroup, rails ? size.groups : 1,
                            size.leavesPerGroup, g * size.spinesPerGroup, size.spinesPerGroup});
        return pods;
    }
    if (size.tiers < 3) return {{0, 1, leaves, 0, spines}};
    for (int leaf = 0, spine = 0; leaf < leaves;) {
        const int count = std::min(size.leavesPerGroup, leaves - leaf);
        const int own = count == size.leavesPerGroup ? size.spinesPerGroup : spines - spine;
        pods.push_back({leaf, 1, count, spine, own});
        leaf += count;
        spine += own;
    }
    return pods;
}

void joinLeaves(FabricPlan& plan, const Fabric& fabric, int plane) {
    const FabricSize& size = plan.size;
    const int planes = size.planes;
    for (const Pod& pod :
         podsOf(size, fabric, size.switches[0] / planes, size.switches[1] / planes))
        join(plan, {plane, planes, pod.firstLeaf, pod.leafStep, pod.leaves},
             {plane, planes, pod.firstSpine, 1, pod.spines});
}

void joinCores(FabricPlan& plan, const Fabric& fabric, int plane) {
    const FabricSize& size = plan.size;
    const int planes = size.planes;
    const int cores = size.switches[2] / planes;
    if (cores == 0) return;
    long long start = 0;
    for (int s = 0; s < size.switches[1] / planes; ++s) {
        const std::int32_t spine = s * planes + plane;
        const int up = spineUplinks(endsOf(plan, Tier::Spine, spine), fabric.spineOversubscription);
        if (up == 0) continue;
        layRound(plan, LinkBundle::Kind::SpineCore, spine, size.spineFirstUplink, up, start,
                 {plane, planes, 0, 1, cores});
        start += up;
    }
}

/// Every pair of groups has the same number of global links; they go round the spines of both.
void joinGroups(FabricPlan& plan) {
    const FabricSize& size = plan.size;
    const int half = size.leavesPerGroup;
    const int spines = size.spinesPerGroup;
    for (int g = 0; g < size.groups; ++g)
        join(plan, {0, 1, g * half, 1, half}, {0, 1, g * spines, 1, spines});
    if (size.groups < 2) return;
    const int links = spines * half / (size.groups - 1);
    for (int a = 0; a < size.groups; ++a)
        for (int b = a + 1; b < size.groups; ++b) {
            const int linkOfA = (b - a - 1) * links;
            const int linkOfB = (size.groups - 1 - (b - a)) * links;
            for (int j = 0; j < links; ++j) {
                const int ofA = linkOfA + j, ofB = linkOfB + j;
                const std::int32_t lower = a * spines + ofA % spines;
                const std::int32_t upper = b * spines + ofB % spines;
                plan.bundles.push_back({LinkBundle::Kind::SpineSpine, lower, upper, 1,
                                        size.spineFirstUplink + ofA / spines, 1,
                                        size.spineFirstUplink + ofB / spines, 1});
                ++endsOf(plan, Tier::Spine, lower);
                ++endsOf(plan, Tier::Spine, upper);
            }
        }
}

/// Without racks the ends have no place, but they take their ports, leaf after leaf.
void takeBarePorts(FabricPlan& plan) {
    const int planes = plan.size.planes;
    for (int plane = 0; plane < planes; ++plane) {
        long long rest = plan.size.endpoints;
        for (int leaf = 0; leaf < plan.size.switches[0] / planes;
             ++leaf, rest -= plan.size.downlinks)
            endsOf(plan, Tier::Leaf, leaf * planes + plane) =
                static_cast<std::int32_t>(std::clamp<long long>(rest, 0, plan.size.downlinks));
    }
}

}  // namespace

void wire(FabricPlan& plan, const Fabric& fabric, const Hosts& hosts) {
    const FabricSize& size = plan.size;
    for (std::size_t tier = 0; tier < 3; ++tier)
        plan.linkEnds[tier].assign(static_cast<std::size_t>(size.switches[tier]), 0);
    if (size.switches[0] == 0) return;
    std::size_t expected = 0;
    for (const Host& host : hosts.racks)
        expected +=
            static_cast<std::size_t>(size.planes) *
            static_cast<std::size_t>(host.byNode ? host.nodes * size.rails : 2 * size.rails);
    if (size.tiers > 1)
        expected +=
            static_cast<std::size_t>(size.switches[0]) *
            static_cast<std::size_t>(std::min(
                size.spinesPerGroup > 0 ? size.spinesPerGroup : size.switches[1] / size.planes,
                size.uplinks));
    expected += static_cast<std::size_t>(size.spineCoreLinks);
    reserveFetched(plan.bundles, expected);
    if (hosts.racks.empty()) takeBarePorts(plan);
    HostWiring wiring(plan, fabric, hosts);
    for (const Host& host : hosts.racks)
        wiring.add(host);
    if (size.tiers < 2) return;
    if (fabric.kind == FabricKind::DragonflyPlus && size.groups > 1) {
        joinGroups(plan);
        return;
    }
    for (int plane = 0; plane < size.planes; ++plane)
        joinLeaves(plan, fabric, plane);
    for (int plane = 0; plane < size.planes; ++plane)
        joinCores(plan, fabric, plane);
}

}  // namespace hallwright
