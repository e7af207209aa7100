#include "model/planner/feasibility.h"

#include "model/base/text.h"
#include "model/figures/evaluation.h"
#include "model/rules/rule.h"
#include "model/stages/fabric.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

namespace hallwright {

namespace {

/// A limit and the key that most often relaxes it.
struct Relief {
    std::string_view limit, section, key;
};
constexpr Relief reliefs[] = {
    {"space.row_length", "hall", "width"},
    {"space.rows", "hall", "depth"},
    {"space.air_wall", "hall", "width"},
    {"space.headroom", "hall", "clear_height"},
    {"structure.floor.bay", "hall", "floor_rating"},
    {"power.supply.side", "power", "supply_per_side"},
    {"power.input.mismatch", "power", "distribution"},
    {"power.busway.current", "power", "distribution"},
    {"power.unit.rating", "power", "distribution"},
    {"power.sidecar.rating", "racks", "sidecar"},
    {"liquid.supply.max", "cooling", "facility_water_supply"},
    {"cooling.rejection.reach", "cooling", "heat_rejection"},
    {"rack.network.power", "fabrics", "switch"},
    {"fabric.infeasible", "fabrics", "switch"},
    {"optics.module.missing", "fabrics", "switch"},
};

/// Which entry of a list the sentence names; the first where it names none.
int entryNamed(const Error& error, const Brief& brief, std::string_view section) {
    const auto named = [&](const std::string& name) {
        return !name.empty() && error.message.find(name) != std::string::npos;
    };
    if (section == "fabrics") {
        for (std::size_t i = 0; i < brief.fabrics.size(); ++i)
            if (named(fmt::format("\"{}\"", brief.fabrics[i].name))) return static_cast<int>(i);
        for (std::size_t i = 0; i < brief.fabrics.size(); ++i)
            if (named(brief.fabrics[i].switchPart.text)) return static_cast<int>(i);
    }
    if (section == "racks")
        for (std::size_t i = 0; i < brief.racks.size(); ++i)
            if (named(brief.racks[i].part.text)) return static_cast<int>(i);
    return 0;
}

/// The line of "brief.toml:12"; 0 without one.
int lineOfError(const Error& error) {
    const std::size_t colon = error.where.rfind(':');
    int line = 0;
    if (colon != std::string::npos)
        std::from_chars(error.where.data() + colon + 1, error.where.data() + error.where.size(),
                        line);
    return line;
}

double floorCovered(const Hall& hall) {
    double area = 0.0;
    const auto add = [&](const Rect& box) { area += box.width.metres() * box.depth.metres(); };
    hall.racks.forEach([&](Id<Rack>, const Rack& rack) { add(footprintOf(hall, rack)); });
    hall.equipment.forEach(
        [&](Id<Equipment>, const Equipment& item) { add(footprintOf(hall, item)); });
    return area;
}

}  // namespace

Feasibility feasibilityOf(const Plan& plan) {
    Feasibility out;
    out.placed = plan.placed;
    out.asked = plan.asked;
    const Hall& hall = plan.hall;
    const auto isOf = [&](PartId part, Kind kind) {
        const Part* found = hall.part(part);
        return found && found->kind == kind;
    };
    hall.racks.forEach([&](Id<Rack>, const Rack& rack) {
        out.networkRacks += isOf(rack.part, Kind::NetworkRack);
    });
    hall.equipment.forEach([&](Id<Equipment>, const Equipment& item) {
        out.cdus += isOf(item.part, Kind::Cdu);
        out.airUnits += isOf(item.part, Kind::AirUnit);
    });
    out.rows = static_cast<int>(hall.rows.size());
    out.supply = hall.site().supplyPerSide.value();
    const double area = hall.site().width.metres() * hall.site().depth.metres();
    if (area > 0.0) out.fill = floorCovered(hall) / area;
    if (!plan.evaluation) return out;
    const Evaluation& evaluation = *plan.evaluation;
    out.itPower = evaluation.number(Fig::itTdp);
    out.side = evaluation.number(Fig::sideDesign);
    for (const FabricPlan& fabric : evaluation.fabrics().plans)
        for (const int switches : fabric.size.switches)
            out.switches += switches;
    for (const Finding& finding : evaluation.findings()) {
        if (finding.waiver != 0) continue;
        const Severity severity = severityOf(finding);
        ++(severity == Severity::Error     ? out.errors
           : severity == Severity::Warning ? out.warnings
                                           : out.notes);
    }
    return out;
}

std::string feasibilityText(const Result<Plan>& plan) {
    if (!plan) return plan.error().text();
    return fmt::format("placed {} of {} racks", plan->placed, plan->asked);
}

std::string_view limitOf(const Error& error) {
    constexpr std::string_view mark = "(limit ";
    const std::string_view message = error.message;
    const std::size_t at = message.rfind(mark);
    if (at == std::string_view::npos || !message.ends_with(')')) return {};
    return message.substr(at + mark.size(), message.size() - at - mark.size() - 1);
}

std::optional<BriefKey> causeOf(const Error& error, const Brief& brief, std::string_view text) {
    if (const int line = lineOfError(error); line > 0) return keyOnLine(text, line);
    const std::string_view limit = limitOf(error);
    for (const Relief& relief : reliefs)
        if (relief.limit == limit)
            return BriefKey{std::string(relief.section), entryNamed(error, brief, relief.section),
                            std::string(relief.key)};
    return std::nullopt;
}

}  // namespace hallwright
