#pragma once

#include "model/hall/site.h"
#include "model/rules/placement_verdict.h"
#include "views/plan/snapping.h"
#include "views/plan/tool.h"

namespace hallwright {

/// Draws a column of the building or floor that stays free, as a rectangle.
class ObstacleTool : public PlanTool {
public:
    ObstacleTool(PlanView& view, ObstacleKind kind) : PlanTool(view), m_kind(kind) {}

    void press(const PlanPoint& at) override;
    void move(const PlanPoint& at) override;
    void release(const PlanPoint& at) override;
    void cancel() override;
    bool active() const override { return m_drawing; }
    void showPreview() override;
    void paint(QPainter& painter) const override;
    void hover(const PlanPoint& at) override;
    void leave() override;
    void refresh() override;

private:
    Rect area() const;
    bool largeEnough() const;

    ObstacleKind m_kind;
    bool m_drawing = false;
    std::optional<PlanPoint> m_hover;
    SnappedPoint m_from, m_to;
    RawId m_next = 0;
    FindingsBefore m_before;
    std::optional<PlacementVerdict> m_verdict;
    std::vector<ItemRef> m_preview;  ///< sorted
};

}  // namespace hallwright
