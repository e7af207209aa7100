#include "app/import_command.h"

#include "app/arguments.h"
#include "catalog/data_folder.h"
#include "catalog/import_file.h"
#include "catalog/index.h"
#include "catalog/netbox_import.h"
#include "catalog/user_catalog.h"
#include "model/base/text.h"
#include "model/storage/json_text.h"

#include <fmt/format.h>
#include <unistd.h>

#include <cstdio>
#include <ctime>
#include <filesystem>
#include <fstream>

namespace hallwright {

namespace {

constexpr int exitFile = 3;

Error importUsage(std::string sentence) {
    return usage(sentence + "; usage: hallwright catalog import PATH [-o FILE.toml] [--user] "
                            "[--report FILE] [--json] [--as-of DATE]");
}

/// The month in which the library is read, for its files carry no date of their own.
std::string thisMonth() {
    const std::time_t now = std::time(nullptr);
    std::tm parts{};
    gmtime_r(&now, &parts);
    char text[16];
    const std::size_t length = std::strftime(text, sizeof text, "%Y-%m", &parts);
    return {text, length};
}

/// Beside the file, then renamed: what was there is replaced whole or not at all.
Result<void> replaceFile(const std::string& text, const std::filesystem::path& file) {
    std::filesystem::path fresh = file;
    fresh += fmt::format(".{}.new", ::getpid());
    std::ofstream out(fresh, std::ios::binary | std::ios::trunc);
    out << text;
    out.close();
    std::error_code error;
    if (out) std::filesystem::rename(fresh, file, error);
    if (out && !error) return {};
    std::error_code ignored;
    std::filesystem::remove(fresh, ignored);
    return Error{ErrorCode::File, "the file cannot be written; choose another place",
                 file.string()};
}

/// A file that somebody else wrote, a hall most of all, is not for us to replace.
Result<void> checkFree(const std::filesystem::path& file) {
    std::error_code ignored;
    if (!std::filesystem::exists(std::filesystem::symlink_status(file, ignored)) ||
        isImportFile(file))
        return {};
    return Error{ErrorCode::Refused,
                 "there is a file of this name that no import wrote; choose another name",
                 file.string()};
}

/// On a terminal, so that a whole library does not look like a program that hangs.
void showProgress(std::size_t done, std::size_t all) {
    if (all < 100 || (done % 50 != 0 && done != all) || !isatty(STDERR_FILENO)) return;
    fmt::print(stderr, "\r{} of {}{}", grouped(static_cast<long long>(done)),
               counted(static_cast<long long>(all), "file"), done == all ? "\n" : "");
    std::fflush(stderr);
}

std::string importJson(const NetboxImport& import) {
    std::string files;
    for (const ImportedFile& file : import.files) {
        std::string unmapped;
        for (const std::string& what : file.unmapped)
            unmapped += (unmapped.empty() ? "" : ",") + jsonString(what);
        const auto word = [](const std::string& text) {
            return text.empty() ? std::string("null") : jsonString(text);
        };
        files +=
            fmt::format("{}\n{{\"file\":{},\"part\":{},\"kind\":{},\"kind_since\":{},"
                        "\"unmapped\":[{}],\"error\":{}}}",
                        files.empty() ? "" : ",", jsonString(file.file.string()), word(file.part),
                        word(file.kind), word(file.part.empty() ? std::string() : file.how),
                        unmapped, word(file.error));
    }
    std::string sources;
    for (const Source& source : import.sources)
        sources +=
            fmt::format("{}{{\"id\":{},\"title\":{},\"note\":{}}}", sources.empty() ? "" : ",",
                        jsonString(source.id), jsonString(source.title), jsonString(source.note));
    std::string notes;
    for (const std::string& note : import.notes)
        notes += (notes.empty() ? "" : ",") + jsonString(note);
    return fmt::format("{{\"parts\":{},\"sources\":[{}],\"notes\":[{}],\"files\":[{}\n]}}\n",
                       import.parts.size(), sources, notes, files);
}

/// The source that the parts cite stands apart from them: of a catalog folder in its folder
/// sources, else beside them.
std::filesystem::path sourcesBeside(const std::filesystem::path& file) {
    std::error_code ignored;
    const std::filesystem::path folder =
        std::filesystem::absolute(file, ignored).lexically_normal().parent_path();
    if (folder.filename() == "parts") return folder.parent_path() / "sources" / file.filename();
    return file.parent_path() / (file.stem().string() + "-sources" + file.extension().string());
}

Result<void> writeParts(const NetboxImport& import, const std::filesystem::path& file) {
    const std::filesystem::path sources = sourcesBeside(file);
    for (const std::filesystem::path& each : {file, sources})
        if (const Result<void> free = checkFree(each); !free) return free;
    std::error_code ignored;
    if (sources.parent_path().filename() == "sources")
        std::filesystem::create_directory(sources.parent_path(), ignored);
    const std::string head(importHeading);
    if (const Result<void> written = replaceFile(head + importedSourcesToml(import), sources);
        !written)
        return written;
    if (const Result<void> written = replaceFile(head + importedPartsToml(import), file); !written)
        return written;
    fmt::print(stderr, "Parts are in {}, the source that they cite in {}.\n", file.string(),
               sources.string());
    return {};
}

Result<void> putIntoUserCatalog(NetboxImport& import, const Catalog& shipped) {
    const std::filesystem::path folder = userCatalogFolder();
    if (folder.empty())
        return Error{
            ErrorCode::File, "there is no home for a catalog of your own; set XDG_DATA_HOME", {}};
    const std::string& source = import.sources.front().id;
    const Result<Catalog> put =
        UserCatalog(shipped, folder)
            .putImport(source, import.parts, import.sources, import.whole, &import.notes);
    if (!put) return put.error();
    import.notes.push_back(
        fmt::format("Put into your catalog, {}; catalog remove --import {} takes it back",
                    (folder / "parts" / (source + ".toml")).string(), source));
    return {};
}

/// Everything that is asked for besides the report.
Result<void> store(NetboxImport& import, const Arguments& arguments, const Catalog& shipped) {
    if (import.parts.empty()) return {};
    if (arguments.has("-o"))
        if (const Result<void> written = writeParts(import, arguments.value("-o")); !written)
            return written;
    return arguments.has("--user") ? putIntoUserCatalog(import, shipped) : Result<void>();
}

Result<void> tellImport(const NetboxImport& import, const Arguments& arguments) {
    const std::string report = arguments.has("--json") ? importJson(import) : importText(import);
    if (!arguments.has("--report")) {
        std::fwrite(report.data(), 1, report.size(), stdout);
        return {};
    }
    const std::string sums = importSums(import);
    std::fwrite(sums.data(), 1, sums.size(), stdout);
    return replaceFile(report, arguments.value("--report"));
}

}  // namespace

int importCommand(const std::vector<std::string>& words) {
    const Result<Arguments> arguments =
        parseArguments(words, {"--user", "--json"}, {"-o", "--report", "--as-of"});
    if (!arguments) return fail(arguments.error());
    if (arguments->words.size() != 1) return fail(importUsage("name one file or folder"));
    if (arguments->has("-o") &&
        std::filesystem::path(arguments->value("-o")).extension() != ".toml")
        return fail(importUsage("-o takes a file of a catalog, FILE.toml"));
    if (std::filesystem::path(arguments->value("--report")).extension() == ".hall")
        return fail(importUsage("--report takes a text file, and a .hall file is a hall"));
    const Result<Catalog> shipped = loadCatalog(dataFolder("catalog"));
    if (!shipped) return fail(shipped.error());
    ImportOptions options;
    options.asOf = arguments->value("--as-of", thisMonth());
    for (const auto& [id, part] : shipped->parts())
        options.taken.insert(id);
    for (const auto& [id, source] : shipped->sources())
        options.taken.insert(id);
    options.progress = showProgress;
    Result<NetboxImport> import = importNetbox(arguments->words.front(), options);
    if (!import) return fail(import.error());
    // What becomes of the parts is a line of the report; a report there is in any case.
    const Result<void> stored = store(import.value(), *arguments, *shipped);
    if (const Result<void> told = tellImport(*import, *arguments); !told) return fail(told.error());
    if (!stored) return fail(stored.error());
    return import->parts.empty() ? exitFile : 0;
}

int removeImportCommand(const std::vector<std::string>& words) {
    const Result<Arguments> arguments = parseArguments(words, {}, {"--import"});
    if (!arguments) return fail(arguments.error());
    if (!arguments->words.empty() || !arguments->has("--import"))
        return fail({ErrorCode::Usage, "write catalog remove --import SOURCE", {}});
    const Result<Catalog> shipped = loadCatalog(dataFolder("catalog"));
    if (!shipped) return fail(shipped.error());
    const std::string source = arguments->value("--import");
    const Result<Catalog> done = UserCatalog(*shipped, userCatalogFolder()).removeImport(source);
    if (!done) return fail(done.error());
    fmt::print("the import {} is gone from your catalog\n", source);
    return 0;
}

}  // namespace hallwright
