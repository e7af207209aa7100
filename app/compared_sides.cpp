#include "app/compared_sides.h"

#include "app/arguments.h"
#include "app/open_hall.h"
#include "app/text_files.h"
#include "model/base/nearest.h"
#include "model/base/text.h"
#include "model/planner/brief.h"
#include "model/planner/planner.h"
#include "model/storage/edit_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>

namespace hallwright {

namespace {

std::string nameOf(const Hall& hall, const std::string& file) {
    return hall.site().name.empty() ? std::filesystem::path(file).stem().string()
                                    : hall.site().name;
}

Result<VariantHall> storedVariant(const Hall& hall, const std::string& name) {
    const Variant* found = nullptr;
    std::vector<std::string> names;
    hall.variants.forEach([&](Id<Variant>, const Variant& variant) {
        names.push_back(variant.name);
        if (lowered(variant.name) == lowered(name)) found = &variant;
    });
    if (found) return variantOf(hall, *found);
    constexpr std::size_t mostShown = 3;
    const std::vector<std::string> near = nearestNames(name, names, mostShown);
    return Error{ErrorCode::NotFound,
                 names.empty() ? std::string("the hall keeps no variants; leave out --variant")
                               : fmt::format("the hall has no variant \"{}\"; it has {}", name,
                                             joined(near.empty() ? names : near, ", ")),
                 {}};
}

Result<VariantHall> scripted(const Document& document, const std::string& name,
                             const std::string& file) {
    const Result<std::string> script = readText(file);
    if (!script) return script.error();
    Result<Document> edited = runScript(document, *script, file);
    if (!edited) return edited.error();
    return VariantHall{name,
                       "edits of " + std::filesystem::path(file).filename().string(),
                       std::move(edited).value().base,
                       {}};
}

/// The hall that the brief gives with other values.
Result<VariantHall> planned(const CompareRequest& request, const Catalog& catalog) {
    const std::string& file = request.halls.front();
    if (!lowered(file).ends_with(".toml"))
        return usage("--set changes keys of a brief: name a .toml file, or give --script for a "
                     "hall");
    Result<std::string> text = readText(file);
    if (!text) return text.error();
    std::vector<std::string> told;
    for (const auto& [key, value] : request.sets) {
        text = briefWith(*text, key, value);
        if (!text) return text.error();
        told.push_back(key + " = " + value);
    }
    const Result<Brief> brief = parseBrief(*text, file);
    if (!brief) return brief.error();
    Result<Plan> made = plan(*brief, catalog, {});
    if (!made) return made.error();
    const std::string words = joined(told, ", ");
    return VariantHall{words, "the brief with " + words, std::move(made->hall), {}};
}

Result<void> addOptics(const CompareRequest& request, const Catalog& catalog, const Hall& hall,
                       ComparedSides& out) {
    for (const VariantKind kind : request.optics) {
        Result<VariantHall> side = variantOf(hall, catalog, kind);
        if (side) {
            out.sides.push_back(std::move(side).value());
        } else if (request.everyKind || request.optics.size() > 1) {
            out.notes.push_back(
                fmt::format("{} is left out: {}.", variantName(kind), side.error().message));
        } else {
            return side.error();
        }
    }
    return {};
}

/// Names tell sides apart: the second of the same name gets a number.
void numberNames(std::vector<VariantHall>& sides) {
    for (std::size_t i = 0; i < sides.size(); ++i) {
        const std::string name = sides[i].name;
        int number = 1;
        const auto taken = [&] {
            return std::any_of(
                sides.begin(), sides.begin() + static_cast<std::ptrdiff_t>(i),
                [&](const VariantHall& other) { return other.name == sides[i].name; });
        };
        while (taken())
            sides[i].name = fmt::format("{} ({})", name, ++number);
    }
}

std::string quotedForToml(std::string_view value) {
    const bool bare =
        !value.empty() &&
        (value == "true" || value == "false" || value.front() == '[' || value.front() == '"' ||
         value.find_first_not_of("0123456789.-+") == std::string_view::npos);
    return bare ? std::string(value) : fmt::format("\"{}\"", value);
}

}  // namespace

std::optional<VariantKind> findVariantKind(std::string_view word) {
    if (word == "pluggable") return VariantKind::Pluggable;
    if (word == "lpo") return VariantKind::Lpo;
    if (word == "cpo") return VariantKind::Cpo;
    if (word == "copper-first") return VariantKind::CopperFirst;
    return std::nullopt;
}

Result<std::string> briefWith(std::string_view brief, std::string_view key,
                              std::string_view value) {
    const std::size_t dot = key.find('.');
    const std::string table(dot == key.npos ? std::string_view() : key.substr(0, dot));
    const std::string name(dot == key.npos ? key : key.substr(dot + 1));
    if (name.empty() || name.find_first_of(" \t\"'[]#=\n") != name.npos)
        return usage(fmt::format("--set {}: write TABLE.KEY=VALUE, as racks.part=…", key));
    std::vector<std::string> lines = split(brief, '\n');
    const std::string line = name + " = " + quotedForToml(value);
    std::size_t at = 0;
    if (!table.empty()) {
        const auto header = [&](const std::string& text) {
            const std::string_view bare = trimmed(text);
            return bare == "[" + table + "]" || bare == "[[" + table + "]]";
        };
        const auto found = std::find_if(lines.begin(), lines.end(), header);
        if (found == lines.end())
            return Error{ErrorCode::NotFound,
                         fmt::format("the brief has no table [{}]; --set names a table that is "
                                     "there",
                                     table),
                         {}};
        at = static_cast<std::size_t>(found - lines.begin()) + 1;
    }
    for (std::size_t i = at; i < lines.size() && !trimmed(lines[i]).starts_with('['); ++i) {
        const std::string_view bare = trimmed(lines[i]);
        const std::size_t equals = bare.find('=');
        if (equals == bare.npos || trimmed(bare.substr(0, equals)) != name) continue;
        lines[i] = line;
        return joined(lines, "\n");
    }
    lines.insert(lines.begin() + static_cast<std::ptrdiff_t>(at), line);
    return joined(lines, "\n");
}

Result<ComparedSides> comparedSides(const CompareRequest& request, const Catalog& catalog) {
    const Result<Document> first = openHall(request.halls.front());
    if (!first) return first.error();
    ComparedSides out;
    out.title = nameOf(first->base, request.halls.front());
    CompareRequest wanted = request;
    if (request.halls.size() == 1 && request.optics.empty() && request.variants.empty() &&
        request.scripts.empty() && request.sets.empty()) {
        first->base.variants.forEach(
            [&](Id<Variant>, const Variant& variant) { wanted.variants.push_back(variant.name); });
        // A hall that keeps no variants is asked the question of the day.
        if (wanted.variants.empty()) wanted.optics = {VariantKind::Pluggable, VariantKind::Cpo};
    }
    const bool onlyOptics = wanted.halls.size() == 1 && !wanted.optics.empty() &&
                            wanted.variants.empty() && wanted.scripts.empty() &&
                            wanted.sets.empty();
    // Optics are set against each other, not against the hall that is one of them.
    if (!onlyOptics || wanted.optics.size() == 1)
        out.sides.push_back({out.title, {}, first->base, {}});
    if (const Result<void> done = addOptics(wanted, catalog, first->base, out); !done)
        return done.error();
    for (const std::string& name : wanted.variants) {
        Result<VariantHall> side = storedVariant(first->base, name);
        if (!side) return side.error();
        out.sides.push_back(std::move(side).value());
    }
    for (const auto& [name, file] : wanted.scripts) {
        Result<VariantHall> side = scripted(*first, name, file);
        if (!side) return side.error();
        out.sides.push_back(std::move(side).value());
    }
    if (!wanted.sets.empty()) {
        Result<VariantHall> side = planned(wanted, catalog);
        if (!side) return side.error();
        out.sides.push_back(std::move(side).value());
    }
    for (std::size_t i = 1; i < wanted.halls.size(); ++i) {
        Result<Document> other = openHall(wanted.halls[i]);
        if (!other) return other.error();
        out.sides.push_back({nameOf(other->base, wanted.halls[i]),
                             std::filesystem::path(wanted.halls[i]).filename().string(),
                             std::move(other->base),
                             {}});
    }
    numberNames(out.sides);
    if (out.sides.size() < 2)
        return Error{ErrorCode::Refused,
                     fmt::format("there is nothing to set beside {}{}", out.title,
                                 out.notes.empty() ? "; name a second hall or a variant"
                                                   : ": " + joined(out.notes, " ")),
                     {}};
    return out;
}

}  // namespace hallwright
