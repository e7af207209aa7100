#include "catalog/index.h"

#include "catalog/data_folder.h"
#include "catalog/reader.h"
#include "model/base/text.h"
#include "model/sqlite/sqlite.h"
#include "model/units/quantity_text.h"

#include <charconv>
#include <cmath>
#include <cstdint>

#include <fmt/format.h>
#include <unistd.h>

namespace hallwright {

namespace {

constexpr std::int64_t applicationId = 0x48574349;  // "HWCI"
constexpr std::int64_t indexVersion = 1;

// Numbers are SI; `unit` is the one the document writes. Rows of a part stand together, in order.
constexpr const char* schema = R"(
CREATE TABLE meta(key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE source(id TEXT PRIMARY KEY, title TEXT, publisher TEXT, url TEXT, kind TEXT, note TEXT) WITHOUT ROWID;
CREATE TABLE part(id TEXT PRIMARY KEY, kind TEXT NOT NULL, name TEXT, vendor TEXT, status TEXT) WITHOUT ROWID;
CREATE TABLE alias(part TEXT NOT NULL, alias TEXT NOT NULL);
CREATE TABLE content(part TEXT NOT NULL, item TEXT NOT NULL, count INTEGER NOT NULL);
CREATE TABLE reading(part TEXT NOT NULL, property TEXT NOT NULL, chosen INTEGER NOT NULL, grade TEXT NOT NULL,
    value REAL, low REAL, high REAL, made_for_w REAL, x TEXT, list TEXT, text TEXT, unknown INTEGER,
    unit TEXT, source TEXT, as_of TEXT, at TEXT, includes TEXT, note TEXT, why TEXT);
CREATE VIRTUAL TABLE part_text USING fts5(id, name, vendor, aliases);
)";

/// FNV-1a: short, and the same on every machine.
class Fingerprint {
public:
    void add(std::string_view text) {
        for (unsigned char c : text) m_state = (m_state ^ c) * 1099511628211ULL;
        m_state = (m_state ^ 0xffU) * 1099511628211ULL;
    }
    std::string text() const { return fmt::format("{:016x}", m_state); }

private:
    std::uint64_t m_state = 1469598103934665603ULL;
};

/// Writes rows with one prepared statement; an empty text is null.
class Inserter {
public:
    Inserter(sqlite::Database& database, std::string_view table, int columns)
        : m_statement(database.prepare(fmt::format("INSERT INTO {} VALUES(?{})", table, questions(columns - 1)))) {
        if (!m_statement) m_error = m_statement.error();
    }

    Inserter& add(std::string_view text) {
        if (ready()) text.empty() ? m_statement.value().bindNull(++m_position) : m_statement.value().bind(++m_position, text);
        return *this;
    }
    Inserter& add(std::int64_t number) {
        if (ready()) m_statement.value().bind(++m_position, number);
        return *this;
    }
    Inserter& add(const std::optional<double>& number) {
        if (ready()) number ? m_statement.value().bind(++m_position, *number) : m_statement.value().bindNull(++m_position);
        return *this;
    }
    Inserter& add(const std::vector<double>& numbers) {
        std::vector<std::string> texts;
        for (const double number : numbers) texts.push_back(exactNumber(number));
        return add(joined(texts, " "));
    }
    void row() {
        if (!ready()) return;
        if (const Result<bool> done = m_statement.value().step(); !done) m_error = done.error();
        m_statement.value().reset();
        m_position = 0;
    }
    /// The first failure, if any.
    Result<void> finish() const { return m_error ? Result<void>(*m_error) : Result<void>(); }

private:
    static std::string questions(int count) {
        std::string out;
        for (int i = 0; i < count; ++i) out += ",?";
        return out;
    }
    bool ready() const { return !m_error; }

