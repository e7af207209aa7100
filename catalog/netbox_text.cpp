// What the import of NetBox files says and writes.

#include "catalog/netbox_import.h"
#include "catalog/part_writer.h"
#include "model/base/text.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

namespace hallwright {

namespace {

/// What is counted: "weight" of "weight (line 4: …)".
std::string keyOf(const std::string& unmapped) { return unmapped.substr(0, unmapped.find(" (")); }

/// "comments 1,517, module-bays 870": what is left out most often first.
std::string keysText(const NetboxImport& import) {
    std::map<std::string, long long> files;
    for (const ImportedFile& file : import.files) {
        std::set<std::string> once;
        for (const std::string& unmapped : file.unmapped)
            if (once.insert(keyOf(unmapped)).second) ++files[keyOf(unmapped)];
    }
    std::vector<std::pair<std::string, long long>> sorted(files.begin(), files.end());
    std::stable_sort(sorted.begin(), sorted.end(),
                     [](const auto& a, const auto& b) { return a.second > b.second; });
    constexpr std::size_t enough = 20;
    std::vector<std::string> pieces;
    for (std::size_t i = 0; i < std::min(enough, sorted.size()); ++i)
        pieces.push_back(fmt::format("{} {}", sorted[i].first, grouped(sorted[i].second)));
    if (sorted.size() > enough)
        pieces.push_back(
            fmt::format("and {} more", grouped(static_cast<long long>(sorted.size() - enough))));
    return joined(pieces, ", ");
}

std::string kindsText(const NetboxImport& import) {
    std::map<Kind, long long> parts;
    for (const Part& part : import.parts)
        ++parts[part.kind];
    std::vector<std::string> pieces;
    for (const auto& [kind, count] : parts)
        pieces.push_back(fmt::format("{} {}", info(kind).id, grouped(count)));
    return joined(pieces, ", ");
}

}  // namespace

std::string importText(const NetboxImport& import) {
    std::string out;
    for (const ImportedFile& file : import.files) {
        if (!file.error.empty())
            out += fmt::format("{}: not taken: {}\n", file.file.string(), file.error);
        else
            out += fmt::format("{}: {}, {} since {}{}{}\n", file.file.string(), file.part,
                               file.kind, file.how, file.unmapped.empty() ? "" : "; without ",
                               joined(file.unmapped, "; "));
    }
    return out + importSums(import);
}

std::string importSums(const NetboxImport& import) {
    long long made = 0, whole = 0;
    for (const ImportedFile& file : import.files) {
        made += file.part.empty() ? 0 : 1;
        whole += !file.part.empty() && file.unmapped.empty() ? 1 : 0;
    }
    const long long files = static_cast<long long>(import.files.size());
    std::string out = fmt::format("{}: {} made, {} of them with all that their file says; {} not "
                                  "taken.\n",
                                  counted(files, "file"), counted(made, "part"), grouped(whole),
                                  counted(files - made, "file"));
    if (!import.parts.empty()) out += fmt::format("Parts by kind: {}.\n", kindsText(import));
    if (const std::string keys = keysText(import); !keys.empty())
        out += fmt::format("Left out, by number of files: {}.\n", keys);
    for (const Source& source : import.sources)
        out += fmt::format("Source {}: {}; {}.\n", source.id, source.title, source.note);
    for (const std::string& note : import.notes)
        out += note + ".\n";
    if (import.stopped) out += "Stopped before the end.\n";
    return out;
}

std::string importedPartsToml(const NetboxImport& import) {
    std::string out;
    for (const Part& part : import.parts)
        out += (out.empty() ? "" : "\n") + partToToml(part);
    return out;
}

std::string importedSourcesToml(const NetboxImport& import) {
    std::string out;
    for (const Source& source : import.sources)
        out += (out.empty() ? "" : "\n") + sourceToToml(source);
    return out;
}

}  // namespace hallwright
