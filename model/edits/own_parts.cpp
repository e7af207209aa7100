#include "model/edits/own_parts.h"

#include "model/base/text.h"
#include "model/hall/freeze.h"
#include "model/hall/origin.h"
#include "model/parts/nesting.h"
#include "model/parts/part_fault.h"
#include "model/parts/part_status.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

namespace hallwright {

namespace {

/// "power.tdp of dell-xe8712", where a part names the one with this id; empty where it does not.
std::string namedBy(const Part& part, const std::string& id) {
    for (const Content& content : part.contents)
        if (content.part == id) return "the contents of " + part.id;
    for (const Datum& datum : part.data)
        for (const Reading& reading : datum.readings) {
            const bool listed = datum.property == Property::pipePart;
            const std::vector<std::string> ids =
                listed ? split(reading.text, ' ') : std::vector<std::string>{reading.text};
            if ((listed || info(datum.property).shape == Shape::Reference) &&
                std::find(ids.begin(), ids.end(), id) != ids.end())
                return fmt::format("{} of {}", info(datum.property).id, part.id);
        }
    return {};
}

/// All that names a part of a hall: rows of its tables, and parts.
std::vector<std::string> users(const Hall& hall, PartId id, const std::string& part) {
    std::vector<std::string> out;
    for (const TableAccess* table : allTables()) {
        std::vector<std::size_t> columns;
        for (std::size_t c = 0; c < table->columns().size(); ++c)
            if (table->columns()[c].refersTo == TableId::Parts) columns.push_back(c);
        if (columns.empty()) continue;
        for (const RawId row : table->ids(hall)) {
            const std::optional<std::vector<Cell>> cells = table->row(hall, row);
            if (cells && std::any_of(columns.begin(), columns.end(), [&](std::size_t column) {
                    return (*cells)[column] == Cell(std::int64_t{id.raw});
                }))
                out.push_back(itemName(hall, {table->id(), row}));
        }
    }
    hall.parts.forEach([&](PartId other, const FrozenPart& row) {
        if (other == id || !row.part) return;
        if (std::string by = namedBy(*row.part, part); !by.empty()) out.push_back(std::move(by));
    });
    return out;
}

/// Why a part cannot stand in a hall; empty where it can. Parts of the catalog count where the hall
/// has none of that id.
std::string faultOf(const Hall& hall, const Part& part, const Catalog& catalog) {
    if (std::string fault = partFault(part); !fault.empty()) return fault;
    return nestingFault(part, [&](std::string_view id) -> const Part* {
        const Part* here = hall.part(hall.findPart(id));
        return here ? here : catalog.find(id).get();
    });
}

/// A catalog that knows documents and no parts.
Catalog documentsOnly(const std::vector<Source>& sources) {
    std::map<std::string, Source> all;
    for (const Source& source : sources)
        all.emplace(source.id, source);
    return Catalog({}, std::move(all));
}

}  // namespace

Result<Edit> addPart(const Hall& hall, const Part& part, RawId& next) {
    return addPart(hall, part, Catalog(), next);
}

Result<Edit> addPart(const Hall& hall, const Part& part, const std::vector<Source>& sources,
                     RawId& next) {
    return addPart(hall, part, documentsOnly(sources), next);
}

Result<Edit> addPart(const Hall& hall, const Part& part, const Catalog& catalog, RawId& next) {
    if (hall.findPart(part.id))
        return refused(fmt::format("This hall holds a part {} already", part.id));
    if (std::string fault = faultOf(hall, part, catalog); !fault.empty())
        return refused(std::move(fault));
    next = std::max(next, hall.highestId() + 1);
    Hall after = hall;
    after.parts.set({next++}, FrozenPart{std::make_shared<const Part>(part), {}});
    freezeCompanions(after, catalog, part, next);
    return difference(hall, after, "Add part " + part.name);
}

Result<Edit> duplicatePart(const Hall& hall, PartId part, const std::string& id,
                           const std::string& name, RawId& next) {
    const Part* there = hall.part(part);
    if (!there) return refused("This hall does not hold that part");
    Part copy = *there;
    copy.id = trimmed(id);
    copy.name = trimmed(name);
    // Another name for two parts would be a name for neither.
    copy.aliases.clear();
    copy.status = offeredFrom(copy.status);
    Result<Edit> edit = addPart(hall, copy, next);
    if (!edit) return edit;
    Edit named = std::move(edit).value();
    named.label = fmt::format("Duplicate {} as {}", there->name, copy.name);
    return named;
}

Result<Edit> changePart(const Hall& hall, PartId part, const Part& changed) {
    RawId next = hall.highestId() + 1;
    return changePart(hall, part, changed, Catalog(), next);
}

Result<Edit> changePart(const Hall& hall, PartId part, const Part& changed,
                        const std::vector<Source>& sources, RawId& next) {
    return changePart(hall, part, changed, documentsOnly(sources), next);
}

Result<Edit> changePart(const Hall& hall, PartId part, const Part& changed, const Catalog& catalog,
                        RawId& next) {
    const Part* there = hall.part(part);
    if (!there) return refused("This hall does not hold that part");
    if (changed.id != there->id)
        return refused(
            fmt::format("The id of a part is for ever; duplicate {} for another one", there->id));
    if (changed.kind != there->kind)
        return refused(fmt::format("{} stays a {}", there->id, lowered(info(there->kind).title)));
    if (std::string fault = faultOf(hall, changed, catalog); !fault.empty())
        return refused(std::move(fault));
    if (changed == *there) return refused(fmt::format("{} says that already", there->id));
    next = std::max(next, hall.highestId() + 1);
    Hall after = hall;
    after.parts.set(part, changedFrozen(hall.parts[part], std::make_shared<const Part>(changed)));
    freezeCompanions(after, catalog, changed, next);
    return difference(hall, after, "Change part " + changed.name);
}

Result<Edit> retirePart(const Hall& hall, PartId part, bool retired) {
    const Part* there = hall.part(part);
    if (!there) return refused("This hall does not hold that part");
    if (there->kind == Kind::DesignBasis)
        return refused("The design basis is no part that is offered");
    if (isRetired(there->status) == retired)
        return refused(fmt::format("{} is {} already", there->id, retired ? "retired" : "offered"));
    Part changed = *there;
    changed.status = retired ? retiredFrom(there->status) : offeredFrom(there->status);
    Hall after = hall;
    after.parts.set(
        part, changedFrozen(hall.parts[part], std::make_shared<const Part>(std::move(changed))));
    return difference(hall, after,
                      fmt::format("{} part {}", retired ? "Retire" : "Offer", there->name));
}

Result<Edit> removePart(const Hall& hall, PartId part) {
    const Part* there = hall.part(part);
    if (!there) return refused("This hall does not hold that part");
    std::vector<std::string> by = users(hall, part, there->id);
    if (!by.empty()) {
        constexpr std::size_t mostNamed = 3;
        const std::size_t more = by.size() > mostNamed ? by.size() - mostNamed : 0;
        by.resize(by.size() - more);
        return refused(fmt::format("{} is used by {}{}; give them another part first", there->id,
                                   joined(by, ", "),
                                   more > 0 ? fmt::format(" and {} more", more) : std::string()));
    }
    Hall after = hall;
    const std::string label = "Remove part " + there->name;
    after.parts.erase(part);
    return difference(hall, after, label);
}

}  // namespace hallwright
