#pragma once

#include "model/rules/placement_verdict.h"
#include "views/plan/snapping.h"
#include "views/plan/tool.h"

#include <string>

namespace hallwright {

/// Places a part where it is clicked, or where it is dropped from the catalog: a ghost of true size
/// follows the pointer, the whole hall is computed with it, and words beside it say what binds.
class PlaceTool : public PlanTool {
public:
    /// Places what the view has chosen to place.
    explicit PlaceTool(PlanView& view);
    /// Places this part, once: a drag from the catalog.
    PlaceTool(PlanView& view, std::string part);

    /// Why this part cannot be placed; nothing where it can.
    std::optional<std::string> refusal() const;
    /// What the rules say of the ghost; nothing before it is shown.
    const std::optional<PlacementVerdict>& verdict() const { return m_verdict; }

    void press(const PlanPoint& at) override;
    void move(const PlanPoint& at) override { hover(at); }
    void release(const PlanPoint&) override {}
    void cancel() override;
    bool active() const override { return false; }
    void showPreview() override;
    void paint(QPainter& painter) const override;
    void hover(const PlanPoint& at) override;
    void leave() override { cancel(); }
    bool step(Millimetres dx, Millimetres dy) override;
    bool enter() override;
    bool takes(int key) const override { return key == Qt::Key_R || key == Qt::Key_F; }
    void key(int key) override;
    void refresh() override;

private:
    const std::string& id() const;
    Rect area() const;
    void take(const PlanPoint& at);
    void show();
    void follow();
    Facing neighboursFacing() const;

    std::optional<std::string> m_given;  ///< dragged in; else what the view has chosen
    std::optional<PlanPoint> m_at;       ///< the pointer that the ghost follows
    bool m_shown = false;
    bool m_byKeys = false;
    Placement m_place;
    std::optional<Facing> m_turned;  ///< by the user; else as its neighbours look
    Snap m_snap;
    FindingsBefore m_before;
    bool m_compared = false;         ///< m_before is of the hall as it is
    RawId m_next = 0;                ///< row number after those of the preview
    std::vector<ItemRef> m_preview;  ///< what the preview added, sorted
    std::optional<PlacementVerdict> m_verdict;
    std::string m_failure;
};

}  // namespace hallwright
