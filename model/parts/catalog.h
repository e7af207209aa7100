#pragma once

#include "model/parts/part.h"

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace hallwright {

/// Where a part of the catalog comes from.
enum class Layer : std::uint8_t {
    Shipped,  ///< as it came with the program
    Changed,  ///< shipped, with something that the user's catalog says otherwise
    Own,      ///< of the user's catalog alone
};

/// All parts and sources. Immutable once loaded; cheap to copy.
class Catalog {
public:
    Catalog() = default;
    /// `layers` names the parts that are not simply shipped.
    Catalog(std::map<std::string, PartPtr> parts, std::map<std::string, Source> sources,
            std::map<std::string, Layer> layers = {});

    /// The part with exactly this id, or null.
    PartPtr find(std::string_view id) const;
    /// What a name may mean: the id, else every part with that alias (upper and lower case alike),
    /// else every part whose id, name or alias holds all words of it. Sorted by id; empty where
    /// nothing fits.
    std::vector<PartPtr> search(std::string_view name) const;

    const std::map<std::string, PartPtr>& parts() const { return m_content->parts; }
    const std::map<std::string, Source>& sources() const { return m_content->sources; }
    Layer layerOf(std::string_view id) const;
    const std::map<std::string, Layer>& layers() const { return m_content->layers; }
    /// Id of the part that holds the design basis.
    static constexpr std::string_view basisId = "design-basis";

private:
    struct Content {
        std::map<std::string, PartPtr> parts;
        std::map<std::string, Source> sources;
        std::map<std::string, Layer> layers;
    };
    std::shared_ptr<const Content> m_content = std::make_shared<Content>();
};

}  // namespace hallwright
