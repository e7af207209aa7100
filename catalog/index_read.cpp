#include "catalog/index.h"
#include "catalog/index_format.h"
#include "catalog/pack.h"
#include "model/sqlite/sqlite.h"

#include <fmt/format.h>

#include <cstdint>

namespace hallwright {

namespace {

Result<std::int64_t> pragma(sqlite::Database& database, const char* name) {
    Result<sqlite::Statement> statement = database.prepare(fmt::format("PRAGMA {}", name));
    if (!statement) return statement.error();
    const Result<bool> row = statement.value().step();
    if (!row) return row.error();
    return *row ? statement->integer(0) : 0;
}

Result<sqlite::Database> openIndex(const std::filesystem::path& file) {
    Result<sqlite::Database> database = sqlite::Database::open(file, sqlite::Database::Mode::Read);
    if (!database) return database;
    const Result<std::int64_t> application = pragma(database.value(), "application_id");
    if (!application) return application.error().at(file.string());
    if (*application != indexFormat::applicationId)
        return Error{ErrorCode::File,
                     "this file is not a catalog index; delete it, and it is made again",
                     file.string()};
    const Result<std::int64_t> version = pragma(database.value(), "user_version");
    if (!version) return version.error().at(file.string());
    if (*version != indexFormat::indexVersion)
        return Error{ErrorCode::File,
                     fmt::format("this catalog index has version {}, this program reads {}; delete "
                                 "it and it is made again",
                                 *version, indexFormat::indexVersion),
                     file.string()};
    return database;
}

/// The first value of the first row, kept by its statement.
Result<sqlite::Statement> firstRow(sqlite::Database& database, std::string_view query) {
    Result<sqlite::Statement> statement = database.prepare(query);
    if (!statement) return statement;
    const Result<bool> row = statement.value().step();
    if (!row) return row.error();
    if (!*row)
        return Error{ErrorCode::File, "the index is empty; delete it and it is made again", {}};
    return statement;
}

}  // namespace

bool isIndex(const std::filesystem::path& file) {
    std::error_code error;
    if (!std::filesystem::is_regular_file(file, error)) return false;
    Result<sqlite::Database> database = sqlite::Database::open(file, sqlite::Database::Mode::Read);
    if (!database) return false;
    const Result<std::int64_t> application = pragma(database.value(), "application_id");
    return application && *application == indexFormat::applicationId;
}

Result<Catalog> readIndex(const std::filesystem::path& file) {
    Result<sqlite::Database> database = openIndex(file);
    if (!database) return database.error();
    const Result<sqlite::Statement> row = firstRow(database.value(), "SELECT catalog FROM packed");
    if (!row) return row.error().at(file.string());
    Result<Catalog> catalog = unpackCatalog(row->bytes(0));
    return catalog ? catalog : catalog.error().at(file.string());
}

Result<std::string> indexStamp(const std::filesystem::path& file) {
    Result<sqlite::Database> database = openIndex(file);
    if (!database) return database.error();
    const Result<sqlite::Statement> row =
        firstRow(database.value(), "SELECT value FROM meta WHERE key = 'stamp'");
    if (!row) return row.error().at(file.string());
    return row->text(0);
}

}  // namespace hallwright
