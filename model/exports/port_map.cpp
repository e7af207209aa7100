#include "model/base/csv_text.h"
#include "model/exports/export_words.h"
#include "model/exports/link_pieces.h"
#include "model/exports/writers.h"

#include <fmt/format.h>

#include <array>

namespace hallwright {

namespace {

const std::vector<Workbook::Column> portColumns = {
    {"Fabric", 12}, {"Switch", 20},   {"Rack", 12},   {"U", 6},          {"Port", 12},
    {"Cage", 7},    {"To rack", 12},  {"To U", 6},    {"To device", 20}, {"To port", 12},
    {"Label", 34},  {"Bought m", 10}, {"Medium", 28}, {"Module", 26}};

/// What plugs into the switch: of a link of several cables the one at this end. The link as it
/// stands where it is one cable.
Link asPlugged(const ExportInput& input, Link link, bool upperEnd) {
    const CablePlan& plan =
        input.evaluation.cables().plans[static_cast<std::size_t>(link.ref.fabric)];
    if (!plan.structured || link.copper || !link.medium) return link;
    const std::vector<ChainPiece> chain = chainOf(input.evaluation, link);
    const ChainPiece* plugged = nullptr;
    for (const ChainPiece& piece : chain)
        if (!pieceWord(piece.what).empty() && (upperEnd || !plugged)) plugged = &piece;
    if (!plugged) return link;
    link.medium = plugged->part;
    link.bought_mm = plugged->bought_mm;
    return link;
}

template <typename Visit>
void forEachPort(const ExportInput& input, Visit&& visit) {
    ExportWords words(input);
    for (const std::int32_t f : input.fabrics())
        for (const SwitchPort& port : switchPorts(input, f)) {
            const Link link = asPlugged(input, input.links.link(LinkRef{f, port.bundle, port.link}),
                                        port.upperEnd);
            const LinkEnd& near = port.upperEnd ? link.upper : link.lower;
            const LinkEnd& far = port.upperEnd ? link.lower : link.upper;
            const LinkNames& names = input.names;
            visit(
                std::array<std::string, 14>{
                    names.fabric(f), names.device(near, f), names.rack(near),
                    near.unit_u > 0 ? std::to_string(near.unit_u) : std::string(),
                    names.port(near, f), std::to_string(near.cage + 1), names.rack(far),
                    far.unit_u > 0 ? std::to_string(far.unit_u) : std::string(),
                    names.device(far, f), names.port(far, f), names.label(near, far, f),
                    metresText(link.bought_mm), words.medium(link), words.module(link, near)},
                link);
        }
}

Error noSwitchPorts() {
    return {
        ErrorCode::DoesNotFit, "no switch port is in use; add a fabric that racks belong to", {}};
}

}  // namespace

Result<void> writePortCsv(const ExportInput& input, TextSink& out) {
    if (!input.hasLinks()) return noSwitchPorts();
    for (std::size_t c = 0; c < portColumns.size(); ++c)
        out.add("{}{}", c == 0 ? "" : ",", portColumns[c].heading);
    out.add("\r\n");
    forEachPort(input, [&](const std::array<std::string, 14>& cells, const Link&) {
        for (std::size_t c = 0; c < cells.size(); ++c) {
            if (c > 0) out.add(std::string_view(","));
            out.add(csvCell(cells[c]));
        }
        out.add(std::string_view("\r\n"));
    });
    return {};
}

void addPortSheet(const ExportInput& input, Workbook& book) {
    book.addSheet("Port map", portColumns);
    std::vector<Workbook::Cell> row(portColumns.size());
    forEachPort(input, [&](const std::array<std::string, 14>& cells, const Link& link) {
        for (std::size_t c = 0; c < cells.size(); ++c) {
            const bool number = c == 3 || c == 5 || c == 7;
            if (number && !cells[c].empty())
                row[c] = std::stod(cells[c]);
            else
                row[c] = cells[c];
        }
        row[11] = link.bought_mm < 0 ? Workbook::Cell() : link.bought_mm / 1000.0;
        book.addRow(row);
    });
    book.addFilter();
}

Result<void> writePortBook(const ExportInput& input, Workbook& book) {
    if (!input.hasLinks()) return noSwitchPorts();
    addPortSheet(input, book);
    return {};
}

}  // namespace hallwright
