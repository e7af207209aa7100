#include "catalog/data_folder.h"
#include "catalog/index.h"
#include "catalog/reader.h"
#include "model/base/fingerprint.h"
#include "model/units/quantity_text.h"

#include <fmt/format.h>

#include <cstdint>

namespace hallwright {

std::string catalogStamp(const std::filesystem::path& folder) {
    Fingerprint stamp;
    for (const std::filesystem::path& file : catalogFilePaths(folder)) {
        std::error_code missing;
        const std::uintmax_t size = std::filesystem::file_size(file, missing);
        const auto time = std::filesystem::last_write_time(file, missing);
        stamp.add(
            fmt::format("{} {} {}", file.filename().string(), size,
                        missing ? 0 : static_cast<long long>(time.time_since_epoch().count())));
    }
    // Another table of properties reads the same text differently.
    for (const PropertyInfo& row : allProperties())
        stamp.add(fmt::format("{} {} {} {} {}", row.id, siUnit(row.dimension),
                              static_cast<int>(row.shape), exactNumber(row.plausibleLow),
                              exactNumber(row.plausibleHigh)));
    for (const KindInfo& row : allKinds())
        stamp.add(row.id);
    return stamp.text();
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
    const std::filesystem::path index = indexPath(folder);
    const std::string stamp = catalogStamp(folder);
    std::error_code error;
    if (!index.empty() && std::filesystem::exists(index, error)) {
        const Result<std::string> old = indexStamp(index);
        if (old && *old == stamp) {
            Result<Catalog> catalog = readIndex(index);
            if (catalog) return catalog;
        }
    }
    Result<Catalog> catalog = readCatalog(folder);
    if (!catalog || index.empty()) return catalog;
    std::filesystem::create_directories(index.parent_path(), error);
    // A cache that cannot be written costs time, not the answer.
    if (!error) static_cast<void>(writeIndex(*catalog, index, stamp));
    return catalog;
}

}  // namespace hallwright
