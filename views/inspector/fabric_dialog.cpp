#include "views/inspector/fabric_dialog.h"

#include "model/base/text.h"
#include "model/parts/part_status.h"
#include "model/planner/network_plan.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QSignalBlocker>
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
    m_racks = new QListWidget;
    m_racks->setObjectName(QStringLiteral("fabricRacks"));
    m_racks->setAccessibleName(tr("Racks that it joins"));
    m_racks->setMinimumHeight(fontMetrics().height() * 8);
    auto* side = new QVBoxLayout;
    side->setSpacing(4);
    side->addWidget(m_racks);
    auto* buttons = new QHBoxLayout;
    const auto button = [&](const QString& text, const QString& tip, const char* name, bool on) {
        auto* made = new QPushButton(text);
        made->setObjectName(QString::fromLatin1(name));
        made->setToolTip(tip);
        made->setAutoDefault(false);
        buttons->addWidget(made);
        connect(made, &QPushButton::clicked, this, [this, on] { checkAll(on); });
    };
    button(tr("All"), tr("Join every rack of the list"), "allRacks", true);
    button(tr("None"), tr("Take every rack of the list out"), "noRacks", false);
    buttons->addStretch();
    side->addLayout(buttons);
    auto* label = new QLabel(tr("&Joins"));
    label->setBuddy(m_racks);
    form->addRow(label, side);
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
    connect(m_role, &QComboBox::currentIndexChanged, this, &FabricDialog::listRacks);
    connect(m_racks, &QListWidget::itemChanged, this, &FabricDialog::judge);
    listRacks();
}

NewFabric FabricDialog::fabric() const {
    NewFabric out;
    out.name = m_name->text().trimmed().toStdString();
    out.role = static_cast<FabricRole>(m_role->currentIndex());
    out.kind = static_cast<FabricKind>(m_kind->currentIndex());
    out.switchPart = m_switch->currentData().toString().toStdString();
    out.racks = checkedRacks();
    return out;
}

/// The racks with ports of the role, all of them checked.
void FabricDialog::listRacks() {
    const QSignalBlocker quiet(m_racks);
    m_racks->clear();
    m_hall.racks.forEach([&](Id<Rack> id, const Rack& rack) {
        const Part* part = m_hall.part(rack.part);
        if (!part || !hasPorts(*part, static_cast<FabricRole>(m_role->currentIndex()))) return;
        auto* item = new QListWidgetItem(QString::fromStdString(rack.name + " · " + part->name));
        item->setData(Qt::UserRole, QVariant::fromValue<qulonglong>(id.raw));
        item->setCheckState(Qt::Checked);
        m_racks->addItem(item);
    });
    m_racks->setEnabled(m_racks->count() > 0);
    judge();
}

void FabricDialog::checkAll(bool checked) {
    const QSignalBlocker quiet(m_racks);
    for (int i = 0; i < m_racks->count(); ++i)
        m_racks->item(i)->setCheckState(checked ? Qt::Checked : Qt::Unchecked);
    judge();
}

std::vector<Id<Rack>> FabricDialog::checkedRacks() const {
    std::vector<Id<Rack>> racks;
    for (int i = 0; i < m_racks->count(); ++i)
        if (const QListWidgetItem* item = m_racks->item(i); item->checkState() == Qt::Checked)
            racks.push_back({static_cast<RawId>(item->data(Qt::UserRole).toULongLong())});
    return racks;
}

void FabricDialog::judge() {
    const auto racks = static_cast<long long>(checkedRacks().size());
    m_joins->setText(m_racks->count() == 0 ? tr("No rack of this hall has ports of this role.")
                     : racks == 0          ? tr("Check at least one rack for it to join.")
                                  : tr("It joins %1. Its switches stand nowhere until they are "
                                       "placed.")
                                        .arg(QString::fromStdString(counted(racks, "rack"))));
    m_buttons->button(QDialogButtonBox::Ok)
        ->setEnabled(racks > 0 && !m_name->text().trimmed().isEmpty());
}

}  // namespace hallwright
