#include "model/parts/part_class.h"

#include <array>

namespace hallwright {

namespace {

constexpr std::array classes = {
#define CLASS(kind, property, low, high, need)                                                     \
    PartClass{Kind::kind, Property::property, low, high, Need::need},
#include "model/parts/classes.def"
#undef CLASS
};

}  // namespace

std::span<const PartClass> allPartClasses() { return classes; }

const PartClass* partClass(Kind kind, Property property) {
    for (const PartClass& row : classes)
        if (row.kind == kind && row.property == property) return &row;
    return nullptr;
}

bool isNeeded(Kind kind, Property property) {
    const PartClass* row = partClass(kind, property);
    return row && row->need == Need::Needed;
}

}  // namespace hallwright
