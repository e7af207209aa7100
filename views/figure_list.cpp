#include "views/figure_list.h"

#include "model/edits/move_items.h"
#include "model/figures/totals.h"
#include "views/document.h"
#include "views/range_worker.h"
#include "views/reading_text.h"
#include "views/theme.h"
#include "views/units.h"

#include <QHeaderView>
#include <QPainter>
#include <QTextLayout>

#include <cmath>

namespace hallwright {

namespace {

QString stageTitle(Stage stage) {
    switch (stage) {
    case Stage::Fabric:
    case Stage::Cabling:
        return QObject::tr("Network and cables");
    case Stage::RackLoads:
        return QObject::tr("IT load");
    case Stage::Shelves:
        return QObject::tr("Shelves and bus bar");
    case Stage::Cooling:
        return QObject::tr("Cooling");
    case Stage::Power:
        return QObject::tr("Power");
    case Stage::Structure:
        return QObject::tr("Floor and space");
    case Stage::Reliability:
        return QObject::tr("Reliability");
    case Stage::Cost:
        return QObject::tr("Cost");
    default:
        return {};
    }
}

/// The groups of the hall's figures by the first word of their ids, in the order shown. Fabrics
/// stand before the cables, one group each.
struct Group {
    std::string_view prefix;
    const char* title;
};
constexpr Group hallGroups[] = {
    {"it", QT_TRANSLATE_NOOP("QObject", "IT load")},
    {"compute", QT_TRANSLATE_NOOP("QObject", "Compute")},
    {"power", QT_TRANSLATE_NOOP("QObject", "Power")},
    {"facility", QT_TRANSLATE_NOOP("QObject", "Power")},
    {"busbar", QT_TRANSLATE_NOOP("QObject", "Bus bars")},
    {"cooling", QT_TRANSLATE_NOOP("QObject", "Cooling")},
    {"space", QT_TRANSLATE_NOOP("QObject", "Floor and space")},
    {"floor", QT_TRANSLATE_NOOP("QObject", "Floor and space")},
    {"fabric", ""},
    {"cabling", QT_TRANSLATE_NOOP("QObject", "Cables")},
    {"optics", QT_TRANSLATE_NOOP("QObject", "Optics")},
    {"network", QT_TRANSLATE_NOOP("QObject", "Network")},
    {"reliability", QT_TRANSLATE_NOOP("QObject", "Reliability")},
    {"cost", QT_TRANSLATE_NOOP("QObject", "Cost")},
    {"carbon", QT_TRANSLATE_NOOP("QObject", "Carbon")},
};

std::string_view groupOf(const FigureInfo& row) { return row.id.substr(0, row.id.find('.')); }

// Pixels of a row: a heading, a figure of one line, and what a second line adds.
constexpr int figureHeadingHeight = 30;
constexpr int figureHeight = 22;
constexpr int secondLine = 15;
constexpr int unitWidth = 50;
constexpr int gap = 8;
constexpr int statusWidth = 16;  ///< of the disc before a title

QFont rangeFont() { return tabularFont(10); }

std::optional<Scope> scopeOf(TableId table) {
    for (std::size_t i = 0; i < scopeCount; ++i)
        if (tableOf(static_cast<Scope>(i)) == table) return static_cast<Scope>(i);
    return std::nullopt;
}

}  // namespace

Figure shownFigure(const Evaluation& evaluation, FigureRef ref) {
    const FigureInfo& row = info(ref.figure);
    const std::ptrdiff_t at =
        row.scope == Scope::Hall ? 0 : evaluation.rows().position(row.scope, ref.item);
    Figure figure;
    figure.value = {unknown, row.dimension};
    const Column& column = evaluation.columns().column(ref.figure);
    if (at < 0 || static_cast<std::size_t>(at) >= column.values.size()) return figure;
    figure.value.si = column.values[static_cast<std::size_t>(at)];
    figure.status = column.status[static_cast<std::size_t>(at)];
    return figure;
}

FigureModel::FigureModel(DocumentModel& document, const RangeWorker* ranges, QObject* parent)
    : QAbstractTableModel(parent), m_document(document), m_ranges(ranges) {
    connect(&Units::shown(), &Units::changed, this, &FigureModel::refresh);
    if (ranges)
        connect(ranges, &RangeWorker::changed, this, [this] {
            if (m_rows.empty()) return;
            Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
            Q_EMIT rowsChanged();
        });
}

std::vector<FigureModel::Row> FigureModel::rowsOf(const std::vector<ItemRef>& items) const {
    const Evaluation& evaluation = m_document.evaluation();
    std::vector<Row> rows;
    const auto add = [&](Scope scope, RawId id, const QString& oneHeading) {
        QString heading;
        for (const FigureInfo& row : allFigures()) {
            if (row.scope != scope) continue;
            const FigureRef ref{row.figure, id};
            if (shownFigure(evaluation, ref).status == Status::Absent) continue;
            const QString wanted = oneHeading.isEmpty() ? stageTitle(row.stage) : oneHeading;
            if (!passes(ref, wanted)) continue;
            if (wanted != heading) {
                heading = wanted;
                rows.push_back({heading, {}, {}});
            }
            rows.push_back({{}, ref, {}});
        }
    };
    if (items.size() == 1) {
        if (const std::optional<Scope> scope = scopeOf(items[0].table))
            add(*scope, items[0].id, {});
        return rows;
    }
    if (!items.empty()) {
        addTotals(rows, items);
        return rows;
    }
    if (!m_document.hall().sites.empty()) addHall(rows);
    return rows;
}

/// The figures of the hall by group; those whose group is new come last.
void FigureModel::addHall(std::vector<Row>& rows) const {
    const Evaluation& evaluation = m_document.evaluation();
    QString heading;
    const auto add = [&](const FigureInfo& row, RawId id, const QString& wanted) {
        const FigureRef ref{row.figure, id};
        if (shownFigure(evaluation, ref).status == Status::Absent || !passes(ref, wanted)) return;
        if (wanted != heading) rows.push_back({wanted, {}, {}});
        heading = wanted;
        rows.push_back({{}, ref, {}});
    };
    for (const Group& group : hallGroups) {
        for (const FigureInfo& row : allFigures())
            if (row.scope == Scope::Hall && groupOf(row) == group.prefix)
                add(row, 0, QObject::tr(group.title));
        if (group.prefix != "fabric") continue;
        m_document.hall().fabrics.forEach([&](Id<Fabric> id, const Fabric& fabric) {
            for (const FigureInfo& row : allFigures())
                if (row.scope == Scope::Fabric)
                    add(row, id.raw, tr("Fabric %1").arg(QString::fromStdString(fabric.name)));
        });
    }
    for (const FigureInfo& row : allFigures()) {
        const bool grouped = std::any_of(std::begin(hallGroups), std::end(hallGroups),
                                         [&](const Group& g) { return g.prefix == groupOf(row); });
        if (row.scope == Scope::Hall && !grouped) add(row, 0, stageTitle(row.stage));
    }
}

bool FigureModel::passes(FigureRef ref, const QString& heading) const {
    if (m_words.empty()) return true;
    const FigureInfo& row = info(ref.figure);
    const QString text = (fromView(row.title) + u' ' + fromView(row.id) + u' ' + heading).toLower();
    return std::all_of(m_words.begin(), m_words.end(),
                       [&](const QString& word) { return text.contains(word); });
}

void FigureModel::setFilter(const QString& words) {
    m_words = words.toLower().split(u' ', Qt::SkipEmptyParts);
    refresh();
}

/// Items come sorted by table: each kind gets its own totals.
void FigureModel::addTotals(std::vector<Row>& rows, const std::vector<ItemRef>& items) const {
    for (std::size_t i = 0; i < items.size();) {
        std::size_t end = i;
        std::vector<RawId> ids;
        for (; end < items.size() && items[end].table == items[i].table; ++end)
            ids.push_back(items[end].id);
        const std::span<const ItemRef> kind(items.data() + i, end - i);
        const std::optional<Scope> scope = scopeOf(items[i].table);
        bool first = true;
        for (const FigureInfo& row : allFigures()) {
            if (!scope || row.scope != *scope || !isAdditive(row.figure)) continue;
            const Figure total = totalOf(m_document.evaluation(), row.figure, ids);
            if (total.status == Status::Absent) continue;
            if (first)
                rows.push_back(
                    {tr("Total of %1")
                         .arg(QString::fromStdString(itemsInWords(m_document.hall(), kind))),
                     {},
                     {}});
            first = false;
            rows.push_back({{}, {row.figure, 0}, total});
        }
        i = end;
    }
}

void FigureModel::setRows(std::vector<Row> rows) {
    const bool same =
        rows.size() == m_rows.size() &&
        std::equal(rows.begin(), rows.end(), m_rows.begin(), [](const Row& a, const Row& b) {
            return a.ref == b.ref && a.heading == b.heading;
        });
    if (same) {
        m_rows = std::move(rows);
        if (!m_rows.empty())
            Q_EMIT dataChanged(index(0, 0),
                               index(static_cast<int>(m_rows.size()) - 1, ColumnCount - 1));
        return;
    }
    beginResetModel();
    m_rows = std::move(rows);
    endResetModel();
    Q_EMIT rowsChanged();
}

void FigureModel::showItems(std::vector<ItemRef> items) {
    m_items = std::move(items);
    refresh();
}

std::optional<FigureRef> FigureModel::figureAt(int row) const {
    if (row < 0 || row >= rowCount() || isHeading(row)) return std::nullopt;
    const Row& shown = m_rows[static_cast<std::size_t>(row)];
    return shown.total ? std::nullopt : std::optional(shown.ref);
}

Figure FigureModel::shownAt(int row) const {
    const Row& shown = m_rows[static_cast<std::size_t>(row)];
    if (isHeading(row)) return {};
    return shown.total ? *shown.total : shownFigure(m_document.evaluation(), shown.ref);
}

int FigureModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}
int FigureModel::columnCount(const QModelIndex&) const { return ColumnCount; }

