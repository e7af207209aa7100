#include "model/storage/edit_text.h"

#include "model/base/text.h"
#include "model/storage/json_text.h"
#include "model/storage/row_names.h"
#include "model/storage/validate.h"
#include "model/units/quantity_text.h"

#include <fmt/core.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>
#include <set>

namespace hallwright {

namespace {

using nlohmann::json;

/// What the end of a column's name says of its unit: its dimension, and how many of it are one SI
/// unit.
struct ColumnUnit {
    std::string_view ending;
    Dimension dimension;
    double perSi;
};
constexpr ColumnUnit columnUnits[] = {
    {"_mm", Dimension::Length, 1e3},
    {"_um", Dimension::Length, 1e6},
    {"_w", Dimension::Power, 1.0},
    {"_pa", Dimension::Pressure, 1.0},
    {"_bit_per_s", Dimension::DataRate, 1.0},
    {"_c", Dimension::Temperature, 1.0},
};

/// "1.2 m" for a column x_mm: 1200. Nothing where the column has no unit.
std::optional<Result<Cell>> cellWithUnit(const ColumnInfo& column, std::string_view text) {
    if (column.type == CellType::Text) return std::nullopt;
    for (const ColumnUnit& unit : columnUnits) {
        if (!column.name.ends_with(unit.ending)) continue;
        const Result<Value> value = parseQuantity(text, unit.dimension);
        if (!value) return value.error();
        const double number = value->si * unit.perSi;
        if (column.type == CellType::Real) return Cell(number);
        if (!(std::abs(number) < 9e15)) return invalid(fmt::format("\"{}\" is too large", text));
        return Cell(static_cast<std::int64_t>(std::llround(number)));
    }
    return std::nullopt;
}

/// Reads changes, each against the hall that the ones before it leave.
class ChangeReader {
public:
    ChangeReader(const Hall& hall, RawId next) : m_hall(hall), m_next(next) {}

    RawId next() const { return m_next; }
    const Hall& hall() const { return m_hall; }
    void beginEdit() { m_inThisEdit.clear(); }

    Result<Change> read(const json& given) {
        if (!given.is_object())
            return invalid(fmt::format("expected an object, found {}", kindOf(given)));
        for (const auto& [key, value] : given.items())
            if (key != "table" && key != "id" && key != "item" && key != "before" && key != "after")
                return invalid(fmt::format("unknown key {}", jsonString(key)));
        const Result<ItemRef> found = item(given);
        if (!found) return found.error();
        const TableAccess& table = tableAccess(found->table);
        if (!m_inThisEdit.insert(*found).second)
            return Error{ErrorCode::Invalid,
                         "changed twice in one edit; write it as one change, or as two edits",
                         fmt::format("{} {}", table.name(), found->id)};
        Result<Change> change = changeOf(table, found->id, given);
        if (!change)
            return Error{change.error().code, change.error().text(),
                         fmt::format("{} {}", table.name(), found->id)};
        return change;
    }

private:
    Result<ItemRef> item(const json& given) {
        const auto name = given.find("table");
        const TableAccess* table = nullptr;
        if (name != given.end()) {
            if (name->is_string()) table = findTable(name->get_ref<const std::string&>());
            if (!table) return invalid(fmt::format("no table is called {}", name->dump()));
        }
        const auto id = given.find("id");
        const auto called = given.find("item");
        if ((id == given.end()) == (called == given.end()))
            return invalid("a change needs either an \"id\" or an \"item\"");
        if (called != given.end()) {
            if (!called->is_string()) return invalid("\"item\": expected a name");
            const auto& text = called->get_ref<const std::string&>();
            if (!table) {
                std::vector<ItemRef> found;
                for (const TableAccess* any : allTables())
                    for (const RawId row : m_names.find(m_hall, *any, text))
                        found.push_back({any->id(), row});
                if (found.size() == 1) return found.front();
                return invalid(
                    found.empty() ? fmt::format("no item is called {}", jsonString(text))
                                  : fmt::format("{} items are called {}; name the table, or the id",
                                                found.size(), jsonString(text)));
            }
            const Result<RawId> row = rowByName(*table, text);
            if (!row) return row.error();
            return ItemRef{table->id(), *row};
        }
        if (!table) return invalid("a change needs a \"table\"");
        if (*id == json("new")) return ItemRef{table->id(), m_next};
        const bool fits = id->is_number_integer() && *id >= json(1) && *id <= json(mostId);
        if (!fits)
            return invalid(
                fmt::format("\"id\": expected a number from 1 to {} or \"new\"", mostId));
        return ItemRef{table->id(), id->get<RawId>()};
    }

