#pragma once

#include "model/parts/catalog.h"

#include <QWidget>

#include <memory>

namespace hallwright {

class DocumentModel;

/// The catalog as a page of its own: filters and the list on the left; sheet, comparison and chart
/// on the right. Own parts are made and changed from here.
class CatalogPage : public QWidget {
    Q_OBJECT

public:
    CatalogPage(std::shared_ptr<const Catalog> catalog, DocumentModel& document,
                QWidget* parent = nullptr);

    void setCatalog(std::shared_ptr<const Catalog> catalog);
    void choosePart(const QString& id);
    void setSearch(const QString& words);
    /// sheet, compare or chart: for pictures and for keys.
    void showTab(const QString& name);
    void compareParts(const QStringList& ids);

Q_SIGNALS:
    /// The user's catalog was written; this is the catalog now.
    void catalogChanged(std::shared_ptr<const Catalog> catalog);
    void placeWanted(const QString& id);

private:
    std::shared_ptr<const Catalog> m_catalog;
    DocumentModel& m_document;
};

}  // namespace hallwright
