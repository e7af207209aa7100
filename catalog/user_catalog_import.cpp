// Imports into a user's catalog: a file of parts and a file of sources for each source.

#include "catalog/checker.h"
#include "catalog/import_file.h"
#include "catalog/own_file.h"
#include "catalog/part_writer.h"
#include "catalog/reader.h"
#include "catalog/user_catalog.h"
#include "model/base/text.h"
#include "model/parts/part_fault.h"

#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <set>

namespace hallwright {

namespace {

namespace fs = std::filesystem;

/// A user's catalog as one import sees it: what that import wrote before, and everything else.
class ImportFiles {
public:
    static Result<ImportFiles> read(const Catalog& shipped, const fs::path& folder,
                                    const std::string& source) {
        if (folder.empty())
            return Error{ErrorCode::File,
                         "there is no place for a catalog of your own; set XDG_DATA_HOME or HOME",
                         {}};
        ImportFiles out(shipped, folder, source);
        if (!isPartId(source) || folder / out.m_partsName == folder / ownPartsName)
            return refused(fmt::format("\"{}\" is no name for an import", source));
        for (const std::string& name : {out.m_partsName, out.m_sourcesName})
            if (std::error_code error;
                fs::exists(folder / name, error) && !isImportFile(folder / name))
                return refused("this file is yours, and an import would replace it; rename it",
                               (folder / name).string());
        Result<std::shared_ptr<FolderLock>> lock = FolderLock::take(folder);
        if (!lock) return lock.error();
        out.m_lock = std::move(lock).value();
        out.m_files = readUserFiles(shipped, folder);
        if (!out.m_files.faults.empty()) return out.m_files.faults.front();
        for (const auto& [id, imported] : out.m_files.imported)
            if (fileOf(imported.place) == (folder / out.m_partsName).string())
                out.m_before.emplace(id, imported.part);
        for (const auto& [id, place] : out.m_files.sourcePlaces)
            if (fileOf(place) == (folder / out.m_sourcesName).string())
                out.m_sources.emplace(id, out.m_files.sources.at(id));
        return out;
    }

    const std::map<std::string, PartPtr>& before() const { return m_before; }
    const std::map<std::string, Source>& sources() const { return m_sources; }

    /// Why an id is not to be had: it is somebody else's. Empty where it is free.
    std::string ownerOf(const std::string& id) const {
        if (m_before.count(id)) return {};
        if (const auto at = m_files.partPlaces.find(id); at != m_files.partPlaces.end())
            return "a part of your catalog has this id";
        return m_shipped.find(id) ? "a shipped part has this id" : std::string();
    }
    /// What the user's catalog says or holds otherwise of a part of this import: it has to stay.
    std::set<std::string> needed() const {
        std::set<std::string> out;
        for (const auto& [id, part] : m_files.written) {
            const bool isHere =
                fileOf(m_files.partPlaces.at(id)) == (m_folder / m_partsName).string();
            if (isHere) continue;
            if (m_before.count(id)) out.insert(id);
            for (const Content& content : part.contents)
                if (m_before.count(content.part)) out.insert(content.part);
            for (const Datum& datum : part.data)
                for (const Reading& reading : datum.readings)
                    if (info(datum.property).shape == Shape::Reference &&
                        m_before.count(reading.text))
                        out.insert(reading.text);
        }
        return out;
    }

    /// Checks what is to be written as `catalog check` does, then writes it.
    Result<Catalog> write(const std::map<std::string, Part>& parts,
                          const std::map<std::string, Source>& sources) {
        std::string partsText(importHeading), sourcesText(importHeading);
        for (const auto& [id, part] : parts)
            partsText += "\n" + partToToml(part);
        for (const auto& [id, source] : sources)
            sourcesText += "\n" + sourceToToml(source);
        if (Result<void> sound = check(partsText, sourcesText); !sound) return sound.error();
        // Sources go before what cites them.
        for (const auto& [name, text] :
             {std::pair{m_sourcesName, sourcesText}, std::pair{m_partsName, partsText}})
            if (Result<void> done = writeWhole(m_folder / name, text); !done) return done.error();
        return layered(m_shipped, m_folder);
    }
    Result<Catalog> remove() {
        if (Result<void> sound = check({}, {}); !sound) return sound.error();
        for (const std::string& name : {m_partsName, m_sourcesName}) {
            std::error_code error;
            fs::remove(m_folder / name, error);
            if (error)
                return Error{ErrorCode::File,
                             fmt::format("the file cannot be removed: {}", error.message()),
                             (m_folder / name).string()};
        }
        return layered(m_shipped, m_folder);
    }

private:
    ImportFiles(Catalog shipped, fs::path folder, const std::string& source)
        : m_shipped(std::move(shipped)), m_folder(std::move(folder)),
          m_partsName(fmt::format("parts/{}.toml", source)),
          m_sourcesName(fmt::format("sources/{}.toml", source)) {}

    static std::string fileOf(const std::string& place) {
        return place.substr(0, place.rfind(':'));
    }
    Result<void> check(const std::string& partsText, const std::string& sourcesText) const {
        const CatalogFiles files = readUserFiles(
            m_shipped, m_folder, {{m_partsName, partsText}, {m_sourcesName, sourcesText}});
        const CatalogCheck check = checkFiles(files);
        if (check.errors.empty()) return {};
        const Error& error = check.errors.front();
        // A line of a text that was never written helps nobody.
        const bool unwritten = fileOf(error.where) == (m_folder / m_partsName).string() ||
                               fileOf(error.where) == (m_folder / m_sourcesName).string();
        return refused(error.message, unwritten ? std::string() : error.where);
    }

