#include "model/edits/update_parts.h"

#include "model/base/text.h"
#include "model/hall/freeze.h"
#include "model/hall/origin.h"
#include "model/parts/part_status.h"
#include "model/units/quantity_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <initializer_list>
#include <set>

namespace hallwright {

namespace {

constexpr std::string_view assumption = "assumption";

bool isOwn(const Reading& reading) { return reading.source == userSource; }

/// Which reading the catalog chose: the one that says why it is chosen. Assumptions always say why,
/// so they are believed last. None where that is in doubt.
std::optional<std::size_t> catalogChoice(const std::vector<Reading>& readings) {
    if (readings.size() == 1) return 0;
    std::optional<std::size_t> told, assumed;
    int tellers = 0, assumers = 0;
    for (std::size_t i = 0; i < readings.size(); ++i) {
        if (readings[i].why.empty()) continue;
        const bool isAssumed = readings[i].source == assumption;
        (isAssumed ? assumed : told) = i;
        ++(isAssumed ? assumers : tellers);
    }
    if (tellers > 0) return tellers == 1 ? told : std::nullopt;
    return assumers == 1 ? assumed : std::nullopt;
}

/// What the catalog gave when a part was frozen.
struct Given {
    Part part;
    std::set<Property> doubtful;  ///< whose choice may be the catalog's or one made in the hall
};

/// For a part that was changed without keeping what it was: what the documents say in it, chosen as
/// far as that can be told.
Given guessed(const FrozenPart& row) {
    Given out{*row.part, {}};
    out.part.data.clear();
    for (const Datum& datum : row.part->data) {
        Datum kept{.property = datum.property};
        for (std::size_t i = 0; i < datum.readings.size(); ++i) {
            if (isOwn(datum.readings[i])) continue;
            if (i == datum.chosen) kept.chosen = kept.readings.size();
            kept.readings.push_back(datum.readings[i]);
        }
        if (kept.readings.empty()) continue;
        if (const auto told = catalogChoice(kept.readings))
            kept.chosen = *told;
        else
            out.doubtful.insert(datum.property);
        out.part.data.push_back(std::move(kept));
    }
    return out;
}

Given givenOf(const FrozenPart& row) {
    const PartPtr kept = originPart(row);
    return kept ? Given{*kept, {}} : guessed(row);
}

bool holds(const std::vector<Reading>& readings, const Reading& one) {
    return std::find(readings.begin(), readings.end(), one) != readings.end();
}

/// The place of a reading among others: the same one, else what the same document says at the same
/// plane.
std::optional<std::size_t> placeOf(const Reading& wanted, const std::vector<Reading>& readings) {
    const auto index = [&](auto fits) -> std::optional<std::size_t> {
        const auto there = std::find_if(readings.begin(), readings.end(), fits);
        if (there == readings.end()) return std::nullopt;
        return static_cast<std::size_t>(there - readings.begin());
    };
    if (const auto same = index([&](const Reading& one) { return one == wanted; })) return same;
    return index([&](const Reading& one) {
        return one.source == wanted.source && one.at == wanted.at &&
               one.includes == wanted.includes;
    });
}

std::optional<Datum> copyOf(const Datum* datum) {
    return datum ? std::optional<Datum>(*datum) : std::nullopt;
}

/// What is said of one property: by the hall, by the catalog when it was frozen, and now.
struct Said {
    const Datum* hall;
    const Datum* given;
    const Datum* catalog;
    bool doubtful;  ///< the hall's choice may have been made there

