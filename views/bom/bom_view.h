#pragma once

#include "model/hall/frozen_part.h"
#include "model/hall/tables.h"

#include <QString>
#include <QWidget>

class QLabel;
class QLineEdit;
class QStackedLayout;
class QToolButton;
class QTreeView;

namespace hallwright {

class BillModel;
class DocumentModel;
class PacedRefresh;
class Selection;

/// The dock of the bill of materials: a filter, the tree, the total, and export. A line chosen by
/// click or Enter selects what it stands for.
class BomView : public QWidget {
    Q_OBJECT

public:
    /// Without a selection a line only tells which part is wanted.
    explicit BomView(DocumentModel& document, Selection* selection = nullptr,
                     QWidget* parent = nullptr);

    const BillModel& model() const { return *m_model; }

Q_SIGNALS:
    /// A line was chosen: its part, and what of it stands in the hall.
    void partWanted(PartId part);
    void wanted(const std::vector<ItemRef>& items);
    /// "csv" or "xlsx".
    void exportWanted(const QString& format);
    void message(const QString& sentence);

protected:
    void changeEvent(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void showEvent(QShowEvent* event) override;

private:
    void refresh();
    void showState();
    void layOutColumns();
    void choose(const QModelIndex& index);
    QString asText() const;

    DocumentModel& m_document;
    Selection* m_selection;
    BillModel* m_model;
    QLineEdit* m_filter;
    QTreeView* m_tree;
    QLabel* m_total;
    QLabel* m_missing;
    QLabel* m_empty;
    QToolButton* m_csv;
    QToolButton* m_xlsx;
    QStackedLayout* m_pages;
    QWidget* m_foot = nullptr;
    PacedRefresh* m_paced;
};

}  // namespace hallwright
