#include "views/figures/figures_view.h"

#include "views/document.h"
#include "views/figure_list.h"
#include "views/figures/explain_delegate.h"
#include "views/figures/explain_model.h"
#include "views/list_keys.h"
#include "views/paced_refresh.h"
#include "views/range_worker.h"
#include "views/selection.h"
#include "views/theme.h"
#include "views/units.h"

#include <QApplication>
#include <QClipboard>
#include <QDesktopServices>
#include <QElapsedTimer>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QScrollBar>
#include <QSplitter>
#include <QStackedLayout>
#include <QToolButton>
#include <QUrl>
#include <QVBoxLayout>

#include <set>

namespace hallwright {

namespace {

/// After the last edit: an explanation walks all inputs, which no frame of a drag has time for.
constexpr int figuresSettle_ms = 200;
/// A longer walk is not made by itself.
constexpr qint64 longWalk_ms = 60;
/// From this width on the explanation stands beside the list.
constexpr int explainBesideFrom = 680;
constexpr int viewMargin = 16;
constexpr int firstLine = 28;

/// A tree that tells when Enter is pressed on a row, whatever the platform activates on.
class Tree : public QTreeView {
public:
    using QTreeView::QTreeView;

protected:
    void keyPressEvent(QKeyEvent* event) override {
        if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) {
            if (currentIndex().isValid()) Q_EMIT activated(currentIndex());
            return;
        }
        // Copying is the dock's: it knows what the row stands for.
        if (event->matches(QKeySequence::Copy)) {
            event->ignore();
            return;
        }
        QTreeView::keyPressEvent(event);
    }
    /// The arrow beside the first line of a row that has two.
    void drawBranches(QPainter* painter, const QRect& rect,
                      const QModelIndex& index) const override {
        QTreeView::drawBranches(painter, QRect(rect.left(), rect.top(), rect.width(), firstLine),
                                index);
    }
    void resizeEvent(QResizeEvent* event) override {
        QTreeView::resizeEvent(event);
        scheduleDelayedItemsLayout();  // wrapped texts change their height
    }
};

void setUp(QTreeView* tree) {
    new ListKeys(tree);
    tree->setHeaderHidden(true);
    tree->setFrameShape(QFrame::NoFrame);
    tree->setMouseTracking(true);
    tree->setExpandsOnDoubleClick(false);
    tree->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    tree->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    tree->header()->setMinimumSectionSize(8);
    tree->header()->setStretchLastSection(false);
    tree->header()->setSectionResizeMode(0, QHeaderView::Stretch);
}

void forEachExpanded(const QTreeView& tree, const ExplainModel& model, const QModelIndex& at,
                     std::set<QString>& keys) {
    if (at.isValid() && tree.isExpanded(at)) keys.insert(model.keyAt(at));
    for (int row = 0; row < model.rowCount(at); ++row)
        if (!at.isValid() || tree.isExpanded(at))
            forEachExpanded(tree, model, model.index(row, 0, at), keys);
}

void expandAgain(QTreeView& tree, const ExplainModel& model, const QModelIndex& at,
                 const std::set<QString>& keys) {
    for (int row = 0; row < model.rowCount(at); ++row) {
        const QModelIndex child = model.index(row, 0, at);
        if (keys.count(model.keyAt(child)) == 0) continue;
        tree.expand(child);
        expandAgain(tree, model, child, keys);
    }
}

}  // namespace

