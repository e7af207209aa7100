#include "model/planner/management.h"

#include "model/planner/brief_words.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numeric>

namespace hallwright {

namespace {

Error faultOfBrief(const Brief& brief, std::string message) {
    return {ErrorCode::Invalid, std::move(message),
            fmt::format("{}:{}", brief.file, brief.management.line)};
}

/// A name that no fabric of the brief has.
std::string freeName(const Brief& brief) {
    for (std::string name = "oob";; name += "-2")
        if (std::none_of(brief.fabrics.begin(), brief.fabrics.end(),
                         [&](const BriefFabric& fabric) { return fabric.name == name; }))
            return name;
}

}  // namespace

Result<Brief> withManagement(const Brief& brief, const Catalog& catalog, std::vector<int>& counts,
                             SwitchPlacement consoles) {
    const BriefManagement& wanted = brief.management;
    if (!wanted.wanted) return brief;
    const PartPtr basis = catalog.find(Catalog::basisId);
    Brief full = brief;
    int racks = wanted.racks.value_or(0);
    if (!wanted.racks) {
        const std::optional<double> share =
            basis ? basis->number(Property::managementShare) : std::nullopt;
        if (!share)
            return faultOfBrief(brief,
                                "the design basis says no rack.management.share; write racks = N "
                                "in [management]");
        const int placed = std::accumulate(counts.begin(), counts.end(), 0);
        racks = static_cast<int>(std::ceil(placed * *share - 1e-9));
    }
    if (racks > 0) {
        BriefRacks entry;
        entry.part = wanted.part;
        if (!entry.part && basis)
            entry.part = {basis->text(Property::managementRackPart), wanted.line};
        if (!entry.part)
            return faultOfBrief(brief,
                                "the design basis names no rack.management.part; write part in "
                                "[management]");
        entry.count = racks;
        full.racks.push_back(std::move(entry));
        counts.push_back(racks);
    }
    const bool has =
        std::any_of(brief.fabrics.begin(), brief.fabrics.end(),
                    [](const BriefFabric& fabric) { return fabric.role == FabricRole::OutOfBand; });
    const bool anything = std::accumulate(counts.begin(), counts.end(), 0) > 0;
    if (!wanted.outOfBand || has || !anything) return full;
    BriefFabric network;
    network.name = freeName(brief);
    network.line = wanted.line;
    network.ofManagement = true;
    network.role = FabricRole::OutOfBand;
    network.kind = usualKind(network.role);
    network.oversubscription = usualOversubscription(network.role);
    network.placement = consoles;
    network.switchPart = wanted.outOfBandSwitch;
    if (!network.switchPart && basis)
        network.switchPart = {basis->text(Property::oobSwitchPart), wanted.line};
    if (!network.switchPart)
        return faultOfBrief(brief,
                            "the design basis names no fabric.oob.switch; write oob_switch in "
                            "[management]");
    full.fabrics.push_back(std::move(network));
    return full;
}

}  // namespace hallwright
