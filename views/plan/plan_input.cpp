#include "model/edits/move_items.h"
#include "views/document.h"
#include "views/plan/part_mime.h"
#include "views/plan/place_tool.h"
#include "views/plan/plan_view.h"
#include "views/plan/rulers.h"
#include "views/selection.h"
#include "views/theme.h"

#include <QContextMenuEvent>
#include <QDragEnterEvent>
#include <QHelpEvent>
#include <QKeyEvent>
#include <QMimeData>
#include <QMouseEvent>
#include <QNativeGestureEvent>
#include <QPainter>
#include <QToolTip>
#include <QWheelEvent>

#include <cmath>
#include <tuple>

// What pointer, keys and drops do to the plan.

namespace hallwright {

// -- pointer
// ---------------------------------------------------------------------------------------

void PlanView::showCursor() {
    if (m_panFrom)
        setCursor(Qt::ClosedHandCursor);
    else if (m_space)
        setCursor(Qt::OpenHandCursor);
    else
        setCursor(m_tool->cursor());
}

/// Remembers where the pointer is; only the rulers, which mark it, are drawn again.
void PlanView::pointAt(std::optional<QPointF> px) {
    if (px == m_pointer) return;
    m_pointer = px;
    const int thick = static_cast<int>(rulerSize);
    update(0, 0, width(), thick);
    update(0, 0, thick, height());
}

void PlanView::mousePressEvent(QMouseEvent* event) {
    if (event->button() == Qt::MiddleButton || (event->button() == Qt::LeftButton && m_space)) {
        m_panFrom = event->position();
        showCursor();
        return;
    }
    if (event->button() == Qt::LeftButton && !m_tool->active())
        m_tool->press(pointOf(event->position(), event->modifiers()));
}

void PlanView::mouseMoveEvent(QMouseEvent* event) {
    const QPointF px = event->position();
    pointAt(px);
    if (m_panFrom) {
        Viewport v = m_viewport;
        v.origin += px - *m_panFrom;
        m_panFrom = px;
        moveTo(v);
        return;
    }
    if (m_keyPoint) update();
    m_keyPoint.reset();
    if (m_tool->active()) {
        m_tool->move(pointOf(px, event->modifiers()));
    } else if (m_toolKind != ToolKind::Select) {
        m_tool->hover(pointOf(px, event->modifiers()));
    } else {
        const std::optional<ItemRef> under = itemAt(px);
        if (under != m_hover) {
            m_hover = under;
            update();
        }
    }
    Q_EMIT hovered(m_hover, m_viewport.planX(px.x()), m_viewport.planY(px.y()));
}

void PlanView::mouseReleaseEvent(QMouseEvent* event) {
    if (m_panFrom && (event->button() == Qt::MiddleButton || event->button() == Qt::LeftButton)) {
        m_panFrom.reset();
        showCursor();
        return;
    }
    if (event->button() != Qt::LeftButton || !m_tool->active()) return;
    m_previewTimer.stop();
    m_tool->release(pointOf(event->position(), event->modifiers()));
}

/// A double click takes the whole row.
void PlanView::mouseDoubleClickEvent(QMouseEvent* event) {
    if (m_toolKind != ToolKind::Select) {
        mousePressEvent(event);
        return;
    }
    const std::optional<ItemRef> item = itemAt(event->position());
    if (event->button() != Qt::LeftButton || !item || item->table != TableId::Racks) return;
    const Hall& hall = m_document.hall();
    const Id<Row> row = hall.racks[{item->id}].row;
    if (!row) return;
    std::vector<ItemRef> items;
    hall.racks.forEach([&](Id<Rack> id, const Rack& rack) {
        if (rack.row == row) items.push_back({TableId::Racks, id.raw});
    });
    m_selection.set(std::move(items));
}

void PlanView::leaveEvent(QEvent*) {
    if (m_hover) update();
    m_hover.reset();
    pointAt({});
    if (!m_tool->active()) m_tool->leave();
}

/// A menu for what is below the pointer, or by the keyboard for what is selected.
void PlanView::contextMenuEvent(QContextMenuEvent* event) {
    cancelGesture();
    m_tool->leave();
    QPoint at = event->globalPos();
    if (event->reason() == QContextMenuEvent::Mouse) {
        const std::optional<ItemRef> item = itemAt(event->pos());
        if (item && !m_selection.contains(*item)) m_selection.set({*item});
    } else {
        const std::optional<Rect> area =
            m_selection.empty() ? std::nullopt : m_scene.areaOf(m_selection.items().front());
        const QPointF px =
            area ? pixelOf(area->x + area->width / 2, area->y + area->depth / 2) : plane().center();
        at = mapToGlobal(px.toPoint());
    }
    event->accept();
    Q_EMIT contextMenuWanted(at);
}

// -- a part dragged in from the catalog
// ------------------------------------------------------------

void PlanView::dragEnterEvent(QDragEnterEvent* event) {
    if (!event->mimeData()->hasFormat(partMime)) return;
    cancelGesture();
    m_tool->leave();
    auto drop = std::make_unique<PlaceTool>(*this, event->mimeData()->data(partMime).toStdString());
    if (const std::optional<std::string> why = drop->refusal()) {
        say(*why);
        return;
    }
    m_drop = std::move(drop);
    event->acceptProposedAction();
    dragMoveEvent(event);
}

void PlanView::dragMoveEvent(QDragMoveEvent* event) {
    if (!m_drop) return;
    pointAt(event->position());
    m_drop->hover(pointOf(event->position(), event->modifiers()));
    event->acceptProposedAction();
}

void PlanView::dragLeaveEvent(QDragLeaveEvent*) {
    m_previewTimer.stop();
    pointAt({});
    endDrop();
}

void PlanView::dropEvent(QDropEvent* event) {
    if (!m_drop) return;
    m_previewTimer.stop();
    // What is held while dropping moves or copies elsewhere; here it would end the tool.
    m_drop->press(pointOf(event->position(), event->modifiers() & Qt::AltModifier));
    endDrop();
    event->acceptProposedAction();
    setFocus();
}

void PlanView::wheelEvent(QWheelEvent* event) {
    Viewport v = m_viewport;
    const QPointF turned = event->angleDelta();
    if (event->modifiers() & Qt::ShiftModifier) {
        // Shift with the wheel goes sideways; systems that swap the axes themselves are taken as
        // they come.
        v.origin += QPointF((turned.y() != 0.0 ? turned.y() : turned.x()) / 2.0, 0.0);
    } else if (event->phase() != Qt::NoScrollPhase && !event->pixelDelta().isNull() &&
               !(event->modifiers() & Qt::ControlModifier)) {
        v.origin += event->pixelDelta();
    } else {
        v.zoom(std::pow(1.0015, turned.y()), event->position());
    }
    moveTo(v);
    event->accept();
}

bool PlanView::event(QEvent* event) {
    if (event->type() == QEvent::NativeGesture) {
        auto* gesture = static_cast<QNativeGestureEvent*>(event);
        if (gesture->gestureType() == Qt::ZoomNativeGesture) {
            Viewport v = m_viewport;
            v.zoom(1.0 + gesture->value(), gesture->position());
            moveTo(v);
            return true;
        }
    }
    if (event->type() == QEvent::ToolTip) {
        const auto* help = static_cast<QHelpEvent*>(event);
        const std::optional<ItemRef> item = m_tool->active() ? std::nullopt : itemAt(help->pos());
        if (item)
            QToolTip::showText(help->globalPos(), tipOf(*item), this);
        else
            QToolTip::hideText();
        return true;
    }
    if (event->type() == QEvent::ShortcutOverride) {
        const auto* key = static_cast<QKeyEvent*>(event);
        const bool plain = !(key->modifiers() & (Qt::ControlModifier | Qt::AltModifier));
        if (key->key() == Qt::Key_Escape || (plain && acting().takes(key->key()))) {
            event->accept();
            return true;
        }
    }
    return QWidget::event(event);
}

// -- keys
// ------------------------------------------------------------------------------------------

void PlanView::keyPressEvent(QKeyEvent* event) {
    if (m_tool->takes(event->key()) &&
        !(event->modifiers() & (Qt::ControlModifier | Qt::AltModifier))) {
        m_tool->key(event->key());
        return;
    }
    switch (event->key()) {
    case Qt::Key_Left:
        arrow(-1, 0, event->modifiers());
        return;
    case Qt::Key_Right:
        arrow(1, 0, event->modifiers());
        return;
    case Qt::Key_Up:
        arrow(0, 1, event->modifiers());
        return;
    case Qt::Key_Down:
        arrow(0, -1, event->modifiers());
        return;
    case Qt::Key_Plus:
    case Qt::Key_Equal:
        zoomBy(1.25);
        return;
    case Qt::Key_Minus:
        zoomBy(0.8);
        return;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (m_toolKind == ToolKind::Select || m_tool->enter()) return;
        if (m_tool->active())
            m_tool->release(keyPoint());
        else
            m_tool->press(keyPoint());
        update();
        return;
    case Qt::Key_Escape:
        if (m_drop || m_tool->active())
            cancelGesture();
        else if (m_toolKind != ToolKind::Select)
            setTool(ToolKind::Select);
        else
            m_selection.clear();
        return;
    case Qt::Key_Space:
        m_space = true;
        showCursor();
        return;
    default:
        QWidget::keyPressEvent(event);
    }
}

void PlanView::keyReleaseEvent(QKeyEvent* event) {
    if (event->key() != Qt::Key_Space || event->isAutoRepeat()) {
        QWidget::keyReleaseEvent(event);
        return;
    }
    m_space = false;
    showCursor();
}

/// Moves the selection, or what the tool has in hand, or the pointer of the keys.
void PlanView::arrow(int right, int up, Qt::KeyboardModifiers keys) {
    const ArrowStep step = keys & Qt::ControlModifier ? ArrowStep::Fine
                           : keys & Qt::ShiftModifier ? ArrowStep::Far
                                                      : ArrowStep::Tile;
    if (m_toolKind == ToolKind::Select) {
        if (m_selection.empty() || keys & Qt::AltModifier)
            selectNeighbour(right, up);
        else
            nudge(right, up, step);
        return;
    }
    const Millimetres dx = lengthOf(step) * right, dy = lengthOf(step) * up;
    if (m_tool->step(dx, dy)) return;
    const PlanPoint from = keyPoint();
    m_keyPoint = {from.x + dx, from.y + dy};
    reveal({m_keyPoint->first, m_keyPoint->second, {1}, {1}});
    if (m_tool->active())
        m_tool->move(keyPoint());
    else
        m_tool->hover(keyPoint());
    update();
}

/// Where the keys point: first where the pointer is, else at the selection, else in the middle, on
/// the corner of a tile. It is taken as it stands, without snapping.
PlanPoint PlanView::keyPoint() {
    if (!m_keyPoint) {
        QPointF px = m_pointer.value_or(plane().center());
        if (!m_pointer && !m_selection.empty())
            if (const std::optional<Rect> area = m_scene.areaOf(m_selection.items().front()))
                px = pixelOf(area->x, area->y);
        const auto onTile = [this](double mm) {
            const double tile = std::max(m_scene.tile().um, 1) / 1000.0;
            return m_scene.tile().times(static_cast<int>(std::lround(mm / tile)));
        };
        m_keyPoint = {onTile(m_viewport.xMillimetres(px.x())),
                      onTile(m_viewport.yMillimetres(px.y()))};
    }
    return {pixelOf(m_keyPoint->first, m_keyPoint->second), m_keyPoint->first, m_keyPoint->second,
            Qt::AltModifier};
}

void PlanView::paintKeyPoint(QPainter& painter) const {
    if (!m_keyPoint) return;
    const QPointF at = pixelOf(m_keyPoint->first, m_keyPoint->second);
    painter.setPen(QPen(Theme::current().accent, 1));
    painter.drawLine(at - QPointF(12, 0), at + QPointF(12, 0));
    painter.drawLine(at - QPointF(0, 12), at + QPointF(0, 12));
}

Millimetres PlanView::lengthOf(ArrowStep step) const {
    constexpr Millimetres fine{10};
    constexpr int far = 5;
    return step == ArrowStep::Fine ? fine : m_scene.tile().times(step == ArrowStep::Far ? far : 1);
}

void PlanView::nudge(int right, int up, ArrowStep step) {
    if (m_tool->active() || m_selection.empty()) return;
    const Millimetres by = lengthOf(step);
    Result<Edit> edit = moveItems(m_document.base(), m_selection.items(), by * right, by * up);
    if (!edit) {
        say(edit.error().message);
        return;
    }
    if (Result<void> done = m_document.apply(std::move(edit).value()); !done)
        say(done.error().text());
}

void PlanView::selectNeighbour(int right, int up) {
    if (m_scene.boxes().empty()) return;
    const std::optional<Rect> from =
        m_selection.empty() ? std::nullopt : m_scene.areaOf(m_selection.items().front());
    if (!from) {
        m_selection.set({m_scene.boxes().front().item});
        return;
    }
    const PlanBox* nearest = nullptr;
    double least = 0.0;
    for (const PlanBox& box : m_scene.boxes()) {
        const double dx =
            box.area.x.mm + box.area.width.mm / 2.0 - from->x.mm - from->width.mm / 2.0;
        const double dy =
            box.area.y.mm + box.area.depth.mm / 2.0 - from->y.mm - from->depth.mm / 2.0;
        const double along = dx * right + dy * up,
                     beside = std::abs(dx * up) + std::abs(dy * right);
        if (along < 1.0 || m_selection.contains(box.item)) continue;
        const double cost = along + 3.0 * beside;  // straight ahead is nearer than aside
        if (!nearest || cost < least) {
            nearest = &box;
            least = cost;
        }
    }
    if (!nearest) return;
    m_selection.set({nearest->item});
    reveal(nearest->area);
}

/// Row by row from the top, as one reads.
bool PlanView::selectNext(bool forward) {
    const auto before = [](const PlanBox& a, const PlanBox& b) {
        return std::tuple(-a.area.y.mm, a.area.x.mm, a.item) <
               std::tuple(-b.area.y.mm, b.area.x.mm, b.item);
    };
    const PlanBox* from =
        m_selection.empty() ? nullptr : m_scene.boxOf(m_selection.items().front());
    const PlanBox* next = nullptr;
    for (const PlanBox& box : m_scene.boxes()) {
        if (from && !(forward ? before(*from, box) : before(box, *from))) continue;
        if (!next || (forward ? before(box, *next) : before(*next, box))) next = &box;
    }
    if (!next) return false;
    m_selection.set({next->item});
    reveal(next->area);
    return true;
}

/// Tab goes from thing to thing while something is selected; with nothing selected, and after the
/// last thing, it leaves the plan.
bool PlanView::focusNextPrevChild(bool next) {
    if (m_toolKind == ToolKind::Select && !m_selection.empty() && selectNext(next)) return true;
    return QWidget::focusNextPrevChild(next);
}

}  // namespace hallwright
