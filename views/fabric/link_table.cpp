#include "views/fabric/link_table.h"

#include "views/fabric/link_worker.h"
#include "views/flow_layout.h"
#include "views/list_keys.h"
#include "views/theme.h"
#include "views/units.h"

#include <QCheckBox>
#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QProgressBar>
#include <QStackedLayout>
#include <QStyledItemDelegate>
#include <QTableView>
#include <QToolButton>
#include <QVBoxLayout>

#include <array>

namespace hallwright {

namespace {

constexpr int typing_ms = 150;
constexpr std::size_t mostLit = 4096;  // of a selection, what is shown elsewhere
/// First widths of the columns, in the order of LinkColumn.
constexpr std::array<int, linkColumns> widths{84, 132, 96, 72, 40, 148, 84,  72,
                                              40, 96,  56, 48, 84, 84,  260, 220};

/// Air on both sides of the words of a cell: a number at the right touches no name at the left.
class CellDelegate : public QStyledItemDelegate {
public:
    using QStyledItemDelegate::QStyledItemDelegate;
    QString displayText(const QVariant& value, const QLocale&) const override {
        return QChar(0x00a0) + value.toString() + QChar(0x00a0);
    }
};

/// What is asked first of a link stands first; where exactly its ends are follows.
constexpr LinkColumn firstColumns[] = {
    LinkColumn::Fabric, LinkColumn::FromDevice, LinkColumn::FromPort, LinkColumn::ToDevice,
    LinkColumn::ToPort, LinkColumn::Length,     LinkColumn::Bought,   LinkColumn::Medium};

}  // namespace

// -- the model -----------------------------------------------------------------------------------

void LinkTableModel::setLinks(std::shared_ptr<const Evaluation> evaluation, LinkRows rows) {
    beginResetModel();
    m_list.reset();
    m_words.reset();
    m_evaluation = std::move(evaluation);
    m_rows = std::move(rows);
    if (m_evaluation) {
        m_list = std::make_unique<LinkList>(*m_evaluation);
        m_words = std::make_unique<LinkWords>(*m_evaluation);
    }
    endResetModel();
}

void LinkTableModel::clear() { setLinks(nullptr, {}); }

Link LinkTableModel::linkAt(int row) const {
    return m_list->link(m_rows.numbers[static_cast<std::size_t>(row)]);
}

int LinkTableModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_rows.numbers.size());
}

int LinkTableModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : linkColumns;
}

QVariant LinkTableModel::data(const QModelIndex& index, int role) const {
    if (!index.isValid() || !m_words) return {};
    const LinkColumn column = static_cast<LinkColumn>(index.column());
    if (role == Qt::TextAlignmentRole)
        return QVariant::fromValue(Qt::AlignVCenter |
                                   (LinkWords::isNumber(column) ? Qt::AlignRight : Qt::AlignLeft));
    if (role == Qt::FontRole && LinkWords::isNumber(column)) return tabularFont(12);
    if (role == Qt::DisplayRole || role == Qt::ToolTipRole)
        return m_words->words(linkAt(index.row()), column);
    return {};
}

QVariant LinkTableModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal) return {};
    const LinkColumn column = static_cast<LinkColumn>(section);
    if (role == Qt::DisplayRole) return LinkWords::title(column);
    if (role == Qt::ToolTipRole) return LinkWords::tip(column);
    if (role == Qt::TextAlignmentRole)
        return QVariant::fromValue(Qt::AlignVCenter |
                                   (LinkWords::isNumber(column) ? Qt::AlignRight : Qt::AlignLeft));
    return {};
}

// -- the pane ------------------------------------------------------------------------------------