    std::shared_ptr<FolderLock> m_lock;
    Catalog m_shipped;
    fs::path m_folder;
    std::string m_partsName, m_sourcesName;
    CatalogFiles m_files;
    std::map<std::string, PartPtr> m_before;  ///< as this import wrote them last
    std::map<std::string, Source> m_sources;  ///< the same
};

/// Ids of the parts of a new import: what was there before keeps its own, for halls know it by
/// that; what is new takes one that nobody has.
class Ids {
public:
    Ids(const ImportFiles& files, std::vector<std::string>& notes)
        : m_files(files), m_notes(notes) {}

    std::map<std::string, Part> given(const std::vector<Part>& parts) {
        std::vector<const Part*> fresh;
        std::map<std::string, Part> out;
        for (const Part& part : parts) {
            const std::string known = knownId(part);
            if (known.empty()) {
                fresh.push_back(&part);
                continue;
            }
            if (known != part.id)
                m_notes.push_back(
                    fmt::format("{} keeps the id {} of the earlier import", part.name, known));
            put(out, part, known);
        }
        for (const Part* part : fresh) {
            const std::string id = freeId(part->id);
            if (id != part->id) {
                const std::string owner = m_files.ownerOf(part->id);
                m_notes.push_back(
                    fmt::format("{} comes in as {}: {}", part->id, id,
                                owner.empty() ? "the import has two parts of this id" : owner));
            }
            put(out, *part, id);
        }
        return out;
    }

private:
    void put(std::map<std::string, Part>& out, const Part& part, const std::string& id) {
        m_used.insert(id);
        Part& placed = out[id] = part;
        placed.id = id;
    }
    /// Of the part that was imported before under this name, the same id first.
    std::string knownId(const Part& part) const {
        const auto isIt = [&](const std::string& id, const Part& before) {
            return lowered(before.name) == lowered(part.name) && !m_used.count(id);
        };
        const auto same = m_files.before().find(part.id);
        if (same != m_files.before().end() && isIt(same->first, *same->second)) return part.id;
        for (const auto& [id, before] : m_files.before())
            if (isIt(id, *before)) return id;
        return {};
    }
    std::string freeId(const std::string& wanted) const {
        std::string id = wanted;
        for (int i = 2;
             m_used.count(id) || m_files.before().count(id) || !m_files.ownerOf(id).empty(); ++i)
            id = fmt::format("{}-{}", wanted, i);
        return id;
    }

    const ImportFiles& m_files;
    std::vector<std::string>& m_notes;
    std::set<std::string> m_used;
};

/// "a, b, c and 12 more".
std::string some(const std::vector<std::string>& ids) {
    constexpr std::size_t most = 5;
    std::string out = joined(
        {ids.begin(), ids.begin() + static_cast<std::ptrdiff_t>(std::min(most, ids.size()))}, ", ");
    if (ids.size() > most) out += fmt::format(" and {} more", ids.size() - most);
    return out;
}

}  // namespace

bool isImportFile(const fs::path& file) {
    std::error_code error;
    if (!fs::is_regular_file(file, error)) return false;
    std::ifstream in(file, std::ios::binary);
    std::string head(importHeading.size(), '\0');
    in.read(head.data(), static_cast<std::streamsize>(head.size()));
    return in && head == importHeading;
}

Result<Catalog> UserCatalog::putImport(const std::string& source, const std::vector<Part>& parts,
                                       const std::vector<Source>& sources, bool whole,
                                       std::vector<std::string>* notes) {
    Result<ImportFiles> files = ImportFiles::read(m_shipped, m_folder, source);
    if (!files) return files.error();
    std::vector<std::string> said;
    std::map<std::string, Part> all = Ids(*files, said).given(parts);
    const std::set<std::string> needed = files->needed();
    std::vector<std::string> kept, gone;
    for (const auto& [id, part] : files->before()) {
        if (all.count(id)) continue;
        const bool stays = !whole || needed.count(id);
        (stays ? kept : gone).push_back(id);
        if (stays) all.emplace(id, *part);
    }
    if (!kept.empty())
        said.push_back(fmt::format("of earlier imports {} {}: {}",
                                   counted(static_cast<long long>(kept.size()), "part"),
                                   kept.size() == 1 ? "stays" : "stay", some(kept)));
    if (!gone.empty())
        said.push_back(fmt::format(
            "of the earlier import {} gone: {}",
            gone.size() == 1 ? "1 part is" : fmt::format("{} parts are", gone.size()), some(gone)));
    std::map<std::string, Source> cited = files->sources();
    for (const Source& each : sources)
        cited[each.id] = each;
    Result<Catalog> done = files.value().write(all, cited);
    if (done && notes) notes->insert(notes->end(), said.begin(), said.end());
    return done;
}

Result<Catalog> UserCatalog::removeImport(const std::string& source) {
    Result<ImportFiles> files = ImportFiles::read(m_shipped, m_folder, source);
    if (!files) return files.error();
    if (files->before().empty() && files->sources().empty())
        return Error{ErrorCode::NotFound,
                     fmt::format("your catalog has no import {}; the files of imports are in its "
                                 "folder parts",
                                 source),
                     {}};
    if (const std::set<std::string> needed = files->needed(); !needed.empty())
        return refused(fmt::format("your catalog changes or holds parts of it ({}); take that back "
                                   "first: catalog remove PART",
                                   some({needed.begin(), needed.end()})));
    return files.value().remove();
}

}  // namespace hallwright
