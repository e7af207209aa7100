#include "catalog/netbox_kind.h"

#include "catalog/netbox_interfaces.h"
#include "model/base/text.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace hallwright {

namespace {

/// From so many data ports on a thing that is not called a server is there to switch.
constexpr std::size_t portsOfASwitch = 8;

void addWords(std::set<std::string, std::less<>>& words, std::string_view text) {
    constexpr std::size_t enough =
        4000;  // letters of a comment; what it is stands at its beginning
    std::string word;
    for (const char c : lowered(text.substr(0, enough)) + " ") {
        if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'))
            word += c;
        else if (!word.empty())
            words.insert(std::exchange(word, {}));
    }
}

NetboxKind moduleKind(const NetboxTraits& it) {
    const auto says = [&](std::string_view word) { return it.words.contains(word); };
    if (it.patchPorts > 0 && it.ports == 0) return {Kind::Panel, {}};
    const bool adapter = says("nic") || says("hca") || says("dpu") || says("adapter") ||
                         says("adaptor") || says("connectx") || says("bluefield") || says("ocp");
    if (it.ports > 0 && adapter) return {Kind::Nic, {}};
    if (it.ports > 0)
        return {{},
                fmt::format("a module of {} for a device of its maker; the catalog has no kind "
                            "for it",
                            counted(static_cast<long long>(it.ports), "port"))};
    if (it.supplies > 0)
        return {{}, "a power supply inside a device; the catalog has no kind for it"};
    return {{}, "it lists neither ports nor power; the catalog has no kind for it"};
}

}  // namespace

const std::vector<YamlNode>& itemsOf(const YamlNode& root, std::string_view key) {
    static const std::vector<YamlNode> none;
    const YamlNode* node = root.find(key);
    return node ? node->items : none;
}

std::string_view wordOf(const YamlNode& node, std::string_view key) {
    const YamlNode* found = node.find(key);
    return found && found->isScalar() ? trimmed(found->text) : std::string_view();
}

bool truthOf(const YamlNode& node, std::string_view key) {
    return lowered(wordOf(node, key)) == "true";
}

NetboxTraits traitsOf(const YamlNode& root, bool module) {
    NetboxTraits out;
    out.module = module;
    for (const YamlNode& port : itemsOf(root, "interfaces")) {
        const std::string_view type = wordOf(port, "type");
        if (type.starts_with("ieee802.11"))
            ++out.radios;
        else if (!interfaceType(type).isPort)
            continue;
        else
            ++(truthOf(port, "mgmt_only") ? out.management : out.ports);
    }
    out.supplies = itemsOf(root, "power-ports").size();
    out.outlets = itemsOf(root, "power-outlets").size();
    out.patchPorts =
        std::max(itemsOf(root, "front-ports").size(), itemsOf(root, "rear-ports").size());
    out.consoles =
        itemsOf(root, "console-ports").size() + itemsOf(root, "console-server-ports").size();
    out.moduleBays = itemsOf(root, "module-bays").size();
    out.deviceBays = itemsOf(root, "device-bays").size();
    out.role = wordOf(root, "subdevice_role");
    for (const std::string_view key : {"model", "slug", "description"})
        addWords(out.names, wordOf(root, key));
    out.words = out.names;
    addWords(out.words, wordOf(root, "comments"));
    return out;
}

NetboxKind kindOf(const NetboxTraits& it) {
    if (it.module) return moduleKind(it);
    const auto says = [&](std::string_view word) { return it.words.contains(word); };
    const bool server = it.names.contains("server") || it.names.contains("gpu");
    if (it.ports >= portsOfASwitch && !server) return {Kind::Switch, {}};
    if (it.outlets > 0) {
        if (says("ups") || says("uninterruptible")) return {Kind::Ups, {}};
        if (says("ats") || says("sts") || (says("transfer") && says("switch")))
            return {Kind::StaticSwitch, {}};
        return {Kind::Rpp, {}};
    }
    const bool alone = it.ports + it.management + it.consoles == 0;
    if (it.deviceBays > 0 || (it.role == "parent" && alone)) return {Kind::Chassis, {}};
    if (it.ports > 0 && (says("switch") || says("switches"))) return {Kind::Switch, {}};
    if (it.radios > 0) return {{}, "a radio; the catalog has no kind for it"};
    if (it.ports == 0 && it.patchPorts > 0) return {Kind::Panel, {}};
    if (it.ports + it.management + it.supplies + it.consoles > 0 || it.role == "child")
        return {Kind::Tray, {}};
    if (it.moduleBays > 0) return {Kind::Chassis, {}};
    return {{}, "it lists neither ports, power nor bays; the catalog has no kind for it"};
}

}  // namespace hallwright
