#pragma once

#include "model/figures/evaluation.h"
#include "model/rules/rule.h"

#include <QAbstractListModel>
#include <QStyledItemDelegate>
#include <QWidget>

class QLabel;
class QListView;
class QToolButton;

namespace hallwright {

class DocumentModel;
class Selection;

/// The findings of the evaluation, those of one severity or all.
class FindingsModel : public QAbstractListModel {
    Q_OBJECT

public:
    /// What the filter lets through: NotChecked stands apart, since it is no pass and no failure.
    enum class Filter { All, Errors, Warnings, Notes, NotChecked, Count_ };
    enum Role { MarkRole = Qt::UserRole, WordRole, DetailRole, FoldRole };

    explicit FindingsModel(DocumentModel& document, QObject* parent = nullptr);

    void setFilter(Filter filter);
    void refresh();
    int count(Filter filter) const;
    /// All items that a row speaks of: of one finding, or of those folded into it.
    std::vector<ItemRef> itemsAt(int row) const;
    /// Unfolds a row of several findings, or folds it again; false for a single one.
    bool toggleFold(int row);

    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;

private:
    /// A row: one finding, or several of one rule folded together.
    struct Row {
        std::size_t first = 0, count = 1;  ///< in m_passing
        bool folded = false;
        bool inside = false;  ///< one of an unfolded group
    };
    static bool passes(const Finding& finding, Filter filter);
    const Finding& findingOf(const Row& row, std::size_t i = 0) const {
        return m_findings[m_passing[row.first + i]];
    }
    const Finding& worstOf(const Row& row) const;
    void makeRows();
    QString itemNames(const Finding& finding) const;

    DocumentModel& m_document;
    std::vector<Finding> m_findings;     ///< as shown; the evaluation may move on
    std::vector<std::size_t> m_passing;  ///< findings that the filter lets through
    std::vector<Row> m_rows;
    std::vector<std::pair<std::uint16_t, Finding::Outcome>>
        m_open;  ///< rules whose findings are unfolded
    Filter m_filter = Filter::All;
};

/// A finding in two lines: sign and title, then severity, items and numbers.
class FindingDelegate : public QStyledItemDelegate {
    Q_OBJECT

public:
    using QStyledItemDelegate::QStyledItemDelegate;
    void paint(QPainter* painter, const QStyleOptionViewItem& option,
               const QModelIndex& index) const override;
    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;
};

/// The dock: filter buttons over the list. A click selects the items and asks to see them.
class FindingsList : public QWidget {
    Q_OBJECT

public:
    FindingsList(DocumentModel& document, Selection& selection, QWidget* parent = nullptr);
    const FindingsModel& model() const { return *m_model; }

Q_SIGNALS:
    void wanted(const std::vector<ItemRef>& items);

private:
    void refresh();
    void choose(const QModelIndex& index);

    DocumentModel& m_document;
    Selection& m_selection;
    FindingsModel* m_model;
    QListView* m_list;
    QLabel* m_empty;
    std::vector<QToolButton*> m_filters;
    FindingsModel::Filter m_filter = FindingsModel::Filter::All;
};

}  // namespace hallwright
