#pragma once

#include "model/hall/hall.h"

#include <map>
#include <set>

namespace hallwright {

// What a thing that comes to stand in the plan belongs to: found among what stands there already.
// These write into a hall in the making; the edits around them make the edit of it.

/// The row in whose line the middle of a box lies, or past whose end it comes by less than its own
/// width; none where it stands alone.
Id<Row> rowAt(const Hall& hall, const Rect& box);

/// Lengthens a row so that it holds the box.
void stretchRow(Hall& hall, Id<Row> row, const Rect& box);

/// The loop of the nearest rack or cooling unit that has one: of the row first, then of the hall.
Id<Loop> loopNear(const Hall& hall, const Rect& box, Id<Row> row);

/// Whether a rack takes 800 V DC where the hall gives AC.
bool needsSidecar(const Hall& hall, const Part& part);

/// A sidecar side by side with the box that feeds no rack yet; none where there is none.
Id<Rack> freeSidecarBeside(const Hall& hall, const Rect& box);

/// A rack side by side with the box that lacks a sidecar; none where there is none.
Id<Rack> rackWithoutSidecarBeside(const Hall& hall, const Rect& box);

/// The slots of every fabric that no rack has: a new one gets the smallest of a unit whose racks
/// have as many nodes as it, so that no other rack's links change.
class FreeSlots {
public:
    explicit FreeSlots(const Hall& hall);

    Member take(const Hall& hall, Id<Fabric> fabric, Id<Rack> rack);
    /// Gives a rack a slot of every fabric that its part has ports for.
    void join(Hall& hall, Id<Rack> rack, RawId& next);

private:
    struct Slots {
        std::set<std::int64_t> taken;
        std::map<std::int64_t, double> nodes;  ///< most nodes of a rack, by unit
        std::map<double, std::int64_t> from;   ///< none below is free for so many nodes

        bool suits(std::int64_t unit, double count) const;
        void add(std::int64_t slot, std::int64_t unit, double count);
    };
    std::map<Id<Fabric>, Slots> m_fabrics;
};

/// How far two boxes are apart from middle to middle, squared.
std::int64_t distance(const Rect& a, const Rect& b);

}  // namespace hallwright
