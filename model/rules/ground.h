#pragma once

#include "model/figures/evaluation.h"

#include <algorithm>
#include <vector>

namespace hallwright {

/// Everything that covers floor, on a grid of cells, so that neighbours are found without looking
/// at all pairs.
class Ground {
public:
    struct Box {
        Rect area;
        ItemRef item;
        Facing facing = Facing::Down;
        bool solid = true;  ///< stands in the way; a keep-out or the swing of a door is free floor
    };

    /// A box that stands elsewhere now.
    struct Move {
        std::uint32_t box = 0;
        Rect from;
    };

    Ground() = default;
    explicit Ground(const Evaluation& evaluation);

    /// Follows racks and equipment that moved, where nothing else of the hall changed; says which.
    std::vector<Move> follow(const Hall& hall, const Changes& changes);

    /// Racks, then equipment, then obstacles, each in order of id.
    const std::vector<Box>& boxes() const { return m_boxes; }

    /// Visits boxes that may touch the area, some of them more than once: visit(position).
    template <typename Visit>
    void near(const Rect& area, Visit&& visit) const {
        if (m_boxes.empty()) return;
        for (std::int64_t row = rowOf(area.y); row <= rowOf(area.top()); ++row)
            for (std::int64_t column = columnOf(area.x); column <= columnOf(area.right());
                 ++column) {
                const std::size_t cell = static_cast<std::size_t>(row * m_columns + column);
                for (std::int32_t i = m_first[cell]; i >= 0;
                     i = m_entries[static_cast<std::size_t>(i)].next)
                    visit(m_entries[static_cast<std::size_t>(i)].box);
            }
    }

    /// The nearest solid box or wall before one side of a box, within a distance. Nothing where the
    /// way is free.
    struct Blocker {
        Millimetres distance;
        ItemRef item;  ///< none: the wall
    };
    std::optional<Blocker> before(std::size_t box, Facing side, Millimetres within) const;

private:
    /// A box in a cell: boxes that move leave one list for another, and nothing else changes place.
    struct Entry {
        std::uint32_t box = 0;
        std::int32_t next = -1;  ///< in the same cell
    };

    std::int64_t columnOf(Millimetres x) const;
    std::int64_t rowOf(Millimetres y) const;
    template <typename Visit>
    void eachCell(const Rect& area, Visit&& visit) const;
    void putIn(std::uint32_t box);
    void takeOut(std::uint32_t box);

    std::vector<Box> m_boxes;
    std::vector<std::int32_t> m_first;  ///< entry by cell; -1: none
    std::vector<Entry> m_entries;
    std::int32_t m_free = -1;  ///< entries not in use, as a list
    std::size_t m_racks = 0;   ///< they come first
    Millimetres m_x, m_y, m_cell;
    Millimetres m_hallWidth, m_hallDepth;
    std::int64_t m_columns = 0, m_rows = 0;
};

/// The other way.
inline Facing opposite(Facing facing) {
    return static_cast<Facing>((static_cast<int>(facing) + 2) % 4);
}

}  // namespace hallwright
