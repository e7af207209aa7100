#include "model/compare/comparison.h"

#include "model/base/text.h"
#include "model/compare/break_even.h"
#include "model/compare/comparison_rows.h"
#include "model/compare/like_for_like.h"
#include "model/compare/quantities.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

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
    for (const std::string& why : notAlike)
        if (!why.empty())
            add(fmt::format("Design power of the switches is {}. Rows that would subtract one from "
                            "the other are refused; rows \"on one base\" stand beside them: "
                            "electronics as the maker states them without optics, the same on both "
                            "sides, and optics as one document reads both.",
                            why));
    bool packaged = false;
    for (const ComparedHall& side : comparison.halls)
        packaged |= static_cast<bool>(coPackagedFabric(side.evaluation->hall()));
    if (!packaged) return;
    add("Modules at the network adapters stay pluggable on every side and are part of the racks' "
        "own load.");
    add("A maximum that holds optics is taken apart before optics are counted: nothing is added "
        "twice.");
    add("No failure rate of an external laser source is public: figures that need it say \"at "
        "least\", and the bar of its assumed range says what it could do. Goodput and time to "
        "interrupt count every optical failure of link ends and leave these sources out.");
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
    for (ComparisonRow& row : readingRows(out.halls, readings))
        out.rows.push_back(std::move(row));
    for (ComparisonRow& row : partRows(out.halls))
        out.rows.push_back(std::move(row));
    out.rows.erase(std::remove_if(out.rows.begin(), out.rows.end(), appliesToNone), out.rows.end());
    for (ComparisonRow& row : out.rows)
        row.differs = rowDiffers(row);
    std::stable_partition(out.rows.begin(), out.rows.end(),
                          [](const ComparisonRow& row) { return row.differs; });
    out.breakEven = breakEvenOf(out.halls, alike);
    addNotes(out, notAlike);
    return out;
}

}  // namespace hallwright
