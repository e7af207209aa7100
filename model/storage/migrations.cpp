#include "model/storage/migrations.h"

#include <fmt/core.h>

#include <algorithm>

namespace hallwright {

namespace {

/// Version 2 keeps waivers.
Result<void> addWaivers(sqlite::Database& database) {
    return database.execute(R"(CREATE TABLE "waivers" (
    "id" INTEGER PRIMARY KEY,
    "rule" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "author" TEXT NOT NULL,
    "date" TEXT NOT NULL,
    "accepted_si" REAL
) STRICT)");
}

constexpr Migration steps[] = {
    {1, "Findings can be waived with a reason; none is yet.", addWaivers},
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
