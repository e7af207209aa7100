#pragma once

#include "model/edits/update_parts.h"
#include "model/parts/catalog.h"

#include <QDialog>

#include <memory>

namespace hallwright {

class DocumentModel;

/// What the catalog says otherwise than the hall, part by part and property by property; updates
/// the parts that are ticked, as one edit.
class NewerData : public QDialog {
    Q_OBJECT

public:
    NewerData(std::shared_ptr<const Catalog> catalog, DocumentModel& document,
              QWidget* parent = nullptr);

private:
    std::shared_ptr<const Catalog> m_catalog;
    DocumentModel& m_document;
};

}  // namespace hallwright
