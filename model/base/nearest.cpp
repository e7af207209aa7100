#include "model/base/nearest.h"

#include "model/base/text.h"

#include <algorithm>
#include <utility>

namespace hallwright {

std::size_t letterDistance(std::string_view a, std::string_view b) {
    std::vector<std::size_t> row(b.size() + 1);
    for (std::size_t j = 0; j <= b.size(); ++j)
        row[j] = j;
    for (std::size_t i = 1; i <= a.size(); ++i) {
        std::size_t diagonal = row[0];
        row[0] = i;
        for (std::size_t j = 1; j <= b.size(); ++j) {
            const std::size_t changed = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
            diagonal = row[j];
            row[j] = std::min({changed, row[j] + 1, row[j - 1] + 1});
        }
    }
    return row.back();
}

std::vector<std::string> nearestNames(std::string_view wrong, const std::vector<std::string>& names,
                                      std::size_t most) {
    const std::string wanted = lowered(wrong.substr(0, 80));
    std::vector<std::pair<std::size_t, std::string>> ranked;
    for (const std::string& name : names) {
        const std::size_t distance = letterDistance(wanted, lowered(name));
        // Half of the letters may differ; beyond that a name is another word.
        if (distance * 2 <= std::max(wanted.size(), name.size()))
            ranked.emplace_back(distance, name);
    }
    std::sort(ranked.begin(), ranked.end());
    std::vector<std::string> nearest;
    for (std::size_t i = 0; i < ranked.size() && i < most; ++i)
        nearest.push_back(ranked[i].second);
    return nearest;
}

}  // namespace hallwright
