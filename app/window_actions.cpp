#include "app/settings.h"
#include "app/window.h"
#include "views/dashboard/dashboard.h"
#include "views/document.h"
#include "views/document_files.h"
#include "views/plan/overlay.h"
#include "views/plan/plan_commands.h"
#include "views/plan/plan_view.h"
#include "views/reports/export_formats.h"
#include "views/selection.h"
#include "views/units.h"

#include <QActionGroup>
#include <QApplication>
#include <QDockWidget>
#include <QFileInfo>
#include <QMenu>
#include <QMenuBar>
#include <QMessageBox>
#include <QStackedWidget>
#include <QToolBar>
#include <QToolButton>

#include <array>
#include <span>

namespace hallwright {

namespace {

using Do = ActionId;

constexpr Do toolIds[] = {Do::ToolSelect, Do::ToolPlace,   Do::ToolRow,
                          Do::ToolColumn, Do::ToolKeepOut, Do::ToolMeasure};
constexpr Do overlayIds[] = {Do::OverlayNone, Do::OverlayPower, Do::OverlayHeat,    Do::OverlayFlow,
                             Do::OverlayAir,  Do::OverlayFloor, Do::OverlayFindings, Do::OverlayCables};

using Entries = std::initializer_list<std::optional<Do>>;

void fill(const Actions& actions, QWidget& menu, Entries ids) {
    for (std::optional<Do> id : ids) {
        if (id) {
            menu.addAction(&actions[*id]);
            continue;
        }
        auto* line = new QAction(&menu);
        line->setSeparator(true);
        menu.addAction(line);
    }
}

}  // namespace

void Window::makeMenus() {
    const Actions& a = *m_actions;
    QMenu* file = menuBar()->addMenu(tr("&File"));
    fill(a, *file, {Do::NewHall, Do::NewFromBrief, Do::Open});
    m_recent = file->addMenu(tr("Open Recent"));
    connect(m_recent, &QMenu::aboutToShow, this, &Window::fillRecent);
    fill(a, *file,
         {{},
          Do::Save,
          Do::SaveAs,
          {},
          Do::WriteReport,
          Do::ExportBom,
          Do::ExportPlan});
    m_exportLinks = file->addMenu(tr("Export Links"));
    m_exportLinks->setObjectName(QStringLiteral("exportLinks"));
    fillExportMenu(*m_exportLinks, [this](const ExportFormat& format) { exportLinks(format); });
    fill(a, *file, {Do::Print, {}, Do::RecoverHalls, Do::CloseHall, Do::Quit});

    QMenu* edit = menuBar()->addMenu(tr("&Edit"));
    fill(a, *edit,
         {Do::Undo,
          Do::Redo,
          {},
          Do::Cut,
          Do::Copy,
          Do::Paste,
          Do::Duplicate,
          Do::DuplicateRow,
          Do::Delete,
          {},
          Do::SelectAll,
          Do::SelectAlike,
          Do::SelectNone});

    QMenu* arrange = menuBar()->addMenu(tr("&Arrange"));
    fill(a, *arrange,
         {Do::Rotate,
          Do::RotateBack,
          Do::Lock,
          {},
          Do::AlignLeft,
          Do::AlignRight,
          Do::AlignTop,
          Do::AlignBottom,
          {},
          Do::DistributeAcross,
          Do::DistributeAlong});

    QMenu* tools = menuBar()->addMenu(tr("&Tools"));
    for (Do id : toolIds)
        tools->addAction(&a[id]);

    QMenu* view = menuBar()->addMenu(tr("&View"));
    fill(a, *view,
         {Do::ShowPlan,
          Do::ShowDashboard,
          Do::ShowVariants,
          Do::ShowCatalog,
          {},
          Do::ShowFabric,
          Do::ShowLinks,
          {},
          Do::ZoomIn,
          Do::ZoomOut,
          Do::ZoomToFit,
          Do::ZoomToSelection,
          {}});
    QMenu* colour = view->addMenu(tr("Colour Racks By"));
    for (Do id : overlayIds)
        colour->addAction(&a[id]);
    fill(a, *view->addMenu(tr("Theme")), {Do::ThemeSystem, Do::ThemeLight, Do::ThemeDark});
    fill(a, *view->addMenu(tr("Units")), {Do::UnitsSi, Do::UnitsUs});
    view->addSeparator();
    for (QDockWidget* dock : m_docks)
        view->addAction(dock->toggleViewAction());
    fill(a, *view, {{}, Do::ResetLayout});
    fill(a, *menuBar()->addMenu(tr("&Help")), {Do::Help, Do::About});

    const auto group = [&](std::span<const Do> ids) {
        auto* made = new QActionGroup(this);
        for (Do id : ids)
            made->addAction(&a[id]);
    };
    group(overlayIds);
    group(toolIds);
    group(std::array{Do::ShowPlan, Do::ShowDashboard, Do::ShowVariants, Do::ShowCatalog});
    group(std::array{Do::ThemeSystem, Do::ThemeLight, Do::ThemeDark});
    group(std::array{Do::UnitsSi, Do::UnitsUs});
    a[Do::ShowPlan].setChecked(true);
    a[Units::shown().system() == UnitSystem::Us ? Do::UnitsUs : Do::UnitsSi].setChecked(true);
    const std::optional<Theme::Kind> theme = Settings::read().theme;
    a[!theme                        ? Do::ThemeSystem
      : *theme == Theme::Kind::Dark ? Do::ThemeDark
                                    : Do::ThemeLight]
        .setChecked(true);
}

void Window::makeToolBar() {
    const Actions& a = *m_actions;
    m_toolBar = addToolBar(tr("Tools"));
    m_toolBar->setObjectName("toolBar");
    m_toolBar->setMovable(false);
    m_toolBar->setToolButtonStyle(Qt::ToolButtonIconOnly);
    m_toolBar->setContentsMargins(8, 2, 8, 2);
    fill(a, *m_toolBar,
         {Do::NewHall,
          Do::Open,
          Do::Save,
          {},
          Do::Undo,
          Do::Redo,
          {},
          Do::ToolSelect,
          Do::ToolPlace,
          Do::ToolRow,
          Do::ToolColumn,
          Do::ToolKeepOut,
          Do::ToolMeasure,
          {},
          Do::Rotate,
          Do::Delete,
          {},
          Do::ZoomOut,
          Do::ZoomToFit,
          Do::ZoomIn,
          {}});
    m_overlayButton = new QToolButton;
    m_overlayButton->setPopupMode(QToolButton::InstantPopup);
    m_overlayButton->setToolButtonStyle(Qt::ToolButtonTextOnly);
    m_overlayButton->setToolTip(tr("What the colour of the racks tells"));
    auto* menu = new QMenu(m_overlayButton);
    for (Do id : overlayIds)
        menu->addAction(&a[id]);
    m_overlayButton->setMenu(menu);
    m_toolBar->addWidget(m_overlayButton);
    auto* space = new QWidget;
    space->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    m_toolBar->addWidget(space);
    for (Do id : {Do::ShowPlan, Do::ShowDashboard, Do::ShowVariants, Do::ShowCatalog}) {
        m_toolBar->addAction(&a[id]);
        auto* button = qobject_cast<QToolButton*>(m_toolBar->widgetForAction(&a[id]));
        button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    }
}

void Window::showContextMenu(QPoint global) {
    const Actions& a = *m_actions;
    QMenu menu(this);
    if (m_selection->empty())
        fill(a, menu, {Do::Paste, Do::SelectAll, {}, Do::ZoomToFit});
    else
        fill(a, menu,
             {Do::Cut,
              Do::Copy,
              Do::Paste,
              Do::Duplicate,
              Do::DuplicateRow,
              Do::Delete,
              {},
              Do::Rotate,
              Do::RotateBack,
              Do::Lock,
              {},
              Do::SelectAlike,
              Do::ZoomToSelection});
    menu.exec(global);
}

void Window::connectActions() {
    const Actions& a = *m_actions;
    const auto on = [&](Do id, auto&& slot) {
        connect(&a[id], &QAction::triggered, this, std::forward<decltype(slot)>(slot));
    };
    on(Do::NewHall, [this] { planNewHall(); });
    on(Do::NewFromBrief, [this] { chooseFile(tr("New from Brief"), tr("Briefs (*.toml)")); });
    on(Do::Open,
       [this] { chooseFile(tr("Open"), tr("Halls (*.hall *.json *.toml);;All files (*)")); });
    on(Do::Save, [this] { save(false); });
    on(Do::SaveAs, [this] { save(true); });
    on(Do::RecoverHalls, [this] {
        if (m_files->recoverable().empty())
            say(tr("No hall was left unsaved"));
        else
            offerRecovery();
    });
    on(Do::CloseHall, [this] { closeHall(); });
    on(Do::WriteReport, [this] { writeReport(); });
    on(Do::ExportBom, [this] { exportBill(QStringLiteral("xlsx")); });
    on(Do::ExportPlan, [this] { exportPlan(); });
    on(Do::Print, [this] { print(); });
    on(Do::Quit, [this] { close(); });

    on(Do::Undo, [this] { m_document->undo(); });
    on(Do::Redo, [this] { m_document->redo(); });
    for (Do id : PlanCommands::actions())
        on(id, [this, id] {
            showPage(Plan);
            m_commands->run(id);
            m_plan->setFocus();
        });
    on(Do::ShowPlan, [this] { showPage(Plan); });
    on(Do::ShowDashboard, [this] { showPage(Charts); });
    on(Do::ShowCatalog, [this] { showPage(Parts); });
    on(Do::ShowFabric, [this] { showView(QStringLiteral("fabric")); });
    on(Do::ShowLinks, [this] { showView(QStringLiteral("links")); });
    on(Do::ShowVariants, [this] { showPage(Variants); });
    a[Do::ShowCatalog].setVisible(m_catalogPage != nullptr);
    on(Do::ThemeSystem, [this] { setTheme(std::nullopt); });
    on(Do::ThemeLight, [this] { setTheme(Theme::Kind::Light); });
    on(Do::ThemeDark, [this] { setTheme(Theme::Kind::Dark); });
    const auto units = [](UnitSystem system) {
        Units::shown().set(system);
        Settings settings = Settings::read();
        settings.units = system;
        settings.write();
    };
    on(Do::UnitsSi, [units] { units(UnitSystem::Si); });
    on(Do::UnitsUs, [units] { units(UnitSystem::Us); });
    on(Do::ResetLayout, [this] { firstLayout(); });
    on(Do::Help, [this] { m_hooks.help(this, helpPage()); });
    a[Do::Help].setVisible(static_cast<bool>(m_hooks.help));
    on(Do::About, [this] {
        QMessageBox::about(
            this, tr("About Hallwright"),
            tr("<b>Hallwright %1</b><br>Plans AI data-centre halls.<br><br>GPL-3.0-or-later")
                .arg(QApplication::applicationVersion()));
    });
}

void Window::fillRecent() {
    m_recent->clear();
    for (const QString& path : Settings::read().recent) {
        QAction* entry = m_recent->addAction(QFileInfo(path).fileName());
        entry->setToolTip(path);
        entry->setStatusTip(path);
        entry->setEnabled(QFileInfo::exists(path));
        connect(entry, &QAction::triggered, this, [this, path] {
            if (mayDiscard()) openFile(path);
        });
    }
    if (m_recent->isEmpty()) m_recent->addAction(tr("Nothing Yet"))->setEnabled(false);
}

/// Which actions make sense now, and what they are called.
void Window::showState() {
    const Actions& a = *m_actions;
    const bool hall = !m_document->hall().sites.empty();
    const bool plan = hall && m_pages->currentIndex() == Plan;
    const auto undoText = [](const QString& verb, const QString& label) {
        return label.isEmpty() ? verb : verb + u' ' + label;
    };
    a[Do::Undo].setText(undoText(tr("Undo"), m_document->undoLabel()));
    a[Do::Redo].setText(undoText(tr("Redo"), m_document->redoLabel()));
    a[Do::Undo].setToolTip(a[Do::Undo].text());
    a[Do::Redo].setToolTip(a[Do::Redo].text());
    a[Do::Undo].setEnabled(m_document->canUndo());
    a[Do::Redo].setEnabled(m_document->canRedo());
    for (Do id : PlanCommands::actions()) {
        a[id].setEnabled(plan && m_commands->enabled(id));
        if (a[id].isCheckable()) a[id].setChecked(m_commands->checked(id));
    }
    m_overlayButton->setEnabled(plan);
    m_overlayButton->setText(
        tr("Colour by: %1  ▾").arg(QString::fromLatin1(info(m_plan->overlay()).title)));
    for (Do id : {Do::Save, Do::SaveAs, Do::CloseHall, Do::WriteReport, Do::ExportBom,
                  Do::ExportPlan, Do::Print, Do::ShowDashboard, Do::ShowFabric, Do::ShowLinks,
                  Do::ShowVariants})
        a[id].setEnabled(hall);
    m_exportLinks->setEnabled(hall);
    // Without a hall the way back from the catalog leads to the start page.
    a[Do::ShowPlan].setEnabled(hall || m_pages->currentIndex() == Parts);
    a[Do::ShowPlan].setText(hall ? tr("Plan") : tr("Start"));
    a[Do::ShowCatalog].setEnabled(m_catalogPage != nullptr);
    a[Do::ResetLayout].setEnabled(hall && !m_docksHidden);
    a[Do::NewHall].setEnabled(m_hooks.catalog != nullptr);
    a[Do::NewFromBrief].setEnabled(m_hooks.catalog != nullptr);
    for (QDockWidget* dock : m_docks)
        dock->toggleViewAction()->setEnabled(hall && !m_docksHidden);

    QString name = m_document->path().isEmpty()
                       ? QString::fromStdString(m_document->hall().site().name)
                       : QFileInfo(m_document->path()).fileName();
    if (name.isEmpty() && hall) name = tr("New hall");
    if (m_files->readOnly()) name += tr(" (copy to read)");
    setWindowTitle(name.isEmpty() ? QStringLiteral("Hallwright[*]")
                                  : QStringLiteral("%1[*] — Hallwright").arg(name));
    setWindowModified(hall && m_document->modified());
}

}  // namespace hallwright
