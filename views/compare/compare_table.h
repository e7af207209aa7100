#pragma once

#include <QTableView>

namespace hallwright {

/// A table whose first column stays at the left when the others are scrolled below it, as do the
/// lines that are one sentence over all columns.
class CompareTable : public QTableView {
    Q_OBJECT

public:
    using QTableView::QTableView;

    QModelIndex indexAt(const QPoint& at) const override;
    void scrollTo(const QModelIndex& index, ScrollHint hint = EnsureVisible) override;

protected:
    void scrollContentsBy(int dx, int dy) override;
    void paintEvent(QPaintEvent* event) override;

private:
    bool scrolled() const;
};

}  // namespace hallwright
