#include "model/base/text.h"
#include "model/rules/checks.h"
#include "model/rules/families.h"

#include <fmt/format.h>

#include <array>

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
    };
    return rows;
}

}  // namespace hallwright
