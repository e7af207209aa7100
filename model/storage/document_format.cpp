#include "model/storage/document_format.h"

#include <fmt/core.h>

namespace hallwright {

namespace {

std::string_view sqlType(CellType type) {
    return type == CellType::Integer ? "INTEGER" : type == CellType::Real ? "REAL" : "TEXT";
}

}  // namespace

std::string tableSql(const TableAccess& table, int version) {
    std::string sql =
        fmt::format("CREATE TABLE \"{}\" (\n    \"id\" INTEGER PRIMARY KEY", table.name());
    for (const ColumnInfo& column : table.columns()) {
        if (column.since > version) continue;
        sql += fmt::format(",\n    \"{}\" {}", column.name, sqlType(column.type));
        // Only a reference may be to nothing, and a number that may be unknown.
        if (column.refersTo)
            sql += fmt::format(" REFERENCES \"{}\" (\"id\")", tableAccess(*column.refersTo).name());
        else if (!column.mayBeMissing)
            sql += " NOT NULL";
    }
    return sql + "\n) STRICT";
}

std::string metaSql() {
    return fmt::format(
        "CREATE TABLE \"{}\" (\n    \"key\" TEXT PRIMARY KEY,\n    \"value\" TEXT NOT NULL\n"
        ") STRICT, WITHOUT ROWID",
        metaTable);
}

std::string selectSql(const TableAccess& table, int version) {
    std::string sql = "SELECT \"id\"";
    for (const ColumnInfo& column : table.columns())
        if (column.since <= version) sql += fmt::format(", \"{}\"", column.name);
    return sql + fmt::format(" FROM \"{}\" ORDER BY \"id\"", table.name());
}

std::string insertSql(const TableAccess& table) {
    std::string names = "\"id\"";
    std::string marks = "?";
    for (const ColumnInfo& column : table.columns()) {
        names += fmt::format(", \"{}\"", column.name);
        marks += ", ?";
    }
    return fmt::format("INSERT INTO \"{}\" ({}) VALUES ({})", table.name(), names, marks);
}

void Checksum::addBytes(const void* bytes, std::size_t size) {
    const auto* at = static_cast<const unsigned char*>(bytes);
    for (std::size_t i = 0; i < size; ++i)
        m_hash = (m_hash ^ at[i]) * 1099511628211u;
}

void Checksum::add(std::string_view text) {
    addCell(Cell(static_cast<std::int64_t>(text.size())));
    addBytes(text.data(), text.size());
}

void Checksum::addCell(const Cell& cell) {
    // The kind goes in too, so that 1 and 1.0 and "1" differ.
    const auto kind = static_cast<unsigned char>(cell.index());
    addBytes(&kind, 1);
    if (const auto* whole = std::get_if<std::int64_t>(&cell)) addBytes(whole, sizeof *whole);
    if (const auto* number = std::get_if<double>(&cell)) {
        const double plain = *number == 0.0 ? 0.0 : *number;
        addBytes(&plain, sizeof plain);
    }
    if (const auto* text = std::get_if<std::string>(&cell)) add(std::string_view(*text));
}

std::string Checksum::text() const { return fmt::format("{:016x}", m_hash); }

}  // namespace hallwright
