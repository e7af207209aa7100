#include "app/waive_command.h"

#include "app/arguments.h"
#include "app/edited_hall.h"
#include "app/open_hall.h"
#include "model/base/nearest.h"
#include "model/base/text.h"
#include "model/edits/waive.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdio>

namespace hallwright {

namespace {

Error notFound(std::string sentence) { return {ErrorCode::NotFound, std::move(sentence), {}}; }

Result<void> ruleIsThere(const std::string& id) {
    std::vector<std::string> ids;
    for (const RuleInfo& rule : allRules())
        ids.emplace_back(rule.id);
    if (std::find(ids.begin(), ids.end(), id) != ids.end()) return {};
    const std::vector<std::string> near = nearestNames(id, ids, 1);
    return notFound(fmt::format("there is no rule \"{}\"; {}", id,
                                near.empty() ? std::string("describe rules lists all")
                                             : fmt::format("did you mean \"{}\"?", near[0])));
}

/// One hall as the edits of a command go over it.
struct Work {
    Document document;
    std::string rule, item;

    std::string of() const { return item.empty() ? rule : fmt::format("{} for {}", rule, item); }
    Result<void> apply(const Result<Edit>& edit) {
        if (!edit) return edit.error();
        if (Result<void> done = hallwright::apply(document.base, *edit); !done) return done;
        std::puts(edit->label.c_str());
        return {};
    }
};

bool isAbout(const Hall& hall, const Finding& finding, const std::string& name) {
    return name.empty() || std::any_of(finding.items.begin(), finding.items.end(),
                                       [&](ItemRef item) { return itemName(hall, item) == name; });
}

Result<void> waive(Work& work, const Arguments& arguments) {
    const Evaluation evaluation = evaluate(work.document.base);
    std::vector<const Finding*> found;
    for (const Finding& finding : evaluation.findings())
        if (ruleOf(finding).id == work.rule && isAbout(work.document.base, finding, work.item))
            found.push_back(&finding);
    if (found.empty())
        return notFound(fmt::format("the hall has no finding of {}; check shows all", work.of()));
    if (work.item.empty() && found.size() > 1)
        return usage(fmt::format("the hall has {} findings of {}; say which with --item NAME",
                                 found.size(), work.rule));
    for (const Finding* finding : found)
        if (Result<void> done = work.apply(waiveFinding(
                evaluation, *finding, arguments.value("--reason"), arguments.value("--author"),
                arguments.value("--date", today()), work.document.nextId));
            !done)
            return done;
    return {};
}

Result<void> withdraw(Work& work) {
    const Hall& hall = work.document.base;
    std::vector<RawId> found;
    hall.waivers.forEach([&](Id<Waiver> id, const Waiver& waiver) {
        if (waiver.rule != work.rule) return;
        bool about = work.item.empty();
        std::string words = subjectInWords(hall, waiver.subject);
        for (std::size_t begin = 0; begin <= words.size() && !about;) {
            const std::size_t end = std::min(words.find(", ", begin), words.size());
            const std::string piece = words.substr(begin, end - begin);
            about = piece == work.item || piece == "part " + work.item;
            begin = end + 2;
        }
        if (about) found.push_back(id.raw);
    });
    if (found.empty())
        return notFound(fmt::format("the hall has no waiver of {}; check shows all", work.of()));
    if (work.item.empty() && found.size() > 1)
        return usage(fmt::format("the hall has {} waivers of {}; say which with --item NAME",
                                 found.size(), work.rule));
    for (const RawId id : found)
        if (Result<void> done = work.apply(withdrawWaiver(work.document.base, id)); !done)
            return done;
    return {};
}

}  // namespace

int runWaiveCommand(const std::vector<std::string>& words) {
    const Result<Arguments> arguments = parseArguments(
        words, {"--withdraw"}, {"--rule", "--item", "--reason", "--author", "--date", "-o"});
    if (!arguments) return fail(arguments.error());
    if (arguments->words.size() != 1) return fail(usage("name one hall"));
    const bool back = arguments->has("--withdraw");
    if (!arguments->has("--rule")) return fail(usage("say which rule: --rule ID"));
    if (!back && trimmed(arguments->value("--reason")).empty())
        return fail(usage("say why the finding may stand: --reason TEXT"));
    if (!back && trimmed(arguments->value("--author")).empty())
        return fail(usage("say who accepts the finding: --author NAME"));
    if (back && (arguments->has("--reason") || arguments->has("--author")))
        return fail(usage("--withdraw takes a waiver back; leave out --reason and --author"));
    const std::string out = arguments->value("-o", arguments->words[0]);
    if (!out.ends_with(".hall")) return fail(usage("say where the hall goes: -o FILE.hall"));
    Work work{{}, arguments->value("--rule"), arguments->value("--item")};
    if (Result<void> there = ruleIsThere(work.rule); !there) return fail(there.error());
    Result<Document> document = openHall(arguments->words[0]);
    if (!document) return fail(document.error());
    work.document = std::move(document).value();
    const Result<void> done = back ? withdraw(work) : waive(work, *arguments);
    if (!done) return fail(done.error());
    ++work.document.revision;  // a window that has the hall open sees that it is another one now
    const Result<void> saved = saveDocument(work.document, out);
    return saved ? 0 : fail(saved.error());
}

}  // namespace hallwright
