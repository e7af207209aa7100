#include "model/base/csv_text.h"
#include "model/exports/export_words.h"
#include "model/exports/link_pieces.h"
#include "model/exports/writers.h"

#include <fmt/format.h>

#include <array>

namespace hallwright {

namespace {

// A end is the lower one: node, or switch nearer to the nodes.
const std::vector<Workbook::Column> cableColumns = {
    {"Label at A", 34}, {"Label at Z", 34}, {"Fabric", 12},      {"Kind", 12},     {"Plane", 7},
    {"Rail", 7},        {"A-Rack", 12},     {"A-U", 6},          {"A-Device", 20}, {"A-Port", 12},
    {"Z-Rack", 12},     {"Z-U", 6},         {"Z-Device", 20},    {"Z-Port", 12},   {"Routed m", 10},
    {"Bought m", 10},   {"Medium", 28},     {"Medium name", 40}, {"A-Module", 26}, {"Z-Module", 26},
    {"Trays", 40},      {"Pieces", 44},     {"Panels", 34}};
using CableCells = std::array<std::string, 23>;

Error noRackLinks() {
    return {ErrorCode::DoesNotFit,
            "no link of a rack is there to write; add a fabric that racks belong to",
            {}};
}

/// The longest the label of a cable may be is not ours to say: printers differ.
CableCells cellsOf(const Link& link, const LinkNames& names, ExportWords& words,
                   LinkPieces& named) {
    const std::vector<LinkPiece>& pieces = named.next(link);
    const std::int32_t f = link.ref.fabric;
    const LinkEnd& a = link.lower;
    const LinkEnd& z = link.upper;
    return {names.label(a, z, f),
            names.label(z, a, f),
            names.fabric(f),
            std::string(ExportWords::kind(link)),
            std::to_string(link.plane + 1),
            link.rail < 0 ? std::string() : std::to_string(link.rail + 1),
            names.rack(a),
            a.unit_u > 0 ? std::to_string(a.unit_u) : std::string(),
            names.device(a, f),
            names.port(a, f),
            names.rack(z),
            z.unit_u > 0 ? std::to_string(z.unit_u) : std::string(),
            names.device(z, f),
            names.port(z, f),
            metresText(link.length_mm),
            metresText(link.bought_mm),
            words.medium(link),
            words.mediumName(link),
            words.module(link, a),
            words.module(link, z),
            words.trays(link),
            LinkPieces::path(pieces),
            named.panels(link, pieces)};
}

constexpr bool isCableNumber(std::size_t column) {
    return column == 4 || column == 5 || column == 7 || column == 11 || column == 14 ||
           column == 15;
}

/// What is bought, by part and length: single cables, then what a structured or split plant adds.
struct PieceRow {
    std::string fabric, part, name;
    std::int32_t length_mm = -1;
    long long pieces = 0;
};

std::vector<PieceRow> pieceRows(const ExportInput& input) {
    std::vector<PieceRow> out;
    const Hall& hall = input.hall();
    for (const std::int32_t f : input.fabrics()) {
        const auto add = [&](PartId id, std::int32_t length_mm, long long pieces) {
            const Part* part = id ? hall.part(id) : nullptr;
            if (pieces <= 0) return;
            out.push_back({input.names.fabric(f), part ? part->id : std::string(),
                           part ? part->name : std::string("no part chosen"), length_mm, pieces});
        };
        const CablePlan& plan = input.evaluation.cables().plans[static_cast<std::size_t>(f)];
        for (const auto& [what, pieces] : plan.pieces)
            add(what.first, what.second, pieces);
        for (const auto& [what, pieces] : plan.plant.pieces)
            add(what.first, what.second, pieces);
        std::map<std::pair<PartId, std::int32_t>, long long> trunks;
        for (const TrunkGroup& group : plan.plant.groups)
            trunks[{group.trunk, group.bought_mm}] += group.pieces;
        for (const auto& [what, pieces] : trunks)
            add(what.first, what.second, pieces);
        add(input.fabricAt(f).panel, -1, plan.plant.panels);
    }
    return out;
}

}  // namespace

Result<void> writeCableCsv(const ExportInput& input, TextSink& out) {
    if (!input.hasLinks()) return noRackLinks();
    for (std::size_t c = 0; c < cableColumns.size(); ++c)
        out.add("{}{}", c == 0 ? "" : ",", cableColumns[c].heading);
    out.add("\r\n");
    ExportWords words(input);
    LinkPieces pieces(input);
    for (const std::int32_t f : input.fabrics())
        input.forEachLink(f, [&](const Link& link) {
            const CableCells cells = cellsOf(link, input.names, words, pieces);
            for (std::size_t c = 0; c < cells.size(); ++c) {
                if (c > 0) out.add(std::string_view(","));
                out.add(csvCell(cells[c]));
            }
            out.add(std::string_view("\r\n"));
        });
    return {};
}

Result<void> writeCableBook(const ExportInput& input, Workbook& book) {
    if (!input.hasLinks()) return noRackLinks();
    book.addSheet("Cable schedule", cableColumns);
    ExportWords words(input);
    LinkPieces pieces(input);
    std::vector<Workbook::Cell> row(cableColumns.size());
    for (const std::int32_t f : input.fabrics())
        input.forEachLink(f, [&](const Link& link) {
            const CableCells cells = cellsOf(link, input.names, words, pieces);
            for (std::size_t c = 0; c < cells.size(); ++c) {
                if (isCableNumber(c) && !cells[c].empty())
                    row[c] = std::stod(cells[c]);
                else
                    row[c] = cells[c];
            }
            row[14] = link.length_mm < 0 ? Workbook::Cell() : link.length_mm / 1000.0;
            row[15] = link.bought_mm < 0 ? Workbook::Cell() : link.bought_mm / 1000.0;
            book.addRow(row);
        });
    book.addFilter();
    addPieceSheet(input, book);
    addPortSheet(input, book);
    book.addSheet("Parts and lengths",
                  {{"Fabric", 14}, {"Part", 30}, {"Name", 44}, {"Length m", 10}, {"Pieces", 10}});
    for (const PieceRow& piece : pieceRows(input))
        book.addRow({piece.fabric, piece.part, piece.name,
                     piece.length_mm < 0 ? Workbook::Cell() : piece.length_mm / 1000.0,
                     static_cast<double>(piece.pieces)});
    book.addFilter();
    return {};
}

}  // namespace hallwright
