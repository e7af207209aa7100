#include "app/open_hall.h"

#include "app/text_files.h"
#include "catalog/data_folder.h"
#include "catalog/index.h"
#include "catalog/user_catalog.h"
#include "model/planner/brief.h"
#include "model/planner/planner.h"
#include "model/storage/text_form.h"

#include <cstdio>

namespace hallwright {

Result<Catalog> shippedCatalog() {
    static const Result<Catalog> catalog = loadCatalog(dataFolder("catalog"));
    return catalog;
}

Result<Catalog> openCatalog() {
    static const Result<Catalog> catalog = [] {
        Result<Catalog> both = loadCatalog(dataFolder("catalog"), userCatalogFolder());
        if (both || !shippedCatalog()) return both;
        // A slip in the user's own files is told; it does not take the shipped parts away.
        std::fprintf(stderr,
                     "hallwright: your own catalog is left out, for it has a fault; "
                     "hallwright catalog check --user shows all of them. %s\n",
                     both.error().text().c_str());
        return shippedCatalog();
    }();
    return catalog;
}

Result<Document> openHall(const std::filesystem::path& file) {
    std::string ending = file.extension().string();
    for (char& c : ending)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    if (ending == ".toml") {
        const Result<Catalog> catalog = openCatalog();
        if (!catalog) return catalog.error();
        const Result<Brief> brief = readBrief(file);
        if (!brief) return brief.error();
        Result<Plan> made = plan(*brief, *catalog, {});
        if (!made) return made.error();
        return newDocument(std::move(made->hall));
    }
    if (ending == ".json") {
        const Result<std::string> text = readText(file.string());
        if (!text) return text.error();
        return documentFromText(*text, file.string());
    }
    Result<OpenedDocument> opened = openDocumentOfAnyVersion(file);
    if (!opened) return opened.error();
    for (const std::string& change : opened->changes)
        std::fprintf(stderr, "hallwright: %s is of an older format. %s\n", file.string().c_str(),
                     change.c_str());
    return std::move(opened).value().document;
}

}  // namespace hallwright