    Result<sqlite::Statement> m_statement;
    std::optional<Error> m_error;
    int m_position = 0;
};

Result<void> insertSources(sqlite::Database& database, const Catalog& catalog) {
    Inserter out(database, "source", 6);
    for (const auto& [id, s] : catalog.sources())
        out.add(id).add(s.title).add(s.publisher).add(s.url).add(s.kind).add(s.note).row();
    return out.finish();
}

void insertReadings(Inserter& out, const Part& part) {
    for (const Datum& datum : part.data) {
        for (std::size_t i = 0; i < datum.readings.size(); ++i) {
            const Reading& r = datum.readings[i];
            out.add(part.id).add(info(datum.property).id).add(std::int64_t{i == datum.chosen});
            const char grade = static_cast<char>(r.grade);
            out.add(std::string_view(&grade, 1)).add(r.number).add(r.low).add(r.high).add(r.madeFor).add(r.x);
            out.add(r.values).add(r.text).add(std::int64_t{r.unknown}).add(r.unit).add(r.source).add(r.asOf);
            out.add(r.at).add(r.includes).add(r.note).add(r.why).row();
        }
    }
}

Result<void> insertParts(sqlite::Database& database, const Catalog& catalog) {
    Inserter parts(database, "part", 5), aliases(database, "alias", 2), contents(database, "content", 3);
    Inserter readings(database, "reading", 19), words(database, "part_text", 4);
    for (const auto& [id, part] : catalog.parts()) {
        parts.add(id).add(info(part->kind).id).add(part->name).add(part->vendor).add(part->status).row();
        for (const std::string& alias : part->aliases) aliases.add(id).add(alias).row();
        for (const Content& c : part->contents) contents.add(id).add(c.part).add(std::int64_t{c.count}).row();
        insertReadings(readings, *part);
        words.add(id).add(part->name).add(part->vendor).add(joined(part->aliases, " ")).row();
    }
    for (const Inserter* out : {&parts, &aliases, &contents, &readings, &words})
        if (Result<void> done = out->finish(); !done) return done;
    return {};
}

Result<void> fill(const std::filesystem::path& file, const Catalog& catalog, const std::string& stamp) {
    Result<sqlite::Database> opened = sqlite::Database::open(file, sqlite::Database::Mode::Create);
    if (!opened) return opened.error();
    sqlite::Database& database = opened.value();
    // No journal: the file is new and is thrown away on any failure.
    Result<void> done = database.execute(fmt::format(
        "PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; PRAGMA application_id={}; PRAGMA user_version={}; BEGIN; {}",
        applicationId, indexVersion, schema));
    if (!done) return done;
    // An empty text would be null; a stamp is never missing.
    Inserter meta(database, "meta", 2);
    meta.add("stamp").add(stamp.empty() ? std::string_view("none") : std::string_view(stamp)).row();
    if (done = meta.finish(); !done) return done;
    if (done = insertSources(database, catalog); !done) return done;
    if (done = insertParts(database, catalog); !done) return done;
    return database.execute("COMMIT");
}

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
    if (*application != applicationId)
        return Error{ErrorCode::File, "this file is no catalog index; delete it and it is made again", file.string()};
    const Result<std::int64_t> version = pragma(database.value(), "user_version");
    if (!version) return version.error().at(file.string());
    if (*version != indexVersion)
        return Error{ErrorCode::File,
                     fmt::format("this catalog index has version {}, this program reads {}; delete it and it is made again",
                                 *version, indexVersion),
                     file.string()};
    return database;
}

/// Calls take(statement) for every row of a query; take returns an empty text, or what is wrong with the row.
template <typename Take>
Result<void> forRows(sqlite::Database& database, std::string_view query, Take&& take) {
    Result<sqlite::Statement> statement = database.prepare(query);
    if (!statement) return statement.error();
    while (true) {
        const Result<bool> row = statement.value().step();
        if (!row) return row.error();
        if (!*row) return {};
        if (std::string fault = take(statement.value()); !fault.empty())
            return Error{ErrorCode::File, fmt::format("the index is damaged: {}; delete it and it is made again", fault), {}};
    }
}

std::optional<double> real(const sqlite::Statement& row, int column) {
    if (row.type(column) == sqlite::ValueType::Null) return std::nullopt;
    const double number = row.real(column);
    return std::isfinite(number) ? std::optional<double>(number) : std::nullopt;
}

/// Numbers apart by blanks, as exactNumber writes them.
std::vector<double> reals(const std::string& text) {
    std::vector<double> out;
    const char* end = text.data() + text.size();
    for (const char* at = text.data(); at < end;) {
        double number = 0.0;
        const auto [next, status] = std::from_chars(at, end, number);
        if (status != std::errc() || !std::isfinite(number)) return {};
        out.push_back(number);
        at = next + 1;
    }
    return out;
}

Reading readingFrom(const sqlite::Statement& row) {
    Reading r;
    r.number = real(row, 4);
    r.low = real(row, 5);
    r.high = real(row, 6);
    r.madeFor = real(row, 7);
    r.x = reals(row.text(8));
    r.values = reals(row.text(9));
    r.text = row.text(10);
    r.unknown = row.integer(11) != 0;
    r.unit = row.text(12);
    r.source = row.text(13);
    r.asOf = row.text(14);
    r.at = row.text(15);
    r.includes = row.text(16);
    r.note = row.text(17);
    r.why = row.text(18);
    return r;
}

using PartsById = std::map<std::string, std::shared_ptr<Part>>;

/// Rows of one part follow one another, so the last part found is mostly the next one too.
class PartFinder {
public:
    explicit PartFinder(PartsById& parts) : m_parts(parts) {}
    Part* find(const std::string& id) {
        if (!m_last || m_last->id != id) {
            const auto it = m_parts.find(id);
            m_last = it == m_parts.end() ? nullptr : it->second.get();
        }
        return m_last;
    }

private:
    PartsById& m_parts;
    Part* m_last = nullptr;
};

std::string takeReading(PartFinder& parts, const sqlite::Statement& row) {
    Part* part = parts.find(row.text(0));
    if (!part) return fmt::format("there is no part {}", row.text(0));
    const std::string property = row.text(1);
    if (part->data.empty() || info(part->data.back().property).id != property) {
        const std::optional<Property> found = findProperty(property);
        if (!found || (!part->data.empty() && !(part->data.back().property < *found)))
            return fmt::format("part {}: {} is no property, or out of order", part->id, property);
        part->data.push_back({*found, {}, 0});
    }
    const std::string grade = row.text(3);
    if (grade.size() != 1 || grade[0] < 'A' || grade[0] > 'D') return fmt::format("part {}: \"{}\" is no grade", part->id, grade);
    Datum& datum = part->data.back();
    if (row.integer(2) != 0) datum.chosen = datum.readings.size();
    datum.readings.push_back(readingFrom(row));
    Reading& reading = datum.readings.back();
    reading.grade = static_cast<Grade>(grade[0]);
    if (!reading.x.empty() && reading.x.size() != reading.values.size())
        return fmt::format("part {}, {}: x and value differ in number", part->id, property);
    return {};
}

Result<PartsById> partsFrom(sqlite::Database& database) {
    PartsById parts;
    PartFinder finder(parts);
    Result<void> done = forRows(database, "SELECT id, kind, name, vendor, status FROM part ORDER BY id", [&](const auto& row) {
        const std::optional<Kind> kind = findKind(row.text(1));
        if (!kind) return fmt::format("part {}: \"{}\" is no kind", row.text(0), row.text(1));
        Part part{row.text(0), row.text(2), *kind, row.text(3), row.text(4), {}, {}, {}};
        std::string id = part.id;
        parts.emplace_hint(parts.end(), std::move(id), std::make_shared<Part>(std::move(part)));
        return std::string();
    });
    if (!done) return done.error();
    done = forRows(database, "SELECT part, alias FROM alias ORDER BY rowid", [&](const auto& row) {
        Part* part = finder.find(row.text(0));
        if (part) part->aliases.push_back(row.text(1));
        return part ? std::string() : fmt::format("there is no part {}", row.text(0));
    });
    if (!done) return done.error();
    done = forRows(database, "SELECT part, item, count FROM content ORDER BY rowid", [&](const auto& row) {
        Part* part = finder.find(row.text(0));
        if (part) part->contents.push_back({row.text(1), static_cast<int>(row.integer(2))});
        return part ? std::string() : fmt::format("there is no part {}", row.text(0));
    });
    if (!done) return done.error();
    done = forRows(database, "SELECT * FROM reading ORDER BY rowid", [&](const auto& row) { return takeReading(finder, row); });
    if (!done) return done.error();
    return parts;
}

}  // namespace

