#include "views/actions.h"

#include <QCoreApplication>
#include <QIcon>
#include <QKeySequence>
#include <QPainter>

namespace hallwright {

namespace {

constexpr std::array<ActionInfo, actionCount> actionRows = {{
    {ActionId::NewHall, "New Hall…", "Plan a hall step by step", "document-new", "Ctrl+N"},
    {ActionId::NewFromBrief, "New from Brief…", "Plan a first hall from a brief in a file", "",
     "Ctrl+Shift+N"},
    {ActionId::Open, "Open…", "Open a hall", "document-open", "Ctrl+O"},
    {ActionId::Save, "Save", "Save the hall", "document-save", "Ctrl+S"},
    {ActionId::SaveAs, "Save As…", "Save the hall to another file", "document-save-as",
     "Ctrl+Shift+S"},
    {ActionId::RecoverHalls, "Recover Unsaved Halls…",
     "Open halls that were left unsaved when the program ended unexpectedly", "", ""},
    {ActionId::CloseHall, "Close Hall", "Go back to the start page", "document-close", "Ctrl+W"},
    {ActionId::WriteReport, "Write Report…", "Write a report of the hall that stands for itself",
     "document-print-preview", "Ctrl+Shift+E"},
    {ActionId::ExportBom, "Export Bill of Materials…", "Write the bill of materials to a file",
     "document-export", "Ctrl+E"},
    {ActionId::ExportPlan, "Export Plan…", "Write the plan to a file, to scale", "image-x-generic",
     ""},
    {ActionId::Print, "Print Plan…", "Print the plan to scale", "document-print", "Ctrl+P"},
    {ActionId::Quit, "Quit", "Close the window", "application-exit", "Ctrl+Q"},
    {ActionId::Undo, "Undo", "Take back the last edit", "edit-undo", "Ctrl+Z"},
    {ActionId::Redo, "Redo", "Do the edit again that was taken back", "edit-redo",
     "Ctrl+Shift+Z;Ctrl+Y"},
    {ActionId::Cut, "Cut", "Copy what is selected and delete it", "edit-cut", "Ctrl+X"},
    {ActionId::Copy, "Copy", "Copy what is selected", "edit-copy", "Ctrl+C"},
    {ActionId::Paste, "Paste", "Insert what was copied", "edit-paste", "Ctrl+V"},
    {ActionId::Duplicate, "Duplicate", "Place the same again beside what is selected",
     "edit-duplicate", "Ctrl+D"},
    {ActionId::DuplicateRow, "Duplicate Row",
     "Place the row of what is selected again, an aisle further", "", "Ctrl+Shift+D"},
    {ActionId::Delete, "Delete", "Delete what is selected", "edit-delete", "Del"},
    {ActionId::Rotate, "Rotate Clockwise", "Turn what is selected by a quarter",
     "object-rotate-right", "R"},
    {ActionId::RotateBack, "Rotate Counterclockwise", "Turn what is selected back by a quarter",
     "object-rotate-left", "Shift+R"},
    {ActionId::Lock, "Lock", "Fasten what is selected in its place, or let it go", "object-locked",
     "L"},
    {ActionId::AlignLeft, "Align Left", "Bring what is selected to one left edge",
     "align-horizontal-left", ""},
    {ActionId::AlignRight, "Align Right", "Bring what is selected to one right edge",
     "align-horizontal-right", ""},
    {ActionId::AlignBottom, "Align Bottom", "Bring what is selected to one lower edge",
     "align-vertical-bottom", ""},
    {ActionId::AlignTop, "Align Top", "Bring what is selected to one upper edge",
     "align-vertical-top", ""},
    {ActionId::DistributeAcross, "Distribute Across", "Even gaps from left to right",
     "distribute-horizontal-x", ""},
    {ActionId::DistributeAlong, "Distribute Along", "Even gaps from bottom to top",
     "distribute-vertical-y", ""},
    {ActionId::SelectAll, "Select All", "Select everything in the plan", "edit-select-all",
     "Ctrl+A"},
    {ActionId::SelectAlike, "Select Alike", "Select everything of the same part", "",
     "Ctrl+Shift+A"},
    {ActionId::SelectNone, "Select None", "Select nothing", "edit-select-none", ""},
    {ActionId::ToolSelect, "Select", "Select and move", "edit-select", "V", true},
    {ActionId::ToolPlace, "Place", "Place the part chosen in the catalog", "list-add", "P", true},
    {ActionId::ToolRow, "Row", "Draw a row of the part chosen in the catalog", "view-list-icons",
     "W", true},
    {ActionId::ToolColumn, "Column", "Draw a column of the building", "draw-rectangle", "C", true},
    {ActionId::ToolKeepOut, "Keep-out", "Draw floor that stays free", "draw-cross", "K", true},
    {ActionId::ToolMeasure, "Measure", "Measure a distance", "measure", "M", true},
    {ActionId::ShowPlan, "Plan", "The hall from above", "view-grid", "Ctrl+Alt+1", true},
    {ActionId::ShowDashboard, "Dashboard", "Limits, power, money and heat as charts",
     "office-chart-bar", "Ctrl+Alt+2", true},
    {ActionId::ShowCatalog, "Catalog", "Every part: search, compare, and parts of your own",
     "view-catalog", "Ctrl+Alt+3", true},
    {ActionId::ShowFabric, "Fabric Diagram", "Networks by tier, and the ports of a switch", "",
     "Ctrl+Alt+4"},
    {ActionId::ShowLinks, "Link Table", "Every link: ends, length and medium", "", "Ctrl+Alt+5"},
    {ActionId::ShowVariants, "Compare Variants", "Variants of this hall side by side",
     "view-split-left-right", "Ctrl+Alt+6", true},
    {ActionId::ZoomIn, "Zoom In", "Show the plan larger", "zoom-in", "Ctrl++;Ctrl+="},
    {ActionId::ZoomOut, "Zoom Out", "Show the plan smaller", "zoom-out", "Ctrl+-"},
    {ActionId::ZoomToFit, "Zoom to Fit", "Show the whole hall", "zoom-fit-best", "Ctrl+0"},
    {ActionId::ZoomToSelection, "Zoom to Selection", "Show what is selected as large as fits",
     "zoom-fit-selection", "Ctrl+Shift+0"},
    {ActionId::OverlayNone, "None", "Colour racks by kind", "", "Ctrl+1", true},
    {ActionId::OverlayPower, "Power", "Colour racks by design power", "", "Ctrl+2", true},
    {ActionId::OverlayHeat, "Heat to Liquid", "Colour racks by the heat their coolant takes", "",
     "Ctrl+3", true},
    {ActionId::OverlayFlow, "Coolant Flow", "Colour racks by the coolant they need", "", "Ctrl+4",
     true},
    {ActionId::OverlayAir, "Residual Air", "Colour racks by the heat that is left to the air", "",
     "Ctrl+5", true},
    {ActionId::OverlayFloor, "Floor Load", "Colour racks by their load on the bay", "", "Ctrl+6",
     true},
    {ActionId::OverlayFindings, "Findings", "Colour racks by what the rules found", "", "Ctrl+7",
     true},
    {ActionId::OverlayCables, "Cables", "Colour trays by how full they are, racks by their cables",
     "", "Ctrl+8", true},
    {ActionId::ThemeSystem, "System", "As the desktop has it", "", "", true},
    {ActionId::ThemeLight, "Light", "Dark text on light ground", "", "", true},
    {ActionId::ThemeDark, "Dark", "Light text on dark ground", "", "", true},
    {ActionId::UnitsSi, "Metric", "Show metres, kilograms and litres", "", "", true},
    {ActionId::UnitsUs, "US", "Show feet, pounds and gallons", "", "", true},
    {ActionId::ResetLayout, "Reset Layout", "Put the docks where they were at first", "", ""},
    {ActionId::Help, "Manual", "Read about where you are", "help-contents", "F1"},
    {ActionId::About, "About Hallwright", "Version and licence", "help-about", ""},
}};

constexpr bool inOrder() {
    for (std::size_t i = 0; i < actionRows.size(); ++i)
        if (actionRows[i].id != static_cast<ActionId>(i)) return false;
    return true;
}
static_assert(inOrder(), "a row for every action, in order");

}  // namespace

const ActionInfo& info(ActionId id) { return actionRows[static_cast<std::size_t>(id)]; }

Actions::Actions(QObject* parent) {
    for (const ActionInfo& row : actionRows) {
        QAction* action = new QAction(QCoreApplication::translate("Actions", row.text), parent);
        action->setToolTip(QCoreApplication::translate("Actions", row.tip));
        action->setStatusTip(action->toolTip());
        action->setCheckable(row.checkable);
        QList<QKeySequence> keys;
        for (const QString& key : QString::fromLatin1(row.shortcut).split(u';', Qt::SkipEmptyParts))
            keys.append(QKeySequence(key, QKeySequence::PortableText));
        action->setShortcuts(keys);
        m_actions[static_cast<std::size_t>(row.id)] = action;
    }
    showIcons();
}

void Actions::showIcons() {
    // Icon themes leave it open how far a disabled icon fades; here it is the same for all and both
    // themes.
    constexpr double faded = 0.32;
    for (const ActionInfo& row : actionRows) {
        if (!*row.icon) continue;
        const QIcon themed = QIcon::fromTheme(QString::fromLatin1(row.icon));
        QIcon icon;
        for (int size : {16, 20, 22, 32, 40}) {
            const QPixmap normal = themed.pixmap(size);
            if (normal.isNull()) continue;
            QPixmap dim(normal.size());
            dim.setDevicePixelRatio(normal.devicePixelRatio());
            dim.fill(Qt::transparent);
            QPainter painter(&dim);
            painter.setOpacity(faded);
            painter.drawPixmap(0, 0, normal);
            painter.end();
            icon.addPixmap(normal, QIcon::Normal);
            icon.addPixmap(dim, QIcon::Disabled);
        }
        m_actions[static_cast<std::size_t>(row.id)]->setIcon(icon);
    }
}

}  // namespace hallwright
