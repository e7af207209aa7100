#include "views/plan/obstacle_tool.h"

#include "model/edits/copy_items.h"
#include "model/edits/place_items.h"
#include "views/document.h"
#include "views/plan/plan_view.h"
#include "views/plan/pointer_label.h"
#include "views/selection.h"
#include "views/theme.h"

#include <QLocale>
#include <QPainter>

#include <algorithm>

namespace hallwright {

namespace {

/// Less is a slip of the hand.
constexpr Millimetres leastSide{100};

}  // namespace

Rect ObstacleTool::area() const {
    const Millimetres left = std::min(m_from.x, m_to.x), bottom = std::min(m_from.y, m_to.y);
    return {left, bottom, std::max(m_from.x, m_to.x) - left, std::max(m_from.y, m_to.y) - bottom};
}

bool ObstacleTool::largeEnough() const {
    return area().width >= leastSide && area().depth >= leastSide;
}

void ObstacleTool::hover(const PlanPoint& at) {
    m_hover = at;
    m_view.update();
}

void ObstacleTool::leave() {
    m_hover.reset();
    m_view.update();
}

void ObstacleTool::press(const PlanPoint& at) {
    if (m_view.scene().empty()) return;
    m_from = m_to = snapped(m_view.scene(), at, m_view.viewport().scale);
    m_drawing = true;
    m_before = FindingsBefore(m_view.document().evaluation());
}

void ObstacleTool::move(const PlanPoint& at) {
    m_hover = at;
    m_to = snapped(m_view.scene(), at, m_view.viewport().scale, m_preview);
    m_view.wantPreview();
}

void ObstacleTool::showPreview() {
    if (!m_drawing) return;
    DocumentModel& document = m_view.document();
    m_verdict.reset();
    m_preview.clear();
    if (!largeEnough()) {
        document.cancelPreview();
        return;
    }
    m_next = document.nextId();
    Result<Edit> edit = addObstacle(document.base(), m_kind, area(), m_next);
    if (!edit) {
        document.cancelPreview();
        m_verdict = PlacementVerdict{PlacementVerdict::Level::Bad, edit.error().message};
        return;
    }
    m_preview = addedItems(edit.value());
    std::sort(m_preview.begin(), m_preview.end());
    if (document.preview(std::move(edit).value()))
        m_verdict = m_before.verdictOf(document.evaluation());
}

void ObstacleTool::release(const PlanPoint& at) {
    move(at);
    showPreview();
    m_drawing = false;
    const std::vector<ItemRef> added = m_preview;
    if (added.empty()) {
        m_view.say(m_verdict ? m_verdict->reason
                             : "Drag a rectangle of at least " + std::to_string(leastSide.mm) +
                                   " mm a side");
        cancel();
        return;
    }
    m_preview.clear();
    m_verdict.reset();
    DocumentModel& document = m_view.document();
    document.commitPreview();
    document.nextId() = std::max(document.nextId(), m_next);
    m_view.selection().set(added);
    m_view.update();
}

void ObstacleTool::cancel() {
    m_drawing = false;
    m_verdict.reset();
    if (!m_preview.empty()) m_view.document().cancelPreview();
    m_preview.clear();
    m_view.update();
}

void ObstacleTool::refresh() {
    if (m_drawing) cancel();
}

void ObstacleTool::paint(QPainter& painter) const {
    const Theme& theme = Theme::current();
    const bool column = m_kind == ObstacleKind::Column;
    if (!m_drawing) {
        if (m_hover)
            paintPointerLabel(painter, m_view.plane(), m_hover->px,
                              {column ? QStringLiteral("Column") : QStringLiteral("Keep-out"),
                               QStringLiteral("Drag from corner to corner")},
                              theme);
        return;
    }
    const Viewport& v = m_view.viewport();
    paintGuides(painter, m_view, m_to.snap);
    QColor wash = theme.accent;
    wash.setAlpha(32);
    painter.setPen(QPen(m_verdict ? verdictColour(m_verdict->level, theme) : theme.accent, 2,
                        largeEnough() ? Qt::SolidLine : Qt::DashLine));
    painter.setBrush(wash);
    painter.drawRect(QRectF(v.pixels(area())));
    const QLocale english(QLocale::English);
    PointerLabel label{
        QStringLiteral("%1 × %2 mm")
            .arg(english.toString(area().width.mm), english.toString(area().depth.mm))};
    if (!largeEnough())
        label.detail = QStringLiteral("At least %1 mm a side").arg(leastSide.mm);
    else if (m_verdict && m_verdict->level != PlacementVerdict::Level::Good)
        label.verdict = m_verdict;
    paintPointerLabel(painter, m_view.plane(), m_view.pixelOf(m_to.x, m_to.y), label, theme);
}

}  // namespace hallwright
