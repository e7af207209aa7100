#include "catalog/part_search.h"

#include "model/base/nearest.h"
#include "model/base/text.h"
#include "model/sqlite/sqlite.h"

#include <fmt/format.h>

#include <algorithm>

namespace hallwright {

namespace {

/// Longer searches than this are no search.
constexpr std::size_t mostLetters = 200;

constexpr const char* schema = R"(
CREATE VIRTUAL TABLE part USING fts5(id, name, aliases, vendor, kind, pieces,
    tokenize = "unicode61 remove_diacritics 2", prefix = '2 3');
CREATE VIRTUAL TABLE word USING fts5vocab(part, row);
)";
// What a hit is worth in id, name, alias; maker, kind; and in a piece of a word.
constexpr const char* query = "SELECT rowid FROM part WHERE part MATCH ? "
                              "ORDER BY bm25(part, 10, 10, 10, 3, 2, 1), rowid";

enum class Letter { Other, Alpha, Digit };
Letter letterOf(char c) {
    if (c >= '0' && c <= '9') return Letter::Digit;
    // Bytes of letters beyond ASCII are letters here; what they are is the tokenizer's work.
    const bool alpha =
        (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || static_cast<unsigned char>(c) >= 128;
    return alpha ? Letter::Alpha : Letter::Other;
}

/// The words of a text as the index cuts them: nvidia-gb300 is two.
std::vector<std::string> wordsOf(std::string_view text) {
    std::string apart(text);
    for (char& c : apart)
        if (letterOf(c) == Letter::Other) c = ' ';
    return split(lowered(apart), ' ');
}

/// Words cut where digits meet letters, so that "GB 300" finds GB300; those that are not cut are
/// left out.
std::string piecesOf(const std::string& text) {
    std::string out;
    for (const std::string& word : wordsOf(text)) {
        std::string cut;
        for (std::size_t i = 0; i < word.size(); ++i) {
            if (i > 0 && letterOf(word[i]) != letterOf(word[i - 1])) cut += ' ';
            cut += word[i];
        }
        if (cut.size() > word.size()) out += cut + ' ';
    }
    return out;
}

/// How many letters may be wrong: short words turn into others too soon.
std::size_t slips(std::size_t letters) { return letters < 4 ? 0 : letters < 6 ? 1 : 2; }

/// A word that is meant to be typed as far as `word` goes, with a slip or two.
bool nearly(std::string_view word, std::string_view known, std::size_t most) {
    if (known.size() + most < word.size()) return false;
    return letterDistance(word, known.substr(0, word.size())) <= most ||
           (known.size() != word.size() && known.size() <= word.size() + most &&
            letterDistance(word, known) <= most);
}

/// True where a part is called just so, in whatever case: by its name, with its maker before it or
/// not, or by an alias.
bool isCalled(const Part& part, const std::string& wanted) {
    const std::string name = lowered(part.name);
    return name == wanted || name == lowered(part.vendor) + ' ' + wanted ||
           std::any_of(part.aliases.begin(), part.aliases.end(),
                       [&](const std::string& alias) { return lowered(alias) == wanted; });
}

/// A word and all that it may begin, as a full-text query has it.
std::string prefixQuery(const std::string& word) { return fmt::format("\"{}\" *", word); }

}  // namespace

struct PartSearch::Index {
    Catalog catalog;
    std::vector<PartPtr> parts;      ///< by rowid, from 1
    std::vector<std::string> words;  ///< all that the index knows, sorted
    std::optional<sqlite::Database> database;

    explicit Index(Catalog from) : catalog(std::move(from)) {
        parts.reserve(catalog.parts().size());
        for (const auto& [id, part] : catalog.parts())
            parts.push_back(part);
        // A database in memory fails only where memory does; then nothing is found by words.
        Result<sqlite::Database> opened =
            sqlite::Database::open(":memory:", sqlite::Database::Mode::Create);
        if (!opened || !opened.value().execute(schema)) return;
        database = std::move(opened).value();
        if (!fill()) database.reset();
    }

