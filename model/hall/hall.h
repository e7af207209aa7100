#pragma once

#include "model/hall/cooling.h"
#include "model/hall/fabric.h"
#include "model/hall/power.h"
#include "model/hall/route.h"
#include "model/hall/site.h"
#include "model/hall/table.h"
#include "model/hall/variant.h"
#include "model/hall/waiver.h"

#include <optional>
#include <string_view>

namespace hallwright {

// Made once, in hall.cpp.
extern template class Table<FrozenSource>;
extern template class Table<FrozenPart>;
extern template class Table<Site>;
extern template class Table<Obstacle>;
extern template class Table<Row>;
extern template class Table<Loop>;
extern template class Table<Rack>;
extern template class Table<Equipment>;
extern template class Table<PowerUnit>;
extern template class Table<Busway>;
extern template class Table<Tap>;
extern template class Table<Tray>;
extern template class Table<Fabric>;
extern template class Table<Member>;
extern template class Table<Mount>;
extern template class Table<Waiver>;
extern template class Table<Variant>;

/// The design: a value, complete in itself, with every part it uses. Copies are cheap; edits make
/// new ones. Never hold a reference into a hall across an edit; hold the id.
struct Hall {
    // Written out in hall.cpp: a hall is many tables, and every file that copies one would make
    // them again.
    Hall();
    Hall(const Hall&);
    Hall(Hall&&) noexcept;
    Hall& operator=(const Hall&);
    Hall& operator=(Hall&&) noexcept;
    ~Hall();

    Table<FrozenSource> sources;
    Table<FrozenPart> parts;
    Table<Site> sites;  ///< exactly one row
    Table<Obstacle> obstacles;
    Table<Row> rows;
    Table<Loop> loops;
    Table<Rack> racks;
    Table<Equipment> equipment;
    Table<PowerUnit> powerUnits;
    Table<Busway> busways;
    Table<Tap> taps;
    Table<Tray> trays;
    Table<Fabric> fabrics;
    Table<Member> members;
    Table<Mount> mounts;
    Table<Waiver> waivers;
    Table<Variant> variants;  ///< read by no stage

    bool operator==(const Hall&) const;

    /// The one site row; a default one where a hall has none yet.
    const Site& site() const;
    Id<Site> siteId() const;
    /// The part of a row; null where the row's part is missing.
    const Part* part(PartId id) const;
    /// The frozen part with this catalog id.
    PartId findPart(std::string_view catalogId) const;
    /// Highest id in any table, 0 for an empty hall: the next row takes one more.
    RawId highestId() const;
};

/// The ground that a rack or equipment covers; a part without size covers 600 × 1200 mm.
Rect footprintOf(const Hall& hall, const Rack& rack);
Rect footprintOf(const Hall& hall, const Equipment& equipment);
Rect footprintOf(const Part* part, const Placement& place);

}  // namespace hallwright