Result<void> writeIndex(const Catalog& catalog, const std::filesystem::path& file, const std::string& stamp) {
    std::filesystem::path fresh = file;
    fresh += fmt::format(".{}.new", ::getpid());
    std::error_code error;
    std::filesystem::remove(fresh, error);
    Result<void> done = fill(fresh, catalog, stamp);
    if (done) {
        std::filesystem::rename(fresh, file, error);
        if (error)
            done = Error{ErrorCode::File, fmt::format("the index cannot be written: {}", error.message()), file.string()};
    }
    if (!done) {
        std::error_code ignored;
        std::filesystem::remove(fresh, ignored);
        return done.error().at(file.string());
    }
    return done;
}

Result<Catalog> readIndex(const std::filesystem::path& file) {
    Result<sqlite::Database> database = openIndex(file);
    if (!database) return database.error();
    std::map<std::string, Source> sources;
    const Result<void> done =
        forRows(database.value(), "SELECT id, title, publisher, url, kind, note FROM source ORDER BY id", [&](const auto& row) {
            sources[row.text(0)] = {row.text(0), row.text(1), row.text(2), row.text(3), row.text(4), row.text(5)};
            return std::string();
        });
    if (!done) return done.error().at(file.string());
    Result<PartsById> parts = partsFrom(database.value());
    if (!parts) return parts.error().at(file.string());
    std::map<std::string, PartPtr> shared(parts->begin(), parts->end());
    return Catalog(std::move(shared), std::move(sources));
}

