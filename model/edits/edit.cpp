#include "model/edits/edit.h"

#include "model/hall/hall.h"

#include <fmt/core.h>

namespace hallwright {

namespace {

Error refusedChange(const Change& change, std::string_view reason) {
    return {ErrorCode::Refused, std::string(reason),
            fmt::format("{} {}", tableAccess(change.table).name(), change.id)};
}

Result<void> applyChange(Hall& hall, const Change& change) {
    const TableAccess& table = tableAccess(change.table);
    if (change.id <= 0) return refusedChange(change, "a row's id must be a positive number");
    std::optional<std::vector<Cell>> row = table.row(hall, change.id);
    if (!change.after) {
        if (!row) return refusedChange(change, "the row to remove does not exist");
        table.erase(hall, change.id);
        return {};
    }
    if (!change.before && row) return refusedChange(change, "a row of this id exists already");
    if (change.before && !row) return refusedChange(change, "the row to change does not exist");
    std::vector<Cell> cells = row ? std::move(*row) : table.defaults();
    for (const auto& [column, cell] : *change.after) {
        if (column >= cells.size()) return refusedChange(change, "a changed column does not exist");
        cells[column] = cell;
    }
    return table.put(hall, change.id, cells);
}

}  // namespace

Result<void> apply(Hall& hall, const Edit& edit) {
    Hall next = hall;
    for (const Change& change : edit.changes)
        if (Result<void> done = applyChange(next, change); !done) return done.error();
    hall = std::move(next);
    return {};
}

Edit inverse(const Edit& edit) {
    Edit out{edit.label, edit.target, {}};
    out.changes.reserve(edit.changes.size());
    for (auto it = edit.changes.rbegin(); it != edit.changes.rend(); ++it)
        out.changes.push_back({it->table, it->id, it->after, it->before});
    return out;
}

Edit difference(const Hall& from, const Hall& to, std::string label) {
    Edit edit{std::move(label), "base", {}};
    for (const TableAccess* table : allTables()) {
        table->forEachDifference(from, to, [&](RawId id) {
            const std::optional<std::vector<Cell>> before = table->row(from, id);
            const std::optional<std::vector<Cell>> after = table->row(to, id);
            Change change{table->id(), id, std::nullopt, std::nullopt};
            if (before) change.before.emplace();
            if (after) change.after.emplace();
            const std::size_t columns = table->columns().size();
            for (std::size_t c = 0; c < columns; ++c) {
                if (before && after && (*before)[c] == (*after)[c]) continue;
                if (before) change.before->emplace_back(static_cast<std::uint8_t>(c), (*before)[c]);
                if (after) change.after->emplace_back(static_cast<std::uint8_t>(c), (*after)[c]);
            }
            edit.changes.push_back(std::move(change));
        });
    }
    return edit;
}

}  // namespace hallwright
