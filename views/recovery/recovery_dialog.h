#pragma once

#include "model/base/result.h"
#include "views/recovery/recoverable_halls.h"

#include <QDialog>

#include <functional>

class QLabel;
class QPushButton;
class QTreeWidget;

namespace hallwright {

/// Offers halls that were left unsaved: recover one, discard it, or later. Accepted with a chosen
/// hall, rejected for later; nothing is discarded without a question.
class RecoveryDialog : public QDialog {
    Q_OBJECT

public:
    using Discard = std::function<Result<void>(const RecoverableHall&)>;
    RecoveryDialog(std::vector<RecoverableHall> halls, Discard discard, QWidget* parent = nullptr);

    /// The hall to recover, of an accepted dialog.
    const RecoverableHall& chosen() const;

private:
    void showHalls();
    void showChosen();
    void discardChosen();
    int chosenRow() const;

    std::vector<RecoverableHall> m_halls;
    Discard m_discard;
    QTreeWidget* m_list;
    QLabel* m_remark;
    QPushButton* m_recoverButton;
    QPushButton* m_discardButton;
};

}  // namespace hallwright
