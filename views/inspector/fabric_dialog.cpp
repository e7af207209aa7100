#include "views/inspector/fabric_dialog.h"

#include "model/base/text.h"
#include "model/parts/part_status.h"
#include "model/planner/network_plan.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace hallwright {

FabricDialog::FabricDialog(const Hall& hall, const Catalog& catalog, QWidget* parent)
    : QDialog(parent), m_hall(hall) {
    setWindowTitle(tr("Add Fabric"));
    auto* column = new QVBoxLayout(this);
    auto* form = new QFormLayout;
    column->addLayout(form);
    m_name = new QLineEdit;
    m_name->setObjectName(QStringLiteral("fabricName"));
    m_role = new QComboBox;
    m_role->addItems(
        {tr("Scale-out: GPU to GPU"), tr("Front end"), tr("Storage"), tr("Out of band")});
    m_role->setCurrentIndex(static_cast<int>(FabricRole::FrontEnd));
    m_kind = new QComboBox;
    m_kind->addItems({tr("Rail-optimised fat tree"), tr("Fat tree"), tr("Multi-plane fat tree"),
                      tr("Dragonfly+")});
    m_kind->setCurrentIndex(static_cast<int>(FabricKind::FatTree));
    m_switch = new QComboBox;
    m_switch->setObjectName(QStringLiteral("fabricSwitch"));
    for (const auto& [id, part] : catalog.parts())
        if (part->kind == Kind::Switch && !isRetired(part->status))
            m_switch->addItem(QString::fromStdString(part->name), QString::fromStdString(id));
    form->addRow(tr("&Name"), m_name);
    form->addRow(tr("&Role"), m_role);
    form->addRow(tr("&Topology"), m_kind);
    form->addRow(tr("&Switch"), m_switch);
    m_joins = new QLabel;
    m_joins->setWordWrap(true);
    m_joins->setMinimumWidth(360);
    column->addWidget(m_joins);
    m_buttons = new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel);
    m_buttons->button(QDialogButtonBox::Ok)->setText(tr("Add"));
    column->addWidget(m_buttons);
    connect(m_buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(m_buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(m_name, &QLineEdit::textChanged, this, &FabricDialog::judge);
    connect(m_role, &QComboBox::currentIndexChanged, this, &FabricDialog::judge);
    judge();
}

NewFabric FabricDialog::fabric() const {
    NewFabric out;
    out.name = m_name->text().trimmed().toStdString();
    out.role = static_cast<FabricRole>(m_role->currentIndex());
    out.kind = static_cast<FabricKind>(m_kind->currentIndex());
    out.switchPart = m_switch->currentData().toString().toStdString();
    return out;
}

void FabricDialog::judge() {
    int racks = 0;
    m_hall.racks.forEach([&](Id<Rack>, const Rack& rack) {
        const Part* part = m_hall.part(rack.part);
        racks += part && hasPorts(*part, static_cast<FabricRole>(m_role->currentIndex()));
    });
    m_joins->setText(racks == 0 ? tr("No rack of this hall has ports of this role.")
                                : tr("It joins %1 with ports of this role. Its switches stand "
                                     "nowhere until they are placed.")
                                      .arg(QString::fromStdString(counted(racks, "rack"))));
    m_buttons->button(QDialogButtonBox::Ok)
        ->setEnabled(racks > 0 && !m_name->text().trimmed().isEmpty());
}

}  // namespace hallwright
