#pragma once

#include "model/parts/catalog.h"

#include <QStringList>
#include <QWidget>

#include <memory>

class QVBoxLayout;

namespace hallwright {

class PlanJob;
class StartRow;

/// What stands in the window while no hall is open: new, open, halls of late, and examples.
class StartPage : public QWidget {
    Q_OBJECT

public:
    explicit StartPage(QWidget* parent = nullptr);
    ~StartPage() override;

    /// Files, latest first. Those that are gone are greyed and can be taken off the list.
    void setRecent(const QStringList& files);
    /// Names parts of the examples and draws their plans, one after the other, in the background.
    void setCatalog(std::shared_ptr<const Catalog> catalog);
    /// The rows shown, recent halls first.
    std::vector<StartRow*> recentRows() const { return m_recentRows; }
    std::vector<StartRow*> exampleRows() const { return m_exampleRows; }

Q_SIGNALS:
    void newHallWanted();
    void openWanted();
    void catalogWanted();
    /// A recent hall or an example was chosen.
    void fileWanted(const QString& path);
    /// A recent file is to be forgotten.
    void recentRemoved(const QString& path);
    /// A page of the manual: "first-steps.md".
    void helpWanted(const QString& page);

protected:
    void changeEvent(QEvent* event) override;
    void showEvent(QShowEvent* event) override;

private:
    QWidget* makeHead();
    QWidget* makeColumn(const QString& title, QVBoxLayout*& rows);
    void addExamples();
    void nameExamples();
    void drawNext();

    std::shared_ptr<const Catalog> m_catalog;
    QVBoxLayout* m_recent = nullptr;
    QVBoxLayout* m_examples = nullptr;
    std::vector<StartRow*> m_recentRows, m_exampleRows;
    PlanJob* m_job = nullptr;
    std::size_t m_drawing = 0;  ///< example whose plan is made next
};

}  // namespace hallwright
