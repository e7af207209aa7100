#pragma once

#include "model/compare/comparison.h"

#include <QAbstractTableModel>
#include <QStyledItemDelegate>

#include <memory>
#include <optional>
#include <vector>

namespace hallwright {

/// A cell as it is shown: the number, and below it in a lighter tone what belongs to it.
struct ComparedCell {
    QString text, below, tip;
    bool faint = false;  ///< not known, does not apply, cannot be compared
};

/// A comparison as lines: what a reader must know, then a heading for each section, below it what
/// differs, then what is the same. Columns: the title, the first hall, and for each other hall its
/// value and how far it lies from the first.
class CompareModel : public QAbstractTableModel {
    Q_OBJECT

public:
    enum Role { HeadingRole = Qt::UserRole, DiffersRole, BelowRole, NoteRole, FaintRole };

    using QAbstractTableModel::QAbstractTableModel;

    void show(std::shared_ptr<const Comparison> comparison, bool onlyDifferences);
    const Comparison* comparison() const { return m_comparison.get(); }
    /// Rows that differ, whether or not the others are shown.
    int differences() const { return m_differences; }
    /// A line that is one sentence over all columns: a heading, or why a number is not there.
    bool isWide(int row) const { return !line(row).row; }
    bool isDifference(int column) const { return column > 1 && column % 2 == 1; }
    /// The row of the comparison behind a line; null for headings and notes.
    const ComparisonRow* row(int line) const { return this->line(line).row; }
    /// The line of a row of the comparison, by its id; -1 where it is not shown.
    int lineOf(const std::string& id) const;
    ComparedCell cell(const QModelIndex& index) const;

    /// A line as text with tabs between, for the clipboard.
    QString lineText(int row) const;
    /// All lines that are shown: with tabs, or as CSV.
    QString asText() const;
    QString asCsv() const;

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    struct Line {
        QString words;                       ///< of a heading or a note
        const ComparisonRow* row = nullptr;  ///< of numbers
        bool heading = false;
        bool above = false;  ///< why it cannot be compared stands above already
    };
    const Line& line(int row) const { return m_lines[static_cast<std::size_t>(row)]; }
    std::vector<QStringList> cells() const;

    std::shared_ptr<const Comparison> m_comparison;
    std::vector<Line> m_lines;
    int m_differences = 0;
};

class CompareDelegate : public QStyledItemDelegate {
    Q_OBJECT

public:
    using QStyledItemDelegate::QStyledItemDelegate;

    /// Numbers of a hall that moved on are shown dimmed.
    void setFresh(bool fresh) { m_fresh = fresh; }
    void paint(QPainter* painter, const QStyleOptionViewItem& option,
               const QModelIndex& index) const override;
    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;

private:
    bool m_fresh = true;
};

}  // namespace hallwright
