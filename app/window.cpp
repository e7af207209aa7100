#include "app/window.h"

#include "model/edits/change_items.h"
#include "model/edits/move_items.h"
#include "views/actions.h"
#include "views/document.h"
#include "views/findings/findings_list.h"
#include "views/inspector/inspector.h"
#include "views/limit_strip.h"
#include "views/plan/plan_view.h"
#include "views/plan/rulers.h"
#include "views/range_worker.h"
#include "views/selection.h"
#include "views/units.h"

#include <QActionGroup>
#include <QApplication>
#include <QCloseEvent>
#include <QDockWidget>
#include <QFileDialog>
#include <QFileInfo>
#include <QLabel>
#include <QLocale>
#include <QMenuBar>
#include <QMessageBox>
#include <QStatusBar>
#include <QToolBar>
#include <QToolButton>

namespace hallwright {

namespace {

constexpr int messageStays_ms = 6000;

struct OverlayAction {
    ActionId action;
    Overlay overlay;
};
constexpr OverlayAction overlayActions[] = {
    {ActionId::OverlayNone, Overlay::None},   {ActionId::OverlayPower, Overlay::Power},
    {ActionId::OverlayHeat, Overlay::Heat},   {ActionId::OverlayFlow, Overlay::Flow},
    {ActionId::OverlayFloor, Overlay::Floor}, {ActionId::OverlayFindings, Overlay::Findings},
};

}  // namespace

Window::Window(WindowHooks hooks, QWidget* parent)
    : QMainWindow(parent), m_hooks(std::move(hooks)), m_document(new DocumentModel(this)),
      m_selection(new Selection(this)), m_actions(std::make_unique<Actions>(this)),
      m_plan(new PlanView(*m_document, *m_selection, this)),
      m_ranges(new RangeWorker(*m_document, this)) {
    setObjectName("window");
    setCentralWidget(m_plan);
    setContextMenuPolicy(Qt::NoContextMenu);
    setIconSize({20, 20});
    makeDocks();
    makeMenus();
    makeToolBar();

    m_limits = new LimitStrip(*m_document);
    m_where = new QLabel;
    statusBar()->setSizeGripEnabled(false);
    statusBar()->setContentsMargins(12, 0, 4, 0);
    statusBar()->addWidget(m_where, 1);
    statusBar()->addPermanentWidget(m_limits);

    connectFileActions();
    connectEditActions();
    connectViewActions();
    connect(m_document, &DocumentModel::changed, this, &Window::showState);
    connect(m_selection, &Selection::changed, this, &Window::showState);
    connect(m_plan, &PlanView::message, this, &Window::say);
    connect(m_inspector, &Inspector::message, this, &Window::say);
    connect(m_findings, &FindingsList::wanted, m_plan, &PlanView::centreOn);
    connect(m_plan, &PlanView::hovered, this,
            [this](std::optional<ItemRef> item, Millimetres x, Millimetres y) {
                m_where->setText(placeWords(item, x, y));
            });
    resize(1440, 900);
    m_plan->setFocus();
    showState();
}

Window::~Window() = default;

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

void Window::makeDocks() {
    m_inspector = new Inspector(*m_document, *m_selection, m_ranges);
    m_findings = new FindingsList(*m_document, *m_selection);
    const auto dock = [this](const QString& title, const QString& name, QWidget* content) {
        auto* made = new QDockWidget(title, this);
        made->setObjectName(name);
        made->setWidget(content);
        made->setFeatures(QDockWidget::DockWidgetMovable | QDockWidget::DockWidgetClosable);
        addDockWidget(Qt::RightDockWidgetArea, made);
        return made;
    };
    QDockWidget* inspector = dock(tr("Inspector"), QStringLiteral("inspectorDock"), m_inspector);
    QDockWidget* findings = dock(tr("Findings"), QStringLiteral("findingsDock"), m_findings);
    resizeDocks({inspector, findings}, {376, 376}, Qt::Horizontal);
    resizeDocks({inspector, findings}, {600, 340}, Qt::Vertical);
}

void Window::makeMenus() {
    const Actions& a = *m_actions;
    const auto fill = [&](QMenu* menu, std::initializer_list<std::optional<ActionId>> ids) {
        for (std::optional<ActionId> id : ids)
            if (id)
                menu->addAction(&a[*id]);
            else
                menu->addSeparator();
    };
    fill(menuBar()->addMenu(tr("&File")), {ActionId::NewFromBrief,
                                           ActionId::Open,
                                           {},
                                           ActionId::Save,
                                           ActionId::SaveAs,
                                           {},
                                           ActionId::ExportBom,
                                           {},
                                           ActionId::Quit});
    fill(menuBar()->addMenu(tr("&Edit")), {ActionId::Undo,
                                           ActionId::Redo,
                                           {},
                                           ActionId::Rotate,
                                           ActionId::Lock,
                                           ActionId::Delete,
                                           {},
                                           ActionId::SelectAll});
    QMenu* view = menuBar()->addMenu(tr("&View"));
    fill(view, {ActionId::ZoomIn, ActionId::ZoomOut, ActionId::ZoomToFit, {}});
    fill(view->addMenu(tr("Colour Racks By")),
         {ActionId::OverlayNone, ActionId::OverlayPower, ActionId::OverlayHeat,
          ActionId::OverlayFlow, ActionId::OverlayFloor, ActionId::OverlayFindings});
    fill(view->addMenu(tr("Theme")), {ActionId::ThemeLight, ActionId::ThemeDark});
    fill(view->addMenu(tr("Units")), {ActionId::UnitsSi, ActionId::UnitsUs});
    view->addSeparator();
    for (QDockWidget* dock : findChildren<QDockWidget*>())
        view->addAction(dock->toggleViewAction());
    fill(menuBar()->addMenu(tr("&Help")), {ActionId::Help, ActionId::About});

    const auto group = [&](std::initializer_list<ActionId> ids, ActionId checked) {
        auto* made = new QActionGroup(this);
        for (ActionId id : ids)
            made->addAction(&a[id]);
        a[checked].setChecked(true);
    };
    group({ActionId::OverlayNone, ActionId::OverlayPower, ActionId::OverlayHeat,
           ActionId::OverlayFlow, ActionId::OverlayFloor, ActionId::OverlayFindings},
          ActionId::OverlayNone);
    group({ActionId::ThemeLight, ActionId::ThemeDark},
          Theme::current().kind == Theme::Kind::Dark ? ActionId::ThemeDark : ActionId::ThemeLight);
    group({ActionId::UnitsSi, ActionId::UnitsUs},
          Units::shown().system() == UnitSystem::Us ? ActionId::UnitsUs : ActionId::UnitsSi);
}

void Window::makeToolBar() {
    const Actions& a = *m_actions;
    QToolBar* bar = addToolBar(tr("Tools"));
    bar->setObjectName("toolBar");
    bar->setMovable(false);
    bar->setToolButtonStyle(Qt::ToolButtonIconOnly);
    bar->setContentsMargins(8, 2, 8, 2);
    const auto add = [&](std::initializer_list<ActionId> ids) {
        for (ActionId id : ids)
            bar->addAction(&a[id]);
        bar->addSeparator();
    };
    add({ActionId::Open, ActionId::Save});
    add({ActionId::Undo, ActionId::Redo});
    add({ActionId::Rotate, ActionId::Delete});
    add({ActionId::ZoomOut, ActionId::ZoomToFit, ActionId::ZoomIn});
    m_overlayButton = new QToolButton;
    m_overlayButton->setPopupMode(QToolButton::InstantPopup);
    m_overlayButton->setToolButtonStyle(Qt::ToolButtonTextOnly);
    m_overlayButton->setToolTip(tr("What the colour of the racks tells"));
    auto* menu = new QMenu(m_overlayButton);
    for (const OverlayAction& row : overlayActions)
        menu->addAction(&a[row.action]);
    m_overlayButton->setMenu(menu);
    bar->addWidget(m_overlayButton);
}

// -- actions
// ---------------------------------------------------------------------------------------

void Window::connectFileActions() {
    const Actions& a = *m_actions;
    const auto open = [this](const QString& title, const QString& filter) {
        if (!mayDiscard()) return;
        const QString path =
            QFileDialog::getOpenFileName(this, title, QFileInfo(m_document->path()).path(), filter);
        if (!path.isEmpty()) openFile(path);
    };
    connect(&a[ActionId::NewFromBrief], &QAction::triggered, this,
            [open] { open(tr("New from Brief"), tr("Briefs (*.toml)")); });
    connect(&a[ActionId::Open], &QAction::triggered, this,
            [open] { open(tr("Open"), tr("Halls (*.hall *.json *.toml);;All files (*)")); });
    connect(&a[ActionId::Save], &QAction::triggered, this, [this] { save(false); });
    connect(&a[ActionId::SaveAs], &QAction::triggered, this, [this] { save(true); });
    connect(&a[ActionId::ExportBom], &QAction::triggered, this, [this] {
        const QString path = QFileDialog::getSaveFileName(this, tr("Export Bill of Materials"), {},
                                                          tr("Spreadsheet (*.xlsx);;Text (*.csv)"));
        if (path.isEmpty()) return;
        if (const Result<void> done = m_hooks.exportBom(m_document->evaluation(), path); !done)
            fail(tr("Not Exported"), done.error());
        else
            say(tr("Wrote %1").arg(path));
    });
    connect(&a[ActionId::Quit], &QAction::triggered, this, &Window::close);
    connect(&a[ActionId::Help], &QAction::triggered, this, [this] { m_hooks.help(this); });
    a[ActionId::Help].setVisible(static_cast<bool>(m_hooks.help));
    connect(&a[ActionId::About], &QAction::triggered, this, [this] {
        QMessageBox::about(
            this, tr("About Hallwright"),
            tr("<b>Hallwright %1</b><br>Plans AI data-centre halls.<br><br>GPL-3.0-or-later")
                .arg(QApplication::applicationVersion()));
    });
}

void Window::connectEditActions() {
    const Actions& a = *m_actions;
    connect(&a[ActionId::Undo], &QAction::triggered, m_document, &DocumentModel::undo);
    connect(&a[ActionId::Redo], &QAction::triggered, m_document, &DocumentModel::redo);
    connect(&a[ActionId::Delete], &QAction::triggered, this,
            [this] { send(deleteItems(m_document->base(), m_selection->items())); });
    connect(&a[ActionId::Rotate], &QAction::triggered, this,
            [this] { send(rotateItems(m_document->base(), m_selection->items())); });
    connect(&a[ActionId::Lock], &QAction::triggered, this, [this] {
        bool all = true;
        for (ItemRef item : m_selection->items())
            all = all && isLocked(m_document->base(), item);
        send(setLocked(m_document->base(), m_selection->items(), !all));
    });
    connect(&a[ActionId::SelectAll], &QAction::triggered, this,
            [this] { m_selection->set(m_plan->scene().allItems()); });
}

void Window::connectViewActions() {
    const Actions& a = *m_actions;
    connect(&a[ActionId::ZoomIn], &QAction::triggered, m_plan, [this] { m_plan->zoomBy(1.25); });
    connect(&a[ActionId::ZoomOut], &QAction::triggered, m_plan, [this] { m_plan->zoomBy(0.8); });
    connect(&a[ActionId::ZoomToFit], &QAction::triggered, m_plan, &PlanView::zoomToFit);
    for (const OverlayAction& row : overlayActions)
        connect(&a[row.action], &QAction::triggered, this, [this, overlay = row.overlay] {
            m_plan->setOverlay(overlay);
            showState();
        });
    connect(&a[ActionId::ThemeLight], &QAction::triggered, this,
            [this] { setTheme(Theme::Kind::Light); });
    connect(&a[ActionId::ThemeDark], &QAction::triggered, this,
            [this] { setTheme(Theme::Kind::Dark); });
    connect(&a[ActionId::UnitsSi], &QAction::triggered, this,
            [] { Units::shown().set(UnitSystem::Si); });
    connect(&a[ActionId::UnitsUs], &QAction::triggered, this,
            [] { Units::shown().set(UnitSystem::Us); });
}

void Window::setTheme(Theme::Kind kind) {
    applyTheme(*qApp, kind);
    m_actions->showIcons();
    (*m_actions)[kind == Theme::Kind::Dark ? ActionId::ThemeDark : ActionId::ThemeLight].setChecked(
        true);
    for (QWidget* widget : findChildren<QWidget*>())
        widget->update();
    if (m_hooks.themeChosen) m_hooks.themeChosen(kind);
}

void Window::showState() {
    const Actions& a = *m_actions;
    const bool hall = !m_document->hall().sites.empty();
    const bool selected = !m_selection->empty();
    const auto undoText = [](const QString& verb, const QString& label) {
        return label.isEmpty() ? verb : verb + u' ' + label;
    };
    a[ActionId::Undo].setText(undoText(tr("Undo"), m_document->undoLabel()));
    a[ActionId::Redo].setText(undoText(tr("Redo"), m_document->redoLabel()));
    a[ActionId::Undo].setToolTip(a[ActionId::Undo].text());
    a[ActionId::Redo].setToolTip(a[ActionId::Redo].text());
    a[ActionId::Undo].setEnabled(m_document->canUndo());
    a[ActionId::Redo].setEnabled(m_document->canRedo());
    for (ActionId id : {ActionId::Delete, ActionId::Rotate, ActionId::Lock})
        a[id].setEnabled(selected);
    for (ActionId id :
         {ActionId::SelectAll, ActionId::ZoomIn, ActionId::ZoomOut, ActionId::ZoomToFit})
        a[id].setEnabled(hall);
    for (const OverlayAction& row : overlayActions)
        a[row.action].setEnabled(hall);
    m_overlayButton->setEnabled(hall);
    a[ActionId::NewFromBrief].setEnabled(static_cast<bool>(m_hooks.open));
    a[ActionId::Open].setEnabled(static_cast<bool>(m_hooks.open));
    for (ActionId id : {ActionId::Save, ActionId::SaveAs})
        a[id].setEnabled(hall && m_hooks.save);
    a[ActionId::ExportBom].setEnabled(hall && m_hooks.exportBom);
    m_overlayButton->setText(
        tr("Colour by: %1  ▾").arg(QString::fromLatin1(info(m_plan->overlay()).title)));

    QString name = m_document->path().isEmpty()
                       ? QString::fromStdString(m_document->hall().site().name)
                       : QFileInfo(m_document->path()).fileName();
    if (name.isEmpty()) name = hall ? tr("New hall") : QString();
    setWindowTitle(name.isEmpty() ? QStringLiteral("Hallwright[*]")
                                  : QStringLiteral("%1[*] — Hallwright").arg(name));
    setWindowModified(m_document->modified());
}

void Window::say(const QString& sentence) { statusBar()->showMessage(sentence, messageStays_ms); }

void Window::fail(const QString& title, const Error& error) {
    QMessageBox box(QMessageBox::Warning, title, QString::fromStdString(error.text()),
                    QMessageBox::Ok, this);
    box.exec();
}

void Window::send(Result<Edit> edit) {
    const Result<void> done =
        edit ? m_document->apply(std::move(edit).value()) : Result<void>(edit.error());
    if (!done) say(QString::fromStdString(done.error().message));
}

// -- files
// -----------------------------------------------------------------------------------------

void Window::load(LoadedHall hall) {
    m_selection->clear();
    m_document->load(std::move(hall.hall), hall.nextId, hall.path);
}

bool Window::openFile(const QString& path) {
    if (!m_hooks.open) return false;
    QApplication::setOverrideCursor(Qt::WaitCursor);
    Result<LoadedHall> opened = m_hooks.open(path);
    QApplication::restoreOverrideCursor();
    if (!opened) {
        fail(tr("Not Opened"), opened.error());
        return false;
    }
    load(std::move(opened).value());
    return true;
}

bool Window::save(bool askForPath) {
    QString path = m_document->path();
    if (path.isEmpty()) {
        // The name of the hall, as far as it can be the name of a file.
        path = QString::fromStdString(m_document->hall().site().name).remove(u'/').trimmed() +
               QStringLiteral(".hall");
        askForPath = true;
    }
    if (askForPath)
        path = QFileDialog::getSaveFileName(this, tr("Save As"), path, tr("Halls (*.hall)"));
    if (path.isEmpty()) return false;
    if (QFileInfo(path).suffix().isEmpty()) path += QStringLiteral(".hall");
    if (const Result<void> done = m_hooks.save(m_document->base(), m_document->nextId(), path);
        !done) {
        fail(tr("Not Saved"), done.error());
        return false;
    }
    m_document->markSaved(path);
    say(tr("Saved %1").arg(path));
    return true;
}

bool Window::mayDiscard() {
    if (!m_document->modified()) return true;
    const auto answer = QMessageBox::question(
        this, tr("Unsaved Changes"), tr("The hall has changes that are not saved."),
        QMessageBox::Save | QMessageBox::Discard | QMessageBox::Cancel, QMessageBox::Save);
    if (answer == QMessageBox::Cancel) return false;
    return answer == QMessageBox::Discard || save(false);
}

void Window::closeEvent(QCloseEvent* event) {
    if (mayDiscard())
        event->accept();
    else
        event->ignore();
}

}  // namespace hallwright
