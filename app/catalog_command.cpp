#include "app/catalog_command.h"

#include "app/arguments.h"
#include "app/compare_parts_command.h"
#include "app/import_command.h"
#include "app/open_hall.h"
#include "app/text_files.h"
#include "app/user_catalog_command.h"
#include "catalog/catalog_text.h"
#include "catalog/checker.h"
#include "catalog/data_folder.h"
#include "catalog/index.h"
#include "catalog/part_search.h"
#include "catalog/reader.h"
#include "catalog/stamp.h"
#include "catalog/user_catalog.h"
#include "model/base/nearest.h"
#include "model/base/text.h"
#include "model/units/quantity_text.h"

#include <fmt/format.h>

#include <algorithm>

namespace hallwright {

namespace {

/// "100kW..200kW"; either end may be left out.
Result<void> readPower(const std::string& text, PartFilter& filter) {
    const std::size_t dots = text.find("..");
    if (dots == std::string::npos)
        return usage(fmt::format("--power is a span as 100kW..200kW; \"{}\" is none", text));
    const auto end = [](const std::string& piece, std::optional<double>& out) -> Result<void> {
        if (trimmed(piece).empty()) return {};
        const Result<Value> value = parseQuantity(piece, Dimension::Power);
        if (!value) return usage("--power: " + value.error().message);
        out = value->si;
        return {};
    };
    if (Result<void> done = end(text.substr(0, dots), filter.powerFrom); !done) return done;
    return end(text.substr(dots + 2), filter.powerTo);
}

Result<PartFilter> filterOf(const Arguments& arguments) {
    PartFilter filter;
    if (arguments.has("--kind")) {
        filter.kind = findKind(arguments.value("--kind"));
        std::vector<std::string> kinds;
        for (const KindInfo& row : allKinds())
            kinds.emplace_back(row.id);
        if (!filter.kind)
            return usage(fmt::format("\"{}\" is not a kind of part; the kinds are {}",
                                     arguments.value("--kind"), joined(kinds, ", ")));
    }
    filter.vendor = arguments.value("--vendor");
    filter.status = arguments.value("--status");
    filter.cooling = arguments.value("--cooling");
    filter.connector = arguments.value("--connector");
    filter.retired = arguments.has("--retired");
    if (arguments.has("--power"))
        if (Result<void> done = readPower(arguments.value("--power"), filter); !done)
            return done.error();
    return filter;
}

int list(const std::vector<std::string>& words) {
    const Result<Arguments> arguments =
        parseArguments(words, {"--json", "--retired", "--own"},
                       {"--kind", "--vendor", "--status", "--cooling", "--connector", "--power"});
    if (!arguments) return fail(arguments.error());
    const Result<PartFilter> filter = filterOf(*arguments);
    if (!filter) return fail(filter.error());
    const Result<Catalog> catalog = openCatalog();
    if (!catalog) return fail(catalog.error());
    const std::string wanted = joined(arguments->words, " ");
    std::vector<PartPtr> parts = PartSearch(*catalog).find(wanted, *filter);
    if (arguments->has("--own"))
        std::erase_if(parts, [&](const PartPtr& part) {
            return catalog->layerOf(part->id) == Layer::Shipped;
        });
    if (parts.empty() && !wanted.empty())
        return fail({ErrorCode::NotFound,
                     fmt::format("no part has the words \"{}\"{}; catalog list shows all", wanted,
                                 *filter == PartFilter() && !arguments->has("--own")
                                     ? ""
                                     : " and passes the filters"),
                     {}});
    print(arguments->has("--json") ? partListJson(*catalog, parts) : partListText(parts));
    return 0;
}

/// The names that a wrong one may be meant for.
Error unknownName(const PartSearch& search, const std::string& name) {
    std::vector<std::string> names;
    for (const auto& [id, part] : search.catalog().parts()) {
        names.push_back(id);
        names.insert(names.end(), part->aliases.begin(), part->aliases.end());
    }
    constexpr std::size_t most = 3;
    std::vector<std::string> near = nearestNames(name, names, most);
    PartFilter all;
    all.retired = true;
    for (const PartPtr& part : search.find(name, all))
        if (near.size() < most) near.push_back(part->id);
    return {ErrorCode::NotFound,
            near.empty()
                ? fmt::format("no part is called \"{}\", and none has these words in its name; "
                              "catalog list shows all parts",
                              name)
                : fmt::format("no part is called \"{}\"; near it are {}", name, joined(near, ", ")),
            {}};
}

int showPart(const std::vector<std::string>& words) {
    const Result<Arguments> arguments = parseArguments(words, {"--json"}, {});
    if (!arguments) return fail(arguments.error());
    if (arguments->words.empty()) return fail(usage("catalog show needs a name"));
    const std::string name = joined(arguments->words, " ");
    Result<Catalog> catalog = openCatalog();
    if (!catalog) return fail(catalog.error());
    const PartSearch search(std::move(catalog).value());
    const std::vector<PartPtr> found = search.named(name);
    if (found.empty()) return fail(unknownName(search, name));
    if (arguments->has("--json"))
        print(partListJson(search.catalog(), found));
    else
        print(found.size() == 1 ? partText(search.catalog(), *found.front())
                                : partMatchesText(found));
    return 0;
}

int check(const std::vector<std::string>& words) {
    const Result<Arguments> arguments = parseArguments(words, {"--json", "--user"}, {});
    if (!arguments) return fail(arguments.error());
    if (arguments->words.size() > 1) return fail(usage("catalog check takes one folder"));
    std::optional<std::filesystem::path> folder;
    if (!arguments->words.empty()) folder = arguments->words[0];
    CatalogCheck found;
    if (arguments->has("--user")) {
        const Result<Catalog> shipped = shippedCatalog();
        if (!shipped) return fail(shipped.error());
        found = checkUserCatalog(*shipped, folder.value_or(userCatalogFolder()));
    } else {
        found = checkCatalog(folder.value_or(dataFolder("catalog")));
    }
    print(arguments->has("--json") ? checkJson(found) : checkText(found));
    return found.errors.empty() ? 0 : exitCode(found.errors.front());
}

/// An index replaces an index, of whatever version, and nothing else: a hall is such a file too.
Result<void> checkIndexPlace(const std::filesystem::path& file) {
    if (file.extension() != ".sqlite") return usage("-o takes the file of an index, FILE.sqlite");
    std::error_code ignored;
    if (!std::filesystem::exists(std::filesystem::symlink_status(file, ignored)) || isIndex(file))
        return {};
    return Error{ErrorCode::Refused,
                 "there is a file of this name that is no index; choose another name",
                 file.string()};
}

int index(const std::vector<std::string>& words) {
    const Result<Arguments> arguments = parseArguments(words, {}, {"-o"});
    if (!arguments) return fail(arguments.error());
    if (arguments->words.size() > 1) return fail(usage("catalog index takes one folder"));
    const std::filesystem::path folder = arguments->words.empty()
                                             ? dataFolder("catalog")
                                             : std::filesystem::path(arguments->words[0]);
    const std::filesystem::path file = arguments->has("-o")
                                           ? std::filesystem::path(arguments->value("-o"))
                                           : builtIndexPath(folder);
    if (const Result<void> free = checkIndexPlace(file); !free) return fail(free.error());
    const std::string stamp = catalogStamp(folder);
    const Result<Catalog> catalog = readCatalog(folder);
    if (!catalog) return fail(catalog.error());
    const Result<void> written = writeIndex(*catalog, file, stamp);
    return written ? 0 : fail(written.error());
}

}  // namespace

int runCatalogCommand(std::span<const std::string> arguments) {
    const std::string command = arguments.empty() ? std::string() : arguments.front();
    const std::vector<std::string> words(arguments.begin() + (arguments.empty() ? 0 : 1),
                                         arguments.end());
    if (command == "list") return list(words);
    if (command == "show") return showPart(words);
    if (command == "check") return check(words);
    if (command == "import") return importCommand(words);
    if (command == "index") return index(words);
    if (command == "compare") return comparePartsCommand(words);
    const bool ofImport = std::any_of(words.begin(), words.end(), [](const std::string& word) {
        return word.starts_with("--import");
    });
    if (command == "remove" && ofImport) return removeImportCommand(words);
    if (isUserCatalogCommand(command)) return runUserCatalogCommand(command, words);
    const std::string what = command.empty()
                                 ? "catalog needs a subcommand"
                                 : fmt::format("\"{}\" is not a subcommand of catalog", command);
    return fail(usage(what +
                      "; use list, show, compare, check, duplicate, override, choose, retire, "
                      "restore, remove, import or index"));
}

}  // namespace hallwright
