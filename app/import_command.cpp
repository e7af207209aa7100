#include "app/import_command.h"

#include "app/arguments.h"
#include "catalog/data_folder.h"
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

Error usage(std::string sentence) {
    return {ErrorCode::Usage,
            sentence + "; usage: hallwright catalog import PATH [-o FILE.toml] [--user] "
                       "[--report FILE] [--json] [--as-of DATE]",
            {}};
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

Result<void> writeText(const std::string& text, const std::filesystem::path& file) {
    std::ofstream out(file, std::ios::binary);
    out << text;
    out.close();
    if (!out)
        return Error{ErrorCode::File, "the file cannot be written; choose another place",
                     file.string()};
    return {};
}

/// On a terminal, so that a whole library does not look like a program that hangs.
void showProgress(std::size_t done, std::size_t all) {
    if (all < 100 || (done % 50 != 0 && done != all) || !isatty(STDERR_FILENO)) return;
    fmt::print(stderr, "\r{} of {}{}", grouped(static_cast<long long>(done)),
               counted(static_cast<long long>(all), "file"), done == all ? "\n" : "");
    std::fflush(stderr);
}

std::string json(const NetboxImport& import) {
    std::string files;
    for (const ImportedFile& file : import.files) {
        std::string unmapped;
        for (const std::string& what : file.unmapped)
            unmapped += (unmapped.empty() ? "" : ",") + jsonString(what);
        files += fmt::format("{}\n{{\"file\":{},\"part\":{},\"unmapped\":[{}],\"error\":{}}}",
                             files.empty() ? "" : ",", jsonString(file.file.string()),
                             file.part.empty() ? "null" : jsonString(file.part), unmapped,
                             file.error.empty() ? "null" : jsonString(file.error));
    }
    std::string sources;
    for (const Source& source : import.sources)
        sources +=
            fmt::format("{}{{\"id\":{},\"title\":{},\"note\":{}}}", sources.empty() ? "" : ",",
                        jsonString(source.id), jsonString(source.title), jsonString(source.note));
    return fmt::format("{{\"parts\":{},\"sources\":[{}],\"files\":[{}\n]}}\n", import.parts.size(),
                       sources, files);
}

/// The parts, and beside them the source that they cite: a catalog keeps the two apart.
Result<void> writeParts(const NetboxImport& import, const std::filesystem::path& file) {
    const std::filesystem::path sources =
        file.parent_path() / (file.stem().string() + "-sources" + file.extension().string());
    if (const Result<void> written = writeText(importedPartsToml(import), file); !written)
        return written;
    if (const Result<void> written = writeText(importedSourcesToml(import), sources); !written)
        return written;
    fmt::print(stderr, "Parts are in {}, the source that they cite in {}.\n", file.string(),
               sources.string());
    return {};
}

Result<void> putIntoUserCatalog(const NetboxImport& import, const Catalog& shipped) {
    const std::filesystem::path folder = userCatalogFolder();
    if (folder.empty())
        return Error{
            ErrorCode::File, "there is no home for a catalog of your own; set XDG_DATA_HOME", {}};
    const Result<Catalog> put = UserCatalog(shipped, folder).putAll(import.parts, import.sources);
    if (!put) return put.error();
    fmt::print(stderr, "{} put into your catalog, {}.\n",
               counted(static_cast<long long>(import.parts.size()), "part"), folder.string());
    return {};
}

/// Everything that is asked for besides the report.
Result<void> store(const NetboxImport& import, const Arguments& arguments, const Catalog& shipped) {
    if (arguments.has("-o"))
        if (const Result<void> written = writeParts(import, arguments.value("-o")); !written)
            return written;
    return arguments.has("--user") ? putIntoUserCatalog(import, shipped) : Result<void>();
}

Result<void> tell(const NetboxImport& import, const Arguments& arguments) {
    const std::string report = arguments.has("--json") ? json(import) : importText(import);
    if (!arguments.has("--report")) {
        std::fwrite(report.data(), 1, report.size(), stdout);
        return {};
    }
    const std::string sums = importSums(import);
    std::fwrite(sums.data(), 1, sums.size(), stdout);
    return writeText(report, arguments.value("--report"));
}

}  // namespace

int importCommand(const std::vector<std::string>& words) {
    const Result<Arguments> arguments =
        parseArguments(words, {"--user", "--json"}, {"-o", "--report", "--as-of"});
    if (!arguments) return fail(arguments.error());
    if (arguments->words.size() != 1) return fail(usage("name one file or folder"));
    const Result<Catalog> shipped = loadCatalog(dataFolder("catalog"));
    if (!shipped) return fail(shipped.error());
    ImportOptions options;
    options.asOf = arguments->value("--as-of", thisMonth());
    for (const auto& [id, part] : shipped->parts())
        options.taken.insert(id);
    for (const auto& [id, source] : shipped->sources())
        options.taken.insert(id);
    options.progress = showProgress;
    const Result<NetboxImport> import = importNetbox(arguments->words.front(), options);
    if (!import) return fail(import.error());
    if (const Result<void> told = tell(*import, *arguments); !told) return fail(told.error());
    if (import->parts.empty()) return exitFile;
    if (const Result<void> stored = store(*import, *arguments, *shipped); !stored)
        return fail(stored.error());
    return 0;
}

}  // namespace hallwright
