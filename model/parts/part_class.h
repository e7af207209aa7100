#pragma once

#include "model/parts/property.h"

namespace hallwright {

/// How much a part of a kind owes a property.
enum class Need : std::uint8_t { Needed, Usual };

/// What is expected of the parts of one kind: a property, and the orders of magnitude (SI) that
/// are plausible for it there; narrower than the property's own.
struct PartClass {
    Kind kind;
    Property property;
    double low;
    double high;
    Need need;
};

/// The list is classes.def.
std::span<const PartClass> allPartClasses();
/// Null where nothing is expected of this kind there.
const PartClass* partClass(Kind kind, Property property);
/// True where a part of this kind, standing in a hall, has to say this: where it is silent the sum
/// is a lower bound. What only some kinds have (a loss, a GPU) is no gap in the others.
bool isNeeded(Kind kind, Property property);

}  // namespace hallwright