FiguresView::FiguresView(DocumentModel& document, const RangeWorker* ranges, Selection& selection,
                         QWidget* parent)
    : QWidget(parent), m_document(document), m_selection(selection), m_ranges(ranges),
      m_figures(new FigureModel(document, ranges, this)), m_explain(new ExplainModel(this)) {
    setObjectName("figures");
    setAccessibleName(tr("Figures"));
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
    m_filter->setPlaceholderText(tr("Filter figures"));
    m_filter->setAccessibleName(tr("Filter figures"));
    m_filter->setClearButtonEnabled(true);
    m_copy = new QToolButton;
    m_copy->setText(tr("Copy"));
    m_copy->setToolTip(tr("Copy the figures shown as text"));
    m_copy->setAccessibleName(m_copy->toolTip());
    m_copy->setFocusPolicy(Qt::TabFocus);
    head->addWidget(m_filter, 1);
    head->addWidget(m_copy);
    column->addLayout(head);

    m_list = new Tree;
    m_list->setModel(m_figures);
    setUp(m_list);
    auto* delegate = new FigureDelegate(m_list);
    delegate->setMargin(viewMargin);
    m_list->setItemDelegate(delegate);
    m_list->setRootIsDecorated(false);
    m_list->setIndentation(0);
    m_list->setAccessibleName(tr("Figures of the hall"));
    for (int c : {int{FigureModel::Number}, int{FigureModel::Unit}})
        m_list->setColumnHidden(c, true);
    m_empty = new QLabel;
    m_empty->setAlignment(Qt::AlignCenter);
    m_empty->setWordWrap(true);
    m_empty->setMargin(24);
    auto* listSide = new QWidget;
    m_pages = new QStackedLayout(listSide);
    m_pages->addWidget(m_list);
    m_pages->addWidget(m_empty);

    m_treeSide = makeExplanation();
    m_splitter = new QSplitter(Qt::Vertical);
    m_splitter->addWidget(listSide);
    m_splitter->addWidget(m_treeSide);
    m_splitter->setChildrenCollapsible(false);
    m_splitter->setStretchFactor(0, 1);
    m_splitter->setStretchFactor(1, 1);
    m_splitter->setHandleWidth(1);
    m_treeSide->hide();
    column->addWidget(m_splitter, 1);
    m_legend = new QLabel;
    m_legend->setWordWrap(true);
    m_legend->setContentsMargins(viewMargin, 6, viewMargin, 6);
    column->addWidget(m_legend);

    m_paced = new PacedRefresh(*this, [this] { refresh(); });
    m_settle.setSingleShot(true);
    connect(&m_settle, &QTimer::timeout, this, &FiguresView::explainAnew);
    connect(m_filter, &QLineEdit::textChanged, this, [this](const QString& words) {
        m_figures->setFilter(words);
        showState();
    });
    connect(m_copy, &QToolButton::clicked, this, &FiguresView::copyFigures);
    connect(m_list, &QTreeView::clicked, this, &FiguresView::chooseFigure);
    connect(m_list, &QTreeView::activated, this, &FiguresView::chooseFigure);
    connect(m_figures, &FigureModel::rowsChanged, m_list, &QTreeView::doItemsLayout);
    connect(&Units::shown(), &Units::changed, this, &FiguresView::explainAnew);
    connect(&document, &DocumentModel::changed, this, &FiguresView::follow);
    refresh();
}

QWidget* FiguresView::makeExplanation() {
    auto* side = new QWidget;
    auto* column = new QVBoxLayout(side);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    auto* bar = new QWidget;
    bar->setAutoFillBackground(true);
    auto* head = new QHBoxLayout(bar);
    head->setContentsMargins(viewMargin, 4, 8, 4);
    head->setSpacing(4);
    m_hint = new QLabel(tr("How it came to be"));
    m_hint->setFont(textFont(12, true));
    head->addWidget(m_hint, 1);
    m_anew = new QToolButton;
    m_anew->setText(tr("Explain Anew"));
    m_anew->setToolTip(tr("The hall has changed since: walk through it again"));
    m_anew->setFocusPolicy(Qt::TabFocus);
    m_anew->hide();
    head->addWidget(m_anew);
    connect(m_anew, &QToolButton::clicked, this, &FiguresView::explainAnew);
    m_close = new QToolButton;
    m_close->setAutoRaise(true);
    m_close->setText(tr("Close"));
    m_close->setToolTip(tr("Close the explanation"));
    m_close->setFocusPolicy(Qt::TabFocus);
    head->addWidget(m_close);
    column->addWidget(bar);
    m_tree = new Tree;
    m_tree->setModel(m_explain);
    setUp(m_tree);
    m_tree->setItemDelegate(new ExplainDelegate(m_tree));
    m_tree->setIndentation(14);
    m_tree->setAccessibleName(tr("How the figure came to be"));
    column->addWidget(m_tree, 1);
    connect(m_close, &QToolButton::clicked, this, [this] {
        m_explain->explain(m_document.evaluation(), std::nullopt);
        m_treeSide->hide();
        m_list->clearSelection();
        m_list->setFocus();
    });
    connect(m_tree, &QTreeView::clicked, this, &FiguresView::activateStep);
    connect(m_tree, &QTreeView::activated, this, &FiguresView::activateStep);
    connect(m_tree, &QTreeView::doubleClicked, this, [this](const QModelIndex& index) {
        if (const std::optional<SlotRef> slot = m_explain->slotAt(index))
            Q_EMIT partWanted(slot->part);
    });
    return side;
}