    bool isUntouched() const { return !doubtful && isSame(hall, given); }
    bool isNews() const { return !isSame(given, catalog); }

private:
    static bool isSame(const Datum* a, const Datum* b) { return a && b ? *a == *b : a == b; }
};

/// A datum of the catalog as the hall takes it over: without what was taken out of it in the hall,
/// with what was entered there, and with the choice made there where it is still to be had.
std::optional<Datum> updated(const Said& said) {
    if (said.isUntouched()) return copyOf(said.catalog);
    if (!said.isNews()) return copyOf(said.hall);
    static const std::vector<Reading> none;
    const std::vector<Reading>& here = said.hall ? said.hall->readings : none;
    const std::vector<Reading>& before = said.given ? said.given->readings : none;
    Datum out{.property = (said.hall    ? said.hall
                           : said.given ? said.given
                                        : said.catalog)
                              ->property};
    if (said.catalog)
        for (const Reading& reading : said.catalog->readings)
            if (!holds(before, reading) || holds(here, reading)) out.readings.push_back(reading);
    for (const Reading& reading : here)
        if (!holds(before, reading) && !holds(out.readings, reading))
            out.readings.push_back(reading);
    if (out.readings.empty()) return std::nullopt;
    std::optional<std::size_t> chosen;
    const bool choseHere = said.hall && (said.doubtful || !said.given ||
                                         said.hall->reading() != said.given->reading());
    if (choseHere) chosen = placeOf(said.hall->reading(), out.readings);
    if (!chosen && said.catalog) chosen = placeOf(said.catalog->reading(), out.readings);
    out.chosen = chosen.value_or(0);
    return out;
}

/// All properties of the parts, in order.
std::set<Property> propertiesOf(std::initializer_list<const Part*> parts) {
    std::set<Property> out;
    for (const Part* part : parts)
        for (const Datum& datum : part->data)
            out.insert(datum.property);
    return out;
}

/// The words of the hall where they were changed there, else those of the catalog.
template <typename T>
const T& newer(const T& hall, const T& given, const T& catalog) {
    return hall == given ? catalog : hall;
}

std::string updatedStatus(const Part& hall, const Part& given, const Part& catalog) {
    if (hall.status == given.status) return catalog.status;
    // Not to be offered is the user's word, and stays; what it would be is the catalog's.
    return isRetired(hall.status) ? retiredFrom(catalog.status) : hall.status;
}

Part updatedPart(const Part& hall, const Given& given, const Part& catalog) {
    const Part& before = given.part;
    Part out = catalog;
    out.name = newer(hall.name, before.name, catalog.name);
    out.vendor = newer(hall.vendor, before.vendor, catalog.vendor);
    out.status = updatedStatus(hall, before, catalog);
    out.aliases = newer(hall.aliases, before.aliases, catalog.aliases);
    out.contents = newer(hall.contents, before.contents, catalog.contents);
    out.data.clear();
    for (const Property property : propertiesOf({&hall, &before, &catalog}))
        if (std::optional<Datum> datum =
                updated({hall.find(property), before.find(property), catalog.find(property),
                         given.doubtful.count(property) > 0}))
            out.data.push_back(std::move(*datum));
    return out;
}

bool sameWords(const Part& a, const Part& b) {
    return a.name == b.name && a.kind == b.kind && a.vendor == b.vendor &&
           statusWord(a.status) == statusWord(b.status) && a.aliases == b.aliases &&
           a.contents == b.contents;
}

bool countsAlike(const std::optional<Datum>& a, const std::optional<Datum>& b) {
    if (!a || !b) return !a && !b;
    const Reading &x = a->reading(), &y = b->reading();
    return x.number == y.number && x.x == y.x && x.values == y.values && x.text == y.text &&
           x.madeFor == y.madeFor && x.unknown == y.unknown && x.at == y.at &&
           x.includes == y.includes;
}

PartChange changeOf(PartId id, const FrozenPart& row, const Part& catalog) {
    const Given given = givenOf(row);
    const Part after = updatedPart(*row.part, given, catalog);
    PartChange out{.id = id, .part = row.part->id};
    out.words = !sameWords(given.part, catalog);
    out.wordsMove = !sameWords(*row.part, after);
    for (const Property property : propertiesOf({row.part.get(), &given.part, &catalog})) {
        const Said said{row.part->find(property), given.part.find(property), catalog.find(property),
                        given.doubtful.count(property) > 0};
        const std::optional<Datum> now = copyOf(said.hall), then = copyOf(after.find(property));
        if (!said.isNews() && now == then) continue;
        DatumChange change{.property = property};
        change.valueMoves = !countsAlike(now, then);
        // What the hall counts with and will count with, else what is news of the catalog.
        change.before = change.valueMoves ? now : copyOf(said.given);
        change.after = change.valueMoves ? then : copyOf(said.catalog);
        out.data.push_back(std::move(change));
    }
    return out;
}

std::string valueWords(const std::optional<Datum>& datum) {
    if (!datum) return "nothing";
    const Reading& reading = datum->reading();
    const PropertyInfo& row = info(datum->property);
    if (reading.unknown) return "unknown";
    switch (row.shape) {
    case Shape::Number:
        return reading.number ? formatQuantity({*reading.number, row.dimension}) : "unknown";
    case Shape::Curve: {
        std::vector<std::string> points;
        for (const double value : reading.values)
            points.push_back(formatQuantity({value, row.dimension}));
        return fmt::format("curve of {}", joined(points, ", "));
    }
    case Shape::List: {
        std::vector<std::string> members;
        for (const double value : reading.values)
            members.push_back(formatQuantity({value, row.dimension}));
        return joined(members, ", ");
    }
    case Shape::Text:
    case Shape::Reference:
        break;
    }
    return reading.text;
}

std::string changeWords(const DatumChange& change) {
    const std::string before = valueWords(change.before), after = valueWords(change.after);
    std::string out = fmt::format("  {}  ", info(change.property).id);
    if (before != after)
        out += fmt::format("{} → {}", before, after);
    else
        out += fmt::format("{}, other readings or documents", after);
    if (before != after && !change.valueMoves) out += "; yours stays chosen";
    return out;
}

}  // namespace

std::vector<PartChange> partChanges(const Hall& hall, const Catalog& catalog) {
    std::vector<PartChange> out;
    hall.parts.forEach([&](PartId id, const FrozenPart& row) {
        if (!row.part || row.origin.empty()) return;
        const PartPtr now = catalog.find(row.part->id);
        if (!now)
            out.push_back({.id = id, .part = row.part->id, .gone = true});
        else if (fingerprint(*now) != originPrint(row))
            out.push_back(changeOf(id, row, *now));
    });
    return out;
}

Result<Edit> updateParts(const Hall& hall, const Catalog& catalog, const std::vector<PartId>& parts,
                         RawId& next) {
    RawId fresh = std::max(next, hall.highestId() + 1);
    Hall after = hall;
    std::vector<std::string> names;
    for (const PartId id : parts) {
        const FrozenPart* row = hall.parts.find(id);
        if (!row || !row->part) return refused("This hall does not hold that part");
        if (row->origin.empty())
            return refused(fmt::format("{} is this hall's own part", row->part->id));
        const PartPtr now = catalog.find(row->part->id);
        if (!now) return refused(fmt::format("The catalog has no {} any more", row->part->id));
        const std::string origin = fingerprint(*now);
        if (origin == originPrint(*row)) continue;
        const auto changed =
            std::make_shared<const Part>(updatedPart(*row->part, givenOf(*row), *now));
        names.push_back(changed->name);
        freezeCompanions(after, catalog, *changed, fresh);
        after.parts.set(id, changedFrozen({now, origin}, changed));
    }
    if (names.empty()) return refused("The catalog says nothing new of these parts");
    next = fresh;
    return difference(
        hall, after,
        names.size() == 1
            ? "Update " + names.front()
            : fmt::format("Update {}", counted(static_cast<long long>(names.size()), "part")));
}

std::string partChangesText(const std::vector<PartChange>& changes, const Hall& hall) {
    std::string out;
    for (const PartChange& change : changes) {
        const Part* part = hall.part(change.id);
        out += fmt::format("{}  {}\n", change.part, part ? part->name : std::string());
        if (change.gone) {
            out += "  the catalog has it no more; the hall keeps its copy\n";
            continue;
        }
        if (change.words)
            out += fmt::format("  name, status, aliases or contents differ{}\n",
                               change.wordsMove ? "" : "; yours stay");
        for (const DatumChange& datum : change.data)
            out += changeWords(datum) + "\n";
        if (!change.words && change.data.empty()) out += "  nothing that the hall counts with\n";
    }
    return out;
}

}  // namespace hallwright
