#include "model/planner/planner.h"

#include "model/base/text.h"
#include "model/planner/furnish.h"
#include "model/planner/management.h"
#include "model/planner/power_plan.h"
#include "model/rules/rule.h"
#include "model/units/quantity_text.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace hallwright {

namespace {

/// The part of the whole work that one pass is: passes of a search follow each other.
struct Share {
    double begin = 0.0, size = 1.0;
};

std::string power(double watts) { return formatQuantity({watts, Dimension::Power}); }
std::string metresWords(double length) { return fmt::format("{:.2f} m", length); }

/// Head room: the tallest thing with the clearance above it, and what hangs over the rows.
void checkHeight(Draft& draft) {
    double tallest = 0.0;
    std::string what;
    const auto consider = [&](const Part* part) {
        const double height = part ? part->number(Property::sizeHeight).value_or(0.0) : 0.0;
        if (height > tallest) {
            tallest = height;
            what = part->id;
        }
    };
    draft.hall.racks.forEach(
        [&](Id<Rack>, const Rack& rack) { consider(draft.hall.part(rack.part)); });
    draft.hall.equipment.forEach(
        [&](Id<Equipment>, const Equipment& item) { consider(draft.hall.part(item.part)); });
    const double needed = tallest + draft.basisNumber(Property::headClearance);
    const double clear = draft.brief.clearHeight.metres();
    if (needed > clear * (1.0 + 1e-9))
        draft.doesNotFit("space.headroom",
                         fmt::format("clear height: {} and the clearance above it need {}, the "
                                     "hall has {}; ask for lower racks "
                                     "or a hall at least {} high",
                                     what, metresWords(needed), metresWords(clear),
                                     metresWords(needed)));
    double hung = 0.0;
    draft.hall.busways.forEach([&](Id<Busway>, const Busway& busway) {
        const Part* part = draft.hall.part(busway.part);
        hung = std::max(hung, busway.elevation.metres() +
                                  (part ? part->number(Property::sizeHeight).value_or(0.0) : 0.0));
    });
    draft.hall.trays.forEach([&](Id<Tray>, const Tray& tray) {
        const Part* part = draft.hall.part(tray.part);
        const double height = part ? part->number(Property::trayHeight).value_or(0.0) : 0.0;
        hung = std::max(hung, tray.elevation.metres() + std::max(1, tray.layers) * height);
    });
    if (hung > clear * (1.0 + 1e-9))
        draft.doesNotFit("space.headroom",
                         fmt::format("clear height: busways and trays hang up to {}, the hall has "
                                     "{}; ask for a hall at least {} "
                                     "high or lower route.busway.elevation in the design basis",
                                     metresWords(hung), metresWords(clear), metresWords(hung)));
}

/// Limits that need the finished hall: supply of a side and load on the floor.
void checkFigures(Draft& draft, const Evaluation& evaluation) {
    const double side = evaluation.number(Fig::sideDesign);
    const double supply = draft.brief.supplyPerSide.value();
    if (side > supply * (1.0 + 1e-9))
        draft.doesNotFit(
            "power.supply.side",
            fmt::format(
                "supply: IT, cooling and losses ask {} of one side, {} is available; ask for fewer "
                "racks, more supply, warmer facility water or another redundancy",
                power(side), power(supply)));
    const double bay = evaluation.number(Fig::floorBayMax);
    const double rating = draft.brief.floorRating.value();
    const auto pressure = [](double value) { return formatQuantity({value, Dimension::Pressure}); };
    if (bay > rating * (1.0 + 1e-9))
        draft.doesNotFit("structure.floor.bay",
                         fmt::format("floor: the heaviest rack or unit puts {} on its bay, the "
                                     "floor is rated for {}; ask for lighter ones or a stronger "
                                     "floor",
                                     pressure(bay), pressure(rating)));
}

/// Supply is asked for lasting power; where the electrical peak goes beyond it, the architect
/// should know.
void notePeak(Draft& draft, const Evaluation& evaluation) {
    const double peak = evaluation.number(Fig::systemWorst);
    const double supply = draft.brief.supplyPerSide.value();
    if (peak > supply * (1.0 + 1e-9))
        draft.notes.push_back(
            fmt::format("at the electrical peak one side carries {}, more than the {} "
                        "that is available; the peak lasts milliseconds",
                        power(peak), power(supply)));
}

/// Whether a finding is about a fabric with copper ports alone.
bool isOfCopperPorts(const Hall& hall, const Finding& finding) {
    if (finding.items.empty() || finding.items.front().table != TableId::Fabrics) return false;
    const Fabric* fabric = hall.fabrics.find({finding.items.front().id});
    const Part* part = fabric ? hall.part(fabric->switchPart) : nullptr;
    return part && part->text(Property::switchOptics) == "copper";
}

/// Links that nothing joins are no plan; links beyond the reach of their media the architect should
/// know.
void checkMedia(Draft& draft, const Evaluation& evaluation) {
    for (const Finding& finding : evaluation.findings()) {
        if (finding.outcome != Finding::Outcome::Fails) continue;
        if (ruleOf(finding).id == "optics.medium")
            draft.doesNotFit(
                "optics.module.missing",
                fmt::format("optics: {}; choose another switch, speed, optics or plant",
                            finding.detail));
        else if (ruleOf(finding).id == "optics.reach")
            draft.notes.push_back(fmt::format(
                "{}, which reaches {}; stand its leaves in the rows (placement) or choose another "
                "switch",
                finding.detail, metresWords(finding.limit.si)));
    }
}

/// Whether the out-of-band network that [management] writes has links longer than copper reaches.
bool consolesAreTooFar(const Brief& asked, const Plan& plan) {
    const bool own =
        std::any_of(asked.fabrics.begin(), asked.fabrics.end(),
                    [](const BriefFabric& fabric) { return fabric.role == FabricRole::OutOfBand; });
    if (!asked.management.wanted || own) return false;
    const std::vector<Finding>& findings = plan.evaluation->findings();
    return std::any_of(findings.begin(), findings.end(), [&](const Finding& finding) {
        return finding.outcome == Finding::Outcome::Fails && ruleOf(finding).id == "optics.reach" &&
               isOfCopperPorts(plan.hall, finding);
    });
}

Result<Plan> planOnce(const Brief& asked, const Catalog& catalog, const PlanOptions& options,
                      const std::vector<int>& counts, Share share,
                      SwitchPlacement consoles = SwitchPlacement::Zone) {
    Furniture furniture;
    furniture.counts = counts;
    const Result<Brief> brief = withManagement(asked, catalog, furniture.counts, consoles);
    if (!brief) return brief.error();
    Draft draft(*brief, catalog);
    using Step = void (*)(Draft&, Furniture&);
    const std::pair<Step, std::string_view> steps[] = {
        {placeSite, "site"},
        {[](Draft& d, Furniture& f) { f.groups = planRacks(d, f.counts); }, "racks"},
        {[](Draft& d, Furniture& f) { f.network = planNetwork(d, f.groups); }, "fabrics"},
        {countCooling, "cooling"},
        {arrange, "rows"},
        {placeItems, "racks and equipment"},
        {placeTrays, "trays"},
        {[](Draft& d, Furniture& f) { f.loads = evaluate(d.hall); }, "loads"},
        {sizeTrays, "trays"},
        {[](Draft& d, Furniture& f) { planPower(d, *f.loads); }, "power"},
        {[](Draft& d, Furniture&) { checkHeight(d); }, "checks"},
        {[](Draft& d, Furniture& f) { f.loads = evaluate(d.hall); }, "checks"},
        {[](Draft& d, Furniture& f) {
             checkFigures(d, *f.loads);
             checkMedia(d, *f.loads);
             notePeak(d, *f.loads);
         },
         "checks"},
    };
    double done = 0.0;
    for (const auto& [step, name] : steps) {
        const double at = share.begin + share.size * done / static_cast<double>(std::size(steps));
        if (options.progress)
            draft.wanted = [&options, at, doing = name] { return options.progress(at, doing); };
        if (draft.goOn()) step(draft, furniture);
        if (draft.failed()) return *draft.error();
        done += 1.0;
    }
    Plan plan;
    plan.hall = std::move(draft.hall);
    plan.nextId = draft.next;
    plan.notes = std::move(draft.notes);
    plan.placed = std::accumulate(counts.begin(), counts.end(), 0);
    plan.evaluation = std::make_shared<const Evaluation>(*std::move(furniture.loads));
    // In a large hall the zone is too far for copper: then consoles hang on leaves in their rows.
    if (consoles == SwitchPlacement::Zone && consolesAreTooFar(asked, plan))
        return planOnce(asked, catalog, options, counts, share, SwitchPlacement::MiddleOfRow);
    return plan;
}

/// So many racks of the brief, taken away from the last entry backwards.
std::vector<int> firstRacks(const Brief& brief, int total) {
    std::vector<int> counts;
    for (const BriefRacks& racks : brief.racks) {
        counts.push_back(std::min(racks.count, total));
        total -= counts.back();
    }
    return counts;
}

}  // namespace

