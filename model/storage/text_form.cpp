#include "model/storage/text_form.h"

#include "model/storage/json_text.h"
#include "model/storage/row_text.h"
#include "model/storage/validate.h"

#include <fmt/core.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <limits>
#include <map>

namespace hallwright {

namespace {

using nlohmann::json;

/// Depths of objects in the text: the whole is 1, "tables" 2, a table's list 3, a row 4.
constexpr int tablesDepth = 2;
constexpr int rowDepth = 4;

/// The line on which each row begins.
struct RowLines {
    std::string table;
    std::map<std::string, std::vector<int>, std::less<>> lines;

    void see(int depth, const std::string* key, int line) {
        if (key && depth == tablesDepth) table = *key;
        if (!key && depth == rowDepth) lines[table].push_back(line);
    }
    int of(std::string_view name, std::size_t index) const {
        const auto found = lines.find(name);
        return found != lines.end() && index < found->second.size() ? found->second[index] : 1;
    }
};

/// A key of the outermost object that must hold a whole number from `low` on.
template <typename Number>
Result<Number> wholeNumber(const json& object, const char* key, std::int64_t low) {
    const auto found = object.find(key);
    if (found == object.end()) return invalid(fmt::format("\"{}\" is missing", key));
    const bool fits =
        found->is_number_integer() &&
        (!found->is_number_unsigned() || found->get<std::uint64_t>() <= std::uint64_t{INT64_MAX});
    const std::int64_t number = fits ? found->get<std::int64_t>() : low - 1;
    if (number < low || number > static_cast<std::int64_t>(std::numeric_limits<Number>::max()))
        return invalid(fmt::format("\"{}\": expected a whole number from {} on", key, low));
    return static_cast<Number>(number);
}

/// Reads the outermost object; remembers the line of what it reads, for the place of an error.
class TextReader {
public:
    TextReader(const json& whole, const RowLines& lines) : m_whole(whole), m_lines(lines) {}

    int line() const { return m_line; }

    Result<Document> read() {
        if (!m_whole.is_object() || m_whole.value("format", json()) != json(textFormat))
            return invalid(fmt::format(
                "this is not the text form of a hall: \"format\" is not \"{}\"", textFormat));
        const Result<int> version = wholeNumber<int>(m_whole, "version", 1);
        if (!version) return version.error();
        if (*version > textVersion)
            return invalid(fmt::format(
                "this was written by a newer Hallwright (format {}); this one reads up to {}; "
                "update the program",
                *version, textVersion));
        m_version = *version;
        static constexpr std::string_view keys[] = {"format",      "version",  "next_id",
                                                    "document_id", "revision", "tables"};
        for (const auto& [key, value] : m_whole.items())
            if (std::find(std::begin(keys), std::end(keys), key) == std::end(keys))
                return invalid(fmt::format("unknown key {}", jsonString(key)));
        Document document;
        const Result<RawId> nextId = wholeNumber<RawId>(m_whole, "next_id", 1);
        if (!nextId) return nextId.error();
        document.nextId = *nextId;
        const Result<std::int64_t> revision = wholeNumber<std::int64_t>(m_whole, "revision", 0);
        if (!revision) return revision.error();
        if (*revision > mostRevision)
            return invalid(fmt::format("\"revision\": {} is more than the {} there can be",
                                       *revision, mostRevision));
        document.revision = *revision;
        const json id = m_whole.value("document_id", json());
        if (!id.is_string() || !isDocumentId(id.get_ref<const std::string&>()))
            return invalid("\"document_id\": expected 32 hex digits");
        document.id = id.get<std::string>();
        if (Result<void> done = readTables(document.base); !done) return done.error();
        if (Result<void> good = validate(document.base, document.nextId); !good)
            return good.error();
        return document;
    }

private:
    Result<void> readTables(Hall& hall) {
        const json given = m_whole.value("tables", json());
        if (!given.is_object()) return invalid("\"tables\": expected an object");
        for (const auto& [name, rows] : given.items())
            if (!findTable(name))
                return invalid(fmt::format("\"tables\" has an unknown table {}", jsonString(name)));
        for (const TableAccess* table : allTables()) {
            const auto rows = given.find(table->name());
            if (rows == given.end() && table->since() > m_version) continue;
            if (rows == given.end())
                return invalid(fmt::format("the table \"{}\" is missing", table->name()));
            if (!rows->is_array())
                return invalid(fmt::format("\"{}\": expected a list of rows", table->name()));
            for (const json& row : *rows)
                if (!row.is_object())
                    return invalid(fmt::format("\"{}\": expected an object for each row, found {}",
                                               table->name(), kindOf(row)));
            std::size_t index = 0;
            for (const json& row : *rows) {
                m_line = m_lines.of(table->name(), index++);
                if (Result<void> done = rowFromJson(*table, row, m_version, hall); !done)
                    return done;
            }
            m_line = 1;
        }
        return {};
    }

    const json& m_whole;
    const RowLines& m_lines;
    int m_version = textVersion;
    int m_line = 1;
};

}  // namespace

std::string documentToText(const Document& document) {
    std::string out = fmt::format(
        "{{\n\"format\": \"{}\",\n\"version\": {},\n\"next_id\": {},\n\"document_id\": {},\n"
        "\"revision\": {},\n\"tables\": {{\n",
        textFormat, textVersion, document.nextId, jsonString(document.id), document.revision);
    bool firstTable = true;
    for (const TableAccess* table : allTables()) {
        out += fmt::format("{}\"{}\": [", firstTable ? "" : ",\n", table->name());
        firstTable = false;
        bool firstRow = true;
        for (const RawId id : table->ids(document.base)) {
            out += fmt::format("{}\n{}", firstRow ? "" : ",", rowToText(*table, id, document.base));
            firstRow = false;
        }
        out += firstRow ? "]" : "\n]";
    }
    return out + "\n}\n}\n";
}

Result<Document> documentFromText(std::string_view text, std::string_view fileName) {
    const auto place = [&](int line) { return fmt::format("{}:{}", fileName, line); };
    try {
        RowLines lines;
        int line = 1;
        const auto see = [&](int depth, const std::string* key, int at) {
            lines.see(depth, key, at);
        };
        Result<json> whole = readJson(text, line, see);
        if (!whole) return Error{whole.error().code, whole.error().message, place(line)};
        TextReader reader(*whole, lines);
        Result<Document> document = reader.read();
        if (!document)
            // What is not about one row names the item itself.
            return Error{document.error().code, document.error().text(), place(reader.line())};
        return document;
    } catch (const std::exception& e) {
        return Error{ErrorCode::Invalid, fmt::format("this text cannot be read: {}", e.what()),
                     std::string(fileName)};
    }
}

}  // namespace hallwright
