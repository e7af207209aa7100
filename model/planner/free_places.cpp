#include "model/planner/free_places.h"

#include <algorithm>
#include <map>

namespace hallwright {

namespace {

/// How finely lines are tried across the free floor.
constexpr Millimetres lineStep{100};

bool alongY(Facing facing) { return facing == Facing::Left || facing == Facing::Right; }

Facing turned(Facing facing) { return static_cast<Facing>((static_cast<int>(facing) + 2) % 4); }

/// The floor before one side of a box.
Rect before(const Rect& box, Facing side, Millimetres depth) {
    switch (side) {
    case Facing::Up:
        return {box.x, box.top(), box.width, depth};
    case Facing::Down:
        return {box.x, box.y - depth, box.width, depth};
    case Facing::Right:
        return {box.right(), box.y, depth, box.depth};
    case Facing::Left:
        break;
    }
    return {box.x - depth, box.y, depth, box.depth};
}

/// How far a box lies before one side of another; nothing where it lies elsewhere.
std::optional<Millimetres> distance(const Rect& from, Facing side, const Rect& to) {
    if (!before(from, side, {1000000}).overlaps(to)) return std::nullopt;
    switch (side) {
    case Facing::Up:
        return to.y - from.top();
    case Facing::Down:
        return from.y - to.top();
    case Facing::Right:
        return to.x - from.right();
    case Facing::Left:
        break;
    }
    return from.x - to.right();
}

class Finder {
public:
    Finder(const Hall& hall, Millimetres width, Millimetres depth, std::size_t most,
           const std::function<bool()>& goOn)
        : m_hall(hall), m_site(hall.site()), m_width(width), m_depth(depth), m_most(most),
          m_goOn(goOn) {
        const Part* basis = hall.part(m_site.basis);
        const auto length = [&](Property property) {
            const std::optional<double> metres = basis ? basis->number(property) : std::nullopt;
            return Millimetres::fromMetres(metres.value_or(0.0));
        };
        m_cold = length(Property::coldAisleWidth);
        m_hot = length(Property::hotAisleWidth);
        m_around = length(Property::perimeterWidth);
        const Millimetres working = length(Property::workingClearance);
        hall.racks.forEach(
            [&](Id<Rack>, const Rack& rack) { m_boxes.push_back(footprintOf(hall, rack)); });
        hall.equipment.forEach([&](Id<Equipment>, const Equipment& equipment) {
            m_boxes.push_back(footprintOf(hall, equipment));
        });
        hall.obstacles.forEach(
            [&](Id<Obstacle>, const Obstacle& obstacle) { m_boxes.push_back(obstacle.area); });
        hall.racks.forEach([&](Id<Rack>, const Rack& rack) {
            const Rect box = footprintOf(hall, rack);
            const Millimetres front = kept(box, rack.place.facing, m_cold),
                              rear = kept(box, turned(rack.place.facing), m_hot);
            keep(box, rack.place.facing, front);
            keep(box, turned(rack.place.facing), rear);
            Allowance& row =
                m_rows.try_emplace(rack.row.raw, Allowance{m_cold, m_hot}).first->second;
            row.front = std::min(row.front, front);
            row.rear = std::min(row.rear, rear);
        });
        hall.equipment.forEach([&](Id<Equipment>, const Equipment& equipment) {
            const Rect box = footprintOf(hall, equipment);
            keep(box, equipment.place.facing, kept(box, equipment.place.facing, working));
        });
    }

    FreePlaces find() {
        int across = 0;
        m_hall.rows.forEach([&](Id<Row> id, const Row& row) {
            across += alongY(row.facing) ? -1 : 1;
            fillRow(id, row);
        });
        fillFloor(across < 0);
        return std::move(m_out);
    }

private:
    struct Allowance {
        Millimetres front, rear;
    };

    /// An aisle as wide as wanted, or as it is where it is narrower already.
    Millimetres kept(const Rect& box, Facing side, Millimetres wanted) const {
        for (const Rect& other : m_boxes)
            if (const auto free = distance(box, side, other); free && free->mm >= 0)
                wanted = std::min(wanted, *free);
        return wanted;
    }
    void keep(const Rect& box, Facing side, Millimetres depth) {
        if (depth.mm > 0) m_kept.push_back(before(box, side, depth));
    }

    bool full() const { return m_out.places.size() >= m_most; }

    /// What is in the way of a box; nothing where it can stand there.
    std::optional<Rect> inTheWay(const Rect& box, Facing facing, const Allowance& allowance) const {
        const Rect front = before(box, facing, allowance.front),
                   rear = before(box, turned(facing), allowance.rear);
        for (const Rect& other : m_boxes)
            if (other.overlaps(box) || other.overlaps(front) || other.overlaps(rear)) return other;
        for (const Rect& aisle : m_kept)
            if (aisle.overlaps(box)) return aisle;
        return std::nullopt;
    }

