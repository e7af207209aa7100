#include "views/compare/compare_table.h"

#include "views/compare/compare_model.h"
#include "views/theme.h"

#include <QHeaderView>
#include <QPaintEvent>
#include <QPainter>
#include <QScrollBar>

namespace hallwright {

bool CompareTable::scrolled() const {
    return model() && model()->columnCount() > 0 && horizontalScrollBar()->value() > 0;
}

/// What is pointed at is what is seen there.
QModelIndex CompareTable::indexAt(const QPoint& at) const {
    const QModelIndex found = QTableView::indexAt(at);
    if (!found.isValid() || !scrolled() || at.x() >= columnWidth(0)) return found;
    return found.siblingAtColumn(0);
}

void CompareTable::scrollTo(const QModelIndex& index, ScrollHint hint) {
    // The first column is always in sight: going to it moves nothing sideways.
    const int across = horizontalScrollBar()->value();
    QTableView::scrollTo(index, hint);
    if (!index.isValid()) return;
    if (index.column() == 0)
        horizontalScrollBar()->setValue(across);
    else if (const int hidden = columnWidth(0) - columnViewportPosition(index.column()); hidden > 0)
        horizontalScrollBar()->setValue(horizontalScrollBar()->value() - hidden);
}

/// Moved pixels would take the names along.
void CompareTable::scrollContentsBy(int dx, int dy) {
    QTableView::scrollContentsBy(dx, dy);
    if (dx == 0) return;
    viewport()->update();
    horizontalHeader()->viewport()->update();
}

void CompareTable::paintEvent(QPaintEvent* event) {
    QTableView::paintEvent(event);
    if (!scrolled()) return;
    const auto& lines = static_cast<const CompareModel&>(*model());
    const Theme& theme = Theme::current();
    QPainter painter(viewport());
    const int last = rowAt(viewport()->height() - 1);
    QStyleOptionViewItem option;
    initViewItemOption(&option);
    for (int row = std::max(0, rowAt(0)); row < lines.rowCount(); ++row) {
        if (last >= 0 && row > last) break;
        const QModelIndex name = lines.index(row, 0);
        const int wide = lines.isWide(row) ? viewport()->width() : columnWidth(0);
        option.rect = QRect(0, rowViewportPosition(row), wide, rowHeight(row));
        option.state.setFlag(QStyle::State_Selected, selectionModel()->isRowSelected(row));
        option.state.setFlag(QStyle::State_HasFocus, hasFocus() && currentIndex() == name);
        painter.fillRect(option.rect, viewport()->palette().base());
        itemDelegate()->paint(&painter, option, name);
        if (!lines.isWide(row))
            painter.fillRect(QRect(wide - 1, option.rect.top(), 1, option.rect.height()),
                             theme.line);
    }
}

}  // namespace hallwright
