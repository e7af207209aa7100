#include "model/figures/evaluation.h"

#include "model/base/text.h"
#include "model/figures/missing.h"
#include "model/rules/ground.h"
#include "model/rules/rule.h"
#include "model/stages/cabling.h"
#include "model/stages/fabric.h"
#include "model/stages/power.h"
#include "model/stages/tile_loads.h"

#include <algorithm>

namespace hallwright {

Evaluation::Evaluation()
    : m_fabrics(std::make_unique<FabricPlans>()), m_cables(std::make_unique<CablePlans>()),
      m_power(std::make_unique<PowerPlan>()), m_tiles(std::make_unique<FloorTiles>()),
      m_ground(std::make_unique<Ground>()), m_findings(std::make_unique<std::vector<Finding>>()) {
    m_rows = RowIndex(m_hall);
    m_columns.reset(m_rows);
}
Evaluation::Evaluation(const Evaluation& o)
    : m_hall(o.m_hall), m_slots(o.m_slots), m_rows(o.m_rows), m_columns(o.m_columns),
      m_fabrics(std::make_unique<FabricPlans>(*o.m_fabrics)),
      m_cables(std::make_unique<CablePlans>(*o.m_cables)),
      m_power(std::make_unique<PowerPlan>(*o.m_power)),
      m_tiles(std::make_unique<FloorTiles>(*o.m_tiles)),
      m_ground(std::make_unique<Ground>(*o.m_ground)), m_bill(o.m_bill),
      m_findings(std::make_unique<std::vector<Finding>>(*o.m_findings)) {}
Evaluation& Evaluation::operator=(const Evaluation& other) { return *this = Evaluation(other); }
Evaluation::Evaluation(Evaluation&&) noexcept = default;
Evaluation& Evaluation::operator=(Evaluation&&) noexcept = default;
Evaluation::~Evaluation() = default;

const std::vector<Finding>& Evaluation::findings() const { return *m_findings; }

double Evaluation::number(Fig figure, RawId item) const {
    const std::ptrdiff_t row = m_rows.position(info(figure).scope, item);
    return row < 0 ? unknown : m_columns.get(figure, static_cast<std::size_t>(row));
}

namespace {

void addUnique(std::vector<PartId>& parts, PartId part) {
    if (part && std::find(parts.begin(), parts.end(), part) == parts.end()) parts.push_back(part);
}

}  // namespace

std::vector<PartId> Evaluation::inputParts(FigureRef ref, const Input& input) const {
    const Scope scope = info(ref.figure).scope;
    std::vector<PartId> out;
    const PartId own = partOf(m_hall, scope, ref.item);
    const Site& site = m_hall.site();
    const Fabric* fabric =
        scope == Scope::Fabric ? m_hall.fabrics.find(Id<Fabric>{ref.item}) : nullptr;
    switch (input.role) {
    case Role::Own:
        if (own) {
            addUnique(out, own);
        } else if (fabric) {  // the parts of the fabric's member racks
            m_hall.members.forEach([&](Id<Member>, const Member& member) {
                const Rack* rack =
                    member.fabric.raw == ref.item ? m_hall.racks.find(member.rack) : nullptr;
                if (rack) addUnique(out, rack->part);
            });
        }
        break;
    case Role::Mounted:
        if (const Rack* rack =
                scope == Scope::Rack ? m_hall.racks.find(Id<Rack>{ref.item}) : nullptr) {
            m_hall.mounts.forEach([&](Id<Mount>, const Mount& mount) {
                const Fabric* held =
                    mount.rack.raw == ref.item ? m_hall.fabrics.find(mount.fabric) : nullptr;
                if (!held) return;
                for (PartId part : {held->switchPart, held->switchModule, held->hostModule})
                    addUnique(out, part);
                // What feeds a switch in its rack and brings it coolant.
                for (const Property supply : {Property::switchShelf, Property::switchManifold})
                    addUnique(out, m_slots.reference(held->switchPart, supply));
            });
            if (const Rack* sidecar = m_hall.racks.find(rack->sidecar))
                addUnique(out, sidecar->part);
        }
        break;
    case Role::Shelf:
        addUnique(out, m_slots.reference(own, Property::shelf));
        break;
    case Role::Basis:
        addUnique(out, site.basis);
        break;
    case Role::Climate:
        addUnique(out, site.climate);
        break;
    case Role::Tariff:
        addUnique(out, site.tariff);
        break;
    case Role::Rejection:
        addUnique(out, m_slots.reference(site.basis, Property::rejectionPart));
        break;
    case Role::FacilityCost:
        addUnique(out, m_slots.reference(site.basis, Property::facilityCost));
        break;
    case Role::Fluid:
        if (scope == Scope::Rack) {
            const Rack* rack = m_hall.racks.find(Id<Rack>{ref.item});
            const Loop* loop = rack ? m_hall.loops.find(rack->loop) : nullptr;
            if (loop) addUnique(out, loop->fluid);
        } else if (const Loop* loop = m_hall.loops.find(Id<Loop>{ref.item});
                   scope == Scope::Loop && loop) {
            addUnique(out, loop->fluid);
        }
        break;
    case Role::Pipes:
        for (const std::string& id : split(m_slots.text(site.basis, Property::pipePart), ' '))
            addUnique(out, m_slots.byCatalogId(id));
        break;
    case Role::SwitchPart:
        if (fabric) addUnique(out, fabric->switchPart);
        break;
    case Role::HostModule:
        if (fabric) addUnique(out, fabric->hostModule);
        break;
    case Role::SwitchModule:
        if (fabric) addUnique(out, fabric->switchModule);
        break;
    case Role::RatedModule:
        if (fabric) addUnique(out, m_slots.reference(fabric->switchPart, Property::ratedModule));
        break;
    case Role::Cable:
        if (fabric) addUnique(out, fabric->cable);
        break;
    case Role::EveryPart:
        m_hall.parts.forEach([&](PartId id, const FrozenPart& row) {
            if (row.part && row.part->find(input.property)) out.push_back(id);
        });
        break;
    }
    std::erase_if(out, [&](PartId id) {
        const Part* part = m_hall.part(id);
        return !part || !part->find(input.property);
    });
    return out;
}

std::vector<RawId> Evaluation::inputRows(FigureRef ref, const Input& input) const {
    const Scope from = info(ref.figure).scope;
    const Scope to = info(input.figure).scope;
    if (to == Scope::Hall) return {0};
    if (input.of == Of::All) return m_rows.ids(to);
    if (input.of == Of::Same && from == to) return {ref.item};
    std::vector<RawId> out;
    if (from == Scope::Rack && to == Scope::Loop) {
        if (const Rack* rack = m_hall.racks.find(Id<Rack>{ref.item}); rack && rack->loop)
            out.push_back(rack->loop.raw);
    } else if (from == Scope::Loop && to == Scope::Rack) {
        m_hall.racks.forEach([&](Id<Rack> id, const Rack& rack) {
            if (rack.loop.raw == ref.item) out.push_back(id.raw);
        });
    } else if (from == Scope::Loop && to == Scope::Equipment) {
        m_hall.equipment.forEach([&](Id<Equipment> id, const Equipment& equipment) {
            if (equipment.loop.raw == ref.item) out.push_back(id.raw);
        });
    } else if (from == Scope::Rack && to == Scope::Fabric) {
        m_hall.mounts.forEach([&](Id<Mount>, const Mount& mount) {
            if (mount.rack.raw == ref.item &&
                std::find(out.begin(), out.end(), mount.fabric.raw) == out.end())
                out.push_back(mount.fabric.raw);
        });
    } else if (from == Scope::Busway && to == Scope::Tap) {
        m_hall.taps.forEach([&](Id<Tap> id, const Tap& tap) {
            if (tap.busway.raw == ref.item) out.push_back(id.raw);
        });
    } else if (from == Scope::PowerUnit && to == Scope::PowerUnit) {
        m_hall.powerUnits.forEach([&](Id<PowerUnit> id, const PowerUnit& unit) {
            if (unit.parent.raw == ref.item) out.push_back(id.raw);
        });
    } else {
        out = m_rows.ids(to);
    }
    return out;
}

Figure Evaluation::figure(FigureRef ref) const {
    const FigureInfo& row = info(ref.figure);
    Figure out;
    out.value = {unknown, row.dimension};
    const std::ptrdiff_t position = m_rows.position(row.scope, ref.item);
    if (position < 0) {
        out.status = Status::Absent;
        return out;
    }
    out.value.si = m_columns.get(ref.figure, static_cast<std::size_t>(position));
    out.status = m_columns.status(ref.figure, static_cast<std::size_t>(position));
    if (out.status != Status::None && out.status != Status::Partial) return out;

    out.missing = missingOf(*this, ref).numbers;
    return out;
}

}  // namespace hallwright
