#pragma once

#include "model/base/result.h"
#include "model/edits/edit.h"
#include "model/figures/evaluation.h"
#include "model/hall/hall.h"
#include "views/theme.h"

#include <QMainWindow>

#include <functional>
#include <memory>

class QLabel;
class QToolButton;

namespace hallwright {

class Actions;
class DocumentModel;
class FindingsList;
class Inspector;
class LimitStrip;
class PlanView;
class RangeWorker;
class Selection;

/// A hall as a file or a brief gives it.
struct LoadedHall {
    Hall hall;
    RawId nextId = 1;
    QString path;  ///< empty for a hall that has no file yet
};

/// What the window asks of the rest of the program. What is not given stays disabled.
struct WindowHooks {
    std::function<Result<LoadedHall>(const QString& path)>
        open;  ///< a hall, its text form or a brief
    std::function<Result<void>(const Hall&, RawId nextId, const QString& path)> save;
    std::function<Result<void>(const Evaluation&, const QString& path)> exportBom;
    std::function<void(QWidget* window)> help;
    std::function<void(Theme::Kind)> themeChosen;  ///< to remember it
};

/// The main window: the plan in the middle, docks around it, one document.
class Window : public QMainWindow {
    Q_OBJECT

public:
    explicit Window(WindowHooks hooks = {}, QWidget* parent = nullptr);
    ~Window() override;

    DocumentModel& document() { return *m_document; }
    Selection& selection() { return *m_selection; }
    PlanView& plan() { return *m_plan; }
    Inspector& inspector() { return *m_inspector; }
    FindingsList& findings() { return *m_findings; }
    LimitStrip& limits() { return *m_limits; }
    const RangeWorker& ranges() const { return *m_ranges; }
    const Actions& actions() const { return *m_actions; }

    void load(LoadedHall hall);
    /// Opens a file; on failure says why and keeps what is there.
    bool openFile(const QString& path);
    void setTheme(Theme::Kind kind);

protected:
    void closeEvent(QCloseEvent* event) override;

private:
    void makeDocks();
    void makeMenus();
    void makeToolBar();
    void connectFileActions();
    void connectEditActions();
    void connectViewActions();
    void showState();
    void say(const QString& sentence);
    QString placeWords(std::optional<ItemRef> item, Millimetres x, Millimetres y) const;
    void fail(const QString& title, const Error& error);
    void send(Result<Edit> edit);
    bool save(bool askForPath);
    bool mayDiscard();

    WindowHooks m_hooks;
    DocumentModel* m_document;
    Selection* m_selection;
    std::unique_ptr<Actions> m_actions;
    PlanView* m_plan;
    RangeWorker* m_ranges;
    Inspector* m_inspector = nullptr;
    FindingsList* m_findings = nullptr;
    LimitStrip* m_limits = nullptr;
    QLabel* m_where = nullptr;
    QToolButton* m_overlayButton = nullptr;
};

}  // namespace hallwright
