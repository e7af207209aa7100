#pragma once

#include "catalog/toml_tree.h"
#include "model/parts/part.h"

#include <map>
#include <string>
#include <vector>

namespace hallwright {

/// A reference from one part to another or to a source; checked when all files are read.
struct CatalogReference {
    enum class To { Part, Source };

    To to = To::Part;
    std::string id;
    std::string subject;  ///< who refers: "part x, shelf.part"
    std::string where;
};

/// One table of a file of parts, read on after faults.
struct PartReading {
    Part part;
    std::map<Property, int> lines;  ///< where each property stands
    std::vector<CatalogReference> references;
    std::vector<Error> faults;
};

/// `below` is the shipped part that a table of the user's catalog speaks of: the table says only
/// what differs from it, and readings that go before those of documents say why.
PartReading readPart(const std::string& id, const TomlNode& table, const std::string& file,
                     const Part* below = nullptr);

}  // namespace hallwright
