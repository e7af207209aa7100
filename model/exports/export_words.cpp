#include "model/exports/export_words.h"

#include "model/stages/link_route.h"

#include <fmt/format.h>

#include <algorithm>

namespace hallwright {

namespace {

const std::string nothing;

/// Trays on the way of a link, each named once where it is passed without a break.
std::string traysOf(const Evaluation& evaluation, const Link& link) {
    const CablePlans& cables = evaluation.cables();
    if (!cables.trays) return {};
    std::vector<std::int32_t> way;
    for (const std::int32_t section : linkRoute(evaluation, link).sections) {
        if (section < 0) continue;
        const std::int32_t tray = cables.trays->sections()[static_cast<std::size_t>(section)].tray;
        if (way.empty() || way.back() != tray) way.push_back(tray);
    }
    if (way.empty()) return {};
    std::vector<std::pair<RawId, const Tray*>> trays;
    evaluation.hall().trays.forEach(
        [&](Id<Tray> id, const Tray& tray) { trays.emplace_back(id.raw, &tray); });
    std::string out;
    for (const std::int32_t tray : way) {
        if (static_cast<std::size_t>(tray) >= trays.size()) return {};
        const auto& [id, row] = trays[static_cast<std::size_t>(tray)];
        if (!out.empty()) out += " > ";
        out += row->name.empty() ? fmt::format("tray {}", id) : row->name;
    }
    return out;
}

}  // namespace

std::string_view ExportWords::kind(const Link& link) {
    switch (link.kind) {
    case LinkBundle::Kind::HostLeaf:
        return "host-leaf";
    case LinkBundle::Kind::LeafSpine:
        return "leaf-spine";
    case LinkBundle::Kind::SpineCore:
        return "spine-core";
    case LinkBundle::Kind::SpineSpine:
        return "spine-spine";
    }
    return {};
}

const std::string& ExportWords::idOf(PartId part) const {
    const Part* found = part ? m_input.hall().part(part) : nullptr;
    return found ? found->id : nothing;
}

const std::string& ExportWords::medium(const Link& link) const { return idOf(link.medium); }

const std::string& ExportWords::mediumName(const Link& link) const {
    const Part* found = link.medium ? m_input.hall().part(link.medium) : nullptr;
    return found ? found->name : nothing;
}

const std::string& ExportWords::module(const Link& link, const LinkEnd& end) {
    if (link.copper) return nothing;
    const CablePlan& plan =
        m_input.evaluation.cables().plans[static_cast<std::size_t>(link.ref.fabric)];
    // Where nothing fits, nothing is lit.
    if (plan.media.media()[plan.choice[static_cast<std::size_t>(link.ref.bundle)]].none)
        return nothing;
    const Fabric& fabric = m_input.fabricAt(link.ref.fabric);
    if (end.host) return idOf(fabric.hostModule);
    const auto [known, added] = m_coPackaged.try_emplace(link.ref.fabric, false);
    if (added) known->second = isCoPackaged(m_input.evaluation.numbers(), fabric);
    return known->second ? nothing : idOf(fabric.switchModule);
}

const std::string& ExportWords::trays(const Link& link) {
    if (link.length_mm < 0) return nothing;
    const auto [known, added] = m_trays.try_emplace({link.ref.fabric, link.ref.bundle});
    if (added) known->second = traysOf(m_input.evaluation, link);
    return known->second;
}

std::vector<SwitchPort> switchPorts(const ExportInput& input, std::int32_t fabric) {
    std::vector<SwitchPort> ports;
    input.forEachLink(fabric, [&](const Link& link) {
        for (const bool upper : {false, true}) {
            const LinkEnd& end = upper ? link.upper : link.lower;
            if (!end.host)
                ports.push_back(
                    {end.tier, end.device, end.port, link.ref.bundle, link.ref.link, upper});
        }
    });
    std::sort(ports.begin(), ports.end());
    return ports;
}

std::string metresText(std::int32_t length_mm) {
    if (length_mm < 0) return {};
    std::string out = fmt::format("{}.{:03}", length_mm / 1000, length_mm % 1000);
    while (out.back() == '0')
        out.pop_back();
    if (out.back() == '.') out.pop_back();
    return out;
}

std::string countText(std::int32_t number) {
    return number < 0 ? std::string() : std::to_string(number);
}

std::string jsonEscaped(std::string_view text) {
    std::string out;
    for (std::size_t at = 0; at < text.size();) {
        const unsigned char c = static_cast<unsigned char>(text[at]);
        if (c == '"' || c == '\\') {
            out += '\\';
            out += static_cast<char>(c);
        } else if (c < 0x20U || c == 0x7FU) {
            out += fmt::format("\\u{:04x}", static_cast<unsigned>(c));
        } else if (c < 0x80U) {
            out += static_cast<char>(c);
        } else {
            const std::size_t length = c >= 0xF0U ? 4 : c >= 0xE0U ? 3 : 2;
            bool whole = c >= 0xC2U && c <= 0xF4U && at + length <= text.size();
            for (std::size_t i = 1; whole && i < length; ++i)
                whole = (static_cast<unsigned char>(text[at + i]) & 0xC0U) == 0x80U;
            if (whole) {
                out += text.substr(at, length);
                at += length;
                continue;
            }
            out += "\xEF\xBF\xBD";  // the replacement character
        }
        ++at;
    }
    return out;
}

}  // namespace hallwright
