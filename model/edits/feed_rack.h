#pragma once

#include "model/hall/hall.h"
#include "model/parts/catalog.h"

#include <map>
#include <string>
#include <vector>

namespace hallwright {

/// Gives racks their tap-offs, and new rows their busways, like those of the racks and rows around
/// them. Writes into a hall in the making; the edits around it make the edit of it. What the hall
/// has no example for stays without; the rules tell.
class RackFeeder {
public:
    /// Tap-offs and busways that fit are looked for in the hall and, where it is given, the
    /// catalog.
    RackFeeder(Hall& hall, const Catalog* catalog, RawId& next);

    /// Joins a rack to the busways over it, else to those of its row, as its redundancy asks.
    void tap(Id<Rack> rack);
    /// Hangs busways over a row and joins its racks to them: the systems, the elevation and the
    /// sources of the nearest row that has some.
    void feedRow(Id<Row> row, const std::vector<Id<Rack>>& racks);
    /// The busway of a system for a rack: nearest of those over it and those of its row.
    Id<Busway> buswayFor(Id<Rack> rack, int system) const;

private:
    /// What a rack asks of a supply, in W at the tap-off.
    struct Load {
        double lasting = 0.0;
        double peak = 0.0;
    };
    /// The busways of the nearest row along the same way, by system: they show how others hang.
    struct Example {
        Rect area;  ///< of that row
        std::map<int, Id<Busway>> busways;
    };
    /// A busway to be, over the racks from one to another.
    struct Run {
        Id<Rack> first, last;
        int number = 1;   ///< along the row
        Id<Busway> like;  ///< whose system, source, elevation and feeder it takes
        PartPtr part;     ///< null where no busway carries it
    };
    Example exampleFor(Id<Row> row) const;
    std::vector<Id<Rack>> fedByBusways(const std::vector<Id<Rack>>& racks) const;
    std::vector<Run> runsOf(const std::vector<Id<Rack>>& racks, const Example& example,
                            std::size_t count) const;
    void hang(const Row& row, const Example& example, const Run& run, std::string name);
    Load loadOf(Id<Rack> rack) const;
    Load atInput(const Rack& rack) const;
    double ratingFor(const Load& load) const;
    /// What one busway carries of these racks when the worst other system is lost.
    Load worstOf(const std::vector<Id<Rack>>& racks, int system, std::size_t firstPattern) const;
    std::vector<PartPtr> partsLike(const Part& example, Kind kind) const;
    PartId hold(const PartPtr& part);
    void addTap(Id<Rack> rack, Id<Busway> busway);
    std::size_t fedRacks() const;

    Hall& m_hall;
    const Catalog* m_catalog;
    RawId& m_next;
};

}  // namespace hallwright
