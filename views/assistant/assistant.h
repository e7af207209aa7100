#pragma once

#include "model/planner/feasibility.h"

#include <QDialog>
#include <QTimer>

#include <memory>
#include <optional>

class QCheckBox;
class QListWidget;
class QPlainTextEdit;
class QPushButton;
class QStackedWidget;

namespace hallwright {

class BriefForm;
class BriefModel;
class FeasibilityPanel;
class ListPage;
class PlanJob;

/// What the assistant hands over: a hall that was planned, and what the architect should know.
struct PlannedHall {
    Hall hall;
    RawId nextId = 1;
    std::vector<std::string> notes;
};

/// Fills a brief page by page. With every change the brief is planned in the background and a
/// panel says what would come of it, or which field refuses it. Accepted with a planned hall.
class Assistant : public QDialog {
    Q_OBJECT

public:
    enum Page { Site, Racks, Power, Cooling, Networks, Review, PageCount };

    explicit Assistant(std::shared_ptr<const Catalog> catalog, QWidget* parent = nullptr);
    ~Assistant() override;

    /// Fills the fields from a brief.
    void setBrief(const Brief& brief);
    const Brief& brief() const;
    /// Reads a brief from a file into the fields; on failure says why and keeps what is there.
    bool openBrief(const QString& file);
    /// Writes the brief; false with a message where that fails.
    bool saveBrief(const QString& file);

    Page page() const;
    void showPage(Page page);
    /// Whether the panel shows what comes of the brief as it stands.
    bool settled() const;
    const FeasibilityPanel& panel() const { return *m_panel; }
    /// The field of a key, where one page has it.
    QWidget* field(const BriefKey& key) const;
    /// Where file dialogs begin.
    void setFolder(const QString& folder) { m_folder = folder; }

    /// The hall, once accepted.
    const std::optional<PlannedHall>& planned() const { return m_planned; }

    /// The brief a first run starts from: an example that comes with the program, else the first
    /// part of every kind that the catalog has.
    static Brief startingBrief(const Catalog& catalog);

Q_SIGNALS:
    /// What comes of the brief is shown.
    void settledChanged();

public Q_SLOTS:
    void accept() override;
    void reject() override;

protected:
    void keyPressEvent(QKeyEvent* event) override;

private:
    void build();
    QWidget* makeSteps();
    QWidget* makePages();
    QWidget* makeReview();
    QWidget* makeButtons();
    void addPage(const QString& title, const QString& hint, QWidget* content);
    BriefForm* makeForm(void (*fill)(BriefForm&));
    void next();
    void back();
    void follow();
    void startPlanning();
    void take(const Result<Plan>& plan);
    void refuse(const Error& error);
    void jump();
    void showButtons();
    void showText();
    void markStep(std::optional<Page> page);
    void commitField();
    void focusPage();
    QString sectionName(const std::string& section) const;
    static std::string sectionOfPage(Page page);
    std::optional<Page> pageOf(const std::optional<BriefKey>& key) const;
    BriefForm* formOf(const BriefKey& key, int* page = nullptr) const;
    BriefForm* unreadable(int* page, QString* why) const;
    void showHelp();
    void chooseBriefToOpen();
    void chooseBriefToSave();

    std::shared_ptr<const Catalog> m_catalog;
    BriefModel* m_model;
    PlanJob* m_job;
    QTimer m_settle;
    QListWidget* m_steps = nullptr;
    QStackedWidget* m_stack = nullptr;
    FeasibilityPanel* m_panel = nullptr;
    QPlainTextEdit* m_text = nullptr;
    QPushButton* m_back = nullptr;
    QPushButton* m_next = nullptr;
    QPushButton* m_create = nullptr;
    QCheckBox* m_fit = nullptr;
    std::vector<BriefForm*> m_forms;  ///< by page; null for lists and the review
    ListPage* m_racks = nullptr;
    ListPage* m_networks = nullptr;
    std::string m_briefText;  ///< that is planned
    std::optional<BriefKey> m_cause;
    std::optional<Plan> m_plan;  ///< of the brief as it stands
    bool m_touched = false;
    bool m_createWhenPlanned = false;
    std::optional<PlannedHall> m_planned;
    QString m_folder;
};

}  // namespace hallwright
