#include "views/plan/select_tool.h"

#include "model/edits/move_items.h"
#include "views/document.h"
#include "views/plan/plan_view.h"
#include "views/plan/pointer_label.h"
#include "views/selection.h"
#include "views/theme.h"

#include <QPainter>

#include <algorithm>

namespace hallwright {

namespace {

constexpr double dragFrom_px = 4.0;

}  // namespace

void SelectTool::press(const PlanPoint& at) {
    m_from = m_at = at;
    m_toggleOnRelease = m_selectOnRelease = false;
    Selection& selection = m_view.selection();
    const std::optional<ItemRef> item = m_view.itemAt(at.px);
    if (!item) {
        m_banded = at.keys & Qt::ShiftModifier ? selection.items() : std::vector<ItemRef>{};
        m_gesture = Gesture::Banding;
        if (m_banded.empty()) selection.clear();
        return;
    }
    m_pressed = *item;
    m_gesture = Gesture::Pressed;
    if (at.keys & Qt::ShiftModifier)
        m_toggleOnRelease = true;
    else if (!selection.contains(*item))
        selection.set({*item});
    else
        m_selectOnRelease = selection.items().size() > 1;
}

void SelectTool::move(const PlanPoint& at) {
    m_at = at;
    const QPointF way = at.px - m_from.px;
    const bool far = std::abs(way.x()) >= dragFrom_px || std::abs(way.y()) >= dragFrom_px;
    if (m_gesture == Gesture::Pressed && far) startDrag();
    if (m_gesture == Gesture::Dragging) m_view.wantPreview();
    if (m_gesture == Gesture::Banding) {
        std::vector<ItemRef> items = m_view.scene().itemsWithin(band());
        items.insert(items.end(), m_banded.begin(), m_banded.end());
        m_view.selection().set(std::move(items));
        m_view.update();
    }
}

void SelectTool::release(const PlanPoint& at) {
    const Gesture gesture = m_gesture;
    if (gesture == Gesture::Dragging) {
        m_at = at;
        drag(at);
        m_gesture = Gesture::None;
        m_view.document().commitPreview();
    }
    m_gesture = Gesture::None;
    if (gesture == Gesture::Pressed) {
        if (m_toggleOnRelease) m_view.selection().toggle(m_pressed);
        if (m_selectOnRelease) m_view.selection().set({m_pressed});
    }
    m_snap = {};
    m_view.update();
}

void SelectTool::cancel() {
    const bool dragging = m_gesture == Gesture::Dragging;
    m_gesture = Gesture::None;
    m_snap = {};
    if (dragging) m_view.document().cancelPreview();
    m_view.update();
}

void SelectTool::startDrag() {
    if (m_toggleOnRelease && !m_view.selection().contains(m_pressed))
        m_view.selection().toggle(m_pressed);
    m_moving = m_view.selection().items();
    m_before = FindingsBefore(m_view.document().evaluation());
    m_verdict = {};
    m_gesture = Gesture::Dragging;
    bool first = true;
    for (ItemRef item : m_moving) {
        const std::optional<Rect> area = m_view.scene().areaOf(item);
        if (!area) continue;
        m_movingArea = first ? *area : hull(m_movingArea, *area);
        first = false;
    }
}

/// Called by the view at most once a frame while a drag is under way.
void SelectTool::drag(const PlanPoint& at) {
    const Hall& base = m_view.document().base();
    const double scale = m_view.viewport().scale;
    const auto way = [&](double px) {
        return Millimetres{static_cast<std::int32_t>(std::lround(px / scale))};
    };
    const Millimetres dx = way(at.px.x() - m_from.px.x()), dy = way(m_from.px.y() - at.px.y());
    m_snap = {dx, dy, {}, {}};
    if (!(at.keys & Qt::AltModifier)) {
        const Millimetres reach{static_cast<std::int32_t>(snapWithin_px / scale)};
        m_snap = snapped(m_view.scene(), m_movingArea, m_moving, dx, dy, reach);
    }
    Result<Edit> edit = moveItems(base, m_moving, m_snap.dx, m_snap.dy);
    if (!edit) {
        m_view.say(edit.error().message);
        cancel();
        return;
    }
    if (Result<void> shown = m_view.document().preview(std::move(edit).value()); !shown)
        m_view.say(shown.error().text());
    else
        m_verdict = m_before.verdictOf(m_view.document().evaluation());
}

Rect SelectTool::band() const {
    const Viewport& v = m_view.viewport();
    return v.plan(QRectF(m_from.px, m_at.px).normalized());
}

void SelectTool::paint(QPainter& painter) const {
    const Theme& theme = Theme::current();
    if (m_gesture == Gesture::Banding && m_from.px != m_at.px) {
        QColor wash = theme.accent;
        wash.setAlpha(28);
        painter.setPen(QPen(theme.accent, 1));
        painter.setBrush(wash);
        painter.drawRect(QRectF(m_from.px, m_at.px).normalized());
    }
    if (m_gesture != Gesture::Dragging) return;
    paintGuides(painter, m_view, m_snap);
    PointerLabel label{QStringLiteral("Δx %1 mm   Δy %2 mm").arg(m_snap.dx.mm).arg(m_snap.dy.mm)};
    if (m_verdict.level != PlacementVerdict::Level::Good) label.verdict = m_verdict;
    paintPointerLabel(painter, m_view.plane(), m_at.px, label, theme);
}

}  // namespace hallwright