Result<std::string> indexStamp(const std::filesystem::path& file) {
    Result<sqlite::Database> database = openIndex(file);
    if (!database) return database.error();
    Result<sqlite::Statement> statement = database.value().prepare("SELECT value FROM meta WHERE key = 'stamp'");
    if (!statement) return statement.error().at(file.string());
    const Result<bool> row = statement.value().step();
    if (!row) return row.error().at(file.string());
    return *row ? statement->text(0) : std::string();
}

std::string catalogStamp(const std::filesystem::path& folder) {
    Fingerprint stamp;
    for (const std::filesystem::path& file : catalogFilePaths(folder)) {
        std::error_code missing;
        const std::uintmax_t size = std::filesystem::file_size(file, missing);
        const auto time = std::filesystem::last_write_time(file, missing);
        stamp.add(fmt::format("{} {} {}", file.filename().string(), size,
                              missing ? 0 : static_cast<long long>(time.time_since_epoch().count())));
    }
    // Another table of properties reads the same text differently.
    for (const PropertyInfo& row : allProperties())
        stamp.add(fmt::format("{} {} {} {} {}", row.id, siUnit(row.dimension), static_cast<int>(row.shape),
                              exactNumber(row.plausibleLow), exactNumber(row.plausibleHigh)));
    for (const KindInfo& row : allKinds()) stamp.add(row.id);
    return stamp.text();
}

std::filesystem::path indexPath(const std::filesystem::path& folder) {
    const std::filesystem::path cache = cacheFolder();
    if (cache.empty()) return {};
    std::error_code error;
    const std::filesystem::path canonical = std::filesystem::canonical(folder, error);
    Fingerprint name;
    name.add((error ? folder : canonical).string());
    return cache / fmt::format("catalog-{}.sqlite", name.text());
}

Result<Catalog> loadCatalog(const std::filesystem::path& folder) {
    const std::filesystem::path index = indexPath(folder);
    const std::string stamp = catalogStamp(folder);
    std::error_code error;
    if (!index.empty() && std::filesystem::exists(index, error)) {
        const Result<std::string> old = indexStamp(index);
        if (old && *old == stamp) {
            Result<Catalog> catalog = readIndex(index);
            if (catalog) return catalog;
        }
    }
    Result<Catalog> catalog = readCatalog(folder);
    if (!catalog || index.empty()) return catalog;
    std::filesystem::create_directories(index.parent_path(), error);
    // A cache that cannot be written costs time, not the answer.
    if (!error) static_cast<void>(writeIndex(*catalog, index, stamp));
    return catalog;
}

}  // namespace hallwright
