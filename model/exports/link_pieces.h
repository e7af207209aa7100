#pragma once

#include "model/exports/export_format.h"
#include "model/stages/plant.h"

namespace hallwright {

/// Where an end of a cable plugs in: a device at an end of its link, or a port of a patch panel,
/// trunks at the rear and cords at the front.
struct PlugPlace {
    enum class At : std::uint8_t { Lower, Upper, PanelFront, PanelRear } at = At::Lower;
    std::int32_t rack = -1, panel = 0, port = 0;  ///< of a panel

    bool isPanel() const { return at == At::PanelFront || at == At::PanelRear; }
    auto operator<=>(const PlugPlace&) const = default;
};

/// One cable on the way of a link. Equal names are the same piece.
struct LinkPiece {
    ChainPiece piece;
    std::string name;        ///< "compute-T12": fabric, J, S, T or C, and a number from 1
    PlugPlace lower, upper;  ///< as the link runs
};

/// Names the cables that links are bought as. Links come in the order of their numbers, each fabric
/// from its first, so that nothing need be kept of those before.
class LinkPieces {
public:
    explicit LinkPieces(const ExportInput& input) : m_input(input) {}

    /// The cables of the next link from its lower end to its upper; none where nothing is bought
    /// for it. Good until the next call.
    const std::vector<LinkPiece>& next(const Link& link);

    /// "compute-J1 > compute-T1:3 > compute-J2"; behind the colon which leg of a shared piece.
    static std::string path(const std::vector<LinkPiece>& pieces);
    /// "compute-T1:3"
    static std::string leg(const LinkPiece& one);
    /// "N01-pp01:3 > N02-pp01:7"
    std::string panels(const Link& link, const std::vector<LinkPiece>& pieces) const;
    /// What stands on a cable for one of its ends.
    std::string label(const Link& link, const PlugPlace& place) const;

private:
    std::int64_t numberOf(const ChainPiece& piece);

    const ExportInput& m_input;
    std::int32_t m_fabric = -1;
    std::vector<LinkPiece> m_pieces;
    /// Of cords, and of copper: the last, and how many there were.
    struct Count {
        std::int64_t last = -1, count = 0;
    };
    Count m_jumpers, m_copper;
};

/// What a piece is: "jumper", "trunk"…; empty of what is no cable.
std::string_view pieceWord(ChainPiece::What what);

}  // namespace hallwright
