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

Bring bringOf(const Slots& in, PartId part, FabricRole role, bool byDevice) {
    Bring bring{in.get(part, Property::nodes), in.get(part, portProperties(role).ports)};
    // Every managed device of the rack has one port: the nodes first, then what stands beside them.
    if (byDevice) bring = {in.get(part, Property::rackOobPorts, bring.nodes * bring.ports), 1.0};
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

/// Puts the number of its first node in place of the number of each host's slot.
void numberNodes(Hosts& hosts, long long unit, bool alike) {
    std::map<long long, long long> rooms;  // of a slot, by unit
    for (const Host& host : hosts.racks) {
        long long& room = rooms[host.firstNode / unit];
        room = std::max<long long>(room, alike ? hosts.nodesPerRack : host.nodes);
    }
    std::map<long long, long long> firsts;
    long long node = 0, next = 0;
    long long before = rooms.empty() ? 0 : rooms.begin()->second;
    for (const auto& [number, room] : rooms) {
        node += (number - next) * unit * before;
        firsts[number] = node;
        node += unit * room;
        next = number + 1;
        before = room;
    }
    for (Host& host : hosts.racks) {
        const long long number = host.firstNode / unit;
        host.firstNode = firsts[number] + host.firstNode % unit * rooms[number];
        hosts.nodes = std::max(hosts.nodes, host.firstNode + host.nodes);
    }
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
    const bool byDevice = anyRackCountsItsPorts(hall, in, id, fabric.role);
    hall.members.forEach([&](Id<Member>, const Member& member) {
        if (member.fabric != id || !hosts.known) return;
        const Rack* rack = hall.racks.find(member.rack);
        if (!rack) return;
        const Bring bring = bringOf(in, rack->part, fabric.role, byDevice);
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
        if (fresh) known->second = atDifferentHeights(in, rack->part);
        host.byNode = known->second;
        hosts.nodesPerRack = std::max(hosts.nodesPerRack, host.nodes);
        hosts.ports = std::max(hosts.ports, host.ports);
        hosts.endpoints += static_cast<long long>(host.nodes) * host.ports;
        const double speed = in.get(rack->part, wanted.speed);
        if (speed > 0.0) hosts.speed = std::min(hosts.speed, speed);
        places.push_back({host.firstNode, rack->name});
        hosts.racks.push_back(host);
    });
    numberNodes(hosts, unit, fabric.groupBy == FabricGroup::Unit);
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