QVariant FigureModel::numberText(const Figure& figure) const {
    if (figure.status == Status::None || std::isnan(figure.value.si)) return tr("unknown");
    const QString number = QString::fromStdString(shownParts(figure.value).number);
    return figure.status == Status::Partial ? QStringLiteral("≥ ") + number : number;
}

/// The range in the unit of the figure itself where both ends have it.
QString FigureModel::rangeText(const Row& row) const {
    if (!m_ranges || row.total) return {};
    const std::optional<Range> range = m_ranges->rangeOf(row.ref);
    if (!range) return {};
    const Dimension dimension = info(row.ref.figure).dimension;
    const QuantityText low = shownParts({range->low, dimension});
    if (std::isnan(range->high)) return tr("from %1").arg(shownText({range->low, dimension}));
    const QuantityText high = shownParts({range->high, dimension});
    // What is narrower than the digits shown says nothing.
    if (low.number == high.number && low.unit == high.unit) return {};
    const QString unit = QString::fromStdString(
        shownParts(shownFigure(m_document.evaluation(), row.ref).value).unit);
    const auto end = [&](const QuantityText& text) {
        const QString number = QString::fromStdString(text.number),
                      own = QString::fromStdString(text.unit);
        return own == unit ? number : number + QChar(0xa0) + own;
    };
    return end(low) + QStringLiteral(" – ") + end(high);
}

