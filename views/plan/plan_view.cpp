#include "views/plan/plan_view.h"

#include "model/edits/place_items.h"
#include "model/rules/rule.h"
#include "views/document.h"
#include "views/paced_refresh.h"
#include "views/plan/legend.h"
#include "views/plan/measure_tool.h"
#include "views/plan/obstacle_tool.h"
#include "views/plan/place_tool.h"
#include "views/plan/row_tool.h"
#include "views/plan/rulers.h"
#include "views/plan/select_tool.h"
#include "views/selection.h"
#include "views/theme.h"
#include "views/units.h"

#include <QPainter>

#include <cmath>

namespace hallwright {

namespace {

/// One evaluation a frame at most while dragging.
/// So long after the last step of a pan or zoom the words are drawn that it left out.
constexpr int still_ms = 80;
/// Words are set once and then copied. So many new ones a frame, lest a frame take long.
constexpr int newWordsInAMove = 8, newWordsWhenStill = 60;

}  // namespace

PlanView::PlanView(DocumentModel& document, Selection& selection, QWidget* parent)
    : QWidget(parent), m_document(document), m_selection(selection),
      m_tool(std::make_unique<SelectTool>(*this)) {
    setObjectName("plan");
    setAccessibleName(tr("Plan of the hall"));
    setMouseTracking(true);
    setFocusPolicy(Qt::StrongFocus);
    setAttribute(Qt::WA_OpaquePaintEvent);
    setAcceptDrops(true);
    m_previewTimer.setSingleShot(true);
    m_previewTimer.setTimerType(Qt::PreciseTimer);
    connect(&m_previewTimer, &QTimer::timeout, this, &PlanView::showPreviewNow);
    connect(&document, &DocumentModel::changed, this, &PlanView::follow);
    connect(&selection, &Selection::changed, this, [this] { update(); });
    connect(&Units::shown(), &Units::changed, this, [this] {
        m_picture.invalidate();
        update();
    });
    m_still.setSingleShot(true);
    m_still.setInterval(still_ms);
    connect(&m_still, &QTimer::timeout, this, [this] {
        m_filling = m_picture.wordsMissing();
        if (m_filling) update();
    });
    m_scene.showAll(document.evaluation());
    zoomToFit();
}

PlanView::~PlanView() = default;

void PlanView::follow(const ChangeEvent& event) {
    if (!event.hallChanged()) return;
    if (event.kind == ChangeEvent::Kind::Loaded) {
        endDrop();
        m_tool->cancel();
        m_hover.reset();
        m_links.clear();
        m_scene.showAll(m_document.evaluation());
        m_picture.invalidate();
        zoomToFit();
    } else {
        m_scene.showChange(m_document.evaluation(), event.items, event.rowsCameOrWent);
        m_picture.noteChange(m_scene.changedAreas());
    }
    m_density.reset();
    if (m_overlay == Overlay::Cables) m_picture.invalidate();  // any rack may have other cables
    m_ways = linkWays(m_document.evaluation(), m_links);
    if (event.kind != ChangeEvent::Kind::Previewed && event.kind != ChangeEvent::Kind::Cancelled)
        acting().refresh();
    update();
}

void PlanView::showLinks(const std::vector<LinkRef>& links) {
    if (links.empty() && m_links.empty()) return;
    m_links = links;
    m_ways = linkWays(m_document.evaluation(), m_links);
    update();
}

const CableDensity* PlanView::density() {
    if (m_overlay != Overlay::Cables) return nullptr;
    if (!m_density) m_density = cableDensity(m_document.evaluation());
    return &*m_density;
}

// -- tools
// -----------------------------------------------------------------------------------------

namespace {

std::unique_ptr<PlanTool> toolOf(ToolKind kind, PlanView& view) {
    switch (kind) {
    case ToolKind::Place:
        return std::make_unique<PlaceTool>(view);
    case ToolKind::Row:
        return std::make_unique<RowTool>(view);
    case ToolKind::Column:
        return std::make_unique<ObstacleTool>(view, ObstacleKind::Column);
    case ToolKind::KeepOut:
        return std::make_unique<ObstacleTool>(view, ObstacleKind::KeepOut);
    case ToolKind::Measure:
        return std::make_unique<MeasureTool>(view);
    default:
        return std::make_unique<SelectTool>(view);
    }
}

}  // namespace

void PlanView::setTool(ToolKind kind) {
    cancelGesture();
    m_keyPoint.reset();
    if (kind != m_toolKind) {
        m_toolKind = kind;
        m_tool = toolOf(kind, *this);
        m_hover.reset();
        showCursor();
        Q_EMIT toolChanged(kind);
    }
    const bool places = kind == ToolKind::Place || kind == ToolKind::Row;
    if (places && m_placedPart.empty()) say("Choose a part in the catalog first");
    update();
}

void PlanView::setCatalog(std::shared_ptr<const Catalog> catalog) {
    m_catalog = std::move(catalog);
    m_tool->refresh();
}

void PlanView::setPlacedPart(std::string catalogId) {
    if (m_placedPart == catalogId) return;
    m_placedPart = std::move(catalogId);
    m_tool->refresh();
    update();
}

PartPtr PlanView::partOf(const std::string& catalogId) const {
    const Hall& hall = m_document.base();
    if (const FrozenPart* held = hall.parts.find(hall.findPart(catalogId))) return held->part;
    return m_catalog ? m_catalog->find(catalogId) : nullptr;
}

std::optional<std::string> PlanView::whyNotPlaced(const std::string& catalogId) const {
    if (m_scene.empty()) return "Open a hall first, or make a new one";
    if (!m_catalog) return "There is no catalog to place parts from";
    if (catalogId.empty()) return "Choose a part in the catalog first";
    const PartPtr part = partOf(catalogId);
    if (!part) return "The catalog has no part " + catalogId;
    if (!isPlaceable(part->kind)) return part->name + " does not stand on the floor by itself";
    return std::nullopt;
}

// -- what is in sight
// ------------------------------------------------------------------------------

QRectF PlanView::plane() const { return QRectF(rect()).adjusted(rulerSize, rulerSize, 0, 0); }

void PlanView::setViewport(const Viewport& viewport) {
    m_viewport = viewport;
    m_fitted = false;
    update();
}

void PlanView::moveTo(const Viewport& viewport) {
    m_still.start();
    setViewport(viewport);
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

void PlanView::zoomToSelection() {
    std::optional<Rect> around;
    for (ItemRef item : m_selection.items())
        if (const std::optional<Rect> area = m_scene.areaOf(item))
            around = around ? hull(*around, *area) : *area;
    if (!around) return;
    // A thing alone is shown with what stands around it.
    const double margin = 0.15 * std::min(plane().width(), plane().height());
    Viewport v = m_viewport;
    v.fit(*around, plane().adjusted(margin, margin, -margin, -margin));
    setViewport(v);
}

void PlanView::reveal(const Rect& area) {
    const QRectF room = plane().adjusted(24, 24, -24, -24);
    const QRectF px(pixelOf(area.x, area.top()), pixelOf(area.right(), area.y));
    const auto shift = [](double low, double high, double from, double to) {
        return low < from ? from - low : high > to ? to - high : 0.0;
    };
    const QPointF by(shift(px.left(), px.right(), room.left(), room.right()),
                     shift(px.top(), px.bottom(), room.top(), room.bottom()));
    if (by.isNull()) return;
    Viewport v = m_viewport;
    v.origin += by;
    setViewport(v);
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
                                       m_hover, density()};
    m_picture.paint(painter, m_painter, QRectF(area.topLeft(), area.size() * ratio).toRect().size(),
                    m_scene, m_viewport.finer(ratio), ratio, theme, options, m_still.isActive(),
                    m_still.isActive() ? std::optional(newWordsInAMove)
                    : m_filling        ? std::optional(newWordsWhenStill)
                                       : std::nullopt);
    painter.restore();
    if (m_filling && !m_still.isActive()) {
        m_filling = m_picture.wordsMissing();
        if (m_filling) update();
    }
    if (m_scene.empty()) {
        paintEmptyState(painter);
        return;
    }
    if (const CableDensity* cables = density())
        paintCableDensity(painter, plane(), m_viewport, *cables, theme);
    paintLinkWays(painter, plane(), m_viewport, m_ways, theme);
    paintKeyPoint(painter);
    paintLegend(painter, area, m_document.evaluation(), m_overlay, theme, density());
    (m_drop ? *m_drop : *m_tool).paint(painter);
    paintRulers(painter, area, m_scene, m_viewport, theme);
    if (m_pointer) paintRulerMarks(painter, area, *m_pointer, theme);
    paintScaleBar(painter, area, m_viewport, theme);
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
    QFont large = textFont(20, true);
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

// -- gestures
// ---------------------------------------------------------------------------------------

void PlanView::wantPreview() {
    if (m_previewTimer.isActive()) return;
    const qint64 passed = m_sincePreview.isValid() ? m_sincePreview.elapsed() : frame_ms;
    if (passed >= frame_ms)
        showPreviewNow();
    else
        m_previewTimer.start(static_cast<int>(frame_ms - passed));
}

void PlanView::wantPreviewLater() {
    if (!m_previewTimer.isActive()) m_previewTimer.start(0);
}

void PlanView::showPreviewNow() {
    acting().showPreview();
    m_sincePreview.restart();
    update();
}

void PlanView::cancelGesture() {
    m_previewTimer.stop();
    endDrop();
    m_tool->cancel();
}

void PlanView::endDrop() {
    if (!m_drop) return;
    // Out of hand first, so that what the end of the preview calls does not find it again.
    const std::unique_ptr<PlanTool> drop = std::move(m_drop);
    drop->cancel();
    update();
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

}  // namespace hallwright