    /// The one row of a table that is called so.
    Result<RawId> rowByName(const TableAccess& table, const std::string& name) {
        const std::vector<RawId> found = m_names.find(m_hall, table, name);
        if (found.size() == 1) return found.front();
        return invalid(
            found.empty() ? fmt::format("no row of {} is called {}", table.name(), jsonString(name))
                          : fmt::format("{} rows of {} are called {}", found.size(), table.name(),
                                        jsonString(name)));
    }

    Result<Change> changeOf(const TableAccess& table, RawId id, const json& given) {
        const auto after = given.find("after");
        if (after == given.end()) return invalid("\"after\" is missing");
        if (!after->is_object() && !after->is_null())
            return invalid(
                fmt::format("\"after\": expected an object or null, found {}", kindOf(*after)));
        const std::optional<std::vector<Cell>> row = table.row(m_hall, id);
        if (!row && after->is_null()) return invalid("the row to remove does not exist");
        const auto before = given.find("before");
        if (before != given.end())
            if (Result<void> same = checkBefore(table, row, *before); !same) return same.error();
        if (!row)
            if (Result<void> free = checkNew(id); !free) return free.error();

        Change change{table.id(), id, std::nullopt, std::nullopt};
        if (!after->is_null()) {
            Result<Cells> cells = readCells(table, *after);
            if (!cells) return cells.error();
            change.after = std::move(cells).value();
        }
        if (row) change.before = columnsOf(*row, change.after);
        const Hall old = m_hall;
        if (Result<void> done = apply(m_hall, Edit{{}, "base", {change}}); !done)
            return Error{done.error().code, done.error().message, columnPart(done.error().where)};
        m_names.change(old, m_hall, table, id);
        if (!row) m_next = std::max(m_next, id + 1);
        if (change.after) {
            // As the hall keeps it: numbers of the column's type, parts in canonical form, a new
            // row whole.
            const std::vector<Cell> kept = *table.row(m_hall, id);
            if (Result<void> good = checkKept(table, *after, kept); !good) return good.error();
            change.after = columnsOf(kept, row ? change.after : std::nullopt);
        }
        return change;
    }

    /// "racks 12, column x_mm" → "column x_mm"; the row is named by the caller.
    static std::string columnPart(const std::string& where) {
        const auto comma = where.find(", ");
        return comma == where.npos ? std::string() : where.substr(comma + 2);
    }

    /// The cells of the same columns as in `like`; of all where that is nothing.
    static Cells columnsOf(const std::vector<Cell>& row, const std::optional<Cells>& like) {
        Cells cells;
        if (like) {
            for (const auto& [column, cell] : *like)
                cells.emplace_back(column, row[column]);
        } else {
            for (std::size_t c = 0; c < row.size(); ++c)
                cells.emplace_back(static_cast<std::uint8_t>(c), row[c]);
        }
        return cells;
    }

    Result<void> checkNew(RawId id) const {
        if (id > mostId) return invalid("no number is left for a new row");
        for (const TableAccess* other : allTables())
            if (other->row(m_hall, id))
                return invalid(fmt::format("this number belongs to {} in {}",
                                           itemName(m_hall, {other->id(), id}), other->name()));
        return {};
    }

