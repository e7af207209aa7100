#pragma once

#include "views/plan/plan_export.h"

#include <QDialog>

class QComboBox;
class QDialogButtonBox;
class QLabel;

namespace hallwright {

class Evaluation;

/// Asks how a plan goes to paper: size, scale, colours. Says what comes of it.
class PlanExportDialog : public QDialog {
    Q_OBJECT

public:
    /// `sheet` carries overlay, file and date.
    PlanExportDialog(const Evaluation& evaluation, PlanSheet sheet, QWidget* parent = nullptr);

    PlanSheet sheet() const;

private:
    void showLayout();

    const Evaluation& m_evaluation;
    PlanSheet m_sheet;
    QComboBox *m_paper, *m_scale, *m_overlay;
    QLabel* m_words;
    QDialogButtonBox* m_buttons;
};

}  // namespace hallwright
