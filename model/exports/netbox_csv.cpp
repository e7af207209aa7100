#include "model/base/csv_text.h"
#include "model/exports/export_words.h"
#include "model/exports/link_pieces.h"
#include "model/exports/writers.h"

#include <fmt/format.h>

// Columns by the import forms of NetBox 4.6: CableImportForm and DeviceImportForm.

namespace hallwright {

namespace {

/// Longest label of a cable, and longest name of a device, that NetBox stores.
constexpr std::size_t longestLabel = 100;
constexpr std::size_t longestDeviceName = 64;

std::string cutCharacters(std::string text, std::size_t most) {
    std::size_t characters = 0;
    for (std::size_t at = 0; at < text.size(); ++at)
        if ((static_cast<unsigned char>(text[at]) & 0xC0U) != 0x80U && characters++ == most) {
            text.resize(at);
            break;
        }
    return text;
}

/// A choice of NetBox for the kind of cable; empty where none says what it is.
std::string_view cableType(const Part* part) {
    if (!part) return {};
    const std::string& medium = part->text(Property::medium);
    const std::string& kind = part->text(Property::opticsKind);
    if (part->text(Property::moduleCage) == "rj45")
        return part->name.find("6A") != std::string::npos ? "cat6a" : "cat6";
    if (kind == "aoc" || part->kind == Kind::OpticalCable) return "aoc";
    if (kind == "dac") return "dac-passive";
    if (kind == "acc" || kind == "aec") return "dac-active";
    if (medium == "smf") return "smf-os2";
    if (medium == "mmf") {
        for (const std::string_view grade : {"OM3", "OM5"})
            if (part->name.find(grade) != std::string::npos)
                return grade == "OM3" ? "mmf-om3" : "mmf-om5";
        return "mmf-om4";
    }
    return part->kind == Kind::CopperCable ? "dac-passive" : std::string_view();
}

std::string_view roleOf(Tier tier) {
    return tier == Tier::Leaf    ? "Leaf switch"
           : tier == Tier::Spine ? "Spine switch"
                                 : "Core switch";
}

/// Device, type of termination and its name, for one side of a cable.
std::string side(const ExportInput& input, const Link& link, const PlugPlace& place) {
    const LinkNames& names = input.names;
    const std::int32_t f = link.ref.fabric;
    if (place.isPanel())
        return fmt::format("{},dcim.{},{}", names.panel(place.rack, place.panel, f),
                           place.at == PlugPlace::At::PanelFront ? "frontport" : "rearport",
                           place.port + 1);
    const LinkEnd& end = place.at == PlugPlace::At::Lower ? link.lower : link.upper;
    return fmt::format("{},dcim.interface,{}", names.device(end, f), names.port(end, f));
}

Error nothingToWrite() {
    return {
        ErrorCode::DoesNotFit, "there is no link to write; add a fabric that racks belong to", {}};
}

/// What NetBox is to call the maker and model of a switch or of the nodes of a rack.
struct DeviceType {
    std::string manufacturer, model;
};

DeviceType typeOf(const Part* part) {
    if (!part) return {"Unknown", "Unknown"};
    std::string model = part->name;
    if (!part->vendor.empty() && model.starts_with(part->vendor + " "))
        model.erase(0, part->vendor.size() + 1);
    return {part->vendor.empty() ? std::string("Unknown") : part->vendor, model};
}

/// The tray of which a rack holds as many as it has nodes; the rack itself where none is named.
const Part* nodePart(const ExportInput& input, const Part* rack, int nodes) {
    if (!rack) return nullptr;
    for (const Content& content : rack->contents)
        if (content.count == nodes)
            if (const Part* inner = input.hall().part(input.hall().findPart(content.part));
                inner && (inner->kind == Kind::Tray || inner->kind == Kind::ComputeRack))
                return inner;
    return rack;
}

}  // namespace

Result<void> writeNetBoxCables(const ExportInput& input, TextSink& out) {
    if (!input.hasLinks()) return nothingToWrite();
    out.add("side_a_device,side_a_type,side_a_name,side_b_device,side_b_type,side_b_name,type,"
            "status,label,length,length_unit,description\n");
    LinkPieces named(input);
    for (const std::int32_t f : input.fabrics())
        input.forEachLink(f, [&](const Link& link) {
            const auto add = [&](const PlugPlace& a, const PlugPlace& z, const Part* part,
                                 std::int32_t bought_mm, const std::string& why) {
                out.add("{},{},{},planned,{},{},{},{}\n", side(input, link, a),
                        side(input, link, z), cableType(part),
                        plainCsvCell(cutCharacters(
                            named.label(link, a) + " / " + named.label(link, z), longestLabel)),
                        metresText(bought_mm), bought_mm < 0 ? "" : "m", plainCsvCell(why));
            };
            const std::vector<LinkPiece>& pieces = named.next(link);
            for (const LinkPiece& one : pieces) {
                const Part* part = input.hall().part(one.piece.part);
                add(one.lower, one.upper, part, one.piece.bought_mm,
                    fmt::format("{}, {}", LinkPieces::leg(one), part ? part->id : std::string()));
            }
            if (pieces.empty())
                add({PlugPlace::At::Lower}, {PlugPlace::At::Upper}, nullptr, -1,
                    "no cable is bought so far");
        });
    return {};
}

Result<void> writeNetBoxDevices(const ExportInput& input, TextSink& out) {
    if (!input.hasLinks()) return nothingToWrite();
    out.add("name,role,manufacturer,device_type,status,site,rack,face,position,description\n");
    const std::string site =
        input.hall().site().name.empty() ? std::string("Hall") : input.hall().site().name;
    const auto add = [&](const std::string& name, std::string_view role, const DeviceType& type,
                         std::int32_t rack, int u, const std::string& why) {
        const bool placed = rack >= 0 && u > 0;
        out.add("{},{},{},{},planned,{},{},{},{},{}\n", cutCharacters(name, longestDeviceName),
                role, plainCsvCell(type.manufacturer), plainCsvCell(type.model), plainCsvCell(site),
                plainCsvCell(input.names.rack(rack)), placed ? "front" : "",
                placed ? std::to_string(u) : std::string(), plainCsvCell(why));
    };
    std::map<std::pair<std::int32_t, std::int32_t>, std::int32_t> nodes;  // rack, number → U
    for (const std::int32_t f : input.fabrics())
        input.forEachLink(f, [&](const Link& link) {
            if (link.lower.host)
                nodes.try_emplace({link.lower.rack, link.lower.device}, link.lower.unit_u);
        });
    const std::vector<RawId>& racks = input.evaluation.rows().ids(Scope::Rack);
    for (const auto& [node, u] : nodes) {
        const PartId id =
            node.first < 0 ? PartId{}
                           : input.hall().racks[{racks[static_cast<std::size_t>(node.first)]}].part;
        const Part* rack = id ? input.hall().part(id) : nullptr;
        const double count = input.evaluation.numbers().get(id, Property::nodes, 0.0);
        const Part* part = nodePart(input, rack, static_cast<int>(count));
        // Without a tray of its own a node is told as a device of the rack, without a place.
        add(input.names.node(node.first, node.second), "Node", typeOf(part), node.first,
            part == rack ? 0 : u, rack ? rack->id : std::string());
    }
    for (const std::int32_t f : input.fabrics()) {
        const FibrePlant& plant =
            input.evaluation.cables().plans[static_cast<std::size_t>(f)].plant;
        const DeviceType type = typeOf(input.hall().part(plant.panel));
        for (std::size_t rack = 0; rack < plant.panelsOfRack.size(); ++rack)
            for (std::int32_t n = 0; n < plant.panelsOfRack[rack]; ++n)
                add(input.names.panel(static_cast<std::int32_t>(rack), n, f), "Patch panel", type,
                    static_cast<std::int32_t>(rack), 0, input.names.fabric(f));
    }
    for (const std::int32_t f : input.fabrics()) {
        const FabricPlan& plan = input.evaluation.fabrics().plans[static_cast<std::size_t>(f)];
        const DeviceType type = typeOf(input.hall().part(input.fabricAt(f).switchPart));
        for (std::size_t tier = 0; tier < 3; ++tier)
            for (int s = 0; s < plan.size.switches[tier]; ++s) {
                const std::size_t at = static_cast<std::size_t>(s);
                const std::vector<std::int32_t>& of = plan.switchRack[tier];
                const std::vector<std::int32_t>& units = plan.switchU[tier];
                add(input.names.switchName(f, static_cast<Tier>(tier), s),
                    roleOf(static_cast<Tier>(tier)), type, at < of.size() ? of[at] : -1,
                    at < units.size() ? units[at] : 0, input.names.fabric(f));
            }
    }
    return {};
}

}  // namespace hallwright
