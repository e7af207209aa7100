#include "tests/bench/bench_tools.h"

#include "catalog/reader.h"
#include "model/planner/brief.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <ctime>
#include <filesystem>
#include <map>
#include <optional>
#include <type_traits>

namespace hallwright::bench {

double processorMilliseconds() {
    timespec now{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) * 1e3 + static_cast<double>(now.tv_nsec) * 1e-6;
}

double percentile(std::vector<double> times, double share) {
    std::sort(times.begin(), times.end());
    return times[std::min(times.size() - 1,
                          static_cast<std::size_t>(share * static_cast<double>(times.size())))];
}

Plan planned(std::string_view example) {
    const std::filesystem::path source = HALLWRIGHT_SOURCE_DIR;
    const Result<Catalog> catalog = readCatalog(source / "catalog");
    const Result<Brief> brief =
        readBrief(source / "resources/examples" / (std::string(example) + ".toml"));
    if (!catalog || !brief) {
        std::fprintf(stderr, "%s\n", (catalog ? brief.error() : catalog.error()).text().c_str());
        std::exit(3);
    }
    Result<Plan> made = plan(*brief, *catalog, {});
    if (!made) {
        std::fprintf(stderr, "%s\n", made.error().text().c_str());
        std::exit(1);
    }
    return std::move(made).value();
}

Hall large(const Plan& plan, std::size_t wanted, RawId& next) {
    Hall hall = plan.hall;
    next = plan.nextId;
    const Millimetres depth = hall.site().depth;
    std::map<std::pair<RawId, int>, int> slots;
    int copy = 0;
    while (hall.racks.size() < wanted) {
        ++copy;
        std::map<RawId, Id<Row>> rowOf;
        plan.hall.rows.forEach([&](Id<Row> id, Row row) {
            row.y += depth * copy;
            row.name += fmt::format(".{}", copy);
            rowOf[id.raw] = {next};
            hall.rows.set({next++}, row);
        });
        plan.hall.trays.forEach([&](Id<Tray>, Tray tray) {
            tray.y1 += depth * copy;
            tray.y2 += depth * copy;
            tray.name += fmt::format(".{}", copy);
            hall.trays.set({next++}, tray);
        });
        plan.hall.racks.forEach([&](Id<Rack> id, Rack rack) {
            if (hall.racks.size() >= wanted) return;
            rack.place.y += depth * copy;
            rack.name += fmt::format(".{}", copy);
            rack.row = rowOf[rack.row.raw];
            const Id<Rack> added{next++};
            hall.racks.set(added, rack);
            plan.hall.members.forEach([&](Id<Member>, Member member) {
                if (member.rack != id) return;
                member.rack = added;
                member.unit += copy * 16;
                hall.members.set({next++}, member);
            });
        });
    }
    Site site = hall.site();
    site.depth = depth * (copy + 1);
    hall.sites.set(hall.siteId(), site);
    return hall;
}

Hall dense(const Plan& plan, std::size_t racks, RawId& next) {
    Hall hall;
    hall.sources = plan.hall.sources;
    hall.parts = plan.hall.parts;
    next = plan.nextId;
    const auto first = [](const auto& table) {
        std::optional<std::decay_t<decltype(table[{}])>> found;
        table.forEach([&](auto, const auto& row) {
            if (!found) found = row;
        });
        return *found;
    };
    const Rack like = first(plan.hall.racks);
    const Busway busway = first(plan.hall.busways);
    const Tray tray = first(plan.hall.trays);
    const Rect box = footprintOf(plan.hall.part(like.part), Placement{});
    constexpr int inRow = 100;
    const Millimetres wall{3000}, cold{1800}, hot{1200};
    Millimetres y = wall;
    for (int r = 0; hall.racks.size() < racks; ++r) {
        const Facing facing = r % 2 == 0 ? Facing::Down : Facing::Up;
        Row row;
        row.name = fmt::format("R{:03}", r + 1);
        row.x = wall;
        row.y = y;
        row.length = box.width * inRow;
        row.depth = box.depth;
        row.facing = facing;
        const Id<Row> rowId{next++};
        hall.rows.set(rowId, row);
        for (int i = 0; i < inRow && hall.racks.size() < racks; ++i) {
            Rack rack;
            rack.name = fmt::format("{}-{:02}", row.name, i + 1);
            rack.part = like.part;
            rack.row = rowId;
            rack.place = {wall + box.width * i, y, facing};
            hall.racks.set({next++}, rack);
        }
        for (int system : {0, 1}) {
            Busway run = busway;
            run.name = fmt::format("BW-{}{}", system == 0 ? 'A' : 'B', r + 1);
            run.system = system;
            run.source = {};
            run.x1 = wall;
            run.x2 = wall + row.length;
            run.y1 = run.y2 = y + Millimetres{300 + 300 * system};
            hall.busways.set({next++}, run);
        }
        Tray run = tray;
        run.name = fmt::format("T{}", r + 1);
        run.x1 = wall;
        run.x2 = wall + row.length;
        run.y1 = run.y2 = y + Millimetres{900};
        hall.trays.set({next++}, run);
        y += box.depth + (r % 2 == 0 ? hot : cold);
    }
    Site site = plan.hall.site();
    site.width = box.width * inRow + wall * 2;
    site.depth = y + wall;
    hall.sites.set({next++}, site);
    return hall;
}

}  // namespace hallwright::bench