    /// What the edit says was there must be there: a journal or script for another state of the
    /// hall is refused.
    Result<void> checkBefore(const TableAccess& table, const std::optional<std::vector<Cell>>& row,
                             const json& given) {
        if (given.is_null()) {
            if (row) return invalid("a row of this id exists already");
            return {};
        }
        if (!given.is_object())
            return invalid(
                fmt::format("\"before\": expected an object or null, found {}", kindOf(given)));
        if (!row) return invalid("the row to change does not exist");
        Result<Cells> cells = readCells(table, given);
        if (!cells) return cells.error();
        // Through a row of its own, so that 28 and 28.0 are the same.
        Hall scratch;
        std::vector<Cell> expected = *row;
        for (const auto& [column, cell] : *cells)
            expected[column] = cell;
        if (Result<void> done = table.put(scratch, 1, expected); !done)
            return Error{done.error().code, done.error().message, columnPart(done.error().where)};
        expected = *table.row(scratch, 1);
        for (std::size_t c = 0; c < expected.size(); ++c) {
            if (expected[c] == (*row)[c]) continue;
            const ColumnInfo& column = table.columns()[c];
            return invalid(
                column.holdsJson
                    ? fmt::format("column {} is not what the edit says it was", column.name)
                    : fmt::format("column {} is {}, not {} as the edit says", column.name,
                                  cellToJson(column, (*row)[c]), cellToJson(column, expected[c])));
        }
        return {};
    }

    Result<Cells> readCells(const TableAccess& table, const json& given) {
        const std::span<const ColumnInfo> columns = table.columns();
        Cells cells;
        for (std::size_t c = 0; c < columns.size(); ++c) {
            const auto value = given.find(columns[c].name);
            if (value == given.end()) continue;
            Result<Cell> cell = readCell(columns[c], *value);
            if (!cell)
                return invalid(fmt::format("column {}: {}", columns[c].name, cell.error().text()));
            cells.emplace_back(static_cast<std::uint8_t>(c), std::move(cell).value());
        }
        if (cells.size() != given.size())
            for (const auto& [key, value] : given.items())
                if (std::none_of(columns.begin(), columns.end(),
                                 [&](const ColumnInfo& column) { return column.name == key; }))
                    return invalid(
                        fmt::format("{} have no column {}", table.name(), jsonString(key)));
        return cells;
    }

    Result<Cell> readCell(const ColumnInfo& column, const json& value) {
        if (value.is_string()) {
            const auto& text = value.get_ref<const std::string&>();
            if (!isReadableText(text)) return invalid("a text may not hold a zero byte");
            if (column.refersTo) {
                const Result<RawId> row = rowByName(tableAccess(*column.refersTo), text);
                if (!row) return row.error();
                return Cell(std::int64_t{*row});
            }
            if (std::optional<Result<Cell>> cell = cellWithUnit(column, text)) return *cell;
        }
        return cellFromJson(column, value);
    }

    static Result<void> checkKept(const TableAccess& table, const json& given,
                                  const std::vector<Cell>& kept) {
        for (std::size_t c = 0; c < kept.size(); ++c) {
            const ColumnInfo& column = table.columns()[c];
            const auto value = given.find(column.name);
            if (!column.holdsJson || value == given.end()) continue;
            if (Result<void> good = checkNothingLost(*value, kept[c]); !good)
                return invalid(fmt::format("column {}: {}", column.name, good.error().message));
        }
        return {};
    }

