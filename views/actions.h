#pragma once

#include <QAction>

#include <array>

namespace hallwright {

/// Every action of the window.
enum class ActionId : std::uint8_t {
    NewHall,
    NewFromBrief,
    Open,
    Save,
    SaveAs,
    RecoverHalls,
    CloseHall,
    WriteReport,
    ExportBom,
    ExportPlan,
    Print,
    Quit,
    Undo,
    Redo,
    Cut,
    Copy,
    Paste,
    Duplicate,
    DuplicateRow,
    Delete,
    Rotate,
    RotateBack,
    Lock,
    AlignLeft,
    AlignRight,
    AlignBottom,
    AlignTop,
    DistributeAcross,
    DistributeAlong,
    SelectAll,
    SelectAlike,
    SelectNone,
    ToolSelect,
    ToolPlace,
    ToolRow,
    ToolColumn,
    ToolKeepOut,
    ToolMeasure,
    ShowPlan,
    ShowDashboard,
    ShowCatalog,
    ShowFabric,
    ShowLinks,
    ShowVariants,
    ZoomIn,
    ZoomOut,
    ZoomToFit,
    ZoomToSelection,
    OverlayNone,
    OverlayPower,
    OverlayHeat,
    OverlayFlow,
    OverlayAir,
    OverlayFloor,
    OverlayFindings,
    OverlayCables,
    ThemeSystem,
    ThemeLight,
    ThemeDark,
    UnitsSi,
    UnitsUs,
    ResetLayout,
    Help,
    About,
    Count_
};
inline constexpr std::size_t actionCount = static_cast<std::size_t>(ActionId::Count_);

/// One row of the table of actions.
struct ActionInfo {
    ActionId id;
    const char* text;
    const char* tip;
    const char* icon;      ///< of the icon theme; empty for none
    const char* shortcut;  ///< portable text; several divided by ";"
    bool checkable = false;
};

const ActionInfo& info(ActionId id);

/// The actions of one window, made from the table.
class Actions {
public:
    explicit Actions(QObject* parent);
    QAction& operator[](ActionId id) const { return *m_actions[static_cast<std::size_t>(id)]; }
    /// Icons anew, after the theme changed.
    void showIcons();

private:
    std::array<QAction*, actionCount> m_actions{};
};

}  // namespace hallwright
