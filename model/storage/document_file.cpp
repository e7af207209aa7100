#include "model/storage/document_file.h"

#include "model/sqlite/sqlite.h"
#include "model/storage/migrations.h"
#include "model/storage/validate.h"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <charconv>
#include <cstring>
#include <fstream>
#include <map>
#include <random>

namespace hallwright {

namespace {

namespace fs = std::filesystem;

// A hall of ten thousand racks is a few megabytes.
constexpr std::uintmax_t mostFileBytes = std::uintmax_t{1} << 30;

Error fileError(const fs::path& file, std::string_view what) {
    return {ErrorCode::File, fmt::format("{} {}", file.string(), what), {}};
}
Error noHall(const fs::path& file, std::string_view why) {
    return fileError(file, fmt::format("is not a Hallwright hall: {}", why));
}
Error damaged(const fs::path& file, std::string_view why) {
    return fileError(file, fmt::format("is damaged: {}", why));
}

// -- the first hundred bytes, before SQLite sees them ---------------------------------------------

struct Header {
    std::uint32_t pageSize, pageCount, version, application;
    bool writeAheadLog;
};

// Places and meanings: "Database File Format" of the SQLite documentation, section 1.3.
Result<Header> readHeader(const fs::path& file) {
    std::error_code status;
    if (!fs::exists(file, status)) return fileError(file, "does not exist");
    if (fs::is_directory(file, status)) return fileError(file, "is a folder, not a hall");
    if (!fs::is_regular_file(file, status)) return fileError(file, "is not a file");
    const std::uintmax_t size = fs::file_size(file, status);
    errno = 0;
    std::ifstream in(file, std::ios::binary);
    if (!in) return fileError(file, fmt::format("cannot be opened: {}", std::strerror(errno)));
    std::array<char, 100> bytes{};
    in.read(bytes.data(), bytes.size());
    const auto count = static_cast<std::size_t>(in.gcount());
    if (count == 0) return noHall(file, "it is empty");
    static constexpr std::string_view magic("SQLite format 3\0", 16);
    if (std::string_view(bytes.data(), std::min(count, magic.size())) != magic.substr(0, count))
        return noHall(file, "it is of another kind");
    if (count < bytes.size()) return damaged(file, "it is cut short");
    const auto number = [&](std::size_t at, std::size_t length) {
        std::uint32_t value = 0;
        for (std::size_t i = 0; i < length; ++i)
            value = value << 8 | static_cast<unsigned char>(bytes[at + i]);
        return value;
    };
    Header header{number(16, 2), number(28, 4), number(60, 4), number(68, 4),
                  number(18, 1) > 1 || number(19, 1) > 1};
    if (header.pageSize == 1) header.pageSize = 65536;
    if (header.application != hallApplicationId)
        return noHall(file, "it is a database of another program");
    if (header.version > static_cast<std::uint32_t>(documentVersion))
        return fileError(
            file,
            fmt::format("was written by a newer Hallwright (format {}); this one reads up to {}; "
                        "update the program",
                        header.version, documentVersion));
    if (header.writeAheadLog)
        return fileError(file, "was switched to write-ahead logging by another program; "
                               "run \"PRAGMA journal_mode = DELETE\" on it there");
    const std::uintmax_t expected = std::uintmax_t{header.pageSize} * header.pageCount;
    if (size < expected)
        return damaged(file, fmt::format("it is cut short, only {} of {} bytes", size, expected));
    if (size > mostFileBytes)
        return damaged(file, fmt::format("{} MB are more than any hall takes", size >> 20));
    return header;
}

// -- the tables ----------------------------------------------------------------------------------

/// Reads one open database of a version; what came later has its default.
class DocumentReader {
public:
    DocumentReader(const fs::path& file, sqlite::Database& database, int version)
        : m_file(file), m_database(database), m_version(version) {}

