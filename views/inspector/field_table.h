#pragma once

#include "model/hall/hall.h"
#include "model/hall/tables.h"

#include <QString>

#include <span>
#include <string_view>

namespace hallwright {

/// A stored column as a field that a user edits. What it may hold comes from the column itself.
struct Field {
    std::string_view column;
    const ColumnInfo* info = nullptr;  ///< of the first item's table
    QString title;
    std::optional<Dimension> dimension{};  ///< of a number with a unit
    double perSi = 1.0;                    ///< stored number = SI × this

    bool isPart() const { return info->refersTo == TableId::Parts; }
    bool isReference() const { return info->refersTo.has_value(); }
    /// A reference that may name nothing: a rack that stands in no row.
    bool mayBeNone = false;
    QString nought;  ///< what 0 means, where it means something else than none; shown in its place
    int base = 0;    ///< added to a stored number that is counted from 0, as people count from 1

    bool operator==(const Field& o) const { return column == o.column && title == o.title; }
};

/// The fields that all items have, in the order of the first one's table; of several items those
/// that make no sense for all (a name) are left out.
std::vector<Field> fieldsOf(std::span<const ItemRef> items);

/// One thing that a reference may name.
struct Choice {
    RawId id = 0;  ///< 0 for none
    QString name;
};
/// What a reference of these items may name in this hall: parts of fitting kinds, sidecars for a
/// sidecar, any row of the table else.
std::vector<Choice> choicesOf(const Hall& hall, const Field& field, std::span<const ItemRef> items);

/// A word of a column as people read it: "rail-fat-tree" → "Rail fat tree".
QString wordTitle(std::string_view word);

}  // namespace hallwright