void FiguresView::follow(const ChangeEvent& event) {
    if (!event.hallChanged()) return;
    m_settle.stop();
    m_paced->follow(event);
}

void FiguresView::refresh() {
    if (m_document.previewing()) {
        // The numbers are read when they are drawn; what stands in the rows waits for the end.
        m_list->viewport()->update();
        m_hint->setText(tr("How it came to be, before this change"));
        return;
    }
    const int scrolled = m_list->verticalScrollBar()->value();
    m_figures->refresh();
    m_list->verticalScrollBar()->setValue(scrolled);
    if (m_explain->figure()) {
        // A walk that is felt is made when it is asked for.
        m_hint->setText(tr("How it came to be, before this change"));
        m_anew->setVisible(m_walk_ms > longWalk_ms);
        if (m_walk_ms <= longWalk_ms) m_settle.start(figuresSettle_ms);
    }
    showState();
}

void FiguresView::showState() {
    const Theme& theme = Theme::current();
    const bool noHall = m_document.hall().sites.empty();
    int partial = 0, none = 0, all = 0;
    for (int row = 0; row < m_figures->rowCount(); ++row) {
        if (m_figures->isHeading(row)) continue;
        ++all;
        const Status status = m_figures->shownAt(row).status;
        partial += status == Status::Partial;
        none += status == Status::None;
    }
    m_empty->setText(noHall ? tr("Open a hall, or start a new one, to see its figures.")
                            : tr("No figure has these words. Clear the filter to see all."));
    setTone(m_empty, theme.faint);
    m_pages->setCurrentIndex(all == 0 ? 1 : 0);
    m_copy->setEnabled(all > 0);
    m_legend->setVisible(all > 0);
    m_legend->setText(tr("● %1 complete   ◒ %2 at least   ○ %3 unknown")
                          .arg(all - partial - none)
                          .arg(partial)
                          .arg(none));
    m_legend->setFont(textFont(11));
    setTone(m_legend, theme.faint);
    setTone(m_hint, theme.faint);
}

void FiguresView::chooseFigure(const QModelIndex& index) {
    if (!index.isValid()) return;
    if (const std::optional<FigureRef> ref = m_figures->figureAt(index.row())) explain(*ref);
}

void FiguresView::explain(FigureRef ref) {
    m_settle.stop();
    QElapsedTimer walk;
    walk.start();
    m_explain->explain(m_document.evaluation(), ref, [this](FigureRef of) {
        return m_ranges ? m_ranges->rangeOf(of) : std::nullopt;
    });
    m_walk_ms = walk.elapsed();
    m_anew->hide();
    m_hint->setText(tr("How it came to be"));
    m_treeSide->show();
    const QModelIndex root = m_explain->index(0, 0);
    m_tree->expand(root);
    m_tree->scrollToTop();
    for (int row = 0; row < m_figures->rowCount(); ++row)
        if (m_figures->figureAt(row) == ref && m_list->currentIndex().row() != row)
            m_list->setCurrentIndex(m_figures->index(row, 0));
}

