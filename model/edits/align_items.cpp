#include "model/edits/align_items.h"

#include "model/edits/move_items.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <vector>

namespace hallwright {

namespace {

struct Box {
    ItemRef item;
    Rect area;
};

/// The boxes among the items, each once; busways, trays and rows have no edge of their own to
/// align.
std::vector<Box> boxesOf(const Hall& hall, std::span<const ItemRef> items) {
    std::vector<Box> boxes;
    for (const ItemRef item : std::set<ItemRef>(items.begin(), items.end())) {
        if (const Rack* rack = item.table == TableId::Racks ? hall.racks.find({item.id}) : nullptr)
            boxes.push_back({item, footprintOf(hall, *rack)});
        if (const Equipment* unit =
                item.table == TableId::Equipment ? hall.equipment.find({item.id}) : nullptr)
            boxes.push_back({item, footprintOf(hall, *unit)});
        if (const Obstacle* obstacle =
                item.table == TableId::Obstacles ? hall.obstacles.find({item.id}) : nullptr)
            boxes.push_back({item, obstacle->area});
    }
    return boxes;
}

/// Moves a box to where it shall be; false where the user has locked it and it would move.
bool shift(Hall& hall, const Box& box, Millimetres dx, Millimetres dy) {
    if (dx.mm == 0 && dy.mm == 0) return true;
    if (isLocked(hall, box.item)) return false;
    const auto act = [&](auto& table, auto id) {
        auto row = table[id];
        row.place.x += dx;
        row.place.y += dy;
        table.set(id, std::move(row));
    };
    if (box.item.table == TableId::Racks) act(hall.racks, Id<Rack>{box.item.id});
    if (box.item.table == TableId::Equipment) act(hall.equipment, Id<Equipment>{box.item.id});
    if (box.item.table == TableId::Obstacles) {
        Obstacle obstacle = hall.obstacles[{box.item.id}];
        obstacle.area.x += dx;
        obstacle.area.y += dy;
        hall.obstacles.set({box.item.id}, std::move(obstacle));
    }
    return true;
}

Error locked(const Hall& hall, const Box& box) {
    return refused(
        fmt::format("{} is locked; unlock it in the inspector first", itemName(hall, box.item)));
}

std::vector<ItemRef> itemsOf(const std::vector<Box>& boxes) {
    std::vector<ItemRef> items;
    for (const Box& box : boxes)
        items.push_back(box.item);
    return items;
}

}  // namespace

Result<Edit> alignItems(const Hall& hall, std::span<const ItemRef> items, Alignment to) {
    const std::vector<Box> boxes = boxesOf(hall, items);
    if (boxes.size() < 2)
        return refused("Select at least two racks, cooling units or obstacles to align them");
    Rect hull = boxes.front().area;
    Millimetres right = hull.right(), top = hull.top();
    for (const Box& box : boxes) {
        hull.x = std::min(hull.x, box.area.x);
        hull.y = std::min(hull.y, box.area.y);
        right = std::max(right, box.area.right());
        top = std::max(top, box.area.top());
    }
    Hall after = hall;
    for (const Box& box : boxes) {
        Millimetres dx, dy;
        if (to == Alignment::Left) dx = hull.x - box.area.x;
        if (to == Alignment::Right) dx = right - box.area.right();
        if (to == Alignment::Bottom) dy = hull.y - box.area.y;
        if (to == Alignment::Top) dy = top - box.area.top();
        if (!shift(after, box, dx, dy)) return locked(hall, box);
    }
    return difference(hall, after, "Align " + itemsInWords(hall, itemsOf(boxes)));
}

Result<Edit> distributeItems(const Hall& hall, std::span<const ItemRef> items, Direction along) {
    std::vector<Box> boxes = boxesOf(hall, items);
    if (boxes.size() < 3)
        return refused(
            "Select at least three racks, cooling units or obstacles to distribute them");
    const bool across = along == Direction::Across;
    const auto low = [&](const Box& box) { return across ? box.area.x : box.area.y; };
    const auto high = [&](const Box& box) { return across ? box.area.right() : box.area.top(); };
    std::sort(boxes.begin(), boxes.end(), [&](const Box& a, const Box& b) {
        return std::tuple(low(a), high(a), a.item) < std::tuple(low(b), high(b), b.item);
    });
    std::int64_t room = std::int64_t{low(boxes.back()).mm} - high(boxes.front()).mm;
    for (std::size_t i = 1; i + 1 < boxes.size(); ++i)
        room -= (high(boxes[i]) - low(boxes[i])).mm;
    const std::int64_t gaps = static_cast<std::int64_t>(boxes.size()) - 1;
    std::int64_t even = room / gaps;
    if (room % gaps < 0) --even;  // where they overlap, rounded down all the same
    const std::int64_t rest = room - even * gaps;
    Hall after = hall;
    std::int64_t at = high(boxes.front()).mm;
    for (std::size_t i = 1; i + 1 < boxes.size(); ++i) {
        at += even + (static_cast<std::int64_t>(i) <= rest ? 1 : 0);
        const Millimetres to{static_cast<std::int32_t>(at - low(boxes[i]).mm)};
        at += (high(boxes[i]) - low(boxes[i])).mm;
        if (!shift(after, boxes[i], across ? to : Millimetres{}, across ? Millimetres{} : to))
            return locked(hall, boxes[i]);
    }
    return difference(hall, after, "Distribute " + itemsInWords(hall, itemsOf(boxes)));
}

}  // namespace hallwright
