#include "views/selection.h"

#include "model/hall/hall.h"

#include <algorithm>

namespace hallwright {

bool Selection::contains(ItemRef item) const {
    return std::binary_search(m_items.begin(), m_items.end(), item);
}

void Selection::set(std::vector<ItemRef> items) {
    std::sort(items.begin(), items.end());
    items.erase(std::unique(items.begin(), items.end()), items.end());
    if (items == m_items) return;
    m_items = std::move(items);
    Q_EMIT changed();
}

void Selection::toggle(ItemRef item) {
    std::vector<ItemRef> items = m_items;
    const auto at = std::find(items.begin(), items.end(), item);
    if (at == items.end())
        items.push_back(item);
    else
        items.erase(at);
    set(std::move(items));
}

void Selection::keepExisting(const Hall& hall) {
    std::vector<ItemRef> items = m_items;
    items.erase(
        std::remove_if(items.begin(), items.end(),
                       [&](ItemRef item) { return !tableAccess(item.table).row(hall, item.id); }),
        items.end());
    set(std::move(items));
}

}  // namespace hallwright