LinkPane::LinkPane(QWidget* parent)
    : QWidget(parent), m_filter(new QLineEdit), m_onlyLit(new QCheckBox(tr("Only lit"))),
      m_all(new QCheckBox(tr("All fabrics"))), m_copy(new QToolButton), m_count(new QLabel),
      m_empty(new QLabel), m_progress(new QProgressBar), m_model(new LinkTableModel(this)),
      m_table(new QTableView), m_worker(new LinkWorker(this)) {
    m_filter->setPlaceholderText(tr("Rack, switch, port or medium"));
    m_filter->setClearButtonEnabled(true);
    m_filter->setAccessibleName(tr("Filter of the links"));
    m_onlyLit->setToolTip(tr("Only the links of what is chosen in the diagram"));
    m_onlyLit->setEnabled(false);
    m_copy->setText(tr("Copy as CSV"));
    m_copy->setAutoRaise(true);
    m_copy->setToolTip(tr("The selected rows, or all that are shown"));
    m_count->setFont(tabularFont(12));
    m_empty->setAlignment(Qt::AlignCenter);
    m_empty->setWordWrap(true);
    m_progress->setTextVisible(false);
    m_progress->setFixedHeight(3);
    m_progress->setRange(0, 100);
    QSizePolicy keep = m_progress->sizePolicy();
    keep.setRetainSizeWhenHidden(true);
    m_progress->setSizePolicy(keep);
    m_progress->hide();

    m_table->setModel(m_model);
    m_table->setAccessibleName(tr("Links"));
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_table->setFrameShape(QFrame::NoFrame);
    m_table->setShowGrid(false);
    m_table->setAlternatingRowColors(true);
    m_table->setWordWrap(false);
    m_table->setTabKeyNavigation(false);
    m_table->setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    m_table->verticalHeader()->setDefaultSectionSize(24);
    QHeaderView* head = m_table->horizontalHeader();
    head->setSectionResizeMode(QHeaderView::Interactive);
    head->setHighlightSections(false);
    head->setSectionsClickable(true);
    head->setSortIndicatorShown(true);
    head->setSortIndicator(0, Qt::AscendingOrder);
    for (int c = 0; c < linkColumns; ++c)
        m_table->setColumnWidth(c, widths[static_cast<std::size_t>(c)]);
    int place = 0;
    for (LinkColumn column : firstColumns)
        head->moveSection(head->visualIndex(static_cast<int>(column)), place++);
    m_table->setItemDelegate(new CellDelegate(m_table));

    auto* bar = new FlowLayout;
    bar->setContentsMargins(12, 8, 12, 4);
    bar->setSpacing(8);
    bar->addWidget(m_filter);
    bar->addWidget(m_all);
    bar->addWidget(m_onlyLit);
    bar->addWidget(m_copy);
    auto* foot = new QHBoxLayout;
    foot->setContentsMargins(12, 4, 12, 4);
    foot->addWidget(m_count, 1);
    auto* middle = new QWidget;
    auto* stack = new QStackedLayout(middle);
    stack->addWidget(m_table);
    stack->addWidget(m_empty);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addLayout(bar);
    column->addWidget(m_progress);
    column->addWidget(middle, 1);
    column->addLayout(foot);

    m_typing.setSingleShot(true);
    m_typing.setInterval(typing_ms);
    connect(m_filter, &QLineEdit::textChanged, this, [this] { m_typing.start(); });
    connect(&m_typing, &QTimer::timeout, this, [this] { setFilter(m_filter->text()); });
    connect(m_onlyLit, &QCheckBox::toggled, this, [this] { ask(); });
    connect(m_all, &QCheckBox::toggled, this, [this] { ask(); });
    connect(head, &QHeaderView::sortIndicatorChanged, this, [this](int at, Qt::SortOrder order) {
        m_query.order = static_cast<LinkColumn>(at);
        m_query.descending = order == Qt::DescendingOrder;
        ask();
    });
    connect(m_copy, &QToolButton::clicked, this, [this] { copy(); });
    new ListKeys(m_table, [](const QModelIndex& index) { return index.data().toString(); });
    m_table->installEventFilter(this);  // before it: copying takes all that is selected
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this, [this] {
        if (!m_showing) Q_EMIT linksChosen(selectedLinks());
    });
    connect(&Units::shown(), &Units::changed, this, [this] {
        m_table->viewport()->update();
        m_count->setText(countWords());
    });
    connect(m_worker, &LinkWorker::progressed, this,
            [this](double share) { m_progress->setValue(static_cast<int>(share * 100.0)); });
    connect(m_worker, &LinkWorker::found, this, &LinkPane::showRows);
    connect(m_worker, &LinkWorker::written, this, [this](const QString& text, std::size_t rows) {
        m_progress->hide();
        QGuiApplication::clipboard()->setText(text);
        Q_EMIT message(
            rows == 1
                ? tr("Copied 1 link")
                : tr("Copied %1 links")
                      .arg(QLocale(QLocale::English).toString(static_cast<qulonglong>(rows))));
    });
}

void LinkPane::setEvaluation(std::shared_ptr<const Evaluation> evaluation) {
    m_evaluation = std::move(evaluation);
    ask();
}

