CREATE TABLE "meta" (
    "key" TEXT PRIMARY KEY,
    "value" TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE "sources" (
    "id" INTEGER PRIMARY KEY,
    "source" TEXT NOT NULL
) STRICT;
CREATE TABLE "parts" (
    "id" INTEGER PRIMARY KEY,
    "part" TEXT NOT NULL,
    "origin" TEXT NOT NULL
) STRICT;
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
CREATE TABLE "obstacles" (
    "id" INTEGER PRIMARY KEY,
    "name" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "x_mm" INTEGER NOT NULL,
    "y_mm" INTEGER NOT NULL,
    "width_mm" INTEGER NOT NULL,
    "depth_mm" INTEGER NOT NULL
) STRICT;
CREATE TABLE "rows" (
    "id" INTEGER PRIMARY KEY,
    "name" TEXT NOT NULL,
    "x_mm" INTEGER NOT NULL,
    "y_mm" INTEGER NOT NULL,
    "length_mm" INTEGER NOT NULL,
    "depth_mm" INTEGER NOT NULL,
    "facing" TEXT NOT NULL,
    "hot_aisle_contained" INTEGER NOT NULL
) STRICT;
CREATE TABLE "loops" (
    "id" INTEGER PRIMARY KEY,
    "name" TEXT NOT NULL,
    "fluid" INTEGER REFERENCES "parts" ("id"),
    "facility_supply_c" REAL NOT NULL,
    "spare" INTEGER NOT NULL
) STRICT;
CREATE TABLE "racks" (
    "id" INTEGER PRIMARY KEY,
    "name" TEXT NOT NULL,
    "part" INTEGER REFERENCES "parts" ("id"),
    "row" INTEGER REFERENCES "rows" ("id"),
    "x_mm" INTEGER NOT NULL,
    "y_mm" INTEGER NOT NULL,
    "facing" TEXT NOT NULL,
    "loop" INTEGER REFERENCES "loops" ("id"),
    "sidecar" INTEGER REFERENCES "racks" ("id"),
    "locked" INTEGER NOT NULL
) STRICT;
CREATE TABLE "equipment" (
    "id" INTEGER PRIMARY KEY,
    "name" TEXT NOT NULL,
    "part" INTEGER REFERENCES "parts" ("id"),
    "x_mm" INTEGER NOT NULL,
    "y_mm" INTEGER NOT NULL,
    "facing" TEXT NOT NULL,
    "loop" INTEGER REFERENCES "loops" ("id"),
    "row" INTEGER REFERENCES "rows" ("id"),
    "locked" INTEGER NOT NULL
) STRICT;
CREATE TABLE "power_units" (
    "id" INTEGER PRIMARY KEY,
    "name" TEXT NOT NULL,
    "part" INTEGER REFERENCES "parts" ("id"),
    "parent" INTEGER REFERENCES "power_units" ("id"),
    "system" INTEGER NOT NULL,
    "parallel" INTEGER NOT NULL,
    "feeder_mm" INTEGER NOT NULL
) STRICT;
CREATE TABLE "busways" (
    "id" INTEGER PRIMARY KEY,
    "name" TEXT NOT NULL,
    "part" INTEGER REFERENCES "parts" ("id"),
    "source" INTEGER REFERENCES "power_units" ("id"),
    "system" INTEGER NOT NULL,
    "x1_mm" INTEGER NOT NULL,
    "y1_mm" INTEGER NOT NULL,
    "x2_mm" INTEGER NOT NULL,
    "y2_mm" INTEGER NOT NULL,
    "elevation_mm" INTEGER NOT NULL,
    "feeder_mm" INTEGER NOT NULL
) STRICT;
CREATE TABLE "taps" (
    "id" INTEGER PRIMARY KEY,
    "part" INTEGER REFERENCES "parts" ("id"),
    "busway" INTEGER REFERENCES "busways" ("id"),
    "rack" INTEGER REFERENCES "racks" ("id"),
    "equipment" INTEGER REFERENCES "equipment" ("id"),
    "count" INTEGER NOT NULL
) STRICT;
CREATE TABLE "trays" (
    "id" INTEGER PRIMARY KEY,
    "name" TEXT NOT NULL,
    "part" INTEGER REFERENCES "parts" ("id"),
    "x1_mm" INTEGER NOT NULL,
    "y1_mm" INTEGER NOT NULL,
    "x2_mm" INTEGER NOT NULL,
    "y2_mm" INTEGER NOT NULL,
    "elevation_mm" INTEGER NOT NULL,
    "layers" INTEGER NOT NULL
) STRICT;
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
CREATE TABLE "members" (
    "id" INTEGER PRIMARY KEY,
    "rack" INTEGER REFERENCES "racks" ("id"),
    "fabric" INTEGER REFERENCES "fabrics" ("id"),
    "unit" INTEGER NOT NULL,
    "slot" INTEGER NOT NULL
) STRICT;
CREATE TABLE "mounts" (
    "id" INTEGER PRIMARY KEY,
    "rack" INTEGER REFERENCES "racks" ("id"),
    "fabric" INTEGER REFERENCES "fabrics" ("id"),
    "tier" TEXT NOT NULL,
    "first" INTEGER NOT NULL,
    "count" INTEGER NOT NULL,
    "u" INTEGER NOT NULL
) STRICT;
CREATE TABLE "waivers" (
    "id" INTEGER PRIMARY KEY,
    "rule" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "author" TEXT NOT NULL,
    "date" TEXT NOT NULL,
    "accepted_si" REAL
) STRICT;
CREATE TABLE "variants" (
    "id" INTEGER PRIMARY KEY,
    "name" TEXT NOT NULL,
    "note" TEXT NOT NULL,
    "overlay" TEXT NOT NULL
) STRICT;
