#include "app/parts_command.h"

#include "app/arguments.h"
#include "app/edited_hall.h"
#include "app/open_hall.h"
#include "app/text_files.h"
#include "catalog/part_reader.h"
#include "catalog/toml_tree.h"
#include "model/base/text.h"
#include "model/edits/own_parts.h"
#include "model/edits/update_parts.h"
#include "model/parts/part_status.h"
#include "model/storage/json_text.h"
#include "model/units/quantity_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>

namespace hallwright {

namespace {

int entered(const Part& part) {
    int count = 0;
    for (const Datum& datum : part.data)
        count += static_cast<int>(
            std::count_if(datum.readings.begin(), datum.readings.end(),
                          [](const Reading& reading) { return reading.source == userSource; }));
    return count;
}

/// How a part of a hall stands to the catalog: own, same, newer, gone.
std::map<PartId, std::string> standings(const Hall& hall, const std::vector<PartChange>& changes) {
    std::map<PartId, std::string> out;
    hall.parts.forEach(
        [&](PartId id, const FrozenPart& row) { out[id] = row.origin.empty() ? "own" : "same"; });
    for (const PartChange& change : changes)
        out[change.id] = change.gone ? "gone" : "newer";
    return out;
}

std::string listText(const Hall& hall, const std::vector<PartChange>& changes) {
    const std::map<PartId, std::string> standing = standings(hall, changes);
    std::size_t ids = 0, kinds = 0, states = 0;
    hall.parts.forEach([&](PartId, const FrozenPart& row) {
        ids = std::max(ids, row.part->id.size());
        kinds = std::max(kinds, info(row.part->kind).id.size());
        states = std::max(states, statusWord(row.part->status).size());
    });
    std::string out;
    hall.parts.forEach([&](PartId id, const FrozenPart& row) {
        const Part& part = *row.part;
        out += fmt::format("{:{}}  {:{}}  {:{}}  {:5}  {}", part.id, ids, info(part.kind).id, kinds,
                           statusWord(part.status), states, standing.at(id), part.name);
        if (const int own = entered(part); own > 0)
            out += fmt::format(", {} entered", counted(own, "value"));
        out += "\n";
    });
    return out;
}

std::string valueJson(const std::optional<Datum>& datum) {
    if (!datum) return "null";
    const Reading& reading = datum->reading();
    if (reading.number) return exactNumber(*reading.number);
    return reading.text.empty() ? "null" : jsonString(reading.text);
}

std::string changeJson(const PartChange& change) {
    std::vector<std::string> data;
    for (const DatumChange& datum : change.data)
        data.push_back(fmt::format(
            R"({{"property":{},"before":{},"after":{},"unit":{},"value_moves":{}}})",
            jsonString(info(datum.property).id), valueJson(datum.before), valueJson(datum.after),
            jsonString(siUnit(info(datum.property).dimension)), datum.valueMoves));
    return fmt::format(R"({{"words":{},"data":[{}]}})", change.words, joined(data, ","));
}

std::string listJson(const Hall& hall, const std::vector<PartChange>& changes, bool onlyChanged) {
    const std::map<PartId, std::string> standing = standings(hall, changes);
    std::vector<std::string> lines;
    hall.parts.forEach([&](PartId id, const FrozenPart& row) {
        const Part& part = *row.part;
        const auto change = std::find_if(changes.begin(), changes.end(),
                                         [&](const PartChange& one) { return one.id == id; });
        if (onlyChanged && change == changes.end()) return;
        lines.push_back(fmt::format(
            R"({{"id":{},"name":{},"kind":{},"status":{},"catalog":{},"entered":{},"change":{}}})",
            jsonString(part.id), jsonString(part.name), jsonString(info(part.kind).id),
            jsonString(statusWord(part.status)), jsonString(standing.at(id)), entered(part),
            change == changes.end() || change->gone ? "null" : changeJson(*change)));
    });
    return lines.empty() ? "[]\n" : "[\n" + joined(lines, ",\n") + "\n]\n";
}

/// The parts of a file in the format of the catalog, new to the hall or there to be changed. What
/// they refer to has to be in the file, the hall or the catalog.
Result<std::vector<Part>> readParts(const std::string& file, const Hall& hall,
                                    const Catalog& catalog, bool areNew) {
    const Result<TomlNode> tree = readToml(file);
    if (!tree) return tree.error();
    std::vector<Part> parts;
    std::vector<CatalogReference> references;
    for (const auto& [id, node] : tree->entries) {
        const std::string where = fmt::format("{}:{}", file, node.line);
        if (node.type != TomlNode::Type::Table)
            return Error{ErrorCode::Invalid,
                         fmt::format("\"{}\" stands outside any part; write [id] above it", id),
                         where};
        if (!areNew && !hall.findPart(id))
            return Error{ErrorCode::NotFound,
                         fmt::format("the hall has no part {}; --add brings new ones in", id),
                         where};
        if (areNew && catalog.find(id))
            return Error{ErrorCode::Invalid,
                         fmt::format("part {}: the catalog has a part of this id; give yours "
                                     "another one",
                                     id),
                         where};
        PartReading reading = readPart(id, node, file);
        if (!reading.faults.empty()) return reading.faults.front();
        references.insert(references.end(), reading.references.begin(), reading.references.end());
        parts.push_back(std::move(reading.part));
    }
    if (parts.empty())
        return Error{ErrorCode::Invalid, "no part stands in it; a part begins with [id]", file};
    for (const CatalogReference& reference : references) {
        const bool isPart = reference.to == CatalogReference::To::Part;
        bool there = isPart ? catalog.find(reference.id) || hall.findPart(reference.id)
                            : catalog.sources().count(reference.id) > 0 ||
                                  reference.id == userSource || reference.id == "assumption";
        for (const Part& part : parts)
            there = there || (isPart && part.id == reference.id);
        if (!isPart)
            hall.sources.forEach([&](Id<FrozenSource>, const FrozenSource& row) {
                there = there || row.source.id == reference.id;
            });
        if (!there)
            return Error{ErrorCode::Invalid,
                         fmt::format("{}: there is no {} \"{}\" in the file, the hall or the "
                                     "catalog",
                                     reference.subject, isPart ? "part" : "source", reference.id),
                         reference.where};
    }
    return parts;
}

Result<void> add(EditedHall& edited, const Catalog& catalog, const std::string& file) {
    const Result<std::vector<Part>> parts = readParts(file, edited.hall(), catalog, true);
    if (!parts) return parts.error();
    for (const Part& part : *parts)
        if (Result<void> done =
                edited.apply(addPart(edited.hall(), part, catalog, edited.nextId()));
            !done)
            return done.error().at(file);
    return {};
}

/// Each part of the file takes the place of the hall's part of its id.
Result<void> change(EditedHall& edited, const Catalog& catalog, const std::string& file) {
    const Result<std::vector<Part>> parts = readParts(file, edited.hall(), catalog, false);
    if (!parts) return parts.error();
    for (const Part& part : *parts) {
        const Hall& hall = edited.hall();
        if (Result<void> done = edited.apply(
                changePart(hall, hall.findPart(part.id), part, catalog, edited.nextId()));
            !done)
            return done.error().at(file);
    }
    return {};
}

/// False where nothing is newer.
Result<bool> update(EditedHall& edited, const Catalog& catalog,
                    const std::vector<std::string>& names) {
    std::vector<PartChange> changes = partChanges(edited.hall(), catalog);
    std::vector<PartId> parts;
    for (const std::string& name : names) {
        const Result<PartId> id = findHallPart(edited.hall(), name);
        if (!id) return id.error();
        parts.push_back(*id);
    }
    if (names.empty())
        for (const PartChange& change : changes)
            if (!change.gone) parts.push_back(change.id);
    if (parts.empty()) return false;
    std::erase_if(changes, [&](const PartChange& change) {
        return std::find(parts.begin(), parts.end(), change.id) == parts.end();
    });
    const std::string told = partChangesText(changes, edited.hall());
    const Result<void> done =
        edited.apply(updateParts(edited.hall(), catalog, parts, edited.nextId()));
    if (!done) return done.error();
    print(told);
    return true;
}

/// What is done to one part, named by the first word after the hall.
Result<void> act(EditedHall& edited, const std::string& action,
                 const std::vector<std::string>& words) {
    const Result<PartId> part = findHallPart(edited.hall(), words[1]);
    if (!part) return part.error();
    const Hall& hall = edited.hall();
    if (action == "--duplicate")
        return edited.apply(duplicatePart(hall, *part, words[2], words[3], edited.nextId()));
    if (action == "--remove") return edited.apply(removePart(hall, *part));
    return edited.apply(retirePart(hall, *part, action == "--retire"));
}

constexpr std::array<std::string_view, 8> actions = {
    "--changed", "--update", "--add", "--change", "--duplicate", "--retire", "--offer", "--remove"};

/// The one thing that is asked for; empty where the parts are to be listed.
Result<std::string> actionOf(const Arguments& arguments) {
    std::string out;
    for (const std::string_view action : actions) {
        if (!arguments.has(std::string(action))) continue;
        if (!out.empty())
            return usage(fmt::format("{} and {} do not go together; ask for one", out, action));
        out = action;
    }
    const std::size_t words = arguments.words.size();
    if (words == 0) return usage("name one hall");
    const bool onePart = out == "--retire" || out == "--offer" || out == "--remove";
    if (onePart && words != 2) return usage(fmt::format("name one part: {} PART", out));
    if (out == "--duplicate" && words != 4)
        return usage("say which part, and the id and name of the copy: --duplicate PART ID NAME");
    if (!onePart && out != "--duplicate" && out != "--update" && words != 1)
        return usage("name one hall; there are several");
    const bool tells = out.empty() || out == "--changed";
    if (!tells && arguments.has("--json"))
        return usage("--json goes with the list and with --changed");
    if (tells && arguments.has("-o")) return usage("nothing is changed; leave out -o");
    return out;
}

Result<void> tellChanges(const Arguments& arguments, const Catalog& catalog, bool onlyChanged) {
    const Result<Document> document = openHall(arguments.words[0]);
    if (!document) return document.error();
    const Hall& hall = document->base;
    const std::vector<PartChange> changes = partChanges(hall, catalog);
    if (arguments.has("--json"))
        print(listJson(hall, changes, onlyChanged));
    else if (!onlyChanged)
        print(listText(hall, changes));
    else
        print(changes.empty() ? "The catalog says nothing else of the parts of this hall.\n"
                              : partChangesText(changes, hall));
    return {};
}

Result<void> showOrUpdate(const Arguments& arguments) {
    const Result<std::string> action = actionOf(arguments);
    if (!action) return action.error();
    const Result<Catalog> catalog = openCatalog();
    if (!catalog) return catalog.error();
    if (action->empty() || *action == "--changed")
        return tellChanges(arguments, *catalog, !action->empty());
    const std::vector<std::string>& words = arguments.words;
    Result<EditedHall> edited = EditedHall::open(words[0], arguments.value("-o", words[0]));
    if (!edited) return edited.error();
    Result<void> done;
    if (*action == "--update") {
        const Result<bool> any = update(edited.value(), *catalog, {words.begin() + 1, words.end()});
        if (!any) return any.error();
        if (!*any) {
            print("The catalog says nothing else of the parts of this hall.\n");
            return {};
        }
    } else if (*action == "--add") {
        done = add(edited.value(), *catalog, arguments.value("--add"));
    } else if (*action == "--change") {
        done = change(edited.value(), *catalog, arguments.value("--change"));
    } else {
        done = act(edited.value(), *action, words);
    }
    return done ? edited.value().save() : done;
}

}  // namespace

int runPartsCommand(const std::vector<std::string>& words) {
    const Result<Arguments> arguments = parseArguments(
        words,
        {"--changed", "--update", "--duplicate", "--retire", "--offer", "--remove", "--json"},
        {"--add", "--change", "-o"});
    if (!arguments) return fail(arguments.error());
    const Result<void> done = showOrUpdate(*arguments);
    return done ? 0 : fail(done.error());
}

}  // namespace hallwright