/// The same figure of the hall as it is now; what was unfolded stays so.
void FiguresView::explainAnew() {
    const std::optional<FigureRef> ref = m_explain->figure();
    if (!ref) return;
    const std::optional<TableId> table = tableOf(info(ref->figure).scope);
    if (m_document.hall().sites.empty() ||
        (table && !tableAccess(*table).row(m_document.hall(), ref->item))) {
        m_explain->explain(m_document.evaluation(), std::nullopt);
        m_treeSide->hide();
        return;
    }
    std::set<QString> open;
    forEachExpanded(*m_tree, *m_explain, {}, open);
    const int scrolled = m_tree->verticalScrollBar()->value();
    explain(*ref);
    expandAgain(*m_tree, *m_explain, {}, open);
    m_tree->verticalScrollBar()->setValue(scrolled);
}

void FiguresView::activateStep(const QModelIndex& index) {
    if (!index.isValid()) return;
    if (const QString address = m_explain->addressAt(index); !address.isEmpty()) {
        const QUrl url(address, QUrl::StrictMode);
        // Addresses come with the document: only those of the web are followed.
        if (url.isValid() && (url.scheme() == u"https" || url.scheme() == u"http"))
            QDesktopServices::openUrl(url);
        else
            Q_EMIT message(tr("%1 is no web address").arg(address));
        return;
    }
    const std::vector<ItemRef> items = m_explain->itemsAt(m_document.evaluation(), index);
    if (!items.empty()) {
        m_selection.set(items);
        Q_EMIT wanted(items);
    }
    if (m_explain->rowCount(index) > 0 && !m_tree->isExpanded(index)) m_tree->expand(index);
}

QString FiguresView::asText() const {
    QStringList lines;
    for (int row = 0; row < m_figures->rowCount(); ++row) {
        const std::optional<FigureRef> ref = m_figures->figureAt(row);
        const QModelIndex title = m_figures->index(row, FigureModel::Title);
        if (!ref) {
            lines += title.data().toString();
            continue;
        }
        lines += QStringList{title.data().toString(),
                             title.siblingAtColumn(FigureModel::Number).data().toString(),
                             title.siblingAtColumn(FigureModel::Unit).data().toString(),
                             title.data(FigureModel::RangeRole).toString(),
                             statusWord(m_figures->shownAt(row).status),
                             QString::fromStdString(figureId(m_document.hall(), *ref))}
                     .join(u'\t');
    }
    return lines.join(u'\n');
}

void FiguresView::copyFigures() {
    QApplication::clipboard()->setText(asText());
    Q_EMIT message(tr("Copied the figures as text"));
}

void FiguresView::copyExplanation() {
    QApplication::clipboard()->setText(
        QString::fromStdString(explanationText(m_document.evaluation(), m_explain->explanation())));
    Q_EMIT message(tr("Copied how the figure came to be as text"));
}

void FiguresView::keyPressEvent(QKeyEvent* event) {
    if (event->matches(QKeySequence::Copy)) {
        if (m_tree->hasFocus() && m_explain->figure())
            copyExplanation();
        else
            copyFigures();
        return;
    }
    if (event->matches(QKeySequence::Find)) {
        m_filter->setFocus();
        m_filter->selectAll();
        return;
    }
    if (event->key() == Qt::Key_Escape && m_treeSide->isVisible()) {
        m_close->click();
        return;
    }
    QWidget::keyPressEvent(event);
}

void FiguresView::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    const Qt::Orientation wanted = width() >= explainBesideFrom ? Qt::Horizontal : Qt::Vertical;
    if (m_splitter->orientation() != wanted) m_splitter->setOrientation(wanted);
}

void FiguresView::showEvent(QShowEvent* event) {
    QWidget::showEvent(event);
    showState();
}

void FiguresView::changeEvent(QEvent* event) {
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange && m_splitter) showState();
}

}  // namespace hallwright
