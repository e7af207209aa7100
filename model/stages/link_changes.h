#pragma once

#include "model/base/result.h"
#include "model/stages/links.h"

namespace hallwright {

/// What became of a link between two halls. A link is known by its fabric and its lower end: the
/// host port, or the port of the lower switch. Switches are known by plane and number.
struct LinkChange {
    enum class Fate : std::uint8_t {
        Moved,  ///< same lower end, another port above
        Added,
        Removed,
        Replaced  ///< same ends, but cables of another part or length
    } fate = Fate::Moved;
    std::optional<LinkRef> before, after;  ///< in the hall where it is
};

struct LinkChanges {
    long long kept = 0, moved = 0, added = 0, removed = 0, replaced = 0;
    std::vector<LinkChange> changes;  ///< all but the kept, fabric after fabric

    bool any() const { return moved + added + removed + replaced > 0; }
};

/// Compares fabrics of equal name, and racks of equal name.
LinkChanges compareLinks(const Evaluation& before, const Evaluation& after);

/// One step of a fabric that grows: what is there then, and what is done to get there.
struct ExpansionStep {
    int racks = 0;
    std::array<int, 3> switches{};  ///< leaf, spine, core
    long long endpoints = 0;
    long long links = 0;
    long long moved = 0, added = 0, removed = 0;  ///< cables, against the step before
    long long hostsMoved = 0;                     ///< of the moved, those that end at a node
    std::string problem;                          ///< why so many racks cannot be joined
};

/// A fabric built for these numbers of racks one after the other, by its recipe, with racks of the
/// part that most of its members have, in slots without a gap.
Result<std::vector<ExpansionStep>> expansionSteps(const Hall& hall, Id<Fabric> fabric,
                                                  const std::vector<int>& racks);

}  // namespace hallwright
