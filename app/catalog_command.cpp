#include "app/catalog_command.h"

#include "catalog/catalog_text.h"
#include "catalog/checker.h"
#include "catalog/data_folder.h"
#include "catalog/index.h"
#include "model/base/text.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <optional>
#include <vector>

namespace hallwright {

namespace {

constexpr int exitOk = 0;
constexpr int exitUsage = 2;
constexpr int exitFile = 3;

constexpr std::string_view usage = "usage: hallwright catalog list [--kind KIND] [--json]\n"
                                   "       hallwright catalog show NAME [--json]\n"
                                   "       hallwright catalog check [FOLDER]\n";

int refuse(std::string_view message) {
    fmt::print(stderr, "{}\n{}", message, usage);
    return exitUsage;
}

void print(const std::string& text) { std::fwrite(text.data(), 1, text.size(), stdout); }

/// What follows the name of a subcommand: words, and the options it knows.
struct Options {
    std::vector<std::string> words;
    std::optional<std::string> kind;
    bool json = false;
    std::string fault;
};

Options parse(std::span<const std::string> arguments, bool takesKind, bool takesJson) {
    Options out;
    for (std::size_t i = 0; i < arguments.size(); ++i) {
        const std::string& argument = arguments[i];
        if (argument == "--json" && takesJson)
            out.json = true;
        else if (argument == "--kind" && takesKind && i + 1 < arguments.size())
            out.kind = arguments[++i];
        else if (argument == "--kind" && takesKind)
            out.fault = "--kind needs the name of a kind";
        else if (argument.starts_with("--kind=") && takesKind)
            out.kind = argument.substr(7);
        else if (argument.starts_with("-") && argument.size() > 1)
            out.fault = fmt::format("{} is not an option here", argument);
        else
            out.words.push_back(argument);
    }
    return out;
}

std::optional<Catalog> loaded(int& exit) {
    Result<Catalog> catalog = loadCatalog(dataFolder("catalog"));
    if (catalog) return std::move(catalog).value();
    fmt::print(stderr, "{}\n", catalog.error().text());
    exit = exitFile;
    return std::nullopt;
}

int list(std::span<const std::string> arguments) {
    const Options options = parse(arguments, true, true);
    if (!options.fault.empty()) return refuse(options.fault);
    if (!options.words.empty())
        return refuse(
            fmt::format("catalog list takes no name; use catalog show {}", options.words[0]));
    std::optional<Kind> kind;
    if (options.kind) {
        kind = findKind(*options.kind);
        std::vector<std::string> kinds;
        for (const KindInfo& row : allKinds())
            kinds.emplace_back(row.id);
        if (!kind)
            return refuse(fmt::format("\"{}\" is not a kind of part; the kinds are {}",
                                      *options.kind, joined(kinds, ", ")));
    }
    int exit = exitOk;
    const std::optional<Catalog> catalog = loaded(exit);
    if (!catalog) return exit;
    const std::vector<PartPtr> parts = partsOfKind(*catalog, kind);
    print(options.json ? partListJson(parts) : partListText(parts));
    return exitOk;
}

int show(std::span<const std::string> arguments) {
    const Options options = parse(arguments, false, true);
    if (!options.fault.empty()) return refuse(options.fault);
    if (options.words.empty()) return refuse("catalog show needs a name");
    const std::string name = joined(options.words, " ");
    int exit = exitOk;
    const std::optional<Catalog> catalog = loaded(exit);
    if (!catalog) return exit;
    const std::vector<PartPtr> found = catalog->search(name);
    if (found.empty()) {
        fmt::print(stderr,
                   "No part is called \"{}\", and none has these words in its name; catalog list "
                   "shows all parts.\n",
                   name);
        return exitUsage;
    }
    if (options.json)
        print(partListJson(found));
    else
        print(found.size() == 1 ? partText(*catalog, *found.front()) : partListText(found));
    return exitOk;
}

int check(std::span<const std::string> arguments) {
    const Options options = parse(arguments, false, false);
    if (!options.fault.empty()) return refuse(options.fault);
    if (options.words.size() > 1) return refuse("catalog check takes one folder");
    const CatalogCheck found = checkCatalog(
        options.words.empty() ? dataFolder("catalog") : std::filesystem::path(options.words[0]));
    print(checkText(found));
    return found.errors.empty() ? exitOk : exitFile;
}

}  // namespace

int runCatalogCommand(std::span<const std::string> arguments) {
    const std::string_view command =
        arguments.empty() ? std::string_view() : std::string_view(arguments.front());
    if (command == "list") return list(arguments.subspan(1));
    if (command == "show") return show(arguments.subspan(1));
    if (command == "check") return check(arguments.subspan(1));
    return refuse(command.empty() ? std::string("catalog needs one of list, show, check")
                                  : fmt::format("\"{}\" is not a subcommand of catalog", command));
}

}  // namespace hallwright
