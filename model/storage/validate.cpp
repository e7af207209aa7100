#include "model/storage/validate.h"

#include "model/hall/tables.h"

#include <fmt/core.h>

#include <algorithm>
#include <utility>

namespace hallwright {

namespace {

/// Every row's number with its table, by number; found by binary search.
using Numbers = std::vector<std::pair<RawId, TableId>>;

Numbers allNumbers(const Hall& hall) {
    Numbers numbers;
    for (const TableAccess* table : allTables())
        for (const RawId id : table->ids(hall))
            numbers.emplace_back(id, table->id());
    std::sort(numbers.begin(), numbers.end());
    return numbers;
}

Result<void> checkNumbers(const Hall& hall, const Numbers& numbers, RawId nextId) {
    if (nextId < 1 || nextId > mostId + 1)
        return invalid(fmt::format("the number of the next row is {}; it must lie between 1 and {}",
                                   nextId, mostId + 1));
    for (std::size_t i = 1; i < numbers.size(); ++i) {
        if (numbers[i].first != numbers[i - 1].first) continue;
        const ItemRef one{numbers[i - 1].second, numbers[i - 1].first};
        const ItemRef other{numbers[i].second, numbers[i].first};
        return invalid(fmt::format("two rows have the number {}: {} in {} and {} in {}", one.id,
                                   itemName(hall, one), tableAccess(one.table).name(),
                                   itemName(hall, other), tableAccess(other.table).name()));
    }
    if (!numbers.empty() && numbers.back().first >= nextId) {
        const ItemRef last{numbers.back().second, numbers.back().first};
        return invalid(
            fmt::format("its number {} must be below that of the next row, {}", last.id, nextId),
            itemName(hall, last));
    }
    return {};
}

/// Calls visit(item, column, cell) for every cell until it returns false.
template <typename Visit>
void forEachCell(const Hall& hall, Visit&& visit) {
    for (const TableAccess* table : allTables()) {
        const std::span<const ColumnInfo> columns = table->columns();
        for (const RawId id : table->ids(hall)) {
            const std::optional<std::vector<Cell>> row = table->row(hall, id);
            for (std::size_t c = 0; c < columns.size(); ++c)
                if (!visit(ItemRef{table->id(), id}, columns[c], (*row)[c])) return;
        }
    }
}

std::optional<Error> danglingCell(const Hall& hall, const Numbers& numbers, ItemRef item,
                                  const ColumnInfo& column, const Cell& cell) {
    const auto* number = std::get_if<std::int64_t>(&cell);
    if (!column.refersTo || !number) return std::nullopt;
    const std::pair wanted{static_cast<RawId>(*number), *column.refersTo};
    if (std::binary_search(numbers.begin(), numbers.end(), wanted)) return std::nullopt;
    return invalid(fmt::format("column {} names row {} of {}, which does not exist", column.name,
                               *number, tableAccess(*column.refersTo).name()),
                   itemName(hall, item));
}

}  // namespace

Result<void> validate(const Hall& hall, RawId nextId) {
    const Numbers numbers = allNumbers(hall);
    if (Result<void> good = checkNumbers(hall, numbers, nextId); !good) return good;
    if (hall.sites.size() != 1)
        return invalid(
            fmt::format("a hall has exactly one site row; this one has {}", hall.sites.size()));
    std::optional<Error> found;
    forEachCell(hall, [&](ItemRef item, const ColumnInfo& column, const Cell& cell) {
        const auto* text = std::get_if<std::string>(&cell);
        if (text && !isReadableText(*text))
            found = invalid(fmt::format("column {} is not readable text (UTF-8)", column.name),
                            fmt::format("{} {}", tableAccess(item.table).name(), item.id));
        else if (!column.refersTo && !column.mayBeMissing &&
                 std::holds_alternative<std::monostate>(cell))
            found = invalid(fmt::format("its {} is missing", column.name), itemName(hall, item));
        else
            found = danglingCell(hall, numbers, item, column, cell);
        return !found;
    });
    if (found) return *found;
    return {};
}

std::vector<Error> danglingReferences(const Hall& hall) {
    const Numbers numbers = allNumbers(hall);
    std::vector<Error> found;
    forEachCell(hall, [&](ItemRef item, const ColumnInfo& column, const Cell& cell) {
        if (std::optional<Error> error = danglingCell(hall, numbers, item, column, cell))
            found.push_back(std::move(*error));
        return true;
    });
    return found;
}

bool isReadableText(std::string_view text) {
    // Well-formed sequences of the Unicode standard, table 3-7.
    const auto byte = [&](std::size_t i) {
        return i < text.size() ? static_cast<unsigned char>(text[i]) : 0u;
    };
    for (std::size_t i = 0; i < text.size();) {
        const unsigned lead = byte(i);
        if (lead == 0) return false;
        std::size_t more = 0;
        unsigned low = 0x80;
        unsigned high = 0xBF;
        if (lead < 0x80) {
            ++i;
            continue;
        }
        if (lead >= 0xC2 && lead <= 0xDF)
            more = 1;
        else if (lead >= 0xE0 && lead <= 0xEF)
            more = 2;
        else if (lead >= 0xF0 && lead <= 0xF4)
            more = 3;
        else
            return false;
        if (lead == 0xE0) low = 0xA0;
        if (lead == 0xED) high = 0x9F;
        if (lead == 0xF0) low = 0x90;
        if (lead == 0xF4) high = 0x8F;
        for (std::size_t k = 1; k <= more; ++k) {
            if (byte(i + k) < low || byte(i + k) > high) return false;
            low = 0x80;
            high = 0xBF;
        }
        i += more + 1;
    }
    return true;
}

}  // namespace hallwright
