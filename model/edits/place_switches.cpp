#include "model/edits/place_switches.h"

#include "model/base/text.h"
#include "model/edits/feed_rack.h"
#include "model/edits/free_names.h"
#include "model/edits/hang_rack.h"
#include "model/figures/evaluation.h"
#include "model/stages/fabric.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <tuple>

namespace hallwright {

namespace {

std::string_view tierInWords(Tier tier) {
    return tier == Tier::Leaf ? "leaf" : tier == Tier::Spine ? "spine" : "core";
}

std::string switchCount(int number) {
    return fmt::format("{} {}", grouped(number), number == 1 ? "switch" : "switches");
}

struct Point {
    std::int64_t x = 0, y = 0;
};
Point middleOf(const Rect& box) {
    return {box.x.mm + box.width.mm / 2, box.y.mm + box.depth.mm / 2};
}
/// Cables run square to the walls.
std::int64_t wayBetween(Point a, Point b) { return std::abs(a.x - b.x) + std::abs(a.y - b.y); }

/// Takes the switches out of the mounts of a fabric: of one run, or all of a fabric.
void takeOut(Hall& hall, const SwitchRun& run, RawId& next) {
    const std::int64_t end = static_cast<std::int64_t>(run.first) + run.count;
    std::vector<std::pair<Id<Mount>, Mount>> hit;
    hall.mounts.forEach([&](Id<Mount> id, const Mount& mount) {
        if (mount.fabric == run.fabric && mount.tier == run.tier && mount.first < end &&
            run.first < static_cast<std::int64_t>(mount.first) + mount.count)
            hit.emplace_back(id, mount);
    });
    for (const auto& [id, mount] : hit) {
        hall.mounts.erase(id);
        const std::int64_t last = static_cast<std::int64_t>(mount.first) + mount.count;
        Id<Mount> kept = id;
        if (mount.first < run.first) {
            Mount before = mount;
            before.count = run.first - mount.first;
            hall.mounts.set(kept, before);
            kept = {};
        }
        if (end < last) {
            Mount after = mount;
            after.first = static_cast<int>(end);
            after.count = static_cast<int>(last - end);
            after.u = 0;  // the place below it has changed
            hall.mounts.set(kept ? kept : Id<Mount>{next++}, after);
        }
    }
}

/// Finds a rack for every switch of one fabric.
class SwitchPlacer {
public:
    SwitchPlacer(const Evaluation& evaluation, Id<Fabric> fabric, SwitchPlacement placement,
                 RawId& next)
        : m_evaluation(evaluation), m_hall(evaluation.hall()), m_id(fabric), m_placement(placement),
          m_next(next) {}

    Result<Edit> place() {
        const Fabric* fabric = m_hall.fabrics.find(m_id);
        if (!fabric) return refused("This hall has no such fabric");
        const std::ptrdiff_t row = m_evaluation.rows().position(Scope::Fabric, m_id.raw);
        m_plan = &m_evaluation.fabrics().plans[static_cast<std::size_t>(row)];
        const std::array<int, 3>& switches = m_plan->size.switches;
        const int total = switches[0] + switches[1] + switches[2];
        if (total == 0)
            return refused(fmt::format("{} has no switches to place{}{}", fabric->name,
                                       m_plan->size.problem.empty() ? "" : ": ",
                                       m_plan->size.problem));
        const Part* part = m_hall.part(fabric->switchPart);
        if (!part || !part->number(Property::rackUnits))
            return refused(fmt::format("The switch of {} does not say how high it is; enter its "
                                       "size.rack_units",
                                       fabric->name));
        m_switch = *part;
        Fabric changed = *fabric;
        changed.placement = m_placement;
        m_hall.fabrics.set(m_id, changed);
        clear();
        gatherRacks();
        for (const Tier tier : {Tier::Leaf, Tier::Spine, Tier::Core})
            if (!placeTier(tier)) return noRoom(*fabric, total);
        writeMounts();
        return difference(m_evaluation.hall(), m_hall,
                          fmt::format("Place {} of {}", switchCount(total), fabric->name));
    }

private:
    struct Room {
        Id<Rack> rack;
        Point at;
        Id<Row> row;
        double units = 0.0;  ///< free
        double air = 0.0;    ///< W that air still takes out
    };

    void clear() {
        std::vector<Id<Mount>> gone;
        m_hall.mounts.forEach([&](Id<Mount> id, const Mount& mount) {
            if (mount.fabric != m_id) return;
            gone.push_back(id);
            m_from = m_from ? std::min(m_from, mount.rack.raw) : mount.rack.raw;
        });
        for (Id<Mount> id : gone)
            m_hall.mounts.erase(id);
    }

