#include "views/catalog/catalog_page.h"

#include "model/parts/part_status.h"
#include "views/catalog/compare_tray.h"
#include "views/catalog/hall_parts.h"
#include "views/catalog/part_compare.h"
#include "views/catalog/part_filter_bar.h"
#include "views/catalog/part_pane.h"
#include "views/catalog/part_scatter.h"
#include "views/catalog/part_table.h"
#include "views/catalog/part_table_model.h"
#include "views/catalog/shared_search.h"
#include "views/document.h"
#include "views/theme.h"

#include <QAction>
#include <QComboBox>
#include <QEvent>
#include <QIcon>
#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <QShortcut>
#include <QSignalBlocker>
#include <QSplitter>
#include <QStackedWidget>
#include <QTabWidget>
#include <QTimer>
#include <QToolBar>
#include <QToolButton>
#include <QVBoxLayout>

namespace hallwright {

namespace {

enum Tab { Sheet, Compare, Chart };

/// Below this width the sheet stands under the list, not beside it.
constexpr int pageBesideFrom = 860;
/// A chart of thousands of points waits for the end of a word, a sheet for the end of a walk down
/// the list.
constexpr int chartSettle_ms = 120;
constexpr int sheetSettle_ms = 40;

}  // namespace

CatalogPage::CatalogPage(std::shared_ptr<const Catalog> catalog, DocumentModel& document,
                         QWidget* parent)
    : QWidget(parent), m_catalog(std::move(catalog)), m_document(document),
      m_model(new PartTableModel(document, this)) {
    setObjectName("catalogPage");
    setAccessibleName(tr("Catalog"));
    m_tabs = new QTabWidget(this);
    m_tabs->setObjectName("catalogTabs");
    m_tabs->setDocumentMode(true);
    m_pane = new PartPane(m_catalog, m_tabs);
    m_pane->setAutoFillBackground(true);
    m_pane->setBackgroundRole(QPalette::Base);
    m_compare = new PartCompare(m_catalog, m_tabs);
    m_scatter = new PartScatter(m_catalog, m_tabs);
    m_tabs->addTab(m_pane, tr("Sheet"));
    m_tabs->addTab(m_compare, tr("Compare"));
    m_tabs->addTab(m_scatter, tr("Chart"));

    m_splitter = new QSplitter(Qt::Horizontal, this);
    m_splitter->setObjectName("catalogPageSplitter");
    m_splitter->setHandleWidth(5);
    m_splitter->setChildrenCollapsible(false);
    m_splitter->addWidget(makeList());
    m_splitter->addWidget(m_tabs);
    m_splitter->setStretchFactor(0, 1);
    m_splitter->setStretchFactor(1, 1);
    m_splitter->setSizes({5000, 5000});
    makeButtons();
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_buttons);
    column->addWidget(m_splitter, 1);
    m_chartSoon = new QTimer(this);
    m_chartSoon->setSingleShot(true);
    m_chartSoon->setInterval(chartSettle_ms);
    m_sheetSoon = new QTimer(this);
    m_sheetSoon->setSingleShot(true);
    m_sheetSoon->setInterval(sheetSettle_ms);
    setFocusProxy(m_filters);

    m_scatter->setAxes(Property::powerTdp, Property::mass);

    connectAll();
    setCatalog(m_catalog);
    followHall();
}

CatalogPage::~CatalogPage() = default;

QWidget* CatalogPage::makeList() {
    auto* list = new QWidget(this);
    list->setAutoFillBackground(true);
    list->setBackgroundRole(QPalette::Base);
    m_filters = new PartFilterBar(list);
    m_count = new QLabel(list);
    m_count->setObjectName("partCount");
    m_count->setContentsMargins(12, 0, 12, 6);
    m_table = new PartTable(list);
    m_table->setModel(m_model);
    m_listPages = new QStackedWidget(list);
    m_listPages->addWidget(m_table);
    m_listPages->addWidget(makeEmpty());
    m_listPages->setMinimumHeight(2 * 28);  // two rows, on the smallest of screens
    m_tray = new CompareTray(list);
    auto* column = new QVBoxLayout(list);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_filters);
    column->addWidget(m_count);
    column->addWidget(m_listPages, 1);
    column->addWidget(m_tray);
    return list;
}

