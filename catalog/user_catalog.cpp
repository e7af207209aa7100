#include "catalog/user_catalog.h"

#include "catalog/checker.h"
#include "catalog/data_folder.h"
#include "catalog/import_file.h"
#include "catalog/layers.h"
#include "catalog/own_file.h"
#include "catalog/part_writer.h"
#include "catalog/reader.h"
#include "model/base/text.h"
#include "model/parts/part_status.h"

#include <fmt/format.h>

#include <set>

namespace hallwright {

namespace {

constexpr std::string_view partsName = ownPartsName;
constexpr std::string_view sourcesName = "sources/own.toml";
constexpr std::string_view heading =
    "# Written by Hallwright. Other files of this folder are yours: the program only reads them.\n";

Error noPart(const std::string& id) {
    return {ErrorCode::NotFound, fmt::format("there is no part {}; give its id", id), {}};
}

std::map<std::string, Layer> layersOf(const Catalog& shipped, const CatalogFiles& files) {
    std::map<std::string, Layer> out;
    for (const auto& [id, part] : files.written)
        out.emplace(id, shipped.find(id) ? Layer::Changed : Layer::Own);
    return out;
}

Result<Catalog> catalogOf(const Catalog& shipped, CatalogFiles files) {
    if (!files.faults.empty()) return files.faults.front();
    std::map<std::string, Layer> layers = layersOf(shipped, files);
    return Catalog(std::move(files.parts), std::move(files.sources), std::move(layers));
}

/// What the program itself has written into a user's catalog, to be changed and written again.
/// Nobody else writes there until it is gone.
class OwnFiles {
public:
    static Result<OwnFiles> read(const Catalog& shipped, const std::filesystem::path& folder) {
        if (folder.empty())
            return Error{ErrorCode::File,
                         "there is no place for a catalog of your own; set XDG_DATA_HOME or HOME",
                         {}};
        Result<std::shared_ptr<FolderLock>> lock = FolderLock::take(folder);
        if (!lock) return lock.error();
        CatalogFiles files = readUserFiles(shipped, folder);
        if (!files.faults.empty()) return files.faults.front();
        OwnFiles out(shipped, folder, std::move(lock).value());
        for (auto& [id, part] : files.written) {
            if (out.isIn(files.partPlaces.at(id), partsName))
                out.m_parts.emplace(id, std::move(part));
            else if (!files.imported.count(id))
                out.m_elsewhere.emplace(id, files.partPlaces.at(id));
        }
        for (const auto& [id, imported] : files.imported)
            out.m_imported.emplace(id, imported.part);
        for (const auto& [id, place] : files.sourcePlaces)
            if (out.isIn(place, sourcesName)) out.m_sources.emplace(id, files.sources.at(id));
        out.m_written = out.m_sources;
        out.m_before = Catalog(std::move(files.parts), std::move(files.sources));
        return out;
    }

    const Catalog& before() const { return m_before; }

    Result<void> set(const std::string& id, const Part& part) {
        if (const auto at = m_elsewhere.find(id); at != m_elsewhere.end())
            return Error{ErrorCode::Refused,
                         fmt::format("part {} stands in a file of yours, which the program does "
                                     "not write; change it there",
                                     id),
                         at->second};
        const PartPtr below = belowOwn(id);
        if (below && part.kind != below->kind)
            return refused(fmt::format("part {} is of the kind {}, which cannot be changed; make a "
                                       "part under another id",
                                       id, info(below->kind).id));
        Part own = asWritten(below ? differenceFrom(*below, part) : part);
        if (below && saysNothing(own))
            m_parts.erase(id);
        else
            m_parts[id] = std::move(own);
        return {};
    }
    Result<void> remove(const std::string& id) {
        if (m_parts.erase(id) > 0) return {};
        if (const auto at = m_elsewhere.find(id); at != m_elsewhere.end())
            return Error{ErrorCode::Refused,
                         fmt::format("part {} stands in a file of yours, which the program does "
                                     "not write; take it out there",
                                     id),
                         at->second};
        if (m_imported.count(id))
            return refused(fmt::format("part {} was imported; catalog remove --import SOURCE takes "
                                       "the import back, catalog retire keeps the part out of "
                                       "sight",
                                       id));
        if (!m_shipped.find(id)) return noPart(id);
        return refused(fmt::format("your catalog says nothing of part {}", id));
    }
    void add(const Source& source) {
        const auto known = m_before.sources().find(source.id);
        if (known == m_before.sources().end() || !(known->second == source))
            m_sources[source.id] = source;
    }

