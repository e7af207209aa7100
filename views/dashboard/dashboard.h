#pragma once

#include "model/figures/figure.h"
#include "model/hall/tables.h"

#include <QTimer>
#include <QWidget>

class QBoxLayout;
class QComboBox;
class QPushButton;
class QGridLayout;
class QScrollArea;

namespace hallwright {

class BarChart;
class ChartCard;
class DocumentModel;
class Gauge;
class HeatChart;
class RangeWorker;
class TornadoChart;

/// The hall as charts: how near its limits are, where power and money go, where heat goes, and what
/// a figure's range rests on.
class Dashboard : public QWidget {
    Q_OBJECT

public:
    Dashboard(DocumentModel& document, const RangeWorker& ranges, QWidget* parent = nullptr);

    /// The figure whose range the tornado takes apart.
    FigureRef tornadoFigure() const;
    void setTornadoFigure(FigureRef ref);
    const std::vector<Gauge*>& gauges() const { return m_gauges; }
    const BarChart& power() const { return *m_power; }
    const BarChart& cost() const { return *m_cost; }
    const TornadoChart& tornado() const { return *m_tornado; }

    /// All of it at a width, as a vector (.svg) or pixel (.png) picture.
    Result<void> exportPicture(const QString& path);
    /// Colours anew, after the theme changed.
    void showTheme();

Q_SIGNALS:
    /// A limit's item was clicked.
    void itemsWanted(const std::vector<ItemRef>& items);
    /// A picture of all charts is wanted; the window asks where to.
    void exportWanted();

protected:
    void showEvent(QShowEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    enum Card { LimitsCard, PowerCard, CostCard, HeatCard, TornadoCard };
    void refresh();
    void refreshTornado();
    void arrange();
    void fillFigures();

    DocumentModel& m_document;
    const RangeWorker& m_ranges;
    QScrollArea* m_scroll;
    QWidget* m_page;
    QGridLayout* m_grid;
    QGridLayout* m_gaugeGrid;
    std::vector<Gauge*> m_gauges;
    ChartCard* m_cards[5];
    BarChart* m_power;
    BarChart* m_cost;
    HeatChart* m_heat;
    TornadoChart* m_tornado;
    QComboBox* m_figures;
    QTimer m_soon;
    bool m_stale = true;  ///< changed while hidden
    int m_columns = 0;
};

}  // namespace hallwright