/// Nothing found: which filter to lift, and what that would bring.
QWidget* CatalogPage::makeEmpty() {
    auto* empty = new QWidget(this);
    m_nothing = new QLabel(empty);
    m_nothing->setObjectName("catalogNothing");
    m_nothing->setWordWrap(true);
    m_nothing->setTextFormat(Qt::PlainText);  // it quotes what was typed
    m_clear = new QPushButton(tr("Clear Filters"), empty);
    m_clear->setObjectName("clearFilters");
    m_lifts = new QVBoxLayout;
    m_lifts->setSpacing(4);
    auto* column = new QVBoxLayout(empty);
    column->setContentsMargins(24, 32, 24, 24);
    column->setSpacing(12);
    column->addWidget(m_nothing);
    column->addLayout(m_lifts);
    column->addWidget(m_clear, 0, Qt::AlignLeft);
    column->addStretch(1);
    return empty;
}

void CatalogPage::makeButtons() {
    m_buttons = new QToolBar(tr("Own parts"), this);
    m_buttons->setObjectName("ownParts");
    m_buttons->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_buttons->setIconSize({16, 16});
    m_buttons->setContentsMargins(8, 2, 8, 2);
    const auto add = [this](const char* name, const QString& text, const QString& tip) {
        QAction* action = m_buttons->addAction(text);
        action->setObjectName(QString::fromLatin1(name));
        action->setToolTip(tip);
        action->setStatusTip(tip);
        return action;
    };
    m_new = add("newPart", tr("New Part…"), tr("A part of your own"));
    m_duplicate = add("duplicatePart", tr("Duplicate…"), tr("A part of your own after this one"));
    m_change = add("changePart", tr("Change…"), tr("Say something of this part otherwise"));
    m_retire = add("retirePart", tr("Retire"), {});
    m_remove = add("removePart", tr("Remove"), {});
    m_buttons->addSeparator();
    m_import = add("importParts", tr("Import…"), tr("Parts from NetBox device types"));
    m_newer = add("newerData", tr("Newer Data…"),
                  tr("What the catalog says otherwise than the hall that is open"));
    m_settle = add("settleReadings", tr("Settle Readings…"),
                   tr("One rule for all that the documents of the open hall disagree on"));
    auto* space = new QWidget(m_buttons);
    space->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    m_buttons->addWidget(space);
    m_scope = new QComboBox(m_buttons);
    m_scope->setObjectName("partScope");
    m_scope->addItems({tr("All parts"), tr("Parts of this hall")});
    m_scope->setAccessibleName(tr("Which parts are shown and changed"));
    m_scope->setToolTip(tr("All parts: what you change holds for every hall.\n"
                           "Parts of this hall: it holds here alone, and can be undone."));
    m_buttons->addWidget(m_scope);
    connect(m_new, &QAction::triggered, this, &CatalogPage::newWanted);
    connect(m_duplicate, &QAction::triggered, this, [this] { Q_EMIT duplicateWanted(part()); });
    connect(m_change, &QAction::triggered, this, [this] { Q_EMIT changeWanted(part()); });
    connect(m_retire, &QAction::triggered, this, [this] { Q_EMIT retireWanted(part()); });
    connect(m_remove, &QAction::triggered, this, [this] { Q_EMIT removeWanted(part()); });
    connect(m_settle, &QAction::triggered, this, &CatalogPage::settleWanted);
    connect(m_scope, &QComboBox::currentIndexChanged, this,
            [this](int index) { setShowsHall(index == 1); });
    connect(m_import, &QAction::triggered, this, &CatalogPage::importWanted);
    connect(m_newer, &QAction::triggered, this, &CatalogPage::newerDataWanted);
    for (QToolButton* button : m_buttons->findChildren<QToolButton*>())
        button->setFocusPolicy(Qt::TabFocus);
}

