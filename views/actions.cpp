#include "views/actions.h"

#include <QCoreApplication>
#include <QIcon>
#include <QKeySequence>
#include <QPainter>

namespace hallwright {

namespace {

constexpr std::array<ActionInfo, actionCount> rows = {{
    {ActionId::NewFromBrief, "New from Brief…", "Plan a first hall from a brief", "document-new",
     "Ctrl+N"},
    {ActionId::Open, "Open…", "Open a hall", "document-open", "Ctrl+O"},
    {ActionId::Save, "Save", "Save the hall", "document-save", "Ctrl+S"},
    {ActionId::SaveAs, "Save As…", "Save the hall to another file", "document-save-as",
     "Ctrl+Shift+S"},
    {ActionId::ExportBom, "Export Bill of Materials…", "Write the bill of materials to a file",
     "document-export", "Ctrl+E"},
    {ActionId::Quit, "Quit", "Close the window", "application-exit", "Ctrl+Q"},
    {ActionId::Undo, "Undo", "Take back the last edit", "edit-undo", "Ctrl+Z"},
    {ActionId::Redo, "Redo", "Do the edit again that was taken back", "edit-redo",
     "Ctrl+Shift+Z;Ctrl+Y"},
    {ActionId::Delete, "Delete", "Delete what is selected", "edit-delete", "Del"},
    {ActionId::Rotate, "Rotate", "Turn what is selected clockwise by a quarter",
     "object-rotate-right", "R"},
    {ActionId::Lock, "Lock", "Fasten what is selected in its place, or let it go", "object-locked",
     "L"},
    {ActionId::SelectAll, "Select All", "Select everything in the plan", "edit-select-all",
     "Ctrl+A"},
    {ActionId::ZoomIn, "Zoom In", "Show the plan larger", "zoom-in", "Ctrl++;Ctrl+="},
    {ActionId::ZoomOut, "Zoom Out", "Show the plan smaller", "zoom-out", "Ctrl+-"},
    {ActionId::ZoomToFit, "Zoom to Fit", "Show the whole hall", "zoom-fit-best", "Ctrl+0"},
    {ActionId::OverlayNone, "None", "Colour racks by kind", "", "Ctrl+1", true},
    {ActionId::OverlayPower, "Power", "Colour racks by design power", "", "Ctrl+2", true},
    {ActionId::OverlayHeat, "Heat to Liquid", "Colour racks by the heat their coolant takes", "",
     "Ctrl+3", true},
    {ActionId::OverlayFlow, "Coolant Flow", "Colour racks by the coolant they need", "", "Ctrl+4",
     true},
    {ActionId::OverlayFloor, "Floor Load", "Colour racks by their load on the bay", "", "Ctrl+5",
     true},
    {ActionId::OverlayFindings, "Findings", "Colour racks by what the rules found", "", "Ctrl+6",
     true},
    {ActionId::ThemeLight, "Light", "Dark text on light ground", "", "", true},
    {ActionId::ThemeDark, "Dark", "Light text on dark ground", "", "", true},
    {ActionId::UnitsSi, "Metric", "Show metres, kilograms and litres", "", "", true},
    {ActionId::UnitsUs, "US", "Show feet, pounds and gallons", "", "", true},
    {ActionId::Help, "Manual", "Read about where you are", "help-contents", "F1"},
    {ActionId::About, "About Hallwright", "Version and licence", "help-about", ""},
}};

constexpr bool inOrder() {
    for (std::size_t i = 0; i < rows.size(); ++i)
        if (rows[i].id != static_cast<ActionId>(i)) return false;
    return true;
}
static_assert(inOrder(), "a row for every action, in order");

}  // namespace

const ActionInfo& info(ActionId id) { return rows[static_cast<std::size_t>(id)]; }

Actions::Actions(QObject* parent) {
    for (const ActionInfo& row : rows) {
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
    for (const ActionInfo& row : rows) {
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
