#pragma once

#include "model/figures/figure.h"
#include "views/compare/compare_worker.h"

#include <QTimer>
#include <QWidget>

#include <map>
#include <memory>
#include <set>

class QBoxLayout;
class QCheckBox;
class QLabel;
class QModelIndex;
class QProgressBar;
class QPushButton;
class QSplitter;
class QStackedWidget;
class QTabWidget;
class QTableView;
class QToolButton;

namespace hallwright {

class CompareCharts;
class CompareDelegate;
class CompareModel;
class DocumentModel;
class VariantList;
struct ChangeEvent;

/// The page that sets variants of the hall side by side: which ones, the table, charts. Variants
/// are made and evaluated on a thread of its own once edits settle, and only while it is seen.
class CompareView : public QWidget {
    Q_OBJECT

public:
    CompareView(std::shared_ptr<const Catalog> catalog, DocumentModel& document,
                QWidget* parent = nullptr);
    ~CompareView() override;

    void setCatalog(std::shared_ptr<const Catalog> catalog);
    /// What is shown; null before the first answer.
    const Comparison* comparison() const;
    const CompareModel& table() const { return *m_model; }
    const CompareCharts& charts() const { return *m_charts; }
    /// Whether the table is of the hall and the ticks as they are now.
    bool fresh() const { return m_fresh; }
    /// The same with ranges.
    bool complete() const { return m_fresh && m_answer.complete; }
    /// Whether it has something to wait for.
    bool busy() const;
    /// Ticks or unticks a variant, as its box does.
    void choose(const SideRef& ref, bool on);
    bool chosen(const SideRef& ref) const { return m_ticked.count(ref) > 0; }
    /// Takes another hall onto the list and ticks it.
    void addFile(const QString& path);
    /// Makes a side a variant that the document keeps; false where it cannot be.
    bool keep(const SideRef& ref, const QString& name);
    bool rename(const SideRef& ref, const QString& name);
    void remove(const SideRef& ref);
    /// "table" or "charts".
    void showTab(const QString& name);
    Result<void> exportPicture(const QString& path);

Q_SIGNALS:
    /// How a number of the hall came to be is to be shown.
    void figureWanted(FigureRef figure);
    /// A variant is to be worked on as a hall of its own.
    void hallWanted(const Hall& hall, const QString& name);
    void message(const QString& sentence);
    /// An answer arrived, or went stale.
    void changed();

protected:
    void changeEvent(QEvent* event) override;
    void showEvent(QShowEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    QWidget* makeSide();
    QWidget* makeTable();
    void connectAll();
    void follow(const ChangeEvent& event);
    void reset();
    void goStale(bool hallMoved);
    void start();
    void stop();
    void resume();
    void followVariants(const ChangeEvent& event);
    QString staleWords() const;
    void take(const CompareAnswer& answer);
    const ComparedSide* sideOf(const SideRef& ref) const;
    std::vector<SideRef> refs() const;
    QString whyNone() const;
    QString baseName() const;
    void showList();
    void showTable();
    void showState();
    void spread();
    void arrange();
    void explainRow(const QModelIndex& index);
    void askFile();
    void askName(const SideRef& ref, bool isNew);
    void askPicture();

    DocumentModel& m_document;
    CompareWorker* m_worker;
    QTimer m_settle;
    std::set<SideRef> m_ticked;
    std::vector<std::string> m_files;     ///< halls taken onto the list
    CompareAnswer m_answer;               ///< the last one, with what is known of every side
    std::map<RawId, SideRef> m_keptFrom;  ///< the ticked side that a variant was kept from
    bool m_fresh = false;
    bool m_moved = false;  ///< the hall itself is another one than that of the table
    bool m_stopped = false;
    CompareModel* m_model;
    CompareDelegate* m_delegate;
    VariantList* m_list = nullptr;
    CompareCharts* m_charts = nullptr;
    QSplitter* m_splitter = nullptr;
    QTabWidget* m_tabs = nullptr;
    QStackedWidget* m_pages = nullptr;
    QTableView* m_table = nullptr;
    QLabel *m_count = nullptr, *m_empty = nullptr, *m_state = nullptr;
    QCheckBox* m_only = nullptr;
    QToolButton *m_copy = nullptr, *m_stop = nullptr;
    QPushButton* m_add = nullptr;
    QProgressBar* m_progress = nullptr;
    bool m_wide = false, m_narrow = false;
};

}  // namespace hallwright
