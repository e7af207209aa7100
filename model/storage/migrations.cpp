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

constexpr Migration steps[] = {
    {1,
     "Findings can be waived with a reason, none is yet; the floor is raised or a slab, this one "
     "is "
     "taken as raised.",
     toVersion2},
};

}  // namespace

std::span<const Migration> migrations() { return steps; }

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
