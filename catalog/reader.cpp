#include "catalog/reader.h"

#include "catalog/import_file.h"
#include "catalog/layers.h"
#include "catalog/part_reader.h"
#include "catalog/toml_tree.h"
#include "model/base/text.h"
#include "model/parts/part_fault.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

namespace hallwright {

namespace {

using Type = TomlNode::Type;

constexpr std::string_view sourceKinds[] = {"vendor", "standard",    "operator", "analyst",
                                            "press",  "distributor", "dataset",  "arithmetic"};

/// Our own judgement: the one source that needs no entry.
Source assumptionSource() {
    return {"assumption", "Assumption of this catalog",
            "Hallwright", "",
            "",           "our own judgement, with range and reason"};
}

/// The user's own word: built in where the user's catalog is read, no source of a shipped one.
Source ownSource() {
    return {std::string(userCatalogSource), "Your own catalog", "", "", "", "entered by you"};
}

class FilesReader {
public:
    /// Files of a user's catalog, over the shipped one.
    CatalogFiles readOver(const Catalog& shipped, const std::filesystem::path& folder,
                          const std::map<std::string, std::string>& instead) {
        m_below = &shipped;
        m_out.parts = shipped.parts();
        m_out.sources = shipped.sources();
        m_out.sources.emplace(userCatalogSource, ownSource());
        m_out.sources.emplace("assumption", assumptionSource());
        std::set<std::filesystem::path> files;
        for (const std::filesystem::path& file : catalogFilePaths(folder))
            if (std::error_code ignored; std::filesystem::exists(file, ignored)) files.insert(file);
        for (const auto& [name, text] : instead)
            files.insert(folder / name);
        const auto readOne = [&](const std::filesystem::path& file) {
            const auto text = instead.find(file.lexically_relative(folder).generic_string());
            m_importing = text == instead.end() ? isImportFile(file)
                                                : text->second.starts_with(importHeading);
            readFile(folder, file,
                     text == instead.end() ? readToml(file)
                                           : parseToml(text->second, file.string()));
        };
        // What the program writes for the user comes last: it lies over what was imported.
        const std::filesystem::path own = folder / ownPartsName;
        const bool hasOwn = files.erase(own) > 0;
        for (const std::filesystem::path& file : files)
            readOne(file);
        m_isOwn = true;
        if (hasOwn) readOne(own);
        checkReferences();
        checkNesting();
        return std::move(m_out);
    }

    CatalogFiles read(const std::filesystem::path& folder) {
        m_out.sources.emplace("assumption", assumptionSource());
        std::error_code ignored;
        if (!std::filesystem::is_directory(folder, ignored)) {
            m_out.faults.push_back(
                {ErrorCode::File,
                 "there is no catalog folder; name it, or set HALLWRIGHT_DATA to the folder "
                 "that holds catalog",
                 folder.string()});
            return std::move(m_out);
        }
        const std::vector<std::filesystem::path> files = catalogFilePaths(folder);
        for (const std::filesystem::path& file : files)
            readFile(folder, file, readToml(file));
        checkReferences();
        checkNesting();
        if (m_out.faults.empty()) checkComplete(folder, files.size());
        return std::move(m_out);
    }

private:
    void fault(std::string where, std::string message) {
        m_out.faults.push_back({ErrorCode::Invalid, std::move(message), std::move(where)});
    }

    void readFile(const std::filesystem::path& folder, const std::filesystem::path& file,
                  const Result<TomlNode>& tree) {
        if (!tree) {
            m_out.faults.push_back(tree.error());
            return;
        }
        const bool sources =
            file == folder / "sources.toml" || file.parent_path() == folder / "sources";
        for (const auto& [id, node] : tree->entries) {
            if (sources)
                readSource(id, node, file.string());
            else
                readOnePart(id, node, file.string());
        }
    }

