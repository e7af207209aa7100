#include "model/compare/variant.h"

#include "model/base/text.h"
#include "model/hall/freeze.h"
#include "model/planner/network_parts.h"
#include "model/stages/fabric.h"

#include <fmt/format.h>

#include <cmath>
#include <set>

namespace hallwright {

namespace {

OpticsPolicy policyOf(VariantKind kind) {
    switch (kind) {
    case VariantKind::Pluggable:
        return OpticsPolicy::Pluggable;
    case VariantKind::Lpo:
        return OpticsPolicy::Lpo;
    case VariantKind::Cpo:
        return OpticsPolicy::Cpo;
    case VariantKind::CopperFirst:
        return OpticsPolicy::CopperFirst;
    }
    return OpticsPolicy::Pluggable;
}

/// A hall whose fabrics get other optics, one after the other.
class OpticsChange {
public:
    OpticsChange(const Hall& base, const Catalog& catalog, OpticsPolicy policy)
        : m_hall(base), m_catalog(catalog), m_policy(policy), m_next(base.highestId() + 1) {}

    void change(Id<Fabric> id) {
        const Fabric before = m_hall.fabrics[id];
        const Part* switchPart = m_hall.part(before.switchPart);
        // Copper ports take no optics of any kind: such a fabric is the same on every side.
        if (!switchPart || switchPart->text(Property::switchOptics) == "copper") return;
        const std::string name = switchPart->name;
        if (before.optics == m_policy && takesOptics(*switchPart, m_policy)) {
            m_same.push_back(before.name);
            return;
        }
        Fabric fabric = before;
        if (!takesOptics(*switchPart, m_policy)) {
            const PartId other = counterpart(*switchPart);
            if (!other || !takesOptics(*m_hall.part(other), m_policy)) {
                m_left.push_back(fmt::format("{} stays on {}, which has no such counterpart",
                                             before.name, name));
                return;
            }
            fabric.switchPart = other;
            if (const std::string size = otherSize(before, fabric, id); !size.empty()) {
                m_left.push_back(fmt::format("{} stays on {}: {}", before.name, name, size));
                return;
            }
        }
        fabric.optics = m_policy;
        // What was chosen for the other optics may not fit these.
        fabric.hostModule = fabric.switchModule = fabric.cable = {};
        fabric.trunk = fabric.panel = fabric.splitter = {};
        const Part& now = *m_hall.part(fabric.switchPart);
        const FabricEnds ends = endsOf(m_hall, id);
        const Result<void> chosen = chooseNetworkParts(m_hall, m_catalog, fabric, ends,
                                                       linkSpeedOf(fabric, now, ends), m_next);
        if (!chosen) {
            m_left.push_back(
                fmt::format("{} stays as it is: {}", before.name, chosen.error().message));
            return;
        }
        m_hall.fabrics.set(id, fabric);
        m_changed.insert(id.raw);
        if (fabric.switchPart != before.switchPart) {
            m_swapped = true;
            m_done.push_back(fmt::format("{} on {} in place of {}", fabric.name,
                                         m_hall.part(fabric.switchPart)->name, name));
            return;
        }
        const Part* module = m_hall.part(fabric.switchModule);
        m_done.push_back(m_policy == OpticsPolicy::CopperFirst
                             ? fmt::format("{} with copper wherever it reaches", fabric.name)
                         : module
                             ? fmt::format("{} with {} at its switches", fabric.name, module->name)
                             : fmt::format("{} on {}", fabric.name, name));
    }

    /// Racks that hold liquid-cooled switches hang on the nearest loop; those that no longer hold
    /// any, and drink nothing themselves, hang on none.
    void hangRacks() {
        std::map<RawId, bool> drinks;  // racks with switches of a changed fabric
        m_hall.mounts.forEach([&](Id<Mount>, const Mount& mount) {
            if (m_changed.contains(mount.fabric.raw)) drinks[mount.rack.raw] |= false;
        });
        m_hall.mounts.forEach([&](Id<Mount>, const Mount& mount) {
            const auto rack = drinks.find(mount.rack.raw);
            const Fabric* fabric = m_hall.fabrics.find(mount.fabric);
            if (rack != drinks.end() && fabric && takesLiquid(fabric->switchPart))
                rack->second = true;
        });
        for (const auto& [raw, liquid] : drinks) {
            const Id<Rack> id{raw};
            const Rack* found = m_hall.racks.find(id);
            if (!found) continue;
            Rack rack = *found;
            if (liquid && !rack.loop) {
                rack.loop = nearestLoop(rack);
                if (!rack.loop)
                    m_losses.push_back(fmt::format(
                        "{} holds liquid-cooled switches and the hall has no liquid loop",
                        rack.name.empty() ? fmt::format("rack {}", raw) : rack.name));
            } else if (!liquid && rack.loop && !takesLiquid(rack.part)) {
                rack.loop = {};
            }
            if (!(rack == *found)) m_hall.racks.set(id, rack);
        }
    }