    /// Checks what is to be written as `catalog check` does, then writes it.
    Result<Catalog> write() {
        CatalogFiles files = readUserFiles(m_shipped, m_folder,
                                           {{std::string(partsName), partsText()},
                                            {std::string(sourcesName), sourcesText(m_sources)}});
        if (const CatalogCheck check = checkFiles(files); !check.errors.empty())
            return told(check.errors.front());
        dropUncited(files);
        // Sources go before what cites them, and go after it when nothing does any more.
        std::map<std::string, Source> all = m_written;
        for (const auto& [id, source] : m_sources)
            all[id] = source;
        if (all != m_written)
            if (Result<void> done = put(sourcesName, sourcesText(all)); !done) return done.error();
        if (Result<void> done = put(partsName, partsText()); !done) return done.error();
        if (m_sources != all)
            if (Result<void> done = put(sourcesName, sourcesText(m_sources)); !done)
                return done.error();
        return layered(m_shipped, m_folder);
    }

private:
    OwnFiles(Catalog shipped, std::filesystem::path folder, std::shared_ptr<FolderLock> lock)
        : m_lock(std::move(lock)), m_shipped(std::move(shipped)), m_folder(std::move(folder)) {}

    /// What own.toml lies over: a shipped part, or an imported one.
    PartPtr belowOwn(const std::string& id) const {
        const auto imported = m_imported.find(id);
        return imported == m_imported.end() ? m_shipped.find(id) : imported->second;
    }
    bool isIn(const std::string& place, std::string_view name) const {
        return place.substr(0, place.rfind(':')) == (m_folder / name).string();
    }
    /// A line of a text that was never written helps nobody; the sentence names part and property.
    Error told(const Error& error) const {
        const bool unwritten = isIn(error.where, partsName) || isIn(error.where, sourcesName);
        return {ErrorCode::Refused, error.message, unwritten ? std::string() : error.where};
    }

    void dropUncited(const CatalogFiles& files) {
        std::set<std::string> cited;
        for (const auto& [id, part] : files.written)
            for (const Datum& datum : part.data)
                for (const Reading& reading : datum.readings)
                    cited.insert(reading.source);
        std::erase_if(m_sources, [&](const auto& row) { return !cited.count(row.first); });
    }

    std::string partsText() const {
        std::string out(heading);
        for (const auto& [id, part] : m_parts)
            out += "\n" + partToToml(part);
        return out;
    }
    static std::string sourcesText(const std::map<std::string, Source>& sources) {
        std::string out(heading);
        for (const auto& [id, source] : sources)
            out += "\n" + sourceToToml(source);
        return out;
    }
    Result<void> put(std::string_view name, const std::string& text) const {
        return writeWhole(m_folder / name, text);
    }

