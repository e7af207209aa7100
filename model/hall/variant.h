#pragma once

#include <string>

namespace hallwright {

/// Another version of this hall, kept as what differs: changes of the base show through unless
/// the overlay sets the same column.
struct Variant {
    std::string name, note;
    std::string overlay;  ///< changes in the text form of an edit, one JSON object

    bool operator==(const Variant&) const = default;
};

}  // namespace hallwright
