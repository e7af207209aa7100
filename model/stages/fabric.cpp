#include "model/stages/fabric.h"

#include "model/base/text.h"
#include "model/stages/link_media.h"
#include "model/stages/stages.h"
#include "model/units/quantity_text.h"

#include <cmath>
#include <limits>

namespace hallwright {

namespace {

/// Rails and planes are ways of homing of their own.
bool isDualHomed(const Fabric& fabric) {
    return fabric.dualHomed && fabric.kind == FabricKind::FatTree;
}

/// A member rack, ready to be wired.
struct Host {
    std::int32_t rack = 0;    ///< position
    long long firstNode = 0;  ///< number of its first node in the fabric
    int nodes = 0;
    int ports = 0;  ///< per node
};

struct Hosts {
    std::vector<Host> racks;
    long long nodes = 0;      ///< numbers in use: highest node number + 1
    int ports = 0;            ///< most ports of a node
    long long endpoints = 0;  ///< ports that are really there
    bool known = true;        ///< all of the above
    double speed = std::numeric_limits<double>::infinity();  ///< of the slowest port
    std::string problem;
};

/// Numbers the nodes by unit and slot, never by order in the table, so that a rack that comes or
/// goes changes no other rack's links. Racks of one fabric with different node counts all take the
/// room of the largest. Leaves are sized for the highest slot, so a gap in the slots keeps its
/// ports.
Hosts hostsOf(const Pass& pass, Id<Fabric> id, const Fabric& fabric) {
    Hosts hosts;
    struct Place {
        long long slot = 0;
        std::string_view name;
    };
    std::vector<Place> places;
    const PortProperties wanted = portProperties(fabric.role);
    const long long unit = std::max(1, fabric.unit);
    int stride = 0;
    pass.hall.members.forEach([&](Id<Member>, const Member& member) {
        if (member.fabric != id || !hosts.known) return;
        const Rack* rack = pass.hall.racks.find(member.rack);
        if (!rack) return;
        const double nodes = pass.in.get(rack->part, Property::nodes);
        const double ports = pass.in.get(rack->part, wanted.ports);
        if (std::isnan(nodes) || std::isnan(ports)) {
            hosts.problem =
                "Rack " + rack->name +
                " does not say how many nodes with how many ports of this fabric it has.";
            hosts.known = false;
            return;
        }
        if (member.unit < 0 || member.slot < 0 || member.slot >= unit) {
            hosts.problem = "Rack " + rack->name + " has slot " + std::to_string(member.slot) +
                            " of unit " + std::to_string(member.unit) +
                            ", but a unit has slots 0 to " + std::to_string(unit - 1) + ".";
            hosts.known = false;
            return;
        }
        Host host;
        host.rack = static_cast<std::int32_t>(pass.rows.position(Scope::Rack, member.rack.raw));
        // Times the stride, below. Beyond the bound no fabric is feasible; it only keeps the
        // products in 64 bits.
        host.firstNode = std::min(member.unit * unit + member.slot, 1LL << 40);
        host.nodes = static_cast<int>(nodes);
        host.ports = static_cast<int>(ports);
        stride = std::max(stride, host.nodes);
        hosts.ports = std::max(hosts.ports, host.ports);
        hosts.endpoints += static_cast<long long>(host.nodes) * host.ports;
        const double speed = pass.in.get(rack->part, wanted.speed);
        if (speed > 0.0) hosts.speed = std::min(hosts.speed, speed);
        places.push_back({host.firstNode, rack->name});
        hosts.racks.push_back(host);
    });
    for (Host& host : hosts.racks) {
        host.firstNode *= stride;
        hosts.nodes = std::max(hosts.nodes, host.firstNode + host.nodes);
    }
    std::sort(places.begin(), places.end(),
              [](const Place& a, const Place& b) { return a.slot < b.slot; });
    for (std::size_t i = 1; i < places.size() && hosts.problem.empty(); ++i)
        if (places[i].slot == places[i - 1].slot)
            hosts.problem =
                "Racks " + std::string(places[i - 1].name) + " and " + std::string(places[i].name) +
                " hold the same slot " + std::to_string(places[i].slot % unit) + " of unit " +
                std::to_string(places[i].slot / unit) + "; give one of them a free slot.";
    return hosts;
}

/// Lays the host links: from runs of equal endpoints to leaves.
class HostWiring {
public:
    HostWiring(FabricPlan& plan, const Fabric& fabric, int ports)
        : m_plan(plan), m_fabric(fabric), m_ports(ports), m_down(plan.size.downlinks),
          m_leavesPerPlane(plan.size.switches[0] / plan.size.planes) {}

