#pragma once

#include "model/edits/change_fabric.h"

#include <QDialog>

class QComboBox;
class QDialogButtonBox;
class QLabel;
class QLineEdit;
class QListWidget;

namespace hallwright {

/// Asks what a new network is: its name, what it carries, its topology, its switch, and which of
/// the racks with ports for it it joins; all of them where nobody says otherwise.
class FabricDialog : public QDialog {
    Q_OBJECT

public:
    FabricDialog(const Hall& hall, const Catalog& catalog, QWidget* parent = nullptr);

    NewFabric fabric() const;

private:
    void listRacks();
    void checkAll(bool checked);
    std::vector<Id<Rack>> checkedRacks() const;
    void judge();

    const Hall& m_hall;
    QLineEdit* m_name;
    QComboBox* m_role;
    QComboBox* m_kind;
    QComboBox* m_switch;
    QListWidget* m_racks;
    QLabel* m_joins;
    QDialogButtonBox* m_buttons;
};

}  // namespace hallwright
