#pragma once

#include "model/hall/tables.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace hallwright {

/// What stands at fixed places of a .hall file. One list for writing and reading; the columns are
/// TableAccess's.

/// "HALL", at byte 68 of the file.
inline constexpr std::int64_t hallApplicationId = 0x48414C4C;
/// Raised with every change of a table; the way from the version before goes into migrations().
inline constexpr int documentVersion = 3;
/// The value of the row `format` of the table meta.
inline constexpr std::string_view documentFormat = "hallwright hall";
inline constexpr std::string_view metaTable = "meta";
/// The keys of that table; the checksum may be missing, so that a file changed on purpose can be
/// opened.
inline constexpr std::string_view metaKeys[] = {"format",   "next_id",    "document_id",
                                                "revision", "written_by", "checksum"};

/// "CREATE TABLE …", exactly as SQLite keeps it, with the columns of a format.
std::string tableSql(const TableAccess& table, int version = documentVersion);
std::string metaSql();
/// SELECT of id and all columns, by id; INSERT of the same.
std::string selectSql(const TableAccess& table, int version = documentVersion);
std::string insertSql(const TableAccess& table);

/// FNV-1a over everything a document says, so that a flipped bit is noticed and not planned with.
class Checksum {
public:
    void add(std::string_view text);
    void addCell(const Cell& cell);
    /// 16 hex digits.
    std::string text() const;

private:
    void addBytes(const void* bytes, std::size_t size);
    std::uint64_t m_hash = 14695981039346656037u;
};

}  // namespace hallwright