    /// W to air of one switch of a fabric with its optics; the design power of the part where what
    /// it takes is unknown.
    double airOf(Id<Fabric> id) const {
        const Fabric& fabric = m_hall.fabrics[id];
        const Part* part = m_hall.part(fabric.switchPart);
        if (!part) return 0.0;
        const std::ptrdiff_t row = m_evaluation.rows().position(Scope::Fabric, id.raw);
        const std::array<int, 3>& switches =
            m_evaluation.fabrics().plans[static_cast<std::size_t>(row)].size.switches;
        const double all = m_evaluation.number(Fig::fabricSwitchPower, id.raw) +
                           m_evaluation.number(Fig::fabricOpticsPower, id.raw);
        const int count = switches[0] + switches[1] + switches[2];
        const double power = std::isnan(all) || count == 0
                                 ? part->number(Property::powerTdp).value_or(0.0)
                                 : all / count;
        return power * (1.0 - part->number(Property::liquidFraction).value_or(0.0));
    }

    void gatherRacks() {
        const double limit =
            m_evaluation.numbers().get(m_hall.site().basis, Property::networkRackPower, 0.0);
        m_air = airOf(m_id);
        m_units = m_switch.number(Property::rackUnits).value_or(0.0);
        std::map<Id<Rack>, std::pair<double, double>> taken;
        m_hall.mounts.forEach([&](Id<Mount>, const Mount& mount) {
            const Part* part = m_hall.fabrics.contains(mount.fabric)
                                   ? m_hall.part(m_hall.fabrics[mount.fabric].switchPart)
                                   : nullptr;
            if (!part) return;
            taken[mount.rack].first +=
                part->number(Property::rackUnits).value_or(0.0) * mount.count;
            taken[mount.rack].second += airOf(mount.fabric) * mount.count;
        });
        m_hall.racks.forEach([&](Id<Rack> id, const Rack& rack) {
            const Part* part = m_hall.part(rack.part);
            if (!part || part->kind != Kind::NetworkRack) return;
            m_rackPart = rack.part;
            addRoom(id, rack, *part, limit, taken[id].first, taken[id].second);
        });
        // The zone is the row with the most network racks.
        std::map<Id<Row>, int> counts;
        for (const Room& room : m_rooms)
            ++counts[room.row];
        int most = 0;
        for (const auto& [row, count] : counts)
            if (count > most) {
                most = count;
                m_zone = row;
            }
        m_limit = limit;
    }
    void addRoom(Id<Rack> id, const Rack& rack, const Part& part, double limit, double units,
                 double air) {
        m_rooms.push_back({id, middleOf(footprintOf(m_hall, rack)), rack.row,
                           part.number(Property::rackUnitsUsable).value_or(0.0) - units,
                           limit - air});
    }

    /// What the links of a switch go to: racks of hosts, or the racks of the tier below.
    struct Pull {
        Point at;
        Id<Row> row;
        long long links = 0;
    };
    std::vector<std::vector<Pull>> pullsOf(Tier tier) const {
        std::vector<std::vector<Pull>> pulls(
            static_cast<std::size_t>(m_plan->size.switches[static_cast<std::size_t>(tier)]));
        const auto pull = [&](std::int32_t number, Id<Rack> rack, long long links) {
            const Rack* row = m_hall.racks.find(rack);
            if (row && static_cast<std::size_t>(number) < pulls.size())
                pulls[static_cast<std::size_t>(number)].push_back(
                    {middleOf(footprintOf(m_hall, *row)), row->row, links});
        };
        for (const LinkBundle& bundle : m_plan->bundles) {
            if (bundle.kind == LinkBundle::Kind::SpineSpine || upperTier(bundle.kind) != tier)
                continue;
            if (bundle.kind == LinkBundle::Kind::HostLeaf) {
                const std::vector<RawId>& racks = m_evaluation.rows().ids(Scope::Rack);
                pull(bundle.to, {racks[static_cast<std::size_t>(bundle.from)]}, bundle.links);
            } else {
                const auto below = static_cast<std::size_t>(lowerTier(bundle.kind));
                pull(bundle.to,
                     m_rooms[m_chosen[below][static_cast<std::size_t>(bundle.from)]].rack,
                     bundle.links);
            }
        }
        return pulls;
    }

    bool placeTier(Tier tier) {
        const std::vector<std::vector<Pull>> pulls = pullsOf(tier);
        std::vector<std::size_t>& chosen = m_chosen[static_cast<std::size_t>(tier)];
        for (const std::vector<Pull>& ofOne : pulls) {
            const std::optional<std::size_t> room = roomFor(tier, ofOne);
            if (!room) return false;
            m_rooms[*room].units -= m_units;
            m_rooms[*room].air -= m_air;
            chosen.push_back(*room);
        }
        return true;
    }

