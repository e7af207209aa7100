#include "views/plan/place_tool.h"

#include "model/edits/copy_items.h"
#include "model/edits/place_items.h"
#include "views/document.h"
#include "views/plan/plan_view.h"
#include "views/plan/pointer_label.h"
#include "views/selection.h"
#include "views/theme.h"

#include <QPainter>

#include <algorithm>

namespace hallwright {

PlaceTool::PlaceTool(PlanView& view) : PlanTool(view) {}

PlaceTool::PlaceTool(PlanView& view, std::string part) : PlanTool(view), m_given(std::move(part)) {}

const std::string& PlaceTool::id() const { return m_given ? *m_given : m_view.placedPart(); }

std::optional<std::string> PlaceTool::refusal() const { return m_view.whyNotPlaced(id()); }

Rect PlaceTool::area() const { return footprintOf(m_view.partOf(id()).get(), m_place); }

// -- where the ghost is
// ----------------------------------------------------------------------------

void PlaceTool::hover(const PlanPoint& at) {
    take(at);
    if (m_shown)
        m_view.wantPreview();
    else
        m_view.update();
}

void PlaceTool::take(const PlanPoint& at) {
    m_at = at;
    m_byKeys = false;
    m_shown = !refusal();
}

/// Brings the ghost below the pointer, held by its middle.
void PlaceTool::follow() {
    if (!m_at || m_byKeys) return;
    m_place.facing = m_turned.value_or(neighboursFacing());
    m_place.x = m_place.y = {0};
    const Rect size = area();
    const Rect there{m_at->x - size.width / 2, m_at->y - size.depth / 2, size.width, size.depth};
    m_snap = {};
    if (!(m_at->keys & Qt::AltModifier)) {
        const Millimetres reach{static_cast<std::int32_t>(snapWithin_px / m_view.viewport().scale)};
        m_snap = snapped(m_view.scene(), there, m_preview, {0}, {0}, reach);
    }
    m_place.x = there.x + m_snap.dx;
    m_place.y = there.y + m_snap.dy;
}

/// A rack looks the way of the rack nearest to it.
Facing PlaceTool::neighboursFacing() const {
    constexpr Millimetres near{3000};
    const Rect around{m_at->x - near, m_at->y - near, near * 2, near * 2};
    Facing facing = m_place.facing;
    std::int64_t least = -1;
    m_view.scene().forEachIn(around, [&](const PlanBox& box) {
        if (!box.area.overlaps(around) ||
            std::binary_search(m_preview.begin(), m_preview.end(), box.item))
            return;
        const std::int64_t dx = box.area.x.mm + box.area.width.mm / 2 - m_at->x.mm,
                           dy = box.area.y.mm + box.area.depth.mm / 2 - m_at->y.mm;
        const std::int64_t distance = dx * dx + dy * dy;
        if (least >= 0 && distance >= least) return;
        least = distance;
        facing = box.facing;
    });
    return facing;
}

bool PlaceTool::step(Millimetres dx, Millimetres dy) {
    if (const std::optional<std::string> why = refusal()) {
        m_view.say(*why);
        return true;
    }
    if (!m_shown) {
        // Where the pointer was, else beside what is selected, else in the middle of what is seen.
        const Rect seen = m_view.inSight();
        PlanPoint from{{}, seen.x + seen.width / 2, seen.y + seen.depth / 2, {}};
        if (!m_view.selection().empty())
            if (const auto beside = m_view.scene().areaOf(m_view.selection().items().front()))
                from = {{}, beside->right() + area().width / 2, beside->y + beside->depth / 2, {}};
        if (!m_at) m_at = from;
        m_byKeys = false;
        follow();
        m_shown = true;
    } else {
        m_place.x += dx;
        m_place.y += dy;
    }
    m_byKeys = true;
    m_snap = {};
    m_view.reveal(area());
    m_at->px = m_view.pixelOf(area().right(), area().y);
    m_view.wantPreview();
    return true;
}

void PlaceTool::key(int) {
    const Facing now = m_turned.value_or(m_place.facing);
    m_turned = static_cast<Facing>((static_cast<int>(now) + 1) % 4);
    m_place.facing = *m_turned;
    if (m_shown) m_view.wantPreview();
}

// -- what it would do
// ------------------------------------------------------------------------------

void PlaceTool::showPreview() {
    if (m_shown) show();
}

void PlaceTool::show() {
    DocumentModel& document = m_view.document();
    if (!m_compared) {
        document.cancelPreview();
        m_before = FindingsBefore(document.evaluation());
        m_compared = true;
    }
    follow();
    m_next = document.nextId();
    Result<Edit> edit = placePart(document.base(), *m_view.catalog(), id(), m_place, m_next);
    m_failure.clear();
    if (edit) {
        m_preview = addedItems(edit.value());
        std::sort(m_preview.begin(), m_preview.end());
        if (const Result<void> shown = document.preview(std::move(edit).value()); !shown)
            m_failure = shown.error().message;
    } else {
        m_failure = edit.error().message;
    }
    if (!m_failure.empty()) {
        document.cancelPreview();
        m_preview.clear();
        m_verdict = PlacementVerdict{PlacementVerdict::Level::Bad, m_failure};
        return;
    }
    m_verdict = m_before.verdictOf(document.evaluation());
}

void PlaceTool::press(const PlanPoint& at) {
    if (const std::optional<std::string> why = refusal()) {
        m_view.say(*why);
        return;
    }
    take(at);
    enter();
    if (at.keys & Qt::ShiftModifier) m_view.setTool(ToolKind::Select);
}

/// Makes the ghost real. A part may be placed where a rule is broken: the finding stays.
bool PlaceTool::enter() {
    if (!m_shown) return step({0}, {0});
    show();
    if (!m_failure.empty()) {
        m_view.say(m_failure);
        return true;
    }
    DocumentModel& document = m_view.document();
    const std::vector<ItemRef> placed = m_preview;
    m_preview.clear();
    m_verdict.reset();
    // The ghost waits for the next move: on the spot just taken it would only clash.
    m_shown = false;
    document.commitPreview();
    document.nextId() = std::max(document.nextId(), m_next);
    m_view.selection().set(placed);
    return true;
}

void PlaceTool::cancel() {
    const bool shown = m_shown;
    m_shown = false;
    m_compared = false;
    m_preview.clear();
    m_verdict.reset();
    m_failure.clear();
    m_snap = {};
    if (shown) m_view.document().cancelPreview();
    m_view.update();
}

void PlaceTool::refresh() {
    m_compared = false;
    m_preview.clear();
    m_verdict.reset();
    if (refusal()) m_shown = false;
    if (m_shown) m_view.wantPreviewLater();
}

// -- drawing
// ---------------------------------------------------------------------------------------

void PlaceTool::paint(QPainter& painter) const {
    const Theme& theme = Theme::current();
    if (const std::optional<std::string> why = refusal()) {
        if (m_at && m_view.pointer())
            paintPointerLabel(painter, m_view.plane(), *m_view.pointer(),
                              {QString::fromStdString(*why)}, theme);
        return;
    }
    if (!m_shown || !m_verdict) {
        if (!m_shown && m_at && m_view.pointer())
            paintPointerLabel(painter, m_view.plane(), *m_view.pointer(),
                              {QString::fromStdString(m_view.partOf(id())->name),
                               QStringLiteral("Click to place, R turns it")},
                              theme);
        return;
    }
    const Viewport& v = m_view.viewport();
    const QRect in = v.pixels(area());
    const QColor colour = verdictColour(m_verdict->level, theme);
    paintGuides(painter, m_view, m_snap);
    QColor wash = colour;
    wash.setAlpha(48);
    painter.setBrush(wash);
    painter.setPen(QPen(colour, 2));
    painter.drawRect(QRectF(in).adjusted(1, 1, -1, -1));
    // The front, so that it shows which way the ghost looks.
    QRectF front(in);
    constexpr double thick = 4.0;
    switch (m_place.facing) {
    case Facing::Up:
        front.setHeight(thick);
        break;
    case Facing::Down:
        front.setTop(front.bottom() - thick);
        break;
    case Facing::Left:
        front.setWidth(thick);
        break;
    case Facing::Right:
        front.setLeft(front.right() - thick);
        break;
    }
    painter.fillRect(front, colour);
    PointerLabel label{QString::fromStdString(m_view.partOf(id())->name)};
    label.verdict = *m_verdict;
    // Beside the ghost, so that the words do not cover it.
    paintPointerLabel(painter, m_view.plane(), QPointF(in.right() - 8, in.top() - 16), label,
                      theme);
}

}  // namespace hallwright
