#include "app/place_command.h"

#include "app/arguments.h"
#include "app/edited_hall.h"
#include "model/base/text.h"
#include "model/edits/place_switches.h"
#include "model/planner/brief_words.h"

#include <fmt/format.h>

namespace hallwright {

namespace {

Result<SwitchPlacement> placementOf(const std::string& word) {
    std::vector<std::string> known;
    for (const BriefWord<SwitchPlacement>& each : placementWords) {
        if (each.word == word) return each.value;
        known.emplace_back(each.word);
    }
    return usage(fmt::format("--placement \"{}\" is none of {}", word, joined(known, ", ")));
}

}  // namespace

int runPlaceCommand(const std::vector<std::string>& words) {
    const Result<Arguments> arguments =
        parseArguments(words, {}, {"--fabric", "--placement", "-o"});
    if (!arguments) return fail(arguments.error());
    if (arguments->words.size() != 1) return fail(usage("name one hall"));
    std::optional<SwitchPlacement> wanted;
    if (arguments->has("--placement")) {
        const Result<SwitchPlacement> word = placementOf(arguments->value("--placement"));
        if (!word) return fail(word.error());
        wanted = *word;
    }
    Result<EditedHall> opened =
        EditedHall::open(arguments->words[0], arguments->value("-o", arguments->words[0]));
    if (!opened) return fail(opened.error());
    EditedHall hall = std::move(opened).value();
    const std::string name = arguments->value("--fabric");
    std::vector<std::pair<Id<Fabric>, SwitchPlacement>> fabrics;
    hall.hall().fabrics.forEach([&](Id<Fabric> id, const Fabric& fabric) {
        if (name.empty() || fabric.name == name)
            fabrics.emplace_back(id, wanted.value_or(fabric.placement));
    });
    if (fabrics.empty())
        return fail({ErrorCode::NotFound,
                     name.empty() ? std::string("the hall has no fabric")
                                  : fmt::format("the hall has no fabric \"{}\"", name),
                     {}});
    for (const auto& [id, placement] : fabrics) {
        const Evaluation evaluation = evaluate(hall.hall());
        if (Result<void> done = hall.apply(placeSwitches(evaluation, id, placement, hall.nextId()));
            !done)
            return fail(done.error());
    }
    const Result<void> saved = hall.save();
    return saved ? 0 : fail(saved.error());
}

}  // namespace hallwright
