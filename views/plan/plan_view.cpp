#include "views/plan/plan_view.h"

#include "model/edits/move_items.h"
#include "model/rules/rule.h"
#include "views/document.h"
#include "views/plan/rulers.h"
#include "views/plan/select_tool.h"
#include "views/selection.h"
#include "views/theme.h"
#include "views/units.h"

#include <QHelpEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QNativeGestureEvent>
#include <QPainter>
#include <QToolTip>
#include <QWheelEvent>

#include <cmath>

namespace hallwright {

namespace {

/// One evaluation a frame at most while dragging.
constexpr int frame_ms = 16;

}  // namespace

PlanView::PlanView(DocumentModel& document, Selection& selection, QWidget* parent)
    : QWidget(parent), m_document(document), m_selection(selection),
      m_tool(std::make_unique<SelectTool>(*this)) {
    setObjectName("plan");
    setAccessibleName(tr("Plan of the hall"));
    setMouseTracking(true);
    setFocusPolicy(Qt::StrongFocus);
    setAttribute(Qt::WA_OpaquePaintEvent);
    m_previewTimer.setSingleShot(true);
    connect(&m_previewTimer, &QTimer::timeout, this, &PlanView::showPreviewNow);
    connect(&document, &DocumentModel::changed, this, &PlanView::follow);
    connect(&selection, &Selection::changed, this, [this] { update(); });
    connect(&Units::shown(), &Units::changed, this, [this] { update(); });
    m_scene.showAll(document.evaluation());
    zoomToFit();
}

PlanView::~PlanView() = default;

void PlanView::follow(const ChangeEvent& event) {
    if (!event.hallChanged()) return;
    if (event.kind == ChangeEvent::Kind::Loaded) {
        m_tool->cancel();
        m_hover.reset();
        m_scene.showAll(m_document.evaluation());
        zoomToFit();
    } else {
        m_scene.showChange(m_document.evaluation(), event.items, event.rowsCameOrWent);
    }
    update();
}

QRectF PlanView::plane() const { return QRectF(rect()).adjusted(rulerSize, rulerSize, 0, 0); }

void PlanView::setViewport(const Viewport& viewport) {
    m_viewport = viewport;
    m_fitted = false;
    update();
}

void PlanView::zoomBy(double factor) {
    Viewport v = m_viewport;
    v.zoom(factor, plane().center());
    setViewport(v);
}

void PlanView::zoomToFit() {
    m_viewport.fit(m_scene.hall(), plane().adjusted(32, 32, -32, -56));
    m_fitted = true;
    update();
}

void PlanView::centreOn(const std::vector<ItemRef>& items) {
    std::optional<QRectF> around;
    for (ItemRef item : items)
        if (const std::optional<Rect> area = m_scene.areaOf(item)) {
            const QRectF one(area->x.mm, area->y.mm, area->width.mm, area->depth.mm);
            around = around ? around->united(one) : one;
        }
    if (!around) return;
    Viewport v = m_viewport;
    // Near enough to read a name, far enough to see all of them.
    const double readable = 48.0 / 600.0;
    const double most = std::min(plane().width() * 0.6 / around->width(),
                                 plane().height() * 0.6 / around->height());
    v.scale = std::min(std::max(v.scale, readable), most);
    v.origin =
        plane().center() - QPointF(around->center().x() * v.scale, -around->center().y() * v.scale);
    setViewport(v);
}

void PlanView::setOverlay(Overlay overlay) {
    m_overlay = overlay;
    update();
}

std::optional<ItemRef> PlanView::itemAt(QPointF px) const {
    const Millimetres near{static_cast<std::int32_t>(3.0 / m_viewport.scale)};
    return m_scene.itemAt(m_viewport.planX(px.x()), m_viewport.planY(px.y()), near);
}

QPointF PlanView::pixelOf(Millimetres x, Millimetres y) const {
    return {m_viewport.x(x), m_viewport.y(y)};
}

PlanPoint PlanView::pointOf(const QPointF& px, Qt::KeyboardModifiers keys) const {
    return {px, m_viewport.planX(px.x()), m_viewport.planY(px.y()), keys};
}

// -- drawing
// ---------------------------------------------------------------------------------------

void PlanView::draw(QPainter& painter, const QSize& size, double ratio) {
    const Theme& theme = Theme::current();
    const QRectF area(QPointF(0, 0), QSizeF(size));
    painter.save();
    painter.scale(1.0 / ratio, 1.0 / ratio);
    const PlanPainter::Options options{m_overlay, &m_document.evaluation(), &m_selection.items(),
                                       m_hover};
    m_painter.paint(painter, QRectF(area.topLeft() * ratio, area.size() * ratio).toRect(), m_scene,
                    m_viewport.finer(ratio), ratio, theme, options);
    painter.restore();
    if (m_scene.empty()) {
        paintEmptyState(painter);
        return;
    }
    m_tool->paint(painter);
    paintRulers(painter, area, m_scene, m_viewport, theme);
    paintScaleBar(painter, area, m_viewport, theme);
    paintLegend(painter, area, m_document.evaluation(), m_overlay, theme);
    if (m_scene.boxes().empty()) paintEmptyState(painter);
}

void PlanView::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    // The transform knows the true ratio, on a screen and in a picture alike.
    draw(painter, size(), painter.deviceTransform().m11());
    if (hasFocus()) {
        painter.setPen(QPen(Theme::current().accent, 1));
        painter.setBrush(Qt::NoBrush);
        painter.drawRect(rect().adjusted(0, 0, -1, -1));
    }
}

