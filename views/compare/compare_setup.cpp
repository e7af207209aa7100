#include "model/compare/variant.h"
#include "model/edits/change_items.h"
#include "views/compare/compare_charts.h"
#include "views/compare/compare_heading.h"
#include "views/compare/compare_model.h"
#include "views/compare/compare_table.h"
#include "views/compare/compare_view.h"
#include "views/compare/variant_list.h"
#include "views/document.h"
#include "views/list_keys.h"
#include "views/theme.h"
#include "views/units.h"

#include <QAction>
#include <QApplication>
#include <QCheckBox>
#include <QClipboard>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QInputDialog>
#include <QLabel>
#include <QMenu>
#include <QProgressBar>
#include <QPushButton>
#include <QScrollArea>
#include <QSplitter>
#include <QStackedWidget>
#include <QTabBar>
#include <QTabWidget>
#include <QTableView>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace hallwright {

CompareView::CompareView(std::shared_ptr<const Catalog> catalog, DocumentModel& document,
                         QWidget* parent)
    : QWidget(parent), m_document(document), m_worker(new CompareWorker(std::move(catalog), this)),
      m_model(new CompareModel(this)), m_delegate(new CompareDelegate(this)) {
    setObjectName("compareView");
    setAutoFillBackground(true);
    setBackgroundRole(QPalette::Base);
    setMinimumWidth(240);
    m_settle.setSingleShot(true);
    reset();

    m_charts = new CompareCharts(this);
    m_tabs = new QTabWidget(this);
    m_tabs->setObjectName("compareTabs");
    m_tabs->setDocumentMode(true);
    m_tabs->addTab(makeTable(), tr("Table"));
    m_tabs->addTab(m_charts, tr("Charts"));
    m_splitter = new QSplitter(this);
    m_splitter->setChildrenCollapsible(false);
    m_splitter->addWidget(makeSide());
    m_splitter->addWidget(m_tabs);
    m_splitter->setStretchFactor(0, 0);
    m_splitter->setStretchFactor(1, 1);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_splitter);
    setFocusProxy(m_table);
    connectAll();
    showList();
    showTable();
    showState();
}

/// The list, below it what goes on and how to take other halls onto it.
QWidget* CompareView::makeSide() {
    auto* side = new QWidget(this);
    side->setMinimumSize(232, 120);
    auto* scroll = new QScrollArea(side);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->viewport()->setBackgroundRole(QPalette::Base);
    m_list = new VariantList(scroll);
    m_list->setBackgroundRole(QPalette::Base);
    scroll->setWidget(m_list);
    m_progress = new QProgressBar(side);
    m_progress->setObjectName("compareProgress");
    m_progress->setTextVisible(false);
    m_progress->setFixedHeight(6);
    m_progress->setRange(0, 100);
    m_progress->setAccessibleName(tr("Progress of the comparison"));
    m_stop = new QToolButton(side);
    m_stop->setObjectName("compareStop");
    m_stop->setText(tr("Stop"));
    m_add = new QPushButton(tr("Add Hall File…"), side);
    m_add->setObjectName("compareAdd");
    m_add->setAutoDefault(false);
    auto* going = new QHBoxLayout;
    going->setContentsMargins(12, 0, 8, 0);
    going->setSpacing(8);
    going->addWidget(m_progress, 1);
    going->addWidget(m_stop);
    auto* buttons = new QHBoxLayout;
    buttons->setContentsMargins(12, 4, 12, 8);
    buttons->addWidget(m_add);
    buttons->addStretch(1);
    auto* column = new QVBoxLayout(side);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(4);
    column->addWidget(scroll, 1);
    column->addLayout(going);
    column->addLayout(buttons);
    return side;
}