void CatalogPage::connectAll() {
    connect(m_filters, &PartFilterBar::changed, this, &CatalogPage::find);
    connect(m_filters, &PartFilterBar::listWanted, this, [this] {
        if (m_model->rowCount() == 0) return;
        if (!m_table->currentIndex().isValid())
            m_table->setCurrentIndex(m_model->index(0, PartTableModel::Name));
        m_table->setFocus();
    });
    connect(m_clear, &QPushButton::clicked, m_filters, &PartFilterBar::clear);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this, [this] {
        showButtons();
        m_sheetSoon->start();
        if (const QString id = part(); !id.isEmpty()) Q_EMIT partChosen(id);
    });
    connect(m_table, &PartTable::sheetWanted, this, [this] {
        showTab(QStringLiteral("sheet"));
        m_pane->focusSheet();
    });
    connect(m_table, &PartTable::searchWanted, this, &CatalogPage::focusSearch);
    m_table->setContextMenuPolicy(Qt::ActionsContextMenu);
    for (QAction* action : {m_new, m_duplicate, m_change, m_retire, m_remove})
        m_table->addAction(action);
    connect(m_table, &QTreeView::doubleClicked, this, [this] { showTab(QStringLiteral("sheet")); });
    connect(m_model, &PartTableModel::compareWanted, this, [this](const QString& id, bool taken) {
        QStringList ids = m_compared;
        ids.removeAll(id);
        if (taken) ids += id;
        compareParts(ids);
    });
    connect(m_tray, &CompareTray::partsChanged, this, &CatalogPage::compareParts);
    connect(m_tray, &CompareTray::partChosen, this, &CatalogPage::choosePart);
    connect(m_tray, &CompareTray::compareWanted, this,
            [this] { showTab(QStringLiteral("compare")); });
    connect(m_compare, &PartCompare::partsChanged, this, &CatalogPage::compareParts);
    const auto open = [this](const QString& id) {
        choosePart(id);
        showTab(QStringLiteral("sheet"));
    };
    connect(m_compare, &PartCompare::partChosen, this, open);
    connect(m_scatter, &PartScatter::partChosen, this, &CatalogPage::choosePart);
    connect(m_pane, &PartPane::partChosen, this, &CatalogPage::choosePart);
    connect(m_pane, &PartPane::readingWanted, this, [this](Property property, int index) {
        Q_EMIT readingWanted(part(), property, index);
    });
    connect(m_pane, &PartPane::placeWanted, this, &CatalogPage::placeWanted);
    connect(m_pane, &PartPane::rowWanted, this, &CatalogPage::rowWanted);
    connect(m_tabs, &QTabWidget::currentChanged, this, &CatalogPage::showChart);
    connect(m_chartSoon, &QTimer::timeout, this, &CatalogPage::showChart);
    connect(m_sheetSoon, &QTimer::timeout, this, &CatalogPage::showPart);
    connect(&m_document, &DocumentModel::changed, this, [this](const ChangeEvent& event) {
        if (event.hallChanged() && event.kind != ChangeEvent::Kind::Previewed) followHall();
    });
    const auto key = [this](QKeySequence keys, auto slot) {
        auto* shortcut = new QShortcut(keys, this);
        shortcut->setContext(Qt::WidgetWithChildrenShortcut);
        connect(shortcut, &QShortcut::activated, this, slot);
    };
    key(QKeySequence::Find, [this] { focusSearch(); });
}

void CatalogPage::setCatalog(std::shared_ptr<const Catalog> catalog) {
    m_catalog = std::move(catalog);
    if (!m_ofHall) showCatalog(m_catalog);
}

void CatalogPage::setWritable(bool writable) {
    m_writable = writable;
    m_pane->setChoosable(writable);
    showButtons();
}

void CatalogPage::setShowsHall(bool shown) {
    if (m_document.hall().sites.empty()) shown = false;
    if (shown == m_ofHall) return;
    m_ofHall = shown;
    const QSignalBlocker quiet(m_scope);
    m_scope->setCurrentIndex(shown ? 1 : 0);
    showCatalog(shown ? hallCatalog(m_document.base()) : m_catalog);
}

/// A hall's parts are made anew only where an edit touched them.
void CatalogPage::followHall() {
    const bool hall = !m_document.hall().sites.empty();
    m_scope->setEnabled(hall);
    if (!hall) setShowsHall(false);
    if (m_ofHall) {
        std::shared_ptr<const Catalog> now = hallCatalog(m_document.base());
        if (now->parts() != m_shown->parts() || now->layers() != m_shown->layers())
            showCatalog(std::move(now));
    }
    showPart();
}

