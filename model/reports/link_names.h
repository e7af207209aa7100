#pragma once

#include "model/stages/links.h"

#include <string>

namespace hallwright {

/// Names and labels of link ends, the same in every table, drawing and export.
class LinkNames {
public:
    explicit LinkNames(const Evaluation& evaluation);

    /// "R01-n07" for a node, "compute-leaf-012" for a switch: lasting, unique in the hall.
    std::string device(const LinkEnd& end, std::int32_t fabric) const;
    /// What the device calls the port: "sw7p1" of a Quantum-X800, "swp5s0" of an Ethernet switch,
    /// "mlx5_2/P1" of a node.
    std::string port(const LinkEnd& end, std::int32_t fabric) const;
    /// ANSI/TIA-606 form "rack-U:port" of one end; a cable's label is both ends, near one first.
    std::string label(const LinkEnd& end, std::int32_t fabric) const;
    std::string rack(const LinkEnd& end) const;

private:
    const Evaluation* m_evaluation;
};

}  // namespace hallwright
