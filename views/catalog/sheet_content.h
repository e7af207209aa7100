#pragma once

#include "model/parts/part.h"
#include "views/catalog/part_words.h"

#include <QString>
#include <QStringList>

#include <vector>

namespace hallwright {

/// A heading of a sheet and what stands below it. The data belong to the part.
struct SheetSection {
    QString title;
    std::vector<const Datum*> data;
};

/// Where a property stands: Power, Cooling, Compute, Network, Body and so on, by the first word of
/// its id. Lower ranks come first.
int sectionRank(Property property);
QString sectionTitle(int rank);
/// The order of lines within a section: what one asks first, then as the list of properties has
/// them.
int lineRank(Property property);

/// What a part says, in the order of a sheet; without what the head of the sheet tells and the
/// connections, which have a place of their own.
std::vector<SheetSection> sheetSections(const Part& part);
/// True where its readings do not all say the same.
bool disagrees(const Datum& datum);
/// Titles of what is expected of a part of this kind and not even said to be unknown.
QStringList notGiven(const Part& part);

/// Parts of the same kind whose power or rating is nearest, nearest first.
std::vector<PartPtr> similarParts(const Catalog& catalog, const Part& part, std::size_t most);
/// Parts of the catalog that hold this one, with how many.
struct PartHolder {
    PartPtr part;
    int count = 1;
};
std::vector<PartHolder> holdersOf(const Catalog& catalog, const Part& part);

}  // namespace hallwright
