#include "views/plan/row_tool.h"

#include "model/base/text.h"
#include "model/edits/copy_items.h"
#include "views/document.h"
#include "views/plan/plan_view.h"
#include "views/plan/pointer_label.h"
#include "views/selection.h"
#include "views/theme.h"

#include <QLocale>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace hallwright {

std::optional<std::string> RowTool::refusal() const {
    if (const std::optional<std::string> why = m_view.whyNotPlaced(m_view.placedPart())) return why;
    const PartPtr part = m_view.partOf(m_view.placedPart());
    if (part->kind == Kind::Cdu || part->kind == Kind::AirUnit)
        return part->name + " is no rack, and a row is made of racks";
    return std::nullopt;
}

QString RowTool::partName() const {
    return QString::fromStdString(m_view.partOf(m_view.placedPart())->name);
}

Rect RowTool::area(const NewRow& row) const {
    return groundOf(m_view.document().base(), *m_view.catalog(), row);
}

void RowTool::hover(const PlanPoint& at) {
    m_hover = at;
    m_view.update();
}

void RowTool::leave() {
    m_hover.reset();
    m_view.update();
}

void RowTool::press(const PlanPoint& at) {
    if (const std::optional<std::string> why = refusal()) {
        m_view.say(*why);
        return;
    }
    m_from = snapped(m_view.scene(), at, m_view.viewport().scale);
    m_at = at;
    m_drawing = true;
    m_flipped = false;
    m_before = FindingsBefore(m_view.document().evaluation());
}

void RowTool::move(const PlanPoint& at) {
    m_at = at;
    m_hover = at;
    const std::optional<NewRow> row = rowTo(at);
    const auto same = [](const NewRow& a, const NewRow& b) {
        return a.x == b.x && a.y == b.y && a.count == b.count && a.along == b.along &&
               a.facing == b.facing;
    };
    // The hall is computed anew only where the row is another one.
    const bool another =
        row.has_value() != m_row.has_value() || (row && m_row && !same(*row, *m_row));
    m_row = row;
    if (another)
        m_view.wantPreview();
    else
        m_view.update();
}

/// From the corner pressed, the way the pointer went most, as many as fit; on the side of the
/// corner that the pointer is on.
std::optional<NewRow> RowTool::rowTo(const PlanPoint& at) const {
    const std::int64_t dx = at.x.mm - m_from.x.mm, dy = at.y.mm - m_from.y.mm;
    const bool along = std::abs(dy) > std::abs(dx);
    const Facing facing = along ? (m_flipped ? Facing::Left : Facing::Right)
                                : (m_flipped ? Facing::Up : Facing::Down);
    NewRow row{.part = m_view.placedPart(),
               .x = m_from.x,
               .y = m_from.y,
               .count = 1,
               .along = along,
               .facing = facing};
    const Rect one = area(row);
    const Millimetres pitch = along ? one.depth : one.width;
    if (pitch.mm <= 0) return std::nullopt;
    // A little short of a whole one counts as one, so that a drag to a tile's edge is not lost.
    const double reach = snapWithin_px / m_view.viewport().scale;
    row.count = static_cast<int>((std::abs(along ? dy : dx) + reach) / pitch.mm);
    if (row.count < 1) return std::nullopt;
    const Rect all = area(row);
    if (dx < 0) row.x = m_from.x - all.width;
    if (dy < 0) row.y = m_from.y - all.depth;
    return row;
}

void RowTool::showPreview() {
    if (!m_drawing) return;
    DocumentModel& document = m_view.document();
    m_verdict.reset();
    m_failure.clear();
    m_preview.clear();
    if (!m_row) {
        document.cancelPreview();
        return;
    }
    m_next = document.nextId();
    Result<Edit> edit = addRow(document.base(), *m_view.catalog(), *m_row, m_next);
    if (edit) {
        m_preview = addedItems(edit.value());
        std::sort(m_preview.begin(), m_preview.end());
        if (const Result<void> shown = document.preview(std::move(edit).value()); !shown)
            m_failure = shown.error().message;
    } else {
        m_failure = edit.error().message;
    }
    if (m_failure.empty()) {
        m_verdict = m_before.verdictOf(document.evaluation());
    } else {
        document.cancelPreview();
        m_verdict = PlacementVerdict{PlacementVerdict::Level::Bad, m_failure};
    }
}

void RowTool::release(const PlanPoint& at) {
    m_at = at;
    m_row = rowTo(at);
    showPreview();
    const std::vector<ItemRef> added = m_preview;
    const std::string failure = m_failure;
    const bool drawn = m_row && failure.empty();
    m_drawing = false;
    m_verdict.reset();
    if (!drawn) {
        m_view.say(failure.empty() ? "Drag farther: not one " + partName().toStdString() + " fits"
                                   : failure);
        cancel();
        return;
    }
    m_row.reset();
    m_preview.clear();
    DocumentModel& document = m_view.document();
    document.commitPreview();
    document.nextId() = std::max(document.nextId(), m_next);
    std::vector<ItemRef> boxes;
    for (ItemRef item : added)
        if (m_view.scene().boxOf(item)) boxes.push_back(item);
    m_view.selection().set(std::move(boxes));
    m_view.update();
}

void RowTool::cancel() {
    m_drawing = false;
    m_row.reset();
    m_verdict.reset();
    if (!m_preview.empty()) m_view.document().cancelPreview();
    m_preview.clear();
    m_view.update();
}

void RowTool::key(int) {
    m_flipped = !m_flipped;
    move(m_at);
}

void RowTool::refresh() {
    // An edit from elsewhere ends the drag: what it was held against is gone.
    if (m_drawing) cancel();
}

void RowTool::paint(QPainter& painter) const {
    const Theme& theme = Theme::current();
    if (!m_drawing) {
        if (!m_hover) return;
        const std::optional<std::string> why = refusal();
        const QString words = why ? QString::fromStdString(*why) : partName();
        const QString hint =
            why ? QString() : QStringLiteral("Drag from the first corner to the end of the row");
        paintPointerLabel(painter, m_view.plane(), m_hover->px, {words, hint}, theme);
        return;
    }
    const Viewport& v = m_view.viewport();
    PointerLabel label;
    if (m_row) {
        const Rect ground = area(*m_row);
        const QRect in = v.pixels(ground);
        const QColor colour =
            verdictColour(m_verdict ? m_verdict->level : PlacementVerdict::Level::Good, theme);
        QColor wash = colour;
        wash.setAlpha(32);
        painter.setPen(QPen(colour, 2));
        painter.setBrush(wash);
        painter.drawRect(QRectF(in).adjusted(1, 1, -1, -1));
        const QLocale english(QLocale::English);
        const int length = m_row->along ? ground.depth.mm : ground.width.mm;
        label.title = QStringLiteral("%1 × %2").arg(m_row->count).arg(partName());
        label.detail = QStringLiteral("%1 mm, fronts %2 (F turns them)")
                           .arg(english.toString(length),
                                m_row->facing == Facing::Up     ? QStringLiteral("up")
                                : m_row->facing == Facing::Down ? QStringLiteral("down")
                                : m_row->facing == Facing::Left ? QStringLiteral("left")
                                                                : QStringLiteral("right"));
        label.verdict = m_verdict;
    } else {
        label.title = partName();
        label.detail = QStringLiteral("Drag farther: not one fits yet");
    }
    painter.setPen(QPen(theme.accent, 1, Qt::DashLine));
    painter.drawLine(m_view.pixelOf(m_from.x, m_from.y), m_at.px);
    paintPointerLabel(painter, m_view.plane(), m_at.px, label, theme);
}

}  // namespace hallwright
