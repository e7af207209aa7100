#include "views/catalog/catalog_model.h"

#include "model/edits/place_items.h"
#include "model/parts/part_status.h"
#include "views/catalog/hall_parts.h"
#include "views/catalog/part_words.h"
#include "views/catalog/shared_search.h"
#include "views/document.h"
#include "views/plan/part_mime.h"
#include "views/reading_text.h"
#include "views/theme.h"
#include "views/units.h"

#include <QMimeData>
#include <QPainter>

#include <algorithm>

namespace hallwright {

CatalogModel::CatalogModel(std::shared_ptr<const Catalog> catalog, DocumentModel& document,
                           QObject* parent)
    : QAbstractItemModel(parent), m_catalog(std::move(catalog)), m_document(document) {
    connect(&document, &DocumentModel::changed, this, [this](const ChangeEvent& event) {
        if (event.hallChanged() && event.kind != ChangeEvent::Kind::Previewed) refreshCounts();
    });
    connect(&Units::shown(), &Units::changed, this, &CatalogModel::showAnew);
    m_here = hallCounts(m_document);
    setCatalog(m_catalog);
}

void CatalogModel::setCatalog(std::shared_ptr<const Catalog> catalog) {
    m_catalog = std::move(catalog);
    m_search = sharedSearch(m_catalog);
    setFilter({}, std::nullopt);
}

void CatalogModel::setFilter(const QString& words, std::optional<Kind> kind) {
    std::map<Kind, std::vector<PartPtr>> found;
    PartFilter filter;
    filter.kind = kind;
    for (const PartPtr& part : foundParts(*m_search, words.trimmed().toStdString(), filter))
        found[part->kind].push_back(part);
    beginResetModel();
    m_groups.clear();
    for (const Kind shown : kinds())
        if (const auto at = found.find(shown); at != found.end()) {
            m_groups.push_back({shown, std::move(at->second)});
        }
    endResetModel();
}

std::vector<Kind> CatalogModel::kinds() const {
    std::array<bool, static_cast<std::size_t>(Kind::Count_)> used{};
    for (const auto& [id, part] : m_catalog->parts())
        if (!isRetired(part->status)) used[static_cast<std::size_t>(part->kind)] = true;
    std::vector<Kind> kinds;
    for (const KindInfo& row : allKinds())
        if (used[static_cast<std::size_t>(row.kind)]) kinds.push_back(row.kind);
    std::stable_partition(kinds.begin(), kinds.end(), isPlaceable);
    return kinds;
}

int CatalogModel::partCount() const {
    std::size_t parts = 0;
    for (const Group& group : m_groups)
        parts += group.parts.size();
    return static_cast<int>(parts);
}

void CatalogModel::refreshCounts() {
    std::map<std::string, long long> here = hallCounts(m_document);
    if (here == m_here) return;
    m_here = std::move(here);
    showAnew();
}

void CatalogModel::showAnew() {
    for (int group = 0; group < rowCount(); ++group) {
        const QModelIndex heading = index(group, 0);
        Q_EMIT dataChanged(index(0, 0, heading), index(rowCount(heading) - 1, 0, heading));
    }
}

long long CatalogModel::countHere(const std::string& part) const {
    const auto at = m_here.find(part);
    return at == m_here.end() ? 0 : at->second;
}

// A heading has the internal number 0, a part the number of its heading's row plus one.
QModelIndex CatalogModel::index(int row, int column, const QModelIndex& parent) const {
    if (row < 0 || column != 0 || row >= rowCount(parent)) return {};
    return createIndex(row, column,
                       parent.isValid() ? static_cast<quintptr>(parent.row()) + 1 : quintptr{0});
}

QModelIndex CatalogModel::parent(const QModelIndex& index) const {
    if (!index.isValid() || index.internalId() == 0) return {};
    return createIndex(static_cast<int>(index.internalId()) - 1, 0, quintptr{0});
}

int CatalogModel::rowCount(const QModelIndex& parent) const {
    if (!parent.isValid()) return static_cast<int>(m_groups.size());
    if (parent.internalId() != 0) return 0;
    return static_cast<int>(m_groups[static_cast<std::size_t>(parent.row())].parts.size());
}

int CatalogModel::columnCount(const QModelIndex&) const { return 1; }

PartPtr CatalogModel::partAt(const QModelIndex& index) const {
    if (!index.isValid() || index.internalId() == 0) return nullptr;
    return m_groups[static_cast<std::size_t>(index.internalId()) - 1]
        .parts[static_cast<std::size_t>(index.row())];
}

QModelIndex CatalogModel::indexOf(const QString& part) const {
    for (int group = 0; group < rowCount(); ++group) {
        const std::vector<PartPtr>& parts = m_groups[static_cast<std::size_t>(group)].parts;
        for (std::size_t i = 0; i < parts.size(); ++i)
            if (parts[i]->id == part.toStdString())
                return index(static_cast<int>(i), 0, index(group, 0));
    }
    return {};
}

QVariant CatalogModel::data(const QModelIndex& index, int role) const {
    if (!index.isValid()) return {};
    const PartPtr part = partAt(index);
    if (!part) {
        const Group& group = m_groups[static_cast<std::size_t>(index.row())];
        if (role == Qt::DisplayRole) return fromView(info(group.kind).title);
        if (role == HereRole) return QString::number(group.parts.size());
        if (role == PlaceableRole) return isPlaceable(group.kind);
        if (role == Qt::AccessibleTextRole)
            return tr("%1, %2 parts").arg(fromView(info(group.kind).title)).arg(group.parts.size());
        return {};
    }
    switch (role) {
    case Qt::DisplayRole:
        return QString::fromStdString(part->name);
    case PartId:
        return QString::fromStdString(part->id);
    case FiguresRole: {
        // Most names tell the maker already.
        const QString figures = keyFigures(*part);
        const std::string maker = part->vendor.substr(0, part->vendor.find(' '));
        const bool told = part->name.find(maker) != std::string::npos;
        if (told) return figures;
        const QString vendor = QString::fromStdString(part->vendor);
        return figures.isEmpty() ? vendor : vendor + QStringLiteral(" · ") + figures;
    }
    case StatusRole:
        return statusWord(*part);
    case HereRole: {
        const long long here = countHere(part->id);
        return here == 0 ? QString() : tr("×%L1 here").arg(here);
    }
    case PlaceableRole:
        return isPlaceable(part->kind);
    case Qt::AccessibleTextRole: {
        QStringList words{QString::fromStdString(part->name), data(index, FiguresRole).toString(),
                          data(index, StatusRole).toString()};
        if (const long long here = countHere(part->id); here > 0)
            words += tr("%L1 in this hall").arg(here);
        if (const QString why = whyNotPlaceable(*part); !why.isEmpty()) words += why;
        words.removeAll(QString());
        return words.join(QStringLiteral(", "));
    }
    case Qt::ToolTipRole: {
        QString tip = QStringLiteral("<b>%1</b><br>%2")
                          .arg(QString::fromStdString(part->name).toHtmlEscaped(),
                               QString::fromStdString(part->id).toHtmlEscaped());
        const auto line = [&](const QString& words) {
            if (!words.isEmpty()) tip += QStringLiteral("<br>") + words.toHtmlEscaped();
        };
        line(data(index, FiguresRole).toString());
        if (const long long here = countHere(part->id); here > 0)
            line(tr("%L1 in this hall").arg(here));
        line(isPlaceable(part->kind) ? tr("Drag it into the plan, or press Enter to place it.")
                                     : whyNotPlaceable(*part));
        return tip;
    }
    default:
        return {};
    }
}

Qt::ItemFlags CatalogModel::flags(const QModelIndex& index) const {
    const PartPtr part = partAt(index);
    Qt::ItemFlags flags = Qt::ItemIsEnabled | Qt::ItemIsSelectable;
    if (part) flags |= Qt::ItemNeverHasChildren;
    if (part && isPlaceable(part->kind)) flags |= Qt::ItemIsDragEnabled;
    return flags;
}

QStringList CatalogModel::mimeTypes() const { return {QString::fromLatin1(partMime)}; }

QMimeData* CatalogModel::mimeData(const QModelIndexList& indexes) const {
    const PartPtr part = indexes.isEmpty() ? nullptr : partAt(indexes.front());
    if (!part || !isPlaceable(part->kind)) return nullptr;
    auto* data = new QMimeData;
    data->setData(QString::fromLatin1(partMime), QByteArray::fromStdString(part->id));
    return data;
}

void PartDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option,
                         const QModelIndex& index) const {
    const Theme& theme = Theme::current();
    const QRect in = option.rect;
    painter->save();
    if (option.state & QStyle::State_Selected)
        painter->fillRect(in, mixed(theme.panel, theme.accent, 0.16));
    else if (option.state & QStyle::State_MouseOver)
        painter->fillRect(in, mixed(theme.panel, theme.accent, 0.07));
    QFont small = textFont(12);
    if (!index.parent().isValid()) {
        QFont bold = textFont(13, true);
        const bool open = option.state & QStyle::State_Open;
        const QPointF c(in.left() + 16, in.center().y() + 0.5);
        painter->setRenderHint(QPainter::Antialiasing, true);
        painter->setPen(QPen(theme.faint, 1.5));
        painter->drawPolyline(
            open ? QPolygonF({c + QPointF(-4, -2), c + QPointF(0, 2), c + QPointF(4, -2)})
                 : QPolygonF({c + QPointF(-2, -4), c + QPointF(2, 0), c + QPointF(-2, 4)}));
        painter->setFont(small);
        painter->setPen(theme.faint);
        const QString count = index.data(CatalogModel::HereRole).toString();
        const int width = painter->fontMetrics().horizontalAdvance(count);
        painter->drawText(in.adjusted(0, 0, -12, 0), Qt::AlignRight | Qt::AlignVCenter, count);
        painter->setFont(bold);
        painter->setPen(theme.text);
        const QRect words = in.adjusted(28, 0, -20 - width, 0);
        painter->drawText(words, Qt::AlignLeft | Qt::AlignVCenter,
                          painter->fontMetrics().elidedText(index.data().toString(), Qt::ElideRight,
                                                            words.width()));
        painter->restore();
        return;
    }
    const QRect top(in.left() + 28, in.top() + 4, in.width() - 40, 20),
        bottom = top.translated(0, 19);
    painter->setFont(small);
    const QString status = index.data(CatalogModel::StatusRole).toString();
    const int statusWidth =
        status.isEmpty() ? 0 : painter->fontMetrics().horizontalAdvance(status) + 10;
    if (statusWidth > 0) {
        const QRectF badge(bottom.right() - statusWidth + 0.5, bottom.top() + 1.5, statusWidth, 17);
        painter->setRenderHint(QPainter::Antialiasing, true);
        painter->setPen(theme.line);
        painter->setBrush(Qt::NoBrush);
        painter->drawRoundedRect(badge, 4, 4);
        painter->setPen(theme.faint);
        painter->drawText(badge, Qt::AlignCenter, status);
        painter->setRenderHint(QPainter::Antialiasing, false);
    }
    const QString here = index.data(CatalogModel::HereRole).toString();
    const int hereWidth = here.isEmpty() ? 0 : painter->fontMetrics().horizontalAdvance(here) + 8;
    painter->setPen(theme.accent);
    painter->drawText(top, Qt::AlignRight | Qt::AlignVCenter, here);
    painter->setPen(theme.faint);
    const int figuresRoom = bottom.width() - (statusWidth > 0 ? statusWidth + 8 : 0);
    painter->drawText(
        bottom, Qt::AlignLeft | Qt::AlignVCenter,
        painter->fontMetrics().elidedText(index.data(CatalogModel::FiguresRole).toString(),
                                          Qt::ElideRight, figuresRoom));
    painter->setFont(textFont());
    painter->setPen(theme.text);
    painter->drawText(top, Qt::AlignLeft | Qt::AlignVCenter,
                      painter->fontMetrics().elidedText(index.data().toString(), Qt::ElideRight,
                                                        top.width() - hereWidth));
    painter->restore();
}

QSize PartDelegate::sizeHint(const QStyleOptionViewItem&, const QModelIndex& index) const {
    return {200, index.parent().isValid() ? 48 : 30};
}

}  // namespace hallwright
