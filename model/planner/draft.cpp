#include "model/planner/draft.h"

#include "model/base/nearest.h"
#include "model/base/text.h"
#include "model/parts/part_status.h"

#include <algorithm>

namespace hallwright {

namespace {

bool isCalled(const Part& part, std::string_view wanted) {
    const auto same = [&](const std::string& name) { return lowered(name) == wanted; };
    return part.id == wanted || same(part.name) ||
           std::any_of(part.aliases.begin(), part.aliases.end(), same);
}

std::string quoted(const std::vector<std::string>& names) {
    std::vector<std::string> out;
    for (const std::string& name : names)
        out.push_back(fmt::format("\"{}\"", name));
    return joined(out, ", ");
}

/// Parts that may have been meant: those that hold all words of the name, else those spelt most
/// like it.
std::vector<std::string> meant(const Catalog& catalog, std::string_view name,
                               std::initializer_list<Kind> kinds) {
    const auto fits = [&](const Part& part) {
        return std::find(kinds.begin(), kinds.end(), part.kind) != kinds.end();
    };
    std::vector<std::string> ids;
    for (const PartPtr& part : catalog.search(name))
        if (fits(*part) && ids.size() < 3) ids.push_back(part->id);
    if (!ids.empty()) return ids;
    std::vector<std::string> all;
    for (const auto& [id, part] : catalog.parts())
        if (fits(*part)) all.push_back(id);
    return nearestNames(name, all, 3);
}

void addReading(Draft& draft, PartId id, Property property, Reading reading) {
    const FrozenPart* frozen = draft.hall.parts.find(id);
    if (!frozen || !frozen->part) return;
    reading.source = std::string(userSource);
    reading.grade = Grade::D;
    Part part = *frozen->part;
    auto at = std::lower_bound(part.data.begin(), part.data.end(), property,
                               [](const Datum& datum, Property p) { return datum.property < p; });
    if (at == part.data.end() || at->property != property)
        at = part.data.insert(at, Datum{property, {}, 0});
    at->readings.push_back(std::move(reading));
    at->chosen = at->readings.size() - 1;
    draft.hall.parts.set(id, {std::make_shared<const Part>(std::move(part)), frozen->origin});
    bool known = false;
    draft.hall.sources.forEach(
        [&](Id<FrozenSource>, const FrozenSource& row) { known |= row.source.id == userSource; });
    if (known) return;
    Source source;
    source.id = std::string(userSource);
    source.title = "Set by hand in this hall";
    source.kind = "user";
    draft.add(draft.hall.sources, FrozenSource{source});
}

}  // namespace

void Draft::fail(int line, std::string message) {
    if (!m_error)
        m_error =
            Error{ErrorCode::Invalid, std::move(message), fmt::format("{}:{}", brief.file, line)};
}

void Draft::doesNotFit(std::string_view limit, std::string sentence) {
    if (!m_error)
        m_error = Error{ErrorCode::DoesNotFit, fmt::format("{} (limit {})", sentence, limit), {}};
}

bool Draft::goOn() {
    if (!m_error && wanted && !wanted())
        m_error = Error{ErrorCode::Refused, "planning was stopped; nothing is changed", {}};
    return !m_error;
}

PartPtr Draft::find(const BriefText& name, std::initializer_list<Kind> kinds,
                    std::string_view what) {
    const std::string wanted = lowered(name.text);
    std::vector<PartPtr> found;
    for (const PartPtr& part : catalog.search(wanted))
        if (isCalled(*part, wanted)) found.push_back(part);
    const auto fits = [&](const PartPtr& part) {
        return std::find(kinds.begin(), kinds.end(), part->kind) != kinds.end();
    };
    std::vector<PartPtr> right;
    std::copy_if(found.begin(), found.end(), std::back_inserter(right), fits);
    if (right.size() == 1) return right[0];
    if (right.size() > 1) {
        std::vector<std::string> ids;
        for (const PartPtr& part : right)
            ids.push_back(part->id);
        fail(name.line,
             fmt::format("{} \"{}\" may be {}; write the id", what, name.text, quoted(ids)));
    } else if (!found.empty()) {
        fail(name.line, fmt::format("{} \"{}\" is of another kind: {} ({})", what, name.text,
                                    found[0]->name, lowered(info(found[0]->kind).title)));
    } else {
        const std::vector<std::string> near = meant(catalog, name.text, kinds);
        fail(name.line, near.empty()
                            ? fmt::format("{} \"{}\" is not in the catalog", what, name.text)
                            : fmt::format("{} \"{}\" is not in the catalog; did you mean {}?", what,
                                          name.text, quoted(near)));
    }
    return nullptr;
}

double Draft::number(const Part& part, Property property) {
    const std::optional<double> value = part.number(property);
    if (!value && !m_error)
        m_error = Error{
            ErrorCode::Invalid,
            fmt::format(
                "{} cannot be planned with: its {} ({}) is unknown; add a reading to the catalog",
                part.id, lowered(info(property).title), info(property).id),
            {}};
    return value.value_or(0.0);
}

double Draft::basisNumber(Property property) {
    const Part* part = hall.part(basis);
    return part ? number(*part, property) : 0.0;
}

PartPtr Draft::basisPart(Property property) {
    const Part* part = hall.part(basis);
    if (!part) return nullptr;
    PartPtr found = catalog.find(part->text(property));
    if (!found && !m_error)
        m_error = Error{
            ErrorCode::Invalid,
            fmt::format("the design basis names no part of the catalog as {}", info(property).id),
            {}};
    return found;
}

std::vector<PartPtr> Draft::partsOf(Kind kind) const {
    std::vector<PartPtr> found;
    for (const auto& [id, part] : catalog.parts())
        if (part->kind == kind && !isRetired(part->status)) found.push_back(part);
    return found;
}

void overrideNumber(Draft& draft, PartId part, Property property, double number,
                    std::string_view written, std::string_view why) {
    Reading reading;
    reading.number = reading.low = reading.high = number;  // a value by decree has no range
    const std::size_t gap = written.find(' ');
    reading.unit = std::string(gap == std::string_view::npos ? siUnit(info(property).dimension)
                                                             : trimmed(written.substr(gap)));
    reading.why = std::string(why);
    addReading(draft, part, property, std::move(reading));
}

void overrideReference(Draft& draft, PartId part, Property property, std::string_view referred,
                       std::string_view why) {
    Reading reading;
    reading.text = std::string(referred);
    reading.why = std::string(why);
    addReading(draft, part, property, std::move(reading));
}

}  // namespace hallwright
