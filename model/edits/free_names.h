#pragma once

#include "model/hall/hall.h"

#include <set>
#include <string>
#include <string_view>

namespace hallwright {

/// The names that a hall has given away, and the next free ones. Names are unique over all tables,
/// so that scripts and people can call an item by its name alone.
class FreeNames {
public:
    explicit FreeNames(const Hall& hall);

    /// One more than the highest number that follows this beginning: "A08" is there, so "A09".
    std::string next(std::string_view beginning, int digits);
    /// The name itself where it is free, else the same with the next number at its end.
    std::string like(std::string_view name);
    /// The next free row letter; N stands for network racks, I and O look like numbers.
    std::string nextRow();
    bool isFree(std::string_view name) const;

private:
    std::string take(std::string name);

    std::set<std::string, std::less<>> m_taken;
};

/// Row letters in order: "A" … "Z" without I, N and O, then "AA".
std::string rowName(std::size_t number);

}  // namespace hallwright
