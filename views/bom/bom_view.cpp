#include "views/bom/bom_view.h"

#include "views/bom/bill_delegate.h"
#include "views/bom/bill_model.h"
#include "views/document.h"
#include "views/list_keys.h"
#include "views/paced_refresh.h"
#include "views/selection.h"
#include "views/theme.h"
#include "views/units.h"

#include <QApplication>
#include <QClipboard>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QScrollBar>
#include <QStackedLayout>
#include <QToolButton>
#include <QTreeView>
#include <QVBoxLayout>

#include <set>

namespace hallwright {

namespace {

/// From this width on every column has room of its own.
constexpr int wideBillFrom = 620;
/// Below this width even the quantity stands below the name.
constexpr int quantityFrom = 400;

/// A line of the bill, its cells divided by tabs: pasted, it is a row of a spreadsheet.
QString lineText(const QModelIndex& line) {
    const QModelIndex section = line.parent();
    if (!section.isValid()) return line.siblingAtColumn(0).data().toString();
    QStringList cells{section.data().toString()};
    for (int c = 0; c < BillModel::ColumnCount; ++c) {
        const QModelIndex cell = line.siblingAtColumn(c);
        const QString unit = cell.data(BillModel::UnitText).toString();
        cells += cell.data().toString() + (unit.isEmpty() ? QString() : u' ' + unit);
    }
    return cells.join(u'\t');
}

}  // namespace

BomView::BomView(DocumentModel& document, Selection* selection, QWidget* parent)
    : QWidget(parent), m_document(document), m_selection(selection),
      m_model(new BillModel(document, this)) {
    setObjectName("bom");
    setAccessibleName(tr("Bill of materials"));
    setAutoFillBackground(true);
    setBackgroundRole(QPalette::Base);
    setMinimumWidth(240);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);

    auto* head = new QHBoxLayout;
    head->setContentsMargins(12, 8, 8, 8);
    head->setSpacing(4);
    m_filter = new QLineEdit;
    m_filter->setPlaceholderText(tr("Filter parts"));
    m_filter->setAccessibleName(tr("Filter parts"));
    m_filter->setClearButtonEnabled(true);
    head->addWidget(m_filter, 1);
    const auto button = [&](const QString& text, const QString& tip, const QString& format) {
        auto* made = new QToolButton;
        made->setText(text);
        made->setToolTip(tip);
        made->setAccessibleName(tip);
        made->setFocusPolicy(Qt::TabFocus);
        head->addWidget(made);
        connect(made, &QToolButton::clicked, this, [this, format] { Q_EMIT exportWanted(format); });
        return made;
    };
    m_csv = button(tr("CSV…"), tr("Export the bill of materials as comma-separated text"),
                   QStringLiteral("csv"));
    m_xlsx = button(tr("XLSX…"), tr("Export the bill of materials as a spreadsheet"),
                    QStringLiteral("xlsx"));
    column->addLayout(head);

    m_tree = new QTreeView;
    m_tree->setModel(m_model);
    m_tree->setItemDelegate(new BillDelegate(m_tree));
    m_tree->setFrameShape(QFrame::NoFrame);
    m_tree->setIndentation(16);
    m_tree->setAllColumnsShowFocus(true);
    m_tree->setMouseTracking(true);
    m_tree->setExpandsOnDoubleClick(false);
    m_tree->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_tree->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_tree->setAccessibleName(tr("Lines of the bill of materials"));
    new ListKeys(m_tree, lineText);
    m_tree->header()->setStretchLastSection(false);
    m_tree->header()->setSectionsMovable(false);
    m_tree->header()->setMinimumSectionSize(24);
    m_tree->header()->setHighlightSections(false);
    // The order of the bill until a heading is clicked.
    m_tree->header()->setSortIndicator(-1, Qt::AscendingOrder);
    m_tree->setSortingEnabled(true);
    m_empty = new QLabel;
    m_empty->setAlignment(Qt::AlignCenter);
    m_empty->setWordWrap(true);
    m_empty->setMargin(24);
    auto* stack = new QWidget;
    m_pages = new QStackedLayout(stack);
    m_pages->addWidget(m_tree);
    m_pages->addWidget(m_empty);
    column->addWidget(stack, 1);

    m_foot = new QWidget;
    auto* foot = new QVBoxLayout(m_foot);
    foot->setContentsMargins(16, 8, 16, 8);
    foot->setSpacing(4);
    m_total = new QLabel;
    m_total->setFont(textFont(13, true));
    m_total->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_total->setWordWrap(true);
    m_missing = new QLabel;
    m_missing->setWordWrap(true);
    foot->addWidget(m_total);
    foot->addWidget(m_missing);
    column->addWidget(m_foot);

    m_paced = new PacedRefresh(*this, [this] { refresh(); });
    connect(m_filter, &QLineEdit::textChanged, this, [this](const QString& words) {
        m_model->setFilter(words);
        showState();
    });
    connect(m_tree, &QTreeView::clicked, this, &BomView::choose);
    connect(m_tree, &QTreeView::activated, this, &BomView::choose);
    connect(m_model, &QAbstractItemModel::modelReset, m_tree, &QTreeView::expandAll);
    connect(&Units::shown(), &Units::changed, this, &BomView::showState);
    connect(&document, &DocumentModel::changed, m_paced, &PacedRefresh::follow);
    m_tree->expandAll();
    layOutColumns();
    showState();
}

