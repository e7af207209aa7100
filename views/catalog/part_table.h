#pragma once

#include <QStyledItemDelegate>
#include <QTreeView>

namespace hallwright {

/// A row of a part: its marks as shapes, its numbers with a lighter unit.
class PartTableDelegate : public QStyledItemDelegate {
    Q_OBJECT

public:
    using QStyledItemDelegate::QStyledItemDelegate;
    void paint(QPainter* painter, const QStyleOptionViewItem& option,
               const QModelIndex& index) const override;
    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;

protected:
    bool editorEvent(QEvent* event, QAbstractItemModel* model, const QStyleOptionViewItem& option,
                     const QModelIndex& index) override;
};

/// The table of parts. Columns that there is no room for are left out, the least asked for first.
/// Space takes a part for comparison, Enter asks for its sheet.
class PartTable : public QTreeView {
    Q_OBJECT

public:
    explicit PartTable(QWidget* parent = nullptr);

    void setModel(QAbstractItemModel* model) override;
    /// Whether any part is the user's own or changed; without one the column says nothing.
    void setOriginShown(bool shown);
    void layOutColumns();

Q_SIGNALS:
    void sheetWanted();
    /// Up from the first row.
    void searchWanted();

protected:
    void keyPressEvent(QKeyEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void drawBranches(QPainter*, const QRect&, const QModelIndex&) const override {}

private:
    bool m_originShown = false;
};

}  // namespace hallwright
