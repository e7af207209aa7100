#include "model/edits/waive.h"

#include "model/base/text.h"

#include <fmt/format.h>

#include <algorithm>

namespace hallwright {

namespace {

/// "2026-11-22".
bool isDate(std::string_view text) {
    constexpr std::string_view pattern = "0000-00-00";
    if (text.size() != pattern.size()) return false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const bool digit = text[i] >= '0' && text[i] <= '9';
        if (pattern[i] == '0' ? !digit : text[i] != pattern[i]) return false;
    }
    return true;
}

/// "space.overlap of R1, R2".
std::string what(const Hall& hall, std::string_view rule, std::string_view subject) {
    return fmt::format("{} of {}", rule, subjectInWords(hall, subject));
}

}  // namespace

Result<Edit> waiveFinding(const Evaluation& evaluation, const Finding& finding,
                          std::string_view reason, std::string_view author, std::string_view date,
                          RawId& next) {
    const Hall& hall = evaluation.hall();
    Waiver waiver;
    waiver.rule = ruleOf(finding).id;
    waiver.subject = finding.subject(hall);
    waiver.reason = trimmed(reason);
    waiver.author = trimmed(author);
    waiver.date = date;
    if (waiver.reason.empty())
        return refused("A waiver needs a reason; say why the finding may stand");
    if (waiver.author.empty())
        return refused("A waiver needs an author; say who accepts the finding");
    if (!isDate(date)) return refused("The date of a waiver is written like 2026-11-22");
    if (waiver.rule == "document.waiver.unused")
        return refused("A waiver without use is taken back, not waived");
    if (hasNumber(finding)) waiver.accepted = finding.actual.si;

    Id<Waiver> id;
    hall.waivers.forEach([&](Id<Waiver> there, const Waiver& row) {
        if (!id && row.rule == waiver.rule && row.subject == waiver.subject) id = there;
    });
    const RawId fresh = std::max(next, hall.highestId() + 1);
    const bool isNew = !id;
    if (isNew) id = {fresh};
    Hall after = hall;
    const std::string label = "Waive " + what(hall, waiver.rule, waiver.subject);
    after.waivers.set(id, std::move(waiver));
    if (isNew) next = fresh + 1;
    return difference(hall, after, label);
}

Result<Edit> withdrawWaiver(const Hall& hall, RawId id) {
    const Waiver* waiver = hall.waivers.find({id});
    if (!waiver) return refused(fmt::format("There is no waiver with the number {}", id));
    Hall after = hall;
    after.waivers.erase({id});
    return difference(hall, after,
                      "Take back the waiver of " + what(hall, waiver->rule, waiver->subject));
}

}  // namespace hallwright
