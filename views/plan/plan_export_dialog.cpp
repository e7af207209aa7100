#include "views/plan/plan_export_dialog.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace hallwright {

namespace {

constexpr int scales[] = {20, 50, 100, 200, 500, 1000};  // of drawings, ISO 5455

}  // namespace

PlanExportDialog::PlanExportDialog(const Evaluation& evaluation, PlanSheet sheet, QWidget* parent)
    : QDialog(parent), m_evaluation(evaluation), m_sheet(std::move(sheet)), m_paper(new QComboBox),
      m_scale(new QComboBox), m_overlay(new QComboBox), m_words(new QLabel),
      m_buttons(new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel)) {
    setWindowTitle(tr("Export Plan"));
    m_paper->addItem(tr("To fit"), QString());
    for (const QString& name : paperNames())
        m_paper->addItem(name == QStringLiteral("exact") ? tr("Size of the hall") : name, name);
    m_scale->addItem(tr("To fit"), 0);
    for (int scale : scales)
        m_scale->addItem(QStringLiteral("1 : %1").arg(scale), scale);
    for (int i = 0; i < static_cast<int>(Overlay::Count_); ++i)
        m_overlay->addItem(QString::fromLatin1(info(static_cast<Overlay>(i)).title), i);
    m_overlay->setCurrentIndex(static_cast<int>(m_sheet.overlay));
    m_words->setWordWrap(true);
    m_words->setMinimumSize(320, 40);
    m_words->setAlignment(Qt::AlignLeft | Qt::AlignTop);
    m_buttons->button(QDialogButtonBox::Ok)->setText(tr("Export…"));

    auto* form = new QFormLayout;
    form->setSpacing(8);
    form->addRow(tr("&Paper"), m_paper);
    form->addRow(tr("&Scale"), m_scale);
    form->addRow(tr("&Colour racks by"), m_overlay);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(16, 16, 16, 16);
    column->setSpacing(12);
    column->addLayout(form);
    column->addWidget(m_words);
    column->addStretch(1);
    column->addWidget(m_buttons);
    for (QComboBox* box : {m_paper, m_scale, m_overlay})
        connect(box, &QComboBox::currentIndexChanged, this, &PlanExportDialog::showLayout);
    connect(m_buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(m_buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    showLayout();
}

PlanSheet PlanExportDialog::sheet() const {
    PlanSheet sheet = m_sheet;
    sheet.paper = m_paper->currentData().toString();
    sheet.scale = m_scale->currentData().toInt();
    sheet.overlay = static_cast<Overlay>(m_overlay->currentData().toInt());
    return sheet;
}

void PlanExportDialog::showLayout() {
    const Result<SheetLayout> layout = layoutSheet(m_evaluation, sheet());
    m_buttons->button(QDialogButtonBox::Ok)->setEnabled(static_cast<bool>(layout));
    m_words->setText(layout ? tr("%1, %2 × %3 mm, at 1 : %4")
                                  .arg(layout->paper)
                                  .arg(layout->paper_mm.width(), 0, 'f', 0)
                                  .arg(layout->paper_mm.height(), 0, 'f', 0)
                                  .arg(layout->scale)
                            : QString::fromStdString(layout.error().message));
}

}  // namespace hallwright
