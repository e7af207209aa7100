#pragma once

#include "model/base/id.h"
#include "model/parts/part.h"

namespace hallwright {

/// A part kept inside a hall with all its readings, so that the hall means the same wherever it is
/// opened.
struct FrozenPart {
    PartPtr part;        ///< never null in a stored row
    std::string origin;  ///< what it was taken from, see origin.h; empty for a hall's own part

    bool operator==(const FrozenPart& other) const {
        return origin == other.origin &&
               (part == other.part || (part && other.part && *part == *other.part));
    }
};

using PartId = Id<FrozenPart>;

/// A document that a frozen reading cites.
struct FrozenSource {
    Source source;

    bool operator==(const FrozenSource&) const = default;
};

}  // namespace hallwright
