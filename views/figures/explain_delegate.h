#pragma once

#include <QStyledItemDelegate>

class QTreeView;

namespace hallwright {

/// Draws the nodes of an explanation: a figure or datum with its number at the right and what it is
/// of below; a reading with its mark of choice; texts wrapped to the width there is.
class ExplainDelegate : public QStyledItemDelegate {
    Q_OBJECT

public:
    explicit ExplainDelegate(QTreeView* tree);
    void paint(QPainter* painter, const QStyleOptionViewItem& option,
               const QModelIndex& index) const override;
    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;

private:
    QTreeView* m_tree;
};

}  // namespace hallwright