Result<Plan> plan(const Brief& brief, const Catalog& catalog, const PlanOptions& options) {
    int asked = 0;
    for (const BriefRacks& racks : brief.racks)
        asked += racks.count;
    // A search halves the count again and again: so many passes at most, the first included.
    int passes = 1;
    for (int left = asked; options.fit && left > 1; left /= 2)
        ++passes;
    const double size = 1.0 / passes;
    Result<Plan> whole = planOnce(brief, catalog, options, firstRacks(brief, asked), {0.0, size});
    if (whole) {
        Plan plan = *std::move(whole);
        plan.asked = asked;
        return plan;
    }
    if (!options.fit || whole.error().code != ErrorCode::DoesNotFit || asked < 2) return whole;

    // What limits a hall grows with its racks, so the largest number that fits is found by halving.
    std::optional<Plan> best;
    Error limit = whole.error();
    double begin = size;
    for (int low = 1, high = asked - 1; low <= high; begin += size) {
        const int middle = low + (high - low) / 2;
        Result<Plan> some =
            planOnce(brief, catalog, options, firstRacks(brief, middle), {begin, size});
        if (some) {
            best = *std::move(some);
            low = middle + 1;
        } else if (some.error().code != ErrorCode::DoesNotFit) {
            return some;
        } else {
            limit = some.error();
            high = middle - 1;
        }
    }
    if (!best) return whole;
    best->asked = asked;
    best->notes.push_back(fmt::format("placed {} of {}; one more does not fit: {}",
                                      grouped(best->placed), counted(asked, "rack"), limit.text()));
    return *std::move(best);
}

}  // namespace hallwright
