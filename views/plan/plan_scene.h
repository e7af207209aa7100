#pragma once

#include "model/figures/evaluation.h"
#include "model/hall/hall.h"

#include <QString>

#include <cstdint>
#include <optional>
#include <vector>

namespace hallwright {

enum class BoxKind : std::uint8_t { Rack, NetworkRack, PowerRack, CoolingUnit, AirUnit, Count_ };

/// The worst that findings say of an item.
enum class Mark : std::uint8_t { None, Note, Warning, Error };
/// What one finding says; what could not be checked is a note.
Mark markOf(const Finding& finding);

/// A rack or a piece of equipment as the plan draws it.
struct PlanBox {
    ItemRef item;
    Rect area;
    Facing facing = Facing::Down;
    BoxKind kind = BoxKind::Rack;
    bool locked = false;
    QString name;
    QString part;            ///< short name of its part
    double power = unknown;  ///< W, design
    double load = unknown;   ///< share of what its shelves may carry
    Mark mark = Mark::None;
    bool clash = false;  ///< a rule of the family "space" fails on it

    bool sameAs(const PlanBox& other) const;
};

/// A busway or a cable tray.
struct PlanLine {
    ItemRef item;
    Millimetres x1, y1, x2, y2;
    Millimetres width;  ///< of a tray; 0 for a busway
    int system = 0;
    QString name;
    Mark mark = Mark::None;

    Rect area() const;  ///< at least 100 mm wide
    bool operator==(const PlanLine&) const = default;
};

struct PlanObstacle {
    ItemRef item;
    Rect area;
    ObstacleKind kind = ObstacleKind::KeepOut;
    QString name;
    Mark mark = Mark::None;

    bool operator==(const PlanObstacle&) const = default;
};

/// The ground before or behind a row.
struct PlanAisle {
    Rect area;
    bool hot = false;
    bool contained = false;

    bool operator==(const PlanAisle&) const = default;
};

struct PlanRow {
    ItemRef item;
    Rect area;
    QString name;

    bool operator==(const PlanRow&) const = default;
};

/// The display list of the plan: everything it draws, in plan millimetres, with a grid to find what
/// is where. It follows the document; it keeps nothing that the hall or the evaluation does not
/// say.
class PlanScene {
public:
    void showAll(const Evaluation& evaluation);
    /// Brings changed rows up to date; figures and findings are read again for all.
    void showChange(const Evaluation& evaluation, const std::vector<ItemRef>& items,
                    bool rowsCameOrWent);

    const std::vector<PlanBox>& boxes() const { return m_boxes; }
    const std::vector<PlanLine>& lines() const { return m_lines; }
    const std::vector<PlanObstacle>& obstacles() const { return m_obstacles; }
    const std::vector<PlanAisle>& aisles() const { return m_aisles; }
    const std::vector<PlanRow>& rows() const { return m_rows; }
    /// What the last showChange() made look otherwise, where that is less than everything: areas
    /// of boxes as they were and as they are. Lines, obstacles and aisles are drawn as before.
    const std::optional<std::vector<Rect>>& changedAreas() const { return m_changed; }
    /// The longest side of any box.
    Millimetres largestBox() const { return m_largest; }
    Rect hall() const { return m_hall; }
    Micrometres tile() const { return m_tile; }

    /// Calls visit(const PlanBox&) for the boxes that may touch the area.
    template <typename Visit>
    void forEachIn(const Rect& area, Visit&& visit) const;
    /// The box of an item; null where it has none.
    const PlanBox* boxOf(ItemRef item) const;
    /// The area of an item; nothing where it has no place in the plan.
    std::optional<Rect> areaOf(ItemRef item) const;
    /// What is at a point: a box before a line before an obstacle; nothing on bare floor.
    std::optional<ItemRef> itemAt(Millimetres x, Millimetres y, Millimetres near) const;
    /// Everything wholly inside the area, for a rubber band.
    std::vector<ItemRef> itemsWithin(const Rect& area) const;
    /// Everything that can be selected.
    std::vector<ItemRef> allItems() const;
    bool empty() const { return m_hall.width.mm <= 0; }

    bool operator==(const PlanScene& other) const;

private:
    static constexpr std::int32_t cell_mm = 4000;
    void showShell(const Evaluation& evaluation);
    void showAisles(const Evaluation& evaluation);
    void showFigures(const Evaluation& evaluation);
    PlanBox rackBox(const Hall& hall, Id<Rack> id, const Rack& rack) const;
    PlanBox equipmentBox(const Hall& hall, Id<Equipment> id, const Equipment& equipment) const;
    void makeGrid();
    void putIntoGrid(std::uint32_t box);
    void takeFromGrid(std::uint32_t box);
    std::optional<std::uint32_t> indexOf(ItemRef item) const;
    std::int64_t cellOf(Millimetres x, Millimetres y) const;

    Rect m_hall;
    Micrometres m_tile{600000};
    std::vector<PlanBox> m_boxes;
    std::vector<PlanLine> m_lines;
    std::vector<PlanObstacle> m_obstacles;
    std::vector<PlanAisle> m_aisles;
    std::vector<PlanRow> m_rows;
    std::vector<std::int32_t> m_rackAt, m_equipmentAt;  ///< boxes by id; -1: none
    std::optional<std::vector<Rect>> m_changed;
    // A box lies in the cell of its lower left corner, and queries reach back by the largest box.
    std::vector<std::vector<std::uint32_t>> m_cells;
    std::int32_t m_columns = 0, m_lineCount = 0;
    std::int32_t m_left = 0, m_bottom = 0;
    Millimetres m_largest;
};

template <typename Visit>
void PlanScene::forEachIn(const Rect& area, Visit&& visit) const {
    const auto column = [&](std::int64_t mm) {
        return static_cast<std::int32_t>(
            std::clamp<std::int64_t>((mm - m_left) / cell_mm, 0, m_columns - 1));
    };
    const auto line = [&](std::int64_t mm) {
        return static_cast<std::int32_t>(
            std::clamp<std::int64_t>((mm - m_bottom) / cell_mm, 0, m_lineCount - 1));
    };
    if (m_columns == 0 || m_lineCount == 0) return;
    const std::int64_t right = std::int64_t{area.x.mm} + area.width.mm,
                       top = std::int64_t{area.y.mm} + area.depth.mm;
    const std::int32_t firstColumn = column(std::int64_t{area.x.mm} - m_largest.mm),
                       lastColumn = column(right);
    const std::int32_t firstLine = line(std::int64_t{area.y.mm} - m_largest.mm),
                       lastLine = line(top);
    for (std::int32_t l = firstLine; l <= lastLine; ++l)
        for (std::int32_t c = firstColumn; c <= lastColumn; ++c)
            for (std::uint32_t at :
                 m_cells[static_cast<std::size_t>(l) * static_cast<std::size_t>(m_columns) +
                         static_cast<std::size_t>(c)])
                visit(m_boxes[at]);
}

}  // namespace hallwright