    std::optional<std::size_t> roomFor(Tier tier, const std::vector<Pull>& pulls) {
        const bool inRow = tier == Tier::Leaf && m_placement != SwitchPlacement::Zone;
        const Id<Row> home = inRow ? homeOf(pulls) : Id<Row>{};
        std::optional<std::size_t> best = bestRoom(pulls, inRow, home);
        if (inRow && home && (!best || m_rooms[*best].row != home))
            if (const std::optional<std::size_t> stood = standRack(home)) best = stood;
        return best;
    }

    static std::int64_t wayOf(const Room& room, const std::vector<Pull>& pulls) {
        std::int64_t way = 0;
        for (const Pull& pull : pulls)
            way += pull.links * wayBetween(room.at, pull.at);
        return way;
    }

    /// First racks where the placement wants them, then the shortest cables, then the order of the
    /// hall.
    std::optional<std::size_t> bestRoom(const std::vector<Pull>& pulls, bool inRow,
                                        Id<Row> home) const {
        std::optional<std::size_t> best;
        std::tuple<bool, std::int64_t, std::int64_t, RawId> least;
        for (std::size_t r = 0; r < m_rooms.size(); ++r) {
            const Room& room = m_rooms[r];
            if (room.units + 1e-9 < m_units || room.air * (1.0 + 1e-9) < m_air) continue;
            // The zone goes over several rows, in the order in which its racks were placed.
            const bool asTheyCome = m_placement == SwitchPlacement::Zone;
            const bool elsewhere = asTheyCome ? room.rack.raw < m_from
                                   : inRow    ? room.row != home
                                              : room.row != m_zone;
            const std::int64_t cable = asTheyCome ? 0 : wayOf(room, pulls);
            const std::tuple rank(elsewhere, inRow && !elsewhere ? fromPlace(room) : 0, cable,
                                  room.rack.raw);
            if (best && !(rank < least)) continue;
            best = r;
            least = rank;
        }
        return best;
    }
    /// How far a rack is from the end or the middle of its row.
    std::int64_t fromPlace(const Room& room) const {
        const Row* row = m_hall.rows.find(room.row);
        if (!row) return 0;
        const bool along = row->facing == Facing::Left || row->facing == Facing::Right;
        const std::int64_t begin = along ? row->y.mm : row->x.mm;
        const std::int64_t at = (along ? room.at.y : room.at.x) - begin;
        const std::int64_t length = row->length.mm;
        if (m_placement == SwitchPlacement::MiddleOfRow) return std::abs(2 * at - length);
        return 2 * std::min(at, std::abs(length - at));
    }
    static Id<Row> homeOf(const std::vector<Pull>& pulls) {
        std::map<Id<Row>, long long> links;
        for (const Pull& pull : pulls)
            links[pull.row] += pull.links;
        Id<Row> home;
        long long most = 0;
        for (const auto& [row, count] : links)
            if (row && count > most) {
                most = count;
                home = row;
            }
        return home;
    }

    /// A new network rack at an end of a row, where the floor is free and inside the walls.
    std::optional<std::size_t> standRack(Id<Row> id) {
        const Part* part = m_hall.part(m_rackPart);
        if (!part || m_air > m_limit ||
            part->number(Property::rackUnitsUsable).value_or(0.0) < m_units)
            return std::nullopt;
        const Row row = m_hall.rows[id];
        const bool along = row.facing == Facing::Left || row.facing == Facing::Right;
        Rack rack;
        rack.part = m_rackPart;
        rack.row = id;
        rack.place.facing = row.facing;
        const Rect size = footprintOf(m_hall, rack);
        // Fronts stand in one line.
        const bool high = row.facing == Facing::Up || row.facing == Facing::Right;
        for (const bool atEnd : {true, false}) {
            if (along) {
                rack.place.x = high ? row.x + row.depth - size.width : row.x;
                rack.place.y = atEnd ? row.y + row.length : row.y - size.depth;
            } else {
                rack.place.x = atEnd ? row.x + row.length : row.x - size.width;
                rack.place.y = high ? row.y + row.depth - size.depth : row.y;
            }
            const Rect box = footprintOf(m_hall, rack);
            if (!isFree(box)) continue;
            FreeNames names(m_hall);
            rack.name = names.next("N", 2);
            if (m_switch.number(Property::liquidFraction).value_or(0.0) > 0.0)
                rack.loop = loopNear(m_hall, box, id);
            const Id<Rack> made{m_next++};
            m_hall.racks.set(made, rack);
            stretchRow(m_hall, id, box);
            RackFeeder(m_hall, nullptr, m_next).tap(made);
            addRoom(made, rack, *part, m_limit, 0.0, 0.0);
            return m_rooms.size() - 1;
        }
        return std::nullopt;
    }
    bool isFree(const Rect& box) const {
        const Site& site = m_hall.site();
        const Millimetres margin = Millimetres::fromMetres(
            m_evaluation.numbers().get(site.basis, Property::perimeterWidth, 0.0));
        bool free = box.x >= margin && box.y >= margin && box.right() + margin <= site.width &&
                    box.top() + margin <= site.depth;
        const auto avoid = [&](const Rect& other) { free = free && !box.overlaps(other); };
        m_hall.racks.forEach([&](Id<Rack>, const Rack& rack) { avoid(footprintOf(m_hall, rack)); });
        m_hall.equipment.forEach(
            [&](Id<Equipment>, const Equipment& item) { avoid(footprintOf(m_hall, item)); });
        m_hall.obstacles.forEach(
            [&](Id<Obstacle>, const Obstacle& obstacle) { avoid(obstacle.area); });
        return free;
    }