    bool fill() {
        if (!database->execute("BEGIN")) return false;
        Result<sqlite::Statement> insert =
            database->prepare("INSERT INTO part(rowid, id, name, aliases, vendor, kind, pieces) "
                              "VALUES(?, ?, ?, ?, ?, ?, ?)");
        if (!insert) return false;
        std::int64_t row = 0;
        for (const PartPtr& part : parts) {
            const std::string aliases = joined(part->aliases, " ");
            sqlite::Statement& statement = insert.value();
            statement.bind(1, ++row);
            statement.bind(2, part->id);
            statement.bind(3, part->name);
            statement.bind(4, aliases);
            statement.bind(5, part->vendor);
            statement.bind(6, info(part->kind).title);
            statement.bind(7, piecesOf(part->id + ' ' + part->name + ' ' + aliases));
            if (!statement.step()) return false;
            statement.reset();
        }
        if (!database->execute("COMMIT")) return false;
        Result<sqlite::Statement> vocabulary =
            database->prepare("SELECT term FROM word ORDER BY term");
        if (!vocabulary) return false;
        while (true) {
            const Result<bool> more = vocabulary.value().step();
            if (!more) return false;
            if (!*more) return true;
            words.push_back(vocabulary->text(0));
        }
    }

    std::vector<PartPtr> match(const std::string& text) {
        std::vector<PartPtr> out;
        if (!database) return out;
        Result<sqlite::Statement> statement = database->prepare(query);
        if (!statement) return out;
        statement.value().bind(1, text);
        while (true) {
            const Result<bool> more = statement.value().step();
            if (!more || !*more) return out;
            const std::int64_t row = statement->integer(0);
            out.push_back(parts[static_cast<std::size_t>(row - 1)]);
        }
    }

    /// The word itself, or any that is a slip or two away, as a full-text query.
    std::string forgiving(const std::string& word) const {
        std::string out = prefixQuery(word);
        const std::size_t most = slips(word.size());
        if (most == 0) return out;
        for (const std::string& known : words)
            if (nearly(word, known, most)) out += " OR " + prefixQuery(known);
        return "(" + out + ")";
    }
};

PartSearch::PartSearch(Catalog catalog) : m_index(std::make_unique<Index>(std::move(catalog))) {}
PartSearch::~PartSearch() = default;
PartSearch::PartSearch(PartSearch&&) noexcept = default;
PartSearch& PartSearch::operator=(PartSearch&&) noexcept = default;

const Catalog& PartSearch::catalog() const { return m_index->catalog; }

std::vector<PartPtr> PartSearch::find(std::string_view words, const PartFilter& filter,
                                      Spelling spelling) const {
    const std::string_view typed = words.substr(0, mostLetters);
    const std::vector<std::string> wanted = wordsOf(typed);
    std::vector<PartPtr> found;
    if (wanted.empty()) {
        // Marks without a letter are no words; nothing typed means all.
        if (trimmed(typed).empty()) found = m_index->parts;
    } else {
        std::vector<std::string> queries;
        for (const std::string& word : wanted)
            queries.push_back(prefixQuery(word));
        found = m_index->match(joined(queries, " AND "));
        if (found.empty() && spelling == Spelling::Forgiving) {
            for (std::size_t i = 0; i < wanted.size(); ++i)
                queries[i] = m_index->forgiving(wanted[i]);
            found = m_index->match(joined(queries, " AND "));
        }
        // What is called just so comes before what has the words among others.
        const std::string name = lowered(trimmed(typed));
        std::stable_partition(found.begin(), found.end(), [&](const PartPtr& part) {
            return part->id == name || isCalled(*part, name);
        });
    }
    std::erase_if(found, [&](const PartPtr& part) { return !fits(*part, filter); });
    return found;
}

std::vector<PartPtr> PartSearch::named(std::string_view name) const {
    if (PartPtr part = catalog().find(name)) return {part};
    const std::string wanted = lowered(trimmed(name));
    std::vector<PartPtr> found;
    for (const PartPtr& part : m_index->parts)
        if (isCalled(*part, wanted)) found.push_back(part);
    if (!found.empty() || wanted.empty()) return found;
    PartFilter all;
    all.retired = true;
    return find(name, all, Spelling::AsTyped);
}

}  // namespace hallwright