    void readSource(const std::string& id, const TomlNode& node, const std::string& file) {
        const std::string place = fmt::format("{}:{}", file, node.line);
        if (node.type != Type::Table)
            return fault(place,
                         fmt::format("\"{}\" stands outside any source; write [id] above it", id));
        if (!isPartId(id))
            return fault(
                place,
                fmt::format(
                    "source {}: an id holds lower-case letters, digits and dashes only; rename it",
                    id));
        if (const auto first = m_out.sourcePlaces.find(id); first != m_out.sourcePlaces.end())
            return fault(place, fmt::format("source {}: the id is used twice, first in {}; rename "
                                            "one of the two",
                                            id, first->second));
        if (m_below && (m_below->sources().count(id) || isUserSource(id)))
            return fault(place, fmt::format("source {}: the shipped catalog has this source; "
                                            "name yours otherwise",
                                            id));
        Source source;
        source.id = id;
        const std::pair<std::string_view, std::string*> fields[] = {
            {"title", &source.title},
            {"publisher", &source.publisher},
            {"url", &source.url},
            {"kind", &source.kind},
            {"note", &source.note}};
        for (const auto& [key, value] : node.entries) {
            const auto field = std::find_if(std::begin(fields), std::end(fields),
                                            [&](const auto& f) { return f.first == key; });
            const std::string where = fmt::format("{}:{}", file, value.line);
            if (field == std::end(fields))
                fault(where, fmt::format("source {}: \"{}\" is not a key of a source; use title, "
                                         "publisher, url, kind, note",
                                         id, key));
            else if (value.type != Type::Text)
                fault(where,
                      fmt::format("source {}: {} must be text; write {} = \"…\"", id, key, key));
            else
                *field->second = value.text;
        }
        if (trimmed(source.title).empty())
            fault(place, fmt::format("source {}: title is missing; write title = \"…\"", id));
        if (std::find(std::begin(sourceKinds), std::end(sourceKinds), source.kind) ==
                std::end(sourceKinds) &&
            id != "assumption")
            fault(place,
                  fmt::format("source {}: {}; use vendor, standard, operator, analyst, press, "
                              "distributor, dataset or arithmetic",
                              id,
                              source.kind.empty()
                                  ? "kind is missing"
                                  : fmt::format("\"{}\" is not a kind of source", source.kind)));
        m_out.sources[id] = std::move(source);
        m_out.sourcePlaces[id] = place;
    }

    void readOnePart(const std::string& id, const TomlNode& node, const std::string& file) {
        const std::string place = fmt::format("{}:{}", file, node.line);
        if (node.type != Type::Table)
            return fault(place,
                         fmt::format("\"{}\" stands outside any part; write [id] above it", id));
        const auto imported = m_out.imported.find(id);
        const bool liesOver = m_isOwn && imported != m_out.imported.end();
        if (const auto first = m_out.partPlaces.find(id);
            first != m_out.partPlaces.end() && !liesOver)
            return fault(
                place,
                fmt::format("part {}: the id is used twice, first in {}; rename one of the two", id,
                            first->second));
        const PartPtr below = liesOver  ? imported->second.part
                              : m_below ? m_below->find(id)
                                        : nullptr;
        PartReading reading = readPart(id, node, file, below.get());
        m_out.faults.insert(m_out.faults.end(), reading.faults.begin(), reading.faults.end());
        m_references.insert(m_references.end(), reading.references.begin(),
                            reading.references.end());
        Part read = m_below ? asRead(reading.part) : reading.part;
        m_out.parts[id] = std::make_shared<Part>(below ? laidOver(*below, read) : std::move(read));
        m_out.lines[id] = std::move(reading.lines);
        if (m_below) m_out.written[id] = std::move(reading.part);
        m_out.partPlaces[id] = place;
        if (m_importing) m_out.imported[id] = {m_out.parts.at(id), place};
    }

    void checkReferences() {
        for (const CatalogReference& reference : m_references) {
            if (reference.to == CatalogReference::To::Source &&
                !m_out.sources.count(reference.id) && !(m_below && reference.id == userSource))
                fault(reference.where,
                      fmt::format(
                          "{}: there is no source \"{}\"; add it to sources.toml or fix the name",
                          reference.subject, reference.id));
            if (reference.to == CatalogReference::To::Part && !m_out.parts.count(reference.id))
                fault(reference.where,
                      fmt::format("{}: there is no part \"{}\"; add it or fix the name",
                                  reference.subject, reference.id));
        }
    }

