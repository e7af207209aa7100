#pragma once

#include "model/planner/brief.h"

#include <string>
#include <string_view>

namespace hallwright {

/// A brief as its file says it, every key on a line of its own; keys whose value is the usual one
/// are left out where that reads better. Read again it gives the same brief, lines aside.
std::string briefText(const Brief& brief);

/// A price as a brief gives it by value: "0.08 USD/kWh"; `price` in USD/J.
std::string energyPriceText(double price);

/// The brief without file name and lines, to compare what two briefs ask for.
Brief withoutPlaces(Brief brief);

/// A key of a brief: section, which one of a list of sections, and the key in it; an empty section
/// for keys above all sections, an empty key for the section itself.
struct BriefKey {
    std::string section;
    int index = 0;
    std::string key;

    auto operator<=>(const BriefKey&) const = default;
};

/// The key that stands on a line of briefText(), counted from 1.
BriefKey keyOnLine(std::string_view text, int line);

}  // namespace hallwright
