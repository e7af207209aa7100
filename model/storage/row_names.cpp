#include "model/storage/row_names.h"

namespace hallwright {

std::vector<RawId> RowNames::find(const Hall& hall, const TableAccess& table,
                                  const std::string& name) {
    const auto [found, isNew] = m_tables.try_emplace(table.id());
    Table& names = found->second;
    if (isNew)
        for (const RawId id : table.ids(hall))
            names.emplace(itemName(hall, {table.id(), id}), id);
    std::vector<RawId> ids;
    const auto range = names.equal_range(name);
    for (auto it = range.first; it != range.second; ++it)
        ids.push_back(it->second);
    return ids;
}

void RowNames::change(const Hall& before, const Hall& after, const TableAccess& table, RawId id) {
    const auto known = m_tables.find(table.id());
    if (known == m_tables.end()) return;
    Table& names = known->second;
    if (table.row(before, id)) {
        const auto range = names.equal_range(itemName(before, {table.id(), id}));
        for (auto it = range.first; it != range.second; ++it) {
            if (it->second != id) continue;
            names.erase(it);
            break;
        }
    }
    if (table.row(after, id)) names.emplace(itemName(after, {table.id(), id}), id);
}

}  // namespace hallwright
