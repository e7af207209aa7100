#include "tests/support/shipped_catalog.h"

#include "catalog/reader.h"
#include "tests/support/test.h"

#include <cstdio>
#include <cstdlib>

namespace hallwright::test {

const Catalog& shippedCatalog() {
    static const Catalog catalog = [] {
        Result<Catalog> read = readCatalog(sourceFolder() / "catalog");
        if (!read) {
            std::fprintf(stderr, "the shipped catalog does not read: %s\n",
                         read.error().text().c_str());
            std::exit(3);
        }
        return std::move(read).value();
    }();
    return catalog;
}

}  // namespace hallwright::test