void PlanView::paintEmptyState(QPainter& painter) {
    const Theme& theme = Theme::current();
    const bool noHall = m_scene.empty();
    QFont large = textFont();
    large.setPixelSize(20);
    large.setWeight(QFont::DemiBold);
    // An outline of a row of racks says what belongs here.
    painter.setPen(QPen(theme.boxLine, 1.5));
    painter.setBrush(Qt::NoBrush);
    const QPointF corner(width() / 2.0 - 5 * 18, height() / 2.0 - 124);
    for (int i = 0; i < 10; ++i)
        painter.drawRect(QRectF(corner + QPointF(i * 18, 0), QSizeF(18, 40)));
    painter.fillRect(QRectF(corner + QPointF(0, 38), QSizeF(180, 3)), theme.boxLine);
    const QRectF middle = QRectF(rect()).adjusted(0, height() / 2.0 - 48, 0, 0);
    painter.setFont(large);
    painter.setPen(theme.text);
    painter.drawText(middle, Qt::AlignHCenter | Qt::AlignTop,
                     noHall ? tr("No hall is open") : tr("This hall is empty"));
    painter.setFont(textFont());
    painter.setPen(theme.faint);
    painter.drawText(middle.adjusted(0, 36, 0, 0), Qt::AlignHCenter | Qt::AlignTop,
                     noHall ? tr("Start from a brief with File ▸ New from Brief… (Ctrl+N),\nor "
                                 "open a hall with File ▸ Open… (Ctrl+O).")
                            : tr("Plan it from a brief with File ▸ New from Brief… (Ctrl+N)."));
}

void PlanView::resizeEvent(QResizeEvent*) {
    if (m_fitted) zoomToFit();
}

// -- pointer
// ---------------------------------------------------------------------------------------

void PlanView::wantPreview() {
    if (m_previewTimer.isActive()) return;
    const qint64 passed = m_sincePreview.isValid() ? m_sincePreview.elapsed() : frame_ms;
    if (passed >= frame_ms)
        showPreviewNow();
    else
        m_previewTimer.start(static_cast<int>(frame_ms - passed));
}

void PlanView::showPreviewNow() {
    m_tool->showPreview();
    m_sincePreview.restart();
    update();
}

void PlanView::cancelGesture() {
    m_previewTimer.stop();
    m_tool->cancel();
}

void PlanView::mousePressEvent(QMouseEvent* event) {
    if (event->button() == Qt::MiddleButton || (event->button() == Qt::LeftButton && m_space)) {
        m_panFrom = event->position();
        setCursor(Qt::ClosedHandCursor);
        return;
    }
    if (event->button() == Qt::LeftButton && !m_tool->active())
        m_tool->press(pointOf(event->position(), event->modifiers()));
}

void PlanView::mouseMoveEvent(QMouseEvent* event) {
    const QPointF px = event->position();
    if (m_panFrom) {
        Viewport v = m_viewport;
        v.origin += px - *m_panFrom;
        m_panFrom = px;
        setViewport(v);
        return;
    }
    if (m_tool->active()) {
        m_tool->move(pointOf(px, event->modifiers()));
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
        setCursor(m_space ? Qt::OpenHandCursor : Qt::ArrowCursor);
        return;
    }
    if (event->button() != Qt::LeftButton || !m_tool->active()) return;
    m_previewTimer.stop();
    m_tool->release(pointOf(event->position(), event->modifiers()));
}

/// A double click takes the whole row.
void PlanView::mouseDoubleClickEvent(QMouseEvent* event) {
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
    setViewport(v);
    event->accept();
}

