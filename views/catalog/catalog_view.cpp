#include "views/catalog/catalog_view.h"

#include "model/edits/place_items.h"
#include "views/catalog/catalog_model.h"
#include "views/catalog/part_pane.h"
#include "views/list_keys.h"
#include "views/reading_text.h"
#include "views/theme.h"

#include <QComboBox>
#include <QDrag>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QMimeData>
#include <QPainter>
#include <QSignalBlocker>
#include <QSplitter>
#include <QStackedWidget>
#include <QTreeView>
#include <QVBoxLayout>

namespace hallwright {

namespace {

/// The tree of parts: no room for branches, and a drag that shows the name alone, since the plan
/// shows the part itself in true size.
class PartTree : public QTreeView {
public:
    using QTreeView::QTreeView;

protected:
    void drawBranches(QPainter*, const QRect&, const QModelIndex&) const override {}
    void startDrag(Qt::DropActions) override {
        QMimeData* data = model()->mimeData({currentIndex()});
        if (!data) return;
        const Theme& theme = Theme::current();
        const QString name = currentIndex().data().toString();
        const QFontMetrics metrics(textFont());
        const double scale = devicePixelRatioF();
        const QSize size(metrics.horizontalAdvance(name) + 16, 24);
        QPixmap label(size * scale);
        label.setDevicePixelRatio(scale);
        label.fill(Qt::transparent);
        QPainter painter(&label);
        painter.setRenderHint(QPainter::Antialiasing, true);
        painter.setPen(theme.line);
        painter.setBrush(theme.panel);
        painter.drawRoundedRect(QRectF(0.5, 0.5, size.width() - 1, size.height() - 1), 4, 4);
        painter.setFont(textFont());
        painter.setPen(theme.text);
        painter.drawText(QRect(QPoint(), size), Qt::AlignCenter, name);
        painter.end();
        auto* drag = new QDrag(this);
        drag->setMimeData(data);
        drag->setPixmap(label);
        drag->setHotSpot({-16, -16});
        drag->exec(Qt::CopyAction);
    }
};

}  // namespace

CatalogView::CatalogView(std::shared_ptr<const Catalog> catalog, DocumentModel& document,
                         QWidget* parent)
    : QWidget(parent), m_catalog(std::move(catalog)),
      m_model(new CatalogModel(m_catalog, document, this)) {
    setObjectName("catalog");
    setAutoFillBackground(true);
    setBackgroundRole(QPalette::Base);
    setMinimumWidth(240);

    m_search = new QLineEdit;
    m_search->setObjectName("catalogSearch");
    m_search->setPlaceholderText(tr("Search parts"));
    m_search->setClearButtonEnabled(true);
    m_search->setAccessibleName(tr("Search parts"));
    m_search->installEventFilter(this);
    m_kind = new QComboBox;
    m_kind->setObjectName("catalogKind");
    m_kind->setAccessibleName(tr("Kind of part"));
    m_kind->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    fillKinds();

    m_list = new PartTree;
    m_list->setObjectName("catalogList");
    m_list->setAccessibleName(tr("Parts"));
    m_list->setModel(m_model);
    m_list->setItemDelegate(new PartDelegate(m_list));
    m_list->setHeaderHidden(true);
    m_list->setRootIsDecorated(false);
    m_list->setIndentation(0);
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setMouseTracking(true);
    m_list->setDragEnabled(true);
    m_list->setDragDropMode(QAbstractItemView::DragOnly);
    m_list->setExpandsOnDoubleClick(false);
    m_list->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->header()->setSectionResizeMode(QHeaderView::Stretch);
    m_list->installEventFilter(this);
    new ListKeys(m_list, [](const QModelIndex& index) {
        return index.data(Qt::AccessibleTextRole).toString();
    });

    m_empty = new QLabel;
    m_empty->setTextFormat(Qt::PlainText);
    m_empty->setObjectName("catalogEmpty");
    m_empty->setWordWrap(true);
    m_empty->setAlignment(Qt::AlignTop | Qt::AlignHCenter);
    m_empty->setContentsMargins(24, 32, 24, 24);
    m_pages = new QStackedWidget;
    m_pages->addWidget(m_list);
    m_pages->addWidget(m_empty);

    m_pane = new PartPane(m_catalog);

    auto* splitter = new QSplitter(Qt::Vertical);
    splitter->setObjectName("catalogSplitter");
    splitter->setHandleWidth(5);
    splitter->setChildrenCollapsible(false);
    splitter->addWidget(m_pages);
    splitter->addWidget(m_pane);
    splitter->setStretchFactor(0, 3);
    splitter->setStretchFactor(1, 2);
    splitter->setSizes({3000, 2400});
    auto* filters = new QVBoxLayout;
    filters->setContentsMargins(12, 8, 12, 8);
    filters->setSpacing(8);
    filters->addWidget(m_search);
    filters->addWidget(m_kind);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addLayout(filters);
    column->addWidget(splitter, 1);

    connect(m_search, &QLineEdit::textChanged, this, &CatalogView::filter);
    connect(m_kind, &QComboBox::currentIndexChanged, this, &CatalogView::filter);
    connect(m_list->selectionModel(), &QItemSelectionModel::currentChanged, this, [this] {
        showPart();
        if (const QString id = part(); !id.isEmpty()) Q_EMIT partChosen(id);
    });
    connect(m_list, &QTreeView::clicked, this, [this](const QModelIndex& index) {
        if (!index.parent().isValid()) m_list->setExpanded(index, !m_list->isExpanded(index));
    });
    connect(m_list, &QTreeView::doubleClicked, this, [this](const QModelIndex& index) {
        if (index.data(CatalogModel::PlaceableRole).toBool() && m_model->partAt(index))
            Q_EMIT placeWanted(index.data(CatalogModel::PartId).toString());
    });
    connect(m_pane, &PartPane::placeWanted, this, &CatalogView::placeWanted);
    connect(m_pane, &PartPane::rowWanted, this, &CatalogView::rowWanted);
    connect(m_pane, &PartPane::partChosen, this, &CatalogView::choosePart);
    connect(m_model, &QAbstractItemModel::modelReset, this, [this] {
        unfold();
        showPart();
    });
    setTabOrder(m_search, m_kind);
    setTabOrder(m_kind, m_list);
    unfold();
    showPart();
}

void CatalogView::setCatalog(std::shared_ptr<const Catalog> catalog) {
    const QString chosen = part();
    m_catalog = std::move(catalog);
    m_pane->setCatalog(m_catalog);
    m_model->setCatalog(m_catalog);
    fillKinds();
    filter();
    if (m_model->indexOf(chosen).isValid()) choosePart(chosen);
}

void CatalogView::fillKinds() {
    const QSignalBlocker quiet(m_kind);
    const QVariant chosen = m_kind->currentData();
    m_kind->clear();
    m_kind->addItem(tr("All kinds"), -1);
    for (const Kind kind : m_model->kinds())
        m_kind->addItem(fromView(info(kind).title), static_cast<int>(kind));
    m_kind->setCurrentIndex(std::max(m_kind->findData(chosen), 0));
}

QString CatalogView::part() const {
    return m_list->currentIndex().data(CatalogModel::PartId).toString();
}

void CatalogView::choosePart(const QString& id) {
    if (!m_model->indexOf(id).isValid()) {
        m_kind->setCurrentIndex(0);
        m_search->clear();
    }
    const QModelIndex index = m_model->indexOf(id);
    if (!index.isValid()) return;
    m_list->expand(index.parent());
    m_list->setCurrentIndex(index);
    m_list->scrollTo(index);
}

void CatalogView::setSearch(const QString& words) { m_search->setText(words); }

void CatalogView::focusSearch() {
    m_search->setFocus(Qt::ShortcutFocusReason);
    m_search->selectAll();
}

void CatalogView::filter() {
    const QString chosen = part();
    const int kind = m_kind->currentData().toInt();
    m_model->setFilter(m_search->text(),
                       kind < 0 ? std::nullopt : std::optional(static_cast<Kind>(kind)));
    const QString words = m_search->text().trimmed();
    if (m_model->partCount() == 0) {
        m_empty->setText(kind < 0
                             ? tr("No part is called “%1”.\nTry fewer or other words: a maker, "
                                  "a name or a kind, such as “switch”.")
                                   .arg(words)
                             : tr("No “%1” among these parts.\nSearch all kinds, or try "
                                  "other words.")
                                   .arg(words));
        m_pages->setCurrentWidget(m_empty);
        return;
    }
    m_pages->setCurrentWidget(m_list);
    if (const QModelIndex index = m_model->indexOf(chosen); index.isValid()) {
        const QSignalBlocker quiet(m_list->selectionModel());
        m_list->setCurrentIndex(index);
        showPart();
    }
}

/// What can be placed lies open; a search or one kind opens all that it finds.
void CatalogView::unfold() {
    const bool all = !m_search->text().trimmed().isEmpty() || m_kind->currentIndex() > 0;
    for (int row = 0; row < m_model->rowCount(); ++row) {
        const QModelIndex heading = m_model->index(row, 0);
        m_list->setExpanded(heading, all || isPlaceable(m_model->kindAt(heading)));
    }
}

void CatalogView::showPart() {
    const PartPtr part = m_model->partAt(m_list->currentIndex());
    m_pane->showPart(part, part ? m_model->countHere(part->id) : 0);
    m_pane->setVisible(part != nullptr);
}

bool CatalogView::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() != QEvent::KeyPress) return QWidget::eventFilter(watched, event);
    const int key = static_cast<QKeyEvent*>(event)->key();
    const bool enter = key == Qt::Key_Return || key == Qt::Key_Enter;
    if (watched == m_search && (key == Qt::Key_Down || enter)) {
        // From the search into what it found.
        for (int row = 0; row < m_model->rowCount() && part().isEmpty(); ++row)
            if (const QModelIndex first = m_model->index(0, 0, m_model->index(row, 0));
                first.isValid())
                m_list->setCurrentIndex(first);
        m_list->setFocus();
        return true;
    }
    if (watched == m_search && key == Qt::Key_Escape && !m_search->text().isEmpty()) {
        m_search->clear();
        return true;
    }
    if (watched == m_list && (enter || key == Qt::Key_Space)) {
        const QModelIndex index = m_list->currentIndex();
        if (!index.parent().isValid())
            m_list->setExpanded(index, !m_list->isExpanded(index));
        else if (enter && index.data(CatalogModel::PlaceableRole).toBool())
            Q_EMIT placeWanted(part());
        return true;
    }
    return QWidget::eventFilter(watched, event);
}

void CatalogView::changeEvent(QEvent* event) {
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange) showColours();
}

/// The style of the program reaches the labels only now.
void CatalogView::showEvent(QShowEvent* event) {
    QWidget::showEvent(event);
    showColours();
}

void CatalogView::showColours() {
    if (!m_empty) return;
    QPalette faint = palette();
    faint.setColor(QPalette::WindowText, Theme::current().faint);
    faint.setColor(QPalette::Text, Theme::current().faint);
    if (m_empty->palette() != faint) m_empty->setPalette(faint);
}

}  // namespace hallwright
