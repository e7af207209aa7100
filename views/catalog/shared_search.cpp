#include "views/catalog/shared_search.h"

#include "model/edits/place_items.h"

#include <algorithm>

namespace hallwright {

std::shared_ptr<const PartSearch> sharedSearch(const std::shared_ptr<const Catalog>& catalog) {
    // Views live in one thread.
    static std::weak_ptr<const PartSearch> made;
    if (std::shared_ptr<const PartSearch> search = made.lock();
        search && &search->catalog().parts() == &catalog->parts())
        return search;
    auto search = std::make_shared<const PartSearch>(*catalog);
    made = search;
    return search;
}

std::vector<PartPtr> foundParts(const PartSearch& search, const std::string& words,
                                const PartFilter& filter) {
    if (!words.empty()) return search.find(words, filter);
    std::vector<PartPtr> found;
    for (const auto& [id, part] : search.catalog().parts())
        if (fits(*part, filter)) found.push_back(part);
    std::stable_sort(found.begin(), found.end(), [](const PartPtr& a, const PartPtr& b) {
        if (a->kind == b->kind) return a->name < b->name;
        if (isPlaceable(a->kind) != isPlaceable(b->kind)) return isPlaceable(a->kind);
        return a->kind < b->kind;
    });
    return found;
}

}  // namespace hallwright
