#pragma once

#include "model/hall/hall.h"
#include "model/parts/catalog.h"
#include "model/parts/composition.h"
#include "model/units/quantity_text.h"

#include <QString>

#include <functional>
#include <memory>

namespace hallwright {

/// Two figures by which one tells parts of a kind apart, with their units: "142 kW · 600 × 1,068
/// mm". Empty where the part gives none.
QString keyFigures(const Part& part);

/// "Shipping"; status as a word that stands alone.
QString statusWord(const Part& part);

/// Why a part cannot be put into the plan by hand, and what brings it into a hall. Empty where it
/// can.
QString whyNotPlaceable(const Part& part);

/// What the chosen reading says, and how far it may lie: "142 kW", "120 … 142 kW". A reference
/// is told by the name of its part.
QString valueText(const Catalog& catalog, const Datum& datum);
QString rangeText(const Datum& datum);

/// Gives the document with this id, or null.
using FindSource = std::function<const Source*(std::string_view id)>;

/// What a sheet looks up beside the part itself: in the catalog, or in the hall that the part is
/// frozen in.
struct PartLookups {
    FindPart part;
    FindSource source;
};
PartLookups lookupsOf(std::shared_ptr<const Catalog> catalog);

/// The value of a reading, its unit apart; "unknown" for what is not public.
QuantityText valueParts(const FindPart& find, Property property, const Reading& reading);
/// A text as words instead of the spelling of the files: what stands in a rack by the names of its
/// parts, "48 V DC" for dc-48.
QString textWords(const FindPart& find, Property property, const std::string& text);
/// Number and unit in one, with a space that does not break.
QString joinedText(const QuantityText& parts);
/// A number of a property as parts are spoken of: sizes in millimetres, all else as figures are.
QuantityText numberParts(Property property, double si);
/// "120 … 142 kW".
QString rangeWords(Property property, double low, double high);
/// "at AC input, with trays, shelves, fans": what the figure is of.
QString conditionWords(const Reading& reading);
/// "Our assumption", "Entered by you", or the title of the document.
QString sourceName(const FindSource& find, const std::string& id);
/// Title of a property where it stands alone: "Medium", not the list of its words.
QString sheetTitle(Property property);

}  // namespace hallwright