QString FigureModel::tip(const Row& row) const {
    const FigureInfo& about = info(row.ref.figure);
    QString text =
        QStringLiteral("<b>%1</b><br>%2")
            .arg(fromView(about.title).toHtmlEscaped(), fromView(about.formula).toHtmlEscaped());
    const Status status =
        row.total ? row.total->status : shownFigure(m_document.evaluation(), row.ref).status;
    if (const QString range = rangeText(row); !range.isEmpty())
        text += tr("<br>Range: %1").arg(range);
    if (status == Status::Partial) text += tr("<br>At least: something in the sum is unknown.");
    if (status == Status::None) text += tr("<br>Unknown: a number it needs is not in the catalog.");
    text += tr("<br>Source: %1").arg(fromView(about.source).toHtmlEscaped());
    if (!row.total)
        text +=
            QStringLiteral("<br><i>%1</i>")
                .arg(QString::fromStdString(figureId(m_document.hall(), row.ref)).toHtmlEscaped());
    return text;
}

QVariant FigureModel::data(const QModelIndex& index, int role) const {
    const Row& row = m_rows[static_cast<std::size_t>(index.row())];
    if (isHeading(index.row()))
        return role == Qt::DisplayRole && index.column() == Title ? QVariant(row.heading)
                                                                  : QVariant();
    if (role == Qt::ToolTipRole) return tip(row);
    if (role == RangeRole) return rangeText(row);
    if (role == StatusRole) return static_cast<int>(shownAt(index.row()).status);
    if (role == FreshRole) return m_ranges && m_ranges->fresh();
    if (role == Qt::AccessibleTextRole)
        return QStringList{data(index.siblingAtColumn(Title), Qt::DisplayRole).toString(),
                           data(index.siblingAtColumn(Number), Qt::DisplayRole).toString(),
                           data(index.siblingAtColumn(Unit), Qt::DisplayRole).toString(),
                           statusWord(shownAt(index.row()).status)}
            .join(u' ');
    if (role != Qt::DisplayRole) return {};
    if (index.column() == Title) return fromView(info(row.ref.figure).title);
    const Figure figure = shownAt(index.row());
    if (index.column() == Number) return numberText(figure);
    const bool known = figure.status != Status::None && !std::isnan(figure.value.si);
    return known ? QString::fromStdString(shownParts(figure.value).unit) : QString();
}

