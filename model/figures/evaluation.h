#pragma once

#include "model/figures/columns.h"
#include "model/figures/slots.h"

#include <memory>

namespace hallwright {

struct FabricPlans;  // stages/fabric.h
struct CablePlans;   // stages/cabling.h
struct PowerPlan;    // stages/power.h
class FloorTiles;    // stages/tile_loads.h
class Ground;        // rules/ground.h
struct Finding;      // rules/rule.h

/// A computed quantity as it is shown: value, range, how complete it is, and what is missing.
struct Figure {
    Value value;
    std::optional<double> low,
        high;  ///< SI; empty until ranges are computed; high stays empty for a partial sum
    Status status = Status::None;
    std::vector<SlotRef> missing;  ///< what is unknown in it
};

/// The bill: what is bought, part by part. Lengths are bought as pieces.
struct BillLine {
    PartId part;
    std::string section;             ///< "Compute", "Network", "Cooling", "Power", "Routes"
    double quantity = 0.0;           ///< pieces, or metres where priced by length
    std::optional<double> length_m;  ///< of one piece, for cables
    std::string unit;                ///< "pc", "m"
    double price = unknown;          ///< of one piece, or of one metre; NaN where no price is known
};

/// What changed between two halls, as far as stages and rules care.
struct Changes {
    bool everything = true;  ///< first pass, or rows came and went
    bool parts = false;      ///< any frozen part, so the slots
    bool site = false;
    bool rackPlaces = false;       ///< only where racks stand
    bool racks = false;            ///< any other column of a rack
    bool equipmentPlaces = false;  ///< only where equipment stands
    bool equipment = false;        ///< any other column of equipment
    bool rows = false;
    bool trays = false;
    bool obstacles = false;
    bool busways = false;
    bool taps = false;
    bool powerUnits = false;
    bool loops = false;
    bool fabrics = false;                     ///< fabrics, members, mounts
    bool waivers = false;                     ///< read by no stage, and by rules about waivers
    std::vector<std::size_t> movedRacks;      ///< positions of racks whose place changed
    std::vector<std::size_t> movedEquipment;  ///< positions of equipment whose place changed

    /// Anything that a stage or a rule reads, places left out.
    bool beyondPlaces() const {
        return everything || parts || site || racks || equipment || rows || trays || obstacles ||
               busways || taps || powerUnits || loops || fabrics;
    }
    bool places() const { return rackPlaces || equipmentPlaces; }
    bool any() const { return beyondPlaces() || places() || waivers; }
};

constexpr std::uint32_t stageBit(Stage stage) { return 1U << static_cast<unsigned>(stage); }

/// Whether any row of a figure moved in an update.
enum class FigureMove : std::uint8_t {
    None,
    Near,  ///< only since things stand elsewhere
    Anywhere,
};
using FigureMoves = std::array<FigureMove, figureCount>;

/// What a stage gets: it reads the hall, the slots and earlier columns, and writes its own columns
/// and plans.
struct Pass {
    const Hall& hall;
    const Slots& in;
    const RowIndex& rows;
    const Changes& changes;
    Columns& out;
    FabricPlans& fabrics;
    CablePlans& cables;
    PowerPlan& power;
    std::vector<BillLine>& bill;
    PartId basis;  ///< the part that holds the design basis
    /// Of all that the stage reads only places of racks and equipment changed since it last ran.
    bool onlyPlaces = false;
    FloorTiles* tiles = nullptr;  ///< kept from pass to pass; null where every pass is a full one

    double basisValue(Property property) const { return in.get(basis, property); }
};

/// All figures and findings of one hall. Owned by an Evaluator; a copy is a snapshot.
class Evaluation {
public:
    Evaluation();
    Evaluation(const Evaluation&);
    Evaluation& operator=(const Evaluation&);
    Evaluation(Evaluation&&) noexcept;
    Evaluation& operator=(Evaluation&&) noexcept;
    ~Evaluation();

    const Hall& hall() const { return m_hall; }
    const Slots& numbers() const { return m_slots; }
    const RowIndex& rows() const { return m_rows; }
    const Columns& columns() const { return m_columns; }
    const FabricPlans& fabrics() const { return *m_fabrics; }
    const CablePlans& cables() const { return *m_cables; }
    const PowerPlan& power() const { return *m_power; }
    /// What covers floor, for rules that look at neighbours.
    const Ground& ground() const { return *m_ground; }
    const std::vector<BillLine>& bill() const { return m_bill; }
    /// Sorted by severity, rule and item.
    const std::vector<Finding>& findings() const;

    /// Value in SI; NaN where unknown or absent.
    double number(Fig figure, RawId item = 0) const;
    Figure figure(FigureRef ref) const;
    /// Rows that an input of a figure of this item draws on.
    std::vector<RawId> inputRows(FigureRef ref, const Input& input) const;
    /// Parts that a property input of a figure of this item is read from.
    std::vector<PartId> inputParts(FigureRef ref, const Input& input) const;

private:
    friend class Evaluator;

    Hall m_hall;
    Slots m_slots;
    RowIndex m_rows;
    Columns m_columns;
    std::unique_ptr<FabricPlans> m_fabrics;
    std::unique_ptr<CablePlans> m_cables;
    std::unique_ptr<PowerPlan> m_power;
    std::unique_ptr<FloorTiles> m_tiles;
    std::unique_ptr<Ground> m_ground;
    std::vector<BillLine> m_bill;
    std::unique_ptr<std::vector<Finding>> m_findings;
};

/// Keeps one evaluation up to date with a hall that changes. Edit, undo, preview and part update
/// are one path: it finds what changed by comparing chunk pointers, and runs again the stages and
/// the rules that read it or whose inputs moved; where things only stand elsewhere, for these and
/// their neighbours alone.
class Evaluator {
public:
    Evaluator() = default;
    /// Goes on from an evaluation made elsewhere.
    explicit Evaluator(Evaluation evaluation)
        : m_evaluation(std::move(evaluation)), m_fresh(false) {}

    const Evaluation& update(const Hall& hall);
    const Evaluation& evaluation() const { return m_evaluation; }
    /// Runs from a stage on with another number in a slot, for sweeps and tests. Rules are not run.
    void rerun(SlotRef slot, double value, Stage from);

private:
    struct Ran;
    Ran run(const Changes& changes, Stage from, bool onlyWhatMoved);

    Evaluation m_evaluation;
    bool m_fresh = true;
};

/// A hall evaluated from nothing.
Evaluation evaluate(const Hall& hall);

}  // namespace hallwright
