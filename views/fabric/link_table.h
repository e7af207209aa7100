#pragma once

#include "views/fabric/link_query.h"
#include "views/fabric/link_words.h"

#include <QAbstractTableModel>
#include <QTimer>
#include <QWidget>

#include <memory>

class QCheckBox;
class QLabel;
class QLineEdit;
class QProgressBar;
class QTableView;
class QToolButton;

namespace hallwright {

class LinkWorker;

/// Links as rows. It keeps their numbers only; words are made for the rows in sight.
class LinkTableModel : public QAbstractTableModel {
    Q_OBJECT

public:
    using QAbstractTableModel::QAbstractTableModel;

    void setLinks(std::shared_ptr<const Evaluation> evaluation, LinkRows rows);
    void clear();
    const LinkRows& rows() const { return m_rows; }
    const std::shared_ptr<const Evaluation>& evaluation() const { return m_evaluation; }
    Link linkAt(int row) const;

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation,
                        int role = Qt::DisplayRole) const override;

private:
    std::shared_ptr<const Evaluation> m_evaluation;
    std::unique_ptr<LinkList> m_list;
    std::unique_ptr<LinkWords> m_words;
    LinkRows m_rows;
};

/// The table with its filter, how much it shows, and copying. Searching and sorting go on a thread
/// of their own.
class LinkPane : public QWidget {
    Q_OBJECT

public:
    explicit LinkPane(QWidget* parent = nullptr);

    /// The links of another evaluation, asked for with the query as it is.
    void setEvaluation(std::shared_ptr<const Evaluation> evaluation);
    void setFabric(int position);
    /// The links that are lit elsewhere; the table can be narrowed to them.
    void setLit(std::vector<LinkRef> links);
    void setFilter(const QString& text);
    bool busy() const;

    LinkTableModel& model() { return *m_model; }
    QTableView& table() { return *m_table; }
    LinkWorker& worker() { return *m_worker; }
    QString countWords() const;

    bool eventFilter(QObject* watched, QEvent* event) override;

Q_SIGNALS:
    /// Rows are selected: their links are looked at.
    void linksChosen(const std::vector<LinkRef>& links);
    void message(const QString& sentence);

private:
    void ask();
    void showRows(const std::shared_ptr<const Evaluation>& evaluation, const LinkRows& rows);
    void copy();
    std::vector<LinkRef> selectedLinks() const;

    std::shared_ptr<const Evaluation> m_evaluation;
    LinkQuery m_query;
    std::vector<LinkRef> m_lit;
    int m_fabric = -1;
    QLineEdit* m_filter;
    QCheckBox *m_onlyLit, *m_all;
    QToolButton* m_copy;
    QLabel *m_count, *m_empty;
    QProgressBar* m_progress;
    LinkTableModel* m_model;
    QTableView* m_table;
    LinkWorker* m_worker;
    QTimer m_typing;
    bool m_showing = false;  ///< the selection changes because of new rows
};

}  // namespace hallwright
