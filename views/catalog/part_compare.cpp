#include "views/catalog/part_compare.h"

#include "views/catalog/part_compare_heading.h"
#include "views/catalog/part_compare_model.h"
#include "views/catalog/sheet_parts.h"
#include "views/list_keys.h"
#include "views/units.h"

#include <QCheckBox>
#include <QEvent>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QScrollBar>
#include <QStackedWidget>
#include <QTableView>
#include <QVBoxLayout>

#include <algorithm>

namespace hallwright {

namespace {

constexpr int propertyTitleMost = 220, propertyTitleLeast = 100;
/// Many columns may be narrower: a whole line is seen at once then.
constexpr int columnLeast = 150, narrowLeast = 120;
constexpr int manyColumns = 4;

}  // namespace

PartCompare::PartCompare(std::shared_ptr<const Catalog> catalog, QWidget* parent)
    : QWidget(parent), m_catalog(std::move(catalog)), m_model(new PartCompareModel(this)),
      m_heading(new PartCompareHeading(this)), m_pages(new QStackedWidget(this)),
      m_table(new QTableView(this)), m_empty(new QLabel(this)), m_count(new QLabel(this)),
      m_only(new QCheckBox(tr("Only differences"), this)) {
    setObjectName("partCompare");
    m_table->setObjectName("compareTable");
    m_table->setAccessibleName(tr("Comparison of parts"));
    m_table->setModel(m_model);
    m_table->setItemDelegate(new PartCompareDelegate(m_table));
    m_table->setHorizontalHeader(m_heading);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setMinimumSectionSize(20);
    m_table->setShowGrid(false);
    m_table->setFrameShape(QFrame::NoFrame);
    m_table->setSelectionMode(QAbstractItemView::NoSelection);
    m_table->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_table->setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    // Always there, so that rows that wrap cannot make it come and go.
    m_table->setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOn);
    m_table->setTabKeyNavigation(false);
    m_table->viewport()->installEventFilter(this);
    m_table->setCornerButtonEnabled(false);
    connect(m_table->horizontalScrollBar(), &QScrollBar::valueChanged, m_heading,
            &PartCompareHeading::place);
    new ListKeys(m_table,
                 [this](const QModelIndex& index) { return m_model->lineText(index.row()); });
    m_empty->setObjectName("compareEmpty");
    m_empty->setWordWrap(true);
    m_empty->setAlignment(Qt::AlignTop | Qt::AlignHCenter);
    m_empty->setContentsMargins(24, 32, 24, 24);
    m_count->setObjectName("compareCount");
    m_only->setObjectName("compareOnly");

    auto* tools = new QHBoxLayout;
    tools->setContentsMargins(12, 8, 12, 8);
    tools->setSpacing(12);
    tools->addWidget(m_count, 1);
    tools->addWidget(m_only);
    auto* filled = new QWidget(m_pages);
    auto* rows = new QVBoxLayout(filled);
    rows->setContentsMargins(0, 0, 0, 0);
    rows->setSpacing(0);
    rows->addLayout(tools);
    rows->addWidget(m_table, 1);
    m_pages->addWidget(filled);
    m_pages->addWidget(m_empty);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_pages);

    connect(m_only, &QCheckBox::toggled, this, &PartCompare::showAll);
    connect(m_heading, &PartCompareHeading::partChosen, this, &PartCompare::partChosen);
    connect(m_heading, &PartCompareHeading::removeWanted, this, [this](const QString& id) {
        QStringList ids = m_ids;
        ids.removeAll(id);
        change(ids);
    });
    connect(m_heading, &PartCompareHeading::firstWanted, this, [this](const QString& id) {
        QStringList ids = m_ids;
        ids.removeAll(id);
        ids.prepend(id);
        change(ids);
    });
    connect(&Units::shown(), &Units::changed, this, &PartCompare::showAll);
    showAll();
}

void PartCompare::setCatalog(std::shared_ptr<const Catalog> catalog) {
    m_catalog = std::move(catalog);
    showAll();
}

void PartCompare::setParts(const QStringList& ids) {
    QStringList fitting;
    for (const QString& id : ids)
        if (fitting.size() < most && !fitting.contains(id)) fitting += id;
    if (fitting == m_ids) return;
    m_ids = fitting;
    showAll();
}

void PartCompare::setOnlyDifferences(bool only) { m_only->setChecked(only); }

void PartCompare::change(const QStringList& ids) {
    setParts(ids);
    Q_EMIT partsChanged(m_ids);
}

void PartCompare::showAll() {
    std::vector<PartPtr> parts;
    for (const QString& id : m_ids)
        if (PartPtr part = m_catalog->find(id.toStdString())) parts.push_back(std::move(part));
    const bool several = parts.size() > 1;
    m_only->setEnabled(several);
    m_table->clearSpans();
    m_model->show(parts, lookupsOf(m_catalog), several && m_only->isChecked());
    m_heading->showParts(parts);
    const int differences = m_model->differences();
    m_count->setText(quietHtml(
        !several           ? tr("Add another part to compare this one with.")
        : differences == 0 ? tr("The parts say the same.")
        : differences == 1 ? tr("1 line differs, marked at its left")
                           : tr("%L1 lines differ, marked at their left").arg(differences)));
    m_empty->setText(tr("<p>Nothing to compare yet.</p>") +
                     quietHtml(tr("Put up to four parts side by side: tick their boxes in the "
                                  "list, or press Space on them.")));
    m_pages->setCurrentIndex(parts.empty() ? 1 : 0);
    spread();
}

/// Names take what they need, the parts share the rest; columns do not get too narrow to read.
void PartCompare::spread() {
    const int columns = m_model->columnCount() - 1;
    if (columns < 1) return;
    const int room = m_table->viewport()->width();
    const int least = columns < manyColumns ? columnLeast : narrowLeast;
    const int title = std::clamp(std::min(room / (columns + 1), room - columns * least),
                                 propertyTitleLeast, propertyTitleMost);
    const int each = std::max(least, (room - title) / columns);
    m_table->setColumnWidth(0, title);
    for (int column = 1; column <= columns; ++column)
        m_table->setColumnWidth(column, each);
    for (int row = 0; row < m_model->rowCount(); ++row) {
        const bool heading = m_model->isHeading(row);
        const int span = heading ? columns + 1 : 1;
        if (m_table->columnSpan(row, 0) != span) m_table->setSpan(row, 0, 1, span);
    }
    m_table->resizeRowsToContents();
    m_heading->updateGeometry();
    Q_EMIT m_heading->geometriesChanged();
    m_heading->place();
}

bool PartCompare::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() == QEvent::Resize && watched == m_table->viewport()) spread();
    return QWidget::eventFilter(watched, event);
}

/// Colours of words stand in their making.
void PartCompare::changeEvent(QEvent* event) {
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange) showAll();
}

}  // namespace hallwright
