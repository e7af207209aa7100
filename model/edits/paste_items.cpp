#include "model/edits/paste_items.h"

#include "model/edits/copy_items.h"
#include "model/edits/feed_rack.h"
#include "model/edits/free_names.h"
#include "model/edits/hang_rack.h"
#include "model/edits/move_items.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <type_traits>

namespace hallwright {

namespace {

/// One paste: copies rows table by table, what is referred to first.
class Paster {
public:
    Paster(const Hall& hall, const LooseItems& items, Millimetres dx, Millimetres dy, RawId next)
        : m_from(items.rows), m_items(items), m_dx(dx), m_dy(dy), m_next(next), m_hall(hall),
          m_names(hall), m_slots(hall) {}

    Result<void> paste() {
        takeParts();
        m_from.obstacles.forEach([&](Id<Obstacle> id, const Obstacle& row) {
            Obstacle copy = row;
            shift(copy.area.x, copy.area.y);
            copy.name = m_names.like(row.name);
            put(TableId::Obstacles, m_hall.obstacles, id, std::move(copy));
        });
        m_from.rows.forEach([&](Id<Row> id, const Row& row) {
            Row copy = row;
            shift(copy.x, copy.y);
            copy.name = m_names.isFree(row.name) ? m_names.like(row.name) : m_names.nextRow();
            m_rowNames[row.name] = copy.name;
            put(TableId::Rows, m_hall.rows, id, std::move(copy));
        });
        m_from.busways.forEach([&](Id<Busway> id, const Busway& row) {
            Busway copy = row;
            shift(copy.x1, copy.y1);
            shift(copy.x2, copy.y2);
            copy.part = partOf(row.part);
            copy.source = resolve(row.source, TableId::PowerUnits, m_hall.powerUnits);
            copy.name = m_names.like(renamed(row.name));
            put(TableId::Busways, m_hall.busways, id, std::move(copy));
        });
        m_from.trays.forEach([&](Id<Tray> id, const Tray& row) {
            Tray copy = row;
            shift(copy.x1, copy.y1);
            shift(copy.x2, copy.y2);
            copy.part = partOf(row.part);
            copy.name = m_names.like(row.name);
            put(TableId::Trays, m_hall.trays, id, std::move(copy));
        });
        takeRacks();
        m_from.equipment.forEach([&](Id<Equipment> id, const Equipment& row) {
            Equipment copy = row;
            copy.part = partOf(row.part);
            stand(copy, row);
            put(TableId::Equipment, m_hall.equipment, id, std::move(copy));
        });
        takeMembers();
        takeMounts();
        takeTaps();
        if (m_outside) return refused("The items would stand more than ten kilometres away");
        return {};
    }

    Hall hall() { return std::move(m_hall); }
    RawId next() const { return m_next; }

private:
    template <typename T>
    void put(TableId table, Table<T>& rows, Id<T> old, T row) {
        m_new.emplace(ItemRef{table, old.raw}, m_next);
        rows.set({m_next++}, std::move(row));
    }
    /// The copy of a copied row; none where it was not copied.
    template <typename T>
    Id<T> copyOf(TableId table, Id<T> old) const {
        const auto found = m_new.find({table, old.raw});
        return found == m_new.end() ? Id<T>{} : Id<T>{found->second};
    }

    void shift(Millimetres& x, Millimetres& y) {
        const auto add = [&](Millimetres& at, Millimetres by) {
            const std::int64_t sum = std::int64_t{at.mm} + by.mm;
            if (sum < -farthest_mm || sum > farthest_mm)
                m_outside = true;
            else
                at += by;
        };
        add(x, m_dx);
        add(y, m_dy);
    }

    /// A row of this hall that a copied row referred to: the same id with the same name, else the
    /// first of that name.
    template <typename T>
    Id<T> resolve(Id<T> old, TableId table, const Table<T>& rows) {
        if (!old) return {};
        const ItemRef item{table, old.raw};
        if (const auto known = m_resolved.find(item); known != m_resolved.end())
            return {known->second};
        Id<T> found;
        if (const auto name = m_items.outside.find(item);
            name != m_items.outside.end() && !name->second.empty()) {
            const T* same = rows.find(old);
            if (same && same->name == name->second) found = old;
            if (!found)
                rows.forEach([&](Id<T> id, const T& row) {
                    if (!found && row.name == name->second) found = id;
                });
        }
        m_resolved.emplace(item, found.raw);
        return found;
    }