bool PlanView::event(QEvent* event) {
    if (event->type() == QEvent::NativeGesture) {
        auto* gesture = static_cast<QNativeGestureEvent*>(event);
        if (gesture->gestureType() == Qt::ZoomNativeGesture) {
            Viewport v = m_viewport;
            v.zoom(1.0 + gesture->value(), gesture->position());
            setViewport(v);
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
    if (event->type() == QEvent::ShortcutOverride &&
        static_cast<QKeyEvent*>(event)->key() == Qt::Key_Escape) {
        event->accept();
        return true;
    }
    return QWidget::event(event);
}

/// What stands there, what it draws and carries, and what the rules say of it.
QString PlanView::tipOf(ItemRef item) const {
    const Evaluation& evaluation = m_document.evaluation();
    QString tip =
        QStringLiteral("<b>%1</b>")
            .arg(QString::fromStdString(itemName(m_document.hall(), item)).toHtmlEscaped());
    if (const PlanBox* box = m_scene.boxOf(item)) {
        tip += QStringLiteral("  %1").arg(box->part.toHtmlEscaped());
        const Fig power = item.table == TableId::Racks ? Fig::rackTdp : Fig::equipmentPower;
        const QString title =
            QString::fromUtf8(hallwright::info(power).title.data(),
                              static_cast<int>(hallwright::info(power).title.size()));
        if (!std::isnan(box->power))
            tip +=
                QStringLiteral("<br>%1: %2").arg(title, shownText({box->power, Dimension::Power}));
        if (!std::isnan(box->load))
            tip += tr("<br>Power shelves: %1 % of what their redundancy leaves")
                       .arg(std::lround(box->load * 100.0));
    }
    constexpr int most = 5;
    int count = 0;
    for (const Finding& finding : evaluation.findings()) {
        if (std::find(finding.items.begin(), finding.items.end(), item) == finding.items.end())
            continue;
        if (++count > most) continue;
        const RuleInfo& rule = ruleOf(finding);
        const bool unchecked = finding.outcome == Finding::Outcome::NotChecked;
        QString word =
            unchecked ? tr("not checked")
                      : QString::fromUtf8(severityName(rule.severity).data(),
                                          static_cast<int>(severityName(rule.severity).size()));
        word.replace(0, 1, word.at(0).toUpper());
        tip +=
            QStringLiteral("<br>%1: %2")
                .arg(word, QString::fromUtf8(rule.title.data(), static_cast<int>(rule.title.size()))
                               .toHtmlEscaped());
    }
    if (count > most) tip += tr("<br>%1 more findings").arg(count - most);
    return tip;
}

// -- keys
// ------------------------------------------------------------------------------------------

void PlanView::keyPressEvent(QKeyEvent* event) {
    int right = 0, up = 0;
    switch (event->key()) {
    case Qt::Key_Left:
        right = -1;
        break;
    case Qt::Key_Right:
        right = 1;
        break;
    case Qt::Key_Up:
        up = 1;
        break;
    case Qt::Key_Down:
        up = -1;
        break;
    case Qt::Key_Plus:
    case Qt::Key_Equal:
        zoomBy(1.25);
        return;
    case Qt::Key_Minus:
        zoomBy(0.8);
        return;
    case Qt::Key_Escape:
        if (m_tool->active())
            cancelGesture();
        else
            m_selection.clear();
        return;
    case Qt::Key_Space:
        m_space = true;
        if (!m_panFrom) setCursor(Qt::OpenHandCursor);
        return;
    default:
        QWidget::keyPressEvent(event);
        return;
    }
    if (m_selection.empty() || event->modifiers() & Qt::ControlModifier)
        selectNeighbour(right, up);
    else
        nudge(right, up, event->modifiers() & Qt::ShiftModifier);
}

void PlanView::keyReleaseEvent(QKeyEvent* event) {
    if (event->key() != Qt::Key_Space || event->isAutoRepeat()) {
        QWidget::keyReleaseEvent(event);
        return;
    }
    m_space = false;
    if (!m_panFrom) unsetCursor();
}

void PlanView::nudge(int right, int up, bool fine) {
    if (m_tool->active() || m_selection.empty()) return;
    const Millimetres step = fine ? Millimetres{10} : m_scene.tile().times(1);
    Result<Edit> edit = moveItems(m_document.base(), m_selection.items(), step * right, step * up);
    if (!edit) {
        say(edit.error().message);
        return;
    }
    if (Result<void> done = m_document.apply(std::move(edit).value()); !done)
        say(done.error().text());
}

/// From the selection to the nearest box in a direction; without a selection, to the first box.
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
    if (nearest) m_selection.set({nearest->item});
}

}  // namespace hallwright
