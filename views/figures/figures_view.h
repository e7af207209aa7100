#pragma once

#include "model/figures/figure.h"
#include "model/figures/slots.h"

#include <QTimer>
#include <QTreeView>
#include <QWidget>

#include <optional>

class QLabel;
class QLineEdit;
class QSplitter;
class QStackedLayout;
class QToolButton;

namespace hallwright {

class DocumentModel;
class ExplainModel;
class FigureModel;
class PacedRefresh;
class RangeWorker;
class Selection;
struct ChangeEvent;

/// The dock of figures: all of the hall and of its fabrics by group, and of the one that is chosen
/// how it came to be, down to the documents.
class FiguresView : public QWidget {
    Q_OBJECT

public:
    /// Without a worker figures are shown without ranges.
    FiguresView(DocumentModel& document, const RangeWorker* ranges, Selection& selection,
                QWidget* parent = nullptr);

    const FigureModel& figures() const { return *m_figures; }
    const ExplainModel& explanation() const { return *m_explain; }
    /// Shows how a figure came to be, of the hall or of an item; the figure is chosen in the list
    /// where it stands there.
    void explain(FigureRef ref);
    /// The figures that are shown, a line each, cells divided by tabs.
    QString asText() const;

Q_SIGNALS:
    /// Items of a step were chosen: to be shown in the plan.
    void wanted(const std::vector<ItemRef>& items);
    /// A datum was chosen twice: to show what is said of its part.
    void partWanted(PartId part);
    void message(const QString& sentence);

protected:
    void changeEvent(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void showEvent(QShowEvent* event) override;

private:
    void follow(const ChangeEvent& event);
    void refresh();
    void showState();
    void chooseFigure(const QModelIndex& index);
    void activateStep(const QModelIndex& index);
    void explainAnew();
    void copyFigures();
    void copyExplanation();
    QWidget* makeExplanation();

    DocumentModel& m_document;
    Selection& m_selection;
    const RangeWorker* m_ranges;
    FigureModel* m_figures;
    ExplainModel* m_explain;
    QLineEdit* m_filter;
    QToolButton* m_copy;
    QTreeView* m_list;
    QTreeView* m_tree;
    QLabel* m_empty;
    QLabel* m_hint;
    QLabel* m_legend;
    QWidget* m_treeSide;
    QToolButton* m_anew;
    QToolButton* m_close;
    QStackedLayout* m_pages;
    QSplitter* m_splitter = nullptr;
    PacedRefresh* m_paced;
    QTimer m_settle;       ///< until the explanation is made anew
    qint64 m_walk_ms = 0;  ///< what the last explanation took
};

}  // namespace hallwright
