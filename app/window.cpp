#include "app/window.h"

#include "app/settings.h"
#include "model/storage/document_file.h"
#include "views/bom/bom_view.h"
#include "views/catalog/catalog_page.h"
#include "views/catalog/catalog_view.h"
#include "views/compare/compare_view.h"
#include "views/dashboard/dashboard.h"
#include "views/document.h"
#include "views/document_files.h"
#include "views/elevation/elevation_view.h"
#include "views/fabric/fabric_view.h"
#include "views/figures/figures_view.h"
#include "views/findings/findings_list.h"
#include "views/headroom/headroom_view.h"
#include "views/inspector/inspector.h"
#include "views/limit_strip.h"
#include "views/plan/plan_commands.h"
#include "views/plan/plan_view.h"
#include "views/plan/rulers.h"
#include "views/range_worker.h"
#include "views/selection.h"
#include "views/start/start_page.h"

#include <QApplication>
#include <QDockWidget>
#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QMessageBox>
#include <QScreen>
#include <QStackedWidget>
#include <QStatusBar>
#include <QToolBar>
#include <QToolButton>
#include <QVBoxLayout>

namespace hallwright {

namespace {

constexpr int messageStays_ms = 6000;
constexpr int sideWidth = 372;   // the column to the right
constexpr int partsWidth = 288;  // the column to the left
constexpr int lowHeight = 320;   // what is below the plan
/// Below this width the catalog waits until it is asked for: the hall comes first.
constexpr int roomForCatalog = 1440;

}  // namespace

Window::Window(WindowHooks hooks, QWidget* parent)
    : QMainWindow(parent), m_hooks(std::move(hooks)), m_document(new DocumentModel(this)),
      m_files(new DocumentFiles(
          *m_document,
          {m_hooks.recoveryFolder, [this](const QString& path) { return readOther(path); }}, this)),
      m_selection(new Selection(this)), m_actions(std::make_unique<Actions>(this)),
      m_ranges(new RangeWorker(*m_document, this)), m_pages(new QStackedWidget),
      m_start(new StartPage), m_plan(new PlanView(*m_document, *m_selection)),
      m_dashboard(new Dashboard(*m_document, *m_ranges)),
      m_commands(std::make_unique<PlanCommands>(*m_document, *m_selection, *m_plan)) {
    setObjectName("window");
    setContextMenuPolicy(Qt::NoContextMenu);
    setIconSize({20, 20});
    setAcceptDrops(true);
    setDockOptions(AnimatedDocks | AllowTabbedDocks | AllowNestedDocks);
    setTabPosition(Qt::AllDockWidgetAreas, QTabWidget::North);
    setCorner(Qt::BottomRightCorner, Qt::RightDockWidgetArea);
    setCorner(Qt::BottomLeftCorner, Qt::LeftDockWidgetArea);
    if (m_hooks.catalog) {
        m_plan->setCatalog(m_hooks.catalog);
        m_start->setCatalog(m_hooks.catalog);
    }

    m_pages->addWidget(m_start);
    m_pages->addWidget(m_plan);
    m_pages->addWidget(m_dashboard);
    m_variants = new CompareView(m_hooks.catalog, *m_document);
    m_pages->addWidget(m_variants);
    if (m_hooks.catalog) {
        m_catalogPage = new CatalogPage(m_hooks.catalog, *m_document);
        m_pages->addWidget(m_catalogPage);
    }
    auto* middle = new QWidget;
    auto* column = new QVBoxLayout(middle);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(makeNoticeBar());
    column->addWidget(m_pages, 1);
    setCentralWidget(middle);

    makeDocks();
    makeMenus();
    makeToolBar();
    m_limits = new LimitStrip(*m_document);
    m_where = new QLabel;
    statusBar()->setSizeGripEnabled(false);
    statusBar()->setContentsMargins(12, 0, 4, 0);
    statusBar()->addWidget(m_where, 1);
    statusBar()->addPermanentWidget(m_limits);

    connectActions();
    connectViews();
    resize(1440, 900);
    firstLayout();
    m_layout = saveState();
    showPage(Start);
    showState();
}

Window::~Window() = default;

/// Sentences that stay until they are read: the hall was brought up to date, the journal fails.
QWidget* Window::makeNoticeBar() {
    m_noticeBar = new QWidget;
    m_noticeBar->setObjectName("notices");
    m_noticeBar->setAutoFillBackground(true);
    m_noticeBar->setBackgroundRole(QPalette::AlternateBase);
    m_notice = new QLabel;
    m_notice->setWordWrap(true);
    m_notice->setTextInteractionFlags(Qt::TextSelectableByMouse);
    auto* close = new QToolButton;
    close->setAutoRaise(true);
    close->setText(tr("Close"));
    close->setAccessibleName(tr("Close this notice"));
    connect(close, &QToolButton::clicked, m_noticeBar, &QWidget::hide);
    auto* row = new QHBoxLayout(m_noticeBar);
    row->setContentsMargins(16, 8, 8, 8);
    row->addWidget(m_notice, 1);
    row->addWidget(close, 0, Qt::AlignTop);
    m_noticeBar->hide();
    return m_noticeBar;
}

QDockWidget* Window::addDock(const QString& title, const QString& name, QWidget* content,
                             Qt::DockWidgetArea area) {
    auto* made = new QDockWidget(title, this);
    made->setObjectName(name + QStringLiteral("Dock"));
    made->setWidget(content);
    made->setFeatures(QDockWidget::DockWidgetMovable | QDockWidget::DockWidgetClosable |
                      QDockWidget::DockWidgetFloatable);
    addDockWidget(area, made);
    m_docks.push_back(made);
    return made;
}

void Window::makeDocks() {
    if (m_hooks.catalog) {
        m_catalogView = new CatalogView(m_hooks.catalog, *m_document);
        m_headroom = new HeadroomView(m_hooks.catalog, *m_document);
        addDock(tr("Catalog"), QStringLiteral("catalog"), m_catalogView, Qt::LeftDockWidgetArea);
        addDock(tr("Headroom"), QStringLiteral("headroom"), m_headroom, Qt::LeftDockWidgetArea);
    }
    m_inspector = new Inspector(*m_document, *m_selection, m_ranges);
    m_inspector->setCatalog(m_hooks.catalog);
    m_figures = new FiguresView(*m_document, m_ranges, *m_selection);
    m_elevation = new ElevationView(*m_document, *m_selection, m_ranges);
    m_findings = new FindingsList(*m_document, *m_selection);
    m_bill = new BomView(*m_document, m_selection);
    const Qt::DockWidgetArea right = Qt::RightDockWidgetArea;
    addDock(tr("Inspector"), QStringLiteral("inspector"), m_inspector, right);
    addDock(tr("Figures"), QStringLiteral("figures"), m_figures, right);
    addDock(tr("Elevation"), QStringLiteral("elevation"), m_elevation, right);
    addDock(tr("Findings"), QStringLiteral("findings"), m_findings, right);
    addDock(tr("Bill of materials"), QStringLiteral("bill"), m_bill, right);
    m_fabric = new FabricView(*m_document, *m_selection);
    addDock(tr("Fabric"), QStringLiteral("fabric"), m_fabric, Qt::BottomDockWidgetArea);
}

QDockWidget* Window::dock(const QString& name) const {
    for (QDockWidget* one : m_docks)
        if (one->objectName() == name + QStringLiteral("Dock")) return one;
    return nullptr;
}

/// Where docks are in a first run: what is chosen to the right, above what is wrong with the hall;
/// what there is to choose from to the left.
void Window::firstLayout() {
    const auto named = [this](const char* name) { return dock(QString::fromLatin1(name)); };
    QDockWidget *inspector = named("inspector"), *figures = named("figures"),
                *elevation = named("elevation"), *findings = named("findings"),
                *bill = named("bill"), *catalog = named("catalog"), *headroom = named("headroom"),
                *fabric = named("fabric");
    for (QDockWidget* one : m_docks) {
        one->setFloating(false);
        removeDockWidget(one);
    }
    if (catalog) {
        addDockWidget(Qt::LeftDockWidgetArea, catalog);
        tabifyDockWidget(catalog, headroom);
    }
    addDockWidget(Qt::RightDockWidgetArea, inspector);
    addDockWidget(Qt::RightDockWidgetArea, findings);
    tabifyDockWidget(inspector, figures);
    tabifyDockWidget(figures, elevation);
    tabifyDockWidget(findings, bill);
    addDockWidget(Qt::BottomDockWidgetArea, fabric);
    for (QDockWidget* one : m_docks)
        one->show();
    if (catalog) {
        catalog->raise();
        if (width() < roomForCatalog) {
            catalog->hide();
            headroom->hide();
        }
        resizeDocks({catalog}, {partsWidth}, Qt::Horizontal);
    }
    inspector->raise();
    findings->raise();
    resizeDocks({inspector, findings}, {sideWidth, sideWidth}, Qt::Horizontal);
    resizeDocks({inspector, findings}, {560, 340}, Qt::Vertical);
    // Below the plan, and only when asked for: they want its width, and take its height.
    resizeDocks({fabric}, {std::max(lowHeight, height() * 2 / 5)}, Qt::Vertical);
    fabric->hide();
}

/// The start page stands alone, the catalog without docks; elsewhere they are as they were left.
void Window::showPage(Page page) {
    const bool hall = !m_document->hall().sites.empty();
    if (page == Parts && !m_catalogPage) page = Plan;
    if (page != Parts && !hall) page = Start;
    const bool wasStart = m_pages->currentIndex() == Start && m_toolBar->isHidden();
    m_pages->setCurrentIndex(page);
    (*m_actions)[page == Charts     ? ActionId::ShowDashboard
                 : page == Variants ? ActionId::ShowVariants
                 : page == Parts    ? ActionId::ShowCatalog
                                    : ActionId::ShowPlan]
        .setChecked(true);
    if (page != Variants) bringBackPanes();
    const bool hide = page == Start || page == Parts;
    if (hide && !m_docksHidden) {
        if (!m_layout.isEmpty()) m_layout = saveState();
        hideDocks();
    } else if (!hide && m_docksHidden) {
        m_docksHidden = false;
        m_toolBar->show();
        restoreState(m_layout);
    }
    m_toolBar->setVisible(page != Start);
    statusBar()->setVisible(page != Start && hall);
    if (page == Start && !wasStart) {
        m_start->setRecent(Settings::read().recent);
        m_start->setFocus();
    }
    if (page == Parts) m_catalogPage->setFocus();
    if (page == Variants) {
        putAwayPanes();
        m_variants->setFocus();
    }
    showState();
}

/// Placing parts and links mean nothing beside a comparison, which wants the room.
void Window::putAwayPanes() {
    for (QDockWidget* one : m_docks)
        if ((one->widget() == m_fabric || one->widget() == m_catalogView) && !one->isHidden()) {
            m_putAway.push_back(one);
            one->hide();
        }
}

void Window::bringBackPanes() {
    for (QDockWidget* one : m_putAway)
        one->show();
    m_putAway.clear();
}

void Window::hideDocks() {
    m_docksHidden = true;
    for (QDockWidget* one : m_docks)
        one->hide();
}

void Window::restoreLayout(const QByteArray& geometry, const QByteArray& layout) {
    if (geometry.isEmpty() || !restoreGeometry(geometry)) {
        resize(QSize(1600, 1000).boundedTo(screen()->availableSize() * 0.94));
        if (layout.isEmpty()) {
            firstLayout();
            m_layout = saveState();
            if (m_docksHidden) hideDocks();
        }
    }
    if (layout.isEmpty()) return;
    m_layout = layout;
    if (!m_docksHidden) restoreState(layout);
}

QByteArray Window::layoutToKeep() {
    if (m_docksHidden) return m_layout;
    const bool away = !m_putAway.empty();
    bringBackPanes();
    const QByteArray layout = saveState();
    if (away) putAwayPanes();
    return layout;
}

const QStringList& Window::viewNames() {
    static const QStringList names{
        QStringLiteral("window"),    QStringLiteral("plan"),     QStringLiteral("start"),
        QStringLiteral("dashboard"), QStringLiteral("catalog"),  QStringLiteral("headroom"),
        QStringLiteral("inspector"), QStringLiteral("figures"),  QStringLiteral("elevation"),
        QStringLiteral("findings"),  QStringLiteral("bill"),     QStringLiteral("catalog-page"),
        QStringLiteral("compare"),   QStringLiteral("scatter"),  QStringLiteral("fabric"),
        QStringLiteral("links"),     QStringLiteral("variants"), QStringLiteral("variants-charts")};
    return names;
}

bool Window::showView(const QString& name) {
    if (name == QStringLiteral("plan") || name == QStringLiteral("window")) {
        showPage(Plan);
        return true;
    }
    if (name == QStringLiteral("dashboard")) {
        showPage(Charts);
        return true;
    }
    if (name.startsWith(QStringLiteral("variants"))) {
        showPage(Variants);
        m_variants->showTab(name == QStringLiteral("variants") ? QStringLiteral("table")
                                                               : QStringLiteral("charts"));
        return true;
    }
    if (name == QStringLiteral("start")) return true;
    const QStringList tabs{QStringLiteral("catalog-page"), QStringLiteral("compare"),
                           QStringLiteral("scatter")};
    if (tabs.contains(name)) {
        if (!m_catalogPage) return false;
        showPage(Parts);
        m_catalogPage->showTab(name == tabs[0]   ? QStringLiteral("sheet")
                               : name == tabs[1] ? name
                                                 : QStringLiteral("chart"));
        return true;
    }
    const bool links = name == QStringLiteral("links");
    QDockWidget* one = dock(links ? QStringLiteral("fabric") : name);
    if (!one) return false;
    if (one->widget() == m_fabric)
        m_fabric->showPage(links ? FabricView::Page::Links : FabricView::Page::Diagram);
    if (m_docksHidden) showPage(Plan);
    one->show();
    one->raise();
    return true;
}

void Window::connectViews() {
    connect(m_document, &DocumentModel::changed, this, [this](const ChangeEvent& event) {
        if (event.kind == ChangeEvent::Kind::Loaded)
            showPage(m_document->hall().sites.empty() ? Start : Plan);
        else
            showState();
    });
    connect(m_selection, &Selection::changed, this, &Window::showState);
    connect(m_commands.get(), &PlanCommands::changed, this, &Window::showState);
    const auto tellJournal = [this](const QString& sentence) {
        m_journalNotice = sentence;
        showNotices();
    };
    connect(m_files, &DocumentFiles::journalFailed, this, tellJournal);
    connect(m_files, &DocumentFiles::journalMended, this, [tellJournal] { tellJournal({}); });

    connect(m_start, &StartPage::newHallWanted, this, &Window::planNewHall);
    connect(m_start, &StartPage::catalogWanted, &(*m_actions)[ActionId::ShowCatalog],
            &QAction::trigger);
    connect(m_start, &StartPage::openWanted, &(*m_actions)[ActionId::Open], &QAction::trigger);
    connect(m_start, &StartPage::fileWanted, this, &Window::openFile);
    connect(m_start, &StartPage::recentRemoved, this, [this](const QString& path) {
        Settings settings = Settings::read();
        settings.forget(path);
        settings.write();
        m_start->setRecent(settings.recent);
    });
    connect(m_start, &StartPage::helpWanted, this, [this](const QString& page) {
        if (m_hooks.help) m_hooks.help(this, page);
    });

    connect(m_plan, &PlanView::message, this, &Window::say);
    connect(m_plan, &PlanView::contextMenuWanted, this, &Window::showContextMenu);
    connect(m_plan, &PlanView::toolChanged, this, &Window::showState);
    connect(m_plan, &PlanView::hovered, this,
            [this](std::optional<ItemRef> item, Millimetres x, Millimetres y) {
                m_where->setText(placeWords(item, x, y));
            });

    const auto show = [this](const std::vector<ItemRef>& items) {
        showPage(Plan);
        m_selection->set(items);
        m_plan->centreOn(items);
    };
    connect(m_findings, &FindingsList::wanted, this, show);
    connect(m_figures, &FiguresView::wanted, this, show);
    connect(m_bill, &BomView::wanted, this, show);
    connect(m_dashboard, &Dashboard::itemsWanted, this, show);
    connect(m_dashboard, &Dashboard::exportWanted, this, &Window::exportCharts);
    connect(m_inspector, &Inspector::wanted, this, show);
    const auto showPart = [this](PartId part) {
        m_inspector->showPart(part);
        showView(QStringLiteral("inspector"));
    };
    connect(m_figures, &FiguresView::partWanted, this, showPart);
    connect(m_bill, &BomView::partWanted, this, showPart);
    connect(m_findings, &FindingsList::partWanted, this, showPart);
    m_findings->setAuthor(Settings::read().author);
    connect(m_findings, &FindingsList::authorChanged, this, [](const QString& author) {
        Settings settings = Settings::read();
        settings.author = author;
        settings.write();
    });
    connect(m_findings, &FindingsList::message, this, &Window::say);
    connect(m_inspector, &Inspector::message, this, &Window::say);
    connect(m_figures, &FiguresView::message, this, &Window::say);
    connect(m_bill, &BomView::message, this, &Window::say);
    connect(m_bill, &BomView::exportWanted, this,
            [this](const QString& format) { exportBill(format); });
    connectCatalog();
    connectFabric();
}

/// Links that are looked at are drawn into the plan along their trays.
void Window::connectFabric() {
    connect(m_variants, &CompareView::message, this, &Window::say);
    connect(m_variants, &CompareView::figureWanted, this, [this](FigureRef figure) {
        showView(QStringLiteral("figures"));
        m_figures->explain(figure);
    });
    connect(m_variants, &CompareView::hallWanted, this, [this](Hall hall, const QString& name) {
        if (!mayDiscard()) return;
        Site site = hall.site();
        site.name = tr("%1, %2").arg(QString::fromStdString(site.name), name).toStdString();
        hall.sites.set(hall.siteId(), std::move(site));
        load({hall, hall.highestId() + 1});
    });
    connect(m_fabric, &FabricView::linksShown, m_plan, &PlanView::showLinks);
    connect(m_fabric, &FabricView::fabricWanted, m_inspector, &Inspector::addNewFabric);
    connect(m_fabric, &FabricView::message, this, &Window::say);
    connect(m_fabric, &FabricView::itemWanted, this, [this](ItemRef item) {
        showPage(Plan);
        m_selection->set({item});
        m_plan->centreOn({item});
    });
}

void Window::setTheme(std::optional<Theme::Kind> chosen) {
    applyTheme(*qApp, chosen);
    m_actions->showIcons();
    m_dashboard->showTheme();
    (*m_actions)[!chosen                        ? ActionId::ThemeSystem
                 : *chosen == Theme::Kind::Dark ? ActionId::ThemeDark
                                                : ActionId::ThemeLight]
        .setChecked(true);
    for (QWidget* widget : findChildren<QWidget*>())
        widget->update();
    Settings settings = Settings::read();
    settings.theme = chosen;
    settings.write();
}

/// What is under the pointer, the tile by its name, and the place in millimetres.
QString Window::placeWords(std::optional<ItemRef> item, Millimetres x, Millimetres y) const {
    QStringList words;
    if (item) words += QString::fromStdString(itemName(m_document->hall(), *item));
    const Site& site = m_document->hall().site();
    if (site.tile.um > 0 && x.mm >= 0 && y.mm >= 0 && x < site.width && y < site.depth) {
        const auto tile = [&](Millimetres at) {
            return static_cast<int>(std::int64_t{at.mm} * 1000 / site.tile.um);
        };
        words += tr("tile %1%2").arg(tileColumnName(tile(x))).arg(tile(y) + 1);
    }
    const QLocale english(QLocale::English);
    words += QStringLiteral("%1\u00a0mm, %2\u00a0mm")
                 .arg(english.toString(x.mm), english.toString(y.mm));
    return words.join(QStringLiteral("  ·  "));
}

/// The page of the manual about where the keyboard is.
QString Window::helpPage() const {
    struct Place {
        const QWidget* widget;
        const char* page;
    };
    const Place places[] = {{m_start, "first-steps.md"},
                            {m_dashboard, "dashboard.md"},
                            {m_catalogView, "catalog.md"},
                            {m_catalogPage, "catalog.md"},
                            {m_headroom, "headroom.md"},
                            {m_inspector, "inspector.md"},
                            {m_figures, "figures-and-explain.md"},
                            {m_elevation, "elevation.md"},
                            {m_findings, "findings.md"},
                            {m_bill, "bom.md"},
                            {m_fabric, "fabric-view.md"},
                            {m_variants, "compare-window.md"},
                            {m_plan, "plan.md"}};
    const QWidget* focus = QApplication::focusWidget();
    for (const Place& place : places)
        if (place.widget && focus && (place.widget == focus || place.widget->isAncestorOf(focus)))
            return QString::fromLatin1(place.page);
    return m_pages->currentIndex() == Start ? QStringLiteral("first-steps.md")
                                            : QStringLiteral("plan.md");
}

void Window::say(const QString& sentence) { statusBar()->showMessage(sentence, messageStays_ms); }

void Window::fail(const QString& title, const Error& error) {
    QMessageBox box(QMessageBox::Warning, title, QString::fromStdString(error.text()),
                    QMessageBox::Ok, this);
    box.exec();
}

}  // namespace hallwright
