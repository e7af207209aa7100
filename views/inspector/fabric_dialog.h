#pragma once

#include "model/edits/change_fabric.h"

#include <QDialog>

class QComboBox;
class QDialogButtonBox;
class QLabel;
class QLineEdit;

namespace hallwright {

/// Asks what a new network is: its name, what it carries, its topology and its switch. It joins all
/// racks with ports for it.
class FabricDialog : public QDialog {
    Q_OBJECT

public:
    FabricDialog(const Hall& hall, const Catalog& catalog, QWidget* parent = nullptr);

    NewFabric fabric() const;

private:
    void judge();

    const Hall& m_hall;
    QLineEdit* m_name;
    QComboBox* m_role;
    QComboBox* m_kind;
    QComboBox* m_switch;
    QLabel* m_joins;
    QDialogButtonBox* m_buttons;
};

}  // namespace hallwright