void LinkPane::setFabric(int position) {
    if (m_fabric == position) return;
    m_fabric = position;
    if (!m_all->isChecked()) ask();
}

void LinkPane::setLit(std::vector<LinkRef> links) {
    m_lit = std::move(links);
    const bool narrowed = m_onlyLit->isChecked();
    m_onlyLit->setEnabled(!m_lit.empty());
    if (m_lit.empty() && narrowed)
        m_onlyLit->setChecked(false);  // asks anew
    else if (narrowed)
        ask();
}

void LinkPane::setFilter(const QString& text) {
    m_typing.stop();
    if (m_filter->text() != text) {
        const QSignalBlocker still(m_filter);
        m_filter->setText(text);
    }
    if (m_query.text == text.trimmed()) return;
    m_query.text = text.trimmed();
    ask();
}

bool LinkPane::busy() const { return m_worker->busy() || m_typing.isActive(); }

void LinkPane::ask() {
    if (!m_evaluation) {
        m_worker->cancel();
        m_model->clear();
        m_progress->hide();
        return;
    }
    m_query.fabric = m_all->isChecked() ? -1 : m_fabric;
    // Of one fabric every row would say the same.
    m_table->setColumnHidden(static_cast<int>(LinkColumn::Fabric), m_query.fabric >= 0);
    m_query.onlySome = m_onlyLit->isChecked();
    m_query.some = m_query.onlySome ? m_lit : std::vector<LinkRef>();
    m_progress->setValue(0);
    m_progress->show();
    m_worker->find(m_evaluation, m_query);
}

void LinkPane::showRows(const std::shared_ptr<const Evaluation>& evaluation, const LinkRows& rows) {
    m_progress->hide();
    m_showing = true;
    m_model->setLinks(evaluation, rows);
    m_showing = false;
    m_count->setText(countWords());
    const bool none = rows.numbers.empty();
    m_copy->setEnabled(!none);
    m_empty->setText(rows.total == 0
                         ? tr("No links yet: a fabric with racks as members has some.")
                         : tr("No link holds these words. Clear the filter to see all of them."));
    static_cast<QStackedLayout*>(m_table->parentWidget()->layout())->setCurrentIndex(none ? 1 : 0);
}

QString LinkPane::countWords() const {
    const LinkRows& rows = m_model->rows();
    const QLocale english(QLocale::English);
    const QString length =
        shownText({static_cast<double>(rows.length_mm) / 1000.0, Dimension::Length});
    const auto number = [&](std::size_t n) { return english.toString(static_cast<qulonglong>(n)); };
    std::size_t total = rows.total;
    const auto fabric = static_cast<std::size_t>(m_query.fabric);
    if (m_query.fabric >= 0 && m_model->evaluation() &&
        fabric < m_model->evaluation()->fabrics().plans.size()) {
        const FabricSize& size = m_model->evaluation()->fabrics().plans[fabric].size;
        total =
            static_cast<std::size_t>(size.hostLinks + size.leafSpineLinks + size.spineCoreLinks);
    }
    return tr("%1 of %2 links, %3").arg(number(rows.numbers.size()), number(total), length);
}

bool LinkPane::eventFilter(QObject* watched, QEvent* event) {
    if (watched == m_table && event->type() == QEvent::KeyPress &&
        static_cast<QKeyEvent*>(event)->matches(QKeySequence::Copy)) {
        copy();
        return true;
    }
    return QWidget::eventFilter(watched, event);
}

std::vector<LinkRef> LinkPane::selectedLinks() const {
    std::vector<LinkRef> links;
    for (const QItemSelectionRange& range : m_table->selectionModel()->selection())
        for (int row = range.top(); row <= range.bottom() && links.size() < mostLit; ++row)
            links.push_back(m_model->linkAt(row).ref);
    return links;
}

void LinkPane::copy() {
    // One question at a time: a search that is under way would be lost.
    if (m_model->rowCount() == 0 || m_worker->busy()) return;
    std::vector<std::uint32_t> numbers;
    for (const QItemSelectionRange& range : m_table->selectionModel()->selection())
        for (int row = range.top(); row <= range.bottom(); ++row)
            numbers.push_back(m_model->rows().numbers[static_cast<std::size_t>(row)]);
    if (numbers.empty()) numbers = m_model->rows().numbers;
    m_progress->setValue(0);
    m_progress->show();
    m_worker->write(m_model->evaluation(), std::move(numbers));
}

}  // namespace hallwright
