#include "catalog/index.h"
#include "catalog/index_format.h"
#include "model/sqlite/sqlite.h"

#include <fmt/format.h>

#include <charconv>
#include <cmath>
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

/// Calls take(statement) for every row of a query; take returns an empty text, or what is wrong
/// with the row.
template <typename Take>
Result<void> forRows(sqlite::Database& database, std::string_view query, Take&& take) {
    Result<sqlite::Statement> statement = database.prepare(query);
    if (!statement) return statement.error();
    while (true) {
        const Result<bool> row = statement.value().step();
        if (!row) return row.error();
        if (!*row) return {};
        if (std::string fault = take(statement.value()); !fault.empty())
            return Error{
                ErrorCode::File,
                fmt::format("the index is damaged: {}; delete it and it is made again", fault),
                {}};
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
            return fmt::format("part {}: {} is not a property, or out of order", part->id,
                               property);
        part->data.push_back({*found, {}, 0});
    }
    const std::string grade = row.text(3);
    if (grade.size() != 1 || grade[0] < 'A' || grade[0] > 'D')
        return fmt::format("part {}: \"{}\" is not a grade", part->id, grade);
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
    Result<void> done = forRows(
        database, "SELECT id, kind, name, vendor, status FROM part ORDER BY id",
        [&](const auto& row) {
            const std::optional<Kind> kind = findKind(row.text(1));
            if (!kind)
                return fmt::format("part {}: \"{}\" is not a kind of part", row.text(0),
                                   row.text(1));
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
    done = forRows(
        database, "SELECT part, item, count FROM content ORDER BY rowid", [&](const auto& row) {
            Part* part = finder.find(row.text(0));
            if (part) part->contents.push_back({row.text(1), static_cast<int>(row.integer(2))});
            return part ? std::string() : fmt::format("there is no part {}", row.text(0));
        });
    if (!done) return done.error();
    done = forRows(database, "SELECT * FROM reading ORDER BY rowid",
                   [&](const auto& row) { return takeReading(finder, row); });
    if (!done) return done.error();
    return parts;
}

}  // namespace

Result<Catalog> readIndex(const std::filesystem::path& file) {
    Result<sqlite::Database> database = openIndex(file);
    if (!database) return database.error();
    std::map<std::string, Source> sources;
    const Result<void> done = forRows(
        database.value(), "SELECT id, title, publisher, url, kind, note FROM source ORDER BY id",
        [&](const auto& row) {
            sources[row.text(0)] = {row.text(0), row.text(1), row.text(2),
                                    row.text(3), row.text(4), row.text(5)};
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
    Result<sqlite::Statement> statement =
        database.value().prepare("SELECT value FROM meta WHERE key = 'stamp'");
    if (!statement) return statement.error().at(file.string());
    const Result<bool> row = statement.value().step();
    if (!row) return row.error().at(file.string());
    return *row ? statement->text(0) : std::string();
}

}  // namespace hallwright
