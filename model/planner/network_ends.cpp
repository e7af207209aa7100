#include "model/planner/network_parts.h"
#include "model/stages/fabric.h"

#include <algorithm>

namespace hallwright {

FabricEnds endsOf(const Hall& hall, Id<Fabric> id) {
    FabricEnds ends;
    const Fabric* fabric = hall.fabrics.find(id);
    if (!fabric) return ends;
    const PortProperties wanted = portProperties(fabric->role);
    int mostNodes = 0;
    hall.members.forEach([&](Id<Member>, const Member& member) {
        const Rack* rack = member.fabric == id ? hall.racks.find(member.rack) : nullptr;
        const Part* part = rack ? hall.part(rack->part) : nullptr;
        if (!part) return;
        ++ends.racks;
        mostNodes =
            std::max(mostNodes, static_cast<int>(part->number(Property::nodes).value_or(0.0)));
        ends.ports =
            std::max(ends.ports, static_cast<int>(part->number(wanted.ports).value_or(0.0)));
        const double speed = part->number(wanted.speed).value_or(0.0);
        if (speed > 0.0) ends.speed = ends.speed > 0.0 ? std::min(ends.speed, speed) : speed;
        if (ends.cage.empty()) ends.cage = part->text(wanted.cage);
    });
    ends.nodes = static_cast<long long>(ends.racks) * mostNodes;
    return ends;
}

bool takesOptics(const Part& switchPart, OpticsPolicy policy) {
    const std::string& has = switchPart.text(Property::switchOptics);
    if (has == "cpo") return policy == OpticsPolicy::Cpo;
    if (has == "copper") return policy == OpticsPolicy::CopperFirst;
    return policy != OpticsPolicy::Cpo;
}

std::string_view opticsInWords(const Part& switchPart) {
    const std::string& has = switchPart.text(Property::switchOptics);
    return has == "cpo"      ? "has co-packaged optics"
           : has == "copper" ? "has copper ports"
                             : "takes pluggable modules";
}

OpticsPolicy usualOptics(const Part& switchPart) {
    const std::string& has = switchPart.text(Property::switchOptics);
    if (has == "cpo") return OpticsPolicy::Cpo;
    return has == "copper" ? OpticsPolicy::CopperFirst : OpticsPolicy::Pluggable;
}

double linkSpeedOf(const Fabric& fabric, const Part& switchPart, const FabricEnds& ends) {
    if (fabric.speed > 0) return static_cast<double>(fabric.speed);
    const double switchSpeed = switchPart.number(Property::portSpeed).value_or(0.0);
    const double port = ends.speed > 0.0 ? ends.speed : switchSpeed;
    const bool copper = switchPart.text(Property::switchOptics) == "copper";
    const double link =
        fabric.kind == FabricKind::MultiPlane ? port / std::max(1, fabric.planes) : port;
    return copper ? std::min(link, switchSpeed) : link;
}

}  // namespace hallwright
