#include "catalog/data_folder.h"
#include "catalog/index.h"
#include "catalog/reader.h"
#include "catalog/stamp.h"
#include "catalog/user_catalog.h"
#include "model/base/fingerprint.h"

#include <fmt/format.h>

#include <optional>
#include <vector>

namespace hallwright {

namespace {

/// Between the stamp of the shipped catalog and that of the user's.
constexpr std::string_view seam = "user-catalog\n";

/// A cache that cannot be written costs time, not the answer.
void keep(const Catalog& catalog, const std::filesystem::path& index, const std::string& stamp) {
    if (index.empty()) return;
    std::error_code error;
    std::filesystem::create_directories(index.parent_path(), error);
    if (!error) static_cast<void>(writeIndex(catalog, index, stamp));
}

struct FreshIndex {
    std::filesystem::path file;
    std::string stamp;
    Freshness freshness = Freshness::Other;
};

/// The indexes that can be read in place of the files; those that need no look into them first.
std::vector<FreshIndex> freshIndexes(const std::filesystem::path& folder) {
    std::vector<FreshIndex> same, touched;
    for (const std::filesystem::path& file : {builtIndexPath(folder), indexPath(folder)}) {
        std::error_code error;
        if (file.empty() || !std::filesystem::exists(file, error)) continue;
        Result<std::string> stamp = indexStamp(file);
        if (!stamp) continue;
        const Freshness freshness = compareStamp(*stamp, folder);
        if (freshness == Freshness::Other) continue;
        (freshness == Freshness::Same ? same : touched)
            .push_back({file, std::move(stamp).value(), freshness});
    }
    same.insert(same.end(), touched.begin(), touched.end());
    return same;
}

/// A catalog, and the stamp of the files that say it.
struct Loaded {
    Catalog catalog;
    std::string stamp;
};

Result<Loaded> loadShipped(const std::filesystem::path& folder) {
    // A damaged one is passed over: the next may be whole.
    for (const FreshIndex& index : freshIndexes(folder)) {
        Result<Catalog> catalog = readIndex(index.file);
        if (!catalog) continue;
        if (index.freshness == Freshness::Same)
            return Loaded{std::move(catalog).value(), index.stamp};
        // So that the next start need not look into the files again.
        const std::string stamp = catalogStamp(folder);
        keep(*catalog, indexPath(folder), stamp);
        return Loaded{std::move(catalog).value(), stamp};
    }
    const std::string stamp = catalogStamp(folder);
    Result<Catalog> catalog = readCatalog(folder);
    if (!catalog) return catalog.error();
    keep(*catalog, indexPath(folder), stamp);
    return Loaded{std::move(catalog).value(), stamp};
}

bool hasFiles(const std::filesystem::path& folder) {
    if (folder.empty()) return false;
    for (const std::filesystem::path& file : catalogFilePaths(folder))
        if (std::error_code error; std::filesystem::exists(file, error)) return true;
    return false;
}

/// Both catalogs from the cache in one: where the shipped files and the user's are as they were.
std::optional<Catalog> loadBoth(const std::filesystem::path& folder,
                                const std::filesystem::path& userFolder) {
    const std::filesystem::path index = indexPath(userFolder);
    std::error_code error;
    if (index.empty() || !std::filesystem::exists(index, error)) return std::nullopt;
    const Result<std::string> stamp = indexStamp(index);
    if (!stamp) return std::nullopt;
    const std::size_t at = stamp->find(seam);
    if (at == std::string::npos || compareStamp(stamp->substr(0, at), folder) != Freshness::Same ||
        compareStamp(stamp->substr(at + seam.size()), userFolder) != Freshness::Same)
        return std::nullopt;
    Result<Catalog> catalog = readIndex(index);
    return catalog ? std::optional<Catalog>(std::move(catalog).value()) : std::nullopt;
}

}  // namespace

std::filesystem::path builtIndexPath(const std::filesystem::path& folder) {
    return folder.parent_path() / "catalog-index.sqlite";
}

std::filesystem::path indexPath(const std::filesystem::path& folder) {
    const std::filesystem::path cache = cacheFolder();
    if (cache.empty()) return {};
    std::error_code error;
    const std::filesystem::path canonical = std::filesystem::canonical(folder, error);
    Fingerprint name;
    name.add((error ? folder : canonical).string());
    return cache / fmt::format("catalog-{}.sqlite", name.text());
}

Result<Catalog> loadCatalog(const std::filesystem::path& folder) {
    Result<Loaded> loaded = loadShipped(folder);
    if (!loaded) return loaded.error();
    return std::move(loaded).value().catalog;
}

Result<Catalog> loadCatalog(const std::filesystem::path& folder,
                            const std::filesystem::path& userFolder) {
    if (!hasFiles(userFolder)) return loadCatalog(folder);
    if (std::optional<Catalog> both = loadBoth(folder, userFolder)) return *both;
    const Result<Loaded> shipped = loadShipped(folder);
    if (!shipped) return shipped.error();
    const std::string userStamp = catalogStamp(userFolder);
    Result<Catalog> both = layered(shipped->catalog, userFolder);
    if (both)
        keep(*both, indexPath(userFolder), fmt::format("{}{}{}", shipped->stamp, seam, userStamp));
    return both;
}

}  // namespace hallwright
