#include "catalog/index.h"

#include "catalog/index_format.h"
#include "catalog/pack.h"
#include "model/base/text.h"
#include "model/sqlite/sqlite.h"
#include "model/units/quantity_text.h"

#include <fmt/format.h>
#include <unistd.h>

#include <cstdint>

namespace hallwright {

namespace {

/// Writes rows with one prepared statement; an empty text is null.
class Inserter {
public:
    Inserter(sqlite::Database& database, std::string_view table, int columns)
        : m_statement(database.prepare(
              fmt::format("INSERT INTO {} VALUES(?{})", table, questions(columns - 1)))) {
        if (!m_statement) m_error = m_statement.error();
    }

    Inserter& add(std::string_view text) {
        if (ready())
            text.empty() ? m_statement.value().bindNull(++m_position)
                         : m_statement.value().bind(++m_position, text);
        return *this;
    }
    Inserter& add(std::int64_t number) {
        if (ready()) m_statement.value().bind(++m_position, number);
        return *this;
    }
    Inserter& add(const std::optional<double>& number) {
        if (ready())
            number ? m_statement.value().bind(++m_position, *number)
                   : m_statement.value().bindNull(++m_position);
        return *this;
    }
    Inserter& add(const std::vector<double>& numbers) {
        std::vector<std::string> texts;
        for (const double number : numbers)
            texts.push_back(exactNumber(number));
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
        for (int i = 0; i < count; ++i)
            out += ",?";
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
            out.add(std::string_view(&grade, 1))
                .add(r.number)
                .add(r.low)
                .add(r.high)
                .add(r.madeFor)
                .add(r.x);
            out.add(r.values)
                .add(r.text)
                .add(std::int64_t{r.unknown})
                .add(r.unit)
                .add(r.source)
                .add(r.asOf);
            out.add(r.at).add(r.includes).add(r.note).add(r.why).row();
        }
    }
}

Result<void> insertParts(sqlite::Database& database, const Catalog& catalog) {
    Inserter parts(database, "part", 5), aliases(database, "alias", 2),
        contents(database, "content", 3);
    Inserter readings(database, "reading", 19), words(database, "part_text", 4);
    for (const auto& [id, part] : catalog.parts()) {
        parts.add(id)
            .add(info(part->kind).id)
            .add(part->name)
            .add(part->vendor)
            .add(part->status)
            .row();
        for (const std::string& alias : part->aliases)
            aliases.add(id).add(alias).row();
        for (const Content& c : part->contents)
            contents.add(id).add(c.part).add(std::int64_t{c.count}).row();
        insertReadings(readings, *part);
        words.add(id).add(part->name).add(part->vendor).add(joined(part->aliases, " ")).row();
    }
    for (const Inserter* out : {&parts, &aliases, &contents, &readings, &words})
        if (Result<void> done = out->finish(); !done) return done;
    return {};
}

Result<void> insertPacked(sqlite::Database& database, const Catalog& catalog) {
    Result<sqlite::Statement> statement = database.prepare("INSERT INTO packed VALUES(?)");
    if (!statement) return statement.error();
    statement.value().bindBytes(1, packCatalog(catalog));
    const Result<bool> done = statement.value().step();
    return done ? Result<void>() : Result<void>(done.error());
}

Result<void> fill(const std::filesystem::path& file, const Catalog& catalog,
                  const std::string& stamp) {
    Result<sqlite::Database> opened = sqlite::Database::open(file, sqlite::Database::Mode::Create);
    if (!opened) return opened.error();
    sqlite::Database& database = opened.value();
    // No journal: the file is new and is thrown away on any failure.
    Result<void> done = database.execute(
        fmt::format("PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; PRAGMA "
                    "application_id={}; PRAGMA user_version={}; BEGIN; {}",
                    indexFormat::applicationId, indexFormat::indexVersion, indexFormat::schema));
    if (!done) return done;
    // An empty text would be null; a stamp is never missing.
    Inserter meta(database, "meta", 2);
    meta.add("stamp").add(stamp.empty() ? std::string_view("none") : std::string_view(stamp)).row();
    if (done = meta.finish(); !done) return done;
    if (done = insertPacked(database, catalog); !done) return done;
    if (done = insertSources(database, catalog); !done) return done;
    if (done = insertParts(database, catalog); !done) return done;
    return database.execute("COMMIT");
}

}  // namespace

Result<void> writeIndex(const Catalog& catalog, const std::filesystem::path& file,
                        const std::string& stamp) {
    std::filesystem::path fresh = file;
    fresh += fmt::format(".{}.new", ::getpid());
    std::error_code error;
    std::filesystem::remove(fresh, error);
    Result<void> done = fill(fresh, catalog, stamp);
    if (done) {
        std::filesystem::rename(fresh, file, error);
        if (error)
            done = Error{ErrorCode::File,
                         fmt::format("the index cannot be written: {}", error.message()),
                         file.string()};
    }
    if (!done) {
        std::error_code ignored;
        std::filesystem::remove(fresh, ignored);
        return done.error().at(file.string());
    }
    return done;
}

}  // namespace hallwright
