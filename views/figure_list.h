#pragma once

#include "model/figures/evaluation.h"

#include <QAbstractTableModel>
#include <QTreeView>

namespace hallwright {

class DocumentModel;

/// Value and status of a figure straight from the columns: what a list shows at every frame of a drag.
/// What is missing in it and its range, which take a walk over all inputs, are for tooltips.
Figure shownFigure(const Evaluation& evaluation, FigureRef ref);

/// Figures as rows: title, number, unit; headings between them. What does not apply is left out.
class FigureModel : public QAbstractTableModel {
    Q_OBJECT

public:
    enum Column { Title, Number, Unit, ColumnCount };

    explicit FigureModel(DocumentModel& document, QObject* parent = nullptr);

    /// The figures of an item, or of the hall and its fabrics.
    void showItem(ItemRef item);
    void showHall();
    /// The same rows with the numbers of the evaluation as it is now.
    void refresh();
    bool isHeading(int row) const { return m_rows[static_cast<std::size_t>(row)].ref.figure == Fig::Count_; }
    std::optional<FigureRef> figureAt(int row) const;

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;

Q_SIGNALS:
    void headingsChanged();

private:
    struct Row {
        QString heading;
        FigureRef ref;
    };
    std::vector<Row> rowsOf(ItemRef item) const;
    void setRows(std::vector<Row> rows);
    QVariant numberText(const Figure& figure) const;
    QString tip(const FigureRef& ref) const;

    DocumentModel& m_document;
    ItemRef m_item;
    std::vector<Row> m_rows;
};

/// The list in a dock: quiet, no grid, digits below each other.
class FigureList : public QTreeView {
    Q_OBJECT

public:
    explicit FigureList(FigureModel& model, QWidget* parent = nullptr);
    /// As high as its rows, so that it can stand in a scrolling column.
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return {160, sizeHint().height()}; }

private:
    void layOut();

    FigureModel& m_model;
};

}  // namespace hallwright