    /// Parts by their catalog id: what the hall holds already stays as it is.
    void takeParts() {
        std::set<std::string> sources;
        std::map<std::string, PartId> parts;
        m_hall.sources.forEach(
            [&](Id<FrozenSource>, const FrozenSource& row) { sources.insert(row.source.id); });
        m_hall.parts.forEach([&](PartId id, const FrozenPart& row) {
            if (row.part) parts.emplace(row.part->id, id);
        });
        m_from.sources.forEach([&](Id<FrozenSource>, const FrozenSource& row) {
            if (sources.insert(row.source.id).second) m_hall.sources.set({m_next++}, row);
        });
        m_from.parts.forEach([&](PartId id, const FrozenPart& row) {
            if (!row.part) return;
            const auto [there, added] = parts.emplace(row.part->id, PartId{m_next});
            if (added) m_hall.parts.set({m_next++}, row);
            m_parts.emplace(id, there->second);
        });
    }
    PartId partOf(PartId old) const {
        const auto found = m_parts.find(old);
        return found == m_parts.end() ? PartId{} : found->second;
    }

    /// A name with the name of a copied row in it gets that of the copy: "A03", "PS-A03", "BW-A1b".
    std::string renamed(const std::string& name) const {
        const std::size_t dash = name.rfind('-');
        const std::size_t start = dash == std::string::npos ? 0 : dash + 1;
        for (const auto& [old, fresh] : m_rowNames) {
            const std::size_t end = start + old.size();
            if (old.empty() || name.compare(start, old.size(), old) != 0 || end >= name.size())
                continue;
            if (name[end] >= '0' && name[end] <= '9')
                return name.substr(0, start) + fresh + name.substr(end);
        }
        return name;
    }

    /// Place, row, loop and name of a rack or a cooling unit.
    template <typename T>
    void stand(T& copy, const T& row) {
        shift(copy.place.x, copy.place.y);
        copy.locked = false;
        copy.loop = resolve(row.loop, TableId::Loops, m_hall.loops);
        const Rect box = footprintOf(m_hall, copy);
        std::string name = renamed(row.name);
        copy.row = copyOf(TableId::Rows, row.row);
        // Fan walls stand along the walls, not in rows.
        if ((row.row || std::is_same_v<T, Rack>)&&!copy.row && !m_outside) {
            copy.row = rowAt(m_hall, box);
            stretchRow(m_hall, copy.row, box);
            // "A03" that comes to stand in row B is one of the Bs.
            const auto old = m_items.outside.find({TableId::Rows, row.row.raw});
            const Row* now = m_hall.rows.find(copy.row);
            if (now && old != m_items.outside.end() && old->second != now->name &&
                !old->second.empty() && row.name.starts_with(old->second))
                name = now->name + row.name.substr(old->second.size());
        }
        copy.name = m_names.like(name);
    }

    void takeRacks() {
        m_from.racks.forEach([&](Id<Rack> id, const Rack& row) {
            Rack copy = row;
            copy.part = partOf(row.part);
            copy.sidecar = {};
            stand(copy, row);
            put(TableId::Racks, m_hall.racks, id, std::move(copy));
        });
        m_from.racks.forEach([&](Id<Rack> id, const Rack& row) {
            const Id<Rack> sidecar = copyOf(TableId::Racks, row.sidecar);
            if (!sidecar) return;
            const Id<Rack> copy = copyOf(TableId::Racks, id);
            Rack fed = m_hall.racks[copy];
            fed.sidecar = sidecar;
            m_hall.racks.set(copy, std::move(fed));
        });
    }

