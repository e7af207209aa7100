#include "model/rules/checks.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

namespace hallwright {

namespace {

constexpr std::string_view unusedId = "document.waiver.unused";

/// Row in allRules() by id; nothing for a rule that is not there.
std::optional<std::uint16_t> ruleNumber(std::string_view id) {
    static const auto numbers = [] {
        std::map<std::string_view, std::uint16_t> out;
        for (std::size_t i = 0; i < allRules().size(); ++i)
            out.emplace(allRules()[i].id, static_cast<std::uint16_t>(i));
        return out;
    }();
    const auto found = numbers.find(id);
    if (found == numbers.end()) return std::nullopt;
    return found->second;
}

/// Whether a finding is no worse than what was accepted: on the way from its limit, with a part in
/// 1e9 to spare, as limits are compared.
bool covers(const Waiver& waiver, const Finding& finding) {
    if (!waiver.accepted || !hasNumber(finding)) return true;
    const double worse = finding.actual.si < finding.limit.si
                             ? *waiver.accepted - finding.actual.si
                             : finding.actual.si - *waiver.accepted;
    return worse <= 1e-9 * std::abs(*waiver.accepted);
}

/// "racks 12": lasting, since a number of a row is never given twice; names change. A part is
/// called by its catalog id, which is the same in every hall.
std::string subjectOf(const Hall& hall, ItemRef item) {
    if (item.table == TableId::Sites) return "hall";
    const Part* part = item.table == TableId::Parts ? hall.part({item.id}) : nullptr;
    return part ? "part " + part->id
                : fmt::format("{} {}", tableAccess(item.table).name(), item.id);
}

Finding unused(const Hall& hall, RawId id, const Waiver& waiver, std::uint16_t rule) {
    const std::optional<std::uint16_t> of = ruleNumber(waiver.rule);
    Finding finding;
    finding.rule = rule;
    finding.items = {{TableId::Waivers, id}};
    finding.detail = of ? fmt::format("the waiver of {} for {} covers nothing any more",
                                      waiver.rule, subjectInWords(hall, waiver.subject))
                        : fmt::format("there is no rule {}, which a waiver names", waiver.rule);
    return finding;
}

}  // namespace

bool hasNumber(const Finding& finding) {
    return finding.outcome == Finding::Outcome::Fails &&
           (finding.actual.si != 0.0 || finding.limit.si != 0.0);
}

std::string Finding::subject(const Hall& hall) const {
    // What could not be judged is told of all items of a part together, and more may come; a waiver
    // of it must not cover a failure once the number is known.
    if (outcome == Outcome::NotChecked) {
        const ItemRef first = items.empty() ? ItemRef{TableId::Sites, 0} : items.front();
        const PartId part = partOf(hall, first);
        return "unknown " + subjectOf(hall, part ? ItemRef{TableId::Parts, part.raw} : first);
    }
    if (items.empty()) return "hall";
    // A finding about the hall or about a part lists items as they come and go; they do not make
    // it. Any other is about all of its items: two racks that overlap, a circle of feeds.
    const TableId about = items.front().table;
    if (about == TableId::Sites || about == TableId::Parts) return subjectOf(hall, items.front());
    std::vector<ItemRef> sorted = items;
    std::sort(sorted.begin(), sorted.end());
    sorted.erase(std::unique(sorted.begin(), sorted.end()), sorted.end());
    std::string out;
    for (const ItemRef item : sorted)
        out += fmt::format("{}{}", out.empty() ? "" : ", ", subjectOf(hall, item));
    return out;
}

std::string Finding::key(const Hall& hall) const {
    return fmt::format("{} {}", ruleOf(*this).id, subject(hall));
}

std::string subjectInWords(const Hall& hall, std::string_view subject) {
    std::string out;
    for (std::string_view rest = subject; !rest.empty();) {
        const std::size_t comma = rest.find(", ");
        const std::string_view piece = rest.substr(0, comma);
        rest = comma == std::string_view::npos ? std::string_view() : rest.substr(comma + 2);
        std::string words(piece.starts_with("part ") ? piece.substr(5) : piece);
        const std::size_t gap = piece.find(' ');
        if (const TableAccess* table = findTable(piece.substr(0, gap));
            table && gap != std::string_view::npos)
            for (const RawId id : table->ids(hall))
                if (std::to_string(id) == piece.substr(gap + 1))
                    words = itemName(hall, {table->id(), id});
        out += (out.empty() ? "" : ", ") + words;
    }
    return out == "hall" ? "the hall" : out;
}

void matchWaivers(const Hall& hall, std::vector<Finding>& findings) {
    const std::uint16_t rule = ruleNumber(unusedId).value_or(0);
    std::erase_if(findings, [&](const Finding& finding) { return finding.rule == rule; });
    for (Finding& finding : findings)
        finding.waiver = finding.lapsed = 0;
    if (hall.waivers.empty()) return;

    std::map<std::pair<std::uint16_t, std::string>, std::vector<RawId>> bySubject;
    std::set<std::uint16_t> rules;
    std::set<RawId> idle;
    hall.waivers.forEach([&](Id<Waiver> id, const Waiver& waiver) {
        idle.insert(id.raw);
        const std::optional<std::uint16_t> of = ruleNumber(waiver.rule);
        if (!of) return;
        bySubject[{*of, waiver.subject}].push_back(id.raw);
        rules.insert(*of);
    });
    for (Finding& finding : findings) {
        if (!rules.contains(finding.rule)) continue;
        const auto found = bySubject.find({finding.rule, finding.subject(hall)});
        if (found == bySubject.end()) continue;
        for (const RawId id : found->second) {
            idle.erase(id);
            if (finding.waiver == 0 && covers(hall.waivers[{id}], finding)) finding.waiver = id;
        }
        if (finding.waiver == 0) finding.lapsed = found->second.back();
    }
    for (const RawId id : idle) {
        Finding finding = unused(hall, id, hall.waivers[{id}], rule);
        const auto at = std::upper_bound(findings.begin(), findings.end(), finding, comesBefore);
        findings.insert(at, std::move(finding));
    }
}

}  // namespace hallwright
