#include "model/base/text.h"
#include "model/parts/composition.h"
#include "model/rules/checks.h"
#include "model/rules/families.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <map>

namespace hallwright {

namespace {

bool isNumber(const Datum& datum) {
    const Shape shape = info(datum.property).shape;
    return (shape == Shape::Number || shape == Shape::Curve) && !datum.reading().unknown;
}

/// How many numbers of the hall's parts, chosen and known, are assumed rather than read.
void assumptions(const Evaluation& e, Report& report) {
    long long all = 0, assumed = 0, parts = 0;
    e.hall().parts.forEach([&](PartId, const FrozenPart& row) {
        if (!row.part) return;
        long long here = 0;
        for (const Datum& datum : row.part->data) {
            if (!isNumber(datum)) continue;
            ++all;
            if (datum.reading().grade == Grade::D) ++here;
        }
        assumed += here;
        if (here > 0) ++parts;
    });
    if (assumed > 0)
        report.fails(hallItem(e), {}, {},
                     fmt::format("{} of {} numbers, in {}, are assumptions (grade D)",
                                 grouped(assumed), grouped(all), counted(parts, "part")));
}

/// Rows whose part the hall does not hold: they have no size, power or price.
void partMissing(const Evaluation& e, Report& report) {
    const auto check = [&](TableId table, const auto& rows, auto partOfRow) {
        rows.forEach([&](auto id, const auto& row) {
            if (!e.hall().part(partOfRow(row)))
                report.fails({{table, id.raw}}, {}, {},
                             fmt::format("{} names a part that the hall does not hold",
                                         itemName(e.hall(), {table, id.raw})));
        });
    };
    const auto own = [](const auto& row) { return row.part; };
    const Hall& hall = e.hall();
    check(TableId::Racks, hall.racks, own);
    check(TableId::Equipment, hall.equipment, own);
    check(TableId::PowerUnits, hall.powerUnits, own);
    check(TableId::Busways, hall.busways, own);
    check(TableId::Taps, hall.taps, own);
    check(TableId::Trays, hall.trays, own);
    check(TableId::Fabrics, hall.fabrics, [](const Fabric& fabric) { return fabric.switchPart; });
    check(TableId::Loops, hall.loops, [](const Loop& loop) { return loop.fluid; });
}

/// The parts that stand in the hall, and where.
std::map<PartId, std::vector<ItemRef>> standing(const Hall& hall) {
    std::map<PartId, std::vector<ItemRef>> out;
    hall.racks.forEach([&](Id<Rack> id, const Rack& rack) {
        out[rack.part].push_back({TableId::Racks, id.raw});
    });
    hall.equipment.forEach([&](Id<Equipment> id, const Equipment& unit) {
        out[unit.part].push_back({TableId::Equipment, id.raw});
    });
    return out;
}

/// What a part says of itself and what its contents add up to, power and mass.
struct Weighed {
    const Part& part;
    std::vector<ItemRef> items;  ///< the part, then all that stand
    std::vector<Composition> both;
    double furthest = 0.0;  ///< the larger difference, as a share
    std::size_t worst = 0;  ///< of `both`, the one that is that far apart
    std::string open;       ///< why the power cannot be compared; empty where it can
};

/// How far the two are apart. Where no frame is among the contents, what they weigh less than the
/// whole is the frame and what hangs in it.
double apart(const Part& part, const Composition& both, const FindPart& find) {
    const double difference = both.difference().value_or(0.0);
    const bool framed = std::any_of(part.contents.begin(), part.contents.end(), [&](const auto& c) {
        const Part* inside = find(c.part);
        return inside && inside->kind == Kind::Frame;
    });
    if (both.property == Property::mass && !framed) return std::max(0.0, difference);
    return std::fabs(difference);
}

/// Mass is compared where every content gives it: nobody weighs all that is in a rack.
std::vector<Weighed> weighed(const Evaluation& e) {
    const Hall& hall = e.hall();
    const FindPart find = [&](std::string_view id) { return hall.part(hall.findPart(id)); };
    std::vector<Weighed> out;
    for (const auto& [id, items] : standing(hall)) {
        const Part* part = hall.part(id);
        if (!part || part->contents.empty()) continue;
        Weighed one{*part, {{TableId::Parts, id.raw}}, {}, 0.0, 0, {}};
        one.items.insert(one.items.end(), items.begin(), items.end());
        for (const Property property : {Property::powerTdp, Property::mass}) {
            Composition both = compose(*part, property, find);
            if (property == Property::powerTdp && !both.shares.empty()) one.open = both.whyNot();
            if (!both.difference()) continue;
            if (const double far = apart(*part, both, find); far > one.furthest) {
                one.furthest = far;
                one.worst = one.both.size();
            }
            one.both.push_back(std::move(both));
        }
        out.push_back(std::move(one));
    }
    return out;
}

std::string inWords(const Weighed& one) {
    std::vector<std::string> texts;
    for (const Composition& both : one.both)
        texts.push_back(compositionText(both));
    return fmt::format("{}: {}", one.part.name, joined(texts, "; "));
}

void compositionApart(const Evaluation& e, Report& report) {
    const Limit tolerance = basisLimit(e, Property::compositionTolerance);
    Unjudged unjudged(e, report);
    for (Weighed& one : weighed(e)) {
        if (tolerance.si != tolerance.si && !one.both.empty())
            unjudged.add(one.items.front(), tolerance);
        if (exceeds(one.furthest, tolerance.si)) {
            // Told in the unit of the thing: a limit of 0.1 says nothing to anyone.
            const Composition& worst = one.both[one.worst];
            const Dimension dimension = info(worst.property).dimension;
            const double allowed = *worst.difference() < 0.0 ? -tolerance.si : tolerance.si;
            report.fails(one.items, {*worst.sum, dimension},
                         {*worst.nameplate * (1.0 + allowed), dimension}, inWords(one));
        }
        if (one.open.empty()) continue;
        constexpr std::string_view lead = "not evaluated: ";
        const std::string why =
            one.open.starts_with(lead) ? one.open.substr(lead.size()) : one.open;
        one.items.erase(one.items.begin());
        report.notChecked(std::move(one.items), fmt::format("{} ({})", why, one.part.name));
    }
}

void compositionStated(const Evaluation& e, Report& report) {
    const Limit tolerance = basisLimit(e, Property::compositionTolerance);
    for (Weighed& one : weighed(e))
        if (!one.both.empty() && !exceeds(one.furthest, tolerance.si))
            report.fails(std::move(one.items), {}, {}, inWords(one));
}

}  // namespace

std::span<const RuleInfo> catalogRules() {
    static const std::array rows = {
        RuleInfo{"catalog.part.missing",
                 "catalog",
                 Severity::Error,
                 "Part not in the hall",
                 "A hall holds every part it uses; this row names one that is not there. Choose a "
                 "part for it from the "
                 "catalog.",
                 "definition",
                 {},
                 partMissing,
                 reads({TableId::Racks, TableId::Equipment, TableId::PowerUnits, TableId::Busways,
                        TableId::Taps, TableId::Trays, TableId::Fabrics, TableId::Loops})},
        RuleInfo{"catalog.assumptions",
                 "catalog",
                 Severity::Note,
                 "Numbers that are assumed",
                 "Where no document gives a number, an assumption with a range stands for it. The "
                 "catalog shows each with "
                 "its reason; enter a reading of your own where you know better.",
                 "grades of the readings",
                 {},
                 assumptions,
                 reads({})},
        RuleInfo{"catalog.composition",
                 "catalog",
                 Severity::Warning,
                 "Nameplate and contents apart",
                 "The power or the mass that a rack's contents add up to is far from what its "
                 "nameplate says: one of the figures is wrong, or a content is missing. Look at "
                 "both in the catalog and choose or enter a better reading, or correct the "
                 "contents. Where a tray's power is not public, nothing is compared.",
                 "our judgement; the figures are those of the parts",
                 {Property::compositionTolerance},
                 compositionApart,
                 reads({TableId::Racks, TableId::Equipment})},
        RuleInfo{"catalog.composition.stated",
                 "catalog",
                 Severity::Note,
                 "Nameplate beside contents",
                 "What a rack's contents add up to, beside its nameplate, within the tolerance of "
                 "the design basis. The two stand at the planes named: losses of shelves, and fans "
                 "outside of trays, lie between them. Nothing needs mending.",
                 "our judgement; the figures are those of the parts",
                 {Property::compositionTolerance},
                 compositionStated,
                 reads({TableId::Racks, TableId::Equipment})},
    };
    return rows;
}

}  // namespace hallwright
