#include "model/stages/fabric_hosts.h"

#include "model/stages/heights.h"

#include <cmath>
#include <map>

namespace hallwright {

namespace {

/// What a rack brings to a fabric; NaN where the part does not say.
struct Bring {
    double nodes = unknown, ports = unknown;
};

Bring bringOf(const Slots& in, PartId part, FabricRole role, bool asOneNode) {
    Bring bring{in.get(part, Property::nodes), in.get(part, portProperties(role).ports)};
    if (asOneNode) bring = {1.0, in.get(part, Property::rackOobPorts, bring.nodes * bring.ports)};
    return bring;
}

bool anyRackCountsItsPorts(const Hall& hall, const Slots& in, Id<Fabric> id, FabricRole role) {
    bool any = false;
    if (role != FabricRole::OutOfBand) return any;
    hall.members.forEach([&](Id<Member>, const Member& member) {
        const Rack* rack = member.fabric == id ? hall.racks.find(member.rack) : nullptr;
        any |= rack && in.get(rack->part, Property::rackOobPorts) > 0.0;
    });
    return any;
}

bool atDifferentHeights(const Slots& in, PartId part) {
    const std::vector<std::int32_t> heights = nodeHeights(in, part);
    return std::any_of(heights.begin(), heights.end(),
                       [&](std::int32_t height) { return height != heights.front(); });
}

}  // namespace

Hosts hostsOf(const Hall& hall, const Slots& in, const RowIndex& rows, Id<Fabric> id,
              const Fabric& fabric) {
    Hosts hosts;
    struct Place {
        long long slot = 0;
        std::string_view name;
    };
    std::vector<Place> places;
    std::map<PartId, bool> heights;
    const PortProperties wanted = portProperties(fabric.role);
    const long long unit = std::max(1, fabric.unit);
    const bool asOneNode = anyRackCountsItsPorts(hall, in, id, fabric.role);
    hall.members.forEach([&](Id<Member>, const Member& member) {
        if (member.fabric != id || !hosts.known) return;
        const Rack* rack = hall.racks.find(member.rack);
        if (!rack) return;
        const Bring bring = bringOf(in, rack->part, fabric.role, asOneNode);
        if (std::isnan(bring.nodes) || std::isnan(bring.ports)) {
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
        host.rack = static_cast<std::int32_t>(rows.position(Scope::Rack, member.rack.raw));
        // Times the room of a slot, below. Beyond the bound no fabric is feasible; it only keeps
        // the products in 64 bits.
        host.firstNode = std::min(member.unit * unit + member.slot, 1LL << 40);
        host.nodes = static_cast<int>(bring.nodes);
        host.ports = static_cast<int>(bring.ports);
        const auto [known, fresh] = heights.try_emplace(rack->part);
        if (fresh) known->second = !asOneNode && atDifferentHeights(in, rack->part);
        host.byNode = known->second;
        hosts.nodesPerRack = std::max(hosts.nodesPerRack, host.nodes);
        hosts.ports = std::max(hosts.ports, host.ports);
        hosts.endpoints += static_cast<long long>(host.nodes) * host.ports;
        const double speed = in.get(rack->part, wanted.speed);
        if (speed > 0.0) hosts.speed = std::min(hosts.speed, speed);
        places.push_back({host.firstNode, rack->name});
        hosts.racks.push_back(host);
    });
    for (Host& host : hosts.racks) {
        host.firstNode *= hosts.nodesPerRack;
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

}  // namespace hallwright
