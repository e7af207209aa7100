#pragma once

#include "model/planner/feasibility.h"

#include <QWidget>

class QGridLayout;
class QLabel;
class QPushButton;

namespace hallwright {

class LimitBar;
class PlanPreview;

/// What would come of the brief: the plan in small, what it holds, or the sentence that refuses it
/// and the way to the field that causes it.
class FeasibilityPanel : public QWidget {
    Q_OBJECT

public:
    explicit FeasibilityPanel(QWidget* parent = nullptr);

    void showPlanning(const QString& doing);
    void showPlan(const Plan& plan);
    /// `field` is what the cause is called, empty where there is none to go to.
    void showRefusal(const QString& sentence, const QString& field);
    /// What the panel says in words: its sentence and its facts.
    QString words() const;

Q_SIGNALS:
    void fieldWanted();

private:
    enum Fact { Racks, ItPower, Side, Cdus, Switches, AirUnits, Fill, Findings, FactCount };
    void clearFacts(const QString& text);
    void setStale(bool stale);

    PlanPreview* m_preview;
    QLabel* m_state;
    QLabel* m_mark;
    QLabel* m_sentence;
    QPushButton* m_jump;
    LimitBar* m_side;
    QWidget* m_facts;
    QLabel* m_values[FactCount] = {};
    QLabel* m_notes;
};

}  // namespace hallwright
