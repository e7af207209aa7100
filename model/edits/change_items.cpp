#include "model/edits/change_items.h"

#include "model/base/text.h"
#include "model/edits/move_items.h"

#include <fmt/format.h>

#include <algorithm>

namespace hallwright {

Result<Edit> setField(const Hall& hall, ItemRef item, std::string_view column, Cell value,
                      std::string label) {
    const TableAccess& table = tableAccess(item.table);
    std::optional<std::vector<Cell>> cells = table.row(hall, item.id);
    if (!cells) return refused(fmt::format("There is no row {} in {}", item.id, table.name()));
    const std::span<const ColumnInfo> columns = table.columns();
    const auto found = std::find_if(columns.begin(), columns.end(),
                                    [&](const ColumnInfo& c) { return c.name == column; });
    if (found == columns.end())
        return refused(fmt::format("{} has no {}", itemName(hall, item), column));
    (*cells)[static_cast<std::size_t>(found - columns.begin())] = std::move(value);
    Hall after = hall;
    if (Result<void> put = table.put(after, item.id, *cells); !put)
        return put.error().at(itemName(hall, item));
    return difference(hall, after, std::move(label));
}

Result<Edit> renameItem(const Hall& hall, ItemRef item, std::string_view name) {
    const std::string wanted(trimmed(name));
    if (wanted.empty()) return refused("A name cannot be empty");
    const std::string label =
        fmt::format("Rename {} to {}", itemsInWords(hall, std::span(&item, 1)), wanted);
    return setField(hall, item, "name", wanted, label);
}

Result<Edit> setPart(const Hall& hall, ItemRef item, PartId part) {
    const Part* wanted = hall.part(part);
    if (!wanted) return refused("This hall does not hold that part");
    const std::string label =
        fmt::format("Make {} a {}", itemsInWords(hall, std::span(&item, 1)), wanted->name);
    return setField(hall, item, "part", std::int64_t{part.raw}, label);
}

Result<Edit> setLocked(const Hall& hall, std::span<const ItemRef> items, bool locked) {
    Hall after = hall;
    for (ItemRef item : items) {
        if (item.table == TableId::Racks && hall.racks.contains({item.id})) {
            Rack rack = after.racks[{item.id}];
            rack.locked = locked;
            after.racks.set({item.id}, std::move(rack));
        } else if (item.table == TableId::Equipment && hall.equipment.contains({item.id})) {
            Equipment equipment = after.equipment[{item.id}];
            equipment.locked = locked;
            after.equipment.set({item.id}, std::move(equipment));
        } else {
            return refused(fmt::format("{} cannot be locked", itemName(hall, item)));
        }
    }
    return difference(hall, after, (locked ? "Lock " : "Unlock ") + itemsInWords(hall, items));
}

Result<Edit> addRack(const Hall& hall, const Rack& rack, RawId& next) {
    if (trimmed(rack.name).empty()) return refused("A rack needs a name");
    if (!hall.part(rack.part))
        return refused(fmt::format("{} needs a part that the hall holds", rack.name));
    const RawId id = std::max(next, hall.highestId() + 1);
    Hall after = hall;
    after.racks.set({id}, rack);
    next = id + 1;
    return difference(hall, after, fmt::format("Add rack {}", rack.name));
}

}  // namespace hallwright
