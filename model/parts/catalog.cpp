#include "model/parts/catalog.h"

#include "model/base/text.h"

#include <algorithm>

namespace hallwright {

Catalog::Catalog(std::map<std::string, PartPtr> parts, std::map<std::string, Source> sources,
                 std::map<std::string, Layer> layers)
    : m_content(std::make_shared<Content>(
          Content{std::move(parts), std::move(sources), std::move(layers)})) {}

Layer Catalog::layerOf(std::string_view id) const {
    const auto it = m_content->layers.find(std::string(id));
    return it == m_content->layers.end() ? Layer::Shipped : it->second;
}

PartPtr Catalog::find(std::string_view id) const {
    auto it = m_content->parts.find(std::string(id));
    return it == m_content->parts.end() ? nullptr : it->second;
}

std::vector<PartPtr> Catalog::search(std::string_view name) const {
    if (PartPtr part = find(name)) return {part};
    const std::string wanted = lowered(name);
    std::vector<PartPtr> found;
    for (const auto& [id, part] : m_content->parts) {
        const bool alias = std::any_of(part->aliases.begin(), part->aliases.end(),
                                       [&](const std::string& a) { return lowered(a) == wanted; });
        if (alias || lowered(part->name) == wanted) found.push_back(part);
    }
    if (!found.empty()) return found;
    const std::vector<std::string> words = split(wanted, ' ');
    for (const auto& [id, part] : m_content->parts) {
        std::string all = id + " " + lowered(part->name);
        for (const std::string& alias : part->aliases)
            all += " " + lowered(alias);
        const bool fits =
            !words.empty() && std::all_of(words.begin(), words.end(), [&](const std::string& word) {
                return all.find(word) != std::string::npos;
            });
        if (fits) found.push_back(part);
    }
    return found;
}

}  // namespace hallwright
