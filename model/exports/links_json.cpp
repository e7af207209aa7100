#include "model/exports/export_words.h"
#include "model/exports/link_pieces.h"
#include "model/exports/writers.h"

#include <fmt/format.h>

namespace hallwright {

namespace {

std::string endText(const LinkNames& names, const LinkEnd& end, std::int32_t fabric,
                    const std::string& module) {
    std::string out =
        fmt::format("{{\"device\":\"{}\",\"kind\":\"{}\",\"port\":\"{}\",\"cage\":{},\"part\":{}",
                    names.device(end, fabric), end.host ? "node" : "switch",
                    names.port(end, fabric), end.cage + 1, end.part + 1);
    out += end.rack < 0 ? std::string(",\"rack\":null")
                        : fmt::format(",\"rack\":\"{}\"", jsonEscaped(names.rack(end)));
    out += end.unit_u > 0 ? fmt::format(",\"u\":{}", end.unit_u) : std::string(",\"u\":null");
    out += module.empty() ? std::string(",\"module\":null}")
                          : fmt::format(",\"module\":\"{}\"}}", jsonEscaped(module));
    return out;
}

std::string lengthJson(std::int32_t length_mm) {
    return length_mm < 0 ? std::string("null") : metresText(length_mm);
}

/// The cables of a link in order, each with what it plugs into.
std::string chainText(const ExportInput& input, const Link& link, LinkPieces& named) {
    std::string out = "[";
    for (const LinkPiece& one : named.next(link)) {
        const Part* part = input.hall().part(one.piece.part);
        out += fmt::format("{}{{\"piece\":\"{}\",\"kind\":\"{}\",\"part\":\"{}\",\"leg\":{},"
                           "\"bought\":{},\"a\":\"{}\",\"z\":\"{}\"}}",
                           out.size() == 1 ? "" : ",", jsonEscaped(one.name),
                           pieceWord(one.piece.what), part ? jsonEscaped(part->id) : std::string(),
                           one.piece.position + 1, lengthJson(one.piece.bought_mm),
                           jsonEscaped(named.label(link, one.lower)),
                           jsonEscaped(named.label(link, one.upper)));
    }
    return out + "]";
}

}  // namespace

// Lengths are metres, speeds bit/s. One link a line, so that a long file can be read line by line.
Result<void> writeLinksJson(const ExportInput& input, TextSink& out) {
    if (!input.hasLinks())
        return Error{ErrorCode::DoesNotFit,
                     "there is no link to write; add a fabric that racks belong to",
                     {}};
    out.add("{{\"format\":\"hallwright-links\",\"version\":1,\"hall\":\"{}\",\n\"fabrics\":[",
            jsonEscaped(input.hall().site().name));
    const char* before = "\n";
    for (const std::int32_t f : input.fabrics()) {
        const FabricPlan& plan = input.evaluation.fabrics().plans[static_cast<std::size_t>(f)];
        const Part* part = input.hall().part(input.fabricAt(f).switchPart);
        out.add("{}{{\"name\":\"{}\",\"switch\":\"{}\",\"link_speed\":{:.0f},\"leaves\":{},"
                "\"spines\":{},\"cores\":{}}}",
                before, input.names.fabric(f), part ? jsonEscaped(part->id) : std::string(),
                plan.linkSpeed > 0.0 ? plan.linkSpeed : 0.0, plan.size.switches[0],
                plan.size.switches[1], plan.size.switches[2]);
        before = ",\n";
    }
    out.add("\n],\n\"links\":[");
    before = "\n";
    ExportWords words(input);
    LinkPieces pieces(input);
    for (const std::int32_t f : input.fabrics())
        input.forEachLink(f, [&](const Link& link) {
            const LinkNames& names = input.names;
            out.add("{}{{\"fabric\":\"{}\",\"kind\":\"{}\",\"plane\":{},\"rail\":{},\"a\":{},"
                    "\"z\":{},\"label_a\":\"{}\",\"label_z\":\"{}\",\"length\":{},\"bought\":{},",
                    before, names.fabric(f), ExportWords::kind(link), link.plane + 1,
                    link.rail < 0 ? std::string("null") : std::to_string(link.rail + 1),
                    endText(names, link.lower, f, words.module(link, link.lower)),
                    endText(names, link.upper, f, words.module(link, link.upper)),
                    jsonEscaped(names.label(link.lower, link.upper, f)),
                    jsonEscaped(names.label(link.upper, link.lower, f)), lengthJson(link.length_mm),
                    lengthJson(link.bought_mm));
            const std::string& medium = words.medium(link);
            out.add("\"medium\":{},\"copper\":{},\"trays\":\"{}\",\"chain\":{}}}",
                    medium.empty() ? std::string("null")
                                   : fmt::format("\"{}\"", jsonEscaped(medium)),
                    link.copper, jsonEscaped(words.trays(link)), chainText(input, link, pieces));
            before = ",\n";
        });
    out.add("\n]}\n");
    return {};
}

}  // namespace hallwright
