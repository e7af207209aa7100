#include "model/edits/set_fields.h"

#include "model/base/text.h"
#include "model/edits/change_items.h"
#include "model/edits/move_items.h"

#include <fmt/format.h>

#include <algorithm>

namespace hallwright {

namespace {

std::optional<std::size_t> columnOf(const TableAccess& table, std::string_view name) {
    const std::span<const ColumnInfo> columns = table.columns();
    for (std::size_t i = 0; i < columns.size(); ++i)
        if (columns[i].name == name) return i;
    return std::nullopt;
}

bool isPlace(std::string_view column) {
    return column == "x_mm" || column == "y_mm" || column == "facing";
}

/// Quarter turns clockwise from one facing to another: both are in the order up, right, down, left.
int turnsTo(const TableAccess& table, std::size_t column, const Cell& from, const Cell& to) {
    const std::vector<std::string_view>& words = table.columns()[column].choices;
    const auto at = [&](const Cell& cell) {
        const auto* text = std::get_if<std::string>(&cell);
        return text ? std::find(words.begin(), words.end(), *text) - words.begin() : 0;
    };
    return static_cast<int>((at(to) - at(from) + 4) % 4);
}

/// The edit for one row, by the function that knows what hangs on the field.
Result<Edit> setOne(const Hall& hall, ItemRef item, std::size_t column, const Cell& now,
                    const Cell& value) {
    const TableAccess& table = tableAccess(item.table);
    const std::string_view name = table.columns()[column].name;
    if (name == "name") {
        const auto* text = std::get_if<std::string>(&value);
        return renameItem(hall, item, text ? *text : std::string());
    }
    const bool moves = name == "x_mm" || name == "y_mm";
    const auto* from = std::get_if<std::int64_t>(&now);
    const auto* to = std::get_if<std::int64_t>(&value);
    if (moves && from && to) {
        // Within the limits of a place both fit 32 bits; beyond them the field itself refuses.
        const std::int64_t far = *to - *from;
        constexpr std::int64_t most = 20'000'000;
        if (far < -most || far > most) return setField(hall, item, name, value, {});
        const Millimetres by{static_cast<std::int32_t>(far)};
        return moveItems(hall, std::span(&item, 1), name == "x_mm" ? by : Millimetres{},
                         name == "x_mm" ? Millimetres{} : by);
    }
    const bool turns = item.table == TableId::Racks || item.table == TableId::Equipment;
    if (name == "facing" && turns) {
        // The field itself says whether the word is one of them.
        if (Result<Edit> fine = setField(hall, item, name, value, {}); !fine) return fine;
        return rotateItems(hall, std::span(&item, 1), turnsTo(table, column, now, value));
    }
    return setField(hall, item, name, value, {});
}

}  // namespace

Result<Edit> setFields(const Hall& hall, std::span<const ItemRef> items, std::string_view column,
                       const Cell& value, std::string_view fieldTitle) {
    if (items.empty()) return refused("Nothing is selected");
    Hall after = hall;
    for (ItemRef item : items) {
        const TableAccess& table = tableAccess(item.table);
        const std::optional<std::size_t> at = columnOf(table, column);
        const std::optional<std::vector<Cell>> cells = table.row(after, item.id);
        if (!cells) return refused(fmt::format("There is no row {} in {}", item.id, table.name()));
        if (!at) return refused(fmt::format("{} has no {}", itemName(hall, item), fieldTitle));
        if ((*cells)[*at] == value) continue;
        if (isPlace(column) && isLocked(hall, item))
            return refused(fmt::format("{} is locked in its place", itemName(hall, item)));
        Result<Edit> edit = setOne(after, item, *at, (*cells)[*at], value);
        if (!edit) return edit;
        if (Result<void> done = apply(after, *edit); !done) return done.error();
    }
    const std::string what = itemsInWords(hall, items);
    const auto* name = std::get_if<std::string>(&value);
    if (column == "name" && name)
        return difference(hall, after, fmt::format("Rename {} to {}", what, *name));
    return difference(hall, after, fmt::format("Set {} of {}", lowered(fieldTitle), what));
}

Result<Edit> setParts(const Hall& hall, std::span<const ItemRef> items, PartId part) {
    const Part* wanted = hall.part(part);
    if (!wanted) return refused("This hall does not hold that part");
    Result<Edit> edit = setFields(hall, items, "part", std::int64_t{part.raw}, "part");
    if (!edit) return edit;
    Edit named = std::move(edit).value();
    named.label = fmt::format("Make {} a {}", itemsInWords(hall, items), wanted->name);
    return named;
}

}  // namespace hallwright
