#pragma once

#include "model/stages/links.h"

#include <string>
#include <string_view>
#include <vector>

namespace hallwright {

/// Names and labels of link ends, the same in every table, drawing and export.
class LinkNames {
public:
    explicit LinkNames(const Evaluation& evaluation);

    /// "R01-n07" for a node, "compute-leaf-012" for a switch: lasting, unique in the hall, of
    /// letters, digits, dots, dashes and underscores, at most 63 characters.
    std::string device(const LinkEnd& end, std::int32_t fabric) const;
    std::string node(std::int32_t rack, std::int32_t number) const;
    std::string switchName(std::int32_t fabric, Tier tier, std::int32_t number) const;
    /// What the device calls the port: "sw7p1" of a Quantum-X800, "swp5s0" of an Ethernet switch,
    /// "mlx5_2/P1" of a node.
    std::string port(const LinkEnd& end, std::int32_t fabric) const;
    /// ANSI/TIA-606 form "rack-U:port" of one end; a cable's label is both ends, near one first.
    /// The U is counted from the bottom of the rack; it is left out where it is not known.
    std::string label(const LinkEnd& end, std::int32_t fabric) const;
    /// "R01-20:mlx5_0/P1 / N01-07:sw7p1": what stands on the cable at the near end.
    std::string label(const LinkEnd& near, const LinkEnd& far, std::int32_t fabric) const;
    /// "N01-pp03": the third patch panel of a rack, counted through its fabrics. `number` is that
    /// of a panel of one fabric in the rack, from 0.
    std::string panel(std::int32_t rack, std::int32_t number, std::int32_t fabric) const;
    /// "N01-pp03:13": a port of it, from 0, as it stands on a cable.
    std::string panelLabel(std::int32_t rack, std::int32_t number, std::int32_t port,
                           std::int32_t fabric) const;
    /// The rack's name as in the hall, told from others of the same name; empty where the device
    /// stands nowhere.
    std::string rack(const LinkEnd& end) const;
    std::string rack(std::int32_t position) const;

    /// Which card of its node an end is on, from 0: scale-out first, then front end and storage.
    std::int32_t card(const LinkEnd& end, std::int32_t fabric) const;
    /// Whether the switches name their ports as InfiniBand switches do: "sw{cage}…" or "P{…}".
    bool infiniBand(std::int32_t fabric) const;
    /// Name of a fabric, unique in the hall.
    const std::string& fabric(std::int32_t fabric) const;

private:
    std::int32_t panelOfRack(std::int32_t rack, std::int32_t number, std::int32_t fabric) const;
    struct FabricNames {
        std::string name;
        std::string ports;  ///< the template of port names
        FabricRole role = FabricRole::ScaleOut;
        int portsPerCage = 1, linksPerCage = 1;
        std::vector<std::int32_t> firstPanel;  ///< by rack: panels of the fabrics before
    };
    struct RackNames {
        std::string name;                                  ///< as in the hall
        std::string tag;                                   ///< as devices begin with
        std::int32_t firstFrontEnd = 0, firstStorage = 0;  ///< numbers of cards
        std::int32_t nodes = 0;                            ///< 0: unknown
    };
    const FabricNames& of(std::int32_t fabric) const {
        return m_fabrics[static_cast<std::size_t>(fabric)];
    }

    std::vector<FabricNames> m_fabrics;  ///< by position
    std::vector<RackNames> m_racks;      ///< by position
};

/// A switch's port by a template of the property switch.port_name. {cage} counts cages from 1,
/// {port} the ports of a cage, {part} the links of a split port, {link} the links of a cage and
/// {number} all links of the switch; with a 0 behind the word ({part0}) they count from 0. What
/// stands in [brackets] is left out where the number in it could only be the first.
std::string portName(std::string_view form, std::int32_t cage, std::int32_t link, int portsPerCage,
                     int linksPerCage);

}  // namespace hallwright
