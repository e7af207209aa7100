#include "model/exports/link_pieces.h"

#include <fmt/format.h>

namespace hallwright {

namespace {

using What = ChainPiece::What;

char letterOf(What what) {
    switch (what) {
    case What::Jumper:
        return 'J';
    case What::Splitter:
        return 'S';
    case What::Trunk:
        return 'T';
    default:
        return 'C';
    }
}

PlugPlace placeAt(const std::vector<ChainPiece>& chain, std::size_t at, What beside, bool lower) {
    if (at >= chain.size() || chain[at].what != What::Panel)
        return {lower ? PlugPlace::At::Lower : PlugPlace::At::Upper};
    return {beside == What::Trunk ? PlugPlace::At::PanelRear : PlugPlace::At::PanelFront,
            chain[at].rack, static_cast<std::int32_t>(chain[at].number), chain[at].position};
}

}  // namespace

std::string_view pieceWord(What what) {
    switch (what) {
    case What::Jumper:
        return "jumper";
    case What::Splitter:
        return "splitter";
    case What::Trunk:
        return "trunk";
    case What::Copper:
        return "cable with plugs";
    default:
        return {};
    }
}

/// Trunks and splitters are numbered by their plant. Cords are bought one after the other, bundle
/// by bundle: links that share one follow each other.
std::int64_t LinkPieces::numberOf(const ChainPiece& piece) {
    if (piece.what == What::Trunk || piece.what == What::Splitter) return piece.number + 1;
    Count& count = piece.what == What::Copper ? m_copper : m_jumpers;
    if (piece.number != count.last) ++count.count;
    count.last = piece.number;
    return count.count;
}

const std::vector<LinkPiece>& LinkPieces::next(const Link& link) {
    if (link.ref.fabric != m_fabric) {
        m_fabric = link.ref.fabric;
        m_jumpers = m_copper = {};
    }
    m_pieces.clear();
    // What has no route has no length, and is not bought so far.
    if (link.length_mm < 0 || !link.medium) return m_pieces;
    const std::vector<ChainPiece> chain = chainOf(m_input.evaluation, link);
    for (std::size_t i = 0; i < chain.size(); ++i) {
        const ChainPiece& piece = chain[i];
        if (pieceWord(piece.what).empty() || !piece.part) continue;
        LinkPiece one;
        one.piece = piece;
        one.name = fmt::format("{}-{}{}", m_input.names.fabric(m_fabric), letterOf(piece.what),
                               numberOf(piece));
        one.lower = placeAt(chain, i == 0 ? chain.size() : i - 1, piece.what, true);
        one.upper = placeAt(chain, i + 1, piece.what, false);
        m_pieces.push_back(std::move(one));
    }
    return m_pieces;
}

std::string LinkPieces::path(const std::vector<LinkPiece>& pieces) {
    std::string out;
    for (const LinkPiece& one : pieces) {
        if (!out.empty()) out += " > ";
        out += leg(one);
    }
    return out;
}

std::string LinkPieces::leg(const LinkPiece& one) {
    if (one.piece.what != What::Trunk && one.piece.what != What::Splitter) return one.name;
    return fmt::format("{}:{}", one.name, one.piece.position + 1);
}

std::string LinkPieces::panels(const Link& link, const std::vector<LinkPiece>& pieces) const {
    std::string out;
    for (const LinkPiece& one : pieces) {
        if (!one.upper.isPanel()) continue;
        if (!out.empty()) out += " > ";
        out += label(link, one.upper);
    }
    return out;
}

std::string LinkPieces::label(const Link& link, const PlugPlace& place) const {
    const std::int32_t f = link.ref.fabric;
    if (place.isPanel()) return m_input.names.panelLabel(place.rack, place.panel, place.port, f);
    return m_input.names.label(place.at == PlugPlace::At::Lower ? link.lower : link.upper, f);
}

}  // namespace hallwright
