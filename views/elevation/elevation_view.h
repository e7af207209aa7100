#pragma once

#include "model/hall/tables.h"

#include <QWidget>

class QLabel;
class QToolButton;

namespace hallwright {

class DocumentModel;
class ElevationCanvas;
class PacedRefresh;
class RangeWorker;
class Selection;

/// The dock: the selected rack or cooling unit from the front or the rear, to scale, with what
/// stands in it, and live power, mass and flow. What is not published is hatched and said.
class ElevationView : public QWidget {
    Q_OBJECT

public:
    /// Without a worker no ranges are shown.
    ElevationView(DocumentModel& document, Selection& selection,
                  const RangeWorker* ranges = nullptr, QWidget* parent = nullptr);

    /// The rack or cooling unit shown; none where nothing of the kind is selected.
    ItemRef item() const { return m_item; }
    void showRear(bool rear);
    /// The elevation with its heading and notes, for export; an empty sheet where nothing is shown.
    void draw(QPainter& painter, QSize size) const;

protected:
    void changeEvent(QEvent* event) override;
    void showEvent(QShowEvent* event) override;

private:
    void refresh();
    void showTold();
    void showColours();

    DocumentModel& m_document;
    Selection& m_selection;
    const RangeWorker* m_ranges;
    PacedRefresh* m_paced;
    ItemRef m_item;
    QLabel *m_name = nullptr, *m_subtitle = nullptr, *m_figures = nullptr, *m_empty = nullptr,
           *m_told = nullptr, *m_notes = nullptr;
    QToolButton *m_front, *m_rear;
    QWidget* m_pane;
    ElevationCanvas* m_canvas;
};

}  // namespace hallwright
