#include "model/figures/evaluation.h"
#include "model/rules/rule.h"
#include "model/stages/cabling.h"
#include "model/stages/fabric.h"
#include "model/stages/power.h"
#include "model/stages/stages.h"

#include <array>
#include <optional>

namespace hallwright {

namespace {

/// A stage, what it reads of the hall, and the stages whose columns it reads.
struct StageRow {
    Stage stage;
    void (*run)(Pass&);
    bool (*reads)(const Changes&);
    std::uint32_t after;  ///< bits of stages
};

constexpr std::uint32_t bit(Stage stage) { return 1U << static_cast<unsigned>(stage); }

constexpr std::array<StageRow, stageCount> stages = {{
    {Stage::Fabric, runFabric,
     [](const Changes& c) { return c.parts || c.site || c.racks || c.fabrics; }, 0},
    {Stage::Cabling, runCabling,
     [](const Changes& c) {
         return c.parts || c.site || c.racks || c.rackPlaces || c.fabrics || c.routes;
     },
     bit(Stage::Fabric)},
    {Stage::RackLoads, runRackLoads,
     [](const Changes& c) { return c.parts || c.site || c.racks || c.fabrics; },
     bit(Stage::Fabric) | bit(Stage::Cabling)},
    {Stage::Shelves, runShelves, [](const Changes& c) { return c.parts || c.site || c.racks; },
     bit(Stage::RackLoads)},
    {Stage::Cooling, runCooling,
     [](const Changes& c) {
         return c.parts || c.site || c.racks || c.rackPlaces || c.equipment || c.loops || c.fabrics;
     },
     bit(Stage::RackLoads) | bit(Stage::Cabling)},
    {Stage::Power, runPower,
     [](const Changes& c) {
         return c.parts || c.site || c.racks || c.equipment || c.power || c.loops;
     },
     bit(Stage::RackLoads) | bit(Stage::Cooling)},
    {Stage::Structure, runStructure,
     [](const Changes& c) {
         return c.parts || c.site || c.racks || c.rackPlaces || c.equipment || c.fabrics;
     },
     bit(Stage::Fabric)},
    {Stage::Reliability, runReliability,
     [](const Changes& c) { return c.parts || c.site || c.racks || c.fabrics; },
     bit(Stage::Fabric) | bit(Stage::Cabling) | bit(Stage::RackLoads)},
    {Stage::Cost, runCost,
     [](const Changes& c) {
         return c.parts || c.site || c.racks || c.rackPlaces || c.equipment || c.power ||
                c.routes || c.fabrics;
     },
     bit(Stage::Fabric) | bit(Stage::Cabling) | bit(Stage::RackLoads) | bit(Stage::Power)},
}};

template <typename T>
bool differs(const Table<T>& a, const Table<T>& b) {
    if (a.sharesAllWith(b)) return false;
    bool found = false;
    a.forEachDifference(b, [&](Id<T>) { found = true; });
    return found;
}

/// Rows that are in both, or a mark that rows came or went.
template <typename T, typename Visit>
bool sameRows(const Table<T>& a, const Table<T>& b, Visit&& changed) {
    bool same = true;
    if (a.sharesAllWith(b)) return true;
    a.forEachDifference(b, [&](Id<T> id) {
        const T* x = a.find(id);
        const T* y = b.find(id);
        if (x && y)
            changed(id, *x, *y);
        else
            same = false;
    });
    return same;
}

Changes changesBetween(const Hall& a, const Hall& b, const RowIndex& rows) {
    Changes c;
    c.everything = false;
    const auto ignore = [](auto, const auto&, const auto&) {};
    bool same = true;
    same &= sameRows(a.racks, b.racks, [&](Id<Rack> id, const Rack& x, const Rack& y) {
        if (!(x.place == y.place)) {
            c.rackPlaces = true;
            c.movedRacks.push_back(static_cast<std::size_t>(rows.position(Scope::Rack, id.raw)));
        }
        Rack moved = x;
        moved.place = y.place;
        if (!(moved == y)) c.racks = true;
    });
    same &= sameRows(a.equipment, b.equipment, ignore) && sameRows(a.loops, b.loops, ignore) &&
            sameRows(a.powerUnits, b.powerUnits, ignore) &&
            sameRows(a.busways, b.busways, ignore) && sameRows(a.taps, b.taps, ignore) &&
            sameRows(a.trays, b.trays, ignore) && sameRows(a.fabrics, b.fabrics, ignore) &&
            sameRows(a.parts, b.parts, ignore);
    if (!same) {
        c.everything = true;
        return c;
    }
    c.parts = differs(a.parts, b.parts);
    c.site = differs(a.sites, b.sites);
    c.equipment = differs(a.equipment, b.equipment);
    c.routes =
        differs(a.rows, b.rows) || differs(a.trays, b.trays) || differs(a.obstacles, b.obstacles);
    c.power = differs(a.powerUnits, b.powerUnits) || differs(a.busways, b.busways) ||
              differs(a.taps, b.taps);
    c.loops = differs(a.loops, b.loops);
    c.fabrics = differs(a.fabrics, b.fabrics) || differs(a.members, b.members) ||
                differs(a.mounts, b.mounts);
    return c;
}

/// The columns of one stage, to see whether a run moved any of them.
std::vector<Column> columnsOf(const Columns& columns, Stage stage) {
    std::vector<Column> out;
    for (const FigureInfo& row : allFigures())
        if (row.stage == stage) out.push_back(columns.column(row.figure));
    return out;
}

bool moved(const Columns& columns, Stage stage, const std::vector<Column>& before) {
    std::size_t i = 0;
    for (const FigureInfo& row : allFigures())
        if (row.stage == stage && !(columns.column(row.figure) == before[i++])) return true;
    return false;
}

}  // namespace

void Evaluator::run(const Changes& changes, Stage from, bool onlyWhatMoved) {
    Evaluation& e = m_evaluation;
    Pass pass{e.m_hall,     e.m_slots,   e.m_rows,   changes,  e.m_columns,
              *e.m_fabrics, *e.m_cables, *e.m_power, e.m_bill, {}};
    pass.basis = e.m_hall.site().basis;
    std::uint32_t movedStages = 0;
    for (const StageRow& row : stages) {
        if (row.stage < from) continue;
        if (onlyWhatMoved && !row.reads(changes) && (row.after & movedStages) == 0) continue;
        if (!onlyWhatMoved) {
            row.run(pass);
            continue;
        }
        const std::vector<Column> before = columnsOf(e.m_columns, row.stage);
        row.run(pass);
        if (moved(e.m_columns, row.stage, before)) movedStages |= bit(row.stage);
    }
}

const Evaluation& Evaluator::update(const Hall& hall) {
    Evaluation& e = m_evaluation;
    Changes changes;
    if (!m_fresh) changes = changesBetween(e.m_hall, hall, e.m_rows);
    m_fresh = false;
    if (!changes.any()) return e;
    e.m_hall = hall;
    if (changes.everything || changes.parts) e.m_slots = Slots(hall);
    if (changes.everything) {
        e.m_rows = RowIndex(hall);
        e.m_columns.reset(e.m_rows);
    }
    run(changes, Stage::Fabric, !changes.everything);
    *e.m_findings = runRules(e);
    return e;
}

void Evaluator::rerun(SlotRef slot, double value, Stage from) {
    m_evaluation.m_slots.set(slot, value);
    Changes changes;
    run(changes, from, false);
}

Evaluation evaluate(const Hall& hall) {
    Evaluator evaluator;
    return evaluator.update(hall);
}

}  // namespace hallwright
