#include "model/rules/ground.h"

namespace hallwright {

namespace {

/// Size of a cell: a few racks stand in each. Halls of many kilometres get larger cells, so that
/// their number stays small.
constexpr Millimetres usualCell{2000};
constexpr std::int32_t mostCells = 512;  ///< along one side
constexpr std::size_t mostCellsPerBox = 64;

/// Footprints by part, looked up once per part.
class Sizes {
public:
    explicit Sizes(const Hall& hall) : m_hall(hall) {}
    Rect of(PartId part, const Placement& place) {
        const std::size_t at = static_cast<std::size_t>(std::max(part.raw, 0));
        if (at >= m_sizes.size()) m_sizes.resize(at + 1);
        if (m_sizes[at].width.mm == 0) m_sizes[at] = footprintOf(m_hall.part(part), Placement{});
        return footprint(place, m_sizes[at].width, m_sizes[at].depth);
    }

private:
    const Hall& m_hall;
    std::vector<Rect> m_sizes;
};

/// The strip of this depth before one side of a rectangle.
Rect strip(const Rect& area, Facing side, Millimetres depth) {
    switch (side) {
    case Facing::Up:
        return {area.x, area.top(), area.width, depth};
    case Facing::Right:
        return {area.right(), area.y, depth, area.depth};
    case Facing::Down:
        return {area.x, area.y - depth, area.width, depth};
    case Facing::Left:
        break;
    }
    return {area.x - depth, area.y, depth, area.depth};
}

/// How far `other` lies before one side of `area`; below zero where it reaches behind that side.
Millimetres gap(const Rect& area, Facing side, const Rect& other) {
    switch (side) {
    case Facing::Up:
        return other.y - area.top();
    case Facing::Right:
        return other.x - area.right();
    case Facing::Down:
        return area.y - other.top();
    case Facing::Left:
        break;
    }
    return area.x - other.right();
}

}  // namespace

Ground::Ground(const Evaluation& evaluation) {
    const Hall& hall = evaluation.hall();
    m_hallWidth = hall.site().width;
    m_hallDepth = hall.site().depth;
    m_boxes.reserve(hall.racks.size() + hall.equipment.size() + hall.obstacles.size());
    Sizes sizes(hall);
    hall.racks.forEach([&](Id<Rack> id, const Rack& rack) {
        m_boxes.push_back(
            {sizes.of(rack.part, rack.place), {TableId::Racks, id.raw}, rack.place.facing, true});
    });
    m_racks = m_boxes.size();
    hall.equipment.forEach([&](Id<Equipment> id, const Equipment& plant) {
        m_boxes.push_back({sizes.of(plant.part, plant.place),
                           {TableId::Equipment, id.raw},
                           plant.place.facing,
                           true});
    });
    hall.obstacles.forEach([&](Id<Obstacle> id, const Obstacle& obstacle) {
        m_boxes.push_back({obstacle.area,
                           {TableId::Obstacles, id.raw},
                           Facing::Down,
                           obstacle.kind == ObstacleKind::Column});
    });
    if (m_boxes.empty()) return;

    Millimetres right = m_boxes[0].area.right(), top = m_boxes[0].area.top();
    m_x = m_boxes[0].area.x;
    m_y = m_boxes[0].area.y;
    for (const Box& box : m_boxes) {
        m_x = std::min(m_x, box.area.x);
        m_y = std::min(m_y, box.area.y);
        right = std::max(right, box.area.right());
        top = std::max(top, box.area.top());
    }
    m_cell = std::max(usualCell, std::max(right - m_x, top - m_y) / mostCells + Millimetres{1});
    // Boxes that cover much of a large hall would stand in very many cells: coarser ones then.
    const auto cellsOf = [&](const Rect& area) {
        return (static_cast<std::size_t>(area.width.mm / m_cell.mm) + 2) *
               (static_cast<std::size_t>(area.depth.mm / m_cell.mm) + 2);
    };
    const auto entries = [&] {
        std::size_t sum = 0;
        for (const Box& box : m_boxes)
            sum += cellsOf(box.area);
        return sum;
    };
    while (entries() > mostCellsPerBox * m_boxes.size() &&
           m_cell < std::max(right - m_x, top - m_y))
        m_cell = m_cell * 2;
    m_columns = (right - m_x).mm / m_cell.mm + 1;
    m_rows = (top - m_y).mm / m_cell.mm + 1;

    m_first.assign(static_cast<std::size_t>(m_columns * m_rows), -1);
    m_entries.reserve(2 * m_boxes.size());
    // Backwards, so that the boxes of a cell come in order.
    for (std::size_t i = m_boxes.size(); i-- > 0;)
        putIn(static_cast<std::uint32_t>(i));
}

std::vector<Ground::Move> Ground::follow(const Hall& hall, const Changes& changes) {
    Sizes sizes(hall);
    std::vector<Move> moves;
    const auto move = [&](std::size_t at, PartId part, const Placement& place) {
        Box& box = m_boxes[at];
        const std::uint32_t number = static_cast<std::uint32_t>(at);
        moves.push_back({number, box.area});
        takeOut(number);
        box.area = sizes.of(part, place);
        box.facing = place.facing;
        putIn(number);
    };
    for (std::size_t at : changes.movedRacks) {
        const Rack& rack = hall.racks[{m_boxes[at].item.id}];
        move(at, rack.part, rack.place);
    }
    for (std::size_t at : changes.movedEquipment) {
        const Equipment& plant = hall.equipment[{m_boxes[m_racks + at].item.id}];
        move(m_racks + at, plant.part, plant.place);
    }
    return moves;
}

template <typename Visit>
void Ground::eachCell(const Rect& area, Visit&& visit) const {
    for (std::int64_t row = rowOf(area.y); row <= rowOf(area.top()); ++row)
        for (std::int64_t column = columnOf(area.x); column <= columnOf(area.right()); ++column)
            visit(static_cast<std::size_t>(row * m_columns + column));
}

void Ground::putIn(std::uint32_t box) {
    eachCell(m_boxes[box].area, [&](std::size_t cell) {
        std::int32_t entry = m_free;
        if (entry >= 0) {
            m_free = m_entries[static_cast<std::size_t>(entry)].next;
        } else {
            entry = static_cast<std::int32_t>(m_entries.size());
            m_entries.emplace_back();
        }
        m_entries[static_cast<std::size_t>(entry)] = {box, m_first[cell]};
        m_first[cell] = entry;
    });
}

void Ground::takeOut(std::uint32_t box) {
    eachCell(m_boxes[box].area, [&](std::size_t cell) {
        std::int32_t* at = &m_first[cell];
        while (*at >= 0 && m_entries[static_cast<std::size_t>(*at)].box != box)
            at = &m_entries[static_cast<std::size_t>(*at)].next;
        if (*at < 0) return;
        const std::int32_t entry = *at;
        *at = m_entries[static_cast<std::size_t>(entry)].next;
        m_entries[static_cast<std::size_t>(entry)].next = m_free;
        m_free = entry;
    });
}

std::int64_t Ground::columnOf(Millimetres x) const {
    return std::clamp<std::int64_t>((x - m_x).mm / m_cell.mm, 0, m_columns - 1);
}

std::int64_t Ground::rowOf(Millimetres y) const {
    return std::clamp<std::int64_t>((y - m_y).mm / m_cell.mm, 0, m_rows - 1);
}

std::optional<Ground::Blocker> Ground::before(std::size_t box, Facing side,
                                              Millimetres within) const {
    const Rect& area = m_boxes[box].area;
    std::optional<Blocker> nearest;
    const auto take = [&](Millimetres distance, ItemRef item) {
        if (distance.mm < 0 || distance >= within) return;
        if (!nearest || distance < nearest->distance ||
            (distance == nearest->distance && item < nearest->item))
            nearest = Blocker{distance, item};
    };
    const Rect probe = strip(area, side, within);
    near(probe, [&](std::uint32_t i) {
        const Box& other = m_boxes[i];
        if (i != box && other.solid && other.area.overlaps(probe))
            take(gap(area, side, other.area), other.item);
    });
    switch (side) {
    case Facing::Up:
        take(m_hallDepth - area.top(), {});
        break;
    case Facing::Right:
        take(m_hallWidth - area.right(), {});
        break;
    case Facing::Down:
        take(area.y, {});
        break;
    case Facing::Left:
        take(area.x, {});
        break;
    }
    return nearest;
}

}  // namespace hallwright
