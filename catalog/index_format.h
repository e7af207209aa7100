#pragma once

#include <cstdint>

namespace hallwright::indexFormat {

inline constexpr std::int64_t applicationId = 0x48574349;  // "HWCI"
inline constexpr std::int64_t indexVersion = 2;

// Numbers are SI; `unit` is the one the document writes. Rows of a part stand together, in order.
// The rows are for tools; the program itself loads the one row of `packed`, which says the same and
// is read in a tenth of the time.
inline constexpr const char* schema = R"(
CREATE TABLE meta(key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE packed(catalog BLOB NOT NULL);
CREATE TABLE source(id TEXT PRIMARY KEY, title TEXT, publisher TEXT, url TEXT, kind TEXT, note TEXT) WITHOUT ROWID;
CREATE TABLE part(id TEXT PRIMARY KEY, kind TEXT NOT NULL, name TEXT, vendor TEXT, status TEXT) WITHOUT ROWID;
CREATE TABLE alias(part TEXT NOT NULL, alias TEXT NOT NULL);
CREATE TABLE content(part TEXT NOT NULL, item TEXT NOT NULL, count INTEGER NOT NULL);
CREATE TABLE reading(part TEXT NOT NULL, property TEXT NOT NULL, chosen INTEGER NOT NULL, grade TEXT NOT NULL,
    value REAL, low REAL, high REAL, made_for_w REAL, x TEXT, list TEXT, text TEXT, unknown INTEGER,
    unit TEXT, source TEXT, as_of TEXT, at TEXT, includes TEXT, note TEXT, why TEXT);
CREATE VIRTUAL TABLE part_text USING fts5(id, name, vendor, aliases);
)";

}  // namespace hallwright::indexFormat
