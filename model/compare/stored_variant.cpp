#include "model/base/text.h"
#include "model/compare/variant.h"
#include "model/storage/edit_text.h"
#include "model/storage/json_text.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>

namespace hallwright {

namespace {

using nlohmann::json;

/// A change of an overlay, without what the base held when it was written: columns that it does not
/// set show the base as it is now.
struct Overlaid {
    json change;
    bool ofRow = false;  ///< of a row that was there, which must be there still
};

Result<std::vector<Overlaid>> changesOf(const std::string& overlay) {
    int line = 0;
    Result<json> read = readJson(overlay, line);
    if (!read) return read.error();
    const json& whole = *read;
    const auto changes = whole.is_object() ? whole.find("changes") : whole.end();
    if (!whole.is_object() || changes == whole.end() || !changes->is_array())
        return Error{ErrorCode::Invalid,
                     "the changes of a variant are one JSON object with a list of changes",
                     {}};
    std::vector<Overlaid> out;
    for (const json& change : *changes) {
        out.push_back({change, false});
        if (!change.is_object()) continue;
        const auto before = change.find("before");
        out.back().ofRow = before != change.end() && before->is_object();
        out.back().change.erase("before");
    }
    return out;
}

/// Whether the row of a change that names one by number is there.
bool rowIsThere(const Hall& hall, const json& change) {
    const auto table = change.find("table"), id = change.find("id");
    if (table == change.end() || id == change.end() || !table->is_string() ||
        !id->is_number_integer())
        return true;
    const TableAccess* found = findTable(table->get_ref<const std::string&>());
    return !found || found->row(hall, id->get<RawId>()).has_value();
}

/// "racks 12", for a change that finds nothing.
std::string rowOf(const json& change) {
    if (!change.is_object()) return "a change";
    const auto text = [&](const char* key) {
        const auto found = change.find(key);
        if (found == change.end()) return std::string();
        return found->is_string() ? found->get<std::string>() : found->dump();
    };
    const std::string item = change.contains("item") ? text("item") : text("id");
    return std::string(trimmed(text("table") + " " + item));
}

Result<void> lay(Hall& hall, const std::vector<Overlaid>& overlay, RawId& next) {
    json changes = json::array();
    for (const Overlaid& each : overlay) {
        if (each.ofRow && !rowIsThere(hall, each.change))
            return Error{ErrorCode::NotFound, "the base hall no longer has it", {}};
        changes.push_back(each.change);
    }
    const json edit{{"label", "Variant"}, {"target", "base"}, {"changes", changes}};
    const Result<Edit> read = editFromText(edit.dump(), hall, next);
    if (!read) return read.error();
    return apply(hall, *read);
}

}  // namespace

Result<VariantHall> variantOf(const Hall& base, const Variant& stored) {
    VariantHall out{stored.name, stored.note, base, {}};
    if (trimmed(stored.overlay).empty()) return out;
    Result<std::vector<Overlaid>> changes = changesOf(stored.overlay);
    if (!changes) return changes.error().at(fmt::format("variant {}", stored.name));
    RawId next = base.highestId() + 1;
    if (lay(out.hall, *changes, next)) return out;

    // Something of the base is gone. Change by change, those that wait for others later again,
    // until no more can be laid.
    std::vector<Overlaid> waiting = std::move(changes).value();
    std::vector<std::string> why;
    for (bool moved = true; moved && !waiting.empty();) {
        moved = false;
        std::vector<Overlaid> still;
        why.clear();
        for (Overlaid& change : waiting) {
            const Result<void> done = lay(out.hall, {change}, next);
            if (done) {
                moved = true;
                continue;
            }
            why.push_back(fmt::format("{}: {}", rowOf(change.change), done.error().message));
            still.push_back(std::move(change));
        }
        waiting = std::move(still);
    }
    out.losses = std::move(why);
    return out;
}

std::string overlayOf(const Hall& base, const Hall& changed) {
    Edit edit = difference(base, changed, "Variant");
    // A variant is of the hall, not of its list of variants.
    edit.changes.erase(
        std::remove_if(edit.changes.begin(), edit.changes.end(),
                       [](const Change& change) { return change.table == TableId::Variants; }),
        edit.changes.end());
    return editToText(edit);
}

Result<Edit> addVariant(const Hall& hall, std::string name, std::string note, std::string overlay) {
    name = std::string(trimmed(name));
    if (name.empty()) return Error{ErrorCode::Refused, "a variant needs a name; give it one", {}};
    bool taken = false;
    hall.variants.forEach(
        [&](Id<Variant>, const Variant& other) { taken |= lowered(other.name) == lowered(name); });
    if (taken)
        return Error{
            ErrorCode::Refused,
            fmt::format("the hall has a variant called {} already; choose another name", name),
            {}};
    Variant variant{name, std::move(note), std::move(overlay)};
    if (const Result<VariantHall> laid = variantOf(hall, variant); !laid) return laid.error();
    Hall changed = hall;
    changed.variants.set({hall.highestId() + 1}, std::move(variant));
    return difference(hall, changed, fmt::format("Add variant {}", name));
}

Result<Edit> removeVariant(const Hall& hall, Id<Variant> id) {
    const Variant* variant = hall.variants.find(id);
    if (!variant) return Error{ErrorCode::NotFound, "the hall has no such variant", {}};
    Hall changed = hall;
    changed.variants.erase(id);
    return difference(hall, changed, fmt::format("Remove variant {}", variant->name));
}

}  // namespace hallwright
