#pragma once

#include "model/base/result.h"

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

struct sqlite3;
struct sqlite3_stmt;

namespace hallwright::sqlite {

class Statement;

/// An open database. Three small classes over the C API: values are bound, never pasted.
class Database {
public:
    enum class Mode { Read, Create };
    static Result<Database> open(const std::filesystem::path& file, Mode mode);

    Database(Database&& other) noexcept;
    Database& operator=(Database&& other) noexcept;
    ~Database();

    Result<void> execute(const std::string& sql);
    Result<Statement> prepare(std::string_view sql);
    Error error(std::string_view doing) const;

private:
    explicit Database(sqlite3* handle) : m_handle(handle) {}
    sqlite3* m_handle = nullptr;
};

enum class ValueType { Null, Integer, Real, Text };

/// A prepared statement. Bind positions count from 1, columns from 0, as in SQL and in C.
class Statement {
public:
    Statement(Statement&& other) noexcept;
    Statement& operator=(Statement&& other) noexcept;
    ~Statement();

    void bind(int position, std::int64_t value);
    void bind(int position, double value);
    void bind(int position, std::string_view value);
    void bindNull(int position);
    void bindBytes(int position, std::string_view bytes);
    /// True while there is a row; fails where the database is damaged or locked.
    Result<bool> step();
    void reset();

    int columnCount() const;
    ValueType type(int column) const;
    std::int64_t integer(int column) const;
    double real(int column) const;
    std::string text(int column) const;
    /// Bytes as they are kept; gone with the next step.
    std::string_view bytes(int column) const;

private:
    friend class Database;
    explicit Statement(sqlite3_stmt* handle) : m_handle(handle) {}
    sqlite3_stmt* m_handle = nullptr;
};

}  // namespace hallwright::sqlite
