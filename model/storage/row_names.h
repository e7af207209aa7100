#pragma once

#include "model/hall/tables.h"

#include <map>
#include <string>
#include <unordered_map>
#include <vector>

namespace hallwright {

/// The rows of a hall by name, made per table when first asked for: a long script of names stays
/// quick.
class RowNames {
public:
    /// The rows of a table that are called so.
    std::vector<RawId> find(const Hall& hall, const TableAccess& table, const std::string& name);
    /// Keeps up with a change of one row.
    void change(const Hall& before, const Hall& after, const TableAccess& table, RawId id);

private:
    using Table = std::unordered_multimap<std::string, RawId>;
    std::map<TableId, Table> m_tables;
};

}  // namespace hallwright
