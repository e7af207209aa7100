#include "model/edits/change_fabric.h"

#include "model/base/text.h"
#include "model/edits/change_items.h"
#include "model/edits/hang_rack.h"
#include "model/hall/freeze.h"
#include "model/planner/network_parts.h"
#include "model/planner/network_plan.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

namespace hallwright {

namespace {

/// The switch in the hall, frozen into it where the catalog has it.
Result<PartId> switchOf(Hall& hall, const Catalog& catalog, std::string_view id, RawId& next) {
    PartId part = hall.findPart(id);
    if (!part) part = freezePart(hall, catalog, id, next);
    if (!part) return refused(fmt::format("The catalog has no part {}", id));
    if (hall.part(part)->kind != Kind::Switch)
        return refused(fmt::format("{} is no switch", hall.part(part)->name));
    return part;
}

/// Modules, cable and plant of a fabric that stands in the hall already.
Result<void> chooseAnew(Hall& hall, const Catalog& catalog, Id<Fabric> id, RawId& next) {
    Fabric fabric = hall.fabrics[id];
    const Part* part = hall.part(fabric.switchPart);
    if (!part) return refused(fmt::format("{} has no switch; choose one", fabric.name));
    if (!takesOptics(*part, fabric.optics))
        return refused(fmt::format("{} {}; it cannot run {} with other optics", part->name,
                                   opticsInWords(*part), fabric.name));
    const FabricEnds ends = endsOf(hall, id);
    const double speed = linkSpeedOf(fabric, *part, ends);
    fabric.trunk = fabric.panel = fabric.splitter = {};
    if (Result<void> chosen = chooseNetworkParts(hall, catalog, fabric, ends, speed, next); !chosen)
        return refused(chosen.error().message);
    hall.fabrics.set(id, fabric);
    return {};
}

bool isNameTaken(const Hall& hall, std::string_view name) {
    bool taken = false;
    hall.fabrics.forEach(
        [&](Id<Fabric>, const Fabric& fabric) { taken = taken || fabric.name == name; });
    return taken;
}

std::string racksInWords(const Hall& hall, std::span<const Id<Rack>> racks) {
    if (racks.size() == 1 && hall.racks.contains(racks.front()))
        return "rack " + hall.racks[racks.front()].name;
    return counted(static_cast<long long>(racks.size()), "rack");
}

}  // namespace

Result<Edit> addFabric(const Hall& hall, const Catalog& catalog, const NewFabric& wanted,
                       RawId& next) {
    const std::string name(trimmed(wanted.name));
    if (name.empty()) return refused("A fabric needs a name");
    if (isNameTaken(hall, name)) return refused(fmt::format("There is a fabric {} already", name));
    RawId free = std::max(next, hall.highestId() + 1);
    Hall after = hall;
    const Result<PartId> part = switchOf(after, catalog, wanted.switchPart, free);
    if (!part) return part.error();
    Fabric fabric;
    fabric.name = name;
    fabric.role = wanted.role;
    fabric.kind = wanted.kind;
    fabric.switchPart = *part;
    fabric.optics = usualOptics(*after.part(*part));
    if (fabric.kind == FabricKind::MultiPlane) fabric.planes = 2;
    const Id<Fabric> id{free++};
    after.fabrics.set(id, fabric);
    std::vector<Id<Rack>> racks = wanted.racks;
    if (racks.empty())
        hall.racks.forEach([&](Id<Rack> rack, const Rack& row) {
            const Part* made = hall.part(row.part);
            if (made && hasPorts(*made, wanted.role)) racks.push_back(rack);
        });
    if (racks.empty())
        return refused(fmt::format("No rack of this hall has ports that {} could join", name));
    const Result<Edit> joined = joinFabric(after, id, racks, free);
    if (!joined) return joined;
    if (Result<void> done = apply(after, *joined); !done) return done.error();
    if (Result<void> chosen = chooseAnew(after, catalog, id, free); !chosen) return chosen.error();
    next = free;
    return difference(hall, after, "Add fabric " + name);
}

Result<Edit> removeFabric(const Hall& hall, Id<Fabric> id) {
    const Fabric* fabric = hall.fabrics.find(id);
    if (!fabric) return refused("This hall has no such fabric");
    Hall after = hall;
    after.members.eraseWhere([&](const Member& member) { return member.fabric == id; });
    after.mounts.eraseWhere([&](const Mount& mount) { return mount.fabric == id; });
    after.fabrics.erase(id);
    return difference(hall, after, "Remove fabric " + fabric->name);
}

Result<Edit> joinFabric(const Hall& hall, Id<Fabric> id, std::span<const Id<Rack>> racks,
                        RawId& next) {
    const Fabric* fabric = hall.fabrics.find(id);
    if (!fabric) return refused("This hall has no such fabric");
    std::set<Id<Rack>> there;
    hall.members.forEach([&](Id<Member>, const Member& member) {
        if (member.fabric == id) there.insert(member.rack);
    });
    RawId free = std::max(next, hall.highestId() + 1);
    Hall after = hall;
    FreeSlots slots(hall);
    for (Id<Rack> rack : racks) {
        const Rack* row = hall.racks.find(rack);
        const Part* part = row ? hall.part(row->part) : nullptr;
        if (!part) return refused("This hall has no such rack");
        if (!hasPorts(*part, fabric->role))
            return refused(
                fmt::format("Rack {} has no ports that {} could join", row->name, fabric->name));
        if (there.insert(rack).second) after.members.set({free++}, slots.take(after, id, rack));
    }
    next = free;
    return difference(hall, after,
                      fmt::format("Join {} to {}", racksInWords(hall, racks), fabric->name));
}

Result<Edit> leaveFabric(const Hall& hall, Id<Fabric> id, std::span<const Id<Rack>> racks) {
    const Fabric* fabric = hall.fabrics.find(id);
    if (!fabric) return refused("This hall has no such fabric");
    Hall after = hall;
    after.members.eraseWhere([&](const Member& member) {
        return member.fabric == id &&
               std::find(racks.begin(), racks.end(), member.rack) != racks.end();
    });
    return difference(hall, after,
                      fmt::format("Take {} out of {}", racksInWords(hall, racks), fabric->name));
}

bool choosesParts(std::string_view column) {
    constexpr std::string_view columns[] = {"role",  "kind",   "switch",         "optics",
                                            "plant", "planes", "speed_bit_per_s"};
    return std::find(std::begin(columns), std::end(columns), column) != std::end(columns);
}

Result<Edit> changeFabric(const Hall& hall, const Catalog& catalog, Id<Fabric> id,
                          std::string_view column, const Cell& value, RawId& next) {
    const Fabric* fabric = hall.fabrics.find(id);
    if (!fabric) return refused("This hall has no such fabric");
    const std::string label = fmt::format("Change {} of {}", column, fabric->name);
    Result<Edit> edit = setField(hall, {TableId::Fabrics, id.raw}, column, value, label);
    if (!edit || !choosesParts(column)) return edit;
    Hall after = hall;
    if (Result<void> done = apply(after, *edit); !done) return done.error();
    Fabric changed = after.fabrics[id];
    const Part* part = after.part(changed.switchPart);
    // Who chooses a switch means it with its optics; who chooses optics means them.
    if (column == "switch" && part && !takesOptics(*part, changed.optics))
        changed.optics = usualOptics(*part);
    if (column == "kind")
        changed.planes = changed.kind == FabricKind::MultiPlane ? std::max(2, changed.planes) : 1;
    after.fabrics.set(id, changed);
    RawId free = std::max(next, hall.highestId() + 1);
    if (Result<void> chosen = chooseAnew(after, catalog, id, free); !chosen) return chosen.error();
    next = free;
    return difference(hall, after, label);
}

Result<Edit> setSwitch(const Hall& hall, const Catalog& catalog, Id<Fabric> id,
                       std::string_view switchPart, RawId& next) {
    const Fabric* fabric = hall.fabrics.find(id);
    if (!fabric) return refused("This hall has no such fabric");
    RawId free = std::max(next, hall.highestId() + 1);
    Hall after = hall;
    const Result<PartId> part = switchOf(after, catalog, switchPart, free);
    if (!part) return part.error();
    const Result<Edit> edit =
        changeFabric(after, catalog, id, "switch", std::int64_t{part->raw}, free);
    if (!edit) return edit;
    if (Result<void> done = apply(after, *edit); !done) return done.error();
    next = free;
    return difference(
        hall, after, fmt::format("Make {} a network of {}", fabric->name, after.part(*part)->name));
}

}  // namespace hallwright
