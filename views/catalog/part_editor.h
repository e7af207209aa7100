#pragma once

#include "model/parts/catalog.h"

#include <QDialog>
#include <QDialogButtonBox>

#include <memory>

namespace hallwright {

/// A part as a form: its words, and a line for each property with value, unit, range, source,
/// grade, date and reason. Takes what partFault accepts, and says beside the field what is wrong.
class PartEditor : public QDialog {
    Q_OBJECT

public:
    enum class Place {
        UserCatalog,  ///< what is saved goes to the user's own catalog
        Hall,         ///< it goes into the hall that is open
    };

    PartEditor(std::shared_ptr<const Catalog> catalog, Part part, Place place, bool isNew,
               QWidget* parent = nullptr);

    /// What stands in the form, when it was accepted.
    const Part& part() const { return m_part; }

private:
    std::shared_ptr<const Catalog> m_catalog;
    Part m_part;
};

}  // namespace hallwright
