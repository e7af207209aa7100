#pragma once

#include "model/base/result.h"
#include "model/edits/edit.h"
#include "views/actions.h"

#include <QObject>

#include <span>

namespace hallwright {

class DocumentModel;
class PlanView;
class Selection;

/// What the menus do to the plan: edits of the selection, the clipboard, tools, zoom and overlays.
/// The window connects every action of actions() to run() and asks enabled() after each change.
class PlanCommands : public QObject {
    Q_OBJECT

public:
    PlanCommands(DocumentModel& document, Selection& selection, PlanView& plan,
                 QObject* parent = nullptr);

    /// The actions that are done here.
    static std::span<const ActionId> actions();
    void run(ActionId action);
    bool enabled(ActionId action) const;
    /// Of a checkable action: whether it is the one in force.
    bool checked(ActionId action) const;

    void cut();
    void copy();
    /// To the pointer where it is over the plan, else beside what was copied.
    void paste();
    void duplicate();
    void duplicateRow();
    void deleteSelected();
    void rotate(int quarterTurns);
    void lock();
    void selectAll();
    void selectAlike();

Q_SIGNALS:
    /// What can be done, or what is checked, may be another now.
    void changed();

private:
    /// Sends an edit that makes rows, and selects them.
    void add(Result<Edit> edit, RawId next);
    bool send(Result<Edit> edit);
    /// Racks, equipment and obstacles in the selection.
    int boxesSelected() const;
    bool anyInRow() const;

    DocumentModel& m_document;
    Selection& m_selection;
    PlanView& m_plan;
};

/// What copied items travel as beside plain text.
inline constexpr char itemsMime[] = "application/x-hallwright-items";

}  // namespace hallwright
