#pragma once

#include "model/rules/placement_verdict.h"
#include "views/plan/snapping.h"
#include "views/plan/tool.h"

namespace hallwright {

/// Selects with a click or a rubber band, and drags what is selected, snapping.
class SelectTool : public PlanTool {
public:
    using PlanTool::PlanTool;

    void press(const PlanPoint& at) override;
    void move(const PlanPoint& at) override;
    void release(const PlanPoint& at) override;
    void cancel() override;
    bool active() const override { return m_gesture != Gesture::None; }
    void showPreview() override {
        if (m_gesture == Gesture::Dragging) drag(m_at);
    }
    void paint(QPainter& painter) const override;
    Qt::CursorShape cursor() const override { return Qt::ArrowCursor; }

private:
    enum class Gesture { None, Pressed, Dragging, Banding };

    void startDrag();
    void drag(const PlanPoint& at);
    Rect band() const;

    Gesture m_gesture = Gesture::None;
    PlanPoint m_from, m_at;
    ItemRef m_pressed;
    bool m_toggleOnRelease = false;
    bool m_selectOnRelease = false;
    std::vector<ItemRef> m_moving;  ///< sorted
    std::vector<ItemRef> m_banded;  ///< selection before a band with Shift
    FindingsBefore m_before;
    PlacementVerdict m_verdict;
    Rect m_movingArea;  ///< around all that moves, at press
    Snap m_snap;
};

}  // namespace hallwright
