#include "model/stages/link_media.h"

#include <algorithm>
#include <cmath>
#include <tuple>

namespace hallwright {

namespace {

std::int32_t wholeMillimetres(double metres) {
    return static_cast<std::int32_t>(std::lround(metres * 1000.0));
}

/// Flat-top and finned OSFP take the same plug: the family is what stands before the dash.
std::string_view plug(std::string_view cage) { return cage.substr(0, cage.find('-')); }

LinkMedia::Medium mediumOf(const Slots& in, PartId id) {
    LinkMedia::Medium medium;
    medium.part = id;
    const Part* part = in.part(id);
    if (!part) return medium;
    medium.copper = part->kind == Kind::CopperCable;
    const double reach = in.get(id, Property::reach);
    if (reach > 0.0) medium.reach_mm = wholeMillimetres(reach);
    const double diameter = in.get(id, Property::cableDiameter, 0.0);
    medium.area_um2 = std::llround(diameter * diameter * 1e12);
    if (medium.copper)
        medium.linksPerPiece =
            std::max(1, static_cast<int>(in.get(id, Property::linksPerModule, 1.0)));
    if (const Datum* datum = part->find(Property::cableLengths); datum && !datum->reading().unknown)
        for (double length : datum->reading().values)
            medium.lengths_mm.push_back(wholeMillimetres(length));
    std::sort(medium.lengths_mm.begin(), medium.lengths_mm.end());
    return medium;
}

}  // namespace

bool isCoPackaged(const Slots& in, const Fabric& fabric) {
    const std::string& optics = in.text(fabric.switchPart, Property::switchOptics);
    return optics.empty() ? fabric.optics == OpticsPolicy::Cpo : optics == "cpo";
}

std::int32_t boughtLength(const LinkMedia::Medium& medium, std::int32_t length_mm) {
    const auto next =
        std::lower_bound(medium.lengths_mm.begin(), medium.lengths_mm.end(), length_mm);
    return next != medium.lengths_mm.end() ? *next : (length_mm + 999) / 1000 * 1000;
}

LinkMedia::LinkMedia(const Pass& pass, Id<Fabric> id, const Fabric& fabric, double linkSpeed) {
    const Slots& in = pass.in;
    m_media.push_back(mediumOf(in, fabric.cable));
    if (fabric.optics != OpticsPolicy::CopperFirst || m_media.front().copper ||
        isCoPackaged(in, fabric))
        return;

    std::vector<std::string_view> hostPlugs;
    const Property hostCage = portProperties(fabric.role).cage;
    pass.hall.members.forEach([&](Id<Member>, const Member& member) {
        const Rack* rack = member.fabric == id ? pass.hall.racks.find(member.rack) : nullptr;
        if (!rack) return;
        const std::string_view found = plug(in.text(rack->part, hostCage));
        if (std::find(hostPlugs.begin(), hostPlugs.end(), found) == hostPlugs.end())
            hostPlugs.push_back(found);
    });
    const std::string_view switchPlug = plug(in.text(fabric.switchPart, Property::switchCage));
    pass.hall.parts.forEach([&](PartId part, const FrozenPart& row) {
        if (!row.part || row.part->kind != Kind::CopperCable || m_media.size() >= 255) return;
        const std::string_view cablePlug = plug(in.text(part, Property::moduleCage));
        if (in.get(part, Property::linkSpeed) != linkSpeed || cablePlug.empty() ||
            cablePlug != switchPlug)
            return;
        Medium medium = mediumOf(in, part);
        medium.fitsHosts = std::all_of(hostPlugs.begin(), hostPlugs.end(),
                                       [&](std::string_view host) { return host == cablePlug; });
        m_media.push_back(std::move(medium));
    });
    std::sort(m_media.begin() + 1, m_media.end(), [](const Medium& a, const Medium& b) {
        return std::tie(a.reach_mm, a.part) < std::tie(b.reach_mm, b.part);
    });
}

std::uint8_t LinkMedia::choose(LinkBundle::Kind kind, std::int32_t length_mm) const {
    if (length_mm < 0) return 0;
    for (std::size_t i = 1; i < m_media.size(); ++i) {
        const Medium& medium = m_media[i];
        if (length_mm > medium.reach_mm ||
            (kind == LinkBundle::Kind::HostLeaf && !medium.fitsHosts))
            continue;
        if (!medium.lengths_mm.empty() && length_mm > medium.lengths_mm.back())
            continue;  // copper is not made to order
        return static_cast<std::uint8_t>(i);
    }
    return 0;
}

}  // namespace hallwright
