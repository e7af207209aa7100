#include "model/sqlite/sqlite.h"
#include "model/storage/document_file.h"
#include "model/storage/validate.h"

#include <fcntl.h>
#include <fmt/core.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <random>

namespace hallwright {

namespace {

namespace fs = std::filesystem;

/// A file that vanishes unless it has been renamed.
struct TemporaryFile {
    fs::path path;

    ~TemporaryFile() {
        std::error_code ignored;
        fs::remove(path, ignored);
    }
};

Error failure(std::string message) { return {ErrorCode::File, std::move(message), {}}; }
Error systemFailure() { return failure(std::strerror(errno)); }

/// Writes what the system still holds in memory of a file or folder to the disk.
Result<void> sync(const fs::path& path, int flags) {
    const int handle = ::open(path.c_str(), flags | O_CLOEXEC);
    if (handle < 0) return systemFailure();
    const bool done = ::fsync(handle) == 0;
    const int reason = errno;
    ::close(handle);
    errno = reason;
    if (!done) return systemFailure();
    return {};
}

/// Everything that makes a save hopeless and can be said better before than after.
Result<void> checkPlace(const fs::path& file) {
    std::error_code status;
    const fs::path folder = file.parent_path();
    if (!fs::exists(folder, status))
        return failure(fmt::format("the folder {} does not exist", folder.string()));
    if (!fs::is_directory(folder, status))
        return failure(fmt::format("{} is not a folder", folder.string()));
    if (fs::is_directory(file, status)) return failure("a folder has that name");
    if (fs::exists(file, status) && !fs::is_regular_file(file, status))
        return failure("it is not a file");
    if (fs::exists(file, status) && ::access(file.c_str(), W_OK) != 0)
        return failure(
            "the file is write-protected; save under another name or change its permissions");
    if (::access(folder.c_str(), W_OK | X_OK) != 0)
        return failure(fmt::format("nothing may be written in the folder {}", folder.string()));
    // SQLite would take a journal left by another program for one of the new file.
    for (const char* suffix : {"-journal", "-wal"})
        if (const fs::path beside = file.string() + suffix; fs::exists(beside, status))
            return failure(
                fmt::format("another program is using it; {} lies beside it", beside.string()));
    return {};
}

/// What is written must be what is read: no number that is not finite, no part that has no text
/// form.
Result<void> checkContent(const Document& document) {
    if (Result<void> good = validate(document.base, document.nextId); !good) return good;
    if (!isDocumentId(document.id) || document.revision < 0 || document.revision > mostRevision)
        return failure("its document id or revision is not a proper one");
    Hall again;
    for (const TableAccess* table : allTables())
        for (const RawId id : table->ids(document.base))
            if (Result<void> done = table->put(again, id, *table->row(document.base, id)); !done)
                return done;
    if (!(again == document.base))
        return failure("it holds a value that would be read back as another one");
    return {};
}

void bind(sqlite::Statement& statement, int position, const Cell& cell) {
    if (const auto* whole = std::get_if<std::int64_t>(&cell))
        statement.bind(position, *whole);
    else if (const auto* number = std::get_if<double>(&cell))
        statement.bind(position, *number);
    else if (const auto* text = std::get_if<std::string>(&cell))
        statement.bind(position, std::string_view(*text));
    else
        statement.bindNull(position);
}

Result<void> writeTable(sqlite::Database& database, const TableAccess& table, const Hall& hall,
                        Checksum& checksum) {
    if (Result<void> done = database.execute(tableSql(table)); !done) return done;
    Result<sqlite::Statement> prepared = database.prepare(insertSql(table));
    if (!prepared) return prepared.error();
    sqlite::Statement insert = std::move(prepared).value();
    checksum.add(table.name());
    for (const RawId id : table.ids(hall)) {
        insert.reset();
        insert.bind(1, std::int64_t{id});
        checksum.addCell(Cell(std::int64_t{id}));
        const std::vector<Cell> cells = *table.row(hall, id);
        int position = 2;
        for (const Cell& cell : cells) {
            bind(insert, position++, cell);
            checksum.addCell(cell);
        }
        if (Result<bool> done = insert.step(); !done) return done.error();
    }
    return {};
}

Result<void> writeMeta(sqlite::Database& database, const Document& document, Checksum& checksum) {
    if (Result<void> done = database.execute(metaSql()); !done) return done;
    Result<sqlite::Statement> prepared =
        database.prepare("INSERT INTO \"meta\" (\"key\", \"value\") VALUES (?, ?)");
    if (!prepared) return prepared.error();
    sqlite::Statement insert = std::move(prepared).value();
    const auto valueOf = [&](std::string_view key) -> std::string {
        if (key == "format") return std::string(documentFormat);
        if (key == "next_id") return std::to_string(document.nextId);
        if (key == "document_id") return document.id;
        if (key == "revision") return std::to_string(document.revision);
        if (key == "written_by") return "hallwright " HALLWRIGHT_VERSION;
        return checksum.text();  // the last key: everything else is in it
    };
    for (const std::string_view key : metaKeys) {
        const std::string value = valueOf(key);
        checksum.add(value);
        insert.reset();
        insert.bind(1, key);
        insert.bind(2, std::string_view(value));
        if (Result<bool> done = insert.step(); !done) return done.error();
    }
    return {};
}

Result<void> writeDatabase(const Document& document, const fs::path& file) {
    Result<sqlite::Database> opened = sqlite::Database::open(file, sqlite::Database::Mode::Create);
    if (!opened) return failure(opened.error().message);
    sqlite::Database database = std::move(opened).value();
    // Nobody else knows this file yet, and it is synced as a whole: no journal on disk, no waiting.
    const std::string start =
        fmt::format("PRAGMA journal_mode = MEMORY; PRAGMA synchronous = OFF; "
                    "PRAGMA application_id = {}; PRAGMA user_version = {}; BEGIN",
                    hallApplicationId, documentVersion);
    if (Result<void> done = database.execute(start); !done) return done;
    Checksum checksum;
    for (const TableAccess* table : allTables())
        if (Result<void> done = writeTable(database, *table, document.base, checksum); !done)
            return done;
    if (Result<void> done = writeMeta(database, document, checksum); !done) return done;
    return database.execute("COMMIT");
}

Result<void> save(const Document& document, const fs::path& file) {
    if (Result<void> good = checkContent(document); !good) return good;
    if (Result<void> good = checkPlace(file); !good) return good;
    std::random_device random;
    const TemporaryFile temporary{file.parent_path() / fmt::format(".{}.{:08x}",
                                                                   file.filename().string(),
                                                                   random() & 0xFFFFFFFFu)};
    if (Result<void> done = writeDatabase(document, temporary.path); !done) {
        std::error_code status;
        const fs::space_info space = fs::space(file.parent_path(), status);
        return !status && space.available < (std::uintmax_t{1} << 20) ? failure("the disk is full")
                                                                      : done;
    }
    if (Result<void> done = sync(temporary.path, O_RDWR); !done) return done;
    std::error_code status;
    const fs::file_status old = fs::status(file, status);
    if (fs::exists(old)) fs::permissions(temporary.path, old.permissions(), status);
    if (::rename(temporary.path.c_str(), file.c_str()) != 0) return systemFailure();
    // The new file is complete and in place; some network file systems cannot sync a folder.
    if (Result<void> done = sync(file.parent_path(), O_RDONLY | O_DIRECTORY); !done && errno == EIO)
        return failure(
            "the disk reports an error after the new file was put in place; save a copy elsewhere");
    return {};
}

}  // namespace

Result<void> saveDocument(const Document& document, const fs::path& file) {
    std::string reason;
    try {
        // A link stays a link: the file it leads to is replaced.
        Result<void> done = save(document, fs::weakly_canonical(fs::absolute(file)));
        if (done) return done;
        reason = done.error().text();
    } catch (const std::exception& e) {
        reason = e.what();
    }
    return Error{
        ErrorCode::File, fmt::format("{} could not be saved: {}", file.string(), reason), {}};
}

}  // namespace hallwright
