#pragma once

#include "catalog/netbox_yaml.h"
#include "model/parts/property.h"

#include <optional>
#include <set>
#include <string>
#include <string_view>

namespace hallwright {

/// What a description lists, counted: by this one tells what kind of thing it is. NetBox itself has
/// no word for that.
struct NetboxTraits {
    bool module = false;
    std::size_t ports = 0;       ///< data ports, management ones left out
    std::size_t management = 0;  ///< ports for management only
    std::size_t radios = 0;
    std::size_t supplies = 0;
    std::size_t outlets = 0;
    std::size_t patchPorts = 0;
    std::size_t consoles = 0;
    std::size_t moduleBays = 0;
    std::size_t deviceBays = 0;
    std::string role;  ///< subdevice_role: parent, child
    /// Words of maker, model and description; of "qfx5120" its letters too.
    std::set<std::string, std::less<>> names;
    std::set<std::string, std::less<>> words;  ///< the same and those of the comments
};

NetboxTraits traitsOf(const YamlNode& root, bool module);

/// A kind of the catalog and how it was found, or the reason why none stands for it.
struct NetboxKind {
    std::optional<Kind> kind;
    std::string how;  ///< "it lists 48 data ports"
    std::string whyNot;
};

NetboxKind kindOf(const NetboxTraits& traits);

/// The items of a list of the description; none where the key is missing or holds no list.
const std::vector<YamlNode>& itemsOf(const YamlNode& root, std::string_view key);
/// The text under a key; empty where there is none.
std::string_view wordOf(const YamlNode& node, std::string_view key);
/// True for the word true.
bool truthOf(const YamlNode& node, std::string_view key);

}  // namespace hallwright
