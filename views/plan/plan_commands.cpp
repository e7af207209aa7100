#include "views/plan/plan_commands.h"

#include "model/edits/align_items.h"
#include "model/edits/change_items.h"
#include "model/edits/copy_items.h"
#include "model/edits/move_items.h"
#include "views/document.h"
#include "views/plan/plan_view.h"
#include "views/plan/snapping.h"
#include "views/selection.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QMimeData>

#include <algorithm>
#include <cmath>
#include <set>

namespace hallwright {

namespace {

struct AlignRow {
    ActionId action;
    Alignment to;
};
constexpr AlignRow aligns[] = {
    {ActionId::AlignLeft, Alignment::Left},
    {ActionId::AlignRight, Alignment::Right},
    {ActionId::AlignBottom, Alignment::Bottom},
    {ActionId::AlignTop, Alignment::Top},
};

struct ToolRow {
    ActionId action;
    ToolKind tool;
};
constexpr ToolRow tools[] = {
    {ActionId::ToolSelect, ToolKind::Select},   {ActionId::ToolPlace, ToolKind::Place},
    {ActionId::ToolRow, ToolKind::Row},         {ActionId::ToolColumn, ToolKind::Column},
    {ActionId::ToolKeepOut, ToolKind::KeepOut}, {ActionId::ToolMeasure, ToolKind::Measure},
};

struct OverlayRow {
    ActionId action;
    Overlay overlay;
};
constexpr OverlayRow overlays[] = {
    {ActionId::OverlayNone, Overlay::None},         {ActionId::OverlayPower, Overlay::Power},
    {ActionId::OverlayHeat, Overlay::Heat},         {ActionId::OverlayFlow, Overlay::Flow},
    {ActionId::OverlayAir, Overlay::Air},           {ActionId::OverlayFloor, Overlay::Floor},
    {ActionId::OverlayFindings, Overlay::Findings}, {ActionId::OverlayCables, Overlay::Cables},
};

constexpr ActionId done[] = {
    ActionId::Cut,
    ActionId::Copy,
    ActionId::Paste,
    ActionId::Duplicate,
    ActionId::DuplicateRow,
    ActionId::Delete,
    ActionId::Rotate,
    ActionId::RotateBack,
    ActionId::Lock,
    ActionId::AlignLeft,
    ActionId::AlignRight,
    ActionId::AlignBottom,
    ActionId::AlignTop,
    ActionId::DistributeAcross,
    ActionId::DistributeAlong,
    ActionId::SelectAll,
    ActionId::SelectAlike,
    ActionId::SelectNone,
    ActionId::ToolSelect,
    ActionId::ToolPlace,
    ActionId::ToolRow,
    ActionId::ToolColumn,
    ActionId::ToolKeepOut,
    ActionId::ToolMeasure,
    ActionId::ZoomIn,
    ActionId::ZoomOut,
    ActionId::ZoomToFit,
    ActionId::ZoomToSelection,
    ActionId::OverlayNone,
    ActionId::OverlayPower,
    ActionId::OverlayHeat,
    ActionId::OverlayFlow,
    ActionId::OverlayAir,
    ActionId::OverlayFloor,
    ActionId::OverlayFindings,
    ActionId::OverlayCables,
};

/// The part of a rack or of equipment.
PartId partOfBox(const Hall& hall, ItemRef item) {
    if (item.table == TableId::Racks)
        if (const Rack* rack = hall.racks.find({item.id})) return rack->part;
    if (item.table == TableId::Equipment)
        if (const Equipment* unit = hall.equipment.find({item.id})) return unit->part;
    return {};
}

/// The ground of what an edit adds.
std::optional<Rect> groundOfNew(const Hall& base, const Edit& edit) {
    Hall with = base;
    if (!apply(with, edit)) return std::nullopt;
    std::optional<Rect> ground;
    const auto take = [&](const Rect& area) { ground = ground ? hull(*ground, area) : area; };
    for (ItemRef item : addedItems(edit)) {
        switch (item.table) {
        case TableId::Racks:
            take(footprintOf(with, with.racks[{item.id}]));
            break;
        case TableId::Equipment:
            take(footprintOf(with, with.equipment[{item.id}]));
            break;
        case TableId::Obstacles:
            take(with.obstacles[{item.id}].area);
            break;
        case TableId::Busways: {
            const Busway& b = with.busways[{item.id}];
            take(hull({b.x1, b.y1, {0}, {0}}, {b.x2, b.y2, {0}, {0}}));
            break;
        }
        case TableId::Trays: {
            const Tray& t = with.trays[{item.id}];
            take(hull({t.x1, t.y1, {0}, {0}}, {t.x2, t.y2, {0}, {0}}));
            break;
        }
        default:
            break;
        }
    }
    return ground;
}

}  // namespace

PlanCommands::PlanCommands(DocumentModel& document, Selection& selection, PlanView& plan,
                           QObject* parent)
    : QObject(parent), m_document(document), m_selection(selection), m_plan(plan) {
    connect(&document, &DocumentModel::changed, this, &PlanCommands::changed);
    connect(&selection, &Selection::changed, this, &PlanCommands::changed);
    connect(&plan, &PlanView::toolChanged, this, &PlanCommands::changed);
    connect(QGuiApplication::clipboard(), &QClipboard::dataChanged, this, &PlanCommands::changed);
}

std::span<const ActionId> PlanCommands::actions() { return done; }

void PlanCommands::run(ActionId action) {
    for (const AlignRow& row : aligns)
        if (row.action == action) send(alignItems(m_document.base(), m_selection.items(), row.to));
    for (const ToolRow& row : tools)
        if (row.action == action) m_plan.setTool(row.tool);
    for (const OverlayRow& row : overlays)
        if (row.action == action) {
            m_plan.setOverlay(row.overlay);
            Q_EMIT changed();
        }
    switch (action) {
    case ActionId::Cut:
        return cut();
    case ActionId::Copy:
        return copy();
    case ActionId::Paste:
        return paste();
    case ActionId::Duplicate:
        return duplicate();
    case ActionId::DuplicateRow:
        return duplicateRow();
    case ActionId::Delete:
        return deleteSelected();
    case ActionId::Rotate:
        return rotate(1);
    case ActionId::RotateBack:
        return rotate(3);
    case ActionId::Lock:
        return lock();
    case ActionId::DistributeAcross:
        send(distributeItems(m_document.base(), m_selection.items(), Direction::Across));
        return;
    case ActionId::DistributeAlong:
        send(distributeItems(m_document.base(), m_selection.items(), Direction::Along));
        return;
    case ActionId::SelectAll:
        return selectAll();
    case ActionId::SelectAlike:
        return selectAlike();
    case ActionId::SelectNone:
        return m_selection.clear();
    case ActionId::ZoomIn:
        return m_plan.zoomBy(1.25);
    case ActionId::ZoomOut:
        return m_plan.zoomBy(0.8);
    case ActionId::ZoomToFit:
        return m_plan.zoomToFit();
    case ActionId::ZoomToSelection:
        return m_plan.zoomToSelection();
    default:
        return;
    }
}

bool PlanCommands::enabled(ActionId action) const {
    const bool hall = !m_plan.scene().empty();
    switch (action) {
    case ActionId::Cut:
    case ActionId::Copy:
    case ActionId::Duplicate:
    case ActionId::Delete:
    case ActionId::Rotate:
    case ActionId::RotateBack:
    case ActionId::Lock:
    case ActionId::SelectNone:
    case ActionId::ZoomToSelection:
        return !m_selection.empty();
    case ActionId::Paste: {
        const QMimeData* held = QGuiApplication::clipboard()->mimeData();
        return hall && held && held->hasFormat(itemsMime);
    }
    case ActionId::DuplicateRow:
        return anyInRow();
    case ActionId::AlignLeft:
    case ActionId::AlignRight:
    case ActionId::AlignBottom:
    case ActionId::AlignTop:
        return boxesSelected() >= 2;
    case ActionId::DistributeAcross:
    case ActionId::DistributeAlong:
        return boxesSelected() >= 3;
    case ActionId::SelectAlike:
        return std::any_of(
            m_selection.items().begin(), m_selection.items().end(),
            [this](ItemRef item) { return static_cast<bool>(partOfBox(m_document.hall(), item)); });
    default:
        return hall;
    }
}

bool PlanCommands::checked(ActionId action) const {
    for (const ToolRow& row : tools)
        if (row.action == action) return m_plan.tool() == row.tool;
    for (const OverlayRow& row : overlays)
        if (row.action == action) return m_plan.overlay() == row.overlay;
    return false;
}

bool PlanCommands::send(Result<Edit> edit) {
    const Result<void> sent =
        edit ? m_document.apply(std::move(edit).value()) : Result<void>(edit.error());
    if (!sent) m_plan.say(sent.error().message);
    return static_cast<bool>(sent);
}

void PlanCommands::add(Result<Edit> edit, RawId next) {
    const std::vector<ItemRef> added = edit ? addedItems(edit.value()) : std::vector<ItemRef>{};
    if (!send(std::move(edit))) return;
    m_document.nextId() = std::max(m_document.nextId(), next);
    m_selection.set(added);
}

int PlanCommands::boxesSelected() const {
    return static_cast<int>(
        std::count_if(m_selection.items().begin(), m_selection.items().end(), [](ItemRef item) {
            return item.table == TableId::Racks || item.table == TableId::Equipment ||
                   item.table == TableId::Obstacles;
        }));
}

bool PlanCommands::anyInRow() const {
    const Hall& hall = m_document.hall();
    return std::any_of(m_selection.items().begin(), m_selection.items().end(), [&](ItemRef item) {
        if (item.table == TableId::Rows) return true;
        if (item.table == TableId::Racks)
            if (const Rack* rack = hall.racks.find({item.id})) return bool(rack->row);
        if (item.table == TableId::Equipment)
            if (const Equipment* unit = hall.equipment.find({item.id})) return bool(unit->row);
        return false;
    });
}

// -- clipboard
// -------------------------------------------------------------------------------------

void PlanCommands::copy() {
    const std::string text = copyItems(m_document.base(), m_selection.items());
    if (text.empty()) {
        m_plan.say("Nothing of what is selected can be copied");
        return;
    }
    auto data = std::make_unique<QMimeData>();
    data->setData(itemsMime, QByteArray::fromStdString(text));
    data->setText(QString::fromStdString(text));
    QGuiApplication::clipboard()->setMimeData(data.release());
    m_plan.say("Copied " + itemsInWords(m_document.base(), m_selection.items()));
}

void PlanCommands::cut() {
    Result<Edit> edit = deleteItems(m_document.base(), m_selection.items());
    if (!edit) {
        m_plan.say(edit.error().message);
        return;
    }
    const std::string words = itemsInWords(m_document.base(), m_selection.items());
    copy();
    Edit taken = std::move(edit).value();
    taken.label = "Cut " + words;
    send(std::move(taken));
}

void PlanCommands::paste() {
    const QMimeData* held = QGuiApplication::clipboard()->mimeData();
    if (!held || !held->hasFormat(itemsMime)) {
        m_plan.say("The clipboard holds nothing that was copied from a plan");
        return;
    }
    const std::string text = held->data(itemsMime).toStdString();
    m_plan.cancelGesture();
    RawId next = m_document.nextId();
    Result<Edit> there = pasteItems(m_document.base(), text, {0}, {0}, next);
    const std::optional<Rect> ground =
        there ? groundOfNew(m_document.base(), there.value()) : std::nullopt;
    if (!ground) {
        add(std::move(there), next);
        return;
    }
    Millimetres dx{0}, dy{0};
    if (const std::optional<QPointF> pointer = m_plan.pointer()) {
        // By whole tiles, so that what stood on the grid stands on it again.
        const double tile = std::max(m_plan.scene().tile().um, 1000) / 1000.0;
        const auto whole = [&](double mm) {
            return Millimetres{
                static_cast<std::int32_t>(std::lround(std::round(mm / tile) * tile))};
        };
        const Viewport& v = m_plan.viewport();
        dx = whole(v.xMillimetres(pointer->x()) - ground->x.mm - ground->width.mm / 2.0);
        dy = whole(v.yMillimetres(pointer->y()) - ground->y.mm - ground->depth.mm / 2.0);
    } else {
        // To the right by their own width, as often as it takes to stand free.
        constexpr int mostTries = 50;
        const auto taken = [&](const Rect& area) {
            bool found = false;
            m_plan.scene().forEachIn(
                area, [&](const PlanBox& box) { found = found || box.area.overlaps(area); });
            return found;
        };
        const Millimetres by = std::max(ground->width, Millimetres{1});
        for (int i = 0; i < mostTries; ++i) {
            const Rect area{ground->x + dx, ground->y, ground->width, ground->depth};
            if (!taken(area)) break;
            dx += by;
        }
    }
    next = m_document.nextId();
    add(pasteItems(m_document.base(), text, dx, dy, next), next);
}

void PlanCommands::duplicate() {
    RawId next = m_document.nextId();
    Result<Edit> edit = duplicateItems(m_document.base(), m_selection.items(), next);
    add(std::move(edit), next);
}

void PlanCommands::duplicateRow() {
    RawId next = m_document.nextId();
    Result<Edit> edit = duplicateRows(m_document.base(), m_selection.items(), next);
    add(std::move(edit), next);
}

// -- edits of what is selected
// ---------------------------------------------------------------------

void PlanCommands::deleteSelected() { send(deleteItems(m_document.base(), m_selection.items())); }

void PlanCommands::rotate(int quarterTurns) {
    send(rotateItems(m_document.base(), m_selection.items(), quarterTurns));
}

/// Fastens all, or lets all go where all are fastened.
void PlanCommands::lock() {
    const bool all =
        std::all_of(m_selection.items().begin(), m_selection.items().end(),
                    [this](ItemRef item) { return isLocked(m_document.base(), item); });
    send(setLocked(m_document.base(), m_selection.items(), !all));
}

// -- selection
// -------------------------------------------------------------------------------------

void PlanCommands::selectAll() { m_selection.set(m_plan.scene().allItems()); }

void PlanCommands::selectAlike() {
    const Hall& hall = m_document.hall();
    std::set<PartId> parts;
    for (ItemRef item : m_selection.items())
        if (const PartId part = partOfBox(hall, item)) parts.insert(part);
    std::vector<ItemRef> alike;
    for (const PlanBox& box : m_plan.scene().boxes())
        if (parts.contains(partOfBox(hall, box.item))) alike.push_back(box.item);
    if (!alike.empty()) m_selection.set(std::move(alike));
}

}  // namespace hallwright
