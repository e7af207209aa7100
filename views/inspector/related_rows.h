#pragma once

#include "model/figures/evaluation.h"
#include "model/figures/slots.h"
#include "model/hall/tables.h"

#include <QString>

#include <utility>
#include <vector>

namespace hallwright {

struct Theme;

// What hangs together with a row of a hall, for the inspector.

/// The part of a row that has one.
PartId partOfItem(const Hall& hall, ItemRef item);

/// Rows that say more of one thing: the taps, fabric places and switches of a rack. Each with a
/// heading.
std::vector<std::pair<QString, ItemRef>> relatedRows(const Hall& hall, const Slots& numbers,
                                                     ItemRef item);

/// "3 of the 24 switches stand in no rack. …"; empty where all stand, and for a bare fabric.
QString unplacedSwitches(const Evaluation& evaluation, Id<Fabric> fabric);

/// Links "table/id" to what a thing belongs to and to what belongs to it, as rich text.
QString itemLinks(const Hall& hall, ItemRef item, const Theme& theme);
/// Links to what a hall holds beside the things in the plan: fabrics, loops, rows, power units, and
/// the parts that its site names.
QString hallLinks(const Hall& hall, const Theme& theme);

}  // namespace hallwright