    Result<Document> read() {
        if (Result<void> good = checkSchema(); !good) return good.error();
        if (Result<void> good = checkPages(); !good) return good.error();
        Document document;
        for (const TableAccess* table : allTables())
            if (table->since() <= m_version)
                if (Result<void> done = readTable(*table, document.base); !done)
                    return done.error();
        if (Result<void> done = readMeta(document); !done) return done.error();
        if (Result<void> good = validate(document.base, document.nextId); !good)
            return damaged(m_file, good.error().text());
        return document;
    }

private:
    /// Every row of a query: use(statement) returns success or what is wrong with the row.
    template <typename Use>
    Result<void> forEachRow(std::string_view sql, std::string_view argument, Use&& use) {
        Result<sqlite::Statement> statement = m_database.prepare(sql);
        if (!statement) return unreadable(statement.error().message);
        sqlite::Statement query = std::move(statement).value();
        if (!argument.empty()) query.bind(1, argument);
        while (true) {
            const Result<bool> more = query.step();
            if (!more) return unreadable(more.error().message);
            if (!*more) return {};
            if (Result<void> done = use(query); !done) return done;
        }
    }

    /// Why SQLite cannot go on; not always the file's fault.
    Error unreadable(const std::string& message) const {
        std::error_code status;
        if (message.find("locked") != message.npos)
            return fileError(m_file, "is being written by another program");
        if (fs::exists(m_file.string() + "-journal", status))
            return fileError(m_file,
                             "was left half written by another program; open it there once");
        return damaged(m_file, message);
    }

    // The declarations are compared as text: no trigger, view, computed column or index of a
    // hostile file is ever run, and nothing that the next save would lose is overlooked.
    Result<void> checkSchema() {
        std::map<std::string, std::string> expected = {{std::string(metaTable), metaSql()}};
        for (const TableAccess* table : allTables())
            if (table->since() <= m_version)
                expected.emplace(table->name(), tableSql(*table, m_version));
        std::map<std::string, std::string> found;
        Result<void> listed = forEachRow(
            "SELECT type, name, sql FROM sqlite_schema", {},
            [&](const sqlite::Statement& row) -> Result<void> {
                const std::string name = row.text(1);
                if (name.starts_with("sqlite_")) return {};  // SQLite's own notes, as from ANALYZE
                if (row.text(0) != "table" || !expected.contains(name))
                    return fileError(
                        m_file,
                        fmt::format("holds a {} \"{}\" that a hall of format {} does not have; "
                                    "another program has changed it",
                                    row.text(0), name, m_version));
                found[name] = row.text(2);
                return {};
            });
        if (!listed) return listed;
        for (const auto& [name, sql] : expected)
            if (!found.contains(name))
                return damaged(m_file, fmt::format("its table \"{}\" is missing", name));
        for (const TableAccess* table : allTables())
            if (table->since() <= m_version &&
                found[std::string(table->name())] != tableSql(*table, m_version))
                return otherColumns(*table);
        if (found[std::string(metaTable)] != metaSql())
            return damaged(m_file,
                           fmt::format("its table \"{}\" is declared differently", metaTable));
        return {};
    }

    Error otherColumns(const TableAccess& table) {
        std::vector<std::string> columns;
        Result<void> listed = forEachRow("SELECT name FROM pragma_table_xinfo(?)", table.name(),
                                         [&](const sqlite::Statement& row) -> Result<void> {
                                             columns.push_back(row.text(0));
                                             return {};
                                         });
        if (!listed) return listed.error();
        const auto has = [&](std::string_view name) {
            return std::find(columns.begin(), columns.end(), name) != columns.end();
        };
        for (const ColumnInfo& column : table.columns())
            if (column.since <= m_version && !has(column.name))
                return damaged(m_file, fmt::format("its table \"{}\" has no column \"{}\"",
                                                   table.name(), column.name));
        for (const std::string& name : columns) {
            const auto same = [&](const ColumnInfo& column) {
                return column.name == name && column.since <= m_version;
            };
            if (name != "id" && std::none_of(table.columns().begin(), table.columns().end(), same))
                return fileError(
                    m_file,
                    fmt::format("has a column \"{}\" in its table \"{}\" that a hall of format "
                                "{} does not have; another program has changed it",
                                name, table.name(), m_version));
        }
        return damaged(m_file,
                       fmt::format("its table \"{}\" is declared differently", table.name()));
    }

