#pragma once

#include "model/hall/frozen_part.h"

namespace hallwright {

/// What a part of a hall was taken from, so that newer data of the catalog can be told from what
/// was done to it in the hall. While it stands as the catalog gave it, its origin is the
/// fingerprint; once it is changed, the origin is the part itself as it was given, in the form of
/// part_text.h.

/// The part with another state in its place; its origin is kept, and is the fingerprint again once
/// the part is as it was given.
FrozenPart changedFrozen(const FrozenPart& row, PartPtr changed);

/// Fingerprint of the catalog part that a row was taken from; empty for a hall's own part.
std::string originPrint(const FrozenPart& row);

/// The part as the catalog gave it; null for a hall's own part, and for one that was changed
/// without keeping it, in a way that cannot be taken back.
PartPtr originPart(const FrozenPart& row);

}  // namespace hallwright
