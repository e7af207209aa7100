#pragma once

#include "model/figures/ranges.h"
#include "model/reports/breakdown.h"

#include <QChartView>
#include <QFrame>

class QBarSet;
class QHBoxLayout;
class QHorizontalBarSeries;
class QHorizontalStackedBarSeries;
class QLabel;
class QPieSeries;
class QVBoxLayout;

namespace hallwright {

/// A titled panel of the dashboard.
class ChartCard : public QFrame {
    Q_OBJECT

public:
    explicit ChartCard(const QString& title, QWidget* parent = nullptr);
    void setTotal(const QString& words);
    /// Shown in place of the content where there is nothing to draw; empty shows the content.
    void setEmpty(const QString& why);
    void add(QWidget* content, int stretch = 0);
    void addToHead(QWidget* widget);
    void showTheme();

private:
    QVBoxLayout* m_column;
    QHBoxLayout* m_head;
    QLabel* m_title;
    QLabel* m_total;
    QLabel* m_empty;
    std::vector<QWidget*> m_contents;
};

/// A chart without frame and animation, in the colours of the theme.
class PlainChart : public QChartView {
    Q_OBJECT

public:
    explicit PlainChart(QWidget* parent = nullptr);
    virtual void showTheme();

protected:
    void wheelEvent(QWheelEvent* event) override { event->ignore(); }
};

/// Parts of a whole as bars with their number and share, largest first as given.
class BarChart : public PlainChart {
    Q_OBJECT

public:
    explicit BarChart(QWidget* parent = nullptr);
    void show(const Breakdown& breakdown, double total);
    int bars() const { return static_cast<int>(m_words.size()); }
    double value(int bar) const { return m_values[static_cast<std::size_t>(bar)]; }
    void showTheme() override;
    QSize sizeHint() const override;

protected:
    void drawForeground(QPainter* painter, const QRectF& rect) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void place();

    std::vector<QString> m_names, m_words;
    std::vector<double> m_values;
    QHorizontalBarSeries* m_series = nullptr;
    QBarSet* m_set = nullptr;
};

/// Where heat goes: a ring, to liquid by loop and to air.
class HeatChart : public PlainChart {
    Q_OBJECT

public:
    explicit HeatChart(QWidget* parent = nullptr);
    void show(const Breakdown& breakdown);
    void showTheme() override;
    QSize sizeHint() const override { return {320, 220}; }

private:
    QPieSeries* m_ring;
    std::vector<bool> m_air;
};

/// What moves a figure: for each uncertain number how far the figure falls and rises.
class TornadoChart : public PlainChart {
    Q_OBJECT

public:
    struct Bar {
        QString name;
        double low = 0.0, high = 0.0;  ///< zero or below, zero or above
        QString down, up;              ///< how far, in words
    };

    explicit TornadoChart(QWidget* parent = nullptr);
    /// Names stand above their bars over the whole width: for long ones, and narrow charts.
    void setNamesAbove() { m_namesAbove = true; }
    /// Largest first as given.
    void show(const std::vector<Bar>& bars);
    void show(const Evaluation& evaluation, FigureRef figure, const std::vector<Effect>& effects);
    int bars() const { return static_cast<int>(m_names.size()); }
    void showTheme() override;
    QSize sizeHint() const override;

protected:
    void drawForeground(QPainter* painter, const QRectF& rect) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void place();
    double stepHeight() const;

    bool m_namesAbove = false;
    std::vector<QString> m_names, m_down, m_up;
    std::vector<double> m_low, m_high;
    QHorizontalStackedBarSeries* m_series = nullptr;
    QBarSet* m_below = nullptr;
    QBarSet* m_above = nullptr;
};

/// A limit as a half ring: how much of it is used, in colour, words and a mark for what is over.
class Gauge : public QWidget {
    Q_OBJECT

public:
    explicit Gauge(QWidget* parent = nullptr);
    void show(const LimitRow& row);
    const LimitRow& row() const { return m_row; }
    bool over() const;
    void showTheme();
    QSize sizeHint() const override { return {168, 172}; }
    QSize minimumSizeHint() const override { return {140, 172}; }

Q_SIGNALS:
    void clicked();

protected:
    void mouseReleaseEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    LimitRow m_row;
    PlainChart* m_chart;
    QPieSeries* m_ring;
    QLabel *m_title, *m_share, *m_words;
};

}  // namespace hallwright