    void add(const Host& host) {
        for (int plane = 0; plane < m_plan.size.planes; ++plane) {
            const long long first = static_cast<long long>(plane) * m_leavesPerPlane;
            if (m_plan.size.tiers == 1 && !isDualHomed(m_fabric)) {
                run(host, 0, static_cast<long long>(host.nodes) * host.ports, first, 0);
            } else if (m_fabric.kind == FabricKind::RailFatTree) {
                for (int rail = 0; rail < host.ports; ++rail)
                    run(host, host.firstNode, host.nodes, first + rail, m_ports);
            } else if (isDualHomed(m_fabric)) {
                for (int side = 0; side < 2; ++side)
                    spread(host, (m_ports + 1) / 2, (host.ports + 1 - side) / 2, first + side, 2);
            } else {
                spread(host, m_ports, host.ports, first, 1);
            }
        }
    }

private:
    /// `used` of the `room` endpoint numbers of every node are there.
    void spread(const Host& host, int room, int used, long long firstLeaf, int leafStep) {
        if (used == room) {
            run(host, host.firstNode * room, static_cast<long long>(host.nodes) * room, firstLeaf,
                leafStep);
            return;
        }
        for (int i = 0; i < host.nodes; ++i)
            run(host, (host.firstNode + i) * room, used, firstLeaf, leafStep);
    }
    /// Endpoint numbers first … first + count: every `downlinks` of them share a leaf.
    void run(const Host& host, long long first, long long count, long long firstLeaf,
             int leafStep) {
        while (count > 0) {
            const long long group = leafStep == 0 ? 0 : first / m_down;
            const long long room = leafStep == 0 ? count : (group + 1) * m_down - first;
            const long long links = std::min(count, room);
            const std::int32_t leaf = static_cast<std::int32_t>(firstLeaf + group * leafStep);
            std::vector<LinkBundle>& out = m_plan.bundles;
            if (!out.empty() && out.back().from == host.rack && out.back().to == leaf)
                out.back().links += static_cast<std::int32_t>(links);
            else
                out.push_back({LinkBundle::Kind::HostLeaf, host.rack, leaf,
                               static_cast<std::int32_t>(links)});
            m_plan.linkEnds[0][static_cast<std::size_t>(leaf)] += static_cast<std::int32_t>(links);
            first += links;
            count -= links;
        }
    }