    Hall m_hall;
    RawId m_next;
    RowNames m_names;
    std::set<ItemRef> m_inThisEdit;
};

Result<Edit> readEdit(const json& given, ChangeReader& reader) {
    if (!given.is_object())
        return invalid(fmt::format("an edit is an object, not {}", kindOf(given)));
    Edit edit;
    edit.label = "Run script";
    for (const auto& [key, value] : given.items()) {
        if (key == "changes") continue;
        if (key != "target" && key != "label")
            return invalid(fmt::format("unknown key {}", jsonString(key)));
        if (!value.is_string()) return invalid(fmt::format("\"{}\": expected a text", key));
        (key == "target" ? edit.target : edit.label) = value.get<std::string>();
    }
    const auto changes = given.find("changes");
    if (changes == given.end() || !changes->is_array())
        return invalid("\"changes\": expected a list of changes");
    std::size_t number = 0;
    reader.beginEdit();
    for (const json& each : *changes) {
        ++number;
        Result<Change> change = reader.read(each);
        if (!change) {
            const std::string place =
                changes->size() > 1 ? fmt::format("change {}: ", number) : std::string();
            return Error{change.error().code, place + change.error().text(), {}};
        }
        edit.changes.push_back(std::move(change).value());
    }
    return edit;
}

/// One line; exceptions of the JSON reader end here. After a failure the reader's hall is not to be
/// used.
Result<Edit> readLine(std::string_view line, ChangeReader& reader) {
    try {
        int at = 1;
        const Result<json> given = readJson(line, at);
        if (!given) return given.error();
        return readEdit(*given, reader);
    } catch (const std::exception& e) {
        return invalid(fmt::format("this edit cannot be read: {}", e.what()));
    }
}

std::string cellsToText(const TableAccess& table, const std::optional<Cells>& cells) {
    if (!cells) return "null";
    std::string out;
    for (const auto& [index, cell] : *cells) {
        const ColumnInfo& column = table.columns()[index];
        out += fmt::format("{}\"{}\":", out.empty() ? "" : ",", column.name);
        out += cellToJson(column, cell);
    }
    return "{" + out + "}";
}

}  // namespace

std::string editToText(const Edit& edit) {
    std::string changes;
    for (const Change& change : edit.changes) {
        const TableAccess& table = tableAccess(change.table);
        changes +=
            fmt::format("{}{{\"table\":\"{}\",\"id\":{},\"before\":", changes.empty() ? "" : ",",
                        table.name(), change.id);
        changes += cellsToText(table, change.before);
        changes += ",\"after\":";
        changes += cellsToText(table, change.after);
        changes += '}';
    }
    return fmt::format("{{\"target\":{},\"label\":{},\"changes\":[", jsonString(edit.target),
                       jsonString(edit.label)) +
           changes + "]}";
}

Result<Edit> editFromText(std::string_view line, const Hall& hall, RawId& next) {
    ChangeReader reader(hall, next);
    Result<Edit> edit = readLine(line, reader);
    if (edit) next = reader.next();
    return edit;
}

Result<Document> runScript(const Document& document, std::string_view text,
                           std::string_view fileName) {
    ChangeReader reader(document.base, document.nextId);
    int number = 0;
    for (std::size_t begin = 0; begin < text.size();) {
        const std::size_t end = std::min(text.find('\n', begin), text.size());
        const std::string_view line = trimmed(text.substr(begin, end - begin));
        begin = end + 1;
        ++number;
        if (line.empty() || line[0] == '#') continue;
        const std::string place = fmt::format("{}:{}", fileName, number);
        const Result<Edit> edit = readLine(line, reader);
        if (!edit) return Error{edit.error().code, edit.error().text(), place};
        if (edit->target != "base")
            return Error{ErrorCode::NotFound,
                         fmt::format("the hall has no variant {}", jsonString(edit->target)),
                         place};
    }
    Document out = document;
    out.base = reader.hall();
    out.nextId = reader.next();
    // Lines may leave references open that later ones close; the whole must be a hall that can be
    // saved.
    if (Result<void> good = validate(out.base, out.nextId); !good)
        return Error{ErrorCode::Refused, fmt::format("after this script {}", good.error().text()),
                     std::string(fileName)};
    return out;
}

}  // namespace hallwright