    Result<void> checkPages() {
        return forEachRow("PRAGMA quick_check(1)", {},
                          [&](const sqlite::Statement& row) -> Result<void> {
                              if (row.text(0) == "ok") return {};
                              return damaged(m_file, row.text(0));
                          });
    }

    static Cell cellOf(const sqlite::Statement& row, int column) {
        switch (row.type(column)) {
        case sqlite::ValueType::Null:
            return {};
        case sqlite::ValueType::Integer:
            return row.integer(column);
        case sqlite::ValueType::Real:
            return row.real(column);
        case sqlite::ValueType::Text:
            break;
        }
        return row.text(column);
    }

    Result<void> readTable(const TableAccess& table, Hall& hall) {
        m_checksum.add(table.name());
        return forEachRow(
            selectSql(table, m_version), {}, [&](const sqlite::Statement& row) -> Result<void> {
                const std::int64_t id = row.integer(0);
                if (id < 1 || id > mostId)
                    return damaged(m_file, fmt::format("{} is not a valid row number of {}", id,
                                                       table.name()));
                m_checksum.addCell(Cell(id));
                std::vector<Cell> cells = table.defaults();
                int place = 1;
                for (std::size_t c = 0; c < cells.size(); ++c) {
                    if (table.columns()[c].since > m_version) continue;
                    cells[c] = cellOf(row, place++);
                    m_checksum.addCell(cells[c]);
                }
                if (Result<void> done = table.put(hall, static_cast<RawId>(id), cells); !done)
                    return damaged(m_file, done.error().text());
                return {};
            });
    }

    Result<void> readMeta(Document& document) {
        std::map<std::string, std::string> values;
        Result<void> listed = forEachRow("SELECT \"key\", \"value\" FROM \"meta\"", {},
                                         [&](const sqlite::Statement& row) -> Result<void> {
                                             values[row.text(0)] = row.text(1);
                                             return {};
                                         });
        if (!listed) return listed;
        for (const auto& [key, value] : values)
            if (std::find(std::begin(metaKeys), std::end(metaKeys), key) == std::end(metaKeys))
                return damaged(m_file,
                               fmt::format("its table \"meta\" has an unknown key \"{}\"", key));
        for (const std::string_view key : metaKeys)
            if (key != "checksum" && !values.contains(std::string(key)))
                return damaged(m_file, fmt::format("its table \"meta\" has no \"{}\"", key));
        const auto number = [](const std::string& text, auto& out) {
            const auto [end, status] = std::from_chars(text.data(), text.data() + text.size(), out);
            return status == std::errc() && end == text.data() + text.size() && out >= 0;
        };
        if (values["format"] != documentFormat)
            return noHall(m_file, "its table \"meta\" names another format");
        if (!number(values["next_id"], document.nextId))
            return damaged(m_file, "its \"next_id\" is not a whole number");
        if (!number(values["revision"], document.revision))
            return damaged(m_file, "its \"revision\" is not a whole number");
        if (document.revision > mostRevision)
            return damaged(m_file,
                           fmt::format("its \"revision\" {} is more than the {} there can be",
                                       document.revision, mostRevision));
        document.id = values["document_id"];
        if (!isDocumentId(document.id))
            return damaged(m_file, "its \"document_id\" is not 32 hex digits");
        for (const std::string_view key : metaKeys)
            if (key != "checksum") m_checksum.add(values[std::string(key)]);
        if (values.contains("checksum") && values["checksum"] != m_checksum.text())
            return damaged(m_file, "its content does not match its checksum; if that is on "
                                   "purpose, remove the row "
                                   "\"checksum\" from its table \"meta\"");
        return {};
    }

