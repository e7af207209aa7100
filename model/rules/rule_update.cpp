#include "model/rules/rule_update.h"

#include <algorithm>

namespace hallwright {

namespace {

/// Beyond so many boxes near what moved a rule of places looks at all of them at once.
constexpr std::size_t mostBoxes = 4000;

constexpr std::uint32_t bit(TableId table) { return 1U << static_cast<unsigned>(table); }

/// Tables of which something that rules read changed, places left out.
std::uint32_t changedTables(const Changes& c) {
    std::uint32_t tables = 0;
    const auto add = [&](bool changed, std::initializer_list<TableId> of) {
        if (changed)
            for (TableId table : of)
                tables |= bit(table);
    };
    add(c.racks, {TableId::Racks});
    add(c.equipment, {TableId::Equipment});
    add(c.rows, {TableId::Rows});
    add(c.trays, {TableId::Trays});
    add(c.obstacles, {TableId::Obstacles});
    add(c.busways, {TableId::Busways});
    add(c.taps, {TableId::Taps});
    add(c.powerUnits, {TableId::PowerUnits});
    add(c.loops, {TableId::Loops});
    add(c.fabrics, {TableId::Fabrics, TableId::Members, TableId::Mounts});
    add(c.waivers, {TableId::Waivers});
    return tables;
}

enum class Rerun : std::uint8_t { Not, Near, Whole };

/// `open`: the rule told of something that it could not judge; why, may rest on more than it
/// declares, but not on where things stand: a figure that rests on one that moved moves anywhere.
Rerun runOf(const RuleInfo& rule, const RuleChanges& moved, std::uint32_t tables, bool open) {
    const RuleInputs& in = rule.inputs;
    const Changes& c = moved.changes;
    if (in.anything || c.everything || c.parts || c.site || (in.tables & tables) != 0 ||
        (in.plans & moved.stages) != 0)
        return Rerun::Whole;
    if (open && c.beyondPlaces()) return Rerun::Whole;
    Rerun run = rule.near.check && c.places() ? Rerun::Near : Rerun::Not;
    for (Fig figure : in.figures) {
        const FigureMove move = moved.figures[static_cast<std::size_t>(figure)];
        if (move == FigureMove::Anywhere || (move == FigureMove::Near && !rule.near.check))
            return Rerun::Whole;
    }
    return run;
}

Rect grown(const Rect& area, Millimetres by) {
    return {area.x - by, area.y - by, area.width + by * 2, area.depth + by * 2};
}

/// Boxes that a rule of this reach may judge otherwise now: those that moved, and those near where
/// they were or are. Sorted.
std::vector<std::uint32_t> boxesNear(const Ground& ground, const std::vector<Ground::Move>& moves,
                                     Millimetres reach) {
    std::vector<std::uint32_t> boxes;
    // A millimetre more, since areas that only touch do not overlap.
    const Millimetres by = reach + Millimetres{1};
    for (const Ground::Move& move : moves) {
        boxes.push_back(move.box);
        for (const Rect& area : {move.from, ground.boxes()[move.box].area}) {
            const Rect around = grown(area, by);
            ground.near(around, [&](std::uint32_t i) {
                if (ground.boxes()[i].area.overlaps(around)) boxes.push_back(i);
            });
        }
    }
    std::sort(boxes.begin(), boxes.end());
    boxes.erase(std::unique(boxes.begin(), boxes.end()), boxes.end());
    return boxes;
}

bool isOpen(const Finding& finding) { return finding.outcome == Finding::Outcome::NotChecked; }

bool names(const Finding& finding, ItemRef item) {
    return std::binary_search(finding.items.begin(), finding.items.end(), item);
}

/// Whether a rule still cannot judge the same things for the same reasons: `told`, of these boxes
/// alone, says nothing that `before`, of all of them, did not, and of no box less.
bool tellsTheSame(std::span<const Finding> before, std::span<const Finding> told,
                  std::span<const std::uint32_t> boxes, const Ground& ground) {
    std::vector<ItemRef> still;
    for (const Finding& finding : told) {
        if (!isOpen(finding)) continue;
        for (const ItemRef item : finding.items) {
            if (std::none_of(before.begin(), before.end(), [&](const Finding& old) {
                    return old.detail == finding.detail && names(old, item);
                }))
                return false;
            still.push_back(item);
        }
    }
    std::sort(still.begin(), still.end());
    return std::all_of(boxes.begin(), boxes.end(), [&](std::uint32_t box) {
        const ItemRef item = ground.boxes()[box].item;
        return std::binary_search(still.begin(), still.end(), item) ||
               std::none_of(before.begin(), before.end(),
                            [&](const Finding& old) { return names(old, item); });
    });
}

/// What is taken out of the findings, by position and rising, and what comes in.
struct Exchange {
    std::vector<std::size_t> out;
    std::vector<Finding> in;
};

/// Moves only what stands between places where more came in than went out, or the other way round:
/// a hall of 10,000 racks has tens of thousands of findings, and few of them change in a drag.
void exchange(std::vector<Finding>& findings, Exchange& change) {
    std::sort(change.out.begin(), change.out.end());
    std::stable_sort(change.in.begin(), change.in.end(), comesBefore);
    struct Block {
        std::size_t from, count, to;
    };
    std::vector<Block> blocks;
    std::vector<std::size_t> places;  // of what comes in
    places.reserve(change.in.size());
    std::size_t from = 0, to = 0, out = 0;
    const auto keepUntil = [&](std::size_t end) {
        while (out < change.out.size() && change.out[out] < end) {
            if (change.out[out] > from) blocks.push_back({from, change.out[out] - from, to});
            to += change.out[out] - from;
            from = change.out[out++] + 1;
        }
        if (end > from) {
            blocks.push_back({from, end - from, to});
            to += end - from;
            from = end;
        }
    };
    for (const Finding& finding : change.in) {
        // Behind what is like it: that goes out, or was told before.
        const auto at = std::upper_bound(findings.begin() + static_cast<std::ptrdiff_t>(from),
                                         findings.end(), finding, comesBefore);
        keepUntil(static_cast<std::size_t>(at - findings.begin()));
        places.push_back(to++);
    }
    keepUntil(findings.size());
    findings.resize(std::max(findings.size(), to));
    const auto at = [&](std::size_t i) {
        return findings.begin() + static_cast<std::ptrdiff_t>(i);
    };
    for (const Block& block : blocks)
        if (block.to < block.from)
            std::move(at(block.from), at(block.from + block.count), at(block.to));
    for (auto block = blocks.rbegin(); block != blocks.rend(); ++block)
        if (block->to > block->from)
            std::move_backward(at(block->from), at(block->from + block->count),
                               at(block->to + block->count));
    for (std::size_t i = 0; i < places.size(); ++i)
        findings[places[i]] = std::move(change.in[i]);
    findings.resize(to);
}

}  // namespace

void updateFindings(const Evaluation& evaluation, const RuleChanges& moved,
                    std::vector<Finding>& findings) {
    const std::span<const RuleInfo> rules = allRules();
    const std::uint32_t tables = changedTables(moved.changes);
    // Findings of a rule that failed, and those it could not judge, each stand together.
    struct Place {
        std::size_t begin = 0, end = 0;
    };
    const auto placeOf = [&](std::uint16_t rule, Finding::Outcome outcome) {
        Finding first;
        first.rule = rule;
        first.outcome = outcome;
        const auto begin = std::lower_bound(findings.begin(), findings.end(), first, comesBefore);
        const auto end = std::partition_point(begin, findings.end(), [&](const Finding& finding) {
            return finding.rule == rule && finding.outcome == outcome;
        });
        return Place{static_cast<std::size_t>(begin - findings.begin()),
                     static_cast<std::size_t>(end - findings.begin())};
    };
    Exchange change;
    const auto takeOut = [&](const Place& place) {
        for (std::size_t i = place.begin; i < place.end; ++i)
            change.out.push_back(i);
    };
    for (std::size_t i = 0; i < rules.size(); ++i) {
        const RuleInfo& rule = rules[i];
        const std::uint16_t number = static_cast<std::uint16_t>(i);
        const Place open = placeOf(number, Finding::Outcome::NotChecked);
        Rerun run = runOf(rule, moved, tables, open.begin != open.end);
        if (run == Rerun::Not) continue;
        const Place failed = placeOf(number, Finding::Outcome::Fails);
        const std::size_t before = change.in.size();
        Report report(number, change.in);
        if (run == Rerun::Near) {
            const Ground& ground = evaluation.ground();
            const std::vector<std::uint32_t> boxes =
                boxesNear(ground, moved.moves, rule.near.reach(evaluation));
            if (boxes.size() > mostBoxes) {
                run = Rerun::Whole;
            } else {
                rule.near.check(evaluation, boxes, report);
                // What cannot be judged is told of all items together: once more where it differs.
                const std::span<const Finding> told = std::span(change.in).subspan(before);
                const std::span<const Finding> untold =
                    std::span(findings).subspan(open.begin, open.end - open.begin);
                if (tellsTheSame(untold, told, boxes, ground)) {
                    change.in.erase(
                        std::remove_if(change.in.begin() + static_cast<std::ptrdiff_t>(before),
                                       change.in.end(), isOpen),
                        change.in.end());
                } else {
                    change.in.resize(before);
                    run = Rerun::Whole;
                }
            }
            if (run == Rerun::Near) {
                for (std::uint32_t box : boxes) {
                    const ItemRef item = ground.boxes()[box].item;
                    const auto end = findings.begin() + static_cast<std::ptrdiff_t>(failed.end);
                    auto at = std::lower_bound(
                        findings.begin() + static_cast<std::ptrdiff_t>(failed.begin), end, item,
                        [](const Finding& finding, ItemRef wanted) {
                            return finding.items.front() < wanted;
                        });
                    for (; at != end && at->items.front() == item; ++at)
                        change.out.push_back(static_cast<std::size_t>(at - findings.begin()));
                }
                continue;
            }
        }
        rule.check(evaluation, report);
        takeOut(open);
        takeOut(failed);
    }
    if (!change.out.empty() || !change.in.empty()) exchange(findings, change);
}

}  // namespace hallwright
