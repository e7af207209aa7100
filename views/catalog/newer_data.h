#pragma once

#include "model/edits/update_parts.h"
#include "model/parts/catalog.h"

#include <QDialog>

#include <memory>
#include <vector>

class QLabel;
class QPushButton;
class QTreeWidget;

namespace hallwright {

class DocumentModel;

/// What the catalog says otherwise than the hall, part by part and property by property; updates
/// the parts that are ticked, as one edit.
class NewerData : public QDialog {
    Q_OBJECT

public:
    NewerData(std::shared_ptr<const Catalog> catalog, DocumentModel& document,
              QWidget* parent = nullptr);

    /// Ticks these parts alone.
    void tick(const QStringList& ids);
    /// Updates what is ticked; false, with the reason shown, where that is refused.
    bool update();

private:
    void showChanges();
    void showChoice();
    std::vector<PartId> ticked() const;

    std::shared_ptr<const Catalog> m_catalog;
    DocumentModel& m_document;
    std::vector<PartChange> m_changes;
    QLabel *m_words, *m_error;
    QTreeWidget* m_tree;
    QPushButton* m_update;
};

}  // namespace hallwright