    /// Contents are summed by descent: a part that holds itself would never end. Parts whose
    /// contents are all taken away are taken away in turn; what stays holds itself, or something
    /// that does.
    void checkNesting() {
        std::map<std::string, std::vector<std::string>> holders;
        std::map<std::string, int> left;
        std::vector<std::string> empty;
        for (const auto& [id, part] : m_out.parts) {
            for (const Content& content : part->contents) {
                if (!m_out.parts.count(content.part)) continue;
                holders[content.part].push_back(id);
                ++left[id];
            }
            if (!left.count(id)) empty.push_back(id);
        }
        while (!empty.empty()) {
            const std::string id = std::move(empty.back());
            empty.pop_back();
            for (const std::string& holder : holders[id])
                if (--left[holder] == 0) {
                    left.erase(holder);
                    empty.push_back(holder);
                }
        }
        if (!left.empty()) tellLoop(left);
    }
    void tellLoop(const std::map<std::string, int>& left) {
        std::vector<std::string> path = {left.begin()->first};
        std::set<std::string> seen = {path.front()};
        while (true) {
            for (const Content& content : m_out.parts.at(path.back())->contents)
                if (left.count(content.part)) {
                    path.push_back(content.part);
                    break;
                }
            if (!seen.insert(path.back()).second) break;
        }
        path.erase(path.begin(), std::find(path.begin(), path.end(), path.back()));
        const auto place = m_out.partPlaces.find(path.front());
        fault(place == m_out.partPlaces.end() ? std::string() : place->second,
              fmt::format("part {}, contents: it holds itself ({}); take one of them out",
                          path.front(), joined(path, " > ")));
    }

    void checkComplete(const std::filesystem::path& folder, std::size_t files) {
        if (files <= 2)
            fault((folder / "parts").string(),
                  "there are no parts; a catalog has its parts in files parts/*.toml");
        if (!m_out.parts.count(std::string(Catalog::basisId)))
            fault((folder / "basis.toml").string(),
                  fmt::format("part {} is missing; it holds the design basis", Catalog::basisId));
    }

    const Catalog* m_below = nullptr;
    bool m_importing = false, m_isOwn = false;  ///< what file is being read
    CatalogFiles m_out;
    std::vector<CatalogReference> m_references;
};

}  // namespace

std::vector<std::filesystem::path> catalogFilePaths(const std::filesystem::path& folder) {
    const auto filesIn = [](const std::filesystem::path& inner) {
        std::vector<std::filesystem::path> found;
        std::error_code none;
        for (std::filesystem::directory_iterator it(inner, none), end; !none && it != end;
             it.increment(none))
            if (it->path().extension() == ".toml") found.push_back(it->path());
        std::sort(found.begin(), found.end());
        return found;
    };
    std::vector<std::filesystem::path> files = {folder / "sources.toml"};
    for (const char* inner : {"sources", "parts"}) {
        if (std::string_view(inner) == "parts") files.push_back(folder / "basis.toml");
        const std::vector<std::filesystem::path> found = filesIn(folder / inner);
        files.insert(files.end(), found.begin(), found.end());
    }
    return files;
}

CatalogFiles readCatalogFiles(const std::filesystem::path& folder) {
    return FilesReader().read(folder);
}

CatalogFiles readUserFiles(const Catalog& shipped, const std::filesystem::path& folder,
                           const std::map<std::string, std::string>& instead) {
    return FilesReader().readOver(shipped, folder, instead);
}

Result<Catalog> readCatalog(const std::filesystem::path& folder) {
    CatalogFiles files = readCatalogFiles(folder);
    if (!files.faults.empty()) return files.faults.front();
    return Catalog(std::move(files.parts), std::move(files.sources));
}

}  // namespace hallwright
