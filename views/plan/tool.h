#pragma once

#include "model/hall/placement.h"

#include <QPointF>
#include <Qt>

class QPainter;

namespace hallwright {

class PlanView;

/// Where and how the pointer acts: the point on the screen and in the plan, and the keys held with
/// it.
struct PlanPoint {
    QPointF px;
    Millimetres x, y;
    Qt::KeyboardModifiers keys;
};

/// What the pointer does in the plan. A tool keeps only its gesture; it reads the view and sends
/// edits.
class PlanTool {
public:
    explicit PlanTool(PlanView& view) : m_view(view) {}
    virtual ~PlanTool() = default;
    PlanTool(const PlanTool&) = delete;
    PlanTool& operator=(const PlanTool&) = delete;

    virtual void press(const PlanPoint& at) = 0;
    virtual void move(const PlanPoint& at) = 0;
    virtual void release(const PlanPoint& at) = 0;
    /// Ends the gesture without a trace.
    virtual void cancel() = 0;
    /// Whether a gesture is under way.
    virtual bool active() const = 0;
    /// Sends what the gesture would do now as a preview; the view calls it once a frame after
    /// wantPreview().
    virtual void showPreview() {}
    /// Guides and bands over the plan, in pixels of the design.
    virtual void paint(QPainter&) const {}

    /// The pointer moves with no gesture under way, or leaves the plan.
    virtual void hover(const PlanPoint&) {}
    virtual void leave() {}
    /// Moves what the tool has in hand by keys. False where it has nothing: then arrows move a
    /// pointer, and Enter presses and lets go.
    virtual bool step(Millimetres, Millimetres) { return false; }
    virtual bool enter() { return false; }
    /// Whether the tool takes a key, and what it does with it.
    virtual bool takes(int) const { return false; }
    virtual void key(int) {}
    /// The hall, the catalog or the part to place is another one.
    virtual void refresh() {}
    virtual Qt::CursorShape cursor() const { return Qt::CrossCursor; }

protected:
    PlanView& m_view;
};

}  // namespace hallwright
