#include "model/storage/migrations.h"

#include <fmt/core.h>

#include <algorithm>

namespace hallwright {

namespace {

/// Version 2 keeps waivers, and whether the floor is raised. A column is added by making its table
/// again, since a declaration is compared as text.
Result<void> toVersion2(sqlite::Database& database) {
    return database.execute(R"(CREATE TABLE "waivers" (
    "id" INTEGER PRIMARY KEY,
    "rule" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "author" TEXT NOT NULL,
    "date" TEXT NOT NULL,
    "accepted_si" REAL
) STRICT;
ALTER TABLE "site" RENAME TO "old";
CREATE TABLE "site" (
    "id" INTEGER PRIMARY KEY,
    "name" TEXT NOT NULL,
    "width_mm" INTEGER NOT NULL,
    "depth_mm" INTEGER NOT NULL,
    "clear_height_mm" INTEGER NOT NULL,
    "tile_um" INTEGER NOT NULL,
    "floor_rating_pa" REAL NOT NULL,
    "supply_per_side_w" REAL NOT NULL,
    "distribution" TEXT NOT NULL,
    "redundancy" TEXT NOT NULL,
    "code" TEXT NOT NULL,
    "climate" INTEGER REFERENCES "parts" ("id"),
    "tariff" INTEGER REFERENCES "parts" ("id"),
    "basis" INTEGER REFERENCES "parts" ("id"),
    "floor" TEXT NOT NULL
) STRICT;
INSERT INTO "site" SELECT *, 'raised' FROM "old";
DROP TABLE "old")");
}

/// Version 3 keeps groups, plant and placement of fabrics, the height of switches in their rack, a
/// field for cables, and variants.
Result<void> toVersion3(sqlite::Database& database) {
    return database.execute(R"(CREATE TABLE "variants" (
    "id" INTEGER PRIMARY KEY,
    "name" TEXT NOT NULL,
    "note" TEXT NOT NULL,
    "overlay" TEXT NOT NULL
) STRICT;
ALTER TABLE "site" RENAME TO "old";
CREATE TABLE "site" (
    "id" INTEGER PRIMARY KEY,
    "name" TEXT NOT NULL,
    "width_mm" INTEGER NOT NULL,
    "depth_mm" INTEGER NOT NULL,
    "clear_height_mm" INTEGER NOT NULL,
    "tile_um" INTEGER NOT NULL,
    "floor_rating_pa" REAL NOT NULL,
    "supply_per_side_w" REAL NOT NULL,
    "distribution" TEXT NOT NULL,
    "redundancy" TEXT NOT NULL,
    "code" TEXT NOT NULL,
    "climate" INTEGER REFERENCES "parts" ("id"),
    "tariff" INTEGER REFERENCES "parts" ("id"),
    "basis" INTEGER REFERENCES "parts" ("id"),
    "floor" TEXT NOT NULL,
    "cable_field" TEXT NOT NULL
) STRICT;
INSERT INTO "site" SELECT *, 'none' FROM "old";
DROP TABLE "old";
ALTER TABLE "mounts" RENAME TO "old_mounts";
ALTER TABLE "fabrics" RENAME TO "old_fabrics";
ALTER TABLE "members" RENAME TO "old_members";
CREATE TABLE "fabrics" (
    "id" INTEGER PRIMARY KEY,
    "name" TEXT NOT NULL,
    "role" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "switch" INTEGER REFERENCES "parts" ("id"),
    "optics" TEXT NOT NULL,
    "speed_bit_per_s" INTEGER NOT NULL,
    "planes" INTEGER NOT NULL,
    "tiers" INTEGER NOT NULL,
    "oversubscription" REAL NOT NULL,
    "even_spread" TEXT NOT NULL,
    "unit" INTEGER NOT NULL,
    "leaf_downlinks" INTEGER NOT NULL,
    "reserved_ports" INTEGER NOT NULL,
    "endpoints" INTEGER NOT NULL,
    "dual_homed" INTEGER NOT NULL,
    "host_module" INTEGER REFERENCES "parts" ("id"),
    "switch_module" INTEGER REFERENCES "parts" ("id"),
    "cable" INTEGER REFERENCES "parts" ("id"),
    "group_by" TEXT NOT NULL,
    "leaves_per_group" INTEGER NOT NULL,
    "spines_per_group" INTEGER NOT NULL,
    "spine_oversubscription" REAL NOT NULL,
    "plant" TEXT NOT NULL,
    "placement" TEXT NOT NULL,
    "trunk" INTEGER REFERENCES "parts" ("id"),
    "panel" INTEGER REFERENCES "parts" ("id"),
    "splitter" INTEGER REFERENCES "parts" ("id")
) STRICT;
INSERT INTO "fabrics" SELECT *, 'none', 0, 0, 1.0, 'direct', 'zone', NULL, NULL, NULL
    FROM "old_fabrics";
CREATE TABLE "members" (
    "id" INTEGER PRIMARY KEY,
    "rack" INTEGER REFERENCES "racks" ("id"),
    "fabric" INTEGER REFERENCES "fabrics" ("id"),
    "unit" INTEGER NOT NULL,
    "slot" INTEGER NOT NULL
) STRICT;
INSERT INTO "members" SELECT * FROM "old_members";
CREATE TABLE "mounts" (
    "id" INTEGER PRIMARY KEY,
    "rack" INTEGER REFERENCES "racks" ("id"),
    "fabric" INTEGER REFERENCES "fabrics" ("id"),
    "tier" TEXT NOT NULL,
    "first" INTEGER NOT NULL,
    "count" INTEGER NOT NULL,
    "u" INTEGER NOT NULL
) STRICT;
INSERT INTO "mounts" SELECT *, 0 FROM "old_mounts";
DROP TABLE "old_members";
DROP TABLE "old_mounts";
DROP TABLE "old_fabrics")");
}

constexpr Migration allSteps[] = {
    {1,
     "Findings can be waived with a reason, none is yet; the floor is raised or a slab, this one "
     "is "
     "taken as raised.",
     toVersion2},
    {2,
     "Fabrics have groups, a cable plant and a placement; this hall's have single cables, and "
     "their switches stand where they stood.",
     toVersion3},
};

}  // namespace

std::span<const Migration> migrations() { return allSteps; }

Result<std::vector<std::string>> migrate(sqlite::Database& database, int from, int to,
                                         std::span<const Migration> steps) {
    std::vector<std::string> sentences;
    for (int version = from; version < to; ++version) {
        const auto step = std::find_if(steps.begin(), steps.end(),
                                       [&](const Migration& m) { return m.from == version; });
        if (step == steps.end())
            return Error{ErrorCode::File,
                         fmt::format("there is no way from format {} to {}", version, version + 1),
                         {}};
        if (Result<void> done = step->run(database); !done) return done.error();
        sentences.emplace_back(step->sentence);
    }
    return sentences;
}

}  // namespace hallwright