void CatalogPage::showCatalog(std::shared_ptr<const Catalog> catalog) {
    const QString chosen = part();
    m_shown = std::move(catalog);
    m_search = sharedSearch(m_shown);
    m_model->setCatalog(m_shown);
    m_table->setOriginShown(m_model->hasOrigins());
    m_pane->setCatalog(m_shown);
    m_compare->setCatalog(m_shown);
    m_scatter->setCatalog(m_shown);
    m_filters->setCatalog(*m_shown);
    QStringList there;
    for (const QString& id : m_toCompare)
        if (m_shown->find(id.toStdString())) there += id;
    m_compared = there;
    showCompared();
    find();
    if (m_model->indexOf(chosen).isValid()) choosePart(chosen);
}

QString CatalogPage::part() const {
    return m_table->currentIndex().data(PartTableModel::PartId).toString();
}

void CatalogPage::choosePart(const QString& id) {
    if (!m_model->indexOf(id).isValid()) {
        const PartPtr part = m_shown->find(id.toStdString());
        if (!part) return;
        if (isRetired(part->status)) m_filters->setRetired(true);
        if (!m_model->indexOf(id).isValid()) m_filters->clear();
    }
    const QModelIndex index = m_model->indexOf(id);
    if (!index.isValid()) return;
    m_table->setCurrentIndex(index);
    m_table->scrollTo(index);
    showPart();
}

void CatalogPage::setSearch(const QString& words) { m_filters->setWords(words); }

void CatalogPage::focusSearch() { m_filters->focusSearch(); }

void CatalogPage::showTab(const QString& name) {
    m_tabs->setCurrentIndex(name == QStringLiteral("compare") ? Compare
                            : name == QStringLiteral("chart") ? Chart
                                                              : Sheet);
}

void CatalogPage::compareParts(const QStringList& ids) {
    QStringList taken;
    for (const QString& id : ids)
        if (taken.size() < PartCompare::most && !taken.contains(id) &&
            m_shown->find(id.toStdString()))
            taken += id;
    if (taken == m_compared) return;
    m_compared = taken;
    m_toCompare = taken;
    showCompared();
}

void CatalogPage::showCompared() {
    m_model->setCompared(m_compared, m_compared.size() >= PartCompare::most);
    m_tray->setParts(*m_shown, m_compared, PartCompare::most);
    const QSignalBlocker quiet(m_compare);
    m_compare->setParts(m_compared);
    m_tabs->setTabText(Compare, m_compared.isEmpty() ? tr("Compare")
                                                     : tr("Compare (%1)").arg(m_compared.size()));
}

/// What the words and filters ask for. New words choose the best of what they find; else the chosen
/// part stays chosen where it is still there.
void CatalogPage::find() {
    const QString chosen = part();
    const bool asked = m_filters->words() != m_words && !m_filters->words().isEmpty();
    m_words = m_filters->words();
    {
        const QSignalBlocker quiet(m_table->selectionModel());
        m_model->setParts(
            foundParts(*m_search, m_filters->words().toStdString(), m_filters->filter()));
        QModelIndex index = asked ? QModelIndex() : m_model->indexOf(chosen);
        if (!index.isValid() && m_model->rowCount() > 0)
            index = m_model->index(0, PartTableModel::Name);
        if (index.isValid()) m_table->setCurrentIndex(index);
    }
    m_table->viewport()->update();
    m_table->scrollTo(m_table->currentIndex());
    showFound();
    showButtons();
    if (part() != chosen || part().isEmpty()) m_sheetSoon->start();
    m_chartStale = true;
    m_chartSoon->start();
}

void CatalogPage::showFound() {
    const QLocale english(QLocale::English);
    std::size_t all = m_shown->parts().size();
    if (!m_filters->filter().retired)
        for (const auto& [id, part] : m_shown->parts())
            if (isRetired(part->status)) --all;
    m_count->setText(
        tr("%1 of %2 parts")
            .arg(english.toString(m_model->rowCount()), english.toString(qulonglong(all))));
    m_listPages->setCurrentIndex(m_model->rowCount() > 0 ? 0 : 1);
    if (m_model->rowCount() == 0) showNothing();
}

