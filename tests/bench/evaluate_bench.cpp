// Speed of the evaluation: a rack dragged in the example of 128 racks, and full passes and single
// moves in a hall of 10,000.

#include "model/edits/move_items.h"
#include "model/figures/evaluation.h"
#include "tests/bench/bench_tools.h"

#include <fmt/format.h>

#include <random>

namespace hallwright::bench {

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

}  // namespace hallwright::bench
