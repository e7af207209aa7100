#include "model/edits/choose_readings.h"

#include "model/base/text.h"
#include "model/hall/origin.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace hallwright {

namespace {

constexpr std::array<std::string_view, 5> ruleNames = {"highest", "lowest", "newest", "best-grade",
                                                       "source"};

/// "thermal design power": titles of words list the words after a colon.
std::string titleInSentence(Property property) {
    const std::string_view title = info(property).title;
    std::string out(title.substr(0, title.find(':')));
    // Not "gPU packages".
    if (out.size() > 1 && out[1] >= 'a' && out[1] <= 'z') out[0] = lowered(out.substr(0, 1))[0];
    return out;
}

/// Whether `a` is the better one. Dates may lack day or month; then the one that says more counts
/// as later.
bool isBetter(const Reading& a, const Reading& b, const ReadingChoice& choice) {
    switch (choice.rule) {
    case ReadingRule::Highest:
        return *a.number > *b.number;
    case ReadingRule::Lowest:
        return *a.number < *b.number;
    case ReadingRule::Newest:
        return a.asOf > b.asOf;
    case ReadingRule::BestGrade:
        return a.grade < b.grade;
    case ReadingRule::Source:
        return a.source == choice.source && b.source != choice.source;
    }
    return false;
}

bool canBeJudged(const Reading& reading, const ReadingChoice& choice) {
    if (reading.unknown) return false;
    const bool byNumber = choice.rule == ReadingRule::Highest || choice.rule == ReadingRule::Lowest;
    return !byNumber || reading.number.has_value();
}

/// The reading that the choice leads to. Of equally good ones the chosen one stays, else the first.
std::size_t settled(const Datum& datum, const ReadingChoice& choice) {
    std::size_t best = datum.chosen;
    for (std::size_t i = 0; i < datum.readings.size(); ++i) {
        const Reading& one = datum.readings[i];
        if (!canBeJudged(one, choice)) continue;
        if (!canBeJudged(datum.readings[best], choice) ||
            isBetter(one, datum.readings[best], choice))
            best = i;
    }
    // Where the chosen one is no candidate and nothing is better than another, nothing is said.
    if (choice.rule == ReadingRule::Source && datum.readings[best].source != choice.source)
        return datum.chosen;
    return best;
}

bool reaches(const ReadingChoice& choice, PartId id, const Part& part) {
    // Rows of the design basis are limits that somebody set, not figures that documents disagree
    // on: they are settled only where they are named.
    return choice.part ? *choice.part == id : part.kind != Kind::DesignBasis;
}

std::string labelOf(const Hall& hall, const ReadingChoice& choice) {
    std::string what;
    switch (choice.rule) {
    case ReadingRule::Highest:
        what = "the highest readings";
        break;
    case ReadingRule::Lowest:
        what = "the lowest readings";
        break;
    case ReadingRule::Newest:
        what = "the newest readings";
        break;
    case ReadingRule::BestGrade:
        what = "the readings of the best grade";
        break;
    case ReadingRule::Source:
        what = "the readings of " + choice.source;
        break;
    }
    std::string out = "Choose " + what;
    if (choice.property) out += " for " + titleInSentence(*choice.property);
    const Part* part = choice.part ? hall.part(*choice.part) : nullptr;
    if (part) out += " of " + part->name;
    return out;
}

bool cites(const Part& part, const std::string& source) {
    return std::any_of(part.data.begin(), part.data.end(), [&](const Datum& datum) {
        return std::any_of(datum.readings.begin(), datum.readings.end(),
                           [&](const Reading& reading) { return reading.source == source; });
    });
}

}  // namespace

Result<Edit> chooseReading(const Hall& hall, PartId part, Property property, std::size_t index) {
    const FrozenPart* frozen = hall.parts.find(part);
    if (!frozen || !frozen->part) return refused("This hall does not hold that part");
    auto changed = std::make_shared<Part>(*frozen->part);
    const auto datum = std::find_if(changed->data.begin(), changed->data.end(),
                                    [&](const Datum& d) { return d.property == property; });
    if (datum == changed->data.end())
        return refused(fmt::format("{} says nothing of {}", changed->name, info(property).id));
    if (index >= datum->readings.size())
        return refused(
            fmt::format("{} has {} of {}; there is no number {}", changed->name,
                        counted(static_cast<long long>(datum->readings.size()), "reading"),
                        info(property).id, index + 1));
    if (index == datum->chosen)
        return refused(
            fmt::format("{} of {} is that reading already", info(property).id, changed->name));
    datum->chosen = index;
    Hall after = hall;
    const std::string label =
        fmt::format("Choose {} of {}", titleInSentence(property), changed->name);
    after.parts.set(part, changedFrozen(*frozen, std::move(changed)));
    return difference(hall, after, label);
}

Result<Edit> chooseReadings(const Hall& hall, const ReadingChoice& choice) {
    if (choice.part && !hall.part(*choice.part))
        return refused("This hall does not hold that part");
    if (choice.rule == ReadingRule::Source && choice.source.empty())
        return refused("Say which document the readings are to come from");
    Hall after = hall;
    bool several = false, cited = choice.rule != ReadingRule::Source, changed = false;
    hall.parts.forEach([&](PartId id, const FrozenPart& row) {
        if (!row.part || !reaches(choice, id, *row.part)) return;
        cited = cited || cites(*row.part, choice.source);
        std::shared_ptr<Part> part;
        for (std::size_t d = 0; d < row.part->data.size(); ++d) {
            const Datum& datum = row.part->data[d];
            if (datum.readings.size() < 2 ||
                (choice.property && datum.property != *choice.property))
                continue;
            several = true;
            if (datum.reading().source == userSource) continue;
            const std::size_t best = settled(datum, choice);
            if (best == datum.chosen) continue;
            if (!part) part = std::make_shared<Part>(*row.part);
            part->data[d].chosen = best;
        }
        if (!part) return;
        after.parts.set(id, changedFrozen(row, std::move(part)));
        changed = true;
    });
    if (changed) return difference(hall, after, labelOf(hall, choice));
    if (!several) return refused("There are no readings that disagree");
    if (!cited) return refused(fmt::format("No reading comes from {}", choice.source));
    return refused("All readings are chosen like that already");
}

std::optional<ReadingRule> findReadingRule(std::string_view name) {
    const auto there = std::find(ruleNames.begin(), ruleNames.end(), name);
    if (there == ruleNames.end()) return std::nullopt;
    return static_cast<ReadingRule>(there - ruleNames.begin());
}

std::string_view readingRuleName(ReadingRule rule) {
    return ruleNames[static_cast<std::size_t>(rule)];
}

}  // namespace hallwright
