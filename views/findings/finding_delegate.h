#pragma once

#include <QStyledItemDelegate>

namespace hallwright {

/// A finding in two lines: sign and title, then severity, items and numbers. A waived one is grey,
/// with a tick in a ring.
class FindingDelegate : public QStyledItemDelegate {
    Q_OBJECT

public:
    using QStyledItemDelegate::QStyledItemDelegate;
    void paint(QPainter* painter, const QStyleOptionViewItem& option,
               const QModelIndex& index) const override;
    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;
};

/// The sign of what is waived.
void paintWaived(QPainter& painter, const QRectF& in, const QColor& tone);

}  // namespace hallwright