void BomView::refresh() {
    const int scrolled = m_tree->verticalScrollBar()->value();
    m_model->refresh();
    m_tree->verticalScrollBar()->setValue(scrolled);
    showState();
}

void BomView::showState() {
    const Theme& theme = Theme::current();
    const QString header = QStringLiteral("QHeaderView::section { background: %1; color: %2; "
                                          "border: 0; border-bottom: 1px solid %3; "
                                          "padding: 4px 8px; }")
                               .arg(theme.panel.name(), theme.faint.name(), theme.line.name());
    if (m_tree->header()->styleSheet() != header) m_tree->header()->setStyleSheet(header);
    const bool noHall = m_document.hall().sites.empty();
    const BillTable& table = m_model->table();
    m_empty->setText(noHall ? tr("Open a hall, or start a new one, to see what it takes to buy it.")
                     : table.rows.empty()
                         ? tr("Nothing is to be bought yet. Place racks from the catalog.")
                         : tr("No part has these words. Clear the filter to see all."));
    setTone(m_empty, theme.faint);
    m_pages->setCurrentIndex(m_model->rowCount() == 0 ? 1 : 0);
    m_csv->setEnabled(!table.rows.empty());
    m_xlsx->setEnabled(!table.rows.empty());
    m_foot->setVisible(!table.rows.empty());

    const QString total = shownText({table.total_usd, Dimension::Money});
    const std::set<std::string> without(table.withoutPrice.begin(), table.withoutPrice.end());
    m_total->setText(without.empty() ? tr("Total %1").arg(total)
                                     : tr("Total at least %1").arg(total));
    QStringList names;
    for (const BillRow& row : table.rows)
        if (!row.price_usd) {
            const QString name = QString::fromStdString(row.name);
            if (!names.contains(name)) names += name;
        }
    m_missing->setVisible(!names.isEmpty());
    m_missing->setToolTip(names.join(u'\n'));
    constexpr int few = 3;
    const qsizetype more = names.size() - few;
    if (more > 0) names = names.mid(0, few) << tr("%1 more").arg(more);
    m_missing->setText(tr("Without a price: %1").arg(names.join(QStringLiteral(", "))));
    setTone(m_missing, theme.faint);
}

/// Which columns there is room for.
void BomView::layOutColumns() {
    const bool narrow = width() < wideBillFrom;
    QHeaderView* header = m_tree->header();
    auto* delegate = static_cast<BillDelegate*>(m_tree->itemDelegate());
    const bool changed = delegate->narrow() != narrow;
    delegate->setNarrow(narrow);
    delegate->setCounting(width() < quantityFrom);
    m_tree->setColumnHidden(BillModel::Quantity, width() < quantityFrom);
    for (int hidden : {BillModel::Length, BillModel::Price, BillModel::Evidence})
        m_tree->setColumnHidden(hidden, narrow);
    header->setSectionResizeMode(QHeaderView::Fixed);
    header->setSectionResizeMode(BillModel::Name, QHeaderView::Stretch);
    header->resizeSection(BillModel::Quantity, narrow ? 72 : 96);
    header->resizeSection(BillModel::Length, 80);
    header->resizeSection(BillModel::Price, 104);
    header->resizeSection(BillModel::Total, narrow ? 92 : 112);
    header->resizeSection(BillModel::Evidence, std::max(160, width() / 4));
    if (changed) m_tree->doItemsLayout();
    m_tree->viewport()->update();
}

void BomView::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    layOutColumns();
}

void BomView::showEvent(QShowEvent* event) {
    QWidget::showEvent(event);
    showState();
}

void BomView::changeEvent(QEvent* event) {
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange && m_foot) showState();
}

void BomView::choose(const QModelIndex& index) {
    const BillRow* line = m_model->lineAt(index);
    if (!line) {
        const QModelIndex section = index.siblingAtColumn(0);
        m_tree->setExpanded(section, !m_tree->isExpanded(section));
        return;
    }
    const PartId part = m_document.hall().findPart(line->part);
    const std::vector<ItemRef> items = itemsOfPart(m_document.hall(), part);
    if (m_selection && !items.empty()) m_selection->set(items);
    if (items.empty())
        Q_EMIT message(
            tr("%1 has no place of its own in the plan").arg(QString::fromStdString(line->name)));
    Q_EMIT partWanted(part);
    if (!items.empty()) Q_EMIT wanted(items);
}

/// What is shown, a line each, cells divided by tabs: pasted, it is a spreadsheet.
QString BomView::asText() const {
    QStringList lines;
    for (int s = 0; s < m_model->rowCount(); ++s) {
        const QModelIndex section = m_model->index(s, 0);
        for (int r = 0; r < m_model->rowCount(section); ++r)
            lines += lineText(m_model->index(r, 0, section));
    }
    return lines.join(u'\n');
}

void BomView::keyPressEvent(QKeyEvent* event) {
    if (event->matches(QKeySequence::Copy)) {
        QApplication::clipboard()->setText(asText());
        Q_EMIT message(tr("Copied the bill of materials as text"));
        return;
    }
    if (event->matches(QKeySequence::Find)) {
        m_filter->setFocus();
        m_filter->selectAll();
        return;
    }
    QWidget::keyPressEvent(event);
}

}  // namespace hallwright
