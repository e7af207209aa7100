#pragma once

#include "model/parts/catalog.h"

#include <QWidget>

#include <memory>
#include <vector>

namespace hallwright {

/// Parts as points over any two of their numbers, a series for each kind, ranges as bars.
class PartScatter : public QWidget {
    Q_OBJECT

public:
    explicit PartScatter(std::shared_ptr<const Catalog> catalog, QWidget* parent = nullptr);

    void setCatalog(std::shared_ptr<const Catalog> catalog);
    /// The parts that the list shows.
    void setParts(std::vector<PartPtr> parts);
    void setAxes(Property x, Property y);
    /// Marks this one among the points.
    void choosePart(const QString& id);

Q_SIGNALS:
    void partChosen(const QString& id);

private:
    std::shared_ptr<const Catalog> m_catalog;
    std::vector<PartPtr> m_parts;
};

}  // namespace hallwright
