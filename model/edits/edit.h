#pragma once

#include "model/hall/tables.h"

#include <string>
#include <utility>
#include <vector>

namespace hallwright {

/// Cells by column number, changed columns only.
using Cells = std::vector<std::pair<std::uint8_t, Cell>>;

/// What happens to one row. No `before`: it is added. No `after`: it is taken away.
struct Change {
    TableId table = TableId::Racks;
    RawId id = 0;
    std::optional<Cells> before;
    std::optional<Cells> after;

    bool operator==(const Change&) const = default;
};

/// The only way a hall changes. The same value serves undo, journal, scripts and tests.
struct Edit {
    std::string label;            ///< reads well after "Undo": "Move rack R12"
    std::string target = "base";  ///< the base hall, or the variant it goes to
    std::vector<Change> changes;

    bool operator==(const Edit&) const = default;
};

/// The hall after the edit. On failure the hall stays as it is.
Result<void> apply(Hall& hall, const Edit& edit);

/// The edit that takes this one back.
Edit inverse(const Edit& edit);

/// The edit that leads from one hall to another. Looks only at chunks the two do not share.
Edit difference(const Hall& from, const Hall& to, std::string label);

}  // namespace hallwright
