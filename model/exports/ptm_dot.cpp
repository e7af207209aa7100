#include "model/exports/export_words.h"
#include "model/exports/writers.h"

#include <fmt/format.h>

namespace hallwright {

namespace {

/// The name of an interface: a card of a node is told without its port.
std::string interfaceOf(const LinkNames& names, const LinkEnd& end, std::int32_t fabric) {
    std::string port = names.port(end, fabric);
    const std::size_t slash = port.find("/P");
    if (!end.host || slash == std::string::npos) return port;
    // Planes that share a card are interfaces of their own.
    if (end.part > 0) return fmt::format("{}p{}", port.substr(0, slash), end.part);
    return port.substr(0, slash);
}

/// A quoted name of the DOT language: only the quote needs a backslash.
std::string dotName(std::string_view text) {
    std::string out = "\"";
    for (char c : text) {
        if (c == '"' || c == '\\') out += '\\';
        out += c;
    }
    out += '"';
    return out;
}

/// Fabrics of Ethernet: LLDP says nothing of the ports of an InfiniBand switch.
std::vector<std::int32_t> ethernetFabrics(const ExportInput& input, bool outOfBand) {
    std::vector<std::int32_t> out;
    for (const std::int32_t f : input.fabrics())
        if (!input.names.infiniBand(f) &&
            (outOfBand || input.fabricAt(f).role != FabricRole::OutOfBand) &&
            !input.evaluation.fabrics().plans[static_cast<std::size_t>(f)].bundles.empty())
            out.push_back(f);
    return out;
}

void addEdges(const ExportInput& input, const std::vector<std::int32_t>& fabrics, TextSink& out) {
    for (const std::int32_t f : fabrics)
        input.forEachLink(f, [&](const Link& link) {
            const LinkNames& names = input.names;
            out.add("  {}:{} -- {}:{}\n", dotName(names.device(link.lower, f)),
                    dotName(interfaceOf(names, link.lower, f)),
                    dotName(names.device(link.upper, f)),
                    dotName(interfaceOf(names, link.upper, f)));
        });
}

Error noEthernetLinks(const ExportInput& input) {
    if (!input.hasLinks())
        return {ErrorCode::DoesNotFit,
                "there is no link to write; add a fabric that racks belong to",
                {}};
    return {ErrorCode::DoesNotFit,
            "this file is of Ethernet, and these fabrics are InfiniBand or out of band; "
            "InfiniBand has ufm-topo and ufm-p2p",
            {}};
}

}  // namespace

// Global attributes as ptmd takes them: neighbours are compared by LLDP, by the name of the
// interface. BFD stays off, since a plan knows nothing of its timers.
Result<void> writePtmDot(const ExportInput& input, TextSink& out) {
    const std::vector<std::int32_t> fabrics = ethernetFabrics(input, true);
    if (fabrics.empty()) return noEthernetLinks(input);
    out.add("graph G {\n  hostnametype=\"hostname\"\n  LLDP=\"match_type=ifname\"\n");
    addEdges(input, fabrics, out);
    out.add("}\n");
    return {};
}

Result<void> writeUfmDot(const ExportInput& input, TextSink& out) {
    const std::vector<std::int32_t> fabrics = ethernetFabrics(input, false);
    if (fabrics.empty()) return noEthernetLinks(input);
    constexpr std::string_view roles[] = {"leaf", "spine", "super_spine"};
    out.add("graph network {\n");
    for (const std::int32_t f : fabrics) {
        const FabricPlan& plan = input.evaluation.fabrics().plans[static_cast<std::size_t>(f)];
        for (std::size_t tier = 0; tier < 3; ++tier)
            for (int s = 0; s < plan.size.switches[tier]; ++s) {
                const std::string name =
                    dotName(input.names.switchName(f, static_cast<Tier>(tier), s));
                out.add("  {} [label={} role=\"{}\" os=\"cumulus\"]\n", name, name, roles[tier]);
            }
    }
    addEdges(input, fabrics, out);
    out.add("}\n");
    return {};
}

}  // namespace hallwright
