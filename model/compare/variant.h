#pragma once

#include "model/edits/edit.h"
#include "model/hall/hall.h"
#include "model/parts/catalog.h"

#include <string>
#include <vector>

namespace hallwright {

/// A ready-made question to a hall.
enum class VariantKind : std::uint8_t { Pluggable, Lpo, Cpo, CopperFirst };

/// "Pluggable", "Linear pluggable", "Co-packaged", "Copper first".
std::string_view variantName(VariantKind kind);

/// One side of a comparison: a hall complete in itself, and how it came to be.
struct VariantHall {
    std::string name;
    std::string note;  ///< what was changed, in one sentence
    Hall hall;
    std::vector<std::string> losses;  ///< changes that no longer find their row
};

/// The same hall with other optics: switches swapped for their counterpart, modules, cables and
/// what the switches need beside them (48 V shelves, manifolds, loop) chosen anew. NIC modules stay
/// pluggable. Fails with a sentence where a switch has no such counterpart.
Result<VariantHall> variantOf(const Hall& base, const Catalog& catalog, VariantKind kind);

/// Base and overlay: the changes of a stored variant laid over the hall.
Result<VariantHall> variantOf(const Hall& base, const Variant& stored);

/// The overlay that leads from one hall to another, as a variant keeps it.
std::string overlayOf(const Hall& base, const Hall& changed);

/// Edits of the list of variants.
Result<Edit> addVariant(const Hall& hall, std::string name, std::string note, std::string overlay);
Result<Edit> removeVariant(const Hall& hall, Id<Variant> id);

}  // namespace hallwright
