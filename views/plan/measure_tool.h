#pragma once

#include "views/plan/snapping.h"
#include "views/plan/tool.h"

#include <QString>

namespace hallwright {

/// Measures between two points, in millimetres and in tiles. The line stays until the next click;
/// the hall stays as it is.
class MeasureTool : public PlanTool {
public:
    using PlanTool::PlanTool;

    void press(const PlanPoint& at) override;
    void move(const PlanPoint& at) override;
    void release(const PlanPoint& at) override;
    void cancel() override;
    bool active() const override { return m_measuring; }
    void paint(QPainter& painter) const override;
    void hover(const PlanPoint& at) override;
    void leave() override;

    /// "7,200 mm, 12 tiles"; empty before anything is measured.
    QString distanceWords() const;
    /// "Δx 7,200 mm, Δy 0 mm".
    QString partsWords() const;

private:
    bool m_measuring = false;
    bool m_measured = false;
    std::optional<SnappedPoint> m_hover;
    SnappedPoint m_from, m_to;
};

}  // namespace hallwright
