#include "app/cables_command.h"

#include "app/arguments.h"
#include "app/open_hall.h"
#include "model/base/text.h"
#include "model/stages/link_changes.h"

#include <fmt/format.h>

namespace hallwright {

namespace {

/// The form of a schedule by the ending of its file; CSV on standard output.
Result<const ExportFormat*> scheduleFormat(const std::string& file) {
    if (file.empty() || file == "-") return findExportFormat("cables-csv");
    for (const char* id : {"cables-csv", "cables-xlsx", "links-json"})
        if (const ExportFormat* format = findExportFormat(id);
            lowered(file).ends_with(format->ending))
            return format;
    return usage("a cable schedule is written as .csv, .xlsx or .json; give the file one of these "
                 "endings");
}

/// "R01-n07 mlx5_0/P1 – compute-leaf-001 sw4p1"
std::string linkText(const LinkList& links, const LinkNames& names, LinkRef ref) {
    const Link link = links.link(ref);
    return fmt::format("{} {} – {} {}", names.device(link.lower, ref.fabric),
                       names.port(link.lower, ref.fabric), names.device(link.upper, ref.fabric),
                       names.port(link.upper, ref.fabric));
}

/// "mpo12-smf-jumper 20 m"; of a link of several cables its trunk or the longest.
std::string cableText(const Hall& hall, const Link& link) {
    const Part* part = link.medium ? hall.part(link.medium) : nullptr;
    if (!part) return "no cable";
    return link.bought_mm < 0 ? part->id
                              : fmt::format("{} {:g} m", part->id, link.bought_mm / 1000.0);
}

/// What has to be done to the cables of the other hall so that they are those of this one.
Result<void> writeChanges(const Hall& otherHall, const Hall& hall, std::string_view fabric,
                          const std::string& file) {
    const Evaluation before = evaluate(otherHall);
    const Evaluation after = evaluate(hall);
    std::optional<std::int32_t> only;
    if (!fabric.empty()) {
        const Result<std::int32_t> found = findFabric(after, fabric);
        if (!found) return found.error();
        only = *found;
    }
    const LinkList linksBefore(before), linksAfter(after);
    const LinkNames namesBefore(before), namesAfter(after);
    const LinkChanges changes = compareLinks(before, after);
    std::string lines;
    long long moved = 0, added = 0, removed = 0, replaced = 0, all = 0;
    for (const LinkChange& change : changes.changes) {
        const std::string& name = change.after ? namesAfter.fabric(change.after->fabric)
                                               : namesBefore.fabric(change.before->fabric);
        if (only && name != namesAfter.fabric(*only)) continue;
        switch (change.fate) {
        case LinkChange::Fate::Moved:
            ++moved;
            lines += fmt::format("moved    {}: {} (was {})\n", name,
                                 linkText(linksAfter, namesAfter, *change.after),
                                 linkText(linksBefore, namesBefore, *change.before));
            break;
        case LinkChange::Fate::Replaced:
            ++replaced;
            lines += fmt::format("replaced {}: {}: {} (was {})\n", name,
                                 linkText(linksAfter, namesAfter, *change.after),
                                 cableText(hall, linksAfter.link(*change.after)),
                                 cableText(otherHall, linksBefore.link(*change.before)));
            break;
        case LinkChange::Fate::Added:
            ++added;
            lines += fmt::format("added    {}: {}\n", name,
                                 linkText(linksAfter, namesAfter, *change.after));
            break;
        case LinkChange::Fate::Removed:
            ++removed;
            lines += fmt::format("removed  {}: {}\n", name,
                                 linkText(linksBefore, namesBefore, *change.before));
            break;
        }
    }
    if (only)
        for (const LinkBundle& bundle :
             after.fabrics().plans[static_cast<std::size_t>(*only)].bundles)
            all += bundle.links;
    else
        all = changes.kept + moved + added + replaced;
    Result<TextSink> out = TextSink::open(file);
    if (!out) return out.error();
    out.value().add("{} stay, {} are moved, {} replaced, {} added, {} removed\n",
                    counted(all - moved - added - replaced, "cable"), grouped(moved),
                    grouped(replaced), grouped(added), grouped(removed));
    out.value().add(lines);
    return out.value().close();
}

}  // namespace

Result<void> exportLinks(const Hall& hall, const ExportFormat& format,
                         const std::filesystem::path& file, std::string_view fabric) {
    const Evaluation evaluation = evaluate(hall);
    ExportInput input(evaluation);
    if (!fabric.empty()) {
        const Result<std::int32_t> found = findFabric(evaluation, fabric);
        if (!found) return found.error();
        input.fabric = *found;
    }
    return writeExport(input, format, file);
}

int runCablesCommand(const std::vector<std::string>& words) {
    const Result<Arguments> arguments = parseArguments(words, {}, {"-o", "--fabric", "--against"});
    if (!arguments) return fail(arguments.error());
    if (arguments->words.size() != 1)
        return fail(
            usage(arguments->words.empty() ? "name one hall" : "name one hall; there are several"));
    const std::string out = arguments->value("-o");
    if (arguments->has("--against")) {
        if (!out.empty() && out != "-" && !lowered(out).ends_with(".txt"))
            return fail(usage("what changes is written as text; say -o FILE.txt, or leave out -o"));
        const Result<Document> other = openHall(arguments->value("--against"));
        if (!other) return fail(other.error());
        const Result<Document> document = openHall(arguments->words[0]);
        if (!document) return fail(document.error());
        const Result<void> written =
            writeChanges(other->base, document->base, arguments->value("--fabric"), out);
        return written ? 0 : fail(written.error());
    }
    const Result<const ExportFormat*> format = scheduleFormat(out);
    if (!format) return fail(format.error());
    const Result<Document> document = openHall(arguments->words[0]);
    if (!document) return fail(document.error());
    const Result<void> written =
        exportLinks(document->base, **format, out, arguments->value("--fabric"));
    return written ? 0 : fail(written.error());
}

}  // namespace hallwright
