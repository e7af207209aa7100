#include "model/edits/update_parts.h"

#include "model/base/text.h"
#include "model/hall/freeze.h"
#include "model/units/quantity_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

namespace hallwright {

namespace {

constexpr std::string_view assumption = "assumption";

Error refused(std::string sentence) { return Error{ErrorCode::Refused, std::move(sentence), {}}; }

bool isOwn(const Reading& reading) { return reading.source == userSource; }

/// Which reading the catalog chose: the one that says why it is chosen. Assumptions always say why,
/// so they are believed last.
std::size_t catalogChoice(const std::vector<Reading>& readings) {
    std::size_t assumed = readings.size();
    for (std::size_t i = 0; i < readings.size(); ++i) {
        if (readings[i].why.empty()) continue;
        if (readings[i].source != assumption) return i;
        assumed = std::min(assumed, i);
    }
    return assumed < readings.size() ? assumed : 0;
}

/// A datum without what the user entered; nothing where no document says anything.
std::optional<Datum> documented(const Datum& datum) {
    Datum out{.property = datum.property};
    for (std::size_t i = 0; i < datum.readings.size(); ++i) {
        if (isOwn(datum.readings[i])) continue;
        if (i == datum.chosen) out.chosen = out.readings.size();
        out.readings.push_back(datum.readings[i]);
    }
    if (out.readings.empty()) return std::nullopt;
    if (isOwn(datum.reading())) out.chosen = catalogChoice(out.readings);
    return out;
}

/// What the catalog gave when the part was frozen, as far as the part still tells.
Part documented(const Part& part) {
    Part out = part;
    out.data.clear();
    for (const Datum& datum : part.data)
        if (std::optional<Datum> kept = documented(datum)) out.data.push_back(std::move(*kept));
    return out;
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

/// What was done in the hall to a part that was taken from a catalog.
enum class Touch : std::uint8_t {
    None,      ///< nothing: what stands in it as the user's word came from the user's catalog
    Readings,  ///< values were entered; the documents are read as the catalog chose
    Choices,   ///< among the documents too, another one may have been chosen
};

Touch touchOf(const FrozenPart& row) {
    if (fingerprint(*row.part) == row.origin) return Touch::None;
    return fingerprint(documented(*row.part)) == row.origin ? Touch::Readings : Touch::Choices;
}

/// Whether something was entered for this property in the hall.
bool isEntered(const Datum* datum, Touch touch) {
    return touch != Touch::None && datum &&
           std::any_of(datum->readings.begin(), datum->readings.end(), isOwn);
}

/// What the documents of hall or catalog say; where nothing was entered in the hall, all of it.
std::optional<Datum> said(const Datum* datum, bool entered) {
    if (!datum) return std::nullopt;
    return entered ? documented(*datum) : std::optional<Datum>(*datum);
}

/// A datum of the catalog as the hall takes it over: with what was entered in the hall, and with
/// the choice made there where the reading chosen is still to be had.
std::optional<Datum> updated(const Datum* hall, const Datum* catalog, Touch touch) {
    const bool entered = isEntered(hall, touch);
    std::optional<Datum> out = said(catalog, entered);
    const std::optional<Datum> before = said(hall, entered);
    if (touch == Touch::Choices && out && before &&
        before->chosen != catalogChoice(before->readings))
        if (const auto place = placeOf(before->reading(), out->readings)) out->chosen = *place;
    if (!entered) return out;
    if (!out) out = Datum{.property = hall->property};
    for (std::size_t i = 0; i < hall->readings.size(); ++i) {
        if (!isOwn(hall->readings[i])) continue;
        if (i == hall->chosen || out->readings.empty()) out->chosen = out->readings.size();
        out->readings.push_back(hall->readings[i]);
    }
    return out;
}

/// All properties of the two, in order.
std::set<Property> propertiesOf(const Part& a, const Part& b) {
    std::set<Property> out;
    for (const Part* part : {&a, &b})
        for (const Datum& datum : part->data)
            out.insert(datum.property);
    return out;
}

bool sameWords(const Part& a, const Part& b) {
    const bool sameStatus = a.status == b.status || a.status == retiredStatus;
    return a.name == b.name && a.kind == b.kind && a.vendor == b.vendor && sameStatus &&
           a.aliases == b.aliases && a.contents == b.contents;
}

bool countsAlike(const std::optional<Datum>& a, const std::optional<Datum>& b) {
    if (!a || !b) return !a && !b;
    const Reading &x = a->reading(), &y = b->reading();
    return x.number == y.number && x.x == y.x && x.values == y.values && x.text == y.text &&
           x.madeFor == y.madeFor && x.unknown == y.unknown && x.at == y.at &&
           x.includes == y.includes;
}

Part updatedPart(const FrozenPart& row, const Part& catalog) {
    Part out = catalog;
    // Not to be offered is the user's word, and stays.
    if (row.part->status == retiredStatus) out.status = retiredStatus;
    out.data.clear();
    const Touch touch = touchOf(row);
    for (const Property property : propertiesOf(*row.part, catalog))
        if (std::optional<Datum> datum =
                updated(row.part->find(property), catalog.find(property), touch))
            out.data.push_back(std::move(*datum));
    return out;
}

PartChange changeOf(PartId id, const FrozenPart& row, const Part& catalog) {
    PartChange out{.id = id, .part = row.part->id};
    out.words = !sameWords(*row.part, catalog);
    const Touch touch = touchOf(row);
    for (const Property property : propertiesOf(*row.part, catalog)) {
        const Datum* now = row.part->find(property);
        const bool entered = isEntered(now, touch);
        DatumChange change{.property = property};
        change.before = said(now, entered);
        change.after = said(catalog.find(property), entered);
        const std::optional<Datum> counted = said(now, false);
        const std::optional<Datum> then = updated(now, catalog.find(property), touch);
        change.valueMoves = !countsAlike(counted, then);
        // A choice made in the hall is no news where the documents say the same.
        const bool news = change.before.has_value() != change.after.has_value() ||
                          (change.before && change.before->readings != change.after->readings);
        if (news || counted != then) out.data.push_back(std::move(change));
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
        else if (fingerprint(*now) != row.origin)
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
        std::string origin = fingerprint(*now);
        if (origin == row->origin) continue;
        Part changed = updatedPart(*row, *now);
        names.push_back(changed.name);
        freezeCompanions(after, catalog, changed, fresh);
        after.parts.set(id, {std::make_shared<const Part>(std::move(changed)), std::move(origin)});
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
        if (change.words) out += "  name, status, aliases or contents differ\n";
        for (const DatumChange& datum : change.data)
            out += changeWords(datum) + "\n";
        if (!change.words && change.data.empty()) out += "  nothing that the hall counts with\n";
    }
    return out;
}

}  // namespace hallwright
