#pragma once

#include "model/hall/hall.h"
#include "model/parts/catalog.h"

#include <QString>

namespace hallwright {

/// Two figures by which one tells parts of a kind apart, with their units: "142 kW · 600 × 1,068
/// mm". Empty where the part gives none.
QString keyFigures(const Part& part);

/// "Shipping"; status as a word that stands alone.
QString statusWord(const Part& part);

/// Why a part cannot be put into the plan by hand, and what brings it into a hall. Empty where it
/// can.
QString whyNotPlaceable(const Part& part);

/// What the chosen reading says, and how far it may lie: "142 kW", "120 kW … 142 kW". A reference
/// is told by the name of its part.
QString valueText(const Catalog& catalog, const Datum& datum);
QString rangeText(const Datum& datum);

}  // namespace hallwright