    const fs::path& m_file;
    sqlite::Database& m_database;
    int m_version;
    Checksum m_checksum;
};

/// A private copy of an old file, for the steps to change; removed with its folder.
class Copy {
public:
    explicit Copy(const fs::path& file) {
        m_folder = fs::temp_directory_path() / ("hallwright-" + newDocument({}).id);
        fs::create_directory(m_folder);
        fs::permissions(m_folder, fs::perms::owner_all);
        fs::copy_file(file, path());
    }
    ~Copy() {
        std::error_code ignored;
        fs::remove_all(m_folder, ignored);
    }
    Copy(const Copy&) = delete;
    Copy& operator=(const Copy&) = delete;
    fs::path path() const { return m_folder / "old.hall"; }

private:
    fs::path m_folder;
};

Result<OpenedDocument> openOld(const fs::path& file, int version) {
    const bool known = std::any_of(migrations().begin(), migrations().end(),
                                   [&](const Migration& step) { return step.from == version; });
    if (!known)
        return fileError(file, fmt::format("is of format {0} and cannot be brought up to date: "
                                           "there is no way from format {0} to {1}",
                                           version, version + 1));
    const Copy copy(file);
    Result<sqlite::Database> opened =
        sqlite::Database::open(copy.path(), sqlite::Database::Mode::Create);
    if (!opened) return damaged(file, opened.error().message);
    sqlite::Database database = std::move(opened).value();
    // Read as it is first: nothing that another program has put into the file is run, and the
    // checksum is of the tables as they were.
    const Result<Document> old = DocumentReader(file, database, version).read();
    if (!old) return old.error();
    Result<void> dropped = database.execute("DELETE FROM \"meta\" WHERE \"key\" = 'checksum'");
    if (!dropped) return damaged(file, dropped.error().message);
    Result<std::vector<std::string>> changes =
        migrate(database, version, documentVersion, migrations());
    if (!changes)
        return fileError(file, fmt::format("is of format {} and cannot be brought up to date: {}",
                                           version, changes.error().message));
    Result<Document> document = DocumentReader(file, database, documentVersion).read();
    if (!document) return document.error();
    return OpenedDocument{std::move(document).value(), std::move(changes).value()};
}

}  // namespace

Document newDocument(Hall hall) {
    Document document;
    document.nextId = hall.highestId() + 1;
    document.base = std::move(hall);
    std::random_device random;
    for (int i = 0; i < 4; ++i)
        document.id += fmt::format("{:08x}", random() & 0xFFFFFFFFu);
    return document;
}

std::string contentChecksum(const Hall& hall) {
    Checksum checksum;
    for (const TableAccess* table : allTables()) {
        checksum.add(table->name());
        for (const RawId id : table->ids(hall)) {
            checksum.addCell(Cell(std::int64_t{id}));
            const std::optional<std::vector<Cell>> row = table->row(hall, id);
            for (const Cell& cell : *row)
                checksum.addCell(cell);
        }
    }
    return checksum.text();
}

bool isDocumentId(std::string_view text) {
    return text.size() == 32 && text.find_first_not_of("0123456789abcdef") == text.npos;
}

Result<OpenedDocument> openDocumentOfAnyVersion(const fs::path& file) {
    try {
        const Result<Header> header = readHeader(file);
        if (!header) return header.error();
        if (header->version < static_cast<std::uint32_t>(documentVersion))
            return openOld(file, static_cast<int>(header->version));
        Result<sqlite::Database> opened =
            sqlite::Database::open(file, sqlite::Database::Mode::Read);
        if (!opened) return damaged(file, opened.error().message);
        sqlite::Database database = std::move(opened).value();
        Result<Document> document = DocumentReader(file, database, documentVersion).read();
        if (!document) return document.error();
        return OpenedDocument{std::move(document).value(), {}};
    } catch (const std::exception& e) {
        return fileError(file, fmt::format("cannot be read: {}", e.what()));
    }
}

Result<Document> openDocument(const fs::path& file) {
    Result<OpenedDocument> opened = openDocumentOfAnyVersion(file);
    if (!opened) return opened.error();
    return std::move(opened).value().document;
}

}  // namespace hallwright
