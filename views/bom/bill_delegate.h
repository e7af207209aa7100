#pragma once

#include <QStyledItemDelegate>

namespace hallwright {

/// Draws a line of the bill: numbers right with a lighter unit, the grade of the price as a badge.
/// Where columns are hidden for want of room, what they hold stands in a second line below the
/// name.
class BillDelegate : public QStyledItemDelegate {
    Q_OBJECT

public:
    using QStyledItemDelegate::QStyledItemDelegate;
    void setNarrow(bool narrow) { m_narrow = narrow; }
    /// The quantity stands below the name too.
    void setCounting(bool counting) { m_counting = counting; }
    bool narrow() const { return m_narrow; }
    void paint(QPainter* painter, const QStyleOptionViewItem& option,
               const QModelIndex& index) const override;
    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;

private:
    bool m_narrow = true;
    bool m_counting = false;
};

}  // namespace hallwright