void CatalogPage::showNothing() {
    while (const std::unique_ptr<QLayoutItem> item{m_lifts->takeAt(0)})
        if (item->widget()) item->widget()->deleteLater();
    const std::vector<PartFilterBar::Field> active = m_filters->active();
    bool helps = false;
    for (const PartFilterBar::Field field : active) {
        if (active.size() < 2) break;
        const auto [words, filter] = m_filters->without(field);
        const std::size_t found = foundParts(*m_search, words.toStdString(), filter).size();
        if (found == 0) continue;
        helps = true;
        const QString count = found == 1 ? tr("one part") : tr("%L1 parts").arg(found);
        auto* lift = new QPushButton(tr("Without %1: %2").arg(m_filters->wordsOf(field), count));
        lift->setFlat(true);
        QPalette link = lift->palette();
        link.setColor(QPalette::ButtonText, Theme::current().accent);
        lift->setPalette(link);
        connect(lift, &QPushButton::clicked, m_filters, [this, field] { m_filters->lift(field); });
        m_lifts->addWidget(lift, 0, Qt::AlignLeft);
    }
    m_nothing->setText(helps ? tr("No part fits all of this. Lift one filter:")
                       : active.size() == 1 && active.front() == PartFilterBar::Words
                           ? tr("No part is called “%1”. Try fewer or other words: a maker, a "
                                "name or a kind, such as “switch”.")
                                 .arg(m_filters->words())
                           : tr("No part fits all of this, nor without any one of the filters."));
}

/// Only while the page is seen.
void CatalogPage::showPart() {
    m_sheetSoon->stop();
    showButtons();
    if (!isVisible()) return;
    const PartPtr chosen = m_model->partAt(m_table->currentIndex());
    m_pane->showPart(chosen, chosen ? m_model->countHere(chosen->id) : 0);
    if (chosen) m_scatter->choosePart(QString::fromStdString(chosen->id));
}

/// Only while it is seen.
void CatalogPage::showChart() {
    if (!m_chartStale || m_tabs->currentIndex() != Chart) return;
    m_chartStale = false;
    m_scatter->setParts(m_model->parts());
    m_scatter->choosePart(part());
}

void CatalogPage::showButtons() {
    const PartPtr chosen = m_model->partAt(m_table->currentIndex());
    const bool hall = !m_document.hall().sites.empty();
    for (QAction* action : {m_new, m_import})
        action->setEnabled(m_writable);
    for (QAction* action : {m_duplicate, m_change, m_retire})
        action->setEnabled(m_writable && chosen != nullptr);
    for (QAction* action : {m_newer, m_settle})
        action->setEnabled(m_writable && hall);
    m_pane->setPlacing(hall);
    const Layer layer = chosen ? m_shown->layerOf(chosen->id) : Layer::Shipped;
    m_remove->setEnabled(m_writable &&
                         (layer == Layer::Own || (layer == Layer::Changed && !m_ofHall)));
    m_remove->setText(layer == Layer::Changed ? tr("Restore") : tr("Remove"));
    m_remove->setToolTip(layer == Layer::Changed ? tr("Take back all that you say of this part")
                                                 : tr("Delete this part of your own"));
    m_remove->setStatusTip(m_remove->toolTip());
    const bool retired = chosen && isRetired(chosen->status);
    m_retire->setText(retired ? tr("Offer Again") : tr("Retire"));
    m_retire->setToolTip(retired ? tr("Offer this part for new halls again")
                                 : tr("Do not offer this part for new halls any more"));
    m_retire->setStatusTip(m_retire->toolTip());
}

void CatalogPage::changeEvent(QEvent* event) {
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange && m_buttons) showColours();
}

void CatalogPage::showEvent(QShowEvent* event) {
    QWidget::showEvent(event);
    showColours();
    showPart();
}

void CatalogPage::showColours() {
    QPalette faint = palette();
    faint.setColor(QPalette::WindowText, Theme::current().faint);
    for (QLabel* label : {m_count, m_nothing})
        if (label->palette() != faint) label->setPalette(faint);
    constexpr std::pair<const char*, const char*> icons[] = {
        {"newPart", "list-add"},
        {"duplicatePart", "edit-duplicate"},
        {"changePart", "document-edit"},
        {"retirePart", "archive-remove"},
        {"removePart", "edit-delete"},
        {"settleReadings", "dialog-ok-apply"},
        {"importParts", "document-import"},
        {"newerData", "view-refresh"},
    };
    for (const auto& [name, icon] : icons)
        m_buttons->findChild<QAction*>(QString::fromLatin1(name))
            ->setIcon(QIcon::fromTheme(QString::fromLatin1(icon)));
}

void CatalogPage::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    m_splitter->setOrientation(width() < pageBesideFrom ? Qt::Vertical : Qt::Horizontal);
}

}  // namespace hallwright
