#include "model/compare/comparison.h"

#include "model/base/text.h"
#include "model/compare/break_even.h"
#include "model/compare/comparison_rows.h"
#include "model/compare/like_for_like.h"
#include "model/compare/quantities.h"
#include "model/rules/rule.h"
#include "model/stages/links.h"
#include "model/units/quantity_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

namespace hallwright {

namespace {

bool same(const Figure& a, const Figure& b) {
    if (a.status != b.status) return false;
    if (std::isnan(a.value.si) || std::isnan(b.value.si))
        return std::isnan(a.value.si) == std::isnan(b.value.si);
    constexpr double rounding = 1e-9;
    return std::abs(a.value.si - b.value.si) <=
           rounding * std::max(std::abs(a.value.si), std::abs(b.value.si));
}

/// Halls differ in a row where a number does, or where one cannot be set beside the first.
bool rowDiffers(const ComparisonRow& row) {
    for (const std::string& why : row.refused)
        if (!why.empty()) return true;
    for (const Figure& value : row.values)
        if (!same(value, row.values.front())) return true;
    return false;
}

/// A row that applies to no side says nothing.
bool appliesToNone(const ComparisonRow& row) {
    return std::all_of(row.values.begin(), row.values.end(),
                       [](const Figure& value) { return value.status == Status::Absent; });
}

/// The errors of each side, rule by rule: a number of them alone helps nobody.
template <typename Add>
void addErrors(const Comparison& comparison, const Add& add) {
    constexpr std::size_t mostShown = 5;
    for (const ComparedHall& side : comparison.halls) {
        std::vector<std::string> told;
        for (const Finding& finding : side.evaluation->findings()) {
            if (finding.waiver != 0 || severityOf(finding) != Severity::Error) continue;
            std::string text = findingText(*side.evaluation, finding);
            if (std::find(told.begin(), told.end(), text) == told.end())
                told.push_back(std::move(text));
        }
        for (std::size_t i = 0; i < std::min(told.size(), mostShown); ++i)
            add(fmt::format("{}, error: {}", side.name, told[i]));
        if (told.size() > mostShown)
            add(fmt::format("{}: {} more kinds of errors.", side.name, told.size() - mostShown));
    }
}

/// Why a fabric that would rather have copper has none: its shortest link and what copper reaches.
std::string whyNoCopper(const ComparedHall& side) {
    const Hall& hall = side.evaluation->hall();
    std::set<std::int32_t> wishes;  // positions of fabrics
    std::int32_t at = 0;
    hall.fabrics.forEach([&](Id<Fabric>, const Fabric& fabric) {
        const Part* part = hall.part(fabric.switchPart);
        if (fabric.optics == OpticsPolicy::CopperFirst && part &&
            part->text(Property::switchOptics) != "copper")
            wishes.insert(at);
        ++at;
    });
    if (wishes.empty()) return {};
    std::map<std::int32_t, std::int32_t> shortest_mm;
    bool copper = false;
    LinkList(*side.evaluation).forEach([&](const Link& link) {
        if (!wishes.contains(link.ref.fabric)) return;
        copper |= link.copper;
        if (link.length_mm < 0) return;
        const auto found = shortest_mm.try_emplace(link.ref.fabric, link.length_mm).first;
        found->second = std::min(found->second, link.length_mm);
    });
    if (copper) return {};
    const std::vector<FabricPlan>& plans = side.evaluation->fabrics().plans;
    std::string out = side.name + ": no link is copper";
    for (const auto& [position, length_mm] : shortest_mm) {
        if (static_cast<std::size_t>(position) >= plans.size()) continue;
        const FabricPlan& plan = plans[static_cast<std::size_t>(position)];
        const Fabric* fabric = hall.fabrics.find(Id<Fabric>{plan.fabric});
        if (!fabric) continue;
        double reach = 0.0;
        hall.parts.forEach([&](PartId, const FrozenPart& row) {
            if (row.part && row.part->kind == Kind::CopperCable &&
                row.part->number(Property::linkSpeed).value_or(0.0) >= plan.linkSpeed)
                reach = std::max(reach, row.part->number(Property::reach).value_or(0.0));
        });
        constexpr double perMetre = 1000.0;
        const double shortest = length_mm / perMetre;
        out += fmt::format("; the shortest of {} is {}, ", fabric->name,
                           formatQuantity({shortest, Dimension::Length}));
        out += reach > 0.0 ? fmt::format("copper of its speed reaches {}",
                                         formatQuantity({reach, Dimension::Length}))
                           : std::string("the hall has no copper of its speed");
        if (shortest <= reach) out += " but does not join the ports of a link so short";
    }
    return out + ".";
}

void addNotes(Comparison& comparison, const std::vector<std::string>& notAlike) {
    std::vector<std::string>& notes = comparison.notes;
    const auto add = [&](std::string note) {
        if (!note.empty() && std::find(notes.begin(), notes.end(), note) == notes.end())
            notes.push_back(std::move(note));
    };
    for (const ComparedHall& side : comparison.halls) {
        if (!side.note.empty()) add(fmt::format("{}: {}.", side.name, side.note));
        for (const std::string& loss : side.losses)
            add(fmt::format("{}, lost: {}.", side.name, loss));
    }
    addErrors(comparison, add);
    for (const ComparedHall& side : comparison.halls)
        add(whyNoCopper(side));
    for (const std::string& why : notAlike)
        if (!why.empty())
            add(fmt::format("Design power of the switches is not like for like: {}. Rows that "
                            "would subtract one from "
                            "the other are refused; rows \"on one base\" stand beside them: "
                            "electronics as the maker states them without optics, the same on both "
                            "sides, and optics as one document reads both.",
                            why));
    bool packaged = false;
    for (const ComparedHall& side : comparison.halls)
        packaged |= static_cast<bool>(coPackagedFabric(side.evaluation->hall()));
    if (!packaged) return;
    add("A switch on a 48 V bus is fed through its shelves: IT and network power hold their loss, "
        "at the AC input, and it stays in the air. Electronics stated at the AC input are brought "
        "to the bus by the same loss.");
    add("Every port of a co-packaged switch draws the power of its optics, in use or free; a free "
        "cage of a pluggable switch draws none.");
    add("Modules at the network adapters stay pluggable on every side and are part of the racks' "
        "own load.");
    add("A maximum that holds optics is taken apart before optics are counted: nothing is added "
        "twice.");
    add("No failure rate of an external laser source is public: figures that need it say \"at "
        "least\", and the bar of its assumed range says what it could do. Break-even and "
        "its bars put the middle of that range in its place and say so.");
    add("A fault of an optical engine swaps its whole switch; a laser source is swapped alone. The "
        "failure rate of a co-packaged port is of a run with its laser sources: where a rate of "
        "these is set they are counted on top, to the side of caution.");
    add("No flap rate of co-packaged ports or of linear modules is public, nor a failure rate of "
        "linear modules: those of pluggable ones stand in, with their range.");
    add("Time to interrupt and goodput count the jobs that the network between accelerators stops "
        "and the failures of GPUs and hosts, each once.");
}

}  // namespace

Comparison compareHalls(std::vector<ComparedHall> halls) {
    Comparison out;
    out.halls = std::move(halls);
    if (out.halls.size() < 2) {
        out.breakEven.refused = "a comparison needs two halls";
        return out;
    }
    const std::vector<std::string> notAlike = whySidesDiffer(out.halls);
    std::vector<const Hall*> sides;
    for (const ComparedHall& side : out.halls)
        sides.push_back(&side.evaluation->hall());
    std::vector<Evaluation> alike;
    const std::vector<OpticsReading> readings = opticsReadings(sides);
    for (const ComparedHall& side : out.halls)
        alike.push_back(readAlike(*side.evaluation, readings.front(), ReadingEnd::Value));

    out.rows = figureRows(out.halls, notAlike);
    for (ComparisonRow& row : reliabilityRows(out.halls))
        out.rows.push_back(std::move(row));
    for (ComparisonRow& row : readingRows(out.halls, readings))
        out.rows.push_back(std::move(row));
    for (ComparisonRow& row : partRows(out.halls))
        out.rows.push_back(std::move(row));
    out.rows.erase(std::remove_if(out.rows.begin(), out.rows.end(), appliesToNone), out.rows.end());
    for (ComparisonRow& row : out.rows)
        row.differs = rowDiffers(row);
    // What differs first, and of that what can be set side by side.
    const auto place = [](const ComparisonRow& row) {
        const bool refused = std::any_of(row.refused.begin(), row.refused.end(),
                                         [](const std::string& why) { return !why.empty(); });
        return row.differs ? (refused ? 1 : 0) : 2;
    };
    std::stable_sort(
        out.rows.begin(), out.rows.end(),
        [&](const ComparisonRow& a, const ComparisonRow& b) { return place(a) < place(b); });
    out.breakEven = breakEvenOf(out.halls, alike);
    addNotes(out, notAlike);
    for (const OpticsReading& reading : readings)
        for (const Hall* hall : sides)
            for (const std::string& flag : abovePublished(*hall, reading))
                if (std::find(out.notes.begin(), out.notes.end(), flag + ".") == out.notes.end())
                    out.notes.push_back(flag + ".");
    return out;
}

}  // namespace hallwright
