#pragma once

#include "model/parts/catalog.h"

#include <QStringList>
#include <QWidget>

#include <memory>

class QAction;
class QComboBox;
class QLabel;
class QPushButton;
class QSplitter;
class QStackedWidget;
class QTabWidget;
class QTimer;
class QToolBar;
class QVBoxLayout;

namespace hallwright {

class CompareTray;
class DocumentModel;
class PartCompare;
class PartFilterBar;
class PartPane;
class PartScatter;
class PartSearch;
class PartTable;
class PartTableModel;

/// The catalog as a page of its own: filters and the list on the left; sheet, comparison and chart
/// on the right. Own parts are made and changed from here.
class CatalogPage : public QWidget {
    Q_OBJECT

public:
    CatalogPage(std::shared_ptr<const Catalog> catalog, DocumentModel& document,
                QWidget* parent = nullptr);
    ~CatalogPage() override;

    void setCatalog(std::shared_ptr<const Catalog> catalog);
    /// Catalog id of the chosen part; empty for none.
    QString part() const;
    /// Chooses a part and shows its row; clears filters that hide it.
    void choosePart(const QString& id);
    void setSearch(const QString& words);
    /// sheet, compare or chart: for pictures and for keys.
    void showTab(const QString& name);
    void compareParts(const QStringList& ids);
    const QStringList& compared() const { return m_compared; }
    /// Whether the list shows the parts of the open hall, and so what the buttons change.
    bool showsHall() const { return m_ofHall; }
    void setShowsHall(bool shown);
    /// Whether somebody answers what the buttons ask for.
    void setWritable(bool writable);
    void focusSearch();

Q_SIGNALS:
    /// The user's catalog was written; this is the catalog now.
    void catalogChanged(std::shared_ptr<const Catalog> catalog);
    void placeWanted(const QString& id);
    void rowWanted(const QString& id);
    void partChosen(const QString& id);

    // What the buttons for own parts ask for.
    void newWanted();
    void duplicateWanted(const QString& id);
    void changeWanted(const QString& id);
    /// Another reading of a property of the part is to be counted with.
    void readingWanted(const QString& part, Property property, int index);
    /// Not offered any more, or offered again.
    void retireWanted(const QString& id);
    /// An own part goes; one that was changed is as it was.
    void removeWanted(const QString& id);
    void importWanted();
    /// What the catalog says otherwise than the hall that is open.
    void newerDataWanted();
    /// One rule for all that the hall's documents disagree on.
    void settleWanted();

protected:
    void changeEvent(QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void showEvent(QShowEvent* event) override;

private:
    QWidget* makeList();
    QWidget* makeEmpty();
    void makeButtons();
    void connectAll();
    void showCatalog(std::shared_ptr<const Catalog> catalog);
    void followHall();
    void find();
    void showFound();
    void showNothing();
    void showPart();
    void showCompared();
    void showChart();
    void showButtons();
    void showColours();

    std::shared_ptr<const Catalog> m_catalog, m_shown;  ///< the catalog; it, or the hall's parts
    bool m_ofHall = false;
    bool m_writable = true;
    DocumentModel& m_document;
    std::shared_ptr<const PartSearch> m_search;
    PartTableModel* m_model;
    QStringList m_compared;   ///< of the parts that are shown
    QStringList m_toCompare;  ///< taken for comparison, whether or not they are shown
    QString m_words;          ///< that the list was found by
    PartFilterBar* m_filters = nullptr;
    QLabel* m_count = nullptr;
    PartTable* m_table = nullptr;
    QStackedWidget* m_listPages = nullptr;
    QLabel* m_nothing = nullptr;
    QVBoxLayout* m_lifts = nullptr;
    QPushButton* m_clear = nullptr;
    CompareTray* m_tray = nullptr;
    QSplitter* m_splitter = nullptr;
    QTabWidget* m_tabs = nullptr;
    PartPane* m_pane = nullptr;
    PartCompare* m_compare = nullptr;
    PartScatter* m_scatter = nullptr;
    QToolBar* m_buttons = nullptr;
    QAction *m_new = nullptr, *m_import = nullptr, *m_duplicate = nullptr, *m_change = nullptr,
            *m_retire = nullptr, *m_remove = nullptr, *m_newer = nullptr, *m_settle = nullptr;
    QComboBox* m_scope = nullptr;
    QTimer *m_chartSoon = nullptr, *m_sheetSoon = nullptr;
    bool m_chartStale = true;
};

}  // namespace hallwright
