#pragma once

#include "model/parts/catalog.h"

#include <QAbstractItemModel>
#include <QStyledItemDelegate>

#include <map>
#include <memory>
#include <optional>

namespace hallwright {

class DocumentModel;
class PartSearch;

/// The parts of the catalog below their kinds, those that can be placed first, with how many the
/// hall buys of each. Retired parts are left out.
class CatalogModel : public QAbstractItemModel {
    Q_OBJECT

public:
    enum Role { PartId = Qt::UserRole, FiguresRole, StatusRole, HereRole, PlaceableRole };

    CatalogModel(std::shared_ptr<const Catalog> catalog, DocumentModel& document,
                 QObject* parent = nullptr);

    void setCatalog(std::shared_ptr<const Catalog> catalog);
    /// Shows what these words find, best first in each kind, of one kind or of all.
    void setFilter(const QString& words, std::optional<Kind> kind);
    /// The kinds that the catalog has parts of, in the order shown.
    std::vector<Kind> kinds() const;
    /// How many parts are shown.
    int partCount() const;
    PartPtr partAt(const QModelIndex& index) const;
    Kind kindAt(const QModelIndex& heading) const {
        return m_groups[static_cast<std::size_t>(heading.row())].kind;
    }
    QModelIndex indexOf(const QString& part) const;
    /// How many of a part the hall buys.
    long long countHere(const std::string& part) const;

    QModelIndex index(int row, int column, const QModelIndex& parent = {}) const override;
    QModelIndex parent(const QModelIndex& index) const override;
    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    Qt::ItemFlags flags(const QModelIndex& index) const override;
    QStringList mimeTypes() const override;
    QMimeData* mimeData(const QModelIndexList& indexes) const override;

private:
    struct Group {
        Kind kind;
        std::vector<PartPtr> parts;
    };
    void refreshCounts();
    void showAnew();

    std::shared_ptr<const Catalog> m_catalog;
    std::shared_ptr<const PartSearch> m_search;
    DocumentModel& m_document;
    std::vector<Group> m_groups;
    std::map<std::string, long long> m_here;  ///< pieces in the bill, by part
};

/// A kind as a heading; a part in two lines: name and how many the hall has, then its figures and
/// status.
class PartDelegate : public QStyledItemDelegate {
    Q_OBJECT

public:
    using QStyledItemDelegate::QStyledItemDelegate;
    void paint(QPainter* painter, const QStyleOptionViewItem& option,
               const QModelIndex& index) const override;
    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;
};

}  // namespace hallwright