    std::shared_ptr<FolderLock> m_lock;
    Catalog m_shipped;
    std::filesystem::path m_folder;
    Catalog m_before;
    std::map<std::string, Part> m_parts;             ///< of own.toml, as it has them
    std::map<std::string, std::string> m_elsewhere;  ///< parts of the user's files, with places
    std::map<std::string, PartPtr> m_imported;       ///< parts of imports, without own.toml
    std::map<std::string, Source> m_sources, m_written;
};

}  // namespace

std::filesystem::path userCatalogFolder() {
    const std::filesystem::path data = userDataFolder();
    return data.empty() ? data : data / "catalog";
}

Result<Catalog> layered(const Catalog& shipped, const std::filesystem::path& userFolder) {
    return catalogOf(shipped, readUserFiles(shipped, userFolder));
}

UserCatalog::UserCatalog(Catalog shipped, std::filesystem::path folder)
    : m_shipped(std::move(shipped)), m_folder(std::move(folder)) {}

Result<Catalog> UserCatalog::read() const { return layered(m_shipped, m_folder); }

Result<Catalog> UserCatalog::put(const Part& part, const std::vector<Source>& sources) {
    Result<OwnFiles> own = OwnFiles::read(m_shipped, m_folder);
    if (!own) return own.error();
    for (const Source& source : sources)
        own.value().add(source);
    if (Result<void> done = own.value().set(part.id, part); !done) return done.error();
    return own.value().write();
}

Result<Catalog> UserCatalog::change(const std::string& part, const Change& change,
                                    const std::vector<Source>& sources) {
    Result<OwnFiles> own = OwnFiles::read(m_shipped, m_folder);
    if (!own) return own.error();
    const PartPtr now = own->before().find(part);
    if (!now) return noPart(part);
    const Result<Part> changed = change(*now);
    if (!changed) return changed.error();
    for (const Source& source : sources)
        own.value().add(source);
    if (Result<void> done = own.value().set(part, *changed); !done) return done.error();
    return own.value().write();
}

Result<Catalog> UserCatalog::choose(const std::string& part, Property property, std::size_t reading,
                                    const std::string& why) {
    return change(part, [&](const Part& now) -> Result<Part> {
        const Datum* datum = now.find(property);
        const std::string_view id = info(property).id;
        if (!datum) return refused(fmt::format("part {} says nothing of {}", part, id));
        if (reading >= datum->readings.size())
            return refused(fmt::format(
                "part {} has {} of {}", part,
                counted(static_cast<long long>(datum->readings.size()), "reading"), id));
        Part out = now;
        for (Datum& chosen : out.data)
            if (chosen.property == property) {
                chosen.chosen = reading;
                // A choice says why; what a document said of its own choice stays where it is.
                if (!trimmed(why).empty() || trimmed(chosen.reading().why).empty())
                    chosen.readings[reading].why = why;
            }
        return out;
    });
}

Result<Catalog> UserCatalog::duplicate(const std::string& part, const std::string& id,
                                       const std::string& name) {
    Result<OwnFiles> own = OwnFiles::read(m_shipped, m_folder);
    if (!own) return own.error();
    const PartPtr original = own->before().find(part);
    if (!original) return noPart(part);
    if (own->before().find(id))
        return refused(fmt::format("there is a part {} already; choose another id", id));
    Part copy = *original;
    copy.id = id;
    copy.name = name;
    copy.aliases.clear();  // they are names of the original
    copy.status = offeredFrom(copy.status);
    if (Result<void> done = own.value().set(id, copy); !done) return done.error();
    return own.value().write();
}

Result<Catalog> UserCatalog::retire(const std::string& part, bool retired) {
    Result<OwnFiles> own = OwnFiles::read(m_shipped, m_folder);
    if (!own) return own.error();
    const PartPtr now = own->before().find(part);
    if (!now) return noPart(part);
    if (isRetired(now->status) == retired)
        return refused(
            fmt::format("part {} is {}", part, retired ? "retired already" : "not retired"));
    Part changed = *now;
    const PartPtr shipped = m_shipped.find(part);
    if (retired)
        changed.status = retiredFrom(now->status);
    else if (now->status == retiredStatus && shipped && !isRetired(shipped->status))
        changed.status = shipped->status;  // written by hand, without what it was before
    else
        changed.status = offeredFrom(now->status);
    if (Result<void> done = own.value().set(part, changed); !done) return done.error();
    return own.value().write();
}

Result<Catalog> UserCatalog::remove(const std::string& part) {
    Result<OwnFiles> own = OwnFiles::read(m_shipped, m_folder);
    if (!own) return own.error();
    if (Result<void> done = own.value().remove(part); !done) return done.error();
    return own.value().write();
}

}  // namespace hallwright