    /// A box at a place along and across a line.
    Rect boxAt(Millimetres along, Millimetres across, bool y) const {
        return y ? Rect{across, along, m_depth, m_width} : Rect{along, across, m_width, m_depth};
    }
    Millimetres lengthOf(bool y) const { return y ? m_site.depth : m_site.width; }
    Millimetres spanOf(bool y) const { return y ? m_site.width : m_site.depth; }

    void take(const Rect& box, Facing facing) {
        m_out.places.push_back({{box.x, box.y, facing}, m_out.groups.size() - 1});
        m_boxes.push_back(box);
        keep(box, facing, m_cold);
        keep(box, turned(facing), m_hot);
    }

    void fillRow(Id<Row> id, const Row& row) {
        const bool y = alongY(row.facing);
        const Millimetres begin = y ? row.y : row.x, end = begin + row.length;
        // Fronts stand on one line, whatever the depth of what is behind them.
        Millimetres across = y ? row.x : row.y;
        if (row.facing == Facing::Up || row.facing == Facing::Right) across += row.depth - m_depth;
        if (across.mm < 0 || across + m_depth > spanOf(y)) return;
        const auto known = m_rows.find(id.raw);
        const Allowance allowance =
            known == m_rows.end() ? Allowance{m_cold, m_hot} : known->second;
        m_out.groups.push_back({id, row.facing});
        const std::size_t had = m_out.places.size();
        for (Millimetres at = begin; at + m_width <= end && !full();)
            at = step(at, across, y, row.facing, allowance).value_or(end);
        for (Millimetres at = end; at + m_width <= lengthOf(y) - m_around && !full();) {
            const Rect box = boxAt(at, across, y);
            if (inTheWay(box, row.facing, allowance)) break;
            take(box, row.facing);
            at += m_width;
        }
        for (Millimetres at = begin - m_width; at >= m_around && !full(); at += -m_width) {
            const Rect box = boxAt(at, across, y);
            if (inTheWay(box, row.facing, allowance)) break;
            take(box, row.facing);
        }
        if (m_out.places.size() == had) m_out.groups.pop_back();
    }

    /// Takes the place where it is free; gives the next one to try.
    std::optional<Millimetres> step(Millimetres at, Millimetres across, bool y, Facing facing,
                                    const Allowance& allowance) {
        const Rect box = boxAt(at, across, y);
        if (const std::optional<Rect> other = inTheWay(box, facing, allowance))
            return std::max(at + Millimetres{1}, y ? other->top() : other->right());
        take(box, facing);
        return at + m_width;
    }

    /// Lines one after another across the floor, in pairs back to back where the floor allows it.
    void fillFloor(bool y) {
        const Facing toStart = y ? Facing::Left : Facing::Down, toEnd = turned(toStart);
        Facing last = toEnd;
        const Allowance allowance{m_cold, m_hot};
        for (Millimetres across; across + m_depth <= spanOf(y) && !full(); across += lineStep) {
            if (!m_goOn()) return;
            for (const Facing facing : {turned(last), last}) {
                const Millimetres low = facing == toStart ? m_cold : m_hot,
                                  high = facing == toStart ? m_hot : m_cold;
                if (across < low || across + m_depth + high > spanOf(y)) continue;
                const std::size_t had = m_out.places.size();
                Millimetres end{-1};
                for (Millimetres at = m_around;
                     at + m_width <= lengthOf(y) - m_around && !full();) {
                    // A row has no gaps: what stands beyond a column is another one.
                    if (at != end) m_out.groups.push_back({{}, facing});
                    const std::size_t before = m_out.places.size();
                    at = *step(at, across, y, facing, allowance);
                    if (m_out.places.size() > before)
                        end = at;
                    else if (m_out.groups.size() - 1 != lastGroup())
                        m_out.groups.pop_back();
                }
                if (m_out.places.size() > had) {
                    last = facing;
                    break;
                }
            }
        }
    }
    /// The group of the last place; -1 before the first.
    std::size_t lastGroup() const {
        return m_out.places.empty() ? static_cast<std::size_t>(-1) : m_out.places.back().group;
    }

    const Hall& m_hall;
    const Site& m_site;
    const Millimetres m_width, m_depth;
    const std::size_t m_most;
    const std::function<bool()>& m_goOn;
    Millimetres m_cold, m_hot, m_around;
    std::vector<Rect> m_boxes;
    std::vector<Rect> m_kept;  ///< aisles that stay free
    std::map<RawId, Allowance> m_rows;
    FreePlaces m_out;
};

}  // namespace

FreePlaces freePlaces(const Hall& hall, Millimetres width, Millimetres depth, std::size_t most,
                      const std::function<bool()>& goOn) {
    if (width.mm <= 0 || depth.mm <= 0) return {};
    return Finder(hall, width, depth, most, goOn).find();
}

}  // namespace hallwright
