#include "model/storage/row_text.h"

#include "model/storage/json_text.h"
#include "model/storage/validate.h"

#include <fmt/core.h>
#include <nlohmann/json.hpp>

#include <algorithm>

namespace hallwright {

namespace {

using nlohmann::json;

/// A part or a source that lost a key on the way in was written wrongly.
Result<void> checkKept(const TableAccess& table, RawId id, const json& row, const Hall& hall) {
    const std::span<const ColumnInfo> columns = table.columns();
    std::optional<std::vector<Cell>> kept;
    for (std::size_t c = 0; c < columns.size(); ++c) {
        if (!columns[c].holdsJson) continue;
        if (!kept) kept = table.row(hall, id);
        if (Result<void> good = checkNothingLost(*row.find(columns[c].name), (*kept)[c]); !good)
            return invalid(fmt::format("{} {}, column {}: {}", table.name(), id, columns[c].name,
                                       good.error().message));
    }
    return {};
}

}  // namespace

std::string rowToText(const TableAccess& table, RawId id, const Hall& hall) {
    const std::vector<Cell> cells = *table.row(hall, id);
    std::string out = fmt::format("{{\"id\":{}", id);
    for (std::size_t c = 0; c < cells.size(); ++c) {
        const ColumnInfo& column = table.columns()[c];
        out += fmt::format(",\"{}\":", column.name);
        out += cellToJson(column, cells[c]);
    }
    return out + "}";
}

Result<void> rowFromJson(const TableAccess& table, const json& row, int version, Hall& hall) {
    const auto given = row.find("id");
    // Compared as a float first, so that no number is too large to look at.
    if (given == row.end() || !given->is_number_integer() || given->get<double>() < 1.0 ||
        given->get<double>() > static_cast<double>(mostId))
        return invalid(fmt::format("{}: expected an \"id\" from 1 to {}", table.name(), mostId));
    const RawId id = given->get<RawId>();
    const std::string name = fmt::format("{} {}", table.name(), id);
    if (table.row(hall, id)) return invalid(fmt::format("{} appears twice", name));
    const std::span<const ColumnInfo> columns = table.columns();
    std::vector<Cell> cells = table.defaults();
    std::size_t read = 1;
    for (std::size_t c = 0; c < columns.size(); ++c) {
        const ColumnInfo& column = columns[c];
        const auto value = row.find(column.name);
        if (value == row.end() && column.since > version) continue;
        if (value == row.end())
            return invalid(fmt::format("{}: \"{}\" is missing", name, column.name));
        Result<Cell> cell = cellFromJson(column, *value);
        if (!cell)
            return invalid(
                fmt::format("{}, column {}: {}", name, column.name, cell.error().message));
        cells[c] = std::move(cell).value();
        ++read;
    }
    if (row.size() != read)
        for (const auto& [key, value] : row.items())
            if (key != "id" &&
                std::none_of(columns.begin(), columns.end(),
                             [&](const ColumnInfo& column) { return column.name == key; }))
                return invalid(fmt::format("{}: unknown key {}", name, jsonString(key)));
    if (Result<void> done = table.put(hall, id, cells); !done) return invalid(done.error().text());
    return checkKept(table, id, row, hall);
}

}  // namespace hallwright
