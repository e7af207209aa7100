#include "app/headroom_command.h"

#include "app/arguments.h"
#include "app/open_hall.h"
#include "app/text_files.h"
#include "model/base/text.h"
#include "model/parts/catalog.h"
#include "model/planner/headroom_text.h"

#include <fmt/format.h>

namespace hallwright {

namespace {

/// The one part that a name means: of the hall by its id, else of the catalog.
Result<std::string> partToPlace(const Hall& hall, const Catalog& catalog, const std::string& name) {
    if (hall.findPart(name)) return name;
    const std::vector<PartPtr> found = catalog.search(name);
    if (found.size() == 1) return found.front()->id;
    if (found.empty())
        return Error{ErrorCode::NotFound,
                     fmt::format("no part is called \"{}\"; catalog list shows all", name),
                     {}};
    std::vector<std::string> ids;
    for (const PartPtr& part : found)
        ids.push_back(part->id);
    return usage(fmt::format("\"{}\" may be any of {}; name one", name, joined(ids, ", ")));
}

}  // namespace

int headroomCommand(const std::vector<std::string>& words) {
    const Result<Arguments> arguments = parseArguments(words, {"--json"}, {"--part"});
    if (!arguments) return fail(arguments.error());
    if (arguments->words.size() != 1) return fail(usage("name one hall"));
    if (!arguments->has("--part")) return fail(usage("say which part: --part NAME"));
    const Result<Catalog> catalog = openCatalog();
    if (!catalog) return fail(catalog.error());
    const Result<Document> document = openHall(arguments->words.front());
    if (!document) return fail(document.error());
    const Result<std::string> part =
        partToPlace(document->base, *catalog, arguments->value("--part"));
    if (!part) return fail(part.error());
    const Result<Headroom> found = headroom(document->base, *catalog, *part);
    if (!found) return fail(found.error());
    const std::string text = arguments->has("--json") ? headroomJson(*found) : headroomText(*found);
    print(text);
    return 0;
}

}  // namespace hallwright
