#pragma once

#include "catalog/toml_tree.h"
#include "model/parts/part.h"

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
    std::vector<CatalogReference> references;
    std::vector<Error> faults;
};

PartReading readPart(const std::string& id, const TomlNode& table, const std::string& file);

/// Lower case, digits and dashes; ids are for ever.
bool isCatalogId(std::string_view id);

}  // namespace hallwright
