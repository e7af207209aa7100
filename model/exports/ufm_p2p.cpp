#include "model/exports/export_words.h"
#include "model/exports/writers.h"

#include <fmt/format.h>

#include <set>

// Columns and port numbers as the pages "P2P File" and "Optional Files" of the UFM Cable Validation
// Tool give them: the tool finds p2pColumns by heading; a host's port is a number (1 is mlx5_0
// unless the HCA mapping says otherwise), of Ethernet "rail5"; a switch's port is a number through
// the switch on older InfiniBand, "sw1p1" with NVOS, "swp1s0" with Cumulus.

namespace hallwright {

namespace {

const std::vector<Workbook::Column> p2pColumns = {
    {"A-Rack", 12}, {"A-U", 6},  {"A-Node Name", 24}, {"A-Type", 9}, {"A-Port", 10},
    {"Z-Rack", 12}, {"Z-RU", 6}, {"Z-Node Name", 24}, {"Z-Type", 9}, {"Z-Port", 10}};

Workbook::Cell portCell(const ExportInput& input, const LinkEnd& end, std::int32_t fabric) {
    const LinkNames& names = input.names;
    if (end.host) {
        const std::int32_t card = names.card(end, fabric) + 1;
        if (names.infiniBand(fabric)) return static_cast<double>(card);
        return fmt::format("rail{}", card);
    }
    const std::string port = names.port(end, fabric);
    if (names.infiniBand(fabric) && !port.starts_with("sw"))
        return static_cast<double>(end.port + 1);
    return port;
}

}  // namespace

Result<void> writeUfmP2p(const ExportInput& input, Workbook& book) {
    bool any = false;
    for (const std::int32_t f : input.fabrics()) {
        if (input.evaluation.fabrics().plans[static_cast<std::size_t>(f)].bundles.empty() ||
            input.fabricAt(f).role == FabricRole::OutOfBand)
            continue;
        any = true;
        book.addSheet(input.names.fabric(f), p2pColumns);
        input.forEachLink(f, [&](const Link& link) {
            const auto u = [](const LinkEnd& end) {
                return end.unit_u > 0 ? Workbook::Cell(static_cast<double>(end.unit_u))
                                      : Workbook::Cell();
            };
            const auto type = [](const LinkEnd& end) {
                return std::string(end.host ? "Host" : "Switch");
            };
            const LinkNames& names = input.names;
            book.addRow({names.rack(link.lower), u(link.lower), names.device(link.lower, f),
                         type(link.lower), portCell(input, link.lower, f), names.rack(link.upper),
                         u(link.upper), names.device(link.upper, f), type(link.upper),
                         portCell(input, link.upper, f)});
        });
        book.addFilter();
    }
    if (any) return {};
    return Error{ErrorCode::DoesNotFit,
                 "there is no link to write; add a fabric that racks belong to, and that is not "
                 "out of band",
                 {}};
}

Result<void> writeUfmHcaMap(const ExportInput& input, TextSink& out) {
    std::set<std::int32_t> cards;
    for (const std::int32_t f : input.fabrics())
        if (input.names.infiniBand(f) && input.fabricAt(f).role != FabricRole::OutOfBand)
            input.forEachLink(f, [&](const Link& link) {
                if (link.lower.host) cards.insert(input.names.card(link.lower, f));
            });
    if (cards.empty())
        return Error{ErrorCode::DoesNotFit,
                     "the mapping is of InfiniBand cards, and no node has one in these fabrics",
                     {}};
    out.add("port,hca-name\n");
    for (const std::int32_t card : cards)
        out.add("{},mlx5_{}\n", card + 1, card);
    return {};
}

}  // namespace hallwright