QWidget* CompareView::makeTable() {
    m_pages = new QStackedWidget(this);
    auto* filled = new QWidget(m_pages);
    m_table = new CompareTable(filled);
    m_table->setObjectName("compareVariants");
    m_table->setAccessibleName(tr("Comparison of variants"));
    m_table->setModel(m_model);
    m_table->setItemDelegate(m_delegate);
    m_table->setShowGrid(false);
    m_table->setFrameShape(QFrame::NoFrame);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_table->setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    // Always there, so that rows that wrap cannot make it come and go.
    m_table->setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOn);
    m_table->setTabKeyNavigation(false);
    m_table->setCornerButtonEnabled(false);
    m_table->viewport()->installEventFilter(this);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setMinimumSectionSize(20);
    m_table->setHorizontalHeader(new CompareHeading(m_table));
    new ListKeys(m_table,
                 [this](const QModelIndex& index) { return m_model->lineText(index.row()); });
    m_count = new QLabel(filled);
    m_count->setObjectName("variantsDiffer");
    m_only = new QCheckBox(tr("Only differences"), filled);
    m_only->setObjectName("variantsOnly");
    m_copy = new QToolButton(filled);
    m_copy->setObjectName("variantsCopy");
    m_copy->setText(tr("Copy"));
    m_copy->setPopupMode(QToolButton::InstantPopup);
    auto* menu = new QMenu(m_copy);
    menu->addAction(tr("Copy Table as Text"), this,
                    [this] { QApplication::clipboard()->setText(m_model->asText()); });
    menu->addAction(tr("Copy Table as CSV"), this,
                    [this] { QApplication::clipboard()->setText(m_model->asCsv()); });
    m_copy->setMenu(menu);
    m_state = new QLabel(filled);
    m_state->setObjectName("variantsState");
    m_state->setWordWrap(true);
    m_state->setContentsMargins(12, 0, 12, 8);
    auto* tools = new QHBoxLayout;
    tools->setContentsMargins(12, 8, 12, 8);
    tools->setSpacing(12);
    tools->addWidget(m_count, 1);
    tools->addWidget(m_only);
    tools->addWidget(m_copy);
    auto* rows = new QVBoxLayout(filled);
    rows->setContentsMargins(0, 0, 0, 0);
    rows->setSpacing(0);
    rows->addLayout(tools);
    rows->addWidget(m_state);
    rows->addWidget(m_table, 1);
    m_empty = new QLabel(m_pages);
    m_empty->setObjectName("variantsEmpty");
    m_empty->setWordWrap(true);
    m_empty->setAlignment(Qt::AlignTop | Qt::AlignHCenter);
    m_empty->setContentsMargins(24, 32, 24, 24);
    m_pages->addWidget(filled);
    m_pages->addWidget(m_empty);
    return m_pages;
}

void CompareView::connectAll() {
    connect(&m_settle, &QTimer::timeout, this, &CompareView::start);
    connect(&m_document, &DocumentModel::changed, this, &CompareView::follow);
    connect(m_worker, &CompareWorker::progressed, this, [this](double share, const QString& doing) {
        m_progress->setValue(static_cast<int>(share * 100.0));
        m_progress->setToolTip(doing);
    });
    connect(m_worker, &CompareWorker::answered, this, &CompareView::take);
    connect(m_stop, &QToolButton::clicked, this, [this] {
        if (m_stopped)
            resume();
        else
            stop();
    });
    connect(m_only, &QCheckBox::toggled, this, [this] {
        showTable();
        showState();
    });
    connect(&Units::shown(), &Units::changed, this, &CompareView::showTable);
    connect(m_table, &QTableView::activated, this, &CompareView::explainRow);
    connect(m_table, &QTableView::clicked, this, &CompareView::explainRow);
    connect(m_add, &QPushButton::clicked, this, &CompareView::askFile);
    connect(m_charts, &CompareCharts::exportWanted, this, &CompareView::askPicture);
    connect(m_list, &VariantList::ticked, this, &CompareView::choose);
    connect(m_list, &VariantList::keepWanted, this,
            [this](const SideRef& ref) { askName(ref, true); });
    connect(m_list, &VariantList::renameWanted, this,
            [this](const SideRef& ref) { askName(ref, false); });
    connect(m_list, &VariantList::removeWanted, this, &CompareView::remove);
    connect(m_list, &VariantList::openWanted, this, [this](const SideRef& ref) {
        const ComparedSide* side = sideOf(ref);
        if (!side || !side->made) {
            Q_EMIT message(tr("The variant is not worked out yet."));
            return;
        }
        // The window lets this view's document go for the hall: nothing of it is held on to.
        const std::shared_ptr<const VariantHall> made = side->made;
        Q_EMIT hallWanted(made->hall, QString::fromStdString(made->name));
    });
}

/// A figure of the hall leads to how it came to be; a number that only a comparison has says what
/// it is.
void CompareView::explainRow(const QModelIndex& index) {
    const ComparisonRow* row = m_model->row(index.row());
    if (!row) return;
    if (const Result<FigureRef> figure = findFigure(m_document.hall(), row->id))
        Q_EMIT figureWanted(*figure);
    else
        Q_EMIT message(QString::fromStdString(row->title + ": " + row->explanation));
}

