#pragma once

#include "model/base/result.h"
#include "model/edits/edit.h"
#include "model/figures/evaluation.h"
#include "model/hall/hall.h"
#include "model/parts/catalog.h"
#include "views/actions.h"
#include "views/theme.h"

#include <QByteArray>
#include <QMainWindow>

#include <filesystem>
#include <functional>
#include <memory>

class QDockWidget;
class QLabel;
class QMenu;
class QStackedWidget;
class QToolBar;
class QToolButton;

namespace hallwright {

class BomView;
class CatalogPage;
class CatalogView;
class CompareView;
class Dashboard;
class DocumentFiles;
class DocumentModel;
class ElevationView;
class ExportJob;
class FabricView;
class FiguresView;
class FindingsList;
class HeadroomView;
class Inspector;
class LimitStrip;
class OwnPartsActions;
class PlanCommands;
class PlanView;
class RangeWorker;
class Selection;
class StartPage;
struct Document;
struct ExportFormat;
struct PlanSheet;
struct RecoverableHall;

/// A hall that has no file yet.
struct LoadedHall {
    Hall hall;
    RawId nextId = 1;
};

/// What the window asks of the rest of the program. What is not given stays disabled.
struct WindowHooks {
    std::shared_ptr<const Catalog> catalog;  ///< without one nothing can be planned or placed
    std::filesystem::path recoveryFolder;    ///< empty: no journal is kept
    /// The catalog without the user's layer, which lies in this folder; without them no part of the
    /// user's own can be made.
    std::optional<Catalog> shipped;
    std::filesystem::path userCatalog;
    /// Reads what is no .hall file: the text form.
    std::function<Result<Document>(const QString& path)> read;
    std::function<void(QWidget* window, const QString& page)> help;
};

/// The main window: start page, plan, dashboard, comparison and catalog in the middle, docks around
/// all but the first and the last, one document.
class Window : public QMainWindow {
    Q_OBJECT

public:
    explicit Window(WindowHooks hooks = {}, QWidget* parent = nullptr);
    ~Window() override;

    DocumentModel& document() { return *m_document; }
    DocumentFiles& files() { return *m_files; }
    Selection& selection() { return *m_selection; }
    PlanView& plan() { return *m_plan; }
    Dashboard& dashboard() { return *m_dashboard; }
    StartPage& startPage() { return *m_start; }
    Inspector& inspector() { return *m_inspector; }
    FindingsList& findings() { return *m_findings; }
    FiguresView& figures() { return *m_figures; }
    BomView& bill() { return *m_bill; }
    CatalogView* catalogView() { return m_catalogView; }  ///< none without a catalog
    CatalogPage* catalogPage() { return m_catalogPage; }  ///< none without a catalog
    ElevationView& elevation() { return *m_elevation; }
    FabricView& fabric() { return *m_fabric; }
    CompareView& variants() { return *m_variants; }
    LimitStrip& limits() { return *m_limits; }
    const RangeWorker& ranges() const { return *m_ranges; }
    const Actions& actions() const { return *m_actions; }

    /// Shows a hall that has no file yet.
    void load(LoadedHall hall);
    /// Opens a hall, its text form or a brief; on failure says why and keeps what is there.
    bool openFile(const QString& path);
    /// Opens the assistant; true where it made a hall.
    bool planNewHall();
    /// None: as the desktop is.
    void setTheme(std::optional<Theme::Kind> chosen);
    /// The catalog from now on, for every view and for what is planned next.
    void setCatalog(std::shared_ptr<const Catalog> catalog);
    /// Shows a page, or a dock by its name ("catalog", "figures"…). False where there is none of
    /// that name.
    bool showView(const QString& name);
    static const QStringList& viewNames();
    /// Halls that were being worked on when the program ended unexpectedly.
    void offerRecovery();
    /// Geometry and docks as they were left; what makes no sense is as in a first run.
    void restoreLayout(const QByteArray& geometry, const QByteArray& layout);
    QByteArray layoutToKeep();
    /// Docks where a first run has them, as fits the width.
    void firstLayout();

protected:
    void closeEvent(QCloseEvent* event) override;
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dropEvent(QDropEvent* event) override;

private:
    enum Page { Start, Plan, Charts, Variants, Parts };

    QDockWidget* addDock(const QString& title, const QString& name, QWidget* content,
                         Qt::DockWidgetArea area);
    QDockWidget* dock(const QString& name) const;
    QWidget* makeNoticeBar();
    void makeDocks();
    void showPage(Page page);
    void putAwayPanes();
    void bringBackPanes();
    void hideDocks();
    void showState();
    void tellNotices(const QStringList& notices);
    void showNotices();
    void say(const QString& sentence);
    void fail(const QString& title, const Error& error);
    QString placeWords(std::optional<ItemRef> item, Millimetres x, Millimetres y) const;
    QString helpPage() const;

    void makeMenus();
    void makeToolBar();
    void connectActions();
    void connectViews();
    void connectCatalog();
    void connectFabric();
    void connectOwnParts();
    void showContextMenu(QPoint global);
    void fillRecent();

    void chooseFile(const QString& title, const QString& filter);
    bool planBrief(const QString& path, QStringList& notices);
    Result<Document> readOther(const QString& path);
    bool tellSaved(const Result<void>& done);
    bool save(bool askForPath);
    bool mayDiscard();
    void closeHall();
    void exportBill(const QString& format);
    static Result<void> exportBill(const QString& path, const Evaluation& evaluation);
    void writeReport();
    void exportPlan();
    void exportCharts();
    void exportLinks(const ExportFormat& format);
    void print();
    void remember(const QString& path);
    void offerRecovery(std::vector<RecoverableHall> halls);
    PlanSheet planSheet() const;

    WindowHooks m_hooks;
    std::unique_ptr<Document> m_planned;  ///< of a brief, until it is opened
    DocumentModel* m_document;
    DocumentFiles* m_files;
    Selection* m_selection;
    std::unique_ptr<Actions> m_actions;
    RangeWorker* m_ranges;
    QStackedWidget* m_pages;
    StartPage* m_start;
    PlanView* m_plan;
    Dashboard* m_dashboard;
    std::unique_ptr<PlanCommands> m_commands;
    std::vector<QDockWidget*> m_docks;
    Inspector* m_inspector = nullptr;
    FindingsList* m_findings = nullptr;
    FiguresView* m_figures = nullptr;
    BomView* m_bill = nullptr;
    CatalogView* m_catalogView = nullptr;
    CatalogPage* m_catalogPage = nullptr;
    OwnPartsActions* m_ownParts = nullptr;
    HeadroomView* m_headroom = nullptr;
    ElevationView* m_elevation = nullptr;
    FabricView* m_fabric = nullptr;
    CompareView* m_variants = nullptr;
    LimitStrip* m_limits = nullptr;
    QLabel* m_where = nullptr;
    QWidget* m_noticeBar = nullptr;
    QLabel* m_notice = nullptr;
    QStringList m_notices;
    QString m_journalNotice;
    QToolBar* m_toolBar = nullptr;
    QToolButton* m_overlayButton = nullptr;
    QMenu* m_recent = nullptr;
    QMenu* m_exportLinks = nullptr;
    ExportJob* m_exportJob = nullptr;
    QByteArray m_layout;                  ///< of the docks while a page hides them
    std::vector<QDockWidget*> m_putAway;  ///< panes that come back when another page is shown
    bool m_docksHidden = false;
};

}  // namespace hallwright
