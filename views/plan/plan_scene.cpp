#include "views/plan/plan_scene.h"

#include "model/rules/rule.h"

#include <algorithm>
#include <bit>

namespace hallwright {

namespace {

Rect between(Millimetres x1, Millimetres y1, Millimetres x2, Millimetres y2, Millimetres width) {
    const Millimetres half = width / 2;
    const Millimetres left = std::min(x1, x2), bottom = std::min(y1, y2);
    const Millimetres right = std::max(x1, x2), top = std::max(y1, y2);
    return {left - half, bottom - half, right - left + half * 2, top - bottom + half * 2};
}

/// The part's name without its maker, who stands in the inspector.
QString nameWithoutVendor(const Part* part) {
    if (!part) return QStringLiteral("no part");
    QString name = QString::fromStdString(part->name);
    const QString vendor = QString::fromStdString(part->vendor) + u' ';
    if (vendor.size() > 1 && name.startsWith(vendor)) name.remove(0, vendor.size());
    return name;
}

BoxKind kindOf(const Part* part) {
    switch (part ? part->kind : Kind::ComputeRack) {
    case Kind::NetworkRack:
    case Kind::ManagementRack:
    case Kind::StorageRack:
        return BoxKind::NetworkRack;
    case Kind::PowerSidecar:
        return BoxKind::PowerRack;
    case Kind::Cdu:
        return BoxKind::CoolingUnit;
    case Kind::AirUnit:
        return BoxKind::AirUnit;
    default:
        return BoxKind::Rack;
    }
}

bool sameNumber(double a, double b) {
    return std::bit_cast<std::uint64_t>(a) == std::bit_cast<std::uint64_t>(b);
}

bool contains(const Rect& outer, const Rect& inner) {
    return inner.x >= outer.x && inner.y >= outer.y && inner.right() <= outer.right() &&
           inner.top() <= outer.top();
}

}  // namespace

Mark markOf(const Finding& finding) {
    if (finding.outcome == Finding::Outcome::NotChecked) return Mark::Note;
    switch (ruleOf(finding).severity) {
    case Severity::Error:
        return Mark::Error;
    case Severity::Warning:
        return Mark::Warning;
    default:
        return Mark::Note;
    }
}

bool PlanBox::sameAs(const PlanBox& o) const {
    return item == o.item && area == o.area && facing == o.facing && kind == o.kind &&
           locked == o.locked && name == o.name && part == o.part && sameNumber(power, o.power) &&
           sameNumber(load, o.load) && mark == o.mark && clash == o.clash;
}

Rect PlanLine::area() const { return between(x1, y1, x2, y2, std::max(width, Millimetres{100})); }

void PlanScene::showAll(const Evaluation& evaluation) {
    const Hall& hall = evaluation.hall();
    showShell(evaluation);
    m_boxes.clear();
    m_boxes.reserve(hall.racks.size() + hall.equipment.size());
    hall.racks.forEach(
        [&](Id<Rack> id, const Rack& rack) { m_boxes.push_back(rackBox(hall, id, rack)); });
    hall.equipment.forEach([&](Id<Equipment> id, const Equipment& e) {
        m_boxes.push_back(equipmentBox(hall, id, e));
    });
    m_rackAt.clear();
    m_equipmentAt.clear();
    for (std::size_t i = 0; i < m_boxes.size(); ++i) {
        const ItemRef item = m_boxes[i].item;
        std::vector<std::int32_t>& at = item.table == TableId::Racks ? m_rackAt : m_equipmentAt;
        if (at.size() <= static_cast<std::size_t>(item.id))
            at.resize(static_cast<std::size_t>(item.id) + 1, -1);
        at[static_cast<std::size_t>(item.id)] = static_cast<std::int32_t>(i);
    }
    makeGrid();
    showFigures(evaluation);
    m_changed.reset();
}

std::optional<std::uint32_t> PlanScene::indexOf(ItemRef item) const {
    if (item.table != TableId::Racks && item.table != TableId::Equipment) return std::nullopt;
    const std::vector<std::int32_t>& at = item.table == TableId::Racks ? m_rackAt : m_equipmentAt;
    if (item.id < 0 || static_cast<std::size_t>(item.id) >= at.size() ||
        at[static_cast<std::size_t>(item.id)] < 0)
        return std::nullopt;
    return static_cast<std::uint32_t>(at[static_cast<std::size_t>(item.id)]);
}

void PlanScene::showChange(const Evaluation& evaluation, const std::vector<ItemRef>& items,
                           bool rowsCameOrWent) {
    const Hall& hall = evaluation.hall();
    bool onlyBoxes = !rowsCameOrWent;
    for (ItemRef item : items)
        onlyBoxes = onlyBoxes && (item.table == TableId::Racks || item.table == TableId::Equipment);
    if (!onlyBoxes) {
        showAll(evaluation);
        return;
    }
    m_changed.emplace();
    for (ItemRef item : items) {
        const std::uint32_t at = *indexOf(item);
        PlanBox& box = m_boxes[at];
        m_changed->push_back(box.area);
        takeFromGrid(at);
        const PlanBox before = std::move(box);
        box = item.table == TableId::Racks
                  ? rackBox(hall, {item.id}, hall.racks[{item.id}])
                  : equipmentBox(hall, {item.id}, hall.equipment[{item.id}]);
        // What findings and figures say is compared with what they said.
        box.power = before.power;
        box.load = before.load;
        box.mark = before.mark;
        box.clash = before.clash;
        m_changed->push_back(box.area);
        putIntoGrid(at);
    }
    showFigures(evaluation);
}

PlanBox PlanScene::rackBox(const Hall& hall, Id<Rack> id, const Rack& rack) const {
    const Part* part = hall.part(rack.part);
    return {.item = {TableId::Racks, id.raw},
            .area = footprintOf(part, rack.place),
            .facing = rack.place.facing,
            .kind = kindOf(part),
            .locked = rack.locked,
            .name = QString::fromStdString(rack.name),
            .part = nameWithoutVendor(part)};
}

PlanBox PlanScene::equipmentBox(const Hall& hall, Id<Equipment> id,
                                const Equipment& equipment) const {
    const Part* part = hall.part(equipment.part);
    const BoxKind kind = kindOf(part) == BoxKind::AirUnit ? BoxKind::AirUnit : BoxKind::CoolingUnit;
    return {.item = {TableId::Equipment, id.raw},
            .area = footprintOf(part, equipment.place),
            .facing = equipment.place.facing,
            .kind = kind,
            .locked = equipment.locked,
            .name = QString::fromStdString(equipment.name),
            .part = nameWithoutVendor(part)};
}

void PlanScene::showShell(const Evaluation& evaluation) {
    const Hall& hall = evaluation.hall();
    const Site& site = hall.site();
    m_hall = {{0}, {0}, site.width, site.depth};
    m_tile = site.tile;
    m_lines.clear();
    hall.trays.forEach([&](Id<Tray> id, const Tray& tray) {
        const Part* part = hall.part(tray.part);
        const Millimetres width =
            Millimetres::fromMetres(part ? part->number(Property::trayWidth).value_or(0.3) : 0.3);
        m_lines.push_back({.item = {TableId::Trays, id.raw},
                           .x1 = tray.x1,
                           .y1 = tray.y1,
                           .x2 = tray.x2,
                           .y2 = tray.y2,
                           .width = width,
                           .name = QString::fromStdString(tray.name)});
    });
    hall.busways.forEach([&](Id<Busway> id, const Busway& busway) {
        m_lines.push_back({.item = {TableId::Busways, id.raw},
                           .x1 = busway.x1,
                           .y1 = busway.y1,
                           .x2 = busway.x2,
                           .y2 = busway.y2,
                           .system = busway.system,
                           .name = QString::fromStdString(busway.name)});
    });
    m_obstacles.clear();
    hall.obstacles.forEach([&](Id<Obstacle> id, const Obstacle& obstacle) {
        m_obstacles.push_back({.item = {TableId::Obstacles, id.raw},
                               .area = obstacle.area,
                               .kind = obstacle.kind,
                               .name = QString::fromStdString(obstacle.name)});
    });
    m_rows.clear();
    hall.rows.forEach([&](Id<Row> id, const Row& row) {
        m_rows.push_back({{TableId::Rows, id.raw},
                          footprint({row.x, row.y, row.facing}, row.length, row.depth),
                          QString::fromStdString(row.name)});
    });
    showAisles(evaluation);
}

/// The aisle before and behind every row: as far as the next row, if that is near, else as wide as
/// the design basis asks. Two rows that share an aisle give it once.
void PlanScene::showAisles(const Evaluation& evaluation) {
    m_aisles.clear();
    const Hall& hall = evaluation.hall();
    const Part* basis = hall.part(hall.site().basis);
    const auto width = [&](Property property) {
        return Millimetres::fromMetres(basis ? basis->number(property).value_or(0.0) : 0.0);
    };
    const Millimetres cold = width(Property::coldAisleWidth), hot = width(Property::hotAisleWidth);
    hall.rows.forEach([&](Id<Row> id, const Row& row) {
        const Rect area = footprint({row.x, row.y, row.facing}, row.length, row.depth);
        for (bool isHot : {false, true}) {
            const int side = (static_cast<int>(row.facing) + (isHot ? 2 : 0)) % 4;
            const bool upright =
                side == static_cast<int>(Facing::Up) || side == static_cast<int>(Facing::Down);
            const bool positive =
                side == static_cast<int>(Facing::Up) || side == static_cast<int>(Facing::Right);
            const Millimetres nominal = isHot ? hot : cold;
            const Millimetres edge =
                upright ? (positive ? area.top() : area.y) : (positive ? area.right() : area.x);
            Millimetres reach = nominal;
            hall.rows.forEach([&](Id<Row> other, const Row& next) {
                if (other == id) return;
                const Rect there =
                    footprint({next.x, next.y, next.facing}, next.length, next.depth);
                const bool beside = upright ? there.x < area.right() && area.x < there.right()
                                            : there.y < area.top() && area.y < there.top();
                const Millimetres near = upright ? (positive ? there.y : there.top())
                                                 : (positive ? there.x : there.right());
                const Millimetres gap = positive ? near - edge : edge - near;
                if (beside && gap.mm >= 0 && gap <= nominal * 2)
                    reach = reach == nominal ? gap : std::min(reach, gap);
            });
            if (reach.mm <= 0) continue;
            const Millimetres from = positive ? edge : edge - reach;
            const Rect aisle = upright ? Rect{area.x, from, area.width, reach}
                                       : Rect{from, area.y, reach, area.depth};
            const PlanAisle made{aisle, isHot, isHot && row.hotAisleContained};
            const bool known =
                std::any_of(m_aisles.begin(), m_aisles.end(), [&](const PlanAisle& a) {
                    return a.hot == made.hot && a.area.overlaps(made.area);
                });
            if (!known) m_aisles.push_back(made);
        }
    });
}

void PlanScene::showFigures(const Evaluation& evaluation) {
    struct Told {
        Mark mark = Mark::None;
        bool clash = false;
    };
    std::vector<Told> told(m_boxes.size());
    std::vector<Mark> lines(m_lines.size(), Mark::None), obstacles(m_obstacles.size(), Mark::None);
    const auto raise = [](auto& marks, const auto& things, ItemRef item, Mark mark) {
        for (std::size_t i = 0; i < things.size(); ++i)
            if (things[i].item == item) marks[i] = std::max(marks[i], mark);
    };
    const Finding* last = nullptr;
    Mark mark = Mark::None;
    bool clash = false;
    for (const Finding& finding : evaluation.findings()) {
        // Findings of a rule stand together.
        if (!last || last->rule != finding.rule || last->outcome != finding.outcome) {
            mark = markOf(finding);
            clash = mark == Mark::Error && ruleOf(finding).family == "space";
        }
        last = &finding;
        for (ItemRef item : finding.items) {
            if (const std::optional<std::uint32_t> at = indexOf(item)) {
                Told& box = told[*at];
                box.mark = std::max(box.mark, mark);
                box.clash = box.clash || clash;
            } else if (item.table == TableId::Busways || item.table == TableId::Trays) {
                raise(lines, m_lines, item, mark);
            } else if (item.table == TableId::Obstacles) {
                raise(obstacles, m_obstacles, item, mark);
            }
        }
    }
    const Columns& columns = evaluation.columns();
    for (std::size_t i = 0; i < m_boxes.size(); ++i) {
        PlanBox& box = m_boxes[i];
        const bool rack = box.item.table == TableId::Racks;
        // Racks come first, then equipment, each in the order of their columns.
        const std::size_t row = rack ? i : i - columns.column(Fig::rackTdp).values.size();
        double power = columns.get(rack ? Fig::rackTdp : Fig::equipmentPower, row);
        double load = rack ? columns.get(Fig::rackShelfLoad, row) : unknown;
        // One bit pattern for "unknown", so that scenes compare alike.
        if (std::isnan(power)) power = unknown;
        if (std::isnan(load)) load = unknown;
        if (m_changed && !(sameNumber(power, box.power) && sameNumber(load, box.load) &&
                           told[i].mark == box.mark && told[i].clash == box.clash))
            m_changed->push_back(box.area);
        box.power = power;
        box.load = load;
        box.mark = told[i].mark;
        box.clash = told[i].clash;
    }
    bool others = false;
    for (std::size_t i = 0; i < m_lines.size(); ++i) {
        others |= m_lines[i].mark != lines[i];
        m_lines[i].mark = lines[i];
    }
    for (std::size_t i = 0; i < m_obstacles.size(); ++i)
        m_obstacles[i].mark = obstacles[i];
    if (others) m_changed.reset();
}

void PlanScene::makeGrid() {
    m_left = m_bottom = 0;
    std::int32_t right = std::max(m_hall.width.mm, cell_mm),
                 top = std::max(m_hall.depth.mm, cell_mm);
    // A hall of absurd size gets a coarse grid at its edge rather than a huge one.
    constexpr std::int32_t mostCells = 1000;
    m_columns = std::min(right / cell_mm + 1, mostCells);
    m_lineCount = std::min(top / cell_mm + 1, mostCells);
    m_cells.resize(static_cast<std::size_t>(m_columns) * static_cast<std::size_t>(m_lineCount));
    for (std::vector<std::uint32_t>& cell : m_cells)
        cell.clear();
    m_largest = {0};
    for (std::size_t i = 0; i < m_boxes.size(); ++i)
        putIntoGrid(static_cast<std::uint32_t>(i));
}

/// Boxes of a cell stand in their order, which is that in which they are drawn.
void PlanScene::putIntoGrid(std::uint32_t box) {
    const Rect& area = m_boxes[box].area;
    m_largest = std::max({m_largest, area.width, area.depth});
    std::vector<std::uint32_t>& cell = m_cells[static_cast<std::size_t>(cellOf(area.x, area.y))];
    cell.insert(std::upper_bound(cell.begin(), cell.end(), box), box);
}

void PlanScene::takeFromGrid(std::uint32_t box) {
    const Rect& area = m_boxes[box].area;
    std::vector<std::uint32_t>& cell = m_cells[static_cast<std::size_t>(cellOf(area.x, area.y))];
    cell.erase(std::lower_bound(cell.begin(), cell.end(), box));
}

std::int64_t PlanScene::cellOf(Millimetres x, Millimetres y) const {
    const std::int32_t column = std::clamp((x.mm - m_left) / cell_mm, 0, m_columns - 1);
    const std::int32_t line = std::clamp((y.mm - m_bottom) / cell_mm, 0, m_lineCount - 1);
    return std::int64_t{line} * m_columns + column;
}

const PlanBox* PlanScene::boxOf(ItemRef item) const {
    const std::optional<std::uint32_t> at = indexOf(item);
    return at ? &m_boxes[*at] : nullptr;
}

std::optional<Rect> PlanScene::areaOf(ItemRef item) const {
    if (const PlanBox* box = boxOf(item)) return box->area;
    for (const PlanLine& line : m_lines)
        if (line.item == item) return line.area();
    for (const PlanObstacle& obstacle : m_obstacles)
        if (obstacle.item == item) return obstacle.area;
    for (const PlanRow& row : m_rows)
        if (row.item == item) return row.area;
    return std::nullopt;
}

std::optional<ItemRef> PlanScene::itemAt(Millimetres x, Millimetres y, Millimetres near) const {
    std::optional<ItemRef> found;
    forEachIn({x, y, {1}, {1}}, [&](const PlanBox& box) {
        if (box.area.contains(x, y)) found = box.item;
    });
    if (found) return found;
    for (const PlanLine& line : m_lines) {
        const Rect area = line.area();
        if (Rect{area.x - near, area.y - near, area.width + near * 2, area.depth + near * 2}
                .contains(x, y))
            found = line.item;
    }
    if (found) return found;
    for (const PlanObstacle& obstacle : m_obstacles)
        if (obstacle.area.contains(x, y)) found = obstacle.item;
    return found;
}

std::vector<ItemRef> PlanScene::itemsWithin(const Rect& area) const {
    std::vector<ItemRef> items;
    forEachIn(area, [&](const PlanBox& box) {
        if (contains(area, box.area)) items.push_back(box.item);
    });
    for (const PlanLine& line : m_lines)
        if (contains(area, line.area())) items.push_back(line.item);
    for (const PlanObstacle& obstacle : m_obstacles)
        if (contains(area, obstacle.area)) items.push_back(obstacle.item);
    return items;
}

std::vector<ItemRef> PlanScene::allItems() const {
    std::vector<ItemRef> items;
    for (const PlanBox& box : m_boxes)
        items.push_back(box.item);
    for (const PlanLine& line : m_lines)
        items.push_back(line.item);
    for (const PlanObstacle& obstacle : m_obstacles)
        items.push_back(obstacle.item);
    return items;
}

bool PlanScene::operator==(const PlanScene& o) const {
    return m_hall == o.m_hall && m_tile == o.m_tile && m_lines == o.m_lines &&
           m_obstacles == o.m_obstacles && m_aisles == o.m_aisles && m_rows == o.m_rows &&
           m_boxes.size() == o.m_boxes.size() &&
           std::equal(m_boxes.begin(), m_boxes.end(), o.m_boxes.begin(),
                      [](const PlanBox& a, const PlanBox& b) { return a.sameAs(b); });
}

}  // namespace hallwright