// -- variants of the document --------------------------------------------------------------------

void CompareView::addFile(const QString& path) {
    const std::string added = path.toStdString();
    if (std::find(m_files.begin(), m_files.end(), added) == m_files.end()) m_files.push_back(added);
    m_ticked.insert({SideRef::From::File, VariantKind::Cpo, 0, added});
    goStale(false);
}

bool CompareView::keep(const SideRef& ref, const QString& name) {
    const ComparedSide* side = sideOf(ref);
    if (!side || !side->made) {
        Q_EMIT message(tr("The variant is not worked out yet."));
        return false;
    }
    const Hall& base = m_document.base();
    const std::string note = ref.from == SideRef::From::File
                                 ? tr("From %1").arg(QString::fromStdString(ref.path)).toStdString()
                                 : side->made->note;
    Result<Edit> edit =
        addVariant(base, name.trimmed().toStdString(), note, overlayOf(base, side->made->hall));
    if (!edit) {
        Q_EMIT message(QString::fromStdString(edit.error().text()));
        return false;
    }
    std::optional<RawId> kept;
    for (Change& change : edit.value().changes)
        if (change.table == TableId::Variants && change.after)
            // Numbers are never used twice, not even those of rows that are gone.
            kept = change.id = m_document.nextId()++;
    if (const Result<void> done = m_document.apply(std::move(edit).value()); !done) {
        Q_EMIT message(QString::fromStdString(done.error().text()));
        return false;
    }
    if (kept && chosen(ref)) {
        m_ticked.erase(ref);
        m_ticked.insert({SideRef::From::Stored, VariantKind::Cpo, *kept, {}});
        m_keptFrom[*kept] = ref;
        goStale(false);
    }
    return true;
}

bool CompareView::rename(const SideRef& ref, const QString& name) {
    Result<Edit> edit = renameItem(m_document.base(), {TableId::Variants, ref.stored},
                                   name.trimmed().toStdString());
    const Result<void> done =
        edit ? m_document.apply(std::move(edit).value()) : Result<void>(edit.error());
    if (!done) Q_EMIT message(QString::fromStdString(done.error().text()));
    return static_cast<bool>(done);
}

void CompareView::remove(const SideRef& ref) {
    if (ref.from == SideRef::From::File) {
        m_files.erase(std::remove(m_files.begin(), m_files.end(), ref.path), m_files.end());
        m_ticked.erase(ref);
        goStale(false);
        return;
    }
    Result<Edit> edit = removeVariant(m_document.base(), {ref.stored});
    const Result<void> done =
        edit ? m_document.apply(std::move(edit).value()) : Result<void>(edit.error());
    if (!done) Q_EMIT message(QString::fromStdString(done.error().text()));
}

void CompareView::askName(const SideRef& ref, bool isNew) {
    QString name;
    if (const Variant* stored = m_document.base().variants.find({ref.stored}))
        name = QString::fromStdString(stored->name);
    else if (const ComparedSide* side = sideOf(ref); side && side->made)
        name = QString::fromStdString(side->made->name);
    auto* dialog = new QInputDialog(this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setObjectName("variantName");
    dialog->setWindowTitle(isNew ? tr("Keep as Variant") : tr("Rename Variant"));
    dialog->setLabelText(tr("Name of the variant:"));
    dialog->setTextValue(name);
    dialog->setOkButtonText(isNew ? tr("Keep") : tr("Rename"));
    connect(dialog, &QInputDialog::textValueSelected, this,
            [this, ref, isNew](const QString& text) {
                if (isNew)
                    keep(ref, text);
                else
                    rename(ref, text);
            });
    dialog->open();
}

void CompareView::askFile() {
    const QString path = QFileDialog::getOpenFileName(this, tr("Add Hall File"), {},
                                                      tr("Halls (*.hall);;All files (*)"));
    if (!path.isEmpty()) addFile(path);
}

Result<void> CompareView::exportPicture(const QString& path) {
    return m_charts->exportPicture(baseName(), path);
}

void CompareView::askPicture() {
    const QString path = QFileDialog::getSaveFileName(
        this, tr("Export Picture"), {}, tr("Pixel picture (*.png);;Vector picture (*.svg)"));
    if (path.isEmpty()) return;
    const Result<void> done = exportPicture(path);
    Q_EMIT message(done ? tr("Wrote %1").arg(path) : QString::fromStdString(done.error().text()));
}

}  // namespace hallwright
