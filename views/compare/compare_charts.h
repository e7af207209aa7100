#pragma once

#include "model/compare/comparison.h"
#include "views/dashboard/charts.h"

#include <QWidget>

#include <array>

class QBarSet;
class QGridLayout;
class QHorizontalStackedBarSeries;
class QLineSeries;
class QScrollArea;

namespace hallwright {

/// One bar for each side, made of parts; what a part is tell colour, pattern and words.
class StackChart : public PlainChart {
    Q_OBJECT

public:
    struct Bar {
        QString name;
        std::vector<double> parts;  ///< SI; NaN is not known
        bool partial = false;       ///< some of it is not known
        QString words;              ///< below the bar; empty: the parts
    };

    explicit StackChart(QWidget* parent = nullptr);
    void show(const std::vector<QString>& parts, const std::vector<Bar>& bars, Dimension dimension);
    int bars() const { return static_cast<int>(m_bars.size()); }
    double value(int bar, int part) const {
        return m_bars[static_cast<std::size_t>(bar)].parts[static_cast<std::size_t>(part)];
    }
    void showTheme() override;
    QSize sizeHint() const override;

protected:
    void drawForeground(QPainter* painter, const QRectF& rect) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void place();

    std::vector<QString> m_parts;
    std::vector<Bar> m_bars;
    Dimension m_dimension = Dimension::One;
    std::vector<QBarSet*> m_sets;
};

/// The price at which two switches cost the same, against life: a line for each tariff.
class BreakEvenChart : public PlainChart {
    Q_OBJECT

public:
    explicit BreakEvenChart(QWidget* parent = nullptr);
    void show(const BreakEven& breakEven);
    int lines() const { return static_cast<int>(m_lines.size()); }
    void showTheme() override;
    QSize sizeHint() const override { return {320, 296}; }

protected:
    void drawForeground(QPainter* painter, const QRectF& rect) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void place();

    BreakEven m_breakEven;
    double m_least = 0.0, m_most = 1.0;  ///< of prices
    int m_rightRoom = 0;                 ///< for the words beside the ends of lines
    std::vector<QLineSeries*> m_lines;
};

/// A comparison as charts: network power, cost over life, failures, what a switch may cost, and
/// what the answer rests on.
class CompareCharts : public QWidget {
    Q_OBJECT

public:
    explicit CompareCharts(QWidget* parent = nullptr);

    /// None: says what to do.
    void show(const Comparison* comparison, const QString& whyNone);
    const StackChart& power() const { return *m_power; }
    const StackChart& cost() const { return *m_cost; }
    const StackChart& failures() const { return *m_failures; }
    const BreakEvenChart& breakEven() const { return *m_breakEven; }
    const TornadoChart& tornado() const { return *m_tornado; }
    Result<void> exportPicture(const QString& title, const QString& path);
    void showTheme();

Q_SIGNALS:
    void exportWanted();

protected:
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    enum Card { PowerCard, CostCard, FailuresCard, BreakEvenCard, TornadoCard };
    void arrange();

    QScrollArea* m_scroll;
    QWidget* m_page;
    QGridLayout* m_grid;
    std::array<ChartCard*, 5> m_cards{};
    StackChart *m_power, *m_cost, *m_failures;
    BreakEvenChart* m_breakEven;
    TornadoChart* m_tornado;
    QLabel* m_tornadoOf;
    QWidget* m_export = nullptr;
    int m_columns = 0;
};

}  // namespace hallwright
