#include "views/plan/snapping.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>

namespace hallwright {

namespace {

/// The best way found so far to bring an edge onto something, along one axis.
struct Best {
    std::int32_t shift = 0;
    std::int32_t distance;
    std::optional<Millimetres> guide;
    bool found = false;

    void offer(std::int32_t edge, std::int32_t target, bool isGuide) {
        const std::int32_t by = target - edge;
        if (std::abs(by) > distance || (found && std::abs(by) == distance && !(isGuide && !guide)))
            return;
        found = true;
        distance = std::abs(by);
        shift = by;
        guide = isGuide ? std::optional<Millimetres>(Millimetres{target}) : std::nullopt;
    }
    void offerTile(std::int32_t edge, Micrometres tile) {
        const int index = static_cast<int>(std::lround(edge * 1000.0 / tile.um));
        offer(edge, tile.times(index).mm, false);
    }
};

}  // namespace

Rect hull(const Rect& a, const Rect& b) {
    const Millimetres left = std::min(a.x, b.x), bottom = std::min(a.y, b.y);
    return {left, bottom, std::max(a.right(), b.right()) - left,
            std::max(a.top(), b.top()) - bottom};
}

Snap snapped(const PlanScene& scene, const Rect& moving, const std::vector<ItemRef>& movingItems,
             Millimetres dx, Millimetres dy, Millimetres reach) {
    const Rect there{moving.x + dx, moving.y + dy, moving.width, moving.depth};
    Best x{.distance = reach.mm}, y{.distance = reach.mm};
    // Neighbours first: at equal distance an edge to edge is worth more than a tile.
    const Millimetres far{3000};
    const Rect around{there.x - far, there.y - far, there.width + far * 2, there.depth + far * 2};
    const auto offer = [&](const Rect& area) {
        for (Millimetres edge : {there.x, there.right()})
            for (Millimetres target : {area.x, area.right()})
                x.offer(edge.mm, target.mm, true);
        for (Millimetres edge : {there.y, there.top()})
            for (Millimetres target : {area.y, area.top()})
                y.offer(edge.mm, target.mm, true);
    };
    const auto moves = [&](ItemRef item) {
        return std::binary_search(movingItems.begin(), movingItems.end(), item);
    };
    scene.forEachIn(around, [&](const PlanBox& box) {
        if (box.area.overlaps(around) && !moves(box.item)) offer(box.area);
    });
    for (const PlanObstacle& obstacle : scene.obstacles())
        if (obstacle.area.overlaps(around) && !moves(obstacle.item)) offer(obstacle.area);
    offer(scene.hall());
    if (scene.tile().um > 0) {
        x.offerTile(there.x.mm, scene.tile());
        y.offerTile(there.y.mm, scene.tile());
        y.offerTile(there.top().mm, scene.tile());
    }
    return {dx + Millimetres{x.shift}, dy + Millimetres{y.shift}, x.guide, y.guide};
}

SnappedPoint snapped(const PlanScene& scene, const PlanPoint& at, double scale,
                     const std::vector<ItemRef>& leftOut) {
    if (at.keys & Qt::AltModifier) return {at.x, at.y, {}};
    const Millimetres reach{static_cast<std::int32_t>(snapWithin_px / scale)};
    const Snap snap = snapped(scene, Rect{at.x, at.y, {0}, {0}}, leftOut, {0}, {0}, reach);
    return {at.x + snap.dx, at.y + snap.dy, snap};
}

}  // namespace hallwright
