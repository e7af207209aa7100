// Speed of the evaluation: hallwright_bench hall|place. One JSON line each, times in milliseconds.

#include "catalog/reader.h"
#include "model/edits/move_items.h"
#include "model/figures/evaluation.h"
#include "model/planner/brief.h"
#include "model/planner/planner.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <filesystem>
#include <random>
#include <string_view>

using namespace hallwright;

namespace {

double milliseconds(const auto& work) {
    const auto begin = std::chrono::steady_clock::now();
    work();
    return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - begin)
        .count();
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

/// 500 steps of dragging one rack, each evaluated as the window does it.
void place() {
    const Plan plan = planned("gb300-128");
    Evaluator evaluator;
    const double full = milliseconds([&] { evaluator.update(plan.hall); });
    std::vector<Id<Rack>> racks;
    plan.hall.racks.forEach([&](Id<Rack> id, const Rack&) { racks.push_back(id); });
    std::mt19937 dice(1);
    std::vector<double> times;
    for (int i = 0; i < 500; ++i) {
        const ItemRef item{TableId::Racks,
                           racks[(static_cast<std::size_t>(i) / 50) % racks.size()].raw};
        const Result<Edit> edit =
            moveItems(plan.hall, std::span(&item, 1), {static_cast<int>(dice() % 1200)},
                      {static_cast<int>(dice() % 600)});
        if (!edit) continue;
        times.push_back(milliseconds([&] {
            Hall preview = plan.hall;
            if (!apply(preview, *edit)) std::exit(1);
            evaluator.update(preview);
        }));
    }
    fmt::print("{{\"bench\":\"place\",\"racks\":{},\"moves\":{},\"full_ms\":{:.3f},\"median_ms\":{:"
               ".3f},\"p99_ms\":{:.3f},\"max_ms\":{:.3f}}}\n",
               racks.size(), times.size(), full, percentile(times, 0.5), percentile(times, 0.99),
               percentile(times, 1.0));
}

/// A hall of 10,000 racks: copies of the 128-rack example side by side, all on its fabrics.
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

void hallOf10000() {
    RawId next = 0;
    const Plan plan = planned("gb300-128");
    const Hall hall = large(plan, 10000, next);
    std::vector<double> full;
    for (int i = 0; i < 5; ++i)
        full.push_back(milliseconds([&] { evaluate(hall); }));
    Evaluator evaluator;
    evaluator.update(hall);
    std::vector<Id<Rack>> racks;
    hall.racks.forEach([&](Id<Rack> id, const Rack&) { racks.push_back(id); });
    std::vector<double> edits;
    for (std::size_t i = 0; i < 50; ++i) {
        const ItemRef item{TableId::Racks, racks[i * 97 % racks.size()].raw};
        const Result<Edit> edit = moveItems(hall, std::span(&item, 1), {100}, {0});
        if (!edit) continue;
        edits.push_back(milliseconds([&] {
            Hall preview = hall;
            if (!apply(preview, *edit)) std::exit(1);
            evaluator.update(preview);
        }));
    }
    fmt::print("{{\"bench\":\"hall\",\"racks\":{},\"full_ms\":{:.2f},\"one_edit_ms\":{:.3f},\"one_"
               "edit_p99_ms\":{:.3f}}}\n",
               racks.size(), percentile(full, 0.5), percentile(edits, 0.5),
               percentile(edits, 0.99));
}

}  // namespace

int main(int argc, char** argv) {
    const std::string_view what = argc > 1 ? argv[1] : "";
    if (what == "place") return place(), 0;
    if (what == "hall") return hallOf10000(), 0;
    std::fprintf(stderr, "usage: hallwright_bench hall|place\n");
    return 2;
}
