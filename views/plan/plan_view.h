#pragma once

#include "model/parts/catalog.h"
#include "views/plan/cable_density.h"
#include "views/plan/link_ways.h"
#include "views/plan/plan_painter.h"
#include "views/plan/plan_picture.h"
#include "views/plan/plan_scene.h"
#include "views/plan/tool.h"
#include "views/plan/viewport.h"

#include <QElapsedTimer>
#include <QTimer>
#include <QWidget>

#include <memory>

namespace hallwright {

class DocumentModel;
class Selection;
struct ChangeEvent;

/// What the pointer does in the plan.
enum class ToolKind : std::uint8_t { Select, Place, Row, Column, KeepOut, Measure };

/// How far an arrow key goes: ten millimetres, a tile, five tiles.
enum class ArrowStep : std::uint8_t { Fine, Tile, Far };

/// The hall from above, to scale. Shows the document and sends it edits through its tools.
class PlanView : public QWidget {
    Q_OBJECT

public:
    PlanView(DocumentModel& document, Selection& selection, QWidget* parent = nullptr);
    ~PlanView() override;

    DocumentModel& document() { return m_document; }
    Selection& selection() { return m_selection; }
    const PlanScene& scene() const { return m_scene; }
    const Viewport& viewport() const { return m_viewport; }
    std::optional<ItemRef> itemAt(QPointF px) const;
    /// Where a point of the plan is on the screen.
    QPointF pixelOf(Millimetres x, Millimetres y) const;

    void setTool(ToolKind kind);
    ToolKind tool() const { return m_toolKind; }
    /// What parts are placed from. Without one nothing can be placed.
    void setCatalog(std::shared_ptr<const Catalog> catalog);
    const Catalog* catalog() const { return m_catalog.get(); }
    /// The part that the tools place and draw rows of; its id in the catalog.
    void setPlacedPart(std::string catalogId);
    const std::string& placedPart() const { return m_placedPart; }
    /// A part as the hall holds it, else as the catalog has it; null where neither knows it.
    PartPtr partOf(const std::string& catalogId) const;
    /// Why a part cannot be placed here; nothing where it can.
    std::optional<std::string> whyNotPlaced(const std::string& catalogId) const;

    void setOverlay(Overlay overlay);
    Overlay overlay() const { return m_overlay; }
    /// Draws the ways of these links over the plan; none takes them away.
    void showLinks(const std::vector<LinkRef>& links);
    const LinkWays& linksShown() const { return m_ways; }
    void zoomBy(double factor);
    void zoomToFit();
    /// Shows what is selected as large as fits.
    void zoomToSelection();
    /// Brings items to the middle of the view, nearer where they are small.
    void centreOn(const std::vector<ItemRef>& items);

    void nudge(int right, int up, ArrowStep step);
    /// From the selection to the nearest box in a direction; without a selection, to the first box.
    void selectNeighbour(int right, int up);
    /// To the next box in reading order, or back. False where there is none further.
    bool selectNext(bool forward);
    void cancelGesture();
    /// Where the pointer is, in pixels; nothing where it is not over the plan.
    std::optional<QPointF> pointer() const { return m_pointer; }
    /// The part of the plan in sight.
    Rect inSight() const { return m_viewport.plan(plane()); }
    /// Brings an area into sight, with as little movement as that takes.
    void reveal(const Rect& area);
    Millimetres lengthOf(ArrowStep step) const;

    /// For tools: show the preview with the next frame, tell the user something.
    void wantPreview();
    /// The same once what is under way has been told to all.
    void wantPreviewLater();
    void say(const std::string& sentence) { Q_EMIT message(QString::fromStdString(sentence)); }
    /// The room of the plan beside its rulers, in pixels.
    QRectF plane() const;

    /// Draws as on the screen, for pictures.
    void draw(QPainter& painter, const QSize& size, double ratio);
    QSize sizeHint() const override { return {900, 600}; }

Q_SIGNALS:
    /// A sentence for the status bar.
    void message(const QString& sentence);
    void hovered(std::optional<ItemRef> item, Millimetres x, Millimetres y);
    void toolChanged(ToolKind kind);
    /// A menu for what is selected is wanted here.
    void contextMenuWanted(QPoint global);

protected:
    bool event(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void keyReleaseEvent(QKeyEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dragMoveEvent(QDragMoveEvent* event) override;
    void dragLeaveEvent(QDragLeaveEvent* event) override;
    void dropEvent(QDropEvent* event) override;
    bool focusNextPrevChild(bool next) override;

private:
    void follow(const ChangeEvent& event);
    const CableDensity* density();
    void showPreviewNow();
    void setViewport(const Viewport& viewport);
    /// The same for a step of a movement, which more steps may follow.
    void moveTo(const Viewport& viewport);
    PlanPoint pointOf(const QPointF& px, Qt::KeyboardModifiers keys) const;
    /// The tool in hand: of a part dragged in, else the chosen one.
    PlanTool& acting() { return m_drop ? *m_drop : *m_tool; }
    void endDrop();
    void arrow(int right, int up, Qt::KeyboardModifiers keys);
    PlanPoint keyPoint();
    void pointAt(std::optional<QPointF> px);
    void showCursor();
    void paintKeyPoint(QPainter& painter) const;
    void paintEmptyState(QPainter& painter);
    QString tipOf(ItemRef item) const;

    DocumentModel& m_document;
    Selection& m_selection;
    PlanScene m_scene;
    PlanPainter m_painter;
    PlanPicture m_picture;
    Viewport m_viewport;
    Overlay m_overlay = Overlay::None;
    std::optional<CableDensity> m_density;  ///< made when the overlay is drawn
    std::vector<LinkRef> m_links;
    LinkWays m_ways;
    std::shared_ptr<const Catalog> m_catalog;
    std::string m_placedPart;
    ToolKind m_toolKind = ToolKind::Select;
    std::unique_ptr<PlanTool> m_tool;
    std::unique_ptr<PlanTool> m_drop;  ///< while a part is dragged in from the catalog
    std::optional<QPointF> m_pointer;
    std::optional<std::pair<Millimetres, Millimetres>> m_keyPoint;  ///< a pointer moved by keys
    std::optional<ItemRef> m_hover;
    std::optional<QPointF> m_panFrom;
    bool m_space = false;
    bool m_fitted = true;    ///< still shows the whole hall: keep it so when the size changes
    QTimer m_still;          ///< runs while the view is moved
    bool m_filling = false;  ///< words that a move left out come, a few with each frame
    QTimer m_previewTimer;
    QElapsedTimer m_sincePreview;
};

}  // namespace hallwright
