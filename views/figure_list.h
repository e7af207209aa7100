#pragma once

#include "model/figures/evaluation.h"

#include <QAbstractTableModel>
#include <QStringList>
#include <QStyledItemDelegate>
#include <QTreeView>

namespace hallwright {

class DocumentModel;
class RangeWorker;

/// Value and status of a figure straight from the columns: what a list shows at every frame of a
/// drag. What is missing in it and its range, which take a walk over all inputs, are for tooltips.
Figure shownFigure(const Evaluation& evaluation, FigureRef ref);

/// Figures as rows: title, number, unit; headings between them. What does not apply is left out.
class FigureModel : public QAbstractTableModel {
    Q_OBJECT

public:
    enum Column { Title, Number, Unit, ColumnCount };
    enum Role { RangeRole = Qt::UserRole, FreshRole, StatusRole };

    /// Without a worker no ranges are shown.
    explicit FigureModel(DocumentModel& document, const RangeWorker* ranges = nullptr,
                         QObject* parent = nullptr);

    /// The figures of an item, or of the hall and its fabrics.
    void showItem(ItemRef item) { showItems({item}); }
    void showHall() { showItems({}); }
    /// Of several items, the totals of those figures that may be added up.
    void showItems(std::vector<ItemRef> items);
    /// The same rows with the numbers of the evaluation as it is now.
    void refresh() { setRows(rowsOf(m_items)); }
    /// Shows only figures that hold all these words in title, id or heading.
    void setFilter(const QString& words);
    bool isHeading(int row) const {
        return m_rows[static_cast<std::size_t>(row)].ref.figure == Fig::Count_;
    }
    /// The figure of a row; nothing for a heading or a total.
    std::optional<FigureRef> figureAt(int row) const;
    /// What a row shows; a heading has no value.
    Figure shownAt(int row) const;

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;

Q_SIGNALS:
    /// Other rows, or ranges that came or went: heights may differ.
    void rowsChanged();

private:
    struct Row {
        QString heading;
        FigureRef ref;
        std::optional<Figure> total;  ///< of several items
    };
    std::vector<Row> rowsOf(const std::vector<ItemRef>& items) const;
    void addTotals(std::vector<Row>& rows, const std::vector<ItemRef>& items) const;
    void addHall(std::vector<Row>& rows) const;
    bool passes(FigureRef ref, const QString& heading) const;
    void setRows(std::vector<Row> rows);
    QVariant numberText(const Figure& figure) const;
    QString rangeText(const Row& row) const;
    QString tip(const Row& row) const;

    DocumentModel& m_document;
    const RangeWorker* m_ranges;
    std::vector<ItemRef> m_items;
    std::vector<Row> m_rows;
    QStringList m_words;
};

/// How complete a figure is, in a word and as a disc: full, half, empty.
QString statusWord(Status status);
void paintStatus(QPainter& painter, const QRectF& in, Status status, const QColor& tone);

/// Draws a figure over the whole width: title, number and unit, and below them its range. A title
/// that is too long for its place goes on in a second line.
class FigureDelegate : public QStyledItemDelegate {
    Q_OBJECT

public:
    using QStyledItemDelegate::QStyledItemDelegate;
    /// Room at both sides; with it rows are selectable and begin with the disc of their status.
    void setMargin(int margin) { m_margin = margin; }
    void paint(QPainter* painter, const QStyleOptionViewItem& option,
               const QModelIndex& index) const override;
    int heightOf(const QModelIndex& index, int width) const;
    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;

private:
    int textWidth(int width) const;
    bool saysAtLeast(const QModelIndex& index) const;

    int m_margin = 0;
};

/// The list in a dock: quiet, no grid, digits below each other.
class FigureList : public QTreeView {
    Q_OBJECT

public:
    explicit FigureList(FigureModel& model, QWidget* parent = nullptr);
    /// As high as its rows, so that it can stand in a scrolling column.
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return {160, sizeHint().height()}; }

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void layOut();

    FigureModel& m_model;
    FigureDelegate* m_delegate;
};

}  // namespace hallwright
