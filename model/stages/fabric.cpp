#include "model/stages/fabric.h"

#include "model/stages/fabric_hosts.h"
#include "model/stages/link_media.h"
#include "model/stages/rack_stack.h"
#include "model/stages/stages.h"
#include "model/units/quantity_text.h"

#include <cmath>
#include <limits>

namespace hallwright {

namespace {

/// Where the switches of all fabrics stand.
void mount(const Hall& hall, const Slots& in, const RowIndex& rows,
           std::vector<FabricPlan>& plans) {
    std::map<RawId, FabricPlan*> ofFabric;
    for (FabricPlan& plan : plans) {
        ofFabric[plan.fabric] = &plan;
        for (std::size_t tier = 0; tier < 3; ++tier) {
            const std::size_t count = static_cast<std::size_t>(plan.size.switches[tier]);
            plan.switchRack[tier].assign(count, -1);
            plan.switchU[tier].assign(count, 0);
        }
    }
    for (const auto& [rack, stack] : rackStacks(hall, in)) {
        const std::ptrdiff_t position = rows.position(Scope::Rack, rack.raw);
        for (const StackedSwitch& held : stack.switches) {
            const auto plan = ofFabric.find(held.fabric.raw);
            const std::size_t tier = static_cast<std::size_t>(held.tier);
            if (plan == ofFabric.end() || held.number < 0 ||
                held.number >= plan->second->size.switches[tier])
                continue;
            const std::size_t number = static_cast<std::size_t>(held.number);
            plan->second->switchRack[tier][number] = static_cast<std::int32_t>(position);
            plan->second->switchU[tier][number] = held.lowestU();
        }
    }
}

void size(const Slots& in, const Fabric& fabric, const Hosts& hosts, FabricPlan& plan) {
    const bool bare = hosts.racks.empty();
    // A port of a multi-plane fabric is split into one link for every plane.
    const int planes = fabric.kind == FabricKind::MultiPlane ? std::max(1, fabric.planes) : 1;
    const double switchSpeed = in.get(fabric.switchPart, Property::portSpeed);
    const double portSpeed = std::isfinite(hosts.speed) ? hosts.speed : switchSpeed;
    plan.linkSpeed = fabric.speed > 0 ? static_cast<double>(fabric.speed) : portSpeed / planes;
    const double radix = switchRadix(in, fabric, plan.linkSpeed);
    const FabricNeed need =
        fabricNeed(fabric, bare ? 0 : hosts.nodes, hosts.ports, hosts.nodesPerRack,
                   std::isnan(radix) ? 0 : static_cast<int>(radix));
    plan.size = {};
    const Part* part = in.part(fabric.switchPart);
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

Hosts expand(const Hall& hall, const Slots& in, const RowIndex& rows, Id<Fabric> id,
             const Fabric& fabric, FabricPlan& plan) {
    const Hosts hosts = hostsOf(hall, in, rows, id, fabric);
    size(in, fabric, hosts, plan);
    wire(plan, fabric, hosts);
    plan.hostPorts.assign(rows.count(Scope::Rack), 0);
    for (const Host& host : hosts.racks)
        if (host.rack >= 0) plan.hostPorts[static_cast<std::size_t>(host.rack)] = host.ports;
    return hosts;
}

/// How much hangs on one switch: host links at the fullest leaf, and the largest share of the links
/// between leaves and spines at one spine.
void setBlast(Columns& out, std::size_t row, const FabricPlan& plan) {
    const FabricSize& size = plan.size;
    const auto most = [](const std::vector<std::int32_t>& links) {
        return links.empty() ? 0 : *std::max_element(links.begin(), links.end());
    };
    std::vector<std::int32_t> hosts = plan.linkEnds[0];
    for (std::int32_t& links : hosts)
        links -= size.uplinks;
    if (size.switches[0] == 0 && !size.feasible)
        out.set(Fig::fabricBlast, row, unknown);
    else
        out.set(Fig::fabricBlast, row, most(hosts));
    if (size.switches[0] == 0 && !size.feasible) {
        out.set(Fig::fabricBlastShare, row, unknown);
        return;
    }
    if (size.leafSpineLinks == 0) {
        out.setAbsent(Fig::fabricBlastShare, row);
        return;
    }
    std::vector<std::int32_t> spines(plan.linkEnds[1].size());
    for (const LinkBundle& bundle : plan.bundles)
        if (bundle.kind == LinkBundle::Kind::LeafSpine)
            spines[static_cast<std::size_t>(bundle.to)] += bundle.links;
    out.set(Fig::fabricBlastShare, row,
            static_cast<double>(most(spines)) / static_cast<double>(size.leafSpineLinks));
}

void setFigures(Pass& pass, std::size_t row, const Fabric& fabric, const Hosts& hosts,
                const FabricPlan& plan) {
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
    setBlast(out, row, plan);
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
    if (!(linksServed(in, fabric.switchModule, linkSpeed) > 0.0)) return cages * perCage;
    const int served = switchOpticsOf(in, fabric, linkSpeed).linksPerModule;
    return cages * std::min(perCage, static_cast<double>(served));
}

FabricPlan fabricPlan(const Hall& hall, const Slots& in, const RowIndex& rows, Id<Fabric> id) {
    std::vector<FabricPlan> one(1);
    one[0].fabric = id.raw;
    if (const Fabric* fabric = hall.fabrics.find(id)) expand(hall, in, rows, id, *fabric, one[0]);
    mount(hall, in, rows, one);
    return std::move(one[0]);
}

void runFabric(Pass& pass) {
    std::vector<FabricPlan>& plans = pass.fabrics.plans;
    plans.assign(pass.rows.count(Scope::Fabric), {});
    std::size_t row = 0;
    pass.hall.fabrics.forEach([&](Id<Fabric> id, const Fabric& fabric) {
        FabricPlan& plan = plans[row];
        plan.fabric = id.raw;
        const Hosts hosts = expand(pass.hall, pass.in, pass.rows, id, fabric, plan);
        setFigures(pass, row++, fabric, hosts, plan);
    });
    mount(pass.hall, pass.in, pass.rows, plans);
}

}  // namespace hallwright
