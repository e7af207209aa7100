#include "catalog/netbox_import.h"

#include "catalog/checker.h"
#include "catalog/netbox_device.h"
#include "catalog/reader.h"
#include "model/base/text.h"
#include "model/parts/part_fault.h"

#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <map>

namespace hallwright {

namespace {

namespace fs = std::filesystem;

// The two folders of a library that hold what the catalog takes.
constexpr std::string_view deviceFolder = "device-types";
constexpr std::string_view moduleFolder = "module-types";

// Guards against a folder that is no library; the largest has some 10,000 files in three levels.
constexpr int deepestFolder = 12;
constexpr std::size_t mostFiles = 100000;

bool isYaml(const fs::path& file) {
    const std::string extension = lowered(file.extension().string());
    return extension == ".yaml" || extension == ".yml";
}

/// Links are not followed, so that no folder holds itself; hidden folders hold no devices.
void addFilesBelow(const fs::path& folder, std::vector<fs::path>& files) {
    std::error_code code;
    fs::recursive_directory_iterator it(folder, fs::directory_options::skip_permission_denied,
                                        code);
    for (const fs::recursive_directory_iterator end; !code && it != end; it.increment(code)) {
        std::error_code ignored;
        const bool hidden = it->path().filename().string().starts_with(".");
        if (it->is_directory(ignored) && (hidden || it.depth() >= deepestFolder))
            it.disable_recursion_pending();
        else if (!hidden && isYaml(it->path()) && it->is_regular_file(ignored) &&
                 files.size() < mostFiles)
            files.push_back(it->path());
    }
}

/// A file itself; of a library its two folders; of any other folder every YAML file.
std::vector<fs::path> filesOf(const fs::path& path) {
    std::error_code code;
    if (!fs::is_directory(path, code)) return {path};
    std::vector<fs::path> files;
    for (const std::string_view folder : {deviceFolder, moduleFolder})
        if (fs::is_directory(path / folder, code)) addFilesBelow(path / folder, files);
    if (files.empty()) addFilesBelow(path, files);
    std::sort(files.begin(), files.end());
    return files;
}

/// The folder that holds device-types or module-types, else the one that was named.
fs::path rootOf(const fs::path& path) {
    std::error_code code;
    fs::path whole = fs::absolute(path, code).lexically_normal();
    if (whole.filename().empty()) whole = whole.parent_path();
    fs::path above;
    for (const fs::path& step : whole) {
        if (step == deviceFolder || step == moduleFolder) return above;
        above /= step;
    }
    return fs::is_directory(whole, code) ? whole : whole.parent_path();
}

/// What the library says of its licence: the first line of the file.
std::string licenceOf(const fs::path& root) {
    for (const char* name : {"LICENSE", "LICENSE.txt", "LICENSE.md", "COPYING"}) {
        std::error_code code;
        if (!fs::is_regular_file(root / name, code)) continue;
        std::ifstream in(root / name, std::ios::binary);
        char head[400] = {};
        in.read(head, sizeof head - 1);
        const std::string_view text(head, static_cast<std::size_t>(in.gcount()));
        const std::vector<std::string> lines = split(text, '\n');
        if (lines.empty()) continue;
        const std::string line(trimmed(lines.front()));
        std::size_t at = 0;
        if (!line.empty() && isUtf8(line, at)) return line;
    }
    return {};
}

Source sourceOf(const fs::path& root) {
    std::string name = root.filename().string();
    if (std::size_t at = 0; !isUtf8(name, at)) name = slugOf(name);
    const std::string licence = licenceOf(root);
    Source source;
    const std::string slug = slugOf(name);
    source.id = slug.starts_with("netbox") ? slug : slugOf("netbox " + slug);
    source.title = "NetBox device types" + (name.empty() ? std::string() : ", " + name);
    source.publisher = "NetBox users";
    source.kind = "dataset";
    source.note = "values as declared there; " +
                  (licence.empty() ? std::string("no licence is given with the files")
                                   : "licence: " + licence);
    return source;
}

class Importer {
public:
    Importer(const fs::path& path, const ImportOptions& options)
        : m_root(rootOf(path)), m_whole(isSame(path, m_root)), m_options(options),
          m_source(sourceOf(m_root)) {
        if (options.taken.contains(m_source.id)) m_source.id += "-import";
    }

