#pragma once

#include "views/fabric/fabric_graph.h"

#include <QPixmap>
#include <QWidget>

#include <functional>

namespace hallwright {

struct Theme;

/// Draws a fabric: a line of boxes for every tier, links as bundles between them. Boxes too small
/// to be read stand together as blocks, so that the cost of a picture does not grow with the
/// fabric; zooming in takes the blocks apart.
class FabricDiagram : public QWidget {
    Q_OBJECT

public:
    explicit FabricDiagram(QWidget* parent = nullptr);

    void setGraph(FabricGraph graph);
    const FabricGraph& graph() const { return m_graph; }
    void setChosen(std::optional<FabricNodeRef> node);
    /// Text of a tooltip; set by the view, which knows the evaluation.
    void setWords(std::function<QString(const FabricNode&)> words) { m_words = std::move(words); }

    void zoomBy(double factor, double about);
    void zoomToFit();
    double zoom() const { return m_zoom; }
    /// The box of a node as it is drawn, that of its block where it is in one.
    QRectF boxOf(const FabricGraph::Place& place) const;
    /// How many boxes are drawn in a line, for tests of the cost.
    std::size_t blocksIn(std::size_t tier) const;

    QSize sizeHint() const override { return {640, 280}; }
    QSize minimumSizeHint() const override { return {240, 160}; }

Q_SIGNALS:
    /// A box was clicked; none on bare ground.
    void chosen(std::optional<FabricNodeRef> node);
    /// A box was clicked twice, or Return was pressed.
    void wanted(const FabricNodeRef& node);

protected:
    bool event(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    static constexpr double boxHeight = 24.0;
    static constexpr double widestBox = 84.0;
    /// Neighbours that are drawn as one box.
    struct Block {
        std::int32_t first = 0, count = 0;
        QString label;
        bool whole = true;  ///< a whole span
    };
    struct Line {
        std::vector<Block> blocks;
        std::vector<std::int32_t> blockOf;  ///< by node
    };
    /// Links between two blocks.
    struct Band {
        std::int32_t lowTier, low, highTier, high;
        std::int64_t links;
    };

    void arrange();
    void drawBase(QPainter& painter);
    void drawBands(QPainter& painter, const Theme& theme);
    void drawBoxes(QPainter& painter, const Theme& theme);
    void drawLit(QPainter& painter, const Theme& theme);
    void drawBox(QPainter& painter, const Theme& theme, const QRectF& in, const QString& words,
                 bool host, bool block, bool unplaced);
    QRectF room() const;
    double pitch(std::size_t tier) const;
    double lineY(std::size_t tier) const;
    QRectF nodeBox(std::size_t tier, std::int32_t first, std::int32_t count) const;
    std::optional<std::pair<std::size_t, Block>> blockAt(QPointF at) const;
    void scrollTo(double offset);
    void reveal(const FabricGraph::Place& place);

    FabricGraph m_graph;
    std::vector<Line> m_lines;
    std::vector<Band> m_bands;
    std::optional<FabricNodeRef> m_chosen;
    std::function<QString(const FabricNode&)> m_words;
    double m_zoom = 1.0, m_offset = 0.0;
    std::optional<QPointF> m_pressed;
    double m_offsetWhenPressed = 0.0;
    bool m_dragged = false;
    QPixmap m_base;  ///< all but what is lit
    bool m_baseValid = false;
};

}  // namespace hallwright
