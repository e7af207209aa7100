#pragma once

#include "model/parts/part.h"

#include <QPainterPath>
#include <QStringList>
#include <QWidget>

#include <functional>
#include <optional>
#include <vector>

namespace hallwright {

/// A part as a point of a chart; SI.
struct ScatterPoint {
    PartPtr part;
    double x = 0.0, y = 0.0;
    std::optional<Range> xRange, yRange;
};

/// What an axis shows.
struct ScatterAxis {
    QString title;
    Dimension dimension = Dimension::One;
    bool logarithmic = false;
};

/// Points over two axes, ranges as thin bars, a shape and colour for each kind, the name of the
/// chosen one. The pointer or the arrow keys go from point to point; a click or Enter chooses.
class PartScatterCanvas : public QWidget {
    Q_OBJECT

public:
    explicit PartScatterCanvas(QWidget* parent);

    /// Makes the words to show beside the pointer.
    using TipOf = std::function<QString(const Part&)>;

    void show(std::vector<ScatterPoint> points, ScatterAxis x, ScatterAxis y, TipOf tipOf);
    using QWidget::show;
    void choose(const QString& id);
    /// Where the point of this part is drawn; nothing where it is not among them.
    std::optional<QPointF> positionOf(const QString& id) const;
    /// What is written at the vertical axis, and the room that it has.
    QStringList ticksUp() const;
    double leftRoom() const { return m_left; }
    QSize sizeHint() const override { return {560, 420}; }
    QSize minimumSizeHint() const override { return {240, 220}; }

Q_SIGNALS:
    void chosen(const QString& id);

protected:
    bool event(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    struct Tick {
        double si = 0.0;
        QString words;
    };
    struct Scale {
        double low = 0.0, high = 1.0;  ///< SI, or their logarithms
        bool logarithmic = false;
        std::vector<Tick> ticks;
        QString unit;  ///< of the ticks; empty where each has its own
        double share(double si) const;
    };
    /// How a kind is drawn: a colour for the trade it belongs to, a shape of its own within it.
    struct Mark {
        Kind kind = Kind::Count_;
        int trade = 0, shape = 0;
    };
    struct LegendEntry {
        QString words;
        const Mark* mark = nullptr;  ///< none for other kinds
        QRectF place;
    };

    static Scale scaleOf(const std::vector<ScatterPoint>& points, const ScatterAxis& axis,
                         bool isX);
    static void evenTicks(Scale& scale, const ScatterAxis& axis, double low, double high,
                          double start, double end);
    void placeLegend();
    QRectF plot() const;
    QPointF at(const ScatterPoint& point) const;
    int pointNear(const QPointF& position) const;
    void giveMarks();
    const Mark* markOf(Kind kind) const;
    static QColor colourOf(const Mark* mark);
    static QPainterPath shapeOf(const Mark* mark, const QPointF& centre, double radius);
    void paintAxes(QPainter& painter) const;
    void paintPoint(QPainter& painter, const ScatterPoint& point, bool strong) const;
    void paintName(QPainter& painter, const ScatterPoint& point) const;
    void step(int by);
    void showTip(const QPoint& global, const ScatterPoint& point);

    std::vector<ScatterPoint> m_points;  ///< by rising x
    ScatterAxis m_x, m_y;
    TipOf m_tipOf;
    Scale m_across, m_up;
    std::vector<Mark> m_marks;  ///< of the most frequent kinds
    bool m_others = false;      ///< there are more kinds than marks
    std::vector<LegendEntry> m_legend;
    double m_legendHeight = 0.0;
    double m_left = 40.0;  ///< room for the widest tick
    QString m_chosen;
    int m_over = -1;
};

}  // namespace hallwright