// -- drawing
// ---------------------------------------------------------------------------------------

namespace {

/// What the first line of a title may take beside a number.
int titleWidth(const QModelIndex& index, int width) {
    const QString number = index.siblingAtColumn(FigureModel::Number).data().toString();
    return width - unitWidth - gap - QFontMetrics(tabularFont()).horizontalAdvance(number) - gap;
}

bool titleFits(const QModelIndex& index, int width) {
    return QFontMetrics(textFont()).horizontalAdvance(index.data().toString()) <=
           titleWidth(index, width);
}

}  // namespace

QString statusWord(Status status) {
    switch (status) {
    case Status::Ok:
        return QObject::tr("complete");
    case Status::Partial:
        return QObject::tr("at least");
    case Status::None:
        return QObject::tr("unknown");
    default:
        return QObject::tr("does not apply");
    }
}

void paintStatus(QPainter& painter, const QRectF& in, Status status, const QColor& tone) {
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing, true);
    painter.setPen(QPen(tone, 1.3));
    painter.setBrush(status == Status::Ok ? QBrush(tone) : QBrush(Qt::NoBrush));
    painter.drawEllipse(in.adjusted(0.65, 0.65, -0.65, -0.65));
    if (status == Status::Partial) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(tone);
        painter.drawPie(in.adjusted(0.65, 0.65, -0.65, -0.65), 180 * 16, 180 * 16);
    }
    painter.restore();
}

/// Where there is a disc, the word stands beside it.
bool FigureDelegate::saysAtLeast(const QModelIndex& index) const {
    return m_margin > 0 &&
           index.data(FigureModel::StatusRole).toInt() == static_cast<int>(Status::Partial);
}

/// What is left for words and numbers.
int FigureDelegate::textWidth(int width) const {
    return m_margin > 0 ? width - 2 * m_margin - statusWidth : width;
}

void FigureDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option,
                           const QModelIndex& index) const {
    if (index.column() != FigureModel::Title) return;  // the title's cell draws the whole row
    const Theme& theme = Theme::current();
    const auto* model = static_cast<const FigureModel*>(index.model());
    const int whole = static_cast<const QWidget*>(option.widget)->width();
    QRect in(m_margin, option.rect.top(), whole - 2 * m_margin, option.rect.height());
    painter->save();
    if (model->isHeading(index.row())) {
        painter->setFont(textFont(12, true));
        painter->setPen(theme.faint);
        const QRect words = in.adjusted(0, 0, 0, -5);
        painter->drawText(words, Qt::AlignLeft | Qt::AlignBottom,
                          painter->fontMetrics().elidedText(index.data().toString(), Qt::ElideRight,
                                                            words.width()));
        painter->restore();
        return;
    }
    const QString number = index.siblingAtColumn(FigureModel::Number).data().toString();
    const QString unit = index.siblingAtColumn(FigureModel::Unit).data().toString();
    const QString range = index.data(FigureModel::RangeRole).toString();
    if (m_margin > 0) {
        const QRect row(0, option.rect.top(), whole, option.rect.height());
        if (option.state & QStyle::State_Selected)
            painter->fillRect(row, mixed(theme.panel, theme.accent, 0.16));
        else if (option.state & QStyle::State_MouseOver)
            painter->fillRect(row, mixed(theme.panel, theme.accent, 0.07));
        const Status status = static_cast<Status>(index.data(FigureModel::StatusRole).toInt());
        paintStatus(*painter, QRectF(in.left(), in.top() + 7, 8, 8), status,
                    status == Status::Ok ? mixed(theme.panel, theme.faint, 0.6) : theme.warning);
        in.setLeft(in.left() + statusWidth);
    }
    const QRect line(in.left(), in.top(), in.width(), figureHeight);
    const int right = in.right() - unitWidth - gap;
    painter->setFont(tabularFont());
    painter->setPen(number == FigureModel::tr("unknown") ? theme.faint : theme.text);
    painter->drawText(QRect(line.left(), line.top(), right - line.left(), line.height()),
                      Qt::AlignRight | Qt::AlignVCenter, number);
    painter->setPen(theme.faint);
    painter->drawText(QRect(right + 6, line.top(), unitWidth + gap - 6, line.height()),
                      Qt::AlignLeft | Qt::AlignVCenter, unit);
    int below = right - line.left();
    if (!range.isEmpty()) {
        painter->setFont(rangeFont());
        painter->setPen(index.data(FigureModel::FreshRole).toBool()
                            ? theme.faint
                            : mixed(theme.panel, theme.faint, 0.5));
        const QRect words(line.left(), line.bottom() - 2, right - line.left(), secondLine);
        painter->drawText(words, Qt::AlignRight | Qt::AlignVCenter, range);
        below = right - line.left() - painter->fontMetrics().horizontalAdvance(range) - gap;
    }
    painter->setFont(textFont());
    painter->setPen(theme.text);
    const QString title = index.data().toString();
    const int width = titleWidth(index, in.width());
    const QRect lower(line.left(), line.bottom() - 2, below, secondLine);
    if (titleFits(index, in.width())) {
        painter->drawText(line, Qt::AlignLeft | Qt::AlignVCenter, title);
        if (saysAtLeast(index)) {
            painter->setFont(rangeFont());
            painter->setPen(theme.warning);
            painter->drawText(lower, Qt::AlignLeft | Qt::AlignVCenter, statusWord(Status::Partial));
        }
    } else {
        QTextLayout layout(title, textFont());
        layout.beginLayout();
        QTextLine first = layout.createLine();
        first.setLineWidth(width);
        layout.endLayout();
        const QString rest = title.mid(first.textLength());
        painter->drawText(line, Qt::AlignLeft | Qt::AlignVCenter, title.left(first.textLength()));
        painter->drawText(lower, Qt::AlignLeft | Qt::AlignVCenter,
                          painter->fontMetrics().elidedText(rest, Qt::ElideRight, below));
    }
    painter->restore();
}

int FigureDelegate::heightOf(const QModelIndex& index, int width) const {
    if (static_cast<const FigureModel*>(index.model())->isHeading(index.row()))
        return figureHeadingHeight;
    const bool two = !index.data(FigureModel::RangeRole).toString().isEmpty() ||
                     saysAtLeast(index) || !titleFits(index, textWidth(width));
    return two ? figureHeight + secondLine : figureHeight;
}

QSize FigureDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const {
    return {0, heightOf(index.siblingAtColumn(FigureModel::Title),
                        static_cast<const QWidget*>(option.widget)->width())};
}

FigureList::FigureList(FigureModel& model, QWidget* parent)
    : QTreeView(parent), m_model(model), m_delegate(new FigureDelegate(this)) {
    setModel(&model);
    setItemDelegate(m_delegate);
    setRootIsDecorated(false);
    setIndentation(0);
    setHeaderHidden(true);
    setFrameShape(QFrame::NoFrame);
    setSelectionMode(QAbstractItemView::NoSelection);
    setFocusPolicy(Qt::TabFocus);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    header()->setStretchLastSection(false);
    header()->setMinimumSectionSize(8);
    header()->setSectionResizeMode(FigureModel::Title, QHeaderView::Stretch);
    header()->setSectionResizeMode(FigureModel::Number, QHeaderView::Fixed);
    header()->setSectionResizeMode(FigureModel::Unit, QHeaderView::Fixed);
    header()->resizeSection(FigureModel::Number, 72);
    header()->resizeSection(FigureModel::Unit, unitWidth);
    connect(&model, &FigureModel::rowsChanged, this, &FigureList::layOut);
    connect(&Units::shown(), &Units::changed, this, &FigureList::layOut);
    layOut();
}

void FigureList::layOut() {
    scheduleDelayedItemsLayout();
    updateGeometry();
}

void FigureList::resizeEvent(QResizeEvent* event) {
    QTreeView::resizeEvent(event);
    if (event->oldSize().width() != event->size().width()) layOut();
}

QSize FigureList::sizeHint() const {
    int height = 0;
    for (int row = 0; row < m_model.rowCount(); ++row)
        height += m_delegate->heightOf(m_model.index(row, 0), width());
    return {280, height};
}

}  // namespace hallwright
