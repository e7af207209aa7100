#include "model/planner/headroom_text.h"

#include "model/base/text.h"
#include "model/rules/checks.h"
#include "model/storage/json_text.h"
#include "model/units/quantity_text.h"

#include <fmt/format.h>

namespace hallwright {

std::string moreText(int count, bool atLeast) {
    if (count == 0 && !atLeast) return "no more";
    return fmt::format("{}{} more", atLeast ? "at least " : "", grouped(count));
}

std::string notEvaluatedText(const Headroom& h) {
    if (h.notEvaluated.empty()) return {};
    return fmt::format("at most; {} could not be evaluated: {}",
                       counted(static_cast<long long>(h.notEvaluated.size()), "rule"),
                       joined(h.notEvaluated, ", "));
}

std::string headroomSentence(const Headroom& h) {
    if (h.cancelled) return fmt::format("The search for more {} was stopped.", h.name);
    const bool open = !h.notEvaluated.empty();
    if (h.limits.empty() && open)
        return fmt::format("Nothing that could be evaluated stopped {} more {}.", grouped(h.fits),
                           h.name);
    if (h.limits.empty())
        return fmt::format("At least {} more {} fit; nothing stopped the search.", grouped(h.fits),
                           h.name);
    const HeadroomLimit& first = h.limits.front();
    const std::string why = inSentence(first.title);
    if (first.alreadyExceeded)
        return fmt::format("No more {} fit. Already exceeded: {}.", h.name, why);
    if (h.fits == 0) return fmt::format("No more {} fit: {}.", h.name, why);
    return fmt::format("{}{} more {} {}, then: {}.", open ? "At most " : "", grouped(h.fits),
                       h.name, h.fits == 1 ? "fits" : "fit", why);
}

std::string headroomText(const Headroom& h) {
    std::string out = headroomSentence(h) + "\n";
    out += fmt::format("{} in the hall, free floor for {}\n", grouped(h.here),
                       moreText(h.places, h.placesAtLeast));
    if (!h.notEvaluated.empty()) out += notEvaluatedText(h) + "\n";
    for (std::size_t i = 0; i < h.limits.size(); ++i) {
        const HeadroomLimit& limit = h.limits[i];
        out += fmt::format("\n{}. {}{}: {}\n", i + 1, limit.title,
                           limit.rule.empty() ? std::string() : " (" + limit.rule + ")",
                           limit.alreadyExceeded ? std::string("already exceeded, no more")
                                                 : moreText(limit.fits));
        out += fmt::format("   {}\n", limit.detail);
        out += fmt::format("   relaxing it gives {}\n", moreText(limit.gain, limit.atLeast));
    }
    return out;
}

std::string headroomJson(const Headroom& h) {
    std::vector<std::string> rules;
    for (const std::string& rule : h.notEvaluated)
        rules.push_back(jsonString(rule));
    std::string out = fmt::format("{{\"part\": {}, \"here\": {}, \"fits\": {}, \"at_least\": {}, "
                                  "\"places\": {}, \"at_most\": {}, \"not_evaluated\": [{}], "
                                  "\"limits\": [",
                                  jsonString(h.part), h.here, h.fits, h.atLeast, h.places,
                                  !h.notEvaluated.empty(), joined(rules, ", "));
    for (std::size_t i = 0; i < h.limits.size(); ++i) {
        const HeadroomLimit& limit = h.limits[i];
        out += fmt::format(
            "{}\n  {{\"rule\": {}, \"title\": {}, \"detail\": {}, \"actual\": {}, \"limit\": {}, "
            "\"unit\": {}, \"fits\": {}, \"gain\": {}, \"gain_at_least\": {}, "
            "\"already_exceeded\": {}}}",
            i == 0 ? "" : ",", limit.rule.empty() ? "null" : jsonString(limit.rule),
            jsonString(limit.title), jsonString(limit.detail), jsonNumber(limit.actual.si),
            jsonNumber(limit.limit.si), jsonString(siUnit(limit.actual.dimension)), limit.fits,
            limit.gain, limit.atLeast, limit.alreadyExceeded);
    }
    out += h.limits.empty() ? "]}\n" : "\n]}\n";
    return out;
}

}  // namespace hallwright
