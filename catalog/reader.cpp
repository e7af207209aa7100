#include "catalog/reader.h"

#include "catalog/part_reader.h"
#include "catalog/toml_tree.h"
#include "model/base/text.h"

#include <algorithm>
#include <set>

#include <fmt/format.h>

namespace hallwright {

namespace {

using Type = TomlNode::Type;

constexpr std::string_view sourceKinds[] = {"vendor", "standard",    "operator", "analyst",
                                            "press",  "distributor", "dataset",  "arithmetic"};

/// Our own judgement: the one source that needs no entry.
Source assumptionSource() {
    return {"assumption", "Assumption of this catalog", "Hallwright", "", "", "our own judgement, with range and reason"};
}

class FilesReader {
public:
    CatalogFiles read(const std::filesystem::path& folder) {
        m_out.sources.emplace("assumption", assumptionSource());
        const std::filesystem::path sources = folder / "sources.toml";
        for (const std::filesystem::path& file : catalogFilePaths(folder)) {
            const Result<TomlNode> tree = readToml(file);
            if (!tree) {
                m_out.faults.push_back(tree.error());
                continue;
            }
            for (const auto& [id, node] : tree->entries) {
                if (file == sources) readSource(id, node, file.string());
                else readOnePart(id, node, file.string());
            }
        }
        checkReferences();
        checkNesting();
        return std::move(m_out);
    }

private:
    void fault(std::string where, std::string message) {
        m_out.faults.push_back({ErrorCode::Invalid, std::move(message), std::move(where)});
    }

    void readSource(const std::string& id, const TomlNode& node, const std::string& file) {
        const std::string place = fmt::format("{}:{}", file, node.line);
        if (node.type != Type::Table)
            return fault(place, fmt::format("\"{}\" stands outside any source; write [id] above it", id));
        if (!isCatalogId(id))
            return fault(place, fmt::format("source {}: an id holds lower-case letters, digits and dashes only; rename it", id));
        Source source;
        source.id = id;
        const std::pair<std::string_view, std::string*> fields[] = {{"title", &source.title},
                                                                    {"publisher", &source.publisher},
                                                                    {"url", &source.url},
                                                                    {"kind", &source.kind},
                                                                    {"note", &source.note}};
        for (const auto& [key, value] : node.entries) {
            const auto field = std::find_if(std::begin(fields), std::end(fields), [&](const auto& f) { return f.first == key; });
            const std::string where = fmt::format("{}:{}", file, value.line);
            if (field == std::end(fields))
                fault(where, fmt::format("source {}: \"{}\" is no key of a source; use title, publisher, url, kind, note", id, key));
            else if (value.type != Type::Text)
                fault(where, fmt::format("source {}: {} must be text; write {} = \"…\"", id, key, key));
            else
                *field->second = value.text;
        }
        if (trimmed(source.title).empty()) fault(place, fmt::format("source {}: title is missing; write title = \"…\"", id));
        if (std::find(std::begin(sourceKinds), std::end(sourceKinds), source.kind) == std::end(sourceKinds) && id != "assumption")
            fault(place, fmt::format("source {}: {}; use vendor, standard, operator, analyst, press, distributor, dataset or arithmetic",
                                     id, source.kind.empty() ? "kind is missing" : fmt::format("\"{}\" is no kind", source.kind)));
        m_out.sources[id] = std::move(source);
        m_out.sourcePlaces[id] = place;
    }

    void readOnePart(const std::string& id, const TomlNode& node, const std::string& file) {
        const std::string place = fmt::format("{}:{}", file, node.line);
        if (node.type != Type::Table)
            return fault(place, fmt::format("\"{}\" stands outside any part; write [id] above it", id));
        if (const auto first = m_out.partPlaces.find(id); first != m_out.partPlaces.end())
            return fault(place, fmt::format("part {}: the id is used twice, first in {}; rename one of the two", id, first->second));
        PartReading reading = readPart(id, node, file);
        m_out.faults.insert(m_out.faults.end(), reading.faults.begin(), reading.faults.end());
        m_references.insert(m_references.end(), reading.references.begin(), reading.references.end());
        m_out.parts.emplace(id, std::make_shared<Part>(std::move(reading.part)));
        m_out.partPlaces.emplace(id, place);
    }

    void checkReferences() {
        for (const CatalogReference& reference : m_references) {
            if (reference.to == CatalogReference::To::Source && !m_out.sources.count(reference.id))
                fault(reference.where, fmt::format("{}: there is no source \"{}\"; add it to sources.toml or mend the name",
                                                   reference.subject, reference.id));
            if (reference.to == CatalogReference::To::Part && !m_out.parts.count(reference.id))
                fault(reference.where, fmt::format("{}: there is no part \"{}\"; add it or mend the name", reference.subject,
                                                   reference.id));
        }
    }

    /// Contents are summed by descent: a part that holds itself would never end.
    void checkNesting() {
        std::set<std::string> done;
        for (const auto& [id, part] : m_out.parts) descend(id, {}, done);
    }
    void descend(const std::string& id, std::vector<std::string> path, std::set<std::string>& done) {
        if (std::find(path.begin(), path.end(), id) != path.end()) {
            path.erase(path.begin(), std::find(path.begin(), path.end(), id));
            path.push_back(id);
            return fault(m_out.partPlaces[id], fmt::format("part {}, contents: it holds itself ({}); take one of them out", id,
                                                           joined(path, " > ")));
        }
        const auto part = m_out.parts.find(id);
        if (part == m_out.parts.end() || !done.insert(id).second) return;
        path.push_back(id);
        // `done` marks what was entered: a loop shows itself on the path of its first walk.
        for (const Content& content : part->second->contents) {
            const bool onPath = std::find(path.begin(), path.end(), content.part) != path.end();
            if (onPath || !done.count(content.part)) descend(content.part, path, done);
        }
    }

    CatalogFiles m_out;
    std::vector<CatalogReference> m_references;
};

}  // namespace

std::vector<std::filesystem::path> catalogFilePaths(const std::filesystem::path& folder) {
    std::vector<std::filesystem::path> parts;
    std::error_code none;
    for (std::filesystem::directory_iterator it(folder / "parts", none), end; !none && it != end; it.increment(none))
        if (it->path().extension() == ".toml") parts.push_back(it->path());
    std::sort(parts.begin(), parts.end());
    std::vector<std::filesystem::path> files = {folder / "sources.toml", folder / "basis.toml"};
    files.insert(files.end(), parts.begin(), parts.end());
    return files;
}

CatalogFiles readCatalogFiles(const std::filesystem::path& folder) { return FilesReader().read(folder); }

Result<Catalog> readCatalog(const std::filesystem::path& folder) {
    CatalogFiles files = readCatalogFiles(folder);
    if (!files.faults.empty()) return files.faults.front();
    return Catalog(std::move(files.parts), std::move(files.sources));
}

}  // namespace hallwright