    void takeMembers() {
        std::set<Id<Rack>> wired, found;
        m_from.members.forEach([&](Id<Member>, const Member& row) {
            const Id<Rack> rack = copyOf(TableId::Racks, row.rack);
            if (!rack) return;
            wired.insert(rack);
            const Id<Fabric> fabric = resolve(row.fabric, TableId::Fabrics, m_hall.fabrics);
            if (!fabric) return;
            m_hall.members.set({m_next++}, m_slots.take(m_hall, fabric, rack));
            found.insert(rack);
        });
        for (const Id<Rack> rack : wired)
            if (!found.contains(rack)) m_slots.join(m_hall, rack, m_next);
    }

    /// Switches keep their numbers where those are free, else they are the next of their tier.
    void takeMounts() {
        std::map<std::pair<Id<Fabric>, Tier>, std::int64_t> end;
        m_hall.mounts.forEach([&](Id<Mount>, const Mount& mount) {
            std::int64_t& last = end[{mount.fabric, mount.tier}];
            last = std::max(last, std::int64_t{mount.first} + mount.count);
        });
        m_from.mounts.forEach([&](Id<Mount>, const Mount& row) {
            Mount copy = row;
            copy.rack = copyOf(TableId::Racks, row.rack);
            copy.fabric = resolve(row.fabric, TableId::Fabrics, m_hall.fabrics);
            if (!copy.rack || !copy.fabric) return;
            std::int64_t& last = end[{copy.fabric, copy.tier}];
            copy.first = static_cast<int>(std::max(last, std::int64_t{copy.first}));
            last = std::int64_t{copy.first} + copy.count;
            m_hall.mounts.set({m_next++}, copy);
        });
    }

    void takeTaps() {
        RackFeeder feeder(m_hall, nullptr, m_next);
        std::set<Id<Rack>> fed, found;
        m_from.taps.forEach([&](Id<Tap>, const Tap& row) {
            Tap copy = row;
            copy.part = partOf(row.part);
            copy.rack = copyOf(TableId::Racks, row.rack);
            copy.equipment = copyOf(TableId::Equipment, row.equipment);
            if (!copy.rack && !copy.equipment) return;
            if (copy.rack) fed.insert(copy.rack);
            copy.busway = copyOf(TableId::Busways, row.busway);
            if (!copy.busway) {
                copy.busway = resolve(row.busway, TableId::Busways, m_hall.busways);
                // In another row it hangs on the busway of the same system there.
                if (copy.busway && copy.rack)
                    if (const Id<Busway> there =
                            feeder.buswayFor(copy.rack, m_hall.busways[copy.busway].system))
                        copy.busway = there;
            }
            if (!copy.busway) return;
            m_hall.taps.set({m_next++}, copy);
            found.insert(copy.rack);
        });
        for (const Id<Rack> rack : fed)
            if (!found.contains(rack)) feeder.tap(rack);
    }

    const Hall& m_from;
    const LooseItems& m_items;
    Millimetres m_dx, m_dy;
    RawId m_next;
    Hall m_hall;
    FreeNames m_names;
    FreeSlots m_slots;
    std::map<ItemRef, RawId> m_new;       ///< ids of the copies
    std::map<ItemRef, RawId> m_resolved;  ///< rows of this hall for those that were not copied
    std::map<PartId, PartId> m_parts;
    std::map<std::string, std::string> m_rowNames;
    bool m_outside = false;  ///< something would stand where no document can store it
};

}  // namespace

Result<Edit> insertItems(const Hall& hall, const LooseItems& items, Millimetres dx, Millimetres dy,
                         std::string_view verb, RawId& next) {
    Paster paster(hall, items, dx, dy, std::max(next, hall.highestId() + 1));
    if (Result<void> done = paster.paste(); !done) return done.error();
    const Hall after = paster.hall();
    Edit edit = difference(hall, after, {});
    std::vector<ItemRef> added = addedItems(edit);
    if (added.empty()) return refused("The clipboard holds no items of a hall; copy some first");
    // A row stands for what is in it.
    std::vector<ItemRef> rows;
    std::copy_if(added.begin(), added.end(), std::back_inserter(rows),
                 [](ItemRef item) { return item.table == TableId::Rows; });
    edit.label = std::string(verb) + itemsInWords(after, rows.empty() ? added : rows);
    Hall tried = hall;
    if (Result<void> done = apply(tried, edit); !done) return done.error();
    next = paster.next();
    return edit;
}

}  // namespace hallwright
