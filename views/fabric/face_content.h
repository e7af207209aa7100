#pragma once

#include "views/fabric/fabric_graph.h"

namespace hallwright {

/// What a port of a switch is for.
enum class PortUse : std::uint8_t {
    Free,
    Reserved,  ///< kept free by the recipe
    Host,
    Up,      ///< to the tier above
    Down,    ///< to the tier below
    Across,  ///< to a switch of its own tier
};

struct FacePort {
    PortUse use = PortUse::Free;
    std::optional<LinkRef> link;
};

/// The front of a switch: cages as they sit, with the links that share each.
struct SwitchFaceContent {
    QString name;   ///< "compute-leaf-012"
    QString words;  ///< where it stands, its part, how many ports are used
    std::int32_t fabric = -1;
    FabricNodeRef node;
    int cages = 0, rows = 0, columns = 0;
    int partsPerCage = 1;
    std::vector<FacePort> ports;  ///< cage × parts
    int used = 0, free = 0, reserved = 0;

    /// Cages are counted from the upper left, column by column, as vendors number them.
    int rowOf(int cage) const { return cage % rows; }
    int columnOf(int cage) const { return cage / rows; }
};

/// Nothing for a node that is no switch of the fabric.
std::optional<SwitchFaceContent> switchFace(const Evaluation& evaluation, std::int32_t fabric,
                                            const FabricNodeRef& node);

/// "Host", "Up to a spine": the word for a use; and the letter that stands in its port.
QString portUseWords(PortUse use);
QChar portUseLetter(PortUse use);

/// Far end, module, cable and length of a port.
QString portWords(const Evaluation& evaluation, const SwitchFaceContent& face, int port);

}  // namespace hallwright