    Result<VariantHall> result(std::string name) {
        if (m_done.empty() && m_same.empty() && !m_left.empty())
            return Error{ErrorCode::Refused,
                         fmt::format("the hall cannot have {} optics: {}", lowered(name),
                                     joined(m_left, "; ")),
                         {}};
        VariantHall out;
        out.name = std::move(name);
        if (!m_done.empty()) out.note = joined(m_done, ", ");
        if (!m_same.empty())
            out.note +=
                fmt::format("{}{} as it is", out.note.empty() ? "" : ", ", joined(m_same, ", "));
        if (out.note.empty()) out.note = "the hall has no optics to change";
        for (const std::string& left : m_left)
            out.note += "; " + left;
        if (m_swapped)
            out.note += "; switches keep the racks of those they replace, so racks, shelves, "
                        "manifolds and lengths are those of a refit: a hall planned with these "
                        "switches may need other numbers of them, which planning it and comparing "
                        "the two halls shows";
        out.losses = std::move(m_losses);
        out.hall = std::move(m_hall);
        return out;
    }

private:
    PartId counterpart(const Part& part) {
        const std::string& id = part.text(Property::cpoCounterpart);
        if (id.empty()) return {};
        if (const PartId frozen = m_hall.findPart(id)) return frozen;
        return freezePart(m_hall, m_catalog, id, m_next);
    }

    /// Why a counterpart makes another network, with another number of switches; empty where it
    /// does not. Modules are left out: they follow.
    std::string otherSize(const Fabric& before, const Fabric& after, Id<Fabric> id) const {
        const Slots in(m_hall);
        const auto radix = [&](Fabric fabric) {
            fabric.switchModule = {};
            return switchRadix(
                in, fabric,
                linkSpeedOf(fabric, *m_hall.part(fabric.switchPart), endsOf(m_hall, id)));
        };
        const double had = radix(before), has = radix(after);
        if (std::isnan(had) || std::isnan(has) || had == has) return {};
        return fmt::format("{} takes {:.0f} links in place of {:.0f} and makes another network",
                           m_hall.part(after.switchPart)->name, has, had);
    }

    bool takesLiquid(PartId id) const {
        const Part* part = m_hall.part(id);
        return part && part->number(Property::liquidFraction).value_or(0.0) > 0.0;
    }

    Id<Loop> nearestLoop(const Rack& rack) const {
        Id<Loop> best;
        double nearest = 0.0;
        const auto look = [&](Id<Loop> loop, const Placement& place) {
            if (!loop) return;
            const double away = std::hypot(static_cast<double>((place.x - rack.place.x).metres()),
                                           static_cast<double>((place.y - rack.place.y).metres()));
            if (best && away >= nearest) return;
            best = loop;
            nearest = away;
        };
        m_hall.racks.forEach([&](Id<Rack>, const Rack& other) { look(other.loop, other.place); });
        m_hall.equipment.forEach(
            [&](Id<Equipment>, const Equipment& unit) { look(unit.loop, unit.place); });
        return best;
    }

    Hall m_hall;
    const Catalog& m_catalog;
    OpticsPolicy m_policy;
    RawId m_next;
    std::set<RawId> m_changed;
    bool m_swapped = false;  ///< a switch of another part stands where one stood
    std::vector<std::string> m_done, m_same, m_left, m_losses;
};

}  // namespace

std::string_view variantName(VariantKind kind) {
    switch (kind) {
    case VariantKind::Pluggable:
        return "Pluggable";
    case VariantKind::Lpo:
        return "Linear pluggable";
    case VariantKind::Cpo:
        return "Co-packaged";
    case VariantKind::CopperFirst:
        return "Copper first";
    }
    return {};
}

Result<VariantHall> variantOf(const Hall& base, const Catalog& catalog, VariantKind kind) {
    OpticsChange change(base, catalog, policyOf(kind));
    base.fabrics.forEach([&](Id<Fabric> id, const Fabric&) { change.change(id); });
    change.hangRacks();
    return change.result(std::string(variantName(kind)));
}

}  // namespace hallwright
