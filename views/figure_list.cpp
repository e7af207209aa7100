#include "views/figure_list.h"

#include "views/document.h"
#include "views/theme.h"
#include "views/units.h"

#include <QHeaderView>

#include <cmath>

namespace hallwright {

namespace {

QString stageTitle(Stage stage) {
    switch (stage) {
        case Stage::Fabric:
        case Stage::Cabling: return QObject::tr("Network and cables");
        case Stage::RackLoads: return QObject::tr("IT load");
        case Stage::Shelves: return QObject::tr("Shelves and bus bar");
        case Stage::Cooling: return QObject::tr("Cooling");
        case Stage::Power: return QObject::tr("Power");
        case Stage::Structure: return QObject::tr("Floor and space");
        case Stage::Reliability: return QObject::tr("Reliability");
        case Stage::Cost: return QObject::tr("Cost");
        default: return {};
    }
}

std::optional<Scope> scopeOf(TableId table) {
    for (std::size_t i = 0; i < scopeCount; ++i)
        if (tableOf(static_cast<Scope>(i)) == table) return static_cast<Scope>(i);
    return std::nullopt;
}

}  // namespace

Figure shownFigure(const Evaluation& evaluation, FigureRef ref) {
    const FigureInfo& row = info(ref.figure);
    const std::ptrdiff_t at = row.scope == Scope::Hall ? 0 : evaluation.rows().position(row.scope, ref.item);
    Figure figure;
    figure.value = {unknown, row.dimension};
    const Column& column = evaluation.columns().column(ref.figure);
    if (at < 0 || static_cast<std::size_t>(at) >= column.values.size()) return figure;
    figure.value.si = column.values[static_cast<std::size_t>(at)];
    figure.status = column.status[static_cast<std::size_t>(at)];
    return figure;
}

FigureModel::FigureModel(DocumentModel& document, QObject* parent) : QAbstractTableModel(parent), m_document(document) {
    connect(&Units::shown(), &Units::changed, this, &FigureModel::refresh);
}

std::vector<FigureModel::Row> FigureModel::rowsOf(ItemRef item) const {
    const Evaluation& evaluation = m_document.evaluation();
    std::vector<Row> rows;
    const auto add = [&](Scope scope, RawId id, const QString& oneHeading) {
        QString heading;
        for (const FigureInfo& row : allFigures()) {
            if (row.scope != scope) continue;
            const FigureRef ref{row.figure, id};
            if (shownFigure(evaluation, ref).status == Status::Absent) continue;
            const QString wanted = oneHeading.isEmpty() ? stageTitle(row.stage) : oneHeading;
            if (wanted != heading) {
                heading = wanted;
                rows.push_back({heading, {}});
            }
            rows.push_back({{}, ref});
        }
    };
    if (item) {
        if (const std::optional<Scope> scope = scopeOf(item.table)) add(*scope, item.id, {});
        return rows;
    }
    if (m_document.hall().sites.empty()) return rows;
    add(Scope::Hall, 0, {});
    m_document.hall().fabrics.forEach([&](Id<Fabric> id, const Fabric& fabric) {
        add(Scope::Fabric, id.raw, tr("Fabric %1").arg(QString::fromStdString(fabric.name)));
    });
    return rows;
}

void FigureModel::setRows(std::vector<Row> rows) {
    const bool same = rows.size() == m_rows.size() &&
                      std::equal(rows.begin(), rows.end(), m_rows.begin(),
                                 [](const Row& a, const Row& b) { return a.ref == b.ref && a.heading == b.heading; });
    if (same) {
        if (!m_rows.empty()) Q_EMIT dataChanged(index(0, 0), index(static_cast<int>(m_rows.size()) - 1, ColumnCount - 1));
        return;
    }
    beginResetModel();
    m_rows = std::move(rows);
    endResetModel();
    Q_EMIT headingsChanged();
}

void FigureModel::showItem(ItemRef item) {
    m_item = item;
    setRows(rowsOf(item));
}

void FigureModel::showHall() { showItem({}); }

void FigureModel::refresh() { setRows(rowsOf(m_item)); }

std::optional<FigureRef> FigureModel::figureAt(int row) const {
    if (row < 0 || row >= rowCount() || isHeading(row)) return std::nullopt;
    return m_rows[static_cast<std::size_t>(row)].ref;
}

int FigureModel::rowCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : static_cast<int>(m_rows.size()); }
int FigureModel::columnCount(const QModelIndex&) const { return ColumnCount; }

