#pragma once

#include "model/parts/catalog.h"

#include <QStringList>
#include <QWidget>

#include <memory>

namespace hallwright {

/// Up to four parts side by side, a property a line, lines that differ first.
class PartCompare : public QWidget {
    Q_OBJECT

public:
    static constexpr int most = 4;

    explicit PartCompare(std::shared_ptr<const Catalog> catalog, QWidget* parent = nullptr);

    void setCatalog(std::shared_ptr<const Catalog> catalog);
    /// Catalog ids; those beyond four are left out.
    void setParts(const QStringList& ids);
    QStringList parts() const { return m_ids; }

Q_SIGNALS:
    /// The user took a part out, or put them in another order.
    void partsChanged(const QStringList& ids);
    void partChosen(const QString& id);

private:
    std::shared_ptr<const Catalog> m_catalog;
    QStringList m_ids;
};

}  // namespace hallwright
