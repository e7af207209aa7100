#pragma once

#include "views/catalog/part_words.h"
#include "views/catalog/sheet_bar.h"

#include <QAbstractTableModel>
#include <QStyledItemDelegate>

#include <vector>

namespace hallwright {

/// What one part says of one property, ready to be shown beside what others say.
struct CompareCell {
    enum class State { Given, Unknown, NotGiven } state = State::NotGiven;
    QString number, unit;
    QString apart;  ///< from the first column: "+7.6 %"
    QString range;
    std::optional<RangeBar> bar;  ///< on the scale that all cells of the line share
    Grade grade = Grade::D;
    bool assumed = false;
    QString tip, spoken;
};

/// Lines of a comparison: a heading for each section, below it what differs, then what is the same.
class PartCompareModel : public QAbstractTableModel {
    Q_OBJECT

public:
    enum Role { HeadingRole = Qt::UserRole, DiffersRole };

    using QAbstractTableModel::QAbstractTableModel;

    void show(std::vector<PartPtr> parts, PartLookups lookups, bool onlyDifferences);
    /// Lines that differ, whether or not the others are shown.
    int differences() const { return m_differences; }
    const CompareCell& cell(const QModelIndex& index) const {
        return m_lines[static_cast<std::size_t>(index.row())]
            .cells[static_cast<std::size_t>(index.column()) - 1];
    }
    bool isHeading(int row) const { return m_lines[static_cast<std::size_t>(row)].cells.empty(); }
    /// A line as text with tabs between, for the clipboard.
    QString lineText(int row) const;

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    struct Line {
        QString title;
        std::vector<CompareCell> cells;  ///< none for a heading
        bool differs = false;
    };
    Line line(Property property, const PartLookups& lookups) const;

    std::vector<PartPtr> m_parts;
    std::vector<Line> m_lines;
    int m_differences = 0;
};

class PartCompareDelegate : public QStyledItemDelegate {
    Q_OBJECT

public:
    using QStyledItemDelegate::QStyledItemDelegate;
    void paint(QPainter* painter, const QStyleOptionViewItem& option,
               const QModelIndex& index) const override;
    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;
};

}  // namespace hallwright
