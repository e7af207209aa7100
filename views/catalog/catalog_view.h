#pragma once

#include "model/parts/catalog.h"

#include <QWidget>

#include <memory>
#include <optional>

class QComboBox;
class QLabel;
class QLineEdit;
class QStackedWidget;
class QTreeView;

namespace hallwright {

class CatalogModel;
class DocumentModel;
class PartPane;

/// The dock: a search over the parts by kind, and a sheet of the chosen one. Parts that can be
/// placed are dragged into the plan, or asked to be placed there. Retired parts are on the page of
/// the catalog only.
class CatalogView : public QWidget {
    Q_OBJECT

public:
    CatalogView(std::shared_ptr<const Catalog> catalog, DocumentModel& document,
                QWidget* parent = nullptr);

    void setCatalog(std::shared_ptr<const Catalog> catalog);
    const CatalogModel& model() const { return *m_model; }
    /// Catalog id of the chosen part; empty for none.
    QString part() const;
    /// Chooses a part and shows its row; clears a search that hides it.
    void choosePart(const QString& id);
    void setSearch(const QString& words);
    void focusSearch();

Q_SIGNALS:
    void partChosen(const QString& id);
    /// Enter or a double click: the part is to be placed in the plan.
    void placeWanted(const QString& id);
    void rowWanted(const QString& id);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void changeEvent(QEvent* event) override;
    void showEvent(QShowEvent* event) override;

private:
    void fillKinds();
    void filter();
    void showPart();
    void unfold();
    void showColours();

    std::shared_ptr<const Catalog> m_catalog;
    CatalogModel* m_model;
    QLineEdit* m_search = nullptr;
    QComboBox* m_kind = nullptr;
    QStackedWidget* m_pages = nullptr;
    QTreeView* m_list = nullptr;
    QLabel* m_empty = nullptr;
    PartPane* m_pane = nullptr;
};

}  // namespace hallwright
