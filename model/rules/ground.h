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

    explicit Ground(const Evaluation& evaluation);

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
                for (std::uint32_t i = m_first[cell]; i < m_first[cell + 1]; ++i)
                    visit(m_entries[i]);
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
    std::int64_t columnOf(Millimetres x) const;
    std::int64_t rowOf(Millimetres y) const;

    std::vector<Box> m_boxes;
    std::vector<std::uint32_t> m_first;    ///< by cell, one more than cells
    std::vector<std::uint32_t> m_entries;  ///< positions of boxes
    Millimetres m_x, m_y, m_cell;
    Millimetres m_hallWidth, m_hallDepth;
    std::int64_t m_columns = 0, m_rows = 0;
};

/// The other way.
inline Facing opposite(Facing facing) {
    return static_cast<Facing>((static_cast<int>(facing) + 2) % 4);
}

}  // namespace hallwright
