#pragma once

#include "views/plan/plan_painter.h"
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

    void setOverlay(Overlay overlay);
    Overlay overlay() const { return m_overlay; }
    void zoomBy(double factor);
    void zoomToFit();
    /// Brings items to the middle of the view, nearer where they are small.
    void centreOn(const std::vector<ItemRef>& items);

    /// Moves the selection by so many steps; a step is a tile, or ten millimetres.
    void nudge(int right, int up, bool fine);
    void cancelGesture();

    /// For tools: show the preview with the next frame, tell the user something.
    void wantPreview();
    void say(const std::string& sentence) { Q_EMIT message(QString::fromStdString(sentence)); }

    /// Draws as on the screen, for pictures.
    void draw(QPainter& painter, const QSize& size, double ratio);
    QSize sizeHint() const override { return {900, 600}; }

Q_SIGNALS:
    /// A sentence for the status bar.
    void message(const QString& sentence);
    void hovered(std::optional<ItemRef> item, Millimetres x, Millimetres y);

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

private:
    void follow(const ChangeEvent& event);
    void showPreviewNow();
    void setViewport(const Viewport& viewport);
    QRectF plane() const;
    PlanPoint pointOf(const QPointF& px, Qt::KeyboardModifiers keys) const;
    void selectNeighbour(int right, int up);
    void paintEmptyState(QPainter& painter);
    QString tipOf(ItemRef item) const;

    DocumentModel& m_document;
    Selection& m_selection;
    PlanScene m_scene;
    PlanPainter m_painter;
    Viewport m_viewport;
    Overlay m_overlay = Overlay::None;
    std::unique_ptr<PlanTool> m_tool;
    std::optional<ItemRef> m_hover;
    std::optional<QPointF> m_panFrom;
    bool m_space = false;
    bool m_fitted = true;  ///< still shows the whole hall: keep it so when the size changes
    QTimer m_previewTimer;
    QElapsedTimer m_sincePreview;
};

}  // namespace hallwright
