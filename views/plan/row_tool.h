#pragma once

#include "model/edits/place_items.h"
#include "model/rules/placement_verdict.h"
#include "views/plan/snapping.h"
#include "views/plan/tool.h"

#include <QString>

namespace hallwright {

/// Draws a row of the part chosen in the catalog: as many as fit the drag, along x or y as it goes,
/// with their count and length at the pointer.
class RowTool : public PlanTool {
public:
    using PlanTool::PlanTool;

    /// The row as it would be drawn now; nothing before a drag holds one.
    const std::optional<NewRow>& row() const { return m_row; }

    void press(const PlanPoint& at) override;
    void move(const PlanPoint& at) override;
    void release(const PlanPoint& at) override;
    void cancel() override;
    bool active() const override { return m_drawing; }
    void showPreview() override;
    void paint(QPainter& painter) const override;
    void hover(const PlanPoint& at) override;
    void leave() override;
    bool takes(int key) const override {
        return m_drawing && (key == Qt::Key_F || key == Qt::Key_R);
    }
    void key(int key) override;
    void refresh() override;

private:
    std::optional<std::string> refusal() const;
    QString partName() const;
    std::optional<NewRow> rowTo(const PlanPoint& at) const;
    Rect area(const NewRow& row) const;

    bool m_drawing = false;
    bool m_flipped = false;
    std::optional<PlanPoint> m_hover;
    SnappedPoint m_from;
    PlanPoint m_at;
    std::optional<NewRow> m_row;
    RawId m_next = 0;
    FindingsBefore m_before;
    std::optional<PlacementVerdict> m_verdict;
    std::vector<ItemRef> m_preview;  ///< sorted
    std::string m_failure;
};

}  // namespace hallwright