    void writeMounts() {
        const bool liquid = m_switch.number(Property::liquidFraction).value_or(0.0) > 0.0;
        for (const Tier tier : {Tier::Leaf, Tier::Spine, Tier::Core}) {
            const std::vector<std::size_t>& chosen = m_chosen[static_cast<std::size_t>(tier)];
            for (std::size_t s = 0; s < chosen.size();) {
                std::size_t end = s + 1;
                while (end < chosen.size() && chosen[end] == chosen[s])
                    ++end;
                const Id<Rack> rack = m_rooms[chosen[s]].rack;
                m_hall.mounts.set({m_next++}, Mount{rack, m_id, tier, static_cast<int>(s),
                                                    static_cast<int>(end - s)});
                if (liquid && !m_hall.racks[rack].loop) {
                    Rack cooled = m_hall.racks[rack];
                    cooled.loop = loopNear(m_hall, footprintOf(m_hall, cooled), cooled.row);
                    m_hall.racks.set(rack, cooled);
                }
                s = end;
            }
        }
    }

    Error noRoom(const Fabric& fabric, int total) const {
        if (m_rooms.empty())
            return refused(fmt::format("There is no network rack for the {} of {}; place one first",
                                       switchCount(total), fabric.name));
        std::size_t placed = 0;
        for (const std::vector<std::size_t>& chosen : m_chosen)
            placed += chosen.size();
        return refused(fmt::format("The network racks take {} of the {} of {}; place more of them",
                                   placed, switchCount(total), fabric.name));
    }

    const Evaluation& m_evaluation;
    Hall m_hall;
    Id<Fabric> m_id;
    SwitchPlacement m_placement;
    RawId& m_next;
    const FabricPlan* m_plan = nullptr;
    Part m_switch;
    PartId m_rackPart;
    Id<Row> m_zone;
    RawId m_from = 0;  ///< the first rack that the fabric stood in; 0: none
    std::vector<Room> m_rooms;
    std::array<std::vector<std::size_t>, 3> m_chosen;  ///< room of each switch, by tier
    double m_units = 0.0;
    double m_air = 0.0;
    double m_limit = 0.0;
};

}  // namespace

Result<Edit> placeSwitches(const Evaluation& evaluation, Id<Fabric> fabric,
                           SwitchPlacement placement, RawId& next) {
    RawId wanted = std::max(next, evaluation.hall().highestId() + 1);
    Result<Edit> edit = SwitchPlacer(evaluation, fabric, placement, wanted).place();
    if (edit) next = wanted;
    return edit;
}

Result<Edit> moveSwitches(const Hall& hall, const SwitchRun& run, Id<Rack> rack, int u,
                          RawId& next) {
    const Fabric* fabric = hall.fabrics.find(run.fabric);
    const Rack* to = hall.racks.find(rack);
    if (!fabric || !to) return refused("This hall has no such fabric or rack");
    if (run.first < 0 || run.count < 1) return refused("There are no switches to move");
    RawId wanted = std::max(next, hall.highestId() + 1);
    Hall after = hall;
    takeOut(after, run, wanted);
    const Mount moved{rack, run.fabric, run.tier, run.first, run.count, u};
    const Id<Mount> id{wanted++};
    after.mounts.set(id, moved);
    Edit edit = difference(
        hall, after,
        fmt::format("Move {} of {} to {}", switchesInWords(run), fabric->name, to->name));
    // A document refuses a U that no rack has; so does the edit.
    Hall tried = hall;
    if (Result<void> done = apply(tried, edit); !done) return done.error();
    next = wanted;
    return edit;
}

std::string switchesInWords(const SwitchRun& run) {
    const std::string_view tier = tierInWords(run.tier);
    if (run.count == 1) return fmt::format("{} {}", tier, run.first + 1);
    return fmt::format("{} {} to {}", run.tier == Tier::Leaf ? "leaves" : fmt::format("{}s", tier),
                       run.first + 1, static_cast<std::int64_t>(run.first) + run.count);
}

}  // namespace hallwright
