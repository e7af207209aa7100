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

/// Rows of the list by kind and property, from 1: evaluation asks for every part of a hall.
using Places =
    std::array<std::array<std::uint16_t, propertyCount>, static_cast<std::size_t>(Kind::Count_)>;

const Places& places() {
    static const Places table = [] {
        Places out{};
        for (std::size_t i = 0; i < classes.size(); ++i)
            out[static_cast<std::size_t>(classes[i].kind)]
               [static_cast<std::size_t>(classes[i].property)] = static_cast<std::uint16_t>(i + 1);
        return out;
    }();
    return table;
}

}  // namespace

std::span<const PartClass> allPartClasses() { return classes; }

const PartClass* partClass(Kind kind, Property property) {
    if (kind >= Kind::Count_ || property >= Property::Count_) return nullptr;
    const std::size_t place =
        places()[static_cast<std::size_t>(kind)][static_cast<std::size_t>(property)];
    return place == 0 ? nullptr : &classes[place - 1];
}

bool isNeeded(Kind kind, Property property) {
    const PartClass* row = partClass(kind, property);
    return row && row->need == Need::Needed;
}

}  // namespace hallwright
