#include "model/figures/evaluation.h"
#include "model/rules/ground.h"
#include "model/rules/rule_update.h"
#include "model/stages/cabling.h"
#include "model/stages/fabric.h"
#include "model/stages/power.h"
#include "model/stages/stages.h"
#include "model/stages/tile_loads.h"

#include <algorithm>
#include <array>
#include <optional>

namespace hallwright {

namespace {

/// A stage, what it reads of the hall, and the stages whose plans it reads. Whose columns it reads
/// its figures declare.
struct StageRow {
    Stage stage;
    void (*run)(Pass&);
    bool (*reads)(const Changes&);
    std::uint32_t plansOf;  ///< bits of stages
};

constexpr std::array<StageRow, stageCount> stages = {{
    {Stage::Fabric, runFabric,
     [](const Changes& c) { return c.parts || c.site || c.racks || c.fabrics; }, 0},
    {Stage::Cabling, runCabling,
     [](const Changes& c) {
         return c.parts || c.site || c.racks || c.rackPlaces || c.fabrics || c.trays;
     },
     stageBit(Stage::Fabric)},
    {Stage::RackLoads, runRackLoads,
     [](const Changes& c) { return c.parts || c.site || c.racks || c.fabrics; },
     stageBit(Stage::Fabric)},
    {Stage::Shelves, runShelves, [](const Changes& c) { return c.parts || c.site || c.racks; }, 0},
    {Stage::Cooling, runCooling,
     [](const Changes& c) {
         return c.parts || c.site || c.racks || c.rackPlaces || c.equipment || c.equipmentPlaces ||
                c.loops || c.fabrics;
     },
     stageBit(Stage::Fabric)},
    {Stage::Power, runPower,
     [](const Changes& c) {
         return c.parts || c.site || c.racks || c.equipment || c.busways || c.taps ||
                c.powerUnits || c.loops;
     },
     0},
    {Stage::Structure, runStructure,
     [](const Changes& c) {
         return c.parts || c.site || c.racks || c.rackPlaces || c.equipment || c.equipmentPlaces ||
                c.fabrics;
     },
     stageBit(Stage::Fabric)},
    {Stage::Reliability, runReliability,
     [](const Changes& c) { return c.parts || c.site || c.racks || c.fabrics; },
     stageBit(Stage::Fabric) | stageBit(Stage::Cabling)},
    {Stage::Cost, runCost,
     [](const Changes& c) {
         return c.parts || c.site || c.racks || c.equipment || c.busways || c.taps ||
                c.powerUnits || c.trays || c.fabrics;
     },
     stageBit(Stage::Fabric) | stageBit(Stage::Cabling)},
}};

/// Figures of other stages that the figures of a stage declare as inputs.
const std::vector<Fig>& inputsOf(Stage stage) {
    static const auto all = [] {
        std::array<std::vector<Fig>, stageCount> out;
        for (const FigureInfo& row : allFigures())
            for (const Input& input : row.inputs)
                if (input.type == Input::Type::Figure && info(input.figure).stage != row.stage)
                    out[static_cast<std::size_t>(row.stage)].push_back(input.figure);
        for (std::vector<Fig>& figures : out) {
            std::sort(figures.begin(), figures.end());
            figures.erase(std::unique(figures.begin(), figures.end()), figures.end());
        }
        return out;
    }();
    return all[static_cast<std::size_t>(stage)];
}

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

/// Notes rows whose place changed, and returns whether another column of any did.
template <typename T>
bool differsBeyondPlace(const Table<T>& a, const Table<T>& b, const RowIndex& rows, Scope scope,
                        std::vector<std::size_t>& moved, bool& same) {
    bool beyond = false;
    same &= sameRows(a, b, [&](Id<T> id, const T& x, const T& y) {
        if (!(x.place == y.place))
            moved.push_back(static_cast<std::size_t>(rows.position(scope, id.raw)));
        T there = x;
        there.place = y.place;
        if (!(there == y)) beyond = true;
    });
    return beyond;
}

Changes changesBetween(const Hall& a, const Hall& b, const RowIndex& rows) {
    Changes c;
    c.everything = false;
    const auto ignore = [](auto, const auto&, const auto&) {};
    bool same = true;
    c.racks = differsBeyondPlace(a.racks, b.racks, rows, Scope::Rack, c.movedRacks, same);
    c.equipment = differsBeyondPlace(a.equipment, b.equipment, rows, Scope::Equipment,
                                     c.movedEquipment, same);
    same &= sameRows(a.loops, b.loops, ignore) && sameRows(a.powerUnits, b.powerUnits, ignore) &&
            sameRows(a.busways, b.busways, ignore) && sameRows(a.taps, b.taps, ignore) &&
            sameRows(a.trays, b.trays, ignore) && sameRows(a.fabrics, b.fabrics, ignore) &&
            sameRows(a.parts, b.parts, ignore);
    if (!same) {
        c.everything = true;
        return c;
    }
    c.rackPlaces = !c.movedRacks.empty();
    c.equipmentPlaces = !c.movedEquipment.empty();
    c.parts = differs(a.parts, b.parts);
    c.site = differs(a.sites, b.sites);
    c.rows = differs(a.rows, b.rows);
    c.trays = differs(a.trays, b.trays);
    c.obstacles = differs(a.obstacles, b.obstacles);
    c.busways = differs(a.busways, b.busways);
    c.taps = differs(a.taps, b.taps);
    c.powerUnits = differs(a.powerUnits, b.powerUnits);
    c.loops = differs(a.loops, b.loops);
    c.fabrics = differs(a.fabrics, b.fabrics) || differs(a.members, b.members) ||
                differs(a.mounts, b.mounts);
    c.waivers = differs(a.waivers, b.waivers);
    return c;
}

/// The columns of one stage, to see whether a run moved any of them.
std::vector<Column> columnsOf(const Columns& columns, Stage stage) {
    std::vector<Column> out;
    for (const FigureInfo& row : allFigures())
        if (row.stage == stage) out.push_back(columns.column(row.figure));
    return out;
}

}  // namespace

struct Evaluator::Ran {
    FigureMoves figures{};
    std::uint32_t stages = 0;  ///< bits of those that ran
};

Evaluator::Ran Evaluator::run(const Changes& changes, Stage from, bool onlyWhatMoved) {
    Evaluation& e = m_evaluation;
    Pass pass{e.m_hall,     e.m_slots,   e.m_rows,   changes,  e.m_columns,
              *e.m_fabrics, *e.m_cables, *e.m_power, e.m_bill, {}};
    pass.basis = e.m_hall.site().basis;
    pass.tiles = e.m_tiles.get();
    Ran ran;
    if (!onlyWhatMoved) {
        for (const StageRow& row : stages)
            if (row.stage >= from) row.run(pass);
        return ran;
    }
    Changes beyondPlaces = changes;
    beyondPlaces.rackPlaces = beyondPlaces.equipmentPlaces = false;
    for (const StageRow& row : stages) {
        if (row.stage < from) continue;
        const std::vector<Fig>& inputs = inputsOf(row.stage);
        const bool fed =
            (row.plansOf & ran.stages) != 0 ||
            std::any_of(inputs.begin(), inputs.end(), [&](Fig figure) {
                return ran.figures[static_cast<std::size_t>(figure)] != FigureMove::None;
            });
        if (!fed && !row.reads(changes)) continue;
        pass.onlyPlaces = !fed && !row.reads(beyondPlaces);
        const std::vector<Column> before = columnsOf(e.m_columns, row.stage);
        row.run(pass);
        ran.stages |= stageBit(row.stage);
        std::size_t i = 0;
        for (const FigureInfo& figure : allFigures())
            if (figure.stage == row.stage && !(e.m_columns.column(figure.figure) == before[i++]))
                ran.figures[static_cast<std::size_t>(figure.figure)] =
                    pass.onlyPlaces ? FigureMove::Near : FigureMove::Anywhere;
    }
    return ran;
}

const Evaluation& Evaluator::update(const Hall& hall) {
    Evaluation& e = m_evaluation;
    Changes changes;
    if (!m_fresh) changes = changesBetween(e.m_hall, hall, e.m_rows);
    m_fresh = false;
    if (!changes.any()) {
        e.m_hall = hall;  // it may share other chunks: the next comparison is the cheaper for it
        return e;
    }
    e.m_hall = hall;
    if (changes.everything || changes.parts) e.m_slots = Slots(hall);
    if (changes.everything) {
        e.m_rows = RowIndex(hall);
        e.m_columns.reset(e.m_rows);
    }
    const Ran ran = run(changes, Stage::Fabric, !changes.everything);
    const bool otherGround = changes.everything || changes.parts || changes.site || changes.racks ||
                             changes.equipment || changes.obstacles;
    std::vector<Ground::Move> moves;
    if (otherGround)
        *e.m_ground = Ground(e);
    else if (changes.places())
        moves = e.m_ground->follow(hall, changes);
    if (changes.everything)
        *e.m_findings = runRules(e);
    else
        updateFindings(e, {changes, ran.figures, ran.stages, moves}, *e.m_findings);
    if (!hall.waivers.empty() || changes.waivers) matchWaivers(hall, *e.m_findings);
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