    FabricPlan& m_plan;
    const Fabric& m_fabric;
    int m_ports;
    long long m_down;
    int m_leavesPerPlane;
};

/// Lays the links of one lower switch over the upper ones, from link number `start` of its tier on.
/// Numbers go round the upper switches, so both sides are even to within one link, and exactly
/// where the numbers divide.
void layRound(FabricPlan& plan, LinkBundle::Kind kind, int lower, int links, long long start,
              int firstUpper, int upper) {
    std::int32_t* const ends =
        plan.linkEnds[static_cast<std::size_t>(upperTier(kind))].data() + firstUpper;
    const auto lay = [&](int u, int count) {
        plan.bundles.push_back({kind, lower, firstUpper + u, count});
        ends[u] += count;
    };
    const int base = links / upper;
    const int extra = links % upper;
    const int from = static_cast<int>(start % upper);
    plan.linkEnds[static_cast<std::size_t>(lowerTier(kind))][static_cast<std::size_t>(lower)] +=
        links;
    for (int u = 0; u < std::max(0, from + extra - upper); ++u)
        lay(u, base + 1);
    if (base == 0) {
        for (int u = from; u < std::min(from + extra, upper); ++u)
            lay(u, 1);
        return;
    }
    for (int u = std::max(0, from + extra - upper); u < from; ++u)
        lay(u, base);
    for (int u = from; u < std::min(from + extra, upper); ++u)
        lay(u, base + 1);
    for (int u = std::min(from + extra, upper); u < upper; ++u)
        lay(u, base);
}

/// Joins `lower` switches with `links` links each to `upper` switches.
void join(FabricPlan& plan, LinkBundle::Kind kind, int firstLower, int lower, int links,
          int firstUpper, int upper) {
    for (int l = 0; l < lower && upper > 0; ++l)
        layRound(plan, kind, firstLower + l, links, static_cast<long long>(l) * links, firstUpper,
                 upper);
}

/// Three tiers of one plane: pods as in fabricSize; a spine has as many links up as down.
void joinPods(FabricPlan& plan, int plane, int leaves, int spines, int cores) {
    const int half = plan.size.radix / 2;
    const int firstSpine = plane * spines;
    for (int leaf = 0, spine = 0; leaf < leaves;) {
        const int podLeaves = std::min(half, leaves - leaf);
        const int podSpines = podLeaves == half ? plan.size.uplinks : spines - spine;
        join(plan, LinkBundle::Kind::LeafSpine, plane * leaves + leaf, podLeaves, plan.size.uplinks,
             firstSpine + spine, podSpines);
        leaf += podLeaves;
        spine += podSpines;
    }
    long long start = 0;
    for (int s = firstSpine; s < firstSpine + spines; ++s) {
        const int up = plan.linkEnds[1][static_cast<std::size_t>(s)];
        layRound(plan, LinkBundle::Kind::SpineCore, s, up, start, plane * cores, cores);
        start += up;
    }
}

/// Every pair of groups has the same number of global links; they go round the spines of both.
void joinGroups(FabricPlan& plan) {
    const FabricSize& size = plan.size;
    const int half = size.radix / 2;
    const int spines = size.uplinks;
    for (int g = 0; g < size.groups; ++g)
        join(plan, LinkBundle::Kind::LeafSpine, g * half, half, spines, g * spines, spines);
    if (size.groups < 2) return;
    const int links = spines * half / (size.groups - 1);
    for (int a = 0; a < size.groups; ++a)
        for (int b = a + 1; b < size.groups; ++b) {
            const int portOfA = (b - a - 1) * links;
            const int portOfB = (size.groups - 1 - (b - a)) * links;
            for (int j = 0; j < links; ++j) {
                const int lower = a * spines + (portOfA + j) % spines;
                const int upper = b * spines + (portOfB + j) % spines;
                plan.bundles.push_back({LinkBundle::Kind::SpineSpine, lower, upper, 1});
                ++plan.linkEnds[1][static_cast<std::size_t>(lower)];
                ++plan.linkEnds[1][static_cast<std::size_t>(upper)];
            }
        }
}

void expand(FabricPlan& plan, const Fabric& fabric, const Hosts& hosts) {
    const FabricSize& size = plan.size;
    for (std::size_t tier = 0; tier < 3; ++tier)
        plan.linkEnds[tier].assign(static_cast<std::size_t>(size.switches[tier]), 0);
    const int leaves = size.switches[0] / size.planes;
    const int spines = size.switches[1] / size.planes;
    const int cores = size.switches[2] / size.planes;
    if (leaves == 0) return;
    std::size_t expected = hosts.racks.size() * static_cast<std::size_t>(2 * size.rails);
    if (size.tiers > 1)
        expected += static_cast<std::size_t>(size.switches[0]) *
                    static_cast<std::size_t>(std::min(spines, size.uplinks));
    expected += static_cast<std::size_t>(size.spineCoreLinks);
    plan.bundles.reserve(expected);
    if (hosts.racks.empty()) {  // bare: the ends have no rack, but take their ports
        for (int plane = 0; plane < size.planes; ++plane) {
            long long rest = size.endpoints;
            for (int leaf = 0; leaf < leaves; ++leaf, rest -= size.downlinks)
                plan.linkEnds[0][static_cast<std::size_t>(plane * leaves + leaf)] =
                    static_cast<std::int32_t>(std::clamp<long long>(rest, 0, size.downlinks));
        }
    } else {
        HostWiring wiring(plan, fabric, hosts.ports);
        for (const Host& host : hosts.racks)
            wiring.add(host);
    }
    if (size.tiers < 2) return;
    if (fabric.kind == FabricKind::DragonflyPlus && size.groups > 1) {
        joinGroups(plan);
        return;
    }
    for (int plane = 0; plane < size.planes; ++plane)
        if (size.tiers == 2)
            join(plan, LinkBundle::Kind::LeafSpine, plane * leaves, leaves, size.uplinks,
                 plane * spines, spines);
        else
            joinPods(plan, plane, leaves, spines, cores);
}

void mount(const Pass& pass, Id<Fabric> id, FabricPlan& plan) {
    for (std::size_t tier = 0; tier < 3; ++tier)
        plan.switchRack[tier].assign(static_cast<std::size_t>(plan.size.switches[tier]), -1);
    pass.hall.mounts.forEach([&](Id<Mount>, const Mount& mount) {
        if (mount.fabric != id) return;
        const std::ptrdiff_t rack = pass.rows.position(Scope::Rack, mount.rack.raw);
        std::vector<std::int32_t>& racks = plan.switchRack[static_cast<std::size_t>(mount.tier)];
        const std::size_t end =
            std::min(racks.size(), static_cast<std::size_t>(std::max(
                                       0LL, static_cast<long long>(mount.first) + mount.count)));
        for (std::size_t s = static_cast<std::size_t>(std::max(0, mount.first)); s < end; ++s)
            racks[s] = static_cast<std::int32_t>(rack);
    });
}

void size(const Pass& pass, const Fabric& fabric, const Hosts& hosts, FabricPlan& plan) {
    const bool bare = hosts.racks.empty();
    FabricNeed need;
    need.kind = fabric.kind;
    need.nodes = bare ? fabric.endpoints : hosts.nodes;
    need.portsPerNode = bare ? 1 : hosts.ports;
    need.oversubscription = fabric.oversubscription;
    need.leafDownlinks = fabric.leafDownlinks;
    need.reservedPorts = fabric.reservedPorts;
    need.planes = fabric.planes;
    need.tiers = fabric.tiers;
    need.dualHomed = isDualHomed(fabric) && !bare;
    need.spread = fabric.spread;

    // A port of a multi-plane fabric is split into one link for every plane.
    const int planes = fabric.kind == FabricKind::MultiPlane ? std::max(1, fabric.planes) : 1;
    const double switchSpeed = pass.in.get(fabric.switchPart, Property::portSpeed);
    const double portSpeed = std::isfinite(hosts.speed) ? hosts.speed : switchSpeed;
    plan.linkSpeed = fabric.speed > 0 ? static_cast<double>(fabric.speed) : portSpeed / planes;
    const double radix = switchRadix(pass.in, fabric, plan.linkSpeed);
    plan.size = {};
    const Part* part = pass.in.part(fabric.switchPart);
    if (!hosts.known) {
        plan.size.problem = hosts.problem;
    } else if (need.nodes <= 0 || need.portsPerNode <= 0) {
        return;  // nothing to connect: no switches, and nothing is wrong
    } else if (!part) {
        plan.size.problem = "No switch is chosen for this fabric.";
    } else if (std::isnan(radix)) {
        plan.size.problem = part->name + " does not say how many ports of which speed it has.";
    } else if (plan.linkSpeed > switchSpeed) {
        plan.size.problem = "Links of " + formatQuantity({plan.linkSpeed, Dimension::DataRate}) +
                            " are faster than the " +
                            formatQuantity({switchSpeed, Dimension::DataRate}) + " ports of " +
                            part->name + "; choose a faster switch or slower links.";
    } else {
        need.radix = static_cast<int>(radix);
        plan.size = fabricSize(need);
    }
    if (plan.size.problem.empty() && !hosts.problem.empty()) plan.size.problem = hosts.problem;
    plan.size.feasible = plan.size.problem.empty();
    if (bare || !hosts.known || plan.size.switches[0] == 0) return;
    // Sizing counted every slot up to the highest with the most ports; only what is there has
    // links.
    const long long links = hosts.endpoints * plan.size.planes;
    plan.size.freePorts += plan.size.hostLinks - links;
    plan.size.endpoints = hosts.endpoints;
    plan.size.hostLinks = links;
}

}  // namespace

Tier lowerTier(LinkBundle::Kind kind) {
    return kind == LinkBundle::Kind::SpineCore || kind == LinkBundle::Kind::SpineSpine ? Tier::Spine
                                                                                       : Tier::Leaf;
}

Tier upperTier(LinkBundle::Kind kind) {
    switch (kind) {
    case LinkBundle::Kind::HostLeaf:
        return Tier::Leaf;
    case LinkBundle::Kind::LeafSpine:
    case LinkBundle::Kind::SpineSpine:
        return Tier::Spine;
    case LinkBundle::Kind::SpineCore:
        return Tier::Core;
    }
    return Tier::Core;
}

std::int32_t lowerRack(const FabricPlan& plan, const LinkBundle& bundle) {
    if (bundle.kind == LinkBundle::Kind::HostLeaf) return bundle.from;
    return plan.switchRack[static_cast<std::size_t>(lowerTier(bundle.kind))]
                          [static_cast<std::size_t>(bundle.from)];
}

std::int32_t upperRack(const FabricPlan& plan, const LinkBundle& bundle) {
    return plan.switchRack[static_cast<std::size_t>(upperTier(bundle.kind))]
                          [static_cast<std::size_t>(bundle.to)];
}

PortProperties portProperties(FabricRole role) {
    switch (role) {
    case FabricRole::ScaleOut:
        return {Property::scaleOutPorts, Property::scaleOutSpeed, Property::scaleOutCage};
    case FabricRole::FrontEnd:
        return {Property::frontEndPorts, Property::frontEndSpeed, Property::frontEndCage};
    case FabricRole::Storage:
        return {Property::storagePorts, Property::storageSpeed, Property::storageCage};
    case FabricRole::OutOfBand:
        return {Property::oobPorts, Property::oobSpeed, Property::oobCage};
    }
    return {};
}

double switchRadix(const Slots& in, const Fabric& fabric, double linkSpeed) {
    const PartId part = fabric.switchPart;
    const double cages = in.get(part, Property::switchCages);
    const double ports = in.get(part, Property::portsPerCage);
    const double split = std::floor(in.get(part, Property::portSpeed) / linkSpeed + 1e-9);
    if (std::isnan(cages) || std::isnan(ports) || std::isnan(split)) return unknown;
    const double splitMax = std::max(1.0, in.get(part, Property::portSplitMax, 1.0));
    const double perCage = ports * std::clamp(split, 1.0, splitMax);
    if (isCoPackaged(in, fabric)) return cages * perCage;
    return cages *
           std::min(perCage, in.get(fabric.switchModule, Property::linksPerModule, perCage));
}

void runFabric(Pass& pass) {
    std::vector<FabricPlan>& plans = pass.fabrics.plans;
    plans.resize(pass.rows.count(Scope::Fabric));
    std::size_t row = 0;
    pass.hall.fabrics.forEach([&](Id<Fabric> id, const Fabric& fabric) {
        FabricPlan& plan = plans[row];
        plan.fabric = id.raw;
        plan.bundles.clear();
        const Hosts hosts = hostsOf(pass, id, fabric);
        size(pass, fabric, hosts, plan);
        expand(plan, fabric, hosts);
        mount(pass, id, plan);

        const FabricSize& size = plan.size;
        Columns& out = pass.out;
        const bool sized = size.feasible || size.switches[0] > 0;
        const auto set = [&](Fig figure, long long count) {
            out.set(figure, row, sized ? static_cast<double>(count) : unknown);
        };
        const long long endpoints =
            hosts.racks.empty() ? std::max(0, fabric.endpoints) : hosts.endpoints;
        const int planes = fabric.kind == FabricKind::MultiPlane ? std::max(1, fabric.planes) : 1;
        out.set(Fig::fabricEndpoints, row, hosts.known ? static_cast<double>(endpoints) : unknown);
        out.set(Fig::fabricHostLinks, row,
                hosts.known ? static_cast<double>(endpoints * planes) : unknown);
        set(Fig::fabricLeaves, size.switches[0]);
        set(Fig::fabricSpines, size.switches[1]);
        set(Fig::fabricCores, size.switches[2]);
        set(Fig::fabricLeafSpineLinks, size.leafSpineLinks);
        set(Fig::fabricSpineCoreLinks, size.spineCoreLinks);
        set(Fig::fabricFreePorts, size.freePorts);
        ++row;
    });
}

}  // namespace hallwright
