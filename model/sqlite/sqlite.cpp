#include "model/sqlite/sqlite.h"

#include <fmt/core.h>
#include <sqlite3.h>

#include <utility>

namespace hallwright::sqlite {

Result<Database> Database::open(const std::filesystem::path& file, Mode mode) {
    sqlite3* handle = nullptr;
    const int flags =
        mode == Mode::Read ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE;
    const int status = sqlite3_open_v2(file.c_str(), &handle, flags | SQLITE_OPEN_NOMUTEX, nullptr);
    Database database(handle);
    if (status != SQLITE_OK)
        return Error{ErrorCode::File, handle ? sqlite3_errmsg(handle) : "out of memory",
                     file.string()};
    sqlite3_extended_result_codes(handle, 1);
    // A file from elsewhere is data, never code: no functions of ours run from its schema.
    sqlite3_db_config(handle, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
    sqlite3_db_config(handle, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, nullptr);
    return database;
}

Database::Database(Database&& other) noexcept : m_handle(std::exchange(other.m_handle, nullptr)) {}
Database& Database::operator=(Database&& other) noexcept {
    std::swap(m_handle, other.m_handle);
    return *this;
}
Database::~Database() { sqlite3_close_v2(m_handle); }

Error Database::error(std::string_view doing) const {
    return {ErrorCode::File, fmt::format("{}: {}", doing, sqlite3_errmsg(m_handle)), {}};
}

Result<void> Database::execute(const std::string& sql) {
    if (sqlite3_exec(m_handle, sql.c_str(), nullptr, nullptr, nullptr) != SQLITE_OK)
        return error("database");
    return {};
}

Result<Statement> Database::prepare(std::string_view sql) {
    sqlite3_stmt* handle = nullptr;
    if (sqlite3_prepare_v2(m_handle, sql.data(), static_cast<int>(sql.size()), &handle, nullptr) !=
        SQLITE_OK)
        return error("database");
    return Statement(handle);
}

Statement::Statement(Statement&& other) noexcept
    : m_handle(std::exchange(other.m_handle, nullptr)) {}
Statement& Statement::operator=(Statement&& other) noexcept {
    std::swap(m_handle, other.m_handle);
    return *this;
}
Statement::~Statement() { sqlite3_finalize(m_handle); }

void Statement::bind(int position, std::int64_t value) {
    sqlite3_bind_int64(m_handle, position, value);
}
void Statement::bind(int position, double value) { sqlite3_bind_double(m_handle, position, value); }
void Statement::bind(int position, std::string_view value) {
    sqlite3_bind_text(m_handle, position, value.data(), static_cast<int>(value.size()),
                      SQLITE_TRANSIENT);
}
void Statement::bindBytes(int position, std::string_view bytes) {
    sqlite3_bind_blob64(m_handle, position, bytes.data(), bytes.size(), SQLITE_TRANSIENT);
}
void Statement::bindNull(int position) { sqlite3_bind_null(m_handle, position); }

Result<bool> Statement::step() {
    const int status = sqlite3_step(m_handle);
    if (status == SQLITE_ROW) return true;
    if (status == SQLITE_DONE) return false;
    return Error{ErrorCode::File, sqlite3_errmsg(sqlite3_db_handle(m_handle)), {}};
}

void Statement::reset() {
    sqlite3_reset(m_handle);
    sqlite3_clear_bindings(m_handle);
}

int Statement::columnCount() const { return sqlite3_column_count(m_handle); }

ValueType Statement::type(int column) const {
    switch (sqlite3_column_type(m_handle, column)) {
    case SQLITE_INTEGER:
        return ValueType::Integer;
    case SQLITE_FLOAT:
        return ValueType::Real;
    case SQLITE_NULL:
        return ValueType::Null;
    default:
        return ValueType::Text;
    }
}

std::int64_t Statement::integer(int column) const { return sqlite3_column_int64(m_handle, column); }
double Statement::real(int column) const { return sqlite3_column_double(m_handle, column); }

std::string_view Statement::bytes(int column) const {
    const auto* bytes = static_cast<const char*>(sqlite3_column_blob(m_handle, column));
    const int size = sqlite3_column_bytes(m_handle, column);
    return bytes ? std::string_view(bytes, static_cast<std::size_t>(size)) : std::string_view();
}

std::string Statement::text(int column) const {
    const auto* bytes = reinterpret_cast<const char*>(sqlite3_column_text(m_handle, column));
    const int size = sqlite3_column_bytes(m_handle, column);
    return bytes ? std::string(bytes, static_cast<std::size_t>(size)) : std::string();
}

}  // namespace hallwright::sqlite
