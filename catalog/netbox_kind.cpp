#include "catalog/netbox_kind.h"

#include "catalog/netbox_interfaces.h"
#include "model/base/text.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace hallwright {

namespace {

/// From so many data ports on a thing whose name says nothing is there to switch.
constexpr std::size_t portsOfASwitch = 16;

/// What makers and the trade call things, as words of a model's name and description.
constexpr std::string_view serverWords[] = {
    "server", "gpu",      "poweredge",   "proliant", "thinksystem", "ucs",    "primergy",
    "sys",    "superpod", "superserver", "dgx",      "hgx",         "synergy"};
constexpr std::string_view otherWords[] = {
    "firewall", "router", "appliance", "gateway", "balancer", "fortigate",
    "paloalto", "palo",   "pa",        "srx",     "mx",       "asr",
    "isr",      "acx",    "ptx",       "ncs",     "sonicwall"};
constexpr std::string_view switchWords[] = {"switch",      "switches", "nexus", "catalyst",   "ex",
                                            "qfx",         "dcs",      "sn",    "msn",        "qm",
                                            "powerswitch", "icx",      "usw",   "edgeswitch", "n9k",
                                            "n7k",         "n5k",      "n3k",   "fortiswitch"};

template <std::size_t count>
std::string_view firstOf(const std::string_view (&wanted)[count],
                         const std::set<std::string, std::less<>>& words) {
    const auto found = std::find_if(std::begin(wanted), std::end(wanted),
                                    [&](auto word) { return words.contains(word); });
    return found == std::end(wanted) ? std::string_view() : *found;
}

std::string named(std::string_view word) { return fmt::format("its name says \"{}\"", word); }

std::string listing(std::size_t count, std::string_view what) {
    return "it lists " + counted(static_cast<long long>(count), what);
}

void addWords(std::set<std::string, std::less<>>& words, std::string_view text) {
    constexpr std::size_t enough =
        4000;  // letters of a comment; what it is stands at its beginning
    std::string word;
    for (const char c : lowered(text.substr(0, enough)) + " ") {
        if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'))
            word += c;
        else if (!word.empty()) {
            const std::size_t digit = word.find_first_of("0123456789");
            if (digit != std::string::npos && digit > 0) words.insert(word.substr(0, digit));
            words.insert(std::exchange(word, {}));
        }
    }
}

NetboxKind moduleKind(const NetboxTraits& it) {
    const auto says = [&](std::string_view word) { return it.words.contains(word); };
    if (it.patchPorts > 0 && it.ports == 0)
        return {Kind::Panel, listing(it.patchPorts, "patch port"), {}};
    const bool adapter = says("nic") || says("hca") || says("dpu") || says("adapter") ||
                         says("adaptor") || says("connectx") || says("bluefield") || says("ocp");
    if (it.ports > 0 && adapter) return {Kind::Nic, "its words name a network adapter", {}};
    if (it.ports > 0)
        return {{},
                {},
                fmt::format("a module of {} for a device of its maker; the catalog has no kind "
                            "for it",
                            counted(static_cast<long long>(it.ports), "port"))};
    if (it.supplies > 0)
        return {{}, {}, "a power supply inside a device; the catalog has no kind for it"};
    return {{}, {}, "it lists neither ports nor power; the catalog has no kind for it"};
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
    for (const std::string_view key : {"manufacturer", "model", "slug", "description"})
        addWords(out.names, wordOf(root, key));
    out.words = out.names;
    addWords(out.words, wordOf(root, "comments"));
    return out;
}

NetboxKind kindOf(const NetboxTraits& it) {
    if (it.module) return moduleKind(it);
    const auto says = [&](std::string_view word) { return it.words.contains(word); };
    if (it.outlets > 0) {
        if (says("ups") || says("uninterruptible")) return {Kind::Ups, "its words name a UPS", {}};
        if (says("ats") || says("sts") || (says("transfer") && says("switch")))
            return {Kind::StaticSwitch, "its words name a transfer switch", {}};
        return {{}, {}, "a strip of outlets inside a rack; the catalog has no kind for it"};
    }
    const std::string_view server = firstOf(serverWords, it.names);
    const std::string_view other = firstOf(otherWords, it.names);
    const bool isSwitch = it.names.contains("switch") && !it.names.contains("server");
    const bool alone = it.ports + it.management + it.consoles == 0;
    if (!isSwitch && (it.deviceBays > 0 || (it.role == "parent" && alone)))
        return {Kind::Chassis,
                it.deviceBays > 0 ? listing(it.deviceBays, "device bay") : "it is to hold devices",
                {}};
    if (it.ports > 0 && (isSwitch || (server.empty() && other.empty()))) {
        const std::string_view word = firstOf(switchWords, it.names);
        if (!word.empty()) return {Kind::Switch, named(word), {}};
        if (!says("server") && (says("switch") || says("switches")))
            return {Kind::Switch, "its comments call it a switch", {}};
        if (it.ports >= portsOfASwitch) return {Kind::Switch, listing(it.ports, "data port"), {}};
    }
    if (it.ports == 0 && it.moduleBays > 0 && server.empty() && other.empty() &&
        !firstOf(switchWords, it.names).empty())
        return {Kind::Chassis, "its name is that of a switch, and its ports are on modules", {}};
    if (!server.empty()) return {Kind::Tray, named(server), {}};
    if (!other.empty()) return {Kind::Tray, named(other) + ", which has no kind of its own", {}};
    if (it.radios > 0) return {{}, {}, "a radio; the catalog has no kind for it"};
    if (it.ports == 0 && it.patchPorts > 0)
        return {Kind::Panel, listing(it.patchPorts, "patch port"), {}};
    if (it.ports + it.management + it.supplies + it.consoles > 0 || it.role == "child")
        return {Kind::Tray, "it has ports or power, and no word for another kind", {}};
    if (it.moduleBays > 0) return {Kind::Chassis, listing(it.moduleBays, "module bay"), {}};
    return {{}, {}, "it lists neither ports, power nor bays; the catalog has no kind for it"};
}

}  // namespace hallwright
