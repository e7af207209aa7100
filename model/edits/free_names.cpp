#include "model/edits/free_names.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

namespace hallwright {

namespace {

bool isDigit(char c) { return c >= '0' && c <= '9'; }

/// The number that a text is, where it is nothing but a number of at most six digits.
std::optional<int> numberOf(std::string_view text) {
    if (text.empty() || text.size() > 6 || !std::all_of(text.begin(), text.end(), isDigit))
        return std::nullopt;
    int number = 0;
    std::from_chars(text.data(), text.data() + text.size(), number);
    return number;
}

}  // namespace

FreeNames::FreeNames(const Hall& hall) {
    const auto take = [&](auto, const auto& row) { m_taken.insert(row.name); };
    hall.obstacles.forEach(take);
    hall.rows.forEach(take);
    hall.loops.forEach(take);
    hall.racks.forEach(take);
    hall.equipment.forEach(take);
    hall.powerUnits.forEach(take);
    hall.busways.forEach(take);
    hall.trays.forEach(take);
    hall.fabrics.forEach(take);
}

bool FreeNames::isFree(std::string_view name) const { return !m_taken.contains(name); }

std::string FreeNames::take(std::string name) {
    m_taken.insert(name);
    return name;
}

std::string FreeNames::next(std::string_view beginning, int digits) {
    int highest = 0;
    for (auto it = m_taken.lower_bound(beginning); it != m_taken.end(); ++it) {
        if (!it->starts_with(beginning)) break;
        highest =
            std::max(highest, numberOf(std::string_view(*it).substr(beginning.size())).value_or(0));
    }
    return take(fmt::format("{}{:0{}}", beginning, highest + 1, digits));
}

std::string FreeNames::like(std::string_view name) {
    if (isFree(name)) return take(std::string(name));
    std::size_t end = name.size();
    while (end > 0 && isDigit(name[end - 1]) && name.size() - end < 6)
        --end;
    const std::size_t digits = name.size() - end;
    if (digits == 0) return next(std::string(name) + " ", 1);
    return next(name.substr(0, end), static_cast<int>(digits));
}

std::string FreeNames::nextRow() {
    for (std::size_t number = 0;; ++number) {
        const std::string name = rowName(number);
        // The racks of a row that is gone may still carry its letter.
        bool used = false;
        for (auto it = m_taken.lower_bound(name); it != m_taken.end() && !used; ++it) {
            if (!it->starts_with(name)) break;
            used = it->size() == name.size() || numberOf(std::string_view(*it).substr(name.size()));
        }
        if (!used) return take(name);
    }
}

std::string rowName(std::size_t number) {
    constexpr std::string_view letters = "ABCDEFGHJKLMPQRSTUVWXYZ";
    std::string name(1, letters[number % letters.size()]);
    for (number /= letters.size(); number > 0; number /= letters.size())
        name.insert(name.begin(), letters[(number - 1) % letters.size()]);
    return name;
}

}  // namespace hallwright
