#pragma once

#include "model/stages/fabric.h"

namespace hallwright {

/// A member rack, ready to be wired.
struct Host {
    std::int32_t rack = 0;    ///< position
    long long firstNode = 0;  ///< number of its first node in the fabric
    int nodes = 0;
    int ports = 0;        ///< per node
    bool byNode = false;  ///< its nodes stand at different heights: a bundle belongs to one node
};

/// The nodes that a fabric joins.
struct Hosts {
    std::vector<Host> racks;
    long long nodes = 0;      ///< numbers in use: highest node number + 1
    int nodesPerRack = 0;     ///< room of a slot
    int ports = 0;            ///< most ports of a node
    long long endpoints = 0;  ///< ports that are really there
    bool known = true;        ///< all of the above
    double speed = std::numeric_limits<double>::infinity();  ///< of the slowest port
    std::string problem;
};

/// Numbers the nodes by unit and slot, never by order in the table, so that a rack that comes or
/// goes changes no other rack's links. Racks of one unit all take the room of the largest of it,
/// those of a fabric that is grouped by units the room of the largest of all; a unit without racks
/// keeps the room of the one before it. Leaves are sized for the highest slot, so a gap in the
/// slots keeps its ports. An out-of-band network takes a rack that says how many ports its devices
/// have as one node with so many, and then every other rack too.
Hosts hostsOf(const Hall& hall, const Slots& in, const RowIndex& rows, Id<Fabric> id,
              const Fabric& fabric);

/// Lays all links of a plan whose size is known: bundles with their ports, and linkEnds.
void wire(FabricPlan& plan, const Fabric& fabric, const Hosts& hosts);

}  // namespace hallwright