    NetboxImport read(const std::vector<fs::path>& files) {
        m_out.sources = {m_source};
        m_out.whole = m_whole;
        for (const fs::path& file : files) {
            if (m_options.stop && m_options.stop->load()) {
                m_out.stopped = true;
                m_out.whole = false;
                break;
            }
            m_out.files.push_back(readFile(file));
            if (m_options.progress) m_options.progress(m_out.files.size(), files.size());
        }
        std::sort(m_out.parts.begin(), m_out.parts.end(),
                  [](const Part& a, const Part& b) { return a.id < b.id; });
        return std::move(m_out);
    }

private:
    /// As notes and reports name a file: below the library, never where that lies.
    std::string nameOf(const fs::path& file) const {
        std::error_code code;
        std::string name =
            fs::absolute(file, code).lexically_normal().lexically_relative(m_root).generic_string();
        std::size_t at = 0;
        return isUtf8(name, at) ? name : slugOf(name);
    }

    ImportedFile readFile(const fs::path& file) {
        ImportedFile out;
        out.file = file;
        const Result<YamlNode> tree = readYaml(file);
        if (!tree) {
            out.error = tree.error().text();
            return out;
        }
        const std::string name = nameOf(file);
        const bool module =
            name.starts_with(fmt::format("{}/", moduleFolder)) ||
            file.string().find(fmt::format("/{}/", moduleFolder)) != std::string::npos;
        NetboxDevice device = netboxDevice(*tree, {module, m_source.id, m_options.asOf, name});
        out.unmapped = std::move(device.unmapped);
        out.error = std::move(device.error);
        if (!device.part) return out;
        out.how = std::move(device.how);
        Part& part = *device.part;
        if (std::string fault = faultOf(part); !fault.empty()) {
            out.error = std::move(fault);
            out.unmapped.clear();
            return out;
        }
        const auto [same, isNew] =
            m_names.emplace(fmt::format("{}{}", module ? "module " : "", lowered(part.name)), name);
        if (!isNew) {
            out.error = fmt::format("it describes {} again; the one of {} is kept", part.name,
                                    same->second);
            out.unmapped.clear();
            return out;
        }
        part.id = freeId(part.id);
        out.part = part.id;
        out.kind = info(part.kind).id;
        m_out.parts.push_back(std::move(part));
        return out;
    }

    /// What `catalog check` would refuse: one part must not keep all the others out.
    std::string faultOf(const Part& part) const {
        if (std::string fault = partFault(part); !fault.empty()) return fault;
        CatalogFiles files;
        files.parts.emplace(part.id, std::make_shared<Part>(part));
        files.sources.emplace(m_source.id, m_source);
        files.partPlaces.emplace(part.id, std::string());
        const CatalogCheck check = checkFiles(files);
        return check.errors.empty() ? std::string() : check.errors.front().message;
    }

    std::string freeId(const std::string& wanted) {
        std::string id = m_options.taken.contains(wanted) ? wanted + "-netbox" : wanted;
        for (int i = 2; m_options.taken.contains(id) || !m_ids.insert(id).second; ++i)
            id = fmt::format("{}-{}", wanted, i);
        return id;
    }

    static bool isSame(const fs::path& a, const fs::path& b) {
        std::error_code code;
        return fs::equivalent(a, b, code) && !code;
    }

    fs::path m_root;
    bool m_whole;
    const ImportOptions& m_options;
    Source m_source;
    std::map<std::string, std::string> m_names;  ///< file by maker and model
    std::set<std::string> m_ids;
    NetboxImport m_out;
};

}  // namespace

Result<NetboxImport> importNetbox(const fs::path& path, const ImportOptions& options) {
    if (!isPartDate(options.asOf))
        return Error{ErrorCode::Usage,
                     fmt::format("\"{}\" is not a date; write a year, a month or a day as 2026, "
                                 "2026-11 or 2026-11-30",
                                 options.asOf),
                     {}};
    std::error_code code;
    if (!fs::exists(path, code))
        return Error{ErrorCode::File, "there is no such file or folder", path.string()};
    const std::vector<fs::path> files = filesOf(path);
    if (files.empty())
        return Error{ErrorCode::File,
                     "there are no .yaml files in it; name a file, a folder or a whole library",
                     path.string()};
    return Importer(path, options).read(files);
}

}  // namespace hallwright