QVariant FigureModel::numberText(const Figure& figure) const {
    if (figure.status == Status::None || std::isnan(figure.value.si)) return tr("unknown");
    const QString number = QString::fromStdString(shownParts(figure.value).number);
    return figure.status == Status::Partial ? QStringLiteral("≥ ") + number : number;
}

QString FigureModel::tip(const FigureRef& ref) const {
    const FigureInfo& row = info(ref.figure);
    const Figure figure = m_document.evaluation().figure(ref);
    QString text = QStringLiteral("<b>%1</b><br>%2").arg(QString::fromUtf8(row.title.data(), static_cast<int>(row.title.size())).toHtmlEscaped(),
                                                         QString::fromUtf8(row.formula.data(), static_cast<int>(row.formula.size())).toHtmlEscaped());
    if (figure.low && figure.high)
        text += tr("<br>Range %1 to %2").arg(shownText({*figure.low, figure.value.dimension}), shownText({*figure.high, figure.value.dimension}));
    if (figure.status == Status::Partial) text += tr("<br>At least: something in the sum is unknown.");
    if (figure.status == Status::None) text += tr("<br>Unknown: a number it needs is not in the catalog.");
    text += QStringLiteral("<br><i>%1</i>").arg(QString::fromStdString(figureId(m_document.hall(), ref)).toHtmlEscaped());
    return text;
}

QVariant FigureModel::data(const QModelIndex& index, int role) const {
    const Theme& theme = Theme::current();
    const Row& row = m_rows[static_cast<std::size_t>(index.row())];
    if (isHeading(index.row())) {
        if (role == Qt::DisplayRole && index.column() == Title) return row.heading;
        if (role == Qt::ForegroundRole) return theme.faint;
        if (role == Qt::FontRole) {
            QFont font = textFont();
            font.setPixelSize(12);
            font.setWeight(QFont::DemiBold);
            return font;
        }
        if (role == Qt::SizeHintRole) return QSize(0, 28);
        if (role == Qt::TextAlignmentRole) return static_cast<int>(Qt::AlignLeft | Qt::AlignBottom);
        return {};
    }
    if (role == Qt::SizeHintRole) return QSize(0, 22);
    if (role == Qt::ToolTipRole) return tip(row.ref);
    if (role == Qt::TextAlignmentRole)
        return static_cast<int>((index.column() == Number ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    if (role == Qt::FontRole) return index.column() == Title ? textFont() : tabularFont();
    if (role != Qt::DisplayRole && role != Qt::ForegroundRole) return {};
    if (index.column() == Title) {
        const std::string_view title = info(row.ref.figure).title;
        return role == Qt::DisplayRole ? QVariant(QString::fromUtf8(title.data(), static_cast<int>(title.size()))) : QVariant();
    }
    const Figure figure = shownFigure(m_document.evaluation(), row.ref);
    const bool known = figure.status != Status::None && !std::isnan(figure.value.si);
    if (role == Qt::ForegroundRole) return index.column() == Unit || !known ? QVariant(theme.faint) : QVariant();
    if (index.column() == Number) return numberText(figure);
    return known ? QString::fromStdString(shownParts(figure.value).unit) : QString();
}

FigureList::FigureList(FigureModel& model, QWidget* parent) : QTreeView(parent), m_model(model) {
    setModel(&model);
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
    header()->setMinimumSectionSize(32);
    header()->setSectionResizeMode(FigureModel::Title, QHeaderView::Stretch);
    header()->setSectionResizeMode(FigureModel::Number, QHeaderView::Fixed);
    header()->setSectionResizeMode(FigureModel::Unit, QHeaderView::Fixed);
    header()->resizeSection(FigureModel::Number, 64);
    header()->resizeSection(FigureModel::Unit, 52);
    connect(&model, &FigureModel::headingsChanged, this, &FigureList::layOut);
    layOut();
}

void FigureList::layOut() {
    for (int row = 0; row < m_model.rowCount(); ++row) setFirstColumnSpanned(row, {}, m_model.isHeading(row));
    updateGeometry();
}

QSize FigureList::sizeHint() const {
    int height = 0;
    for (int row = 0; row < m_model.rowCount(); ++row) height += m_model.isHeading(row) ? 28 : 22;
    return {280, height};
}

}  // namespace hallwright
