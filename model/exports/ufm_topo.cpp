#include "model/exports/export_words.h"
#include "model/exports/writers.h"

#include <fmt/format.h>

#include <cmath>

// Systems and their connections, as ibdm's topology file has them: a line with type and name of a
// switch, then one indented line a port, then an empty line. Switches tell both directions, hosts
// are told only at the far end.

namespace hallwright {

namespace {

/// Lanes of an InfiniBand port: a link over all of them is "4x".
constexpr double fullWidth = 4.0;

/// The maker's model as topology files write it: "MQM9700".
std::string systemType(const Part* part) {
    if (!part) return "switch";
    for (const std::string& alias : part->aliases)
        if (alias.starts_with("MQM")) return alias;
    for (const std::string& alias : part->aliases)
        if (alias.starts_with("QM")) return "M" + alias;
    std::string type = part->id;
    for (char& c : type)
        if (c == ' ') c = '-';
    return type;
}

std::string switchPort(const LinkNames& names, const LinkEnd& end, std::int32_t fabric) {
    std::string port = names.port(end, fabric);
    return port.starts_with("sw") ? port : fmt::format("P{}", end.port + 1);
}

/// "-4x-200G->": lanes of the link, and the speed of one.
std::string arrow(const ExportInput& input, std::int32_t fabric) {
    const double link =
        input.evaluation.fabrics().plans[static_cast<std::size_t>(fabric)].linkSpeed;
    const double lane =
        input.evaluation.numbers().get(input.fabricAt(fabric).switchPart, Property::portSpeed) /
        fullWidth;
    if (!(link > 0.0) || !(lane > 0.0)) return "->";
    const long lanes = std::lround(link / lane);
    if (lanes < 1) return fmt::format("-1x-{}G->", std::lround(link / 1e9));
    return fmt::format("-{}x-{}G->", lanes, std::lround(lane / 1e9));
}

std::string hostEnd(const LinkNames& names, const LinkEnd& end, std::int32_t fabric, bool classic) {
    const std::string device = names.device(end, fabric);
    if (!classic) return fmt::format("HCA_1 {} {}", device, names.port(end, fabric));
    return fmt::format("HCA_1 {} U{}/P{}", device, names.card(end, fabric) + 1, end.part + 1);
}

Result<void> writeTopo(const ExportInput& input, TextSink& out, bool classic) {
    bool any = false;
    for (const std::int32_t f : input.fabrics()) {
        if (!input.names.infiniBand(f) || input.fabricAt(f).role == FabricRole::OutOfBand) continue;
        const std::string type = systemType(input.hall().part(input.fabricAt(f).switchPart));
        const std::string to = classic ? "->" : arrow(input, f);
        std::pair<Tier, std::int32_t> last{Tier::Leaf, -1};
        for (const SwitchPort& port : switchPorts(input, f)) {
            const Link link = input.links.link(LinkRef{f, port.bundle, port.link});
            const LinkEnd& near = port.upperEnd ? link.upper : link.lower;
            const LinkEnd& far = port.upperEnd ? link.lower : link.upper;
            if (last != std::pair(port.tier, port.device)) {
                out.add("{}{} {}\n", any ? "\n" : "", type, input.names.device(near, f));
                last = {port.tier, port.device};
            }
            any = true;
            out.add("   {} {} {}\n", switchPort(input.names, near, f), to,
                    far.host ? hostEnd(input.names, far, f, classic)
                             : fmt::format("{} {} {}", type, input.names.device(far, f),
                                           switchPort(input.names, far, f)));
        }
    }
    if (any) return {};
    return Error{ErrorCode::DoesNotFit,
                 "a topology file is of InfiniBand, and no link of an InfiniBand fabric is there",
                 {}};
}

}  // namespace

Result<void> writeUfmTopo(const ExportInput& input, TextSink& out) {
    return writeTopo(input, out, false);
}

Result<void> writeIbdmTopo(const ExportInput& input, TextSink& out) {
    return writeTopo(input, out, true);
}

}  // namespace hallwright
