#pragma once

#include "views/elevation/elevation_content.h"

#include <QWidget>

namespace hallwright {

/// A rack drawn to scale in a rectangle: ruler, frame and what stands in it.
class ElevationDrawing {
public:
    ElevationDrawing(const ElevationContent& content, bool rear, const QRectF& in);

    void paint(QPainter& painter, int current, int hovered) const;
    /// The element at a point; -1 where there is none.
    int itemAt(const QPointF& at) const;
    QRectF rectOf(const ElevationItem& item) const;

private:
    void paintRuler(QPainter& painter) const;
    void paintItem(QPainter& painter, const ElevationItem& item, int state) const;
    void paintFace(QPainter& painter, const ElevationItem& item, const QRectF& rect) const;
    void paintRear(QPainter& painter) const;

    const ElevationContent& m_content;
    bool m_rear;
    QRectF m_frame, m_inside;
    double m_unit = 1.0;  ///< pixels of a unit
};

/// The drawing in a widget: hover and click tell of an element, arrow keys walk through them.
class ElevationCanvas : public QWidget {
    Q_OBJECT

public:
    explicit ElevationCanvas(QWidget* parent = nullptr);

    void showContent(std::optional<ElevationContent> content);
    void showRear(bool rear);
    const std::optional<ElevationContent>& content() const { return m_content; }
    bool rear() const { return m_rear; }
    /// The element that is told of: under the pointer, else the chosen one; -1 for none.
    int told() const { return m_hovered >= 0 ? m_hovered : m_current; }
    void choose(int item);
    QSize sizeHint() const override { return {280, 480}; }
    QSize minimumSizeHint() const override { return {200, 200}; }

Q_SIGNALS:
    void toldChanged();

protected:
    bool event(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    void hover(int item);
    QRectF place() const { return QRectF(rect()).adjusted(8, 8, -8, -8); }

    std::optional<ElevationContent> m_content;
    bool m_rear = false;
    int m_current = -1, m_hovered = -1;
};

}  // namespace hallwright
