#pragma once

#include "model/hall/tables.h"

#include <QObject>

#include <vector>

namespace hallwright {

/// What is selected, shared by plan, inspector and findings. Items are sorted and unique.
class Selection : public QObject {
    Q_OBJECT

public:
    using QObject::QObject;

    const std::vector<ItemRef>& items() const { return m_items; }
    bool empty() const { return m_items.empty(); }
    bool contains(ItemRef item) const;

    void set(std::vector<ItemRef> items);
    /// Adds the item, or takes it out where it is in.
    void toggle(ItemRef item);
    void clear() { set({}); }
    /// Drops items that the hall no longer has.
    void keepExisting(const Hall& hall);

Q_SIGNALS:
    void changed();

private:
    std::vector<ItemRef> m_items;
};

}  // namespace hallwright
